"""The consultant's laptop handed over: answered alone, everything else locked, given back by the code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import settled
from tests.ui.respond.hands import key, words_of
from tests.ui.respond.laptop import CODE, asked, handed, invitation, locked, stored, unlock
from tests.ui.sample import ASSESSMENT, ENGINEER, MANAGER
from workbench.actions import invitations, life, respondents, risks
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer, AnswerState, Workspace
from workbench.domain.code import opens
from workbench.domain.invitation import HANDED
from workbench.domain.risk import RiskKind
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow


def test_answered_alone_finished_and_taken_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    steps = window.session.undo_stack.count()
    respondent, view = handed(qtbot, window)
    assert not window.isVisible()
    assert invitation(workspace).sent_as == HANDED
    question = view.question
    assert question.id != "SPON-1", "that is answered already"
    key(Qt.Key.Key_Down, Qt.Key.Key_Down)
    view.pane.note.insertPlainText("<b>As typed</b>")
    QTest.keyClick(view.pane.cards[1], Qt.Key.Key_Return)
    settled(qtbot, window)
    said = stored(workspace, question.id)
    option = question.options[1]
    assert (said.value, said.variant, said.note, said.alone) == (
        option.level,
        option.variant,
        "<b>As typed</b>",
        True,
    )
    assert view.head.saved.text().startswith("Saved ")
    # What was answered openly before stays so: nobody touched it.
    assert not stored(workspace, "SPON-1").alone
    with Store.open(workspace, writable=False) as store, store.unit(writes=False) as unit:
        assert {line.who for line in unit.history(Answer, said.id)} == {"Manager"}
    view._show_summary()
    assert view.summary.finish.text() == "Hand the laptop back"
    QTest.keyClick(view.summary.finish, Qt.Key.Key_Return)
    assert respondent.pages.currentWidget() is respondent.pause
    settled(qtbot, window)
    assert invitation(workspace).returned_on is not None
    unlock(qtbot, window)
    after = invitation(workspace)
    assert (after.sent_as, after.returned_on == after.sent_on) == (invitations.HERE, True)
    assert window.session.undo_stack.count() == steps
    book = window.session.book
    assert book is not None
    answer = book.answer(MANAGER, question.id)
    assert answer is not None
    assert answer.alone


def test_the_code_is_typed_twice_and_kept_as_a_hash(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = asked(qtbot, window)
    dialog.code.setText("abc")
    dialog.primary.click()
    assert dialog.trouble.text() == "A code has at least 4 characters."
    dialog.code.setText(CODE)
    dialog.again.setText("red kite 8")
    dialog.primary.click()
    assert "not the same" in dialog.trouble.text()
    assert window.isVisible()
    dialog.again.setText(CODE)
    dialog.primary.click()
    locked(qtbot, window)
    with Store.open(workspace, writable=False) as store, store.unit(writes=False) as unit:
        kept = unit.all(Workspace)[0].code
    assert CODE not in kept
    assert CODE.encode() not in workspace.read_bytes()
    assert opens(kept, CODE)
    unlock(qtbot, window)
    # Taking steps back reaches neither the code nor the answers of others.
    window.menus.trigger("undo")
    settled(qtbot, window)
    with Store.open(workspace, writable=False) as store, store.unit(writes=False) as unit:
        assert unit.all(Workspace)[0].code == kept
    # The second time the code is known; who forgot it sets another one.
    again = asked(qtbot, window)
    assert again._set.isHidden()
    again._other.click()
    again.code.setText("another code")
    again.again.setText("another code")
    again.primary.click()
    locked(qtbot, window)
    unlock(qtbot, window, "another code")


def test_those_invited_come_first_and_nobody_without_questions_is_handed_to(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, invitations.invite(ENGINEER, ["OBS-1"]))
    window = open_window(workspace)
    dialog = asked(qtbot, window)
    rows = [dialog.list.item(i).text() for i in range(dialog.list.count())]
    assert [row.split("   ")[0] for row in rows] == ["Build Engineer", "Head of Operations"]
    assert rows[1].endswith("Not invited")
    dialog.reject()
    _, view = handed(qtbot, window, 0)
    assert [each.id for each in view.answering.pack.questions] == ["OBS-1"]
    unlock(qtbot, window)


def test_text_size_and_undo_come_back_as_they_were(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    window.session.run(risks.add(ASSESSMENT, "Before", RiskKind.THREAT))
    settled(qtbot, window)
    respondent, view = handed(qtbot, window)
    QTest.keyClick(respondent, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.theme.scale == pytest.approx(1.1)
    view.pane.cards[3].click()
    settled(qtbot, window)
    unlock(qtbot, window)
    assert window.theme.scale == pytest.approx(1.0)
    assert window.session.undo_stack.canUndo()
    window.menus.trigger("undo")
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert not [each for each in book.risks if each.title == "Before"]
    assert stored(workspace, view.question.id).state is AnswerState.RATED


def test_what_was_agreed_is_not_handed_over_to_be_changed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, life.close(ASSESSMENT))
    window = open_window(workspace)
    dialog = asked(qtbot, window)
    dialog.code.setText(CODE)
    dialog.again.setText(CODE)
    dialog.primary.click()
    qtbot.waitUntil(lambda: "This assessment is closed" in dialog.trouble.text(), timeout=5000)
    assert window.isVisible()
    dialog.reject()


def test_names_of_others_are_nowhere(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with Store.open(workspace) as store:
        perform(store, respondents.change(ENGINEER, name="Wilhelmina Okonkwo"))
    window = open_window(workspace)
    respondent, view = handed(qtbot, window)
    seen: set[str] = set()
    for _ in view.answering.pack.questions[:5]:
        seen |= words_of(respondent)
        view.go_on()
    assert not [each for each in seen if "Okonkwo" in each or "Build Engineer" in each]
    unlock(qtbot, window)
