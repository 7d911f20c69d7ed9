"""A locked workspace that is not as it was left: its passphrase taken away, damaged, empty, or open on another computer."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import settled
from tests.ui.respond.laptop import handed
from tests.ui.respond.laptop import unlock as take_back
from tests.ui.sample import ASSESSMENT, MANAGER
from tests.ui.test_protected import (
    OTHER,
    PASSPHRASE,
    lock,
    locking,
    opened,
    protected,
    shown,
    template,
    unlock,
    visible,
)
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.forget import ForgetDialog
from ui.dialogs.unlock import UnlockDialog
from ui.locking import LockedWindow
from ui.respond.lock import HandedWindow
from ui.session import BARE, NOT_SAVED
from workbench.actions import answers, protecting, risks
from workbench.actions.edit import perform
from workbench.domain.key import recovery_text
from workbench.domain.risk import Risk, RiskKind
from workbench.storage import hold
from workbench.storage.cipher import is_protected, key_from
from workbench.storage.engine import make_engine
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

__all__ = ["protected", "template"]
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def take_away(path: Path, passphrase: str = PASSPHRASE, to: str = "") -> None:
    """What `protect --remove`, or `--change`, does in another program."""
    with Store.open(path, key=key_from(path, passphrase)) as store:
        protecting.protect(store, passphrase, to, NOW)


def write_elsewhere(path: Path, passphrase: str = PASSPHRASE) -> None:
    with Store.open(path, key=key_from(path, passphrase)) as store:
        perform(store, risks.add(ASSESSMENT, "From elsewhere", RiskKind.THREAT))


def damage(path: Path) -> None:
    """A row that differs from what the history says of it."""
    engine = make_engine(path, key=key_from(path, PASSPHRASE))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE answer SET note = 'somebody else'")
    engine.dispose()


def give(qtbot: QtBot, window: MainWindow, secret: str) -> str:
    """Type a secret that does not open it; gives what is said."""
    page = shown(qtbot, LockedWindow).page
    page.field.setText(secret)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.field.isEnabled() and page.trouble.isVisible(), timeout=10_000)
    return page.trouble.text()


def give_to_open(qtbot: QtBot) -> None:
    """Type the passphrase where it is asked for before it is opened."""
    dialog = shown(qtbot, UnlockDialog)
    dialog.secret.insert(PASSPHRASE)
    QTest.keyClick(dialog.secret, Qt.Key.Key_Return)


def titles(window: MainWindow) -> list[str]:
    book = window.session.stored_book
    assert book is not None
    return [each.title for each in book.all(Risk)]


@pytest.mark.parametrize("with_sheet", [False, True])
def test_a_passphrase_taken_away_meanwhile_is_said_and_its_own_secret_goes_on(
    with_sheet: bool, qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    sheet = recovery_text(key_from(protected, PASSPHRASE))
    window = opened(qtbot, open_window, protected)
    lock(qtbot, window)
    window.session.run(risks.add(ASSESSMENT, "Came while locked", RiskKind.THREAT))
    take_away(protected)
    # Whoever can change the file does not see what the windows show.
    assert "that 'client.srew' had when it was locked" in give(qtbot, window, OTHER)
    assert not window.isVisible()
    unlock(qtbot, window, sheet if with_sheet else PASSPHRASE)
    assert window.isVisible()
    assert window.notice.text == BARE
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    qtbot.waitUntil(lambda: "Came while locked" in titles(window), timeout=10_000)
    settled(qtbot, window)
    assert window.session.key is None
    assert not window.session.locked
    assert not is_protected(protected)
    assert not visible(LockedWindow)
    window.session.run(answers.rate(MANAGER, "SPON-2", 5))
    settled(qtbot, window)
    assert window.session.last_saved is not None


def test_written_into_under_another_passphrase_what_waited_is_named_as_not_saved(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    lock(qtbot, window)
    window.session.run(risks.add(ASSESSMENT, "Came while locked", RiskKind.THREAT))
    take_away(protected, to=OTHER)
    write_elsewhere(protected, OTHER)
    unlock(qtbot, window, OTHER)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    assert window.notice.text == f"'client.srew' was opened anew. {NOT_SAVED}"
    assert "Came while locked" not in titles(window)


def test_what_waited_is_tried_on_what_another_program_wrote(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    before = len(titles(window))
    lock(qtbot, window)
    window.session.run(risks.add(ASSESSMENT, "Came while locked", RiskKind.THREAT))
    # What it is about is not there any more, so that is refused with a sentence and nothing else is.
    window.session.run(answers.rate("0" * 32, "SPON-2", 5))
    write_elsewhere(protected)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    qtbot.waitUntil(lambda: len(titles(window)) == before + 2, timeout=10_000)
    settled(qtbot, window)
    assert {"From elsewhere", "Came while locked"} <= set(titles(window))
    assert window.notice.isVisible()
    assert window.notice.text


def test_damaged_meanwhile_the_window_comes_back_and_offers_what_can_be_done(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.menus.trigger("forget")
    assert visible(ForgetDialog)
    settled(qtbot, window)
    lock(qtbot, window)
    window.session.run(risks.add(ASSESSMENT, "Came while locked", RiskKind.THREAT))
    write_elsewhere(protected)
    damage(protected)
    unlock(qtbot, window)
    assert window.session.store is None
    assert window.session.book is None
    assert window.isVisible()
    assert not visible(LockedWindow)
    assert not visible(ForgetDialog), "it is about a workspace that is not open any more"
    assert "is damaged" in window.notice.text
    assert NOT_SAVED in window.notice.text
    dialog = shown(qtbot, BackupsDialog)
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        dialog.look.click()
        give_to_open(qtbot)


def test_emptied_meanwhile_the_window_comes_back_for_its_own_secret_alone(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    lock(qtbot, window)
    protected.write_bytes(b"")
    assert "had when it was locked" in give(qtbot, window, OTHER)
    unlock(qtbot, window)
    assert window.session.store is None
    assert window.isVisible()
    assert "is empty" in window.notice.text


def test_gone_for_a_while_it_stays_locked_until_it_is_back(
    qtbot: QtBot, open_window: OpenWindow, protected: Path, tmp_path: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    book = window.session.stored_book
    lock(qtbot, window)
    away = protected.rename(tmp_path / "away")
    assert "cannot be read" in give(qtbot, window, PASSPHRASE)
    shutil.move(away, protected)
    unlock(qtbot, window)
    assert window.session.stored_book is book


def test_left_behind_as_open_by_another_computer_it_is_opened_anyway_when_said_twice(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    lock(qtbot, window)
    said = {"computer": "ANNA-LAPTOP", "since": "2026-11-22T10:41+01:00"}
    hold.note_of(protected).write_text(json.dumps(said), encoding="utf-8")
    words = give(qtbot, window, PASSPHRASE)
    assert "is open on 'ANNA-LAPTOP'" in words
    assert words.endswith("To open it anyway, give the passphrase once more.")
    unlock(qtbot, window)
    assert window.session.writable
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)


def test_what_is_only_read_stays_so_when_it_is_opened_anew(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = open_window(None)
    window.opening.open_to_read(protected, "Somebody has it.")
    give_to_open(qtbot)
    qtbot.waitUntil(window.only_read.isVisible, timeout=10_000)
    lock(qtbot, window)
    write_elsewhere(protected)
    unlock(qtbot, window)
    assert not window.session.writable
    assert window.only_read.isVisible()
    assert window.only_read.text == "Open for reading only. Somebody has it."


def test_with_a_respondent_it_is_opened_anew_in_one_window(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    theirs, _view = handed(qtbot, window)
    locking(window).lock()
    qtbot.waitUntil(lambda: window.session.locked, timeout=10_000)
    settled(qtbot, window)
    write_elsewhere(protected)
    unlock(qtbot, window)
    settled(qtbot, window)

    def left() -> list[HandedWindow]:
        there = QApplication.topLevelWidgets()
        return [each for each in there if isinstance(each, HandedWindow) and each.isVisible()]

    qtbot.waitUntil(lambda: len(left()) == 1 and left()[0].view is not None, timeout=10_000)
    assert left()[0] is not theirs
    assert not window.isVisible(), "it is still with the respondent"
    take_back(qtbot, window)
    qtbot.waitUntil(window.isVisible, timeout=10_000)
    assert not left()
    settled(qtbot, window)


def test_damaged_with_a_respondent_the_window_of_the_program_comes_back(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    theirs, _view = handed(qtbot, window)
    locking(window).lock()
    qtbot.waitUntil(lambda: window.session.locked, timeout=10_000)
    settled(qtbot, window)
    write_elsewhere(protected)
    damage(protected)
    unlock(qtbot, window)
    assert window.isVisible()
    assert theirs.unlocked
    assert "is damaged" in window.notice.text
    shown(qtbot, BackupsDialog).reject()
