"""Backups in the window: made by themselves, looked into, put back, and offered where a workspace cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.storage.raw import database, digest
from tests.ui.sample import ASSESSMENT, MANAGER
from ui.dialogs.backups import BackupsDialog
from ui.main_window import MainWindow
from workbench.actions import answers
from workbench.storage import backups
from workbench.storage.backups import backups_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from pytestqt.wait_signal import SignalBlocker

    from tests.ui.conftest import OpenWindow


def workspace_id(window: MainWindow) -> str:
    assert window.session.workspace is not None
    return window.session.workspace.id


def opened(qtbot: QtBot, window: MainWindow) -> BackupsDialog:
    window.menus.trigger("backups")
    return shown(qtbot)


def shown(qtbot: QtBot) -> BackupsDialog:
    def there() -> list[BackupsDialog]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, BackupsDialog) and each.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(there()), timeout=5000)
    return there()[0]


def heard(signal: SignalBlocker) -> Any:
    """What a signal that was waited for brought."""
    assert signal.args is not None
    return signal.args[0]


def answer(qtbot: QtBot, window: MainWindow, value: int) -> None:
    with qtbot.waitSignal(window.session.saved, timeout=5000):
        window.session.run(answers.rate(MANAGER, "SPON-2", value))


def test_one_is_made_soon_after_opening_and_none_when_nothing_changed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000) as made:
        pass
    assert heard(made).reason == "opened"
    with qtbot.waitSignal(window.keeper.made, timeout=15_000) as made:
        window.keeper.back_up("scheduled")
    assert heard(made) is None
    answer(qtbot, window, 4)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000) as made:
        window.keeper.back_up("scheduled")
    assert heard(made).number == 2
    assert not window.notice.isVisible()


def test_a_backup_is_looked_into_and_put_back_by_keys(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000):
        pass
    book = window.session.book
    assert book is not None
    before = book.answer(MANAGER, "SPON-2")
    answer(qtbot, window, 5)
    dialog = opened(qtbot, window)
    qtbot.waitUntil(lambda: "It is sound." in dialog.about.text(), timeout=10_000)
    assert "1 assessment (Autumn 2026)" in dialog.about.text()
    assert dialog.list.topLevelItemCount() == 1
    dialog.back.setFocus()
    QTest.keyClick(dialog.back, Qt.Key.Key_Space)
    assert "set aside" in dialog.trouble.text()
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        QTest.keyClick(dialog.back, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "(set aside 1).srew" in window.notice.text, timeout=5000)
    window.session.open_assessment(ASSESSMENT)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=5000)
    assert window.session.book is not None
    assert window.session.book.answer(MANAGER, "SPON-2") == before
    assert workspace.with_name("client (set aside 1).srew").exists()
    assert not window.session.undo_stack.canUndo()


def test_by_hand_one_is_made_at_once(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000):
        pass
    dialog = opened(qtbot, window)
    dialog.now.click()
    qtbot.waitUntil(lambda: "Nothing was changed" in dialog.trouble.text(), timeout=10_000)
    answer(qtbot, window, 3)
    dialog.now.click()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2, timeout=10_000)
    assert [each.reason for each in backups_of(workspace_id(window))] == ["by-hand", "opened"]
    dialog.reject()


@pytest.mark.parametrize("harm", ["emptied", "flipped", "gone"])
def test_a_workspace_that_cannot_be_opened_offers_its_backups(
    harm: str, qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    first = open_window(workspace)
    with qtbot.waitSignal(first.keeper.made, timeout=15_000):
        pass
    known = workspace_id(first)
    first.close()
    data = workspace.read_bytes()
    if harm == "emptied":
        workspace.write_bytes(b"")
    elif harm == "flipped":
        workspace.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    else:
        workspace.unlink()
    left = digest(workspace) if workspace.exists() else ""
    window = open_window(workspace, assessment=None)
    dialog = shown(qtbot)
    assert window.notice.text
    assert backups.last_known_at(workspace) == known
    assert not dialog.now.isVisible()
    qtbot.waitUntil(lambda: "It is sound." in dialog.about.text(), timeout=10_000)
    dialog.back.click()
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        dialog.back.click()
    assert len(window.session.listing) == 1
    aside = workspace.with_name("client (set aside 1).srew")
    assert (digest(aside) if aside.exists() else "") == left


def test_a_damaged_backup_cannot_be_put_back(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000) as made:
        pass
    with database(heard(made).path) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else'")
    dialog = opened(qtbot, window)
    qtbot.waitUntil(lambda: "It is not sound" in dialog.about.text(), timeout=10_000)
    assert not dialog.back.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("moment", ["2026-9m-23", "9999-12-31T23:59:59-14:00"])
def test_of_a_damaged_backup_an_impossible_moment_is_left_out(
    moment: str, qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000) as made:
        pass
    with database(heard(made).path) as raw:
        raw.execute("UPDATE history SET at = ? WHERE seq = (SELECT max(seq) FROM history)", (moment,))
    dialog = opened(qtbot, window)
    qtbot.waitUntil(lambda: "1 assessment (Autumn 2026)" in dialog.about.text(), timeout=10_000)
    assert "Last changed" not in dialog.about.text()
    dialog.reject()


def test_what_is_not_sound_is_said_once_and_copied_nowhere(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    with database(workspace) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else'")
    with qtbot.waitSignal(window.keeper.failed, timeout=15_000) as failed:
        pass
    assert "was not copied, since it is not sound" in heard(failed)
    assert window.notice.text == heard(failed)
    assert backups_of(workspace_id(window)) == []


def test_what_comes_back_after_it_was_closed_is_for_nobody(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000):
        pass
    dialog = opened(qtbot, window)
    with qtbot.waitSignal(window.jobs.rested, timeout=15_000):
        dialog.reject()
    assert not window.notice.isVisible()
