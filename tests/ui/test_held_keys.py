"""An arrow key held down on a plot: no step is lost, however the edits before are still on their way to disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from tests.ui.test_inventories import book_of, prepare
from ui.screens.obstacles import ObstaclesScreen
from workbench.actions import obstacles

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_key_that_comes_between_two_landings_is_no_step_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        obstacles.add(ASSESSMENT, "Silos", impact=3, tractability=1),
        obstacles.add(ASSESSMENT, "Red tape", impact=5, tractability=5),
    )
    window = open_window(workspace)
    window.go_to("obstacles")
    screen = window.current
    assert isinstance(screen, ObstaclesScreen)
    first, second = book_of(window).obstacles
    screen.choose(second.id)
    screen.plot.setFocus()
    screen.plot.select(first.id)
    still: list[int] = []

    def again(_topics: object) -> None:
        # The first of two has landed and is drawn; the second is still on its way.
        if not still:
            still.append(window.jobs.pending)
            qtbot.keyClick(screen.plot, Qt.Key.Key_Right, SHIFT)

    window.session.changed.connect(again)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Right, SHIFT)
    qtbot.waitUntil(lambda: bool(still), timeout=5000)
    settled(qtbot, window)
    assert still[0] > 0
    assert book_of(window).obstacles[0].tractability == 4
    # Once all has landed, the next step begins from what is there.
    window.session.undo()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: book_of(window).obstacles[0].tractability == 3, timeout=3000)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Left, SHIFT)
    settled(qtbot, window)
    assert book_of(window).obstacles[0].tractability == 2
