"""The plan in other programs' files: read back with other readers, and taken in again by id."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.reports import sample
from workbench.actions import books, demo, progress
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action, ActionState, Deliverable
from workbench.domain.book import Book
from workbench.domain.talent import Talent
from workbench.exchange.calendar_file import CalendarError, export_calendar
from workbench.exchange.plan_formats import FORMATS, names_written
from workbench.exchange.plan_sheet import PLAN, export_plan, read_progress
from workbench.exchange.sheets import SheetError, read_sheet, write_sheet
from workbench.exchange.task_list import TaskListError, export_task_list, plain
from workbench.exchange.trackers import AZURE, JIRA, export_azure, export_jira
from workbench.storage.store import Store

DAY = dt.date(2026, 11, 23)
STAMP = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
NASTY = '=HYPERLINK("x"), \'a\'; "b"\nline <b>two</b> 漢字 [x](y) *z*'


def action(name: str, **fields: Any) -> Action:
    return Action(id=name * 32, assessment="a", code=name.upper(), title=f"Do {name}", **fields)


def book(*entities: Any) -> Book:
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), entities)


PLANNED = book(
    action(
        "a",
        effort_days=2.5,
        start=DAY,
        finish=DAY + dt.timedelta(10),
        workstream="Alerts and monitoring",
        owner="SRE Lead",
        acceptance=("Four weeks, in a row",),
        deliverables=(Deliverable(title="A list", due=DAY), Deliverable(title="Done long ago", done=True)),
    ),
    replace(action("b", after=("a" * 32,), responsible=("Build Engineer",)), title=NASTY, purpose=NASTY),
    action("c", state=ActionState.DONE, start=DAY, finish=DAY),
    action("d", state=ActionState.DROPPED, drop_reason="Too dear", start=DAY, finish=DAY),
)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_jira_gets_epics_with_the_tasks_that_are_open(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    assert export_jira(PLANNED, rate_book(PLANNED), path) == 3
    head, *body = rows(path)
    assert head == list(JIRA)
    # Atlassian: the head row avoids all punctuation.
    assert not any(sign in name for name in head for sign in ".,;:!?()/-")
    assert body[0][:4] == ["1", "", "Epic", "Do a"]
    # Two and a half days of eight hours, in seconds.
    assert body[0][6:8] == ["2026-12-03", "72000"]
    assert body[0][8:] == ["SRE", "Alerts-and-monitoring"]
    assert "Accepted when:\n- Four weeks, in a row" in body[0][4]
    assert body[1][:4] == ["2", "1", "Task", "A list"]
    assert body[1][6] == "2026-11-23"
    assert body[2][0:3] == ["3", "", "Epic"]
    # What a spreadsheet would run is text there.
    assert body[2][3].startswith("'=HYPERLINK")
    assert "Needs first:\n- A" in body[2][4]


def test_azure_gets_no_state_and_nobody_assigned(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    assert export_azure(PLANNED, rate_book(PLANNED), path) == 3
    head, *body = rows(path)
    assert head == list(AZURE)
    assert not {"ID", "State", "Assigned To"} & set(head)
    assert [row[:3] for row in body[:2]] == [["Epic", "Do a", ""], ["Task", "", "A list"]]
    assert body[0][5:] == ["2026-11-23", "2026-12-03", "SRE; Alerts and monitoring"]
    assert all(1 <= int(row[4]) <= 4 for row in body)


def test_more_than_azure_takes_is_refused(tmp_path: Path) -> None:
    many = book(*(replace(action("a"), id=f"{n:032}", code=f"A{n}") for n in range(1001)))
    with pytest.raises(SheetError, match="1,001 actions and deliverables, and Azure DevOps imports 1,000"):
        export_azure(many, rate_book(many), tmp_path / "plan.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_task_list_shows_what_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    assert export_task_list(PLANNED, path) == 4
    text = path.read_text(encoding="utf-8")
    assert "- [ ] **A** Do a – SRE Lead, 23 Nov 2026 – 3 Dec 2026" in text
    assert "  - [ ] A list \\(by 23 Nov 2026\\)\n  - [x] Done long ago" in text
    assert "- [x] **C** Do c" in text
    assert "- ~~**D** Do d~~ \\(dropped: Too dear\\)" in text
    assert "\\<b\\>two\\</b\\> 漢字 \\[x\\]\\(y\\) \\*z\\*" in text
    assert plain("1. a\n- b") == "1\\. a \\- b"


def test_a_calendar_is_read_back_by_its_library(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    assert export_calendar(PLANNED, path, STAMP) == 3
    events = {str(each["summary"]): each for each in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
    assert set(events) == {"A Do a", "A due: A list", "C Do c"}
    assert events["A Do a"].decoded("dtstart") == DAY
    # The day after the last one.
    assert events["A Do a"].decoded("dtend") == DAY + dt.timedelta(11)
    assert len({str(each["uid"]) for each in events.values()}) == 3
    again = tmp_path / "again.ics"
    export_calendar(PLANNED, again, STAMP)
    assert again.read_bytes() == path.read_bytes()


def test_without_dates_there_is_no_calendar(tmp_path: Path) -> None:
    with pytest.raises(CalendarError, match="Nothing in the plan has dates yet"):
        export_calendar(book(action("a")), tmp_path / "plan.ics", STAMP)


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.key)
def test_names_stay_away_unless_asked_for(form: Any, tmp_path: Path) -> None:
    person = Talent(id="p", assessment="a", code="P1", role_title="Auditor", name="Zebedee Quillfeather")
    told = action(
        "a", owner="Zebedee Quillfeather", start=DAY, finish=DAY, purpose="Ask Zebedee Quillfeather"
    )
    named = book(person, replace(told, title="Zebedee Quillfeather shows the rules"))
    standing = rate_book(named)
    hidden, shown = (tmp_path / f"{name}{form.suffix}" for name in ("hidden", "shown"))
    form.write(named, standing, hidden, False)
    form.write(named, standing, shown, True)

    def text(path: Path) -> str:
        if path.suffix == ".xlsx":
            return "\n".join(cell for row in read_sheet(path) for cell in row)
        return path.read_text(encoding="utf-8").replace("\r\n ", "")

    assert "Zebedee" not in text(hidden)
    assert "Auditor" in text(hidden)
    assert "Zebedee" in text(shown)
    assert names_written(named) == ["Zebedee Quillfeather"]


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.key)
def test_a_file_of_another_kind_is_left_as_it_is(form: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(b"mine")
    with pytest.raises((SheetError, TaskListError, CalendarError)):
        form.write(PLANNED, rate_book(PLANNED), path, False)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_read_back_says_nothing_new(suffix: str, tmp_path: Path, demo_store: Store) -> None:
    found = books.open_book(demo_store, demo.ASSESSMENT_ID)
    path = tmp_path / f"plan{suffix}"
    assert export_plan(found, path) == 14
    read = read_progress(found, path)
    assert (read.rows, len(read.same), read.problems) == ((), 14, ())


def test_states_and_figures_come_back_by_id(tmp_path: Path, demo_store: Store) -> None:
    found = books.open_book(demo_store, demo.ASSESSMENT_ID)
    path = tmp_path / "plan.xlsx"
    export_plan(found, path)
    head, *body = read_sheet(path)
    at = {
        name: head.index(name)
        for name in ("Id", "Code", "State", "Now", "Now measured on", "Deliverables", "Action")
    }
    first = body[0]
    first[at["State"]], first[at["Now"]] = "Done", "6,5"
    first[at["Now measured on"]] = "2026-12-20"
    first[at["Action"]], first[at["Code"]] = "Another title", "Z99"
    body[1][at["Deliverables"]] = "[x] A list of rules removed (2026-12-01); Something new"
    write_sheet(path, "Plan", head, [[*row, *[""] * (len(head) - len(row))] for row in body])
    read = read_progress(found, path)
    assert read.problems == ()
    perform(demo_store, progress.take(read))
    after = books.open_book(demo_store, demo.ASSESSMENT_ID).actions
    assert (after[0].state, after[0].actual, after[0].actual_on) == (
        ActionState.DONE,
        6.5,
        dt.date(2026, 12, 20),
    )
    # Found by its id; the title is changed in the program alone.
    assert (after[0].code, after[0].title) == (found.actions[0].code, found.actions[0].title)
    assert after[1].deliverables == (
        Deliverable(title="A list of rules removed", due=dt.date(2026, 12, 1), done=True),
        Deliverable(title="Something new"),
    )
    assert read_progress(books.open_book(demo_store, demo.ASSESSMENT_ID), path).rows == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Code,State\nA1,finished", "Row 2, State: 'finished': Write one of 'Proposed', 'Agreed'"),
        ("Code,State\nZ9,Done", "Row 2: no action here has the code 'Z9'"),
        ("Id,State\n1234,Done", "Row 2: no action here has the id '1234'"),
        ("Code,State\nA1,Done\nA1,Agreed", "Row 3 is the same action as row 2"),
        ("Code,Now\nA1,many", "Row 2, Now: 'many'"),
        ("Code,Owner\nA1,Me", "None of the columns says how far an action is"),
        ("Action,State\nx,Done", "neither 'Id' nor 'Code'"),
        ("Code,State\n,Done", "both cells are empty"),
        (
            'Code,Deliverables\nA1,"A list (2026-13-01)"',
            "There is no day 2026-13-01; write one such as (2026-12-01)",
        ),
        ("Code,State\nA1,Dropped", "Row 2, Why it was dropped: say why, others will ask"),
    ],
)
def test_a_wrong_table_is_refused_whole(table: str, said: str, tmp_path: Path, demo_store: Store) -> None:
    found = books.open_book(demo_store, demo.ASSESSMENT_ID)
    path = tmp_path / "plan.csv"
    path.write_text(f"{table}\n", encoding="utf-8")
    read = read_progress(found, path)
    assert any(said in each for each in read.problems), read.problems
    with pytest.raises(ValueError, match=r"\w"):
        progress.take(read)


def test_what_is_dropped_with_its_reason_is_taken_in(tmp_path: Path, demo_store: Store) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Code,State,Why it was dropped\nA1,Dropped,Too dear\n", encoding="utf-8")
    read = read_progress(books.open_book(demo_store, demo.ASSESSMENT_ID), path)
    assert read.problems == ()
    perform(demo_store, progress.take(read))
    action = books.open_book(demo_store, demo.ASSESSMENT_ID).actions[0]
    assert (action.state, action.drop_reason) == (ActionState.DROPPED, "Too dear")


def test_every_field_of_an_action_is_written_or_known_to_stay() -> None:
    stays = {
        "assessment", "version", "obstacles", "risks", "catalogue", "position", "questions", "level", "urgency", "confidence",
        "reach", "impact", "delay_cost", "value_points", "time_points", "risk_points", "size_points", "baseline_on",
        "window", "source", "before_measured", "project", "benefits", "tell",
    }  # fmt: skip
    assert {each.name for each in fields(Action)} == {column.key for column in PLAN} | stays


def test_taking_it_in_is_one_step(tmp_path: Path, demo_store: Store) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Code,State\nA1,Done\nA2,Running\n", encoding="utf-8")
    before = books.open_book(demo_store, demo.ASSESSMENT_ID)
    done = perform(demo_store, progress.take(read_progress(before, path)))
    perform(demo_store, done.undo)
    after = books.open_book(demo_store, demo.ASSESSMENT_ID)
    assert [each.state for each in after.actions] == [each.state for each in before.actions]
