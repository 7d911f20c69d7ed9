"""Own content packs in the window: import, side by side, and moving an assessment between versions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.content.revised import REVISED
from tests.content.small import SMALL
from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from ui.dialogs.assessment_details import AssessmentDetailsDialog
from ui.dialogs.move_pack import MovePackDialog
from ui.dialogs.new_assessment import NewAssessmentDialog
from ui.dialogs.packs import PacksDialog
from ui.dialogs.retired import RetiredDialog
from ui.widgets.parts import Button
from workbench.actions import answers, assessments, packs, respondents
from workbench.actions.edit import perform
from workbench.content.loader import parse_pack
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

OPERATOR = "d" * 32


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def rows(dialog: PacksDialog) -> list[str]:
    return [dialog.list.item(i).text() for i in range(dialog.list.count())]


def dropped(window: MainWindow, files: list[Path]) -> None:
    """Let the files fall on the window, as a file manager would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *how))


def shown_dialog(qtbot: QtBot, window: MainWindow, kind: type) -> object:
    qtbot.waitUntil(lambda: window.findChild(kind) is not None, timeout=5000)
    return window.findChild(kind)


def test_packs_dropped_on_the_window_are_kept_and_wrong_ones_named(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    dropped(window, [write(tmp_path / "own.yaml", SMALL), write(tmp_path / "bad.yml", "format: 1\nid: 3\n")])
    dialog = shown_dialog(qtbot, window, PacksDialog)
    assert isinstance(dialog, PacksDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 2, timeout=10_000)
    assert "A small pack, version 1.0" in rows(dialog)[1]
    assert "bad.yml, line" in dialog.trouble.text()
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.pack.id == "small"
    dialog.take.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=10_000)
    assert len(packs.shelf().packs) == 1


def test_a_new_assessment_can_be_made_with_an_own_pack(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    packs.put_on_shelf(write(tmp_path / "own.yaml", SMALL))
    window = open_window(workspace)
    window.menus.trigger("new-assessment")
    dialog = shown_dialog(qtbot, window, NewAssessmentDialog)
    assert isinstance(dialog, NewAssessmentDialog)
    qtbot.waitUntil(lambda: dialog.pack.count() == 2, timeout=10_000)
    dialog.pack.setCurrentIndex(1)
    assert dialog.minutes.text().startswith("3 questions")
    dialog.on_accept()
    qtbot.waitUntil(
        lambda: window.session.book is not None and window.session.book.pack.id == "small", timeout=10_000
    )
    book = window.session.book
    assert book is not None
    assert [question.id for question in book.questions] == ["AAA-1", "AAA-2", "BBB-1"]
    # Every screen shows a pack of other areas, capabilities and numbers of options.
    for key in ("overview", "questionnaire", "obstacles", "talents", "risks", "results", "plan"):
        window.go_to(key)
        settled(qtbot, window)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace made with the small pack, with one answer to a question that the next version retires."""
    path = tmp_path / "own.srew"
    pack, source = parse_pack(SMALL.encode(), "small.yaml")
    with Store.create(path, "Tern Health") as store:
        for edit in (
            assessments.create(
                pack, source, "Now", dt.date(2026, 1, 5), tuple(Role), assessment_id=ASSESSMENT
            ),
            respondents.add(ASSESSMENT, Role.OPERATIONS, respondent_id=OPERATOR, role_title="Operator"),
            answers.rate(OPERATOR, "BBB-1", 4),
        ):
            perform(store, edit)
    return path


def test_moving_shows_what_it_does_and_can_be_undone(
    qtbot: QtBot, open_window: OpenWindow, own: Path, tmp_path: Path
) -> None:
    packs.put_on_shelf(write(tmp_path / "two.yaml", REVISED))
    window = open_window(own)
    window.go_to("questionnaire", "BBB-1")
    window.menus.trigger("assessment")
    details = shown_dialog(qtbot, window, AssessmentDetailsDialog)
    assert isinstance(details, AssessmentDetailsDialog)
    qtbot.mouseClick(button(details, "Move to another version…"), Qt.MouseButton.LeftButton)
    dialog = shown_dialog(qtbot, window, MovePackDialog)
    assert isinstance(dialog, MovePackDialog)
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=10_000)
    assert dialog.sums.text() == "0 questions the same, 2 changed, 1 new, 1 retired."
    dialog.on_accept()
    session = window.session
    qtbot.waitUntil(lambda: version(window) == "2.0", timeout=10_000)
    settled(qtbot, window)
    assert session.book is not None
    assert set(session.book.retired) == {"BBB-1"}
    window.go_to("results")
    session.undo()
    qtbot.waitUntil(lambda: version(window) == "1.0", timeout=10_000)
    session.redo()
    qtbot.waitUntil(lambda: version(window) == "2.0", timeout=10_000)
    settled(qtbot, window)
    window.menus.trigger("assessment")
    details = [each for each in window.findChildren(AssessmentDetailsDialog) if each.isVisible()][-1]
    qtbot.mouseClick(button(details, "Answers to 1 retired question…"), Qt.MouseButton.LeftButton)
    retired = shown_dialog(qtbot, window, RetiredDialog)
    assert isinstance(retired, RetiredDialog)
    text = retired.findChild(QPlainTextEdit)
    assert text is not None
    assert "And that?" in text.toPlainText()
    assert "Operator: 4, Yes" in text.toPlainText()


def version(window: MainWindow) -> str:
    book = window.session.book
    return book.pack.version if book is not None else ""


def button(dialog: AssessmentDetailsDialog, text: str) -> Button:
    return next(each for each in dialog.findChildren(Button) if each.text() == text)
