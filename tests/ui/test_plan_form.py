"""The form of an action: RACI, what it serves in both directions, measures, projects, the fields of a method."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, ENGINEER, FIRST_ACTION
from tests.ui.test_plan import action_of, show
from ui.screens.plan import form
from ui.widgets.fields import ChoiceControl, DateControl, LinesControl, ParsedControl, TextControl
from ui.widgets.fields_links import LinksControl
from workbench.actions import discoveries, plan_settings, respondents, services, talents
from workbench.domain.action import ActionState
from workbench.domain.discovery import Discovery
from workbench.domain.plan_settings import Method
from workbench.domain.service import Service

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.screens.plan.screen import PlanScreen

TOIL, SERVICE = "1" * 32, "2" * 32


def note(screen: PlanScreen, key: str) -> str:
    shown = screen.form._notes[key]
    return shown.text() if shown.isVisibleTo(screen.form) else ""


def write(screen: PlanScreen, qtbot: QtBot, key: str, text: str) -> None:
    control = screen.form.controls[key]
    assert isinstance(control, (TextControl, LinesControl, ParsedControl))
    control.edit.setFocus()
    control.edit.selectAll()
    qtbot.keyClicks(control.edit, text)
    control.flush()


def seen(screen: PlanScreen, key: str) -> bool:
    return screen.form._boxes[key].isVisibleTo(screen.form)


def pick(screen: PlanScreen, key: str, value: object) -> None:
    control = screen.form.controls[key]
    assert isinstance(control, ChoiceControl)
    at = next(i for i, each in enumerate(control._choices) if each[0] == value)
    control.box.setCurrentIndex(at)
    control.box.activated.emit(at)


def test_nobody_accountable_or_responsible_is_said(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    assert "Nobody is accountable yet" in note(screen, "accountable")
    assert "Nobody is responsible yet" in note(screen, "responsible")
    write(screen, qtbot, "accountable", "Head of Operations")
    write(screen, qtbot, "responsible", "Build Engineer")
    settled(qtbot, window)
    changed = action_of(window, FIRST_ACTION)
    assert (changed.accountable, changed.responsible) == ("Head of Operations", ("Build Engineer",))
    assert note(screen, "accountable") == note(screen, "responsible") == ""
    write(screen, qtbot, "accountable", "CTO, Head of Operations")
    settled(qtbot, window)
    assert "Exactly one role is accountable" in note(screen, "accountable")


def test_an_owner_who_is_no_longer_listed_stays_and_is_said(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    assert note(screen, "owner") == ""
    write(screen, qtbot, "owner", "build engineer")
    settled(qtbot, window)
    assert note(screen, "owner") == ""
    window.session.run(respondents.remove(ENGINEER))
    settled(qtbot, window)
    assert note(screen, "owner") == "No respondent or talent is listed with this role."
    assert action_of(window, FIRST_ACTION).owner == "build engineer"
    window.session.undo()
    settled(qtbot, window)
    assert note(screen, "owner") == ""


def test_a_dropped_action_asks_why(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    assert not seen(screen, "drop_reason")
    pick(screen, "state", ActionState.DROPPED)
    settled(qtbot, window)
    assert "Say why it was dropped" in note(screen, "drop_reason")
    write(screen, qtbot, "drop_reason", "Too dear")
    settled(qtbot, window)
    assert note(screen, "drop_reason") == ""


def test_roles_are_offered_from_respondents_and_talents(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    window.session.run(talents.add(ASSESSMENT, "Lead of Releases"))
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert form.role_titles(book) == ["Build Engineer", "Head of Operations", "Lead of Releases"]
    owner = screen.form.controls["owner"]
    assert isinstance(owner, TextControl)
    completer = owner.edit.completer()  # type: ignore[union-attr]
    assert completer is not None
    assert completer.model().rowCount() == 3


def test_toil_and_services_are_linked_the_other_way_round(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    window.session.run(discoveries.add(ASSESSMENT, "Restart the queue", entity_id=TOIL))
    window.session.run(services.add(ASSESSMENT, "Tracking", entity_id=SERVICE))
    settled(qtbot, window)
    screen.choose(FIRST_ACTION)
    book = window.session.book
    assert book is not None
    for field, kind, linked in (("toil", Discovery, TOIL), ("services", Service, SERVICE)):
        control = screen.form.controls[field]
        assert isinstance(control, LinksControl)
        assert control._value == ()
        control.take([linked])
        settled(qtbot, window)
        found = book.get(kind, linked)
        assert found is not None
        assert found.actions == (FIRST_ACTION,)
        assert control._value == (linked,)
        control.take([])
        settled(qtbot, window)
        emptied = book.get(kind, linked)
        assert emptied is not None
        assert emptied.actions == ()
    window.session.undo()
    control = screen.form.controls["services"]
    assert isinstance(control, LinksControl)
    qtbot.waitUntil(lambda: control._value == (SERVICE,), timeout=3000)


def test_questions_are_those_of_the_capability(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    assert note(screen, "questions") == "Choose a capability first."
    pick(screen, "capability", "SPON")
    pick(screen, "level", 3)
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    asked = [each.id for each in book.questions if each.capability == "SPON"]
    # SPON-1 was answered with 3, so it does not lie below.
    assert note(screen, "questions") == f"All that stand below level 3: {len(asked) - 1} questions now."
    _, choices = screen.links(book, screen.chosen_entry, "questions")
    assert [each.id for each in choices] == asked
    control = screen.form.controls["questions"]
    assert isinstance(control, LinksControl)
    control.take([asked[1]])
    settled(qtbot, window)
    assert action_of(window, FIRST_ACTION).questions == (asked[1],)
    assert note(screen, "questions") == ""
    with qtbot.waitSignal(screen.go) as went:
        control.followed.emit(asked[1])
    assert went.args == ["questionnaire", asked[1]]


def test_dates_of_measures_out_of_order_are_refused_beside_the_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    write(screen, qtbot, "baseline_on", "5 Oct 2026")
    settled(qtbot, window)
    write(screen, qtbot, "actual_on", "4 Oct 2026")
    control = screen.form.controls["actual_on"]
    assert isinstance(control, DateControl)
    qtbot.waitUntil(lambda: "cannot have been taken before" in control.accessibleDescription(), timeout=3000)
    assert action_of(window, FIRST_ACTION).actual_on is None
    # What was typed stays, to be mended.
    assert control.edit.text() == "4 Oct 2026"
    write(screen, qtbot, "actual_on", "6 Nov 2026")
    settled(qtbot, window)
    assert action_of(window, FIRST_ACTION).actual_on == dt.date(2026, 11, 6)
    write(screen, qtbot, "finish", "1 Nov 2026")
    finish = screen.form.controls["finish"]
    qtbot.waitUntil(lambda: "cannot finish before it starts" in finish.accessibleDescription(), timeout=3000)


def test_what_was_measured_now_is_said_beside_what_was_expected(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    for key, text in (("unit", "min"), ("before", "240"), ("expected", "60"), ("actual", "120")):
        write(screen, qtbot, key, text)
        settled(qtbot, window)
    said = note(screen, "actual")
    assert "Before 240 min, after 60 min, 75% less, 4× faster." in said
    assert "Before 240 min, now 120 min, 50% less, 2× faster." in said
    assert "partly estimated" in said
    pick(screen, "before_measured", True)
    pick(screen, "actual_measured", True)
    settled(qtbot, window)
    assert "Both figures are measured." in note(screen, "actual")


def test_fields_of_a_method_and_of_a_project_come_when_they_matter(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    method_fields = [field for fields in form.METHOD_FIELDS.values() for field in fields]
    assert not any(seen(screen, field) for field in method_fields)
    assert not seen(screen, "benefits")
    window.session.run(plan_settings.change(ASSESSMENT, method=Method.WSJF))
    settled(qtbot, window)
    shown = {field for field in method_fields if seen(screen, field)}
    assert shown == set(form.METHOD_FIELDS[Method.WSJF])
    pick(screen, "project", True)
    settled(qtbot, window)
    assert seen(screen, "benefits")
    assert seen(screen, "tell")
