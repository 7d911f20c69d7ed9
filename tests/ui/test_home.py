"""Home, new workspaces and new assessments, and files that are no workspaces."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.sample import ENGINEER, small_workspace
from ui.dialogs.assessment_details import AssessmentDetailsDialog, DeleteDialog
from ui.dialogs.new_assessment import NewAssessmentDialog
from ui.dialogs.new_workspace import NewWorkspaceDialog
from workbench.actions import respondents
from workbench.actions.edit import perform
from workbench.domain.assessment import Assessment, ScopeKind
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow


def test_an_empty_home_says_how_to_begin(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert "begin a new one" in window.home._finding.text()
    assert not window.home._list_area.isVisible()


def test_a_stranger_goes_from_nothing_to_the_first_question(
    qtbot: QtBot, open_window: OpenWindow, home: Path
) -> None:
    window = open_window()
    window.menus.trigger("new-workspace")
    dialog = window.findChild(NewWorkspaceDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.client, "Brightwater Insurance")
    dialog.on_accept()
    qtbot.waitUntil(lambda: window.session.workspace is not None, timeout=10_000)
    path = home / "SRE Workbench" / "brightwater-insurance.srew"
    assert path.is_file()
    assert path.stat().st_mode & 0o777 == 0o600
    window.menus.trigger("new-assessment")
    asked = window.findChild(NewAssessmentDialog)
    assert asked is not None
    qtbot.waitUntil(asked.primary.isEnabled, timeout=10_000)
    asked.scopes[ScopeKind.QUICK].setChecked(True)
    asked.roles[Role.EXECUTIVE].setChecked(False)
    # 30 lead questions, less those asked of executives alone (none is): 30 of them at 2.5 minutes are 75.
    assert asked.minutes.text().startswith("30 questions: about 75 minutes together")
    asked.on_accept()
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    book = window.session.book
    assert book is not None
    assert book.assessment.scope is ScopeKind.QUICK
    assert len(book.questions) == 30
    assert window.key == "overview"
    window.go_to("questionnaire")
    assert window.current._empty.isVisible()  # type: ignore[attr-defined]


def test_an_own_selection_needs_a_question(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace, None)
    window.menus.trigger("new-assessment")
    dialog = window.findChild(NewAssessmentDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=10_000)
    dialog.scopes[ScopeKind.OWN].setChecked(True)
    for leaf in dialog._leaves:
        leaf.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.on_accept()
    assert "needs a question" in dialog.trouble.text()
    for box in dialog.roles.values():
        box.setChecked(False)
    dialog.scopes[ScopeKind.FULL].setChecked(True)
    dialog.on_accept()
    assert "at least one role" in dialog.trouble.text()
    dialog.reject()


def test_the_list_shows_stored_figures_and_opens_by_keyboard(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace, None)
    home = window.home
    assert home._model.rowCount() == 1
    figures = home._model.row(0).figures
    assert (figures["answered"], figures["asked"]) == (1, 100)
    home._list.setFocus()
    home._list.setCurrentIndex(home._model.index(0, 0))
    qtbot.keyClick(home._list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=5000)
    assert window.key == "overview"
    window.go_to("home")
    settled(qtbot, window)
    assert window.session.book is None
    home._filter.setText("nothing like it")
    assert home._model.rowCount() == 0


def test_other_workspaces_are_named_but_never_opened_unasked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, home: Path
) -> None:
    folder = home / "SRE Workbench"
    folder.mkdir(parents=True)
    other = folder / "osprey & co.srew"
    small_workspace(other, dt.date(2026, 11, 23))
    before = other.stat().st_atime_ns, hashlib.sha256(other.read_bytes()).hexdigest()
    window = open_window(workspace, None)
    names = [button.text() for button in window.home._others_area.findChildren(QPushButton)]
    assert any("osprey && co.srew" in name for name in names)
    assert hashlib.sha256(other.read_bytes()).hexdigest() == before[1]
    assert not list(folder.glob(".*lock"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"not a database at all" * 20, "not an SRE Workbench workspace"),
        (b"SQLite format 3\x00" + bytes(84), "another program"),
    ],
)
def test_what_is_no_workspace_is_refused_with_a_sentence_and_left_alone(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "file.srew"
    path.write_bytes(content)
    window = open_window(path)
    assert says in window.notice.text
    assert path.read_bytes() == content
    assert window.session.store is None


def test_a_newer_workspace_is_refused_and_not_changed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    data = bytearray(workspace.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    workspace.write_bytes(data)
    window = open_window(workspace)
    assert "newer version" in window.notice.text
    assert workspace.read_bytes() == bytes(data)


def test_a_workspace_held_elsewhere_says_so(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with hold(workspace):
        window = open_window(workspace)
        assert "held by another program" in window.notice.text
    with Store.open(workspace):
        window.open_path(workspace)
        qtbot.waitUntil(lambda: "another window" in window.notice.text, timeout=10_000)


def test_trouble_with_one_file_leaves_the_open_one_open(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    broken = tmp_path / "broken.srew"
    broken.write_bytes(b"x" * 200)
    window.open_path(broken)
    qtbot.waitUntil(lambda: bool(window.notice.text), timeout=5000)
    assert window.session.path == workspace
    assert window.session.book is not None


def test_a_dropped_workspace_is_opened(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(workspace))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.session.path == workspace, timeout=10_000)


def test_a_scope_can_be_widened_and_no_answer_is_lost(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    for kind, asked in ((ScopeKind.QUICK, 30), (ScopeKind.FULL, 100)):
        dialog = AssessmentDetailsDialog(window.session, window.theme, window)
        dialog.scope.setCurrentIndex(dialog.scope.findData(kind.value))
        dialog.on_accept()
        settled(qtbot, window)
        book = window.session.book
        assert book is not None
        assert len(book.questions) == asked
        assert window.session.standing.questions["SPON-1"].index == 3


def test_deleting_needs_the_title_and_can_be_undone(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    details = AssessmentDetailsDialog(window.session, window.theme, window)
    details.show()
    delete = DeleteDialog(window.session, window.theme, details)
    assert not delete.primary.isEnabled()
    delete.typed.setText("Autumn 2026")
    assert delete.primary.isEnabled()
    delete.on_accept()
    qtbot.waitUntil(lambda: window.session.book is None, timeout=5000)
    settled(qtbot, window)
    assert window.key == "home"
    window.menus.trigger("undo")
    settled(qtbot, window)
    assert window.session.path is not None
    with Store.open(window.session.path, writable=False) as store, store.unit(writes=False) as unit:
        assert [each.title for each in unit.all(Assessment)] == ["Autumn 2026"]


def test_dark_and_light_and_text_size_can_be_changed_while_it_runs(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    light = window.grab().toImage().pixelColor(700, 60).lightness()
    window.menus.trigger("theme-dark")
    dark = window.grab().toImage().pixelColor(700, 60).lightness()
    assert light > 200 > 80 > dark
    window.menus.trigger("larger")
    assert window.theme.scale == pytest.approx(1.1)


def test_a_second_enter_while_the_assessment_opens_does_not_throw_back_to_the_overview(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace, None)
    qtbot.waitUntil(lambda: bool(window.session.listing), timeout=10_000)
    window.home.setFocus()
    opened: list[str] = []
    window.session.assessment_opened.connect(lambda: opened.append(window.session.book.assessment.id))  # type: ignore[union-attr]
    qtbot.keyClick(window.home._list, Qt.Key.Key_Return)
    qtbot.keyClick(window.home._list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    window.go_to("questionnaire")
    settled(qtbot, window)
    assert window.key == "questionnaire"
    assert opened == [window.session.listing[0].assessment.id]


def test_an_assessment_left_while_it_is_being_read_stays_closed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace, None)
    qtbot.waitUntil(lambda: bool(window.session.listing), timeout=10_000)
    window.session.open_assessment(window.session.listing[0].assessment.id)
    window.session.close_assessment()
    settled(qtbot, window)
    assert window.session.book is None
    assert window.key == "home"


def test_one_respondent_is_said_as_one(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with Store.open(workspace) as store:
        perform(store, respondents.remove(ENGINEER))
    window = open_window(workspace)
    qtbot.waitUntil(lambda: window._right.text().endswith("answered    1 respondent"), timeout=3000)
