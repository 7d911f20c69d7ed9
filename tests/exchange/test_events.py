"""Good and total events from a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.exchange.events import Events, EventsError, read_events


def write(tmp_path: Path, data: str | bytes) -> Path:
    path = tmp_path / "events.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_rows_are_added_up_and_days_counted(tmp_path: Path) -> None:
    path = write(tmp_path, "Date,Good,Total\n2026-11-01,990,1000\n2026-11-03,1990,2000\n")
    assert read_events(path) == Events(good=2980, total=3000, days=3, source="events.csv", covered=3)


def test_other_orders_delimiters_and_digits(tmp_path: Path) -> None:
    path = write(tmp_path, "total;service;good\n1.000;API;990\n2 000;API;1 990\n".replace("1.000", "1000"))
    assert read_events(path) == Events(good=2980, total=3000, days=0, source="events.csv")


def test_only_the_last_days_of_a_longer_file_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"2026-10-{day:02},{day},100\n" for day in range(1, 32))
    path = write(tmp_path, f"date,good,total\n{rows}")
    # Days 22 to 31 are the last ten: 22 + 23 + … + 31 = 265.
    assert read_events(path, 10) == Events(265, 1000, 10, "events.csv", 31)
    assert read_events(path, 31) == read_events(path, 90) == Events(496, 3100, 31, "events.csv", 31)


@pytest.mark.parametrize("mark", [".", ","])
def test_other_numbers_of_the_file_decide_what_a_mark_parts(mark: str, tmp_path: Path) -> None:
    text = "good;total\n999.990;1.000.000\n9.990;10.000\n".replace(".", mark)
    assert read_events(write(tmp_path, text)) == Events(1_009_980, 1_010_000, 0, "events.csv")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "is empty"),
        ("good,bad\n1,2\n", "must name the columns"),
        ("good,total\n5,4\n", "line 2: no more events"),
        ("good,total\n5,10\nmany,10\n", "line 3: 'many' is no number"),
        ("good,total\n5\n", "line 2"),
        ("good,total\n-1,4\n", "line 2: '-1' is no number"),
        ("good,total\n0,0\n", "the total is 0"),
        ("date,good,total\nsoon,1,2\n", "line 2: 'soon' is no date"),
        (b"good,total\n\xff,1\n", "not in UTF-8"),
        ('good,total\n9,10\n"9,10\n9,10\n', "line 3: A quotation mark in this row is never closed"),
        ("good;total\n9;10\n9.990;10.000\n", "line 3: '9.990' may mean 9990 or 9.99: write 9990 or 9.99."),
        ('good,total\n"1,234.5","1.234,5"\n"9,990","10,000"\n', "line 2: '1,234.5' is no number of events"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(data: str | bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(EventsError, match=words):
        read_events(write(tmp_path, data))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EventsError, match=r"'none\.csv' cannot be read"):
        read_events(tmp_path / "none.csv")
