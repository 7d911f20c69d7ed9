"""How sessions stand in their list: their columns, their state in words, and what the screen says of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.models.entries import Cell, Column, text_cell
from workbench.analysis.agenda import pace
from workbench.charts.calendar import day_words
from workbench.domain.meeting import Meeting
from workbench.domain.text import plural
from workbench.exchange import columns as written

PLANNED, GOING_ON, ENDED = "planned", "going on", "ended"
_TOKENS = {PLANNED: "ink2", GOING_ON: "accent", ENDED: "ok"}
TABLE_COLUMNS = (
    written.line("title", "Session", "title", "meeting"),
    written.date("day", "Date", "day"),
    written.line("place", "Place", "where"),
    written.text("note", "Note"),
)
"""What is pasted, edited in place and changed many at once."""


def state(meeting: Meeting) -> str:
    """Whether a session is planned, going on or ended."""
    if meeting.ended:
        return ENDED
    return GOING_ON if meeting.started else PLANNED


def minutes(seconds: int) -> int:
    """Seconds as whole minutes, as they are shown."""
    return round(seconds / 60)


def time_words(meeting: Meeting) -> str:
    """'40 of 60 min' used of planned; what is planned alone before anything was used."""
    found = pace(meeting)
    if not meeting.agenda:
        return "–"
    planned = f"{minutes(found.planned)} min"
    return f"{minutes(found.used)} of {planned}" if found.used else planned


def pace_words(meeting: Meeting) -> str:
    """'behind by 12 min'; '' before anything was used."""
    found = pace(meeting)
    return found.words if found.used else ""


def _pace(meeting: Meeting) -> Cell:
    words = pace_words(meeting)
    return text_cell(words or "–", "warn" if words.startswith("behind") else "ink2")


def _done(meeting: Meeting) -> int:
    return sum(1 for each in meeting.agenda if each.done)


def columns(present: Callable[[Meeting], str]) -> Sequence[Column]:
    """The columns of the list; `present` says who is there."""
    return (
        Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
        Column(
            "Session",
            0,
            lambda each: text_cell(each.title),
            lambda each: each.title.casefold(),
            edits="title",
        ),
        Column(
            "Date",
            96,
            lambda each: text_cell(day_words(each.day) if each.day else "–", "ink2"),
            lambda each: (each.day is None, each.day),
            edits="day",
        ),
        Column(
            "Place",
            120,
            lambda each: text_cell(each.place or "–", "ink2"),
            lambda each: each.place.casefold(),
            least=860,
            edits="place",
        ),
        Column(
            "Present",
            170,
            lambda each: text_cell(present(each) or "–", "ink2"),
            lambda each: -len(each.present),
            least=1040,
        ),
        Column(
            "Done",
            70,
            lambda each: text_cell(f"{_done(each)} of {len(each.agenda)}" if each.agenda else "–", "ink2"),
            lambda each: (-_done(each), -len(each.agenda)),
            least=560,
        ),
        Column(
            "Time",
            112,
            lambda each: text_cell(time_words(each), "ink2"),
            lambda each: -pace(each).planned,
            least=620,
        ),
        Column("Pace", 126, _pace, lambda each: -pace(each).behind, least=700),
        Column(
            "State",
            80,
            lambda each: text_cell(state(each), _TOKENS[state(each)], 500),
            lambda each: (PLANNED, GOING_ON, ENDED).index(state(each)),
        ),
    )


def finding(listed: Sequence[Meeting]) -> str:
    """One sentence on how far the sessions are."""
    if not listed:
        return "No session is planned yet."
    ended = sum(1 for each in listed if state(each) == ENDED)
    going = sum(1 for each in listed if state(each) == GOING_ON)
    said = f"{plural(len(listed), 'session')}, {ended} ended"
    said += f" and {going} going on" if going else ""
    decided = sum(len(each.decisions) for each in listed)
    parked = sum(1 for each in listed for one in each.parked if not one.done)
    rest = [plural(decided, "decision")] if decided else []
    rest += [f"{plural(parked, 'thing')} still parked"] if parked else []
    return f"{said}; {', '.join(rest)}." if rest else f"{said}."


def haystack(each: Meeting) -> str:
    """What the filter looks in."""
    parked = (one.text for one in each.parked)
    decided = (f"{one.text} {one.owner}" for one in each.decisions)
    return " ".join((each.code, each.title, each.place, each.note, state(each), *parked, *decided))
