"""Terms of art in a question: the row beneath it, what each means, and the way to all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.content.test_example_pack import EXAMPLE
from tests.ui.conftest import settled
from tests.ui.test_library import HOSTILE, PERSON, made_with
from ui import settings as known
from ui.dialogs.glossary import WordPopup
from ui.dialogs.keys import KEYS
from ui.screens.library import LibraryScreen
from ui.screens.questionnaire import QuestionnaireScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

ASKED = EXAMPLE.replace(
    '"How many pages lead to something being done?"', '"How many pages reach who is on call?"'
).replace("People on call rest,", "People rest,")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace whose question PAGES-1 has two terms of art and REST-2 none."""
    return made_with(tmp_path / "own.srew", ASKED)


def asked(qtbot: QtBot, window: MainWindow, question: str = "PAGES-1") -> QuestionnaireScreen:
    window.go_to("questionnaire", question)
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    settled(qtbot, window)
    screen.setFocus()
    QApplication.processEvents()
    return screen


def words(screen: QuestionnaireScreen) -> list[str]:
    return [each.text() for each in screen.page.words.buttons if each.isVisible()]


def popup(window: MainWindow) -> WordPopup:
    return next(each for each in window.findChildren(WordPopup) if each.isVisible())


def closed(window: MainWindow) -> bool:
    return not any(each.isVisible() for each in window.findChildren(WordPopup))


def test_the_terms_of_a_question_stand_beneath_it(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    screen = asked(qtbot, open_window(own))
    assert words(screen) == ["Page", "On call"]
    button = screen.page.words.buttons[0]
    assert button.accessibleName() == "Page, what it means"
    assert "An alert that wakes somebody." in button.toolTip()
    assert "(W)" in button.toolTip()
    screen.show_question("REST-2")
    assert not screen.page.words.isVisible()
    screen.back()
    screen.show_question("PAGES-1")
    assert words(screen) == ["Page", "On call"]


def test_the_programs_own_questions_have_words(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    screen = asked(qtbot, open_window(workspace), "SLO-1")
    assert {"SLO", "SLI"} <= set(words(screen))


def test_words_of_the_reason_and_of_the_capability_are_explained_too(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    told = ASKED.replace("People rest,", "Everybody on call rests,").replace(
        "A tired engineer decides slowly.", "A page at night makes tired."
    )
    screen = asked(qtbot, open_window(made_with(tmp_path / "told.srew", told)), "REST-1")
    assert words(screen) == ["Page", "On call"]


def test_a_word_is_explained_where_it_stands(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = asked(qtbot, window)
    button = screen.page.words.buttons[1]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = popup(window)
    assert shown.word.text() == "On call"
    assert shown.meaning.text() == "Being the one who is woken when a service needs help."
    assert shown.panel.accessibleName() == "On call"
    assert "On call: Being the one" in shown.see_all.accessibleDescription()
    # Right below the word, and inside the window.
    assert shown.panel.y() >= button.mapTo(window, QPoint(0, button.height())).y()
    assert QRect(QPoint(0, 0), window.size()).contains(shown.panel.geometry())
    qtbot.keyClick(shown.see_all, Qt.Key.Key_Escape)
    assert closed(window)
    assert screen.hasFocus() or button.hasFocus()


def test_by_key_one_after_the_other(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = asked(qtbot, window)
    qtbot.keyClick(screen, Qt.Key.Key_W)
    shown = popup(window)
    assert shown.term.term == "Page"
    assert shown.see_all.hasFocus()
    qtbot.keyClick(shown.see_all, Qt.Key.Key_W)
    assert shown.word.text() == "On call"
    assert "On call" in shown.see_all.accessibleDescription()
    qtbot.keyClick(shown.see_all, Qt.Key.Key_Tab)
    assert shown.next.hasFocus()
    qtbot.keyClick(shown.next, Qt.Key.Key_Space)
    assert shown.word.text() == "Page"
    qtbot.keyClick(shown.next, Qt.Key.Key_Tab)
    assert shown.see_all.hasFocus()
    # The keys that answer are not for the small panel.
    qtbot.keyClick(shown.see_all, Qt.Key.Key_4)
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert book.answer(PERSON, "PAGES-1") is None
    qtbot.keyClick(shown.see_all, Qt.Key.Key_Escape)
    assert closed(window)
    assert screen.hasFocus()
    qtbot.keyClick(screen, Qt.Key.Key_3)
    settled(qtbot, window)
    answer = book.answer(PERSON, "PAGES-1")
    assert answer is not None
    assert answer.value == 4


def test_without_a_word_the_key_does_nothing(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    qtbot.keyClick(asked(qtbot, window, "REST-2"), Qt.Key.Key_W)
    assert closed(window)


def test_w_in_a_note_is_a_letter(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = asked(qtbot, window)
    screen.page.note.setFocus()
    qtbot.keyClicks(screen.page.note, "We wait")
    assert closed(window)
    assert screen.page.note.toPlainText() == "We wait"
    screen.leave()
    settled(qtbot, window)


def test_single_keys_can_be_off(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    window.settings.set(known.SINGLE_KEYS, False)
    try:
        screen = asked(qtbot, window)
        qtbot.keyClick(screen, Qt.Key.Key_W)
        assert closed(window)
        qtbot.mouseClick(screen.page.words.buttons[0], Qt.MouseButton.LeftButton)
        shown = popup(window)
        qtbot.keyClick(shown.see_all, Qt.Key.Key_W)
        assert shown.term.term == "Page"
        qtbot.mouseClick(shown.next, Qt.MouseButton.LeftButton)
        assert shown.term.term == "On call"
    finally:
        window.settings.set(known.SINGLE_KEYS, True)


@pytest.mark.parametrize("how", ["press elsewhere", "resize", "look"])
def test_it_goes_when_something_else_is_wanted(
    qtbot: QtBot, open_window: OpenWindow, own: Path, how: str
) -> None:
    window = open_window(own)
    screen = asked(qtbot, window)
    screen.page.explain()
    shown = popup(window)
    if how == "press elsewhere":
        qtbot.mouseClick(shown.panel, Qt.MouseButton.LeftButton)
        assert not closed(window), "a press inside is no press elsewhere"
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    elif how == "resize":
        window.resize(1100, 700)
    else:
        window.theme.choose("dark")
    qtbot.waitUntil(lambda: closed(window), timeout=3000)


def test_all_words_are_in_the_library(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = asked(qtbot, window)
    screen.page.explain(1)
    qtbot.mouseClick(popup(window).see_all, Qt.MouseButton.LeftButton)
    assert closed(window)
    assert window.key == "library"
    found = window.current
    assert isinstance(found, LibraryScreen)
    assert found.address == ("glossary", "On call")
    assert found.contents.current == ("glossary", "On call")
    assert found.contents.tree.hasFocus()


def test_every_word_of_a_narrow_window_can_be_pressed(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    german = HOSTILE[1][:150]
    text = ASKED.replace(
        'glossary:\n  - {term: "On call"',
        "glossary:\n"
        + "".join(f'  - {{term: "Word {i} of many that are explained", text: "T", also: ["w{i}"]}}\n' for i in range(9))
        + f'  - {{term: "{german}", text: "{HOSTILE[0]}", also: ["reach"]}}\n'
        + '  - {term: "On call"',
    ).replace('"Nobody counts"', '"w0 w1 w2 w3 w4 w5 w6 w7 w8"')  # fmt: skip
    window = open_window(made_with(tmp_path / "many.srew", text), size=(1024, 640))
    window.theme.choose("light", 1.5)
    screen = asked(qtbot, window)
    row = screen.page.words
    shown = [each for each in row.buttons if each.isVisible()]
    assert len(shown) == 12
    qtbot.waitUntil(lambda: len({each.y() for each in shown}) > 1, timeout=3000)
    for each in shown:
        assert row.rect().contains(each.geometry())
    screen.page.explain(1)
    panel = popup(window)
    assert panel.term.term == german
    assert panel.meaning.text() == HOSTILE[0]
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in panel.findChildren(QLabel))
    assert window.rect().contains(panel.panel.geometry())


def test_the_key_is_in_the_list_of_keys() -> None:
    assert any(key == "W" for _, keys in KEYS for key, _ in keys)
