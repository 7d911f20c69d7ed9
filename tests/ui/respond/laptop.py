"""Handing the consultant's laptop over in tests, and taking it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import settled
from tests.ui.respond.conftest import book_of
from tests.ui.sample import MANAGER
from ui.menus import Menus
from ui.respond.hand_over import HandOverDialog
from ui.respond.lock import HandedWindow, Lock
from ui.respond.view import RespondView
from workbench.domain.assessment import Answer
from workbench.domain.invitation import Invitation
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow

CODE = "red kite 7"


def menus_of(window: MainWindow) -> Menus:
    assert isinstance(window.menus, Menus)
    return window.menus


def lock_of(window: MainWindow) -> Lock:
    return menus_of(window).respond.lock


def asked(qtbot: QtBot, window: MainWindow) -> HandOverDialog:
    window.menus.trigger("hand-over")
    qtbot.waitUntil(lambda: bool(window.findChildren(HandOverDialog)), timeout=5000)
    return window.findChildren(HandOverDialog)[-1]


def handed(qtbot: QtBot, window: MainWindow, number: int = 0) -> tuple[HandedWindow, RespondView]:
    """Hand over to one of the list, setting the code where there is none."""
    dialog = asked(qtbot, window)
    dialog.list.setCurrentRow(number)
    if not dialog._set.isHidden():
        dialog.code.setText(CODE)
        dialog.again.setText(CODE)
    dialog.primary.click()
    return locked(qtbot, window)


def locked(qtbot: QtBot, window: MainWindow) -> tuple[HandedWindow, RespondView]:
    lock = lock_of(window)
    qtbot.waitUntil(lambda: lock.window is not None and lock.window.view is not None, timeout=10_000)
    assert lock.window is not None
    assert lock.window.view is not None
    qtbot.waitUntil(lock.window.isActiveWindow, timeout=5000)
    return lock.window, lock.window.view


def unlock(qtbot: QtBot, window: MainWindow, code: str = CODE) -> None:
    lock = lock_of(window)
    assert lock.window is not None
    lock.window.close()
    QTest.keyClicks(lock.window.pause.field, code)
    QTest.keyClick(lock.window.pause.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lock.window is None and window.isVisible(), timeout=10_000)
    settled(qtbot, window)


def invitation(path: Path, who: str = MANAGER) -> Invitation:
    with Store.open(path, writable=False) as store, store.unit(writes=False) as unit:
        return unit.all(Invitation, respondent=who)[0]


def stored(path: Path, question: str, who: str = MANAGER) -> Answer:
    found = book_of(path).answer(who, question)
    assert found is not None
    return found
