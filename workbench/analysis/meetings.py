"""What can be told of a session without telling who was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workbench.domain.book import Book
from workbench.domain.meeting import Meeting
from workbench.domain.role import Role
from workbench.domain.text import plural


def present_by_role(book: Book, meeting: Meeting) -> str:
    """Who was there, counted by role, since a role title is often one person: '1 manager, 3 engineers'; or ''."""
    there = Counter(who.role for who in book.people() if who.id in meeting.present)
    return ", ".join(plural(there[role], role.label.lower(), role.plural) for role in Role if there[role])


def to_hold(listed: Iterable[Meeting]) -> Meeting | None:
    """The session that is going on, else the newest one that has not ended; of several the last in their order."""
    open_ones = [each for each in listed if not each.ended]
    going_on = [each for each in open_ones if each.started]
    return next(reversed(going_on or open_ones), None)
