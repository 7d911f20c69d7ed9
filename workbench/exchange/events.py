"""Good and total events of a service, from a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.written import decimal_mark, doubtful, read_date, read_number
from workbench.exchange.door import EVENTS, NotRead, ask
from workbench.exchange.pasted import TooMuch, split

MOST_BYTES = 20_000_000
GOOD = frozenset({"good", "good events", "successful", "success", "ok"})
TOTAL = frozenset({"total", "total events", "valid", "requests", "all"})
DAY = frozenset({"date", "day", "time", "timestamp"})


class EventsError(ValueError):
    """A file of events is wrong; says which line, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Events:
    """What a file of events comes to; `days` from the first to the last date, 0 without dates.

    `covered` are the days of the whole file, where only the last `days` of them were asked for and counted.
    """

    good: int
    total: int
    days: int
    source: str
    covered: int = 0


def read_events(name: str | Path, window: int | None = None) -> Events:
    """Add up the columns 'good' and 'total' of a CSV file, one row per period: the last `window` days where it has dates.

    It is read in a process of its own.

    Raises:
        EventsError: naming the line, for a file that is no such table; nothing is taken from it then.
    """
    path = Path(name)
    try:
        said = ask(EVENTS, path, window=window)
        good, total, days, covered = (int(said[key]) for key in ("good", "total", "days", "covered"))
    except NotRead as problem:
        raise EventsError(str(problem)) from None
    except (LookupError, TypeError, ValueError):
        raise EventsError(f"'{path.name}' could not be read. Choose another file.") from None
    return Events(good, total, days, path.name, covered)


def events_of(data: bytes, path: Path, window: int | None = None) -> Events:
    """The same of the bytes of a file, of which nothing is believed.

    Raises:
        EventsError: as `read_events` does.
    """
    try:
        grid = split(data.decode("utf-8-sig"))
        rows = grid.rows
    except UnicodeDecodeError:
        raise EventsError(f"'{path.name}' is not in UTF-8; save it in that encoding.") from None
    except TooMuch as problem:
        raise EventsError(f"'{path.name}': {problem}") from None
    if not rows:
        raise EventsError(f"'{path.name}' is empty.")
    for place, said in grid.odd.items():
        raise EventsError(f"'{path.name}', line {place + 1}: {said}")
    head = [cell.strip().casefold() for cell in rows[0]]
    places = [next((i for i, each in enumerate(head) if each in names), None) for names in (GOOD, TOTAL, DAY)]
    if places[0] is None or places[1] is None:
        raise EventsError(f"'{path.name}': the first row must name the columns 'good' and 'total'.")
    found: list[tuple[int, int, int]] = []
    counts = [place for place in places[:2] if place is not None]
    mark = _decimal_mark(rows[1:], counts)
    for number, row in enumerate(rows[1:], 2):
        pair = [_count(row, place, mark, path.name, number) for place in counts]
        if pair[0] > pair[1]:
            raise EventsError(f"'{path.name}', line {number}: no more events can be good than there are.")
        dated = places[2] is not None and places[2] < len(row)
        found.append((_day(row[places[2] or 0], path.name, number) if dated else 0, pair[0], pair[1]))
    return _summed(found, path.name, window)


def _summed(found: Sequence[tuple[int, int, int]], name: str, window: int | None) -> Events:
    """Add up (day, good, total); day 0 stands for none."""
    days = [day for day, _, _ in found if day]
    covered = max(days) - min(days) + 1 if days else 0
    counted = covered if window is None else min(covered, window)
    first = max(days) - counted + 1 if days else 0
    good = sum(each for day, each, _ in found if not day or day >= first)
    total = sum(each for day, _, each in found if not day or day >= first)
    if total == 0:
        raise EventsError(f"'{name}' has no events: the total is 0, so there is no share of good ones.")
    return Events(good, total, counted, name, covered)


def _decimal_mark(rows: Sequence[tuple[str, ...]], places: Sequence[int]) -> str:
    """The decimal mark that the numbers of the file show beyond doubt; '' where they show none, or both."""
    shown = {decimal_mark(row[place]) for row in rows for place in places if place < len(row)} - {""}
    return shown.pop() if len(shown) == 1 else ""


def _count(row: tuple[str, ...], place: int, mark: str, name: str, number: int) -> int:
    cell = row[place] if place < len(row) else ""
    said = "" if mark else doubtful(cell)
    if said:
        raise EventsError(f"'{name}', line {number}: {said}")
    try:
        value = read_number(cell, mark)
    except ValueError:
        value = None
    if value is None or value != int(value) or value < 0:
        raise EventsError(f"'{name}', line {number}: '{cell[:40]}' is no number of events.")
    return int(value)


def _day(cell: str, name: str, number: int) -> int:
    text = cell.strip().partition("T")[0].partition(" ")[0] if cell.strip()[:4].isdigit() else cell.strip()
    try:
        found = read_date(text)
    except ValueError:
        found = None
    if found is None:
        raise EventsError(f"'{name}', line {number}: '{cell[:40]}' is no date.")
    return found.toordinal()
