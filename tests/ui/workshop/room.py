"""A room to hold sessions in: four people with names that must never be seen, and three questions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from ui.workshop.screen import WorkshopScreen
from workbench.actions import answers, assessments, obstacles, respondents, talents
from workbench.actions.edit import Edit, perform, together
from workbench.content.loader import built_in_pack
from workbench.domain.assessment import Answer, ScopeKind
from workbench.domain.entity import Entity
from workbench.domain.role import Role
from workbench.storage.store import Store
from workbench.storage.unit import Unit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

K, NONE, SHIFT, CTRL = (
    Qt.Key,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
QUESTIONS = ("SPON-1", "SPON-2", "OBS-1")
MANAGER, ENGINEER, OPERATOR, LATE = "b" * 32, "c" * 32, "d" * 32, "e" * 32
CANARIES = (
    "Ottilie",
    "Quarrendon",
    "Ignatius",
    "Wexcombe",
    "Perpetua",
    "Zimmerling",
    "Cassilda",
    "Thornycroft",
)
"""Names, and words of people that nobody else may read."""
NOTE = "Perpetua said that Thornycroft never listens"
E = TypeVar("E", bound=Entity)
D = TypeVar("D", bound=QDialog)


def furnish(path: Path, alone: bool = False) -> None:
    """Make the workspace: an engineer has answered SPON-1 before, sent in `alone` or said to the consultant."""
    pack, source = built_in_pack()
    with Store.create(path, "Tern Health") as store:
        people = (
            (Role.MANAGER, MANAGER, "Head of Operations", "Ottilie Quarrendon"),
            (Role.ENGINEER, ENGINEER, "Build Engineer", "Ignatius Wexcombe"),
            (Role.OPERATIONS, OPERATOR, "Operator", "Perpetua Zimmerling"),
            (Role.OPERATIONS, LATE, "Network Engineer", "Cassilda Thornycroft"),
        )
        edits = [
            assessments.create(
                pack, source, "Autumn 2026", dt.date(2026, 11, 23), tuple(Role),
                assessment_id=ASSESSMENT, scope=ScopeKind.OWN, questions=QUESTIONS,
            ),
            *(
                respondents.add(ASSESSMENT, role, respondent_id=who, role_title=title, name=name)
                for role, who, title, name in people
            ),
            answers.rate(ENGINEER, "SPON-1", 4),
            answers.set_note(ENGINEER, "SPON-1", NOTE),
            obstacles.add(ASSESSMENT, "Ottilie blocks releases", owner="Ignatius Wexcombe"),
            talents.add(ASSESSMENT, "Head of Operations", name="Ottilie Quarrendon", influence=5, stance=-2),
        ]  # fmt: skip
        perform(store, together("Furnish", edits))
        if alone:
            perform(store, Edit("Sent in alone", _send_in))


def _send_in(unit: Unit) -> None:
    for each in unit.all(Answer):
        unit.put(replace(each, alone=True))


def press(window: QWidget, *keys: Qt.Key, mod: Qt.KeyboardModifier = NONE) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key, mod)


def write(text: str) -> None:
    """Type text where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def asked(qtbot: QtBot, window: MainWindow, kind: type[D]) -> D:
    """The dialog that has just been opened and has the keyboard."""

    def has_keyboard() -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and isinstance(focused.window(), kind)

    qtbot.waitUntil(has_keyboard, timeout=5000)
    found = QApplication.activeWindow()
    assert isinstance(found, kind)
    return found


def back_in(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until a dialog has closed and everything it gave is on disk."""
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    settled(qtbot, window)


def workshop(window: MainWindow) -> WorkshopScreen:
    """The screen that is shown, which must be the workshop's."""
    screen = window.current
    assert isinstance(screen, WorkshopScreen)
    return screen


def enter(qtbot: QtBot, window: MainWindow) -> WorkshopScreen:
    """F5, and Enter where a session must be begun first."""
    press(window, K.Key_F5)
    settled(qtbot, window)
    screen = workshop(window)
    if screen.page == "start":
        press(window, K.Key_Return)
        qtbot.waitUntil(lambda: screen.page == "talk", timeout=5000)
    settled(qtbot, window)
    return screen


def open_room(
    qtbot: QtBot, open_window: OpenWindow, path: Path, alone: bool = False
) -> tuple[MainWindow, WorkshopScreen]:
    """A window in workshop mode with a new session."""
    furnish(path, alone)
    window = open_window(path)
    return window, enter(qtbot, window)


def stored(path: Path, kind: type[E]) -> list[E]:
    """What is on disk."""
    with Store.open(path, writable=False) as store, store.unit(writes=False) as unit:
        return unit.all(kind)
