"""The respondent's view: what can be said, what is seen beside it, and what is never seen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.ui.respond.hands import HOSTILE, Folder, hard, in_file, kept, key, note_in, view_of, words_of
from ui.respond.answering import Kept
from ui.respond.question import COUNTS_AS
from ui.theme import Theme
from workbench.content.loader import built_in_pack
from workbench.domain.answer_pack import MOST_LETTERS, AnswerPack, Given
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.content import Option
from workbench.exchange.answer_pack import pack_bytes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.respond.conftest import OpenPack


def test_how_sure_and_taking_back(qtbot: QtBot, open_pack: OpenPack, pack_path: Path) -> None:
    window = open_pack(pack_path)
    pane, question = view_of(window).pane, view_of(window).question.id
    pane.strengths.setFocus()
    key(Qt.Key.Key_Right, Qt.Key.Key_Right)
    pane.dk.click()
    kept(qtbot, window)
    assert in_file(pack_path).given(question) == Given(
        question=question, state=AnswerState.DONT_KNOW, strength=Strength.EXAMPLE
    )
    pane.dk.click()
    kept(qtbot, window)
    assert in_file(pack_path).given(question) == Given(question=question, strength=Strength.EXAMPLE)
    assert view_of(window).answering.is_open(view_of(window).question)


def test_not_applicable_without_a_reason_says_what_it_counts_as(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path
) -> None:
    window = open_pack(pack_path)
    pane, question = view_of(window).pane, view_of(window).question
    pane.na.click()
    said = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert COUNTS_AS in said
    for _ in range(3):
        view_of(window).go_on()
    assert view_of(window).at_summary
    said = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert "Does not apply, and why is not said" in said
    view_of(window).summary.links[question.id].click()
    assert view_of(window).question == question
    QTest.keyClicks(pane.reason, "No depots here")
    assert not any(each.text() == COUNTS_AS and each.isVisible() for each in window.findChildren(QLabel))
    kept(qtbot, window)


def test_the_summary_says_what_is_open_and_shows_the_file_in_its_folder(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path, sent: AnswerPack
) -> None:
    window = open_pack(pack_path)
    view = view_of(window)
    view.pane.note.insertPlainText(HOSTILE)
    for _ in range(3):
        view.go_on()
    assert view.summary.head.text() == "You answered 1 of 4 questions."
    assert set(view.summary.links) == {each.id for each in sent.questions[1:]}
    said = [hard(each.text()) for each in view.summary.findChildren(QLabel)]
    assert HOSTILE in said
    assert any(pack_path.name in each for each in said)
    folder = Folder()
    # The stubs say bytes, the binding takes text alone.
    method: Any = "opened"
    QDesktopServices.setUrlHandler("file", folder, method)
    view.summary.finish.click()
    QDesktopServices.unsetUrlHandler("file")
    assert [each.toLocalFile() for each in folder.urls] == [str(pack_path.parent)]
    assert note_in(pack_path, sent.questions[1].id) == HOSTILE


def test_no_level_and_no_markup_anywhere(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path, sent: AnswerPack
) -> None:
    pack, _ = built_in_pack()
    names = {pack.level_name(level) for level in range(1, 6)}
    window = open_pack(pack_path)
    view = view_of(window)
    seen: set[str] = set()
    while not view.at_summary:
        question = view.question
        assert [card.accessibleName() for card in view.pane.shown_cards] == [
            each.text for each in question.options
        ]
        seen |= words_of(window)
        view.go_on()
    seen |= words_of(window)
    options = {option.text for each in sent.questions for option in each.options}
    for text in seen - options:
        assert not re.search(r"\b(level|score|index|mean)\b", text, re.IGNORECASE), text
        assert text not in names
    for each in window.findChildren(QLabel):
        assert each.textFormat() == Qt.TextFormat.PlainText or not each.text()
    assert not [each for each in seen if re.fullmatch(r"[1-5]", each)]
    # Looking at every question wrote nothing.
    assert view.answering.kept is Kept.QUIET


def test_every_target_can_be_hit_with_a_thumb(open_pack: OpenPack, pack_path: Path) -> None:
    window = open_pack(pack_path, (1024, 640))
    for _ in range(2):
        for each in window.findChildren(QWidget):
            if isinstance(each, QAbstractButton) and each.isVisible():
                assert each.height() >= 44, each.accessibleName()
        assert view_of(window).pane.strengths.height() >= 44
        window.resize(1440, 900)
        QApplication.processEvents()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_25_options_in_other_scripts_fit_a_small_window_and_are_reached_by_keys(
    scale: float, qtbot: QtBot, open_pack: OpenPack, pack_path: Path, sent: AnswerPack, theme: Theme
) -> None:
    texts = [
        "\u05d1\u05d3\u05d9\u05e7\u05d5\u05ea \u05e8\u05e6\u05d5\u05ea",
        "\u5f88\u957f\u7684\u4e00\u53e5\u8bdd" * 12,
        "Averylongword" * 12,
    ]
    options = tuple(Option(level=i // 5 + 1, variant=i % 5, text=f"{texts[i % 3]} {i}") for i in range(25))
    many = replace(sent.questions[1], options=options)
    pack_path.write_bytes(pack_bytes(replace(sent, questions=(sent.questions[0], many))))
    window = open_pack(pack_path, (1024, 640))
    theme.choose("dark", scale)
    pane = view_of(window).pane
    for _ in range(25):
        key(Qt.Key.Key_Down)
    last = pane.cards[24]
    assert last.isChecked()
    area = view_of(window)._scroll
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty(), timeout=5000)
    assert area.horizontalScrollBar().maximum() == 0
    assert pane.width() <= area.viewport().width()
    kept(qtbot, window)
    said = in_file(pack_path).given(many.id)
    assert said is not None
    assert (said.value, said.variant) == (5, 4)


def test_the_column_beside_folds_away_and_comes_when_asked_for(
    open_pack: OpenPack, pack_path: Path, sent: AnswerPack
) -> None:
    window = open_pack(pack_path, (1280, 720))
    view = view_of(window)
    assert view.why.isVisible()
    assert view.areas.isVisible()
    said = [each.text() for each in view.why.findChildren(QLabel)]
    assert sent.readers in said
    assert view.question.why in said
    window.resize(1024, 640)
    QApplication.processEvents()
    assert not view.why.isVisible()
    assert view.areas.strip.isVisible()
    view.head.fold.click()
    assert view.why.isVisible()


def test_a_comment_that_is_too_long_is_not_lost_by_going_on(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path
) -> None:
    window = open_pack(pack_path)
    view, question = view_of(window), view_of(window).question
    view.pane.note.insertPlainText("x" * (MOST_LETTERS + 1))
    view.go_on()
    assert view.question == question
    assert any(f"{MOST_LETTERS + 1:,} letters" in each.text() for each in window.findChildren(QLabel))
    view.pane.note.setPlainText("y" * MOST_LETTERS)
    view.go_on()
    assert view.question != question
    kept(qtbot, window)
    assert note_in(pack_path, question.id) == "y" * MOST_LETTERS
