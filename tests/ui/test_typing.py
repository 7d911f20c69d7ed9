"""What is typed is stored as typed, once, and never lost: not to a click nearby, and not to a file that is held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.sample import MANAGER, RISK
from tests.ui.test_questionnaire import questionnaire, stored
from ui.screens.entries import EntryScreen
from ui.screens.questionnaire.voice import CONSENSUS
from ui.widgets.auto_text import AutoLine, AutoText
from ui.widgets.fields import TextControl
from workbench.domain.assessment import Consensus
from workbench.domain.risk import Risk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.questionnaire import QuestionnaireScreen

ODD = (
    "50\N{NO-BREAK SPACE}%",
    "a\r\nb",
    "a\N{LINE SEPARATOR}b",
    "a\N{PARAGRAPH SEPARATOR}b",
    "\ufeffa",
    "a\x01b",
)


def consensus_of(window: MainWindow, question: str = "SPON-1") -> Consensus:
    assert window.session.book is not None
    return window.session.book.consensus[question]


def room(qtbot: QtBot, window: MainWindow, level: int) -> QuestionnaireScreen:
    screen = questionnaire(qtbot, window)
    screen._who.activated.emit(screen._who.findData(CONSENSUS))
    screen.answer(level)
    settled(qtbot, window)
    return screen


@pytest.mark.parametrize("field", [AutoText, AutoLine])
@pytest.mark.parametrize("text", ODD)
def test_looking_at_a_text_changes_nothing(qtbot: QtBot, field: type[AutoText | AutoLine], text: str) -> None:
    edit = field("Note")
    qtbot.addWidget(edit)
    written: list[str] = []
    edit.written.connect(lambda said, _epoch: written.append(said))
    edit.start(text)
    edit.flush()
    edit.show_text(text)
    edit.flush()
    assert written == []


def test_a_no_break_space_is_kept(qtbot: QtBot) -> None:
    edit = AutoText("Note")
    qtbot.addWidget(edit)
    written: list[str] = []
    edit.written.connect(lambda said, _epoch: written.append(said))
    edit.insertPlainText("50\N{NO-BREAK SPACE}%\nnext")
    edit.flush()
    assert written == ["50\N{NO-BREAK SPACE}%\nnext"]


def test_a_dissent_typed_just_before_another_level_is_kept(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = room(qtbot, window, 3)
    screen.page.note.setFocus()
    qtbot.keyClicks(screen.page.note, "Operations said 2")
    screen.page.flush()
    screen.answer(4)
    settled(qtbot, window)
    kept = consensus_of(window)
    assert (kept.value, kept.dissent) == (4, "Operations said 2")


def test_typing_who_agreed_and_the_dissent_at_once_keeps_both(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = room(qtbot, window, 3)
    screen.page.agreed_by.setText("All six")
    qtbot.keyClicks(screen.page.note, "Operations said 2")
    screen.page.flush()
    settled(qtbot, window)
    kept = consensus_of(window)
    assert (kept.agreed_by, kept.dissent) == ("All six", "Operations said 2")


def test_typing_a_dissent_is_one_step_of_undo(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = room(qtbot, window, 3)
    steps = window.session.undo_stack.count()
    screen.page.note.setFocus()
    for part in ("Operations ", "said 2"):
        qtbot.keyClicks(screen.page.note, part)
        with qtbot.waitSignal(window.session.saved, timeout=3000):
            pass
    assert consensus_of(window).dissent == "Operations said 2"
    assert window.session.undo_stack.count() == steps + 1


def test_a_note_that_could_not_be_saved_is_saved_when_it_can(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    with hold(workspace):
        screen.page.note.setFocus()
        qtbot.keyClicks(screen.page.note, "Depot sorts its alerts")
        qtbot.waitUntil(lambda: bool(window.notice.text), timeout=10_000)
    assert screen.page.note.toPlainText() == "Depot sorts its alerts"
    screen.next()
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").note == "Depot sorts its alerts"


def test_an_undo_that_could_not_be_saved_can_be_tried_again(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.answer(5)
    screen.answer(1)
    settled(qtbot, window)
    with hold(workspace):
        window.menus.trigger("undo")
        qtbot.waitUntil(lambda: bool(window.notice.text), timeout=10_000)
        settled(qtbot, window)
    for wanted in (5, 3):
        window.menus.trigger("undo")
        settled(qtbot, window)
        assert stored(workspace, MANAGER, "SPON-1").value == wanted


def test_history_reaches_back_past_an_undone_first_answer(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    from ui.dialogs.history import HistoryDialog

    window = open_window(workspace)
    screen = questionnaire(qtbot, window, "SPON-2")
    screen.answer(5)
    settled(qtbot, window)
    window.menus.trigger("undo")
    settled(qtbot, window)
    screen.answer(2)
    settled(qtbot, window)
    screen._show_history()
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    settled(qtbot, window)
    assert any("nothing  →  5" in dialog.list.item(i).text() for i in range(dialog.list.count()))
    dialog.close()


def test_a_long_title_is_stored_whole(qtbot: QtBot) -> None:
    control = TextControl("Title", title=True)
    qtbot.addWidget(control)
    given: list[str] = []
    control.given.connect(lambda text, _epoch: given.append(text))
    control.start("")
    assert isinstance(control.edit, AutoLine)
    control.edit.setText("word\n" * 1000 + "last")
    control.flush()
    assert given == ["word " * 1000 + "last"]


def test_words_of_a_form_that_could_not_be_saved_are_saved_when_they_can(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    window.go_to("risks", RISK)
    settled(qtbot, window)
    screen = window.current
    assert isinstance(screen, EntryScreen)
    cause = screen.form.controls["cause"]
    with hold(workspace):
        cause.setFocus()
        qtbot.keyClicks(cause.focusWidget() or cause, "Nobody looks")
        cause.flush()
        qtbot.waitUntil(lambda: window.jobs.pending == 0, timeout=10_000)
    window.go_to("plan")
    settled(qtbot, window)
    assert window.session.book is not None
    risk = window.session.book.get(Risk, RISK)
    assert risk is not None
    assert risk.cause == "Nobody looks"


def test_closing_keeps_what_could_not_be_saved(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.page.note.setFocus()
    qtbot.keyClicks(screen.page.note, "Depot sorts its alerts")
    with hold(workspace):
        assert not window.close()
        assert "could not be saved" in window.notice.text
    assert window.close()
    window.jobs.close()
    assert stored(workspace, MANAGER, "SPON-1").note == "Depot sorts its alerts"


def test_a_window_that_cannot_save_closes_at_the_second_time(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    qtbot.keyClicks(screen.page.note, "Depot sorts its alerts")
    with hold(workspace):
        assert not window.close()
        assert window.close()


def test_a_key_right_after_undo_comes_after_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = questionnaire(qtbot, window)
    screen.answer(4)
    settled(qtbot, window)
    window.menus.trigger("undo")
    screen.answer(5)
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 5
    window.menus.trigger("undo")
    settled(qtbot, window)
    assert stored(workspace, MANAGER, "SPON-1").value == 3
