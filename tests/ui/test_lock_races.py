"""Locked while something is under way: whatever it brings, nothing but the locked page is in sight."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.respond.laptop import CODE, handed, lock_of
from tests.ui.sample import RISK
from tests.ui.test_protected import PASSPHRASE, locking, opened, protected, shown, template, unlock
from ui.dialogs.unlock import ConfirmDialog
from ui.locking import LockedWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

__all__ = ["protected", "template"]


def in_sight() -> list[type]:
    return [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()]


def locked(qtbot: QtBot, window: MainWindow) -> None:
    """Lock, and see that nothing comes up beside, at once nor when all is done."""
    locking(window).lock()
    assert in_sight() == [LockedWindow]
    qtbot.waitUntil(lambda: window.session.locked, timeout=10_000)
    QApplication.processEvents()
    assert in_sight() == [LockedWindow]


def test_a_recovery_key_that_was_asked_for_is_not_shown_beside(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.menus.trigger("recovery")
    ask = shown(qtbot, ConfirmDialog)
    ask.secret.setText(PASSPHRASE)
    ask.primary.click()
    locked(qtbot, window)
    unlock(qtbot, window)
    assert window.isVisible()


def test_a_list_that_was_asked_for_is_not_shown_beside(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.go_to("risks")
    window.current.choose(RISK)  # type: ignore[attr-defined]
    window.current._show_ratings()  # type: ignore[attr-defined]
    locked(qtbot, window)


def test_a_laptop_that_was_just_taken_back_is_not_shown_beside(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    handed(qtbot, window)
    theirs = lock_of(window).window
    assert theirs is not None
    theirs.close()
    QTest.keyClicks(theirs.pause.field, CODE)
    QTest.keyClick(theirs.pause.field, Qt.Key.Key_Return)
    window.session.jobs.drain()
    window.session.jobs.lane(lambda: None)
    locked(qtbot, window)


def test_a_window_that_comes_up_later_is_put_away(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    locked(qtbot, window)
    late = QDialog(window)
    qtbot.addWidget(late)
    late.show()
    qtbot.waitUntil(lambda: in_sight() == [LockedWindow], timeout=5000)
    unlock(qtbot, window)
    assert late.isVisible()


def test_what_takes_its_time_hides_nothing_later(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    hidden: list[bool] = []

    def slow() -> None:
        begun = time.monotonic()
        while window.isVisible() and time.monotonic() - begun < 5:
            threading.Event().wait(0.01)
        hidden.append(not window.isVisible())

    window.session.jobs.lane(slow)
    locked(qtbot, window)
    assert hidden == [True]
