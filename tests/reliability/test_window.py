"""F3 and F5 in the window: a disk that is full, and a folder that cannot be written."""

# Fixtures of the window are taken over by name.
# ruff: noqa: F811

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.reliability.checker import Lost, check_workspace
from tests.reliability.conftest import Tally
from tests.reliability.mounts import read_only, small_disk
from tests.storage.raw import digest
from tests.ui.conftest import open_window, settled, theme, workspace, workspace_template  # noqa: F401
from tests.ui.sample import ASSESSMENT, MANAGER
from ui.locking import LockedWindow
from ui.main_window import MainWindow
from ui.screens.questionnaire import QuestionnaireScreen
from workbench.actions import answers, forgetting, protecting, talents
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer
from workbench.storage.cipher import key_from
from workbench.storage.errors import DiskFull
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

NOTE = "Said in the room, and by nobody twice. " * 20 + "End"


def offers(window: MainWindow) -> list[str]:
    return [each.text() for each in window.notice.offers if not each.isHidden()]


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type a note, and have it saved or refused."""
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    screen.page.note.setFocus()
    screen.page.note.insertPlainText(text)
    window.flush()
    settled(qtbot, window)


def has_note(store: Store) -> None:
    """The note that was typed is in the workspace."""
    with store.unit(writes=False) as unit:
        if NOTE not in {each.note for each in unit.all(Answer)}:
            raise Lost("the note")


@pytest.mark.fault("F3")
def test_on_a_full_disk_the_text_stays_and_is_saved_elsewhere(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    tmp_path: Path,
    tally: Tally,
) -> None:
    place, elsewhere = tmp_path / "small", tmp_path / "elsewhere.srew"
    size = workspace.stat().st_size // 1024 + 400
    with small_disk(place, size) as filler:
        path = Path(shutil.copy(workspace, place / "client.srew"))
        window = open_window(path)
        window.go_to("questionnaire")
        screen = window.current
        assert isinstance(screen, QuestionnaireScreen)
        before = digest(path)
        filler.leave(0)
        write(qtbot, window, NOTE)
        assert "is full" in window.notice.text
        assert offers(window) == ["Go on in a copy elsewhere…"]
        assert screen.page.note.toPlainText() == NOTE
        assert digest(path) == before
        tally.case()
        with qtbot.waitSignal(window.session.moved, timeout=20_000):
            window.opening.go_on_in(elsewhere)
        settled(qtbot, window)
        assert screen.page.note.toPlainText() == NOTE
        assert digest(path) == before
        window.close()
    check_workspace(elsewhere, has_note)
    tally.case()


@pytest.mark.fault("F3")
def test_with_room_again_the_text_is_saved_where_it_was(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    tmp_path: Path,
    tally: Tally,
) -> None:
    place = tmp_path / "small"
    with small_disk(place, workspace.stat().st_size // 1024 + 400) as filler:
        path = Path(shutil.copy(workspace, place / "client.srew"))
        window = open_window(path)
        window.go_to("questionnaire")
        screen = window.current
        assert isinstance(screen, QuestionnaireScreen)
        filler.leave(0)
        write(qtbot, window, NOTE)
        assert "is full" in window.notice.text
        filler.away()
        window.flush()
        settled(qtbot, window)
        window.close()
        check_workspace(path, has_note)
    tally.case()


@pytest.mark.fault("F3")
def test_locked_on_a_full_disk_it_says_what_is_not_saved_and_keeps_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, tally: Tally
) -> None:
    place, secret = tmp_path / "small", "four words that are long"
    with Store.open(workspace) as store:
        protecting.protect(store, "", secret, dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    with small_disk(place, workspace.stat().st_size // 1024 + 400) as filler:
        path = Path(shutil.copy(workspace, place / "client.srew"))
        window = open_window(None, assessment=None)
        window.session.open_workspace(path, secret=secret)
        qtbot.waitUntil(lambda: window.session.workspace is not None, timeout=10_000)
        window.session.open_assessment(ASSESSMENT)
        qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
        window.go_to("questionnaire")
        filler.leave(0)
        write(qtbot, window, NOTE)
        window.menus.trigger("lock")
        (locked,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, LockedWindow)]
        qtbot.waitUntil(lambda: window.session.locked, timeout=10_000)
        assert locked.page.words.text().startswith("What you typed last could not be saved")
        assert not locked.close()
        assert "closing a second time loses it" in locked.page.trouble.text()
        tally.case()
        filler.away()
        locked.page.field.setText(secret)
        locked.page.press.click()
        qtbot.waitUntil(lambda: not window.session.locked, timeout=10_000)
        window.flush()
        settled(qtbot, window)
        window.close()
        with Store.open(path, key=key_from(path, secret)) as store:
            has_note(store)
    tally.case()


@pytest.mark.fault("F3")
def test_on_a_full_disk_nobody_is_forgotten_by_half(workspace: Path, tmp_path: Path, tally: Tally) -> None:
    place = tmp_path / "small"
    name = "Zebedee Quillfeather"
    with Store.open(workspace) as store:
        perform(store, talents.add(ASSESSMENT, "Harbour Master", name=name))
    size = workspace.stat().st_size
    with small_disk(place, size // 1024 + 4000) as filler:
        path = Path(shutil.copy(workspace, place / "client.srew"))
        before = digest(path)
        for room in (0, size // 4, size // 2, size):
            filler.leave(room)
            with Store.open(path) as store, pytest.raises(DiskFull, match="nothing was changed"):
                forgetting.forget(store, name)
            assert digest(path) == before
            tally.case()
        filler.away()
        with Store.open(path) as store:
            forgetting.forget(store, name)
        assert b"Quillfeather" not in path.read_bytes()
        check_workspace(path, lambda _store: None)
    tally.case()


@pytest.mark.fault("F5")
def test_a_folder_that_cannot_be_written_opens_to_read_with_a_strip(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    tmp_path: Path,
    tally: Tally,
) -> None:
    before = digest(workspace)
    with read_only(workspace.parent, tmp_path.parent / f"{tmp_path.name}-mounted") as place:
        window = open_window(place / workspace.name)
        qtbot.waitUntil(window.only_read.isVisible, timeout=10_000)
        assert "Open for reading only." in window.only_read.text
        book = window.session.book
        assert book is not None
        assert book.assessment.id == ASSESSMENT
        window.session.run(answers.rate(MANAGER, "SPON-2", 5))
        settled(qtbot, window)
        assert "open for reading only, so nothing was changed" in window.notice.text
        window.close()
    assert digest(workspace) == before
    tally.case()
