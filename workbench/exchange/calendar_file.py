"""The dates of the plan as an iCalendar file (RFC 5545): actions, deliverables and reviews, each a day or several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from workbench.analysis.veil import without_names
from workbench.charts.words import one_line
from workbench.domain.action import ActionState
from workbench.domain.book import Book
from workbench.exchange.plan_words import description
from workbench.storage.files import write_whole

SUFFIX = ".ics"
_HOST = "sre-workbench.invalid"
"""Ids of events must be unique in the world, and nothing of this machine must be told."""


class CalendarError(ValueError):
    """A calendar could not be written; says why in one sentence."""


def calendar_bytes(book: Book, stamp: dt.datetime, *, names: bool = False) -> bytes:
    """Give the dates as an iCalendar file; `stamp` is when it was made, in UTC. The same dates keep their ids."""
    from icalendar import Calendar, Event  # brings time zones; no other command needs it

    shown = book if names else without_names(book)
    found = Calendar()
    found.add("prodid", "-//SRE Assessment Workbench//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"{one_line(shown.workspace.client)}: {one_line(shown.assessment.title)}")
    for key, title, first, last, words in _dates(shown):
        event = Event()
        event.add("uid", f"{key}@{_HOST}")
        event.add("dtstamp", stamp)
        event.add("dtstart", first)
        # The end is not part of it.
        event.add("dtend", last + dt.timedelta(1))
        event.add("summary", title)
        if words:
            event.add("description", words)
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return bytes(found.to_ical())


def _dates(book: Book) -> Iterator[tuple[str, str, dt.date, dt.date, str]]:
    for action in book.actions:
        if action.state is ActionState.DROPPED:
            continue
        if action.span is not None and action.span[1] < dt.date.max:
            title = f"{action.code} {one_line(action.title)}"
            yield action.id, title, *action.span, description(action, book)
        for number, each in enumerate(action.deliverables):
            if each.due is not None and not each.done and each.due < dt.date.max:
                title = f"{action.code} due: {one_line(each.title)}"
                yield f"{action.id}-{number}", title, each.due, each.due, ""
    for review in book.reviews:
        if review.due is not None and review.due < dt.date.max:
            yield review.id, f"Review: {one_line(review.title)}", review.due, review.due, ""


def export_calendar(book: Book, path: Path, stamp: dt.datetime, *, names: bool = False) -> int:
    """Write the calendar, and give the number of events in it.

    Raises:
        CalendarError: when nothing has a date, or it cannot be written; what was there is then as it was.
    """
    if path.suffix.lower() != SUFFIX:
        raise CalendarError(f"'{path.name}' is no calendar; give it the ending {SUFFIX}.")
    count = sum(1 for _ in _dates(book))
    if not count:
        raise CalendarError("Nothing in the plan has dates yet. Schedule it first, then write the calendar.")
    try:
        write_whole(path, calendar_bytes(book, stamp, names=names))
    except OSError as problem:
        raise CalendarError(
            f"'{path.name}' cannot be written ({problem.strerror}); nothing there was changed."
        ) from problem
    return count
