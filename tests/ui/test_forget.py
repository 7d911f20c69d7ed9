"""Forgetting a person from the window: what goes is shown, it is said twice, and nothing in memory knows them still."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from ui.dialogs.forget import ForgetDialog
from workbench.actions import obstacles, talents
from workbench.storage import backups
from workbench.storage.checking import check_file

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

NAME = "Zebedee Quillfeather"


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> MainWindow:
    made = open_window(workspace)
    made.session.run(
        talents.add(ASSESSMENT, "Harbour Master", name=NAME, stance=-2, influence=5, entity_id="zq")
    )
    made.session.run(obstacles.add(ASSESSMENT, f"{NAME} waits", entity_id="waits"))
    settled(qtbot, made)
    backups.make(workspace, "by-hand", dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    return made


def opened(qtbot: QtBot, window: MainWindow) -> ForgetDialog:
    dialog = next(each for each in window.findChildren(ForgetDialog))
    qtbot.waitUntil(lambda: dialog.primary.isEnabled(), timeout=5000)
    return dialog


def test_it_is_shown_said_twice_and_done(qtbot: QtBot, window: MainWindow, workspace: Path) -> None:
    window.go_to("talents")
    screen = window.current
    screen.choose("zq")  # type: ignore[attr-defined]
    screen.forget.click()  # type: ignore[attr-defined]
    dialog = opened(qtbot, window)
    assert dialog.who.currentText() == NAME
    assert "1 entry among people" in dialog.about.text()
    assert f"obstacle, title: {NAME} waits" in dialog.list.texts()
    assert "1 backup" in dialog.backups.text()
    dialog.on_accept()
    assert dialog.primary.text() == "Forget for good"
    # A change of mind is looked at before it is said a second time.
    dialog.backups.setChecked(True)
    assert dialog.primary.text() == "Forget…"
    dialog.on_accept()
    dialog.on_accept()
    qtbot.waitUntil(lambda: "is forgotten" in dialog.about.text(), timeout=10_000)
    dialog.reject()
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    settled(qtbot, window)
    session = window.session
    assert session.stored_book is not None
    assert session.stored_book.talents == []
    assert "Harbour Master waits" in [each.title for each in session.stored_book.obstacles]
    assert not session.undo_stack.canUndo()
    assert b"Quillfeather" not in workspace.read_bytes()
    # The new one was made before the old one went.
    assert [each.number for each in backups.backups_of(backups.workspace_id_of(workspace))] == [2]
    assert not any(
        b"Quillfeather" in each.read_bytes() for each in workspace.parent.rglob("*") if each.is_file()
    )
    assert check_file(workspace).findings == ()


def test_somebody_unknown_is_said_and_nothing_is_done(
    qtbot: QtBot, window: MainWindow, workspace: Path
) -> None:
    window.menus.trigger("forget")
    dialog = window.findChildren(ForgetDialog)[0]
    dialog.who.setEditText("Ada Lovelace")
    dialog.who.lineEdit().editingFinished.emit()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "Nobody called" in dialog.trouble.text(), timeout=5000)
    before = workspace.read_bytes()
    assert not dialog.primary.isEnabled()
    dialog.on_accept()
    settled(qtbot, window)
    assert workspace.read_bytes() == before
    dialog.reject()


def test_while_names_are_hidden_nobody_is_asked_for(window: MainWindow) -> None:
    window.session.turn_names()
    assert not window.menus.actions["forget"].isEnabled()  # type: ignore[attr-defined]
    window.go_to("talents")
    window.current.choose("zq")  # type: ignore[attr-defined]
    assert not window.current.forget.isVisible()  # type: ignore[attr-defined]


def test_a_row_without_its_tick_stays(qtbot: QtBot, window: MainWindow, workspace: Path) -> None:
    window.session.run(obstacles.add(ASSESSMENT, "Quillfeather is a village, not ZQ", entity_id="village"))
    window.menus.forget(NAME)  # type: ignore[attr-defined]
    dialog = opened(qtbot, window)
    dialog.also.setText("ZQ, Zeb")
    assert not dialog.primary.isEnabled()
    dialog.also.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog.primary.isEnabled(), timeout=5000)
    row = next(dialog.list.item(at) for at, said in enumerate(dialog.list.texts()) if "is a village" in said)
    dialog.on_accept()
    row.setCheckState(Qt.CheckState.Unchecked)
    # A change of mind is said a second time.
    assert dialog.primary.text() == "Forget…"
    dialog.on_accept()
    dialog.on_accept()
    qtbot.waitUntil(lambda: "is forgotten" in dialog.about.text(), timeout=10_000)
    dialog.reject()
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    settled(qtbot, window)
    assert window.session.stored_book is not None
    titles = [each.title for each in window.session.stored_book.obstacles]
    assert "Quillfeather is a village, not ZQ" in titles
    assert "Harbour Master waits" in titles
    assert check_file(workspace).findings == ()


def test_who_may_be_the_same_person_is_told(qtbot: QtBot, window: MainWindow) -> None:
    window.session.run(talents.add(ASSESSMENT, "Tester", name="Z. Quillfeather", entity_id="perhaps"))
    window.go_to("talents")
    screen = window.current
    screen.choose("zq")  # type: ignore[attr-defined]
    screen.forget.click()  # type: ignore[attr-defined]
    dialog = opened(qtbot, window)
    assert "perhaps the same person, stays listed: Z. Quillfeather" in dialog.list.texts()
    dialog.reject()


def test_backups_that_stay_are_told_and_nobody_is_asked_for_again(
    qtbot: QtBot, window: MainWindow, workspace: Path
) -> None:
    kept = backups.backups_of(backups.workspace_id_of(workspace))
    window.menus.forget(NAME)  # type: ignore[attr-defined]
    dialog = opened(qtbot, window)
    store = window.session.store
    assert store is not None
    with store.unit("Harm") as unit:
        unit.connection.exec_driver_sql("CREATE VIEW somebody AS SELECT 1")
    dialog.backups.setChecked(True)
    dialog.on_accept()
    dialog.on_accept()
    qtbot.waitUntil(lambda: "the backups were not deleted" in dialog.about.text(), timeout=10_000)
    assert not dialog.primary.isVisible()
    assert backups.backups_of(backups.workspace_id_of(workspace)) == kept
    dialog.reject()
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    settled(qtbot, window)
    assert window.session.stored_book is not None
    assert window.session.stored_book.talents == []
