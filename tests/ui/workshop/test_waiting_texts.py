"""What is typed in a workshop and the disk refuses is not lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.workshop.room import K, asked, back_in, enter, furnish, press, stored, write
from ui.workshop.asking import DecisionDialog, LineDialog
from workbench.domain.assessment import Consensus
from workbench.domain.meeting import Meeting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow


def test_a_dissent_that_could_not_be_saved_is_there_again_and_saved_when_it_can(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "room.srew"
    furnish(path)
    window = open_window(path)
    screen = enter(qtbot, window)
    press(window, K.Key_M, K.Key_4, K.Key_O, K.Key_1, K.Key_R)
    settled(qtbot, window)
    press(window, K.Key_Return)
    settled(qtbot, window)
    with hold(path):
        press(window, K.Key_F2)
        write(" Nobody was asked")
        press(window, K.Key_Escape)
        settled(qtbot, window)
        assert not window.close()
        press(window, K.Key_Right)
        settled(qtbot, window)
        press(window, K.Key_Left)
        settled(qtbot, window)
        assert "Nobody was asked" in screen.result.dissent.said()
    window.flush()
    settled(qtbot, window)
    assert window.close()
    window.jobs.close()
    assert "Nobody was asked" in stored(path, Consensus)[0].dissent


def test_what_could_not_be_parked_or_decided_is_asked_again_and_saved_once_when_it_can(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "room.srew"
    furnish(path)
    window = open_window(path)
    enter(qtbot, window)
    with hold(path):
        press(window, K.Key_K)
        asked(qtbot, window, LineDialog)
        write("Who pays?")
        press(window, K.Key_Return)
        back_in(qtbot, window)
        press(window, K.Key_G)
        asked(qtbot, window, DecisionDialog)
        write("Buy it")
        press(window, K.Key_Return)
        back_in(qtbot, window)
        assert not window.close()
    press(window, K.Key_K)
    line = asked(qtbot, window, LineDialog).line
    assert line.text() == "Who pays?"
    line.setText("Who pays for it?")
    press(window, K.Key_Return)
    back_in(qtbot, window)
    window.flush()
    settled(qtbot, window)
    assert window.close()
    window.jobs.close()
    meeting = stored(path, Meeting)[0]
    assert [each.text for each in meeting.parked] == ["Who pays for it?"]
    assert [each.text for each in meeting.decisions] == ["Buy it"]
