"""Suggestions: counted, given with their reason, taken up one by one or many, merged, turned down, offered again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, MANAGER, RISK
from tests.ui.test_plan import action_of, show
from ui.screens.plan.name_dialog import NameDialog
from ui.screens.plan.pick_one import PickOneDialog
from ui.screens.plan.suggestions_dialog import KEY, SuggestionsDialog
from workbench.actions import obstacles, respondents, risks
from workbench.actions.edit import together
from workbench.domain.book import Book
from workbench.domain.obstacle import ObstacleKind

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

OBSTACLE, OTHER = "1" * 32, "2" * 32


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> MainWindow:
    """Two obstacles nobody deals with; the sample's risk has frequency and impact 4."""
    made = open_window(workspace, size=(1440, 900))
    edits = [
        obstacles.add(ASSESSMENT, "No budget", ObstacleKind.OBSTACLE, entity_id=OBSTACLE, impact=5, spread=4),
        obstacles.add(ASSESSMENT, "No time", ObstacleKind.OBSTACLE, entity_id=OTHER, impact=2, spread=2),
    ]
    made.session.run(together("Fill", edits))
    settled(qtbot, made)
    show(made)
    return made


def book_of(window: MainWindow) -> Book:
    book = window.session.book
    assert book is not None
    return book


def opened(window: MainWindow) -> SuggestionsDialog:
    screen = show(window)
    screen.suggest.click()
    sheet = screen.suggestions.sheet
    assert sheet is not None
    return sheet


def keys(sheet: SuggestionsDialog) -> list[str]:
    return [str(item.data(KEY)) for item in sheet._items() if item.data(KEY) is not None]


def go_to(sheet: SuggestionsDialog, source: str) -> str:
    at, key = next(
        (i, str(item.data(KEY))) for i, item in enumerate(sheet._items()) if source in str(item.data(KEY))
    )
    sheet.list.setCurrentRow(at)
    return key


def button(sheet: SuggestionsDialog, words: str) -> QPushButton:
    return next(each for each in sheet.findChildren(QPushButton) if each.text().strip().endswith(words))


def test_they_are_counted_in_the_header_and_say_why(qtbot: QtBot, window: MainWindow) -> None:
    screen = show(window)
    sheet = opened(window)
    assert screen.suggest.text().strip() == f"Suggestions {len(keys(sheet))}"
    assert sheet.heading.text() == f"{len(keys(sheet))} suggestions"
    go_to(sheet, OBSTACLE)
    assert "impact 5 and spread 4, and no action deals with it" in sheet.why.text()
    assert sheet.moves.text().startswith("Would clear")
    heads = [item.text() for item in sheet._items() if item.data(KEY) is None]
    assert "Obstacles nobody deals with, 2" in heads
    # The heavier one stands first: its product ranks it and is printed nowhere.
    found = [key for key in keys(sheet) if key.startswith("obstacle")]
    assert OBSTACLE in found[0]


def test_one_is_accepted_and_nothing_else_is_added(qtbot: QtBot, window: MainWindow) -> None:
    sheet = opened(window)
    key = go_to(sheet, OBSTACLE)
    before = len(keys(sheet))
    sheet.buttons[0].click()
    settled(qtbot, window)
    new = book_of(window).actions[-1]
    assert new.obstacles == (OBSTACLE,)
    assert len(book_of(window).actions) == 3
    assert key not in keys(sheet)
    assert len(keys(sheet)) == before - 1
    assert sheet.isVisible()
    # The one that has come in its place is shown next.
    assert OTHER in sheet.current
    window.session.undo()
    qtbot.waitUntil(lambda: key in keys(sheet), timeout=3000)
    assert len(book_of(window).actions) == 2


def test_several_are_accepted_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    sheet = opened(window)
    assert not sheet.several.isEnabled()
    for item in sheet._items():
        if str(item.data(KEY) or "").startswith("obstacle"):
            item.setCheckState(Qt.CheckState.Checked)
    assert sheet.several.text().strip() == "Accept 2 ticked suggestions"
    count = window.session.undo_stack.count()
    sheet.several.click()
    settled(qtbot, window)
    assert [each.obstacles for each in book_of(window).actions[2:]] == [(OBSTACLE,), (OTHER,)]
    assert [each.code for each in book_of(window).actions[2:]] == ["A3", "A4"]
    assert window.session.undo_stack.count() == count + 1
    assert not sheet.ticked


def test_edit_and_accept_opens_the_form_of_the_new_action(qtbot: QtBot, window: MainWindow) -> None:
    screen = show(window)
    sheet = opened(window)
    go_to(sheet, OBSTACLE)
    sheet.buttons[1].click()
    settled(qtbot, window)
    new = book_of(window).actions[-1]
    assert new.obstacles == (OBSTACLE,)
    assert screen.selected == new.id
    assert screen.suggestions.sheet is None
    assert screen.form.entry_id == new.id


def test_merging_links_an_action_that_is_there(qtbot: QtBot, window: MainWindow) -> None:
    sheet = opened(window)
    key = go_to(sheet, OBSTACLE)
    sheet.buttons[2].click()
    dialog = window.findChild(PickOneDialog)
    assert dialog is not None
    dialog.on_accept()
    assert dialog.trouble.text() == "Choose one of the list."
    dialog.search.setText("noisy")
    shown = [i for i in range(dialog.list.count()) if not dialog.list.item(i).isHidden()]
    assert len(shown) == 1
    dialog.list.setCurrentRow(shown[0])
    dialog.on_accept()
    settled(qtbot, window)
    assert action_of(window, FIRST_ACTION).obstacles == (OBSTACLE,)
    assert action_of(window, FIRST_ACTION).title == "Remove noisy alerts"
    assert key not in keys(sheet)


def test_turning_down_asks_why_and_it_can_be_offered_again(qtbot: QtBot, window: MainWindow) -> None:
    sheet = opened(window)
    key = go_to(sheet, OTHER)
    sheet.buttons[3].click()
    dialog = window.findChild(NameDialog)
    assert dialog is not None
    dialog.on_accept()
    assert "Say in a few words why" in dialog.trouble.text()
    assert not book_of(window).dismissals
    dialog.line.setText("It sorts itself out")
    dialog.on_accept()
    settled(qtbot, window)
    (dismissed,) = book_of(window).dismissals
    assert (dismissed.key, dismissed.reason) == (key, "It sorts itself out")
    assert key not in keys(sheet)
    assert sheet.dismissed_head.text() == "Turned down, 1"
    button(sheet, "Offer again").click()
    settled(qtbot, window)
    assert key in keys(sheet)
    assert not book_of(window).dismissals


def test_nothing_to_suggest_says_so(qtbot: QtBot, window: MainWindow) -> None:
    sheet = opened(window)
    edits = [obstacles.remove(ASSESSMENT, each) for each in (OBSTACLE, OTHER)]
    edits.append(risks.remove(ASSESSMENT, RISK))
    window.session.run(together("Empty", edits))
    settled(qtbot, window)
    for item in sheet._items():
        if item.data(KEY) is not None:
            item.setCheckState(Qt.CheckState.Checked)
    if sheet.ticked:
        sheet.several.click()
        settled(qtbot, window)
    assert sheet.heading.text() == "No suggestions"
    assert sheet.nothing.isVisible()
    assert not sheet.list.isVisible()
    assert show(window).suggest.text().strip() == "Suggestions"


def test_names_hidden_stay_out_of_sight_and_are_not_overwritten(qtbot: QtBot, window: MainWindow) -> None:
    edits = [
        respondents.change(MANAGER, name="Petra Kowalski"),
        obstacles.change(OBSTACLE, countermeasure="Talk to Petra Kowalski"),
    ]
    window.session.run(together("Name", edits))
    settled(qtbot, window)
    window.session.turn_names()
    sheet = opened(window)
    go_to(sheet, OBSTACLE)
    assert "Kowalski" not in sheet.title.text() + sheet.why.text()
    sheet.buttons[0].click()
    settled(qtbot, window)
    stored = window.session.stored_book
    assert stored is not None
    assert stored.actions[-1].title == "Talk to Petra Kowalski"
    assert "Kowalski" not in book_of(window).actions[-1].title
