"""How a session keeps to its agenda: minutes planned and used, and how far it is behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.book import Book
from workbench.domain.content import Question
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.text import plural


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a session stands in time, in seconds; `behind` is negative when it is ahead."""

    planned: int
    used: int
    behind: int

    @property
    def words(self) -> str:
        """'behind by 12 min', 'ahead by 3 min' or 'on time'."""
        minutes = round(abs(self.behind) / 60)
        if not minutes:
            return "on time"
        return f"{'behind' if self.behind > 0 else 'ahead'} by {minutes} min"


def pace(meeting: Meeting, extra: Mapping[str, int] | None = None) -> Pace:
    """Compare what was used with what was planned; `extra` are seconds by item that the stored clock lacks still.

    An item that is done counts with all it took more or less than planned. One that is open counts only with what it
    took over: the rest of its time may still come.
    """
    more = extra or {}
    behind = used = planned = 0
    for item in meeting.agenda:
        spent = meeting.used(item) + more.get(item.key, 0)
        over = spent - item.minutes * 60
        used, planned = used + spent, planned + item.minutes * 60
        behind += over if item.done else max(0, over)
    return Pace(planned, used, behind)


def questions_of(book: Book, item: AgendaItem) -> list[Question]:
    """The questions of an item of the agenda: those of its capability in scope, none for an inventory."""
    if item.kind is not AgendaKind.CAPABILITY:
        return []
    return [question for question in book.questions if question.capability == item.what]


def suggested_minutes(book: Book, item: AgendaItem, per_question: float) -> int:
    """The minutes to plan for an item: its questions at the pack's pace in a room, 10 for an inventory."""
    asked = len(questions_of(book, item))
    return max(1, round(asked * per_question)) if item.kind is AgendaKind.CAPABILITY else 10


def planned(book: Book, inventories: Sequence[str] = ()) -> tuple[AgendaItem, ...]:
    """The agenda to begin with: the capabilities in scope in the pack's order at its pace, then `inventories` by key."""
    asked = {question.capability for question in book.questions}
    listed = [
        *((AgendaKind.CAPABILITY, each.id) for each in book.pack.capabilities if each.id in asked),
        *((AgendaKind.INVENTORY, key) for key in inventories),
    ]
    items = (AgendaItem(kind=kind, what=what) for kind, what in listed)
    pace_of = book.pack.pace.together
    return tuple(replace(each, minutes=suggested_minutes(book, each, pace_of)) for each in items)


@dataclass(frozen=True, slots=True)
class Stop:
    """One place a session goes through: an item of its agenda by number, and a question of it; '' for an inventory."""

    item: int
    question: str = ""


def stops(book: Book, meeting: Meeting) -> tuple[Stop, ...]:
    """Every place of a session in order: each question of a capability, or the capability or inventory as one."""
    found: list[Stop] = []
    for number, item in enumerate(meeting.agenda):
        asked = questions_of(book, item)
        found += [Stop(number, question.id) for question in asked] or [Stop(number)]
    return tuple(found)


def stop_at(listed: Sequence[Stop], item: int, question: str) -> int:
    """Which of the places is meant: the question itself, else the first place of the item, else the first of all."""
    of_item = [number for number, each in enumerate(listed) if each.item == item]
    return next((number for number in of_item if listed[number].question == question), next(iter(of_item), 0))


def item_name(book: Book, item: AgendaItem) -> str:
    """What an item of the agenda is called."""
    known = book.pack.by_capability.get(item.what) if item.kind is AgendaKind.CAPABILITY else None
    return known.name if known else item.what.replace("_", " ").replace("-", " ").capitalize()


def done_words(meeting: Meeting) -> str:
    """'2 of 5 items done'."""
    done = sum(1 for item in meeting.agenda if item.done)
    return f"{done} of {plural(len(meeting.agenda), 'item')} done"
