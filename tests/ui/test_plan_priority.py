"""The priority view: one method at a time, weights tried and kept, quick wins with their reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, SECOND_ACTION
from tests.ui.test_plan import show
from ui.screens.plan.screen import PRIORITY
from workbench.actions import discoveries, obstacles, plan
from workbench.actions.edit import together
from workbench.domain.discovery import DiscoveryKind
from workbench.domain.obstacle import ObstacleKind
from workbench.domain.plan_settings import WEIGHTS, Method

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.plan.screen import PlanScreen

OBSTACLE, TOIL = "1" * 32, "2" * 32


@pytest.fixture
def screen(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> PlanScreen:
    """The priority view; the first action saves toil, the second clears an obstacle, both take four days."""
    window = open_window(workspace, size=(1440, 900))
    shown = show(window)
    edits = [
        obstacles.add(ASSESSMENT, "No budget", ObstacleKind.OBSTACLE, entity_id=OBSTACLE, impact=5, spread=4),
        discoveries.add(
            ASSESSMENT,
            "Restarts",
            entity_id=TOIL,
            kind=DiscoveryKind.TOIL,
            runs=40.0,
            minutes=30.0,
            people=2.0,
            hours_after=2.0,
            upkeep_hours=3.0,
            actions=(FIRST_ACTION,),
        ),
        plan.change(FIRST_ACTION, effort_days=4.0, lead_days=10),
        plan.change(SECOND_ACTION, effort_days=4.0, lead_days=10, obstacles=(OBSTACLE,)),
    ]
    window.session.run(together("Fill", edits))
    settled(qtbot, window)
    shown.view._choose(PRIORITY)
    assert shown.priority.isVisible()
    assert not shown.list_box.isVisible()
    return shown


def window_of(screen: PlanScreen) -> MainWindow:
    return screen.window()  # type: ignore[return-value]


def order(screen: PlanScreen) -> list[str]:
    return [row.id for row in screen.priority._model.shown]


def test_actions_stand_by_priority_with_their_sum(qtbot: QtBot, screen: PlanScreen) -> None:
    # Toil weighs 25 and obstacles 15: 25 × 1 × 0.8 / 4 = 5 and 15 × 0.8 / 4 = 3.
    assert order(screen) == [FIRST_ACTION, SECOND_ACTION]
    assert screen._finding.text() == "A1 comes first by priority: Remove noisy alerts."
    screen.choose(SECOND_ACTION)
    assert screen.priority.sums[1].text() == "15.0 × 1 (urgency) × 0.8 (confidence) / 4 days = 3.0"
    screen.priority.table.choose(FIRST_ACTION, tell=True)
    assert screen.selected == FIRST_ACTION
    assert screen.priority.sums[1].text() == "25.0 × 1 (urgency) × 0.8 (confidence) / 4 days = 5.0"
    # 40 runs of 30 minutes by two are 40 hours; less 2 and 3 of upkeep, 35.
    assert "Toil saved: 35 hours a month" in screen.priority.brings.text()


def test_dragging_a_weight_shows_what_it_does_and_letting_go_keeps_it(
    qtbot: QtBot, screen: PlanScreen
) -> None:
    window = window_of(screen)
    box = screen.priority.sliders
    toil, relief = box.sliders[2], box.sliders[3]
    relief.setSliderDown(True)
    relief.setSliderPosition(40)
    # Seen at once, and nothing is stored.
    assert order(screen) == [SECOND_ACTION, FIRST_ACTION]
    book = window.session.book
    assert book is not None
    assert book.plan_settings.weights == WEIGHTS
    assert [each.text() for each in box.shares] == ["28%", "20%", "20%", "32%"]
    relief.setSliderDown(False)
    settled(qtbot, window)
    assert book.plan_settings.weights == (0.35, 0.25, 0.25, 0.4)
    assert order(screen) == [SECOND_ACTION, FIRST_ACTION]
    window.session.undo()
    qtbot.waitUntil(lambda: book.plan_settings.weights == WEIGHTS, timeout=3000)
    assert relief.value() == 15
    assert order(screen) == [FIRST_ACTION, SECOND_ACTION]
    # By keys, a run of presses is one step.
    count = window.session.undo_stack.count()
    toil.setFocus()
    for _ in range(3):
        qtbot.keyClick(toil, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: book.plan_settings.weights == (0.35, 0.25, 0.28, 0.15), timeout=3000)
    assert window.session.undo_stack.count() == count
    box.reset.click()
    settled(qtbot, window)
    assert book.plan_settings.weights == WEIGHTS
    assert toil.value() == 25


def test_weights_of_nothing_are_refused_beside_the_sliders(qtbot: QtBot, screen: PlanScreen) -> None:
    window = window_of(screen)
    box = screen.priority.sliders
    for slider in box.sliders:
        slider.setSliderDown(True)
        slider.setSliderPosition(0)
    assert box.trouble.text() == "At least one benefit must weigh something."
    assert box.trouble.isVisible()
    for slider in box.sliders:
        slider.setSliderDown(False)
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert book.plan_settings.weights == WEIGHTS
    assert [slider.value() for slider in box.sliders] == [35, 25, 25, 15]
    assert not box.trouble.isVisible()


def test_a_method_goes_by_its_own_fields_and_says_what_is_missing(qtbot: QtBot, screen: PlanScreen) -> None:
    window = window_of(screen)
    screen.priority.by._choose(Method.WSJF.value)
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert book.plan_settings.method is Method.WSJF
    assert not screen.priority.sliders.isVisible()
    assert screen._finding.text() == "No action has all that WSJF needs yet."
    cells = [screen.priority._model.cell(row, 4).text for row in range(2)]
    assert cells == ["lacks value, time criticality, risk reduction and size"] * 2
    edit = plan.change(SECOND_ACTION, value_points=8, time_points=5, risk_points=3, size_points=5)
    window.session.run(edit)
    settled(qtbot, window)
    assert order(screen) == [SECOND_ACTION, FIRST_ACTION]
    assert screen.priority._model.cell(0, 3).text == "3.2"
    assert screen.priority._model.cell(0, 4).text == "(8 + 5 + 3) / 5"
    # What lacks something has no place.
    assert screen.priority._model.cell(1, 0).text == "–"


def test_quick_wins_and_the_nearest_say_why(qtbot: QtBot, screen: PlanScreen) -> None:
    said = [each.text() for each in screen.priority.findChildren(QLabel) if each.isVisible()]
    assert "Quick wins, 1" in said
    # Values 25 and 15 have the median 20.
    assert any(each.startswith("Value 25.0, median 20.0; effort 4 of at most 10 days") for each in said)
    assert any("needs 1 other action first" in each for each in said)


def test_an_empty_plan_can_be_begun_in_every_view(qtbot: QtBot, screen: PlanScreen) -> None:
    window = window_of(screen)
    edits = [plan.remove(ASSESSMENT, each) for each in (FIRST_ACTION, SECOND_ACTION)]
    window.session.run(together("Empty", edits))
    settled(qtbot, window)
    assert not screen.priority.isVisible()
    assert screen.add_line.isVisible()
    assert screen._empty.isVisible()
