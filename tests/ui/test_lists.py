"""What every list can do with many rows at once, tried on obstacles: paste, edit in place, mark, group, reorder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.sample import ASSESSMENT
from ui.dialogs.paste import PasteDialog
from ui.screens.obstacles import ObstaclesScreen
from ui.screens.services import ServicesScreen
from workbench.actions import obstacles, services
from workbench.actions.edit import perform
from workbench.domain.obstacle import Obstacle, ObstacleState
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.entries import EntryScreen


def show(window: MainWindow) -> ObstaclesScreen:
    window.go_to("obstacles")
    screen = window.current
    assert isinstance(screen, ObstaclesScreen)
    return screen


def all_of(window: MainWindow) -> list[Obstacle]:
    assert window.session.book is not None
    return window.session.book.obstacles


def titles(window: MainWindow) -> list[str]:
    return [each.title for each in all_of(window)]


def three(workspace: Path) -> None:
    with Store.open(workspace) as store:
        for title, owner in (("Silos", "CTO"), ("Red tape", "COO"), ("No time", "CTO")):
            perform(store, obstacles.add(ASSESSMENT, title, owner=owner))


def place(screen: ObstaclesScreen, entry: str, field: str) -> None:
    """Put the keyboard into a cell."""
    model, table = screen.model, screen.table
    row = next(i for i, each in enumerate(model.shown) if each.title == entry)
    column = next(i for i, each in enumerate(model.columns) if each.edits == field)
    table.setFocus()
    table.setCurrentIndex(model.index(row, column))


def dialog_of(qtbot: QtBot, window: MainWindow) -> PasteDialog:
    qtbot.waitUntil(lambda: window.findChild(PasteDialog) is not None, timeout=5000)
    found = window.findChild(PasteDialog)
    assert found is not None
    return found


def editor_of(screen: EntryScreen) -> QLineEdit:
    """The line that is open in the list; one that was just closed is still there, out of sight."""
    (found,) = [each for each in screen.table.viewport().findChildren(QLineEdit) if each.isVisible()]
    return found


def test_rows_pasted_into_an_empty_list_are_looked_at_and_added_in_one_step(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    QGuiApplication.clipboard().setText(
        "Obstacle\tKind\tImpact\tOwner\nSilos\tDeterrent\t4\tCTO\nRed tape\tnone\t2\n\t\t\nNo time\t\t5\tCOO\n"
    )
    screen.add_line.setFocus()
    qtbot.keyClick(screen.add_line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(qtbot, window)
    assert screen.add_line.text() == ""
    assert dialog.sums.text().startswith("2 rows of 3 can be added. Mend the others above")
    model = dialog.table.model()
    assert "Kind: 'none': Write one of" in model.index(0, 0).data()
    assert all_of(window) == []
    dialog.text.setPlainText(dialog.text.toPlainText().replace("none", "Obstacle"))
    qtbot.waitUntil(lambda: dialog.sums.text().startswith("3 rows of 3"), timeout=3000)
    dialog.on_accept()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: len(all_of(window)) == 3, timeout=3000)
    assert [(each.code, each.title, each.impact, each.owner) for each in all_of(window)] == [
        ("D1", "Silos", 4, "CTO"),
        ("B1", "Red tape", 2, ""),
        ("B2", "No time", 5, "COO"),
    ]
    window.session.undo()
    qtbot.waitUntil(lambda: all_of(window) == [], timeout=3000)


def test_a_column_without_a_head_can_be_sent_where_it_belongs(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.paste("CTO\tSilos\nCOO\tRed tape\n")
    dialog = dialog_of(qtbot, window)
    boxes = [each for each in dialog.findChildren(QComboBox) if "goes to" in each.accessibleName()]
    for box, name in zip(boxes, ("Owner", "Obstacle"), strict=True):
        box.setCurrentText(name)
        box.activated.emit(box.currentIndex())
    dialog.on_accept()
    qtbot.waitUntil(lambda: len(all_of(window)) == 2, timeout=5000)
    assert [(each.owner, each.title) for each in all_of(window)] == [("CTO", "Silos"), ("COO", "Red tape")]


def test_rows_that_cannot_be_taken_stay_in_the_dialog(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.paste("Owner\tWall\tImpact\nCTO\tSilos\t4\nCOO\tRed tape\t9\nCFO\tNo time\tmuch\n")
    dialog = dialog_of(qtbot, window)
    # 'Wall' names no column, so it is sent to the title by hand; that stays so for what is left.
    box = next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Column 2 goes to")
    box.setCurrentText("Obstacle")
    box.activated.emit(box.currentIndex())
    assert dialog.sums.text().startswith("1 row of 3 can be added.")
    dialog.on_accept()
    qtbot.waitUntil(lambda: titles(window) == ["Silos"], timeout=3000)
    qtbot.waitUntil(lambda: "1 row was added" in dialog.trouble.text(), timeout=3000)
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == "Owner\tWall\tImpact\nCOO\tRed tape\t9\nCFO\tNo time\tmuch\n"
    assert dialog.sums.text().startswith("0 rows of 2 can be added.")
    dialog.text.setPlainText(dialog.text.toPlainText().replace("9", "5").replace("much", "3"))
    qtbot.waitUntil(lambda: dialog.sums.text().startswith("2 rows of 2"), timeout=3000)
    dialog.on_accept()
    qtbot.waitUntil(lambda: titles(window) == ["Silos", "Red tape", "No time"], timeout=3000)
    assert [each.owner for each in all_of(window)] == ["CTO", "COO", "CFO"]
    qtbot.waitUntil(lambda: window.findChild(PasteDialog) is None, timeout=3000)


def test_a_paste_that_is_refused_loses_nothing(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.paste("Silos\nRed tape\n")
    dialog = dialog_of(qtbot, window)
    with hold(workspace):
        dialog.on_accept()
        assert not dialog.primary.isEnabled()
        qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=30_000)
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == "Silos\nRed tape\n"
    dialog.on_accept()
    qtbot.waitUntil(lambda: titles(window) == ["Silos", "Red tape"], timeout=5000)
    qtbot.waitUntil(lambda: window.findChild(PasteDialog) is None, timeout=3000)


def test_a_first_row_that_is_no_head_is_matched_anew(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.paste("Owner\tObstacle\nCTO\tObstacle of ours\n")
    dialog = dialog_of(qtbot, window)

    def places() -> list[str]:
        boxes = [each for each in dialog.findChildren(QComboBox) if "goes to" in each.accessibleName()]
        return [each.currentText() for each in boxes if each.isVisible()]

    qtbot.waitUntil(lambda: places() == ["Owner", "Obstacle"], timeout=3000)
    qtbot.mouseClick(dialog.has_head, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.has_head.height() // 2))
    qtbot.waitUntil(lambda: places() == ["Obstacle", "Kind"], timeout=3000)
    assert "of 2 can be added" in dialog.sums.text()
    qtbot.mouseClick(dialog.has_head, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.has_head.height() // 2))
    qtbot.waitUntil(lambda: places() == ["Owner", "Obstacle"], timeout=3000)


def test_ten_thousand_pasted_rows_are_one_step(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.paste("\n".join(f"Obstacle {i}\tObstacle\t{i % 5 + 1}" for i in range(10_000)))
    dialog = dialog_of(qtbot, window)
    # It is read meanwhile, and what comes of it is not taken before.
    assert not dialog.primary.isEnabled()
    dialog.on_accept()
    assert dialog.sums.text().startswith("Reading")
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=30_000)
    assert dialog.sums.text() == "10,000 rows of 10,000 can be added."
    dialog.on_accept()
    qtbot.waitUntil(lambda: len(all_of(window)) == 10_000, timeout=60_000)
    settled(qtbot, window)
    screen.filter.setText("b10000")
    assert screen.model.rowCount() == 1


def test_any_cell_is_edited_where_it_stands(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    three(workspace)
    window = open_window(workspace)
    screen = show(window)
    place(screen, "Red tape", "owner")
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    assert editor is not None
    assert (editor.text(), editor.accessibleName()) == ("COO", "Owner")
    editor.setText("CFO")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: all_of(window)[1].owner == "CFO", timeout=3000)
    place(screen, "Red tape", "impact")
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    choose = screen.table.viewport().findChild(QComboBox)
    assert choose is not None
    choose.setCurrentIndex(4)
    choose.activated.emit(4)
    qtbot.waitUntil(lambda: all_of(window)[1].impact == 4, timeout=3000)
    settled(qtbot, window)
    window.session.undo()
    qtbot.waitUntil(lambda: all_of(window)[1].impact is None, timeout=3000)


def test_marking_by_keys_counts_what_is_marked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    three(workspace)
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    screen.table.setFocus()
    screen.table.choose(screen.model.entry(0).id, tell=True)
    for count in (2, 3):
        qtbot.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        said = f"{count} obstacles marked"
        qtbot.waitUntil(
            lambda said=said: screen.many.isVisible() and screen.many.head.text() == said, timeout=3000
        )
        assert len(screen.table.marked) == count
    qtbot.keyClick(screen.table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not screen.many.isVisible(), timeout=3000)


def test_heads_of_groups_are_no_rows(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    three(workspace)
    screen = show(open_window(workspace))
    screen.groups.setCurrentIndex(1)
    screen.groups.activated.emit(1)
    screen.filter.setText("time")
    assert screen._count.text() == "1 of 3"


def test_several_rows_are_changed_and_removed_at_once(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    three(workspace)
    window = open_window(workspace)
    screen = show(window)
    screen.table.setFocus()
    screen.table.mark([all_of(window)[0].id, all_of(window)[2].id])
    assert screen.many.isVisible()
    assert screen.many.head.text() == "2 obstacles marked"
    screen.many.field.setCurrentText("State")
    screen.many.words.setCurrentText("Planned")
    qtbot.mouseClick(screen.many.button, Qt.MouseButton.LeftButton)
    planned = [ObstacleState.PLANNED, ObstacleState.NOT_STARTED, ObstacleState.PLANNED]
    qtbot.waitUntil(lambda: [each.state for each in all_of(window)] == planned, timeout=3000)
    assert len(screen.table.marked) == 2
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(window) == ["Red tape"], timeout=3000)
    window.session.undo()
    qtbot.waitUntil(lambda: titles(window) == ["Silos", "Red tape", "No time"], timeout=3000)
    window.session.undo()
    qtbot.waitUntil(lambda: all_of(window)[0].state is ObstacleState.NOT_STARTED, timeout=3000)


def test_rows_are_put_elsewhere_by_keys_and_undone(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    three(workspace)
    window = open_window(workspace)
    screen = show(window)
    place(screen, "No time", "title")
    qtbot.keyClick(screen.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: titles(window) == ["Silos", "No time", "Red tape"], timeout=3000)
    qtbot.keyClick(screen.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: titles(window) == ["No time", "Silos", "Red tape"], timeout=3000)
    settled(qtbot, window)
    window.session.undo()
    qtbot.waitUntil(lambda: titles(window) == ["Silos", "No time", "Red tape"], timeout=3000)


def test_a_sorted_or_filtered_list_keeps_its_order(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    three(workspace)
    window = open_window(workspace)
    screen = show(window)
    screen.model.sort_by(1)
    place(screen, "Silos", "title")
    qtbot.keyClick(screen.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, window)
    assert titles(window) == ["Silos", "Red tape", "No time"]


def test_rows_stand_under_the_heads_of_their_groups(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    three(workspace)
    window = open_window(workspace)
    screen = show(window)
    screen.groups.setCurrentText("By owner")
    screen.groups.activated.emit(screen.groups.currentIndex())
    model = screen.model
    shown = [
        model.index(row, 0).data() if model.is_group(row) else model.entry(row).title
        for row in range(model.rowCount())
    ]
    assert shown == ["CTO  2", "Silos", "No time", "COO  1", "Red tape"]
    screen.table.setFocus()
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    screen.table.selectionModel().setCurrentIndex(model.index(4, 1), select)
    assert screen.selected == all_of(window)[1].id
    screen.filter.setText("silos")
    assert [model.entry(row).title for row in range(model.rowCount())] == ["CTO", "Silos"]


def test_a_wrong_value_is_refused_beside_its_cell_and_can_be_mended(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    three(workspace)
    window = open_window(workspace)
    screen = show(window)
    place(screen, "Silos", "title")
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("   ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "needs a title" in screen.cell_trouble.text, timeout=3000)
    assert titles(window)[0] == "Silos"
    again = editor_of(screen)
    assert again.text() == "   "
    cell = screen.table.visualRect(screen.table.currentIndex())
    under = screen.table.viewport().mapTo(window, cell.bottomLeft()).y()
    assert abs(screen.cell_trouble.mapTo(window, QPoint(0, 0)).y() - under) < 10
    again.setText("Silos everywhere")
    qtbot.keyClick(again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window)[0] == "Silos everywhere", timeout=3000)
    assert screen.cell_trouble.text == ""


def test_a_number_that_may_mean_two_is_asked_about_in_its_cell(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, services.add(ASSESSMENT, "API", objective=99.9))
    window = open_window(workspace)
    window.go_to("services")
    screen = window.current
    assert isinstance(screen, ServicesScreen)
    for typed, said in (("window", "7.000"), ("objective", "100")):
        column = next(i for i, each in enumerate(screen.model.columns) if each.edits == typed)
        screen.table.setFocus()
        screen.table.setCurrentIndex(screen.model.index(0, column))
        qtbot.keyClick(screen.table, Qt.Key.Key_F2)
        editor = editor_of(screen)
        editor.setText(said)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        wanted = {"window": "'7.000' may mean 7000 or 7", "objective": "can never be kept"}[typed]
        qtbot.waitUntil(lambda wanted=wanted: wanted in screen.cell_trouble.text, timeout=3000)  # type: ignore[misc]
        qtbot.keyClick(editor_of(screen), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: screen.cell_trouble.text == "", timeout=3000)
    assert window.session.book is not None
    (service,) = window.session.book.services
    assert (service.window, service.objective) == (30, 99.9)


def test_what_is_refused_for_several_rows_is_said_under_the_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        for title in ("API", "Web"):
            perform(store, services.add(ASSESSMENT, title, objective=99.9))
    window = open_window(workspace)
    window.go_to("services")
    screen = window.current
    assert isinstance(screen, ServicesScreen)
    assert window.session.book is not None
    screen.table.setFocus()
    screen.table.mark([each.id for each in window.session.book.services])
    screen.many.field.setCurrentText("Objective (SLO), %")
    for typed, why in (("100", "can never be kept"), ("many", "Write a number")):
        screen.many.text.setText(typed)
        qtbot.mouseClick(screen.many.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(
            lambda why=why: any(  # type: ignore[misc]
                why in each.text() for each in screen.many.findChildren(QLabel) if each.isVisible()
            ),
            timeout=3000,
        )
    assert [each.objective for each in window.session.book.services] == [99.9, 99.9]


def test_a_narrow_header_keeps_the_names_of_its_buttons(open_window: OpenWindow, workspace: Path) -> None:
    three(workspace)
    window = open_window(workspace, size=(1024, 640))
    screen = show(window)
    screen.resize(700, 600)
    assert screen._catalogue.text().strip() == ""
    assert screen._catalogue.accessibleName() == "Pick obstacles from the catalogue"
