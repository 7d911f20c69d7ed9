"""The register as a file, in the window: written, looked at before it is taken in, dropped, and what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, RISK
from tests.ui.test_names import NAME, SECRETS, fill, seen
from tests.ui.test_risks import risk_of, show
from ui.dialogs.import_preview import ImportPreview
from ui.dialogs.names import NamesDialog
from workbench.exchange.sheets import read_sheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.risks import RisksScreen


def said_by(screen: RisksScreen) -> list[str]:
    said: list[str] = []
    screen.say.connect(said.append)
    return said


def preview(qtbot: QtBot, window: MainWindow) -> ImportPreview:
    """The dialog once it has something to say."""
    qtbot.waitUntil(lambda: window.findChild(ImportPreview) is not None, timeout=5000)
    dialog = window.findChild(ImportPreview)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.sums.text() or dialog.trouble.text()), timeout=10_000)
    return dialog


def cells(dialog: ImportPreview) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [str(model.index(at, column).data()) for column in range(model.columnCount())]
        for at in range(model.rowCount())
    ]


def test_the_button_offers_the_ways_out_and_in_by_keys(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    button = screen.desk.button
    assert button.accessibleName() == "Register: export or import"
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    menu = button.findChild(QMenu)
    assert menu is not None
    assert [each.text() for each in menu.actions() if each.text()] == [
        "Export as spreadsheet…",
        "Export as CSV…",
        "Names of people in the file…",
        "Import…",
    ]
    menu.actions()[0].trigger()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.defaultSuffix() == "xlsx"
    assert Path(dialog.selectedFiles()[0]).parent == workspace.parent
    dialog.reject()


def test_out_and_in_again_with_a_look_at_every_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    said = said_by(screen)
    path = workspace.with_name("register.csv")
    screen.desk.export(path)
    qtbot.waitUntil(lambda: any("Written: register.csv, 1 risk" in each for each in said), timeout=10_000)
    table = path.read_text(encoding="utf-8-sig")
    path.write_text(
        table.replace("CTO", "The board") + f",,<b>Fire</b>{',' * (table.splitlines()[0].count(',') - 2)}\r\n"
    )
    screen.desk.look(path)
    dialog = preview(qtbot, window)
    assert dialog.sums.text() == "1 new, 1 changed, 0 unchanged, 0 refused. Nothing is deleted."
    code = risk_of(window).code
    assert cells(dialog) == [
        ["2", "Changed", f"{code} Alerts are missed", "Owner", "CTO", "The board"],
        ["3", "New", "<b>Fire</b>", "Risk: <b>Fire</b>", "", ""],
    ]
    assert dialog.whole.text() == "Owner: CTO → The board"
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.whole.text() == "Risk: <b>Fire</b>"
    assert dialog.table.accessibleName() == "What each row of the file would change"
    assert dialog.primary.text() == "Take in 2 risks"
    assert risk_of(window).owner == "CTO"
    dialog.on_accept()
    qtbot.waitUntil(lambda: risk_of(window).owner == "The board", timeout=5000)
    settled(qtbot, window)
    assert any("Taken in: 1 new, 1 changed" in each for each in said)
    assert len(window.session.book.risks) == 2  # type: ignore[union-attr]
    # All of it is one step.
    window.session.undo()
    qtbot.waitUntil(lambda: risk_of(window).owner == "CTO", timeout=5000)
    assert len(window.session.book.risks) == 1  # type: ignore[union-attr]


def test_what_is_refused_is_named_and_can_be_mended_in_the_file(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    path = workspace.with_name("theirs.csv")
    path.write_text("Risk,Impact,Colour\nFire,7,red\nFlood,2,\n", encoding="utf-8")
    screen.desk.look(path)
    dialog = preview(qtbot, window)
    assert dialog.sums.text().startswith("1 new, 0 changed, 0 unchanged, 1 refused.")
    assert cells(dialog)[0][3] == "Row 2, Impact: '7': Write a step from 1 to 5, or its word."
    assert dialog.whole.text() == cells(dialog)[0][3]
    assert "'Colour' is none of the register's" in dialog.notes.text()
    assert not dialog.primary.isEnabled()
    path.write_text("Risk,Impact\nFire,3\nFlood,2\n", encoding="utf-8")
    qtbot.mouseClick(dialog.reread, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=5000)
    assert dialog.primary.text() == "Take in 2 risks"
    dialog.reject()
    settled(qtbot, window)
    assert len(window.session.book.risks) == 1  # type: ignore[union-attr]


def test_a_file_that_is_no_register_says_why(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    path = workspace.with_name("theirs.xlsx")
    path.write_text("Risk\nFire\n", encoding="utf-8")
    screen.desk.look(path)
    dialog = preview(qtbot, window)
    assert dialog.trouble.text() == (
        "'theirs.xlsx' is no spreadsheet that can be read; save it anew as .xlsx."
    )
    assert not dialog.primary.isEnabled()
    dialog.reject()
    screen.desk.export(workspace.parent / "none" / "a.xlsx")
    qtbot.waitUntil(lambda: "cannot be written" in screen._trouble.text(), timeout=5000)
    # A workspace is not written over, whatever ending somebody gave it.
    before = workspace.read_bytes()
    screen.desk.export(workspace)
    qtbot.waitUntil(lambda: "neither .csv nor .xlsx" in screen._trouble.text(), timeout=5000)
    assert workspace.read_bytes() == before


def test_a_table_dropped_on_the_risks_opens_the_same_look(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    path = workspace.with_name("theirs.CSV")
    path.write_text("Risk\nFire\n", encoding="utf-8")

    def drop(file: Path) -> bool:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        about = (
            QPoint(40, 40),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter = QDragEnterEvent(*about)
        enter.ignore()
        QApplication.sendEvent(screen, enter)
        if enter.isAccepted():
            QApplication.sendEvent(screen, QDropEvent(*about))
        return enter.isAccepted()

    assert not drop(workspace.with_name("picture.png"))
    assert drop(path)
    dialog = preview(qtbot, window)
    assert cells(dialog) == [["2", "New", "Fire", "Risk: Fire", "", ""]]
    dialog.reject()


def test_names_stay_out_of_the_file_and_of_the_look_while_they_are_hidden(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    fill(workspace)
    window = open_window(workspace)
    screen = show(window)
    said = said_by(screen)
    path = workspace.with_name("register.xlsx")

    def written() -> str:
        said.clear()
        screen.desk.export(path)
        qtbot.waitUntil(lambda: any("Written" in each for each in said), timeout=10_000)
        return "\n".join("|".join(row) for row in read_sheet(path)).casefold()

    assert not any(each in written() for each in SECRETS)
    # Names go out only after a look at whose.
    screen.desk.names.trigger()
    qtbot.waitUntil(lambda: window.findChild(NamesDialog) is not None, timeout=5000)
    asked = window.findChild(NamesDialog)
    assert asked is not None
    assert NAME in [asked.list.item(at).text() for at in range(asked.list.count())]
    asked.accept()
    assert NAME.casefold() in written()
    table = workspace.with_name("theirs.csv")
    table.write_text(f"Code,Risk,Owner\n{risk_of(window).code},Alerts are missed,{NAME} and a deputy\n")
    window.session.turn_names()
    assert not any(each in written() for each in SECRETS)
    screen.desk.look(table)
    dialog = preview(qtbot, window)
    assert cells(dialog)[0][3] == "Owner"
    assert not any(each in seen(dialog).casefold() for each in SECRETS)
    dialog.reject()


def test_a_register_is_taken_into_an_assessment_without_risks(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.remove(RISK)
    settled(qtbot, window)
    assert screen.desk.button.isVisible()
    path = workspace.with_name("theirs.csv")
    path.write_text("Risk\n" + "".join(f"Risk {number}\n" for number in range(60)), encoding="utf-8")
    screen.desk.look(path)
    preview(qtbot, window).on_accept()
    qtbot.waitUntil(lambda: len(window.session.book.risks) == 60, timeout=10_000)  # type: ignore[union-attr]
    assert {each.assessment for each in window.session.book.risks} == {ASSESSMENT}  # type: ignore[union-attr]
