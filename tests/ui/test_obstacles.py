"""The list all inventories share, tried on obstacles: add, edit, undo, filter, sort, remove, the catalogue, the plot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.ui.conftest import settled
from tests.ui.mouse import drag
from tests.ui.sample import ASSESSMENT
from ui.dialogs.pick import PickDialog
from ui.screens.obstacles import ObstaclesScreen
from ui.widgets.fields import TextControl
from ui.widgets.fields_steps import StepControl
from workbench.actions import obstacles
from workbench.actions.edit import Edit, perform
from workbench.domain.entity import new_id
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.storage.store import Store
from workbench.storage.unit import Unit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

HOSTILE = "<img src=x><b>&amp; 障害 عائق 🧱"


def show(window: MainWindow) -> ObstaclesScreen:
    window.go_to("obstacles")
    screen = window.current
    assert isinstance(screen, ObstaclesScreen)
    return screen


def all_of(window: MainWindow) -> list[Obstacle]:
    assert window.session.book is not None
    return window.session.book.obstacles


def add(qtbot: QtBot, window: MainWindow, screen: ObstaclesScreen, title: str) -> Obstacle:
    screen.add_line.setFocus()
    qtbot.keyClicks(screen.add_line, title)
    qtbot.keyClick(screen.add_line, Qt.Key.Key_Return)
    settled(qtbot, window)
    return all_of(window)[-1]


def title_of(screen: ObstaclesScreen) -> TextControl:
    control = screen.form.controls["title"]
    assert isinstance(control, TextControl)
    return control


def impact_of(screen: ObstaclesScreen) -> StepControl:
    control = screen.form.controls["impact"]
    assert isinstance(control, StepControl)
    return control


def test_an_empty_list_says_how_to_begin(open_window: OpenWindow, workspace: Path) -> None:
    screen = show(open_window(workspace))
    shown = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert "No obstacles yet" in shown
    assert not screen.table.isVisible()
    assert not screen.plot.isVisible()
    assert screen.add_line.isVisible()


def test_a_title_and_enter_add_a_row_and_choose_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    first = add(qtbot, window, screen, "Silos")
    screen._kind.take(ObstacleKind.DETERRENT.value)
    second = add(qtbot, window, screen, "Red tape")
    assert [first.code, second.code] == ["B1", "D1"]
    assert screen.table.isVisible()
    assert screen.selected == second.id
    assert screen.add_line.text() == ""
    assert title_of(screen).edit.accessibleName() == "What stands in the way"


def test_typing_is_saved_by_itself_and_is_one_step_of_undo(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    made = add(qtbot, window, screen, "Silos")
    edit = title_of(screen).edit
    edit.setFocus()
    for part in (" between", " teams"):
        edit.moveCursor(edit.textCursor().MoveOperation.End)  # type: ignore[union-attr]
        qtbot.keyClicks(edit, part)
        wanted = edit.toPlainText()  # type: ignore[union-attr]
        qtbot.waitUntil(lambda wanted=wanted: all_of(window)[0].title == wanted, timeout=3000)
    assert all_of(window)[0].title == "Silos between teams"
    settled(qtbot, window)
    window.session.undo()
    qtbot.waitUntil(lambda: all_of(window)[0].title == "Silos", timeout=3000)
    window.session.redo()
    qtbot.waitUntil(lambda: all_of(window)[0].title == "Silos between teams", timeout=3000)
    assert all_of(window)[0].id == made.id


def test_what_is_being_typed_is_saved_on_leaving_and_never_overwritten(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    made = add(qtbot, window, screen, "Silos")
    detail = screen.form.controls["detail"]
    assert isinstance(detail, TextControl)
    detail.setFocus()
    qtbot.keyClicks(detail.edit, "half a sent")
    window.session.run(obstacles.change(made.id, impact=4))
    qtbot.waitUntil(lambda: all_of(window)[0].impact == 4, timeout=3000)
    assert detail.edit.toPlainText() == "half a sent"  # type: ignore[union-attr]
    window.go_to("risks")
    settled(qtbot, window)
    assert all_of(window)[0].detail == "half a sent"


def test_a_refused_value_says_why_beside_its_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    add(qtbot, window, screen, "Silos")
    control = title_of(screen)
    control.setFocus()
    control.edit.selectAll()
    qtbot.keyClick(control.edit, Qt.Key.Key_Delete)
    screen.form.flush()
    qtbot.waitUntil(lambda: bool(control.accessibleDescription()), timeout=3000)
    assert "needs a title" in control.accessibleDescription()
    assert all_of(window)[0].title == "Silos"


def test_steps_and_words_by_keys_alone(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    add(qtbot, window, screen, "Silos")
    bar = impact_of(screen).bar
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_4)
    settled(qtbot, window)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    settled(qtbot, window)
    assert all_of(window)[0].impact == 5
    assert bar.accessibleName() == "Impact: 5 Stops the change"
    qtbot.keyClick(bar, Qt.Key.Key_Backspace)
    settled(qtbot, window)
    assert all_of(window)[0].impact is None


def test_keys_of_the_list(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    add(qtbot, window, screen, "First")
    add(qtbot, window, screen, "Second")
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Up)
    assert screen.chosen_entry.title == "First"
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Renamed")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.title for each in all_of(window)] == ["Renamed", "Second"], timeout=3000)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert [each.title for each in all_of(window)] == ["Second"]
    assert screen.chosen_entry.title == "Second"
    assert window.toast.isVisible()
    window.session.undo()
    qtbot.waitUntil(lambda: len(all_of(window)) == 2, timeout=3000)
    qtbot.keyClick(screen.table, Qt.Key.Key_A)
    assert screen.add_line.hasFocus()


def test_filter_and_sort(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    for title in ("Beta silo", "alpha", "Gamma SILO"):
        add(qtbot, window, screen, title)
    screen.filter.setText("silo")
    assert [screen.model.entry(i).title for i in range(screen.model.rowCount())] == [
        "Beta silo",
        "Gamma SILO",
    ]
    assert screen._count.text() == "2 of 3"
    screen.filter.setText("nothing like it")
    assert screen._none.isVisible()
    screen.filter.clear()
    orders: list[str] = []
    for _ in range(3):
        screen.model.sort_by(1)
        orders.append("".join(screen.model.entry(i).title[0] for i in range(3)))
    assert orders == ["aBG", "GBa", "BaG"]


def test_text_is_shown_as_typed(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.add_line.setText(HOSTILE)
    qtbot.keyClick(screen.add_line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert all_of(window)[0].title == HOSTILE
    assert screen.model.index(0, 1).data() == HOSTILE
    assert title_of(screen).edit.toPlainText() == HOSTILE  # type: ignore[union-attr]
    for each in screen.findChildren(QLabel):
        if each.text():
            assert each.textFormat() == Qt.TextFormat.PlainText
    long = "long " * 30_000
    window.session.run(obstacles.change(all_of(window)[0].id, title=long))
    settled(qtbot, window)
    screen.grab()


def test_the_catalogue(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.pick()
    dialog = window.findChild(PickDialog)
    assert dialog is not None
    book = window.session.book
    assert book is not None
    wanted = [f"deterrent:{book.pack.deterrents[0].id}", f"obstacle:{book.pack.obstacles[0].id}"]
    for each in wanted:
        dialog.tick(each)
    dialog.search.setText("words nobody wrote")
    dialog.search.clear()
    assert dialog.chosen() == wanted
    dialog.on_accept()
    settled(qtbot, window)
    assert [each.title for each in all_of(window)] == [
        book.pack.deterrents[0].title,
        book.pack.obstacles[0].title,
    ]
    assert all_of(window)[0].kind is ObstacleKind.DETERRENT
    window.session.undo()
    qtbot.waitUntil(lambda: not all_of(window), timeout=3000)


@pytest.fixture
def placed(workspace: Path) -> str:
    """An obstacle in the middle of the plot."""
    entry_id = "0" * 32
    with Store.open(workspace) as store:
        perform(store, obstacles.add(ASSESSMENT, "Silos", entity_id=entry_id, impact=3, tractability=3))
    return entry_id


def test_dragging_a_marker_rates_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, placed: str
) -> None:
    window = open_window(workspace)
    screen = show(window)
    figure = screen.plot.figure
    assert figure is not None
    handle = next(each for each in figure.handles if each.key == placed)
    drop = next(each for each in figure.drops if each.value == (5, 4))
    drag(
        screen.plot,
        QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2),
        QPointF(drop.x + drop.width / 2, drop.y + drop.height / 2),
    )
    settled(qtbot, window)
    found = all_of(window)[0]
    assert (found.impact, found.tractability) == (5, 4)
    window.session.undo()
    qtbot.waitUntil(lambda: all_of(window)[0].impact == 3, timeout=3000)
    assert all_of(window)[0].tractability == 3


def test_moving_a_marker_by_keys(qtbot: QtBot, open_window: OpenWindow, workspace: Path, placed: str) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.plot.setFocus()
    assert screen.plot.active == placed
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(screen.plot, key, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    found = all_of(window)[0]
    assert (found.impact, found.tractability) == (5, 4)
    assert "Silos" in screen.plot.accessibleDescription()


def test_a_long_list(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    def fill(unit: Unit) -> None:
        for i in range(400):
            title, code = f"Obstacle number {i}", f"B{i + 1}"
            unit.put(Obstacle(id=new_id(), assessment=ASSESSMENT, code=code, title=title, position=i))

    with Store.open(workspace) as store:
        perform(store, Edit("Many", fill))
    window = open_window(workspace)
    screen = show(window)
    assert screen.model.rowCount() == 400
    screen.filter.setText("number 399")
    # One by its title, one by its code.
    assert screen.model.rowCount() == 2
    screen.filter.clear()
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    screen.grab()
