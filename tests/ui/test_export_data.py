"""Exporting data and importing an assessment, in a real window."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, MANAGER
from ui.dialogs.export_data import ExportDataDialog
from ui.dialogs.import_assessment import ImportAssessmentDialog
from ui.dialogs.names import NamesDialog
from workbench.actions import exports, respondents
from workbench.actions.edit import perform
from workbench.domain.assessment import Assessment
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow


def export(window: MainWindow) -> ExportDataDialog:
    window.menus.trigger("export-data")
    dialog = window.findChild(ExportDataDialog)
    assert dialog is not None
    return dialog


def write(qtbot: QtBot, dialog: ExportDataDialog, key: str) -> Path:
    dialog.formats[key].setChecked(True)
    dialog.on_accept()
    qtbot.waitUntil(dialog._done.isVisible, timeout=20_000)
    return Path(dialog.path.text())


def test_every_format_is_written_beside_the_workspace(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    dialog = export(open_window(workspace))
    sheet = write(qtbot, dialog, "xlsx")
    assert sheet == workspace.parent / "tern-health-autumn-2026-data.xlsx"
    assert dialog._done_text.text() == f"Written: {sheet.name}, 34 tables."
    titles = [row[1] for row in load_workbook(sheet)["Actions"].iter_rows(min_row=2, values_only=True)]
    assert titles == ["Remove noisy alerts", "Page on burn rate"]
    assert len(zipfile.ZipFile(write(qtbot, dialog, "csv")).namelist()) == 34
    plan = write(qtbot, dialog, "docx")
    assert plan.name == "tern-health-autumn-2026-plan.docx"
    assert "Monitoring" in [each.text for each in docx.Document(str(plan)).paragraphs]
    assert json.loads(write(qtbot, dialog, "json").read_bytes())["assessment"]["id"] == ASSESSMENT


def test_what_holds_everything_says_so_before_it_is_written(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    dialog = export(open_window(workspace))
    assert dialog.whole.isHidden()
    assert dialog.names.isVisible()
    dialog.formats["json"].setChecked(True)
    assert dialog.whole.isVisible()
    assert "stances" in dialog.whole.text()
    assert dialog.names.isHidden()
    assert dialog.path.text().endswith("-data.json")
    assert all(button.accessibleDescription() for button in dialog.formats.values())
    assert dialog.path.accessibleName() == "File to write"


def test_names_are_written_after_a_look_at_whose(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, respondents.change(MANAGER, name="Zebedee Quillfeather"))
    window = open_window(workspace)
    dialog = export(window)

    def cells() -> str:
        found = load_workbook(write(qtbot, dialog, "xlsx"))
        rows = (row for sheet in found for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row)

    assert "Quillfeather" not in cells()
    dialog.names.tick.click()
    qtbot.waitUntil(lambda: dialog.findChild(NamesDialog) is not None, timeout=10_000)
    asked = dialog.findChild(NamesDialog)
    assert asked is not None
    assert asked.list.item(0).text() == "Zebedee Quillfeather"
    asked.accept()
    assert "Zebedee Quillfeather" in cells()


def test_a_file_of_another_kind_stays_and_is_said(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    dialog = export(open_window(workspace))
    letter = tmp_path / "letter.xlsx"
    letter.write_text("Dear all", "utf-8")
    dialog.path.setText(str(letter))
    dialog.on_accept()
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=20_000)
    assert "it was left as it is" in dialog.trouble.text()
    assert letter.read_text("utf-8") == "Dear all"
    assert dialog.primary.isEnabled()
    assert dialog.progress.isHidden()


def test_cancelling_leaves_the_file_that_was_there(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = export(window)
    path = Path(dialog.path.text())
    path.write_bytes(b"PK the old one")
    dialog.on_accept()
    qtbot.waitUntil(lambda: dialog._job is not None, timeout=10_000)
    dialog.reject()
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=20_000)
    # What is said is what happened: stopped with the old one still there, or too late and written.
    stopped = "Nothing was written" in dialog.trouble.text()
    assert stopped == (path.read_bytes() == b"PK the old one")
    assert stopped != dialog._done.isVisible()
    dialog.reject()
    assert not list(path.parent.glob(".*part*"))


# Import


@pytest.fixture
def exported(workspace: Path, tmp_path: Path) -> Path:
    """The assessment of the workspace as JSON."""
    path = tmp_path / "autumn.json"
    with Store.open(workspace) as store:
        from workbench.actions import books

        book = books.open_book(store, ASSESSMENT)
        form = exports.BY_KEY["json"]
        exports.write(form, book, path, book.assessment.date, loaded=exports.load(store, form, ASSESSMENT))
    return path


def look(qtbot: QtBot, window: MainWindow, file: Path) -> ImportAssessmentDialog:
    window.menus.import_assessment(file)
    dialog = window.findChild(ImportAssessmentDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.about.text().startswith("Reading"), timeout=10_000)
    return dialog


def titles(window: MainWindow) -> list[str]:
    return [row.assessment.title for row in window.session.listing]


def test_it_is_taken_in_beside_the_one_that_is_there(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, exported: Path
) -> None:
    window = open_window(workspace)
    dialog = look(qtbot, window, exported)
    assert "2 respondents, 1 answer, 1 risk and 2 actions, with names and stances" in dialog.about.text()
    assert dialog.here.isChecked()
    dialog.on_accept()
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=10_000)
    assert "is in this workspace already" in dialog.trouble.text()
    dialog.copy.setChecked(True)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.on_accept()
    qtbot.waitUntil(lambda: titles(window) == ["Autumn 2026"] * 2, timeout=10_000)
    # As any change it can be taken back.
    window.menus.trigger("undo")
    qtbot.waitUntil(lambda: titles(window) == ["Autumn 2026"], timeout=10_000)
    settled(qtbot, window)


def test_it_is_taken_into_a_workspace_of_its_own(
    qtbot: QtBot, open_window: OpenWindow, exported: Path, tmp_path: Path
) -> None:
    window = open_window(None)
    dialog = look(qtbot, window, exported)
    assert not dialog.here.isEnabled()
    assert dialog.new.isChecked()
    new = tmp_path / "new"
    dialog.path.setText(str(new))
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.on_accept()
    qtbot.waitUntil(lambda: titles(window) == ["Autumn 2026"], timeout=10_000)
    assert window.session.path == tmp_path / "new.srew"
    assert window.session.store is not None
    with window.session.store.unit(writes=False) as unit:
        assert unit.find(Assessment, ASSESSMENT) is not None


def test_another_client_has_to_be_meant(
    qtbot: QtBot, open_window: OpenWindow, exported: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.srew"
    Store.create(other, "Lumen Freight").close()
    window = open_window(other, None)
    dialog = look(qtbot, window, exported)
    assert dialog.other.isVisible()
    assert (
        dialog.difference.text() == "The workspace belongs to Lumen Freight, the assessment to Tern Health."
    )
    dialog.on_accept()
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=10_000)
    assert "belongs to 'Lumen Freight'" in dialog.trouble.text()
    dialog.other.setChecked(True)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.on_accept()
    qtbot.waitUntil(lambda: titles(window) == ["Autumn 2026"], timeout=10_000)


def test_a_wrong_file_is_said_and_cannot_be_taken_in(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", "utf-8")
    dialog = look(qtbot, open_window(workspace), wrong)
    assert "'wrong.json' was not taken in." in dialog.trouble.text()
    assert not dialog.primary.isEnabled()
    assert dialog.here.isHidden()


def test_a_file_dropped_on_the_window_is_looked_at(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, exported: Path
) -> None:
    window = open_window(workspace)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(exported))])
    at, copy, button, keys = (
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(at.toPoint(), copy, data, button, keys)
    window.dragEnterEvent(entered)
    assert entered.isAccepted()
    window.dropEvent(QDropEvent(at, copy, data, button, keys))
    qtbot.waitUntil(lambda: window.findChild(ImportAssessmentDialog) is not None, timeout=10_000)
    dialog = window.findChild(ImportAssessmentDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=10_000)
    assert [each for each in dialog.findChildren(QLabel) if "Autumn 2026" in each.text()]
