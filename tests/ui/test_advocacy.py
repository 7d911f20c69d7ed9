"""Advocacy: trust dragged along its track, suggestions of the pack, areas that nobody serves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.ui.conftest import settled
from tests.ui.mouse import drag, press
from tests.ui.sample import ASSESSMENT
from ui.dialogs.find import everything
from ui.screens.advocacy import AdvocacyScreen
from ui.screens.registry import BY_KEY
from ui.widgets.fields import ChoiceControl
from ui.widgets.fields_steps import StepControl
from workbench.actions import advocacy
from workbench.actions.edit import perform, together
from workbench.domain.advocacy import Advocacy
from workbench.domain.book import Book
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

HOSTILE = "<img src=x><b>&amp; 障害 عائق 🧱 " + "Zuverlässigkeitsverantwortliche " * 6


def show(window: MainWindow) -> AdvocacyScreen:
    window.go_to("advocacy")
    screen = window.current
    assert isinstance(screen, AdvocacyScreen)
    return screen


def book_of(window: MainWindow) -> Book:
    assert window.session.book is not None
    return window.session.book


def all_of(window: MainWindow) -> list[Advocacy]:
    return book_of(window).advocacy


def said(screen: QWidget) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]


def two(workspace: Path) -> None:
    with Store.open(workspace) as store:
        edits = [
            advocacy.add(
                ASSESSMENT, "Depot developers", area="development", trust=2, next_move="Pair for a day"
            ),
            advocacy.add(ASSESSMENT, "Night shift", area="operations", contact="On-call Engineer"),
        ]
        perform(store, together("Two", edits))


def test_an_empty_list_offers_the_areas(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    assert "No partner team yet" in said(screen)
    assert not screen.plot.isVisible()
    assert list(screen.examples.buttons) == [
        "architecture", "development", "quality", "security", "network", "operations",
    ]  # fmt: skip
    screen.examples.buttons["security"].click()
    settled(qtbot, window)
    made = all_of(window)[0]
    item = book_of(window).pack.by_catalogue["advocacy"].entries[3]
    assert (made.code, made.title, made.area, made.next_move) == (
        "V1",
        "Security",
        "security",
        item.points[0],
    )
    assert made.capabilities == ("ADVR",)
    assert screen.selected == made.id
    assert screen.plot.isVisible()
    assert not screen.examples.isVisible()
    assert BY_KEY["advocacy"].count(book_of(window)) == "1"


def test_trust_is_dragged_along_its_own_track(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    two(workspace)
    window = open_window(workspace)
    screen = show(window)
    first, second = all_of(window)

    def middle(key: str, step: int | None) -> QPointF:
        figure = screen.plot.figure
        assert figure is not None
        drop = next(each for each in figure.drops if each.value == (key, step))
        return QPointF(drop.x + drop.width / 2, drop.y + drop.height / 2)

    drag(screen.plot, middle(first.id, 2), middle(first.id, 5))
    settled(qtbot, window)
    assert all_of(window)[0].trust == 5
    drag(screen.plot, middle(first.id, 5), middle(second.id, 3))
    settled(qtbot, window)
    assert [each.trust for each in all_of(window)] == [5, None]
    drag(screen.plot, middle(second.id, None), middle(second.id, 1))
    settled(qtbot, window)
    assert [each.trust for each in all_of(window)] == [5, 1]
    window.session.undo()
    qtbot.waitUntil(lambda: all_of(window)[1].trust is None, timeout=3000)


def test_keys_move_trust(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    two(workspace)
    window = open_window(workspace)
    screen = show(window)
    screen.plot.setFocus()
    screen.plot.select(all_of(window)[1].id)
    for _ in range(2):
        qtbot.keyClick(screen.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    assert all_of(window)[1].trust == 2
    trust = screen.form.controls["trust"]
    assert isinstance(trust, StepControl)
    assert trust.bar.accessibleName() == "Trust: 2 First contact"


def test_areas_without_anybody_are_named_and_filled_with_one_press(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    two(workspace)
    window = open_window(workspace)
    screen = show(window)
    missing = "Nobody yet for Architecture, Quality, Security and Network."
    qtbot.waitUntil(lambda: missing in said(screen), timeout=3000)
    assert "obody yet for Architecture, Quality, Security and Network." in screen._finding.text()
    add = next(each for each in screen.findChildren(QPushButton) if each.accessibleName() == "Add Network")
    add.click()
    settled(qtbot, window)
    assert [each.area for each in all_of(window)] == ["development", "operations", "network"]
    figure = screen.plot.figure
    assert figure is not None
    empty = next(each for each in figure.spots if each.key == "area:security")
    press(screen.plot, QPointF(empty.x + 40, empty.y + 10))
    assert screen.add_line.hasFocus()
    qtbot.keyClicks(screen.add_line, "Information security")
    qtbot.keyClick(screen.add_line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert (all_of(window)[-1].title, all_of(window)[-1].area) == ("Information security", "security")


def test_suggestions_follow_the_area_and_become_the_next_move(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    two(workspace)
    window = open_window(workspace)
    screen = show(window)
    points = {each.id: each.points for each in book_of(window).pack.by_catalogue["advocacy"].entries}
    screen.choose(all_of(window)[0].id)
    assert [point for point, _ in screen.suggestions(all_of(window)[0])] == list(points["development"])
    menu = screen.suggest_menu(all_of(window)[0])
    assert len(menu.actions()) == len(points["development"])
    menu.actions()[1].trigger()
    settled(qtbot, window)
    assert all_of(window)[0].next_move == points["development"][1]
    window.session.undo()
    qtbot.waitUntil(lambda: all_of(window)[0].next_move == "Pair for a day", timeout=3000)
    area = screen.form.controls["area"]
    assert isinstance(area, ChoiceControl)
    area.box.setCurrentIndex(0)
    area.box.activated.emit(0)
    settled(qtbot, window)
    assert len(screen.suggestions(all_of(window)[0])) == sum(len(each) for each in points.values())


def test_partner_teams_are_found_from_anywhere(open_window: OpenWindow, workspace: Path) -> None:
    two(workspace)
    window = open_window(workspace)
    screen = show(window)
    second = all_of(window)[1]
    assert (("advocacy", second.id), "V2  Night shift") in everything(book_of(window), [])
    window.go_to("overview")
    window.go_to("advocacy", second.id)
    assert screen.selected == second.id


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_long_and_hostile_names_fit(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, size: tuple[int, int]
) -> None:
    with Store.open(workspace) as store:
        edits = [
            advocacy.add(ASSESSMENT, f"{HOSTILE} {n}", contact=HOSTILE, next_move=HOSTILE) for n in range(20)
        ]
        perform(store, together("Many", edits))
    window = open_window(workspace, size=size)
    screen = show(window)
    area = screen.body.parentWidget()
    assert area is not None
    qtbot.waitUntil(lambda: screen.body.width() <= area.width(), timeout=3000)
    assert screen.model.index(0, 1).data().startswith("<img src=x><b>&amp;")
    assert len(said(screen)) > 5
