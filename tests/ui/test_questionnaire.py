"""Answering in a real window, by keys and by mouse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import settled
from tests.ui.sample import ENGINEER, MANAGER
from ui.screens.questionnaire import QuestionnaireScreen
from ui.screens.questionnaire.voice import CONSENSUS
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    EvidenceItem,
    Respondent,
    RespondentKind,
    Strength,
)
from workbench.storage.store import Store

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

HOSTILE = (
    "<b>&amp;</b> <img src='/etc/hostname'> \N{GRINNING FACE} \u05e9\u05dc\u05d5\u05dd \u4f60\u597d \x07"
)


def questionnaire(qtbot: QtBot, window: MainWindow, question: str = "SPON-1") -> QuestionnaireScreen:
    window.go_to("questionnaire", question)
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    settled(qtbot, window)
    screen.setFocus()
    return screen


def stored(path: Path, respondent: str, question: str) -> Answer:
    with Store.open(path, writable=False) as store, store.unit(writes=False) as unit:
        return unit.all(Answer, respondent=respondent, question=question)[0]


def test_a_digit_answers_and_is_on_disk_when_marked_as_saved(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    with qtbot.waitSignal(window.session.saved, timeout=5000):
        qtbot.keyClick(screen, Qt.Key.Key_4)
    assert screen.page.cards[3].isChecked()
    assert window._saved.text().startswith("Saved ")
    assert stored(workspace, MANAGER, "SPON-1").value == 4


def test_the_card_is_marked_before_anything_is_saved(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    qtbot.keyClick(screen, Qt.Key.Key_2)
    assert screen.page.cards[1].isChecked()
    assert not screen.page.cards[2].isChecked()
    settled(qtbot, window)


def test_undo_and_redo_are_saved_changes_themselves(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    qtbot.keyClick(screen, Qt.Key.Key_5)
    qtbot.keyClick(screen, Qt.Key.Key_1)
    # Pressed before the answers are on disk: the step waits for them.
    window.menus.trigger("undo")
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 5
    window.menus.trigger("undo")
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 3
    window.menus.trigger("redo")
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 5
    assert screen.page.cards[4].isChecked()


def test_not_applicable_asks_for_a_reason_and_stores_both(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window, "SPON-2")
    qtbot.keyClick(screen, Qt.Key.Key_0)
    assert screen.page.reason.isVisible()
    qtbot.keyClicks(screen.page.reason, "No teams of our own")
    qtbot.waitUntil(lambda: window.jobs.pending == 0)
    screen.page.flush()
    settled(qtbot, window)
    answer = stored(workspace, MANAGER, "SPON-2")
    assert (answer.state, answer.reason) == (AnswerState.NOT_APPLICABLE, "No teams of our own")


def test_dont_know_and_evidence_strength_by_key(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    qtbot.keyClick(screen, Qt.Key.Key_D)
    QTest.keyClick(screen, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    answer = stored(workspace, MANAGER, "SPON-1")
    assert answer.state is AnswerState.DONT_KNOW
    assert answer.strength is Strength.ASSERTED


def test_typing_is_saved_half_a_second_after_the_last_key_as_one_step(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.page.note.setFocus()
    for part in ("Depot sorts its alerts", ", others do not"):
        qtbot.keyClicks(screen.page.note, part)
        with qtbot.waitSignal(window.session.saved, timeout=3000):
            pass
    assert stored(workspace, MANAGER, "SPON-1").note == "Depot sorts its alerts, others do not"
    assert window.session.undo_stack.count() == 1
    screen.setFocus()
    window.menus.trigger("undo")
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").note == ""
    assert screen.page.note.toPlainText() == ""


def test_digits_typed_into_a_note_are_text(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.page.note.setFocus()
    qtbot.keyClicks(screen.page.note, "412 pages, 0 read, D n e")
    screen.leave()
    settled(qtbot, window)
    answer = stored(workspace, MANAGER, "SPON-1")
    assert (answer.value, answer.note) == (3, "412 pages, 0 read, D n e")


def test_closing_the_program_saves_what_is_being_typed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.page.note.setFocus()
    qtbot.keyClicks(screen.page.note, "last words")
    window.close()
    assert stored(workspace, MANAGER, "SPON-1").note == "last words"


def test_a_note_belongs_to_the_question_it_was_typed_at(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.page.note.setFocus()
    qtbot.keyClicks(screen.page.note, "for the first")
    screen.next()
    assert screen.page.note.toPlainText() == ""
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").note == "for the first"


def test_enter_backspace_and_arrows_go_through_the_questions(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    for key, wanted in (
        (Qt.Key.Key_Return, "SPON-2"),
        (Qt.Key.Key_Right, "SPON-3"),
        (Qt.Key.Key_Left, "SPON-2"),
        (Qt.Key.Key_Backspace, "SPON-1"),
    ):
        qtbot.keyClick(screen, key)
        question = screen.question()
        assert question is not None
        assert question.id == wanted
    qtbot.keyClick(screen, Qt.Key.Key_Down)
    assert screen.page.cards[0].hasFocus()
    qtbot.keyClick(screen.page.cards[0], Qt.Key.Key_Down)
    qtbot.keyClick(screen.page.cards[1], Qt.Key.Key_Space)
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 2


def test_each_respondent_is_asked_only_what_is_meant_for_their_role(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    book = window.session.book
    assert book is not None
    index = screen._who.findData(ENGINEER)
    screen._who.setCurrentIndex(index)
    screen._who.activated.emit(index)
    voice = screen.voice()
    assert voice is not None
    assert voice.id == ENGINEER
    assert len(voice.asked()) == 86


def test_a_show_of_hands_counts_and_takes_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window, "OBS-1")
    index = screen._who.findData("tally:operations")
    screen._who.activated.emit(index)
    settled(qtbot, window)
    screen.show_question("OBS-1")
    for _ in range(3):
        qtbot.keyClick(screen, Qt.Key.Key_2)
    qtbot.keyClick(screen, Qt.Key.Key_4)
    qtbot.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    tally = next(each for each in book.all(Respondent) if each.kind is RespondentKind.TALLY)
    assert stored(workspace, tally.id, "OBS-1").counts == {"2": 2, "4": 1}


def test_a_consensus_keeps_its_dissent(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen._who.activated.emit(screen._who.findData(CONSENSUS))
    screen.show_question("SPON-1")
    qtbot.keyClick(screen, Qt.Key.Key_2)
    settled(qtbot, window)
    screen.page.note.setFocus()
    qtbot.keyClicks(screen.page.note, "Operations says 1")
    screen.leave()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    agreed = book.consensus["SPON-1"]
    assert (agreed.value, agreed.dissent) == (2, "Operations says 1")
    assert window.session.standing.questions["SPON-1"].index == 2


def test_hostile_text_is_stored_and_shown_as_typed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.page.note.setFocus()
    screen.page.note.insertPlainText(HOSTILE)
    screen.leave()
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").note == HOSTILE
    screen.next()
    screen.back()
    assert screen.page.note.toPlainText() == HOSTILE


def test_a_file_is_copied_in_and_a_large_one_refused(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    small, large = tmp_path / "pages.csv", tmp_path / "big.bin"
    small.write_bytes(b"week,pages\n42,412\n")
    large.write_bytes(bytes(10_000_001))
    screen.page.evidence.file_chosen.emit(small)
    book = window.session.book
    assert book is not None
    qtbot.waitUntil(lambda: bool(book.evidence_for(MANAGER, "SPON-1")), timeout=5000)
    item = book.all(EvidenceItem)[0]
    assert (item.title, item.size) == ("pages.csv", 18)
    screen.page.evidence.file_chosen.emit(large)
    qtbot.waitUntil(lambda: "at most 10 MB" in screen.page.evidence.trouble.text(), timeout=5000)
    screen.page.evidence.link_given.emit("javascript:alert(1)")
    assert "https://" in screen.page.evidence.trouble.text()
    assert len(book.all(EvidenceItem)) == 1


def test_a_copy_of_evidence_never_replaces_a_workspace(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    small = tmp_path / "pages.csv"
    small.write_bytes(b"week,pages\n42,412\n")
    screen.page.evidence.file_chosen.emit(small)
    book = window.session.book
    assert book is not None
    qtbot.waitUntil(lambda: bool(book.all(EvidenceItem)), timeout=5000)
    item = book.all(EvidenceItem)[0]
    before = workspace.read_bytes()
    screen._desk._save_copy(item, workspace)
    assert "another name" in window.notice.text
    assert workspace.read_bytes() == before
    copied = tmp_path / "copy.csv"
    screen._desk._save_copy(item, copied)
    qtbot.waitUntil(copied.exists, timeout=5000)
    assert copied.read_bytes() == small.read_bytes()


def test_an_earlier_answer_can_be_restored(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    qtbot.keyClick(screen, Qt.Key.Key_5)
    settled(qtbot, window)
    screen._show_history()
    from ui.dialogs.history import HistoryDialog

    dialog = screen.findChild(HistoryDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 2, timeout=5000)
    dialog.list.setCurrentRow(1)
    dialog._on_restore()
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 3


def test_a_failed_save_says_so_and_takes_the_mark_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    # Another program takes the file for itself while the answer is given.
    from tests.ui.holder import hold

    with hold(workspace):
        qtbot.keyClick(screen, Qt.Key.Key_5)
        qtbot.waitUntil(lambda: "held by another program" in window.notice.text, timeout=10_000)
    assert window._saved.text().startswith("Not saved")
    assert screen.page.cards[2].isChecked()
    qtbot.keyClick(screen, Qt.Key.Key_4)
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 4
