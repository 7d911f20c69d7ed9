"""A workspace that is gone, or that another file took the place of, while it is open in the window."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.storage.raw import digest
from tests.ui.conftest import settled
from ui.main_window import MainWindow
from ui.screens.questionnaire import QuestionnaireScreen
from workbench.domain.assessment import Answer
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

FIRST, SECOND = "Said while it was there.", "Said when it was gone."


def questionnaire(window: MainWindow) -> QuestionnaireScreen:
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    return screen


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type a note, and have it saved or refused."""
    note = questionnaire(window).page.note
    note.setFocus()
    note.insertPlainText(text)
    window.flush()
    settled(qtbot, window)


def notes(path: Path) -> str:
    with Store.open(path, checked=True) as store, store.unit(writes=False) as unit:
        return "\n".join(each.note for each in unit.all(Answer))


def delete(path: Path) -> None:
    path.unlink()


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def replace_by_older(path: Path) -> None:
    os.replace(path.with_name("older.srew"), path)


def replace_by_another(path: Path) -> None:
    other = path.with_name("other.srew")
    Store.create(other, "Somebody else").close()
    os.replace(other, path)


@pytest.fixture
def path(workspace: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    folder.mkdir()
    shutil.copy(workspace, folder / "older.srew")
    return Path(shutil.copy(workspace, folder / "client.srew"))


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (delete, "is not in '{}' any more: it was moved or deleted"),
        (move_folder, "is not in '{}' any more: it was moved or deleted"),
        (replace_by_older, "Another file was put in the place of 'client.srew' in '{}' while it was open"),
        (replace_by_another, "Another file was put in the place of 'client.srew' in '{}' while it was open"),
    ],
)
def test_it_is_said_and_gone_on_with_in_a_copy_of_what_is_open(
    happens: Callable[[Path], None],
    said: str,
    qtbot: QtBot,
    open_window: OpenWindow,
    path: Path,
    tmp_path: Path,
) -> None:
    goal = tmp_path / "elsewhere.srew"
    window = open_window(path)
    window.go_to("questionnaire")
    write(qtbot, window, FIRST)
    happens(path)
    before = digest(path) if path.exists() else None
    write(qtbot, window, SECOND)
    assert said.format(path.parent) in window.notice.text
    assert [each.text() for each in window.notice.offers if not each.isHidden()] == [
        "Go on in a copy elsewhere…"
    ]
    with qtbot.waitSignal(window.session.moved, timeout=20_000):
        window.opening.go_on_in(goal)
    settled(qtbot, window)
    shown = questionnaire(window).page.note.toPlainText()
    assert FIRST in shown
    assert SECOND in shown
    assert window.session.path == goal
    assert window.close()
    window.jobs.drain()
    assert shown in notes(goal)
    assert (digest(path) if path.exists() else None) == before


def test_another_place_is_offered_where_its_folder_is_gone(
    qtbot: QtBot, open_window: OpenWindow, path: Path, home: Path
) -> None:
    place = home / "SRE Workbench"
    place.mkdir(parents=True)
    window = open_window(path)
    shutil.rmtree(path.parent)
    window.opening.ask_for_copy()

    def asked() -> list[QFileDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]

    qtbot.waitUntil(lambda: bool(asked()), timeout=10_000)
    assert asked()[0].selectedFiles() == [str(place / "client (copy).srew")]
    asked()[0].reject()


def test_it_is_said_before_anything_is_typed_and_once(
    qtbot: QtBot, open_window: OpenWindow, path: Path, tmp_path: Path
) -> None:
    goal = tmp_path / "elsewhere.srew"
    window = open_window(path)
    window.go_to("questionnaire")
    write(qtbot, window, FIRST)
    window.opening.watch.look()
    settled(qtbot, window)
    assert not window.notice.isVisible()
    replace_by_older(path)
    window.opening.watch.look()
    settled(qtbot, window)
    assert "Another file was put in the place of 'client.srew'" in window.notice.text
    window.notice.hide()
    window.opening.watch.look()
    settled(qtbot, window)
    assert not window.notice.isVisible()
    with qtbot.waitSignal(window.session.moved, timeout=20_000):
        window.opening.go_on_in(goal)
    settled(qtbot, window)
    window.opening.watch.look()
    settled(qtbot, window)
    assert not window.notice.isVisible()
    assert window.close()
    window.jobs.drain()
    assert FIRST in notes(goal)


def test_a_passphrase_is_no_other_file(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window = open_window(path)
    done = list[object]()
    window.session.protect("", "otter lamp gravel café", done.append, lambda error: done.append(error))
    window.opening.watch.look()
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    settled(qtbot, window)
    assert not isinstance(done[0], Exception)
    assert not window.notice.isVisible()
