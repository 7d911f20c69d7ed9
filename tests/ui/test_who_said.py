"""Who said what: by question and by respondent, found by words, and told by role while names are hidden."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl

from tests.ui.answering import answered, book_of, pack_for, put, rated, screen_of
from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, ENGINEER, MANAGER
from tests.ui.test_take_in import compared, taken
from ui.screens.questionnaire import QuestionnaireScreen
from workbench.actions import answers, evidence, respondents
from workbench.actions.edit import perform, together
from workbench.domain.assessment import Strength
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.respondents.who_said import WhoSaid

SECOND, THIRD = "1" * 32, "2" * 32
HOSTILE = "<b>bold</b> &amp; 障害 عائق"


@pytest.fixture
def full(workspace: Path) -> Path:
    """The workspace with more voices, a comment that looks like markup, evidence, and one who was set aside."""
    edits = [
        respondents.change(MANAGER, name="Wilhelmina Okonkwo", team="Depots"),
        answers.set_note(MANAGER, "SPON-1", HOSTILE),
        answers.set_strength(MANAGER, "SPON-1", Strength.EXAMPLE),
        evidence.add_link(MANAGER, "SPON-1", "https://board.example/runbook"),
        respondents.add(ASSESSMENT, Role.MANAGER, respondent_id=SECOND, role_title="Head of Depots"),
        answers.not_applicable(SECOND, "SPON-2", "No leaders here"),
        respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id=THIRD, role_title="Night Engineer"),
        answers.dont_know(THIRD, "SPON-2"),
        respondents.set_aside(THIRD, "Answered for another team"),
    ]
    with Store.open(workspace) as store:
        perform(store, together("Fill", edits))
    return workspace


def said_in(window: MainWindow) -> WhoSaid:
    screen = screen_of(window)
    screen.show_view("said")
    return screen.said


def heads(page: WhoSaid) -> list[str]:
    return [page.list.item(at).text().splitlines()[0] for at in range(page.list.count())]


def test_all_answers_to_a_question_by_role(open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    page = said_in(window)
    page.show_one("question", "SPON-1")
    question = book_of(window).pack.by_question["SPON-1"]
    sentence = next(each.text for each in question.options if each.level == 3)
    assert page.text.toPlainText().splitlines() == [
        question.ask,
        "Open SPON-1 in the questionnaire",
        "Manager",
        "Head of Operations (Wilhelmina Okonkwo, Depots)",
        f"3: {sentence}",
        "recent example, given in the room",
        f"“{HOSTILE}”",
        "Evidence: https://board.example/runbook",
    ]
    page.show_one("question", "SPON-2")
    lines = page.text.toPlainText().splitlines()
    assert lines[2:6] == ["Manager", "Head of Depots", "Does not apply", "given in the room"]
    assert lines[6] == "Reason: “No leaders here”"
    assert lines[7:9] == ["Engineer", "Night Engineer, set aside: Answered for another team"]
    page.show_one("question", "OBS-2")
    assert page.text.toPlainText().splitlines()[-1] == "Nobody answered it yet."


def test_all_answers_of_one_respondent(open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    screen = screen_of(window)
    screen.choose(THIRD)
    screen._wanted("answers")
    page = screen.said
    assert heads(page) == ["Head of Operations", "Head of Depots", "Build Engineer", "Night Engineer"]
    lines = page.text.toPlainText().splitlines()
    ask = book_of(window).pack.by_question["SPON-2"].ask
    assert lines == [
        "Night Engineer",
        "The answers do not count: Answered for another team",
        f"SPON-2  {ask}",
        "I don’t know",
        "given in the room",
    ]
    assert not screen.inspector.isVisible()
    screen.show_view("people")
    assert screen.inspector.isVisible()
    assert screen.selected == THIRD


def test_answers_are_found_by_their_words(qtbot: QtBot, open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    page = said_in(window)
    everything = page.list.count()
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "no leaders")
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=5000)
    assert page.chosen == "SPON-2"
    # Only the answer with these words is shown.
    assert "Night Engineer" not in page.text.toPlainText()
    assert page.count.text() == "1 answer has these words."
    page._on_by("respondent")
    assert heads(page) == ["Head of Depots"]
    page.search.setText("nothing of the kind")
    qtbot.waitUntil(lambda: page.list.count() == 0, timeout=5000)
    assert page.text.toPlainText() == "No answer has these words."
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    page._on_by("question")
    qtbot.waitUntil(lambda: page.list.count() == everything, timeout=5000)


def test_a_link_leads_to_the_question(open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    page = said_in(window)
    page.show_one("question", "SPON-2")
    cursor = page.text.textCursor()
    cursor.setPosition(page.text.toPlainText().index("Open SPON-2") + 1)
    page.text.anchorClicked.emit(QUrl(cursor.charFormat().anchorHref()))
    there = window.current
    assert isinstance(there, QuestionnaireScreen)
    question = there.question()
    assert question is not None
    assert question.id == "SPON-2"


def test_hidden_names_are_told_by_role_and_few_by_others(
    qtbot: QtBot, open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    window = open_window(full)
    # The only engineer who counts sends an answer in alone.
    back = answered(pack_for(full, ENGINEER), rated("SPON-2", 4, "Seen it"))
    screen = screen_of(window)
    screen.take_in([put(tmp_path, "back", back)])
    compared(qtbot, window, 1).on_accept()
    taken(qtbot, window)
    screen.show_view("said")
    page = screen.said
    page.show_one("question", "SPON-2")
    assert "Build Engineer" in page.text.toPlainText()
    assert "sent in alone" in page.text.toPlainText()
    window.menus.trigger("names")
    settled(qtbot, window)
    text = page.text.toPlainText()
    for secret in ("Engineer,", "Build Engineer", "Okonkwo", "Head of"):
        assert secret not in text
    # One engineer and two managers are three together; what was said openly is told by role.
    lines = text.splitlines()
    assert lines[lines.index("Others") + 1].startswith("4: ")
    assert "“Seen it”" in lines
    page._on_by("respondent")
    assert heads(page) == ["Manager, in the room", "Engineer, in the room", "Others, sent in alone"]
    window.menus.trigger("names")
    settled(qtbot, window)
    assert "Build Engineer" in heads(page)


def test_where_any_group_may_be_shown_titles_stay(qtbot: QtBot, open_window: OpenWindow, full: Path) -> None:
    from workbench.actions import branding

    with Store.open(full) as store:
        perform(store, branding.set_smallest_group(ASSESSMENT, 1))
    window = open_window(full)
    page = said_in(window)
    window.menus.trigger("names")
    settled(qtbot, window)
    page._on_by("respondent")
    assert heads(page) == ["Head of Operations", "Head of Depots", "Build Engineer", "Night Engineer"]
    page.show_one("respondent", MANAGER)
    assert "Okonkwo" not in page.text.toPlainText()
