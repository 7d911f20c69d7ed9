"""The agenda of a session as rows: what is talked about, how long it is meant to take and how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.dialogs.pick import Choice
from ui.models.entries import Cell, Column, text_cell
from ui.screens.registry import BY_KEY, PLACES
from ui.screens.sessions.listing import minutes
from workbench.analysis.agenda import item_name, questions_of, suggested_minutes
from workbench.domain.book import Book
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.text import plural
from workbench.exchange import columns as written

INVENTORIES = tuple(each for each in PLACES if each.group in ("Discover", "Work") and each.key != "daily")
"""The screens that can stand on an agenda."""
MINUTES = written.whole("minutes", "Planned")


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item of the agenda as it is shown; `used` are seconds, `now` says that it is talked about."""

    item: AgendaItem
    name: str
    questions: int
    used: int
    now: bool

    @property
    def id(self) -> str:
        """The key of the item."""
        return self.item.key

    @property
    def minutes(self) -> int:
        """The minutes planned."""
        return self.item.minutes

    @property
    def over(self) -> int:
        """How many seconds more than planned it took."""
        return self.used - self.item.minutes * 60


def name_of(book: Book, item: AgendaItem) -> str:
    """What an item is called on screen: an inventory by the name of its screen."""
    if item.kind is AgendaKind.INVENTORY and item.what in BY_KEY:
        return BY_KEY[item.what].name
    return item_name(book, item)


def rows_of(book: Book, meeting: Meeting) -> list[AgendaRow]:
    """The agenda of a session, in its order."""
    going_on = bool(meeting.started) and not meeting.ended
    return [
        AgendaRow(
            item,
            name_of(book, item),
            len(questions_of(book, item)),
            meeting.used(item),
            going_on and number == meeting.current,
        )
        for number, item in enumerate(meeting.agenda)
    ]


def _pace(each: AgendaRow) -> Cell:
    if not each.used:
        return text_cell("–", "ink3")
    over = minutes(abs(each.over))
    if each.over > 0 and over:
        return text_cell(f"{over} min over", "warn")
    if each.item.done and over:
        return text_cell(f"{over} min saved", "ok")
    return text_cell("on time" if each.item.done else f"{over} min left", "ink2")


def columns() -> Sequence[Column]:
    """The columns of the agenda."""
    return (
        Column(
            "Done",
            64,
            lambda each: (
                text_cell("done" if each.item.done else "now" if each.now else "", "ok", 500)
                if each.item.done or each.now
                else text_cell("–", "ink3")
            ),
            lambda each: each.item.done,
        ),
        Column(
            "What",
            0,
            lambda each: text_cell(each.name, "ink2" if each.item.done else "ink"),
            lambda each: each.name.casefold(),
        ),
        Column(
            "Questions",
            84,
            lambda each: text_cell(
                str(each.questions) if each.item.kind is AgendaKind.CAPABILITY else "list", "ink2"
            ),
            lambda each: -each.questions,
            least=460,
        ),
        Column(
            "Planned",
            78,
            lambda each: text_cell(f"{each.minutes} min", "ink"),
            lambda each: -each.minutes,
            edits="minutes",
        ),
        Column(
            "Used",
            70,
            lambda each: text_cell(f"{minutes(each.used)} min" if each.used else "–", "ink2"),
            lambda each: -each.used,
        ),
        Column("Pace", 104, _pace, lambda each: -each.over, least=520),
    )


def choices(book: Book, meeting: Meeting) -> list[Choice]:
    """What can be put on the agenda: capabilities with questions in scope by area, then the inventories."""
    there = {each.key for each in meeting.agenda}
    found: list[Choice] = []
    for area in book.pack.areas:
        for each in book.pack.in_area(area.id):
            item = AgendaItem(kind=AgendaKind.CAPABILITY, what=each.id)
            asked = questions_of(book, item)
            if asked:
                detail = f"{plural(len(asked), 'question')}, about {plural(suggested(book, item), 'minute')}"
                found.append(Choice(item.key, each.name, detail, area.title, item.key in there))
    for place in INVENTORIES:
        item = AgendaItem(kind=AgendaKind.INVENTORY, what=place.key)
        found.append(Choice(item.key, place.name, "", "Inventories", item.key in there))
    return found


def suggested(book: Book, item: AgendaItem) -> int:
    """The minutes to plan for an item at the pack's pace."""
    return suggested_minutes(book, item, book.pack.pace.together)


def items_of(book: Book, keys: Sequence[str]) -> list[AgendaItem]:
    """The items of some keys, with the minutes suggested for them."""
    found: list[AgendaItem] = []
    for key in keys:
        kind, _, what = key.partition("/")
        item = AgendaItem(kind=AgendaKind(kind), what=what)
        found.append(AgendaItem(kind=item.kind, what=what, minutes=suggested(book, item)))
    return found
