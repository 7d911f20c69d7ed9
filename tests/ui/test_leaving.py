"""Text that could not be saved is not left behind unasked: not by going home, nor by opening something else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.reliability.mounts import Filler, read_only, small_disk
from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.sample import ASSESSMENT, MANAGER, RISK
from tests.ui.test_questionnaire import questionnaire, stored
from ui.screens.entries import EntryScreen
from workbench.domain.role_plan import RolePlan
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

SAID = "Depot sorts its alerts"
AGAIN = "Do the same again to leave without it."
Leave = Callable[["MainWindow", Path], object]


@pytest.fixture
def other(workspace: Path) -> Path:
    """A second workspace."""
    return Path(shutil.copy(workspace, workspace.with_name("other.srew")))


@pytest.fixture
def disk(workspace: Path, tmp_path: Path) -> Iterator[tuple[Path, Filler]]:
    """A workspace on a disk of its own, and what fills that."""
    place = tmp_path / "small"
    with small_disk(place, workspace.stat().st_size // 1024 + 400) as filler:
        yield Path(shutil.copy(workspace, place / "client.srew")), filler


WAYS: dict[str, Leave] = {
    "home": lambda window, _path: window.go_to("home"),
    "by its key": lambda window, _path: QTest.keyClick(
        window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier
    ),
    "the same again": lambda window, path: window.open_path(path),
    "another one": lambda window, path: window.open_path(path.parent.parent / "other.srew"),
    "from the list of recent ones": lambda window, path: window.go_to(f"recent:{path}"),
}


def offers(window: MainWindow) -> list[str]:
    return [each.text() for each in window.notice.offers if not each.isHidden()]


def note(qtbot: QtBot, window: MainWindow) -> QPlainTextEdit:
    """The field for a note at a question, typed in and not saved yet."""
    field = questionnaire(qtbot, window).page.note
    field.setFocus()
    qtbot.keyClicks(field, SAID)
    return field


def cause(qtbot: QtBot, window: MainWindow) -> QPlainTextEdit:
    """The same for the cause of a risk."""
    window.go_to("risks", RISK)
    settled(qtbot, window)
    screen = window.current
    assert isinstance(screen, EntryScreen)
    field = screen.form.controls["cause"].findChild(QPlainTextEdit)
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, SAID)
    return field


@pytest.mark.parametrize("typed", [note, cause])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.usefixtures("other")
def test_what_could_not_be_saved_keeps_one_there_once(
    typed: Callable[[QtBot, MainWindow], QPlainTextEdit],
    way: Leave,
    qtbot: QtBot,
    open_window: OpenWindow,
    disk: tuple[Path, Filler],
) -> None:
    path, filler = disk
    window = open_window(path)
    field = typed(qtbot, window)
    screen = window.key
    filler.leave(0)
    way(window, path)
    settled(qtbot, window)
    assert window.key == screen
    assert window.session.path == path
    assert "is full" in window.notice.text
    assert window.notice.text.endswith(AGAIN)
    assert offers(window) == ["Go on in a copy elsewhere…"]
    assert window._saved.text().startswith("Not saved")
    assert field.toPlainText() == SAID
    way(window, path)
    qtbot.waitUntil(lambda: window.session.book is None, timeout=10_000)
    settled(qtbot, window)
    assert window.key == "home"


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.usefixtures("other")
def test_what_can_be_saved_by_then_is_saved_on_leaving(
    way: Leave, qtbot: QtBot, open_window: OpenWindow, disk: tuple[Path, Filler]
) -> None:
    path, filler = disk
    window = open_window(path)
    note(qtbot, window)
    filler.leave(0)
    way(window, path)
    filler.away()
    way(window, path)
    qtbot.waitUntil(lambda: window.session.book is None, timeout=10_000)
    settled(qtbot, window)
    assert window.key == "home"
    assert stored(path, MANAGER, "SPON-1").note == SAID


def test_a_file_that_another_program_holds_keeps_one_there_too(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    field = note(qtbot, window)
    with hold(workspace):
        window.go_to("home")
    assert window.key == "questionnaire"
    assert "is held by another program" in window.notice.text
    assert field.toPlainText() == SAID
    window.go_to("home")
    assert window.session.book is None
    assert stored(workspace, MANAGER, "SPON-1").note == SAID


def test_what_was_typed_since_is_asked_about_anew(
    qtbot: QtBot, open_window: OpenWindow, disk: tuple[Path, Filler]
) -> None:
    path, filler = disk
    window = open_window(path)
    field = note(qtbot, window)
    filler.leave(0)
    window.go_to("home")
    qtbot.keyClicks(field, ", at last")
    window.flush()
    settled(qtbot, window)
    window.go_to("home")
    assert window.session.book is not None
    # Another way out is another decision.
    assert not window.close()
    filler.away()
    window.go_to("home")
    assert window.session.book is None
    assert stored(path, MANAGER, "SPON-1").note == f"{SAID}, at last"


def test_a_text_that_no_screen_tries_again_keeps_one_there(
    qtbot: QtBot, open_window: OpenWindow, disk: tuple[Path, Filler]
) -> None:
    path, filler = disk
    window = open_window(path)
    window.go_to("roles")
    settled(qtbot, window)
    field = window.current.findChild(QPlainTextEdit, options=Qt.FindChildOption.FindChildrenRecursively)
    assert field is not None
    assert field.accessibleName() == "Why this form"
    filler.leave(0)
    field.insertPlainText(SAID)
    window.flush()
    settled(qtbot, window)
    window.go_to("home")
    assert window.session.book is not None
    assert window.notice.text.endswith(AGAIN)
    filler.away()
    field.insertPlainText(", at last")
    window.go_to("home")
    assert window.session.book is None
    with Store.open(path, writable=False) as store, store.unit(writes=False) as unit:
        assert ", at last" in unit.all(RolePlan)[0].reason


def test_nothing_new_is_made_or_put_back_over_what_is_not_saved(
    qtbot: QtBot, open_window: OpenWindow, disk: tuple[Path, Filler], other: Path
) -> None:
    path, filler = disk
    goal = other.with_name("new.srew")
    window = open_window(path)
    field = note(qtbot, window)
    told: list[str] = []
    filler.leave(0)
    window.session.create_workspace(goal, "Heron Rail", failed=lambda error: told.append(str(error)))
    window.put_back(other, path)
    settled(qtbot, window)
    assert not goal.exists()
    assert told[0].endswith(AGAIN)
    assert window.session.book is not None
    assert field.toPlainText() == SAID


def test_in_a_workspace_that_is_only_read_what_was_typed_is_not_left_unasked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    with read_only(workspace.parent, tmp_path.parent / f"{tmp_path.name}-mounted") as place:
        window = open_window(place / workspace.name)
        field = note(qtbot, window)
        window.go_to("home")
        assert window.key == "questionnaire"
        assert "open for reading only" in window.notice.text
        assert field.toPlainText() == SAID
        window.go_to("home")
        assert window.session.book is None


def test_what_is_all_saved_is_left_at_once(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    note(qtbot, window)
    window.go_to("home")
    assert window.session.book is None
    assert not window.notice.isVisible()
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").note == SAID
    assert [each.assessment.id for each in window.session.listing] == [ASSESSMENT]


def test_what_is_typed_while_another_workspace_is_being_opened_is_said_to_be_lost(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, other: Path
) -> None:
    window = open_window(workspace)
    cause(qtbot, window)
    window.open_path(other)
    screen = window.current
    assert isinstance(screen, EntryScreen)
    field = screen.form.controls["cause"].findChild(QPlainTextEdit)
    assert field is not None
    field.insertPlainText(", at last")
    window.flush()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.session.path == other, timeout=10_000)
    assert window.notice.isVisible()
    assert "What was changed while another workspace was being opened is not saved" in window.notice.text
