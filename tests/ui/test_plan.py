"""The action plan: bars moved by mouse and keys, refusals with their reason, dates, links, the improvement in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QPlainTextEdit

from tests.ui.conftest import settled
from tests.ui.mouse import drag, press
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, RISK, SECOND_ACTION
from ui.dialogs.pick import PickDialog
from ui.screens.plan.cells import improvement_words
from ui.screens.plan.screen import LIST, PlanScreen
from ui.widgets.fields import DateControl, ParsedControl, TextControl
from ui.widgets.fields_links import LinksControl
from workbench.actions import plan
from workbench.actions.edit import together
from workbench.charts import gantt
from workbench.domain.action import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from workbench.charts.figure import Figure, Spot

START = dt.date(2026, 11, 23)


def show(window: MainWindow) -> PlanScreen:
    window.go_to("plan")
    screen = window.current
    assert isinstance(screen, PlanScreen)
    return screen


def action_of(window: MainWindow, action_id: str) -> Action:
    book = window.session.book
    assert book is not None
    found = book.get(Action, action_id)
    assert found is not None
    return found


def drag_days(screen: PlanScreen, action_id: str, days: int, end: bool = False) -> None:
    figure = screen.plot.figure
    assert figure is not None
    assert figure.axis is not None
    handle = next(each for each in figure.handles if each.key == action_id)
    per_day = figure.axis.x(1) - figure.axis.x(0)
    x = handle.x + handle.width - 2 if end else handle.x + handle.width / 3
    y = handle.y + handle.height / 2
    drag(screen.plot, QPointF(x, y), QPointF(x + days * per_day, y))


def test_dragging_a_bar_moves_its_dates(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    before = action_of(window, SECOND_ACTION)
    drag_days(screen, SECOND_ACTION, 30)
    settled(qtbot, window)
    after = action_of(window, SECOND_ACTION)
    assert before.start is not None
    assert after.start is not None
    assert after.finish is not None
    moved = (after.start - before.start).days
    # A pixel is about a third of a day here.
    assert abs(moved - 30) <= 1
    assert (after.finish - after.start).days == 30
    window.session.undo()
    qtbot.waitUntil(lambda: action_of(window, SECOND_ACTION).start == before.start, timeout=3000)


def test_dragging_its_end_makes_a_bar_longer(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    before = action_of(window, SECOND_ACTION)
    drag_days(screen, SECOND_ACTION, 20, end=True)
    settled(qtbot, window)
    after = action_of(window, SECOND_ACTION)
    assert after.start == before.start
    assert before.finish is not None
    assert after.finish is not None
    assert abs((after.finish - before.finish).days - 20) <= 1


def test_a_refused_move_says_why_and_the_bar_goes_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    before = action_of(window, SECOND_ACTION)
    drag_days(screen, SECOND_ACTION, -40)
    qtbot.waitUntil(lambda: "A2 needs A1 first" in screen.roadmap.refusal.text(), timeout=3000)
    assert screen.roadmap.refusal.isVisible()
    assert action_of(window, SECOND_ACTION) == before
    figure = screen.plot.figure
    assert figure is not None
    assert figure.axis is not None
    assert before.start is not None
    handle = next(each for each in figure.handles if each.key == SECOND_ACTION)
    assert figure.axis.day(handle.x) == before.start.toordinal()
    assert not screen.plot._overlay.ghost
    assert window.session.undo_stack.count() == 0


def test_moving_by_keys(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(SECOND_ACTION)
    screen.plot.setFocus()
    assert screen.plot.active == SECOND_ACTION
    before = action_of(window, SECOND_ACTION)
    assert before.start is not None
    assert before.finish is not None
    # Faster than any of them is on disk.
    for _ in range(3):
        qtbot.keyClick(screen.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, window)
    after = action_of(window, SECOND_ACTION)
    assert after.start == before.start + dt.timedelta(10)
    assert after.finish == before.finish + dt.timedelta(11)


def test_a_date_in_the_form_keeps_prerequisites_too(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(SECOND_ACTION)
    start = screen.form.controls["start"]
    assert isinstance(start, DateControl)
    start.edit.setFocus()
    start.edit.selectAll()
    qtbot.keyClicks(start.edit, "2026-11-24")
    qtbot.waitUntil(lambda: "A2 needs A1 first" in start.accessibleDescription(), timeout=3000)
    start.edit.selectAll()
    qtbot.keyClicks(start.edit, "5 Jan 2027")
    qtbot.waitUntil(lambda: action_of(window, SECOND_ACTION).start == dt.date(2027, 1, 5), timeout=3000)
    assert start.accessibleDescription() == ""


def test_links_are_chosen_and_a_circle_is_refused(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    after = screen.form.controls["after"]
    assert isinstance(after, LinksControl)
    after.wanted.emit(())
    dialog = window.findChild(PickDialog)
    assert dialog is not None
    dialog.tick(SECOND_ACTION)
    dialog.on_accept()
    qtbot.waitUntil(lambda: "wait for each other: " in after.accessibleDescription(), timeout=3000)
    assert "A1" in after.accessibleDescription()
    assert action_of(window, FIRST_ACTION).after == ()
    assert after._value == ()
    linked = screen.form.controls["risks"]
    assert isinstance(linked, LinksControl)
    linked.take([RISK])
    settled(qtbot, window)
    assert action_of(window, FIRST_ACTION).risks == (RISK,)
    with qtbot.waitSignal(screen.go) as asked:
        linked.followed.emit(RISK)
    assert asked.args == ["risks", RISK]
    assert window.key == "risks"


def test_the_improvement_is_worked_out(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(FIRST_ACTION)
    for key, text in (("before", "240"), ("expected", "60")):
        control = screen.form.controls[key]
        assert isinstance(control, ParsedControl)
        control.edit.setFocus()
        qtbot.keyClicks(control.edit, text)
        control.flush()
    settled(qtbot, window)
    assert screen.form._notes["actual"].text() == "Before 240, after 60, 75% less."
    cost = screen.form.controls["cost"]
    assert isinstance(cost, ParsedControl)
    cost.edit.setFocus()
    qtbot.keyClicks(cost.edit, "-5")
    qtbot.waitUntil(lambda: "a number from 0 to" in cost.accessibleDescription(), timeout=3000)


@pytest.mark.parametrize(
    ("before", "after", "lower", "said"),
    [
        (240.0, 60.0, True, "Before 240 min, after 60 min, 75% less, 4× faster."),
        (4.0, 5.0, False, "Before 4 min, after 5 min, 25% more."),
        (10.0, 12.0, True, "Before 10 min, after 12 min, 20% more, which is worse."),
        (0.0, 4.0, False, "Before 0 min, after 4 min: 4 min more; from 0 there is no per cent."),
        (0.0, 4.0, True, "Before 0 min, after 4 min: 4 min more; from 0 there is no per cent."),
    ],
)
def test_improvements_in_words(before: float, after: float, lower: bool, said: str) -> None:
    action = Action(id="x", assessment="y", code="A1", title="Z", unit="min")
    assert improvement_words(replace(action, before=before, expected=after, lower_is_better=lower)) == said


def test_the_list_alone(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    assert screen.plot.isVisible()
    assert screen.value.plot.isVisible()
    for _ in screen.view._choices[1:]:
        qtbot.keyClick(screen.view, Qt.Key.Key_Right)
    assert screen.view.current == LIST
    assert not screen.plot.isVisible()
    assert not screen.value.plot.isVisible()
    assert screen.table.isVisible()
    assert screen.model.rowCount() == 2


def test_an_action_of_the_catalogue(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    book = window.session.book
    assert book is not None
    wanted = book.pack.actions[0]
    screen._on_picked([wanted.id])
    settled(qtbot, window)
    assert book.actions[-1].title == wanted.title
    assert next(each for each in screen.catalogue(book) if each.id == wanted.id).there


def test_a_workstream_folds_by_mouse_and_keys(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    assert {each.key for each in spots(screen)} == {FIRST_ACTION, SECOND_ACTION, "stream:Monitoring"}
    stream = next(each for each in spots(screen) if each.key == "stream:Monitoring")
    press(screen.plot, QPointF(stream.x + stream.width / 2, stream.y + stream.height / 2))
    assert screen.roadmap.folded == {"Monitoring"}
    assert {each.key for each in spots(screen)} == {"stream:Monitoring"}
    screen.plot.setFocus()
    qtbot.keyClick(screen.plot, Qt.Key.Key_Home)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Return)
    assert screen.roadmap.folded == set()
    assert SECOND_ACTION in {each.key for each in spots(screen)}


def spots(screen: PlanScreen) -> Sequence[Spot]:
    assert screen.plot.figure is not None
    return screen.plot.figure.spots


def test_a_closer_look_begins_at_the_chosen_action_and_goes_on(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    screen.choose(SECOND_ACTION)
    whole = screen.roadmap.period
    qtbot.keyClick(screen.roadmap.zoom, Qt.Key.Key_Right)
    first, last = screen.roadmap.period
    assert (last - first).days == 84
    start = action_of(window, SECOND_ACTION).start
    assert start is not None
    assert first <= start <= last
    figure, axis = screen.plot.figure, screen.roadmap.axis.figure
    assert figure is not None
    assert axis is not None
    assert figure.axis == axis.axis
    if screen.roadmap.bar.isVisible():
        screen.roadmap.bar.setValue(0)
        assert screen.roadmap.period[0] == whole[0]
    drag_days(screen, SECOND_ACTION, 7)
    settled(qtbot, window)
    moved = action_of(window, SECOND_ACTION).start
    assert moved is not None
    assert abs((moved - start).days - 7) <= 1


def test_effort_is_changed_by_dragging_across(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    screen.change(FIRST_ACTION, {"effort_days": 5.0})
    settled(qtbot, window)
    figure = screen.value.plot.figure
    assert figure is not None
    handle = next(each for each in figure.handles if each.key == FIRST_ACTION)
    goal = next(each for each in figure.drops if each.value == 12.0)
    start = QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)
    # Far below its own height: only the way across counts.
    drag(screen.value.plot, start, QPointF(goal.x + goal.width / 2, figure.height - 2))
    settled(qtbot, window)
    assert action_of(window, FIRST_ACTION).effort_days == 12.0
    assert screen.selected == FIRST_ACTION
    screen.value.plot.setFocus()
    screen.value.plot.select(FIRST_ACTION)
    qtbot.keyClick(screen.value.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    more = action_of(window, FIRST_ACTION).effort_days
    assert more is not None
    assert more > 12
    window.session.undo()
    qtbot.waitUntil(lambda: action_of(window, FIRST_ACTION).effort_days == 12.0, timeout=3000)


def test_a_long_roadmap_is_drawn_once_and_does_not_wait_for_the_form(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(workspace)
    more = [
        plan.add(ASSESSMENT, f"Action {n}", workstream=f"Stream {n % 9}", start=START, finish=START)
        for n in range(240)
    ]
    window.session.run(together("Fill", more))
    settled(qtbot, window)
    widths: list[float] = []
    drawn = gantt.draw

    def counted(actions: Sequence[Action], width: float, *rest: Any, **named: Any) -> Figure:
        widths.append(width)
        return drawn(actions, width, *rest, **named)

    monkeypatch.setattr(gantt, "draw", counted)
    screen = show(window)
    assert not screen.form.made
    assert screen.plot.figure is not None
    qtbot.waitUntil(
        lambda: screen.form.entry_id == FIRST_ACTION and screen.details_box.isVisible(), timeout=5000
    )
    assert screen.form.controls["title"].isVisible()
    # For the width it has, beside the list's side panel and its own scroll bar.
    assert widths == [screen.plot.width() / window.theme.scale]


def test_a_form_asked_for_before_it_is_shown_is_there(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    window.session.run(together("Fill", [plan.add(ASSESSMENT, f"Action {n}") for n in range(240)]))
    settled(qtbot, window)
    screen = show(window)
    screen.choose(SECOND_ACTION)
    assert screen.form.entry_id == SECOND_ACTION
    control = screen.form.controls["title"]
    assert isinstance(control, TextControl)
    assert isinstance(control.edit, QPlainTextEdit)
    assert (control.edit.toPlainText(), control.isVisible()) == ("Page on burn rate", True)
