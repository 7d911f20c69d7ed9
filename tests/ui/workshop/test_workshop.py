"""A whole workshop by keys alone: begun, voted, revealed, voted again, recorded, parked, decided, ended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from tests.ui.workshop.room import (
    CTRL,
    ENGINEER,
    LATE,
    MANAGER,
    OPERATOR,
    SHIFT,
    K,
    asked,
    back_in,
    enter,
    furnish,
    open_room,
    press,
    stored,
    workshop,
    write,
)
from ui import settings as known
from ui.settings import Settings
from ui.workshop.agenda_dialog import AgendaDialog
from ui.workshop.asking import DecisionDialog, GridDialog, LineDialog
from ui.workshop.late_dialog import LateDialog
from workbench.actions import life, meetings
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer, AnswerState, Consensus, Respondent, RespondentKind
from workbench.domain.consent import Consent
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting, Vote
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

DAY = dt.date(2026, 11, 23)


def undo(window: object) -> None:
    press(window, K.Key_Z, mod=CTRL)  # pyright: ignore[reportArgumentType]


def test_a_whole_workshop_by_keys_alone(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    furnish(path)
    window = open_window(path)
    window.go_to("results")
    press(window, K.Key_F5)
    settled(qtbot, window)
    screen = workshop(window)
    assert screen.page == "start"
    assert window.sidebar.isHidden()
    assert window.statusBar().isHidden()
    # The network engineer is not here yet: the last row is unticked.
    press(window, K.Key_End, K.Key_Space, K.Key_Return)
    qtbot.waitUntil(lambda: screen.page == "talk", timeout=5000)
    settled(qtbot, window)
    meeting = stored(path, Meeting)[0]
    assert meeting.present == (MANAGER, ENGINEER, OPERATOR)
    # The pack's pace in a room is two and a half minutes a question: two questions are 5 minutes, one is 2 (2.5 to even).
    assert [(each.what, each.minutes) for each in meeting.agenda] == [("SPON", 5), ("OBS", 2)]
    assert meeting.started
    assert not meeting.ended
    assert "1 of 3 have voted." in screen.votes.words.text()  # what the engineer sent in

    # A show of hands: two managers more than there are, one of them taken down again.
    press(window, K.Key_M, K.Key_2, K.Key_2)
    press(window, K.Key_2, mod=SHIFT)
    settled(qtbot, window)
    assert screen.votes.words.text() == "2 of 3 have voted."
    # The keyboard is passed to whoever is waiting.
    press(window, K.Key_P)
    assert screen.page == "turn"
    assert screen.turn.who.text() == "Vote as Operator"
    press(window, K.Key_1)
    settled(qtbot, window)
    assert screen.page == "talk"
    assert screen.votes.words.text() == "3 of 3 have voted."
    assert not screen.desk.revealed

    press(window, K.Key_R)
    settled(qtbot, window)
    vote = stored(path, Vote)[0]
    assert vote.revealed
    said = {each.respondent: each for each in stored(path, Answer) if each.question == "SPON-1"}
    show = next(each for each in stored(path, Respondent) if each.kind is RespondentKind.TALLY)
    assert (said[ENGINEER].value, said[OPERATOR].value) == (4, 1)
    assert dict(said[show.id].counts) == {"2": 1}
    # One voice at 1, 2 and 4 each: the lower median over three roles is 2.
    assert screen.result.primary.accessibleName() == "Record level 2, the median"
    assert screen.stage.rows[1].accessibleName().endswith("1 vote, Manager 1, median.")

    # Once more: the manager is convinced of 4; whoever sent theirs in or spoke before is asked anew or counts.
    press(window, K.Key_V)
    settled(qtbot, window)
    press(window, K.Key_M, K.Key_4, K.Key_O, K.Key_1)
    settled(qtbot, window)
    press(window, K.Key_R)
    settled(qtbot, window)
    # Managers 4, engineers 4, operations 1: the median is 4, and one voice sees it otherwise.
    assert screen.result.primary.accessibleName() == "Record level 4, the median"
    press(window, K.Key_Return)
    settled(qtbot, window)
    agreed = stored(path, Consensus)[0]
    assert (agreed.value, agreed.dissent) == (4, "Operations people: 1 at level 1.")
    press(window, K.Key_F2)
    write(" They ask for a date.")
    press(window, K.Key_Escape)
    settled(qtbot, window)
    assert "They ask for a date." in stored(path, Consensus)[0].dissent
    assert screen.page == "talk"

    # Another level instead, by its digit.
    press(window, K.Key_3)
    assert screen.result.primary.accessibleName() == "Record level 3"
    press(window, K.Key_Return)
    settled(qtbot, window)
    assert stored(path, Consensus)[0].value == 3

    press(window, K.Key_K)
    asked(qtbot, window, LineDialog)
    write("Who pays for the tool?")
    press(window, K.Key_Return)
    back_in(qtbot, window)
    press(window, K.Key_G)
    asked(qtbot, window, DecisionDialog)
    write("Buy it")
    press(window, K.Key_Tab)
    write("CTO")
    press(window, K.Key_Tab)
    write("1 Dec 2026")
    press(window, K.Key_Return)
    back_in(qtbot, window)
    press(window, K.Key_C)
    asked(qtbot, window, LateDialog)
    press(window, K.Key_1)
    back_in(qtbot, window)
    meeting = stored(path, Meeting)[0]
    assert [(each.text, each.question) for each in meeting.parked] == [("Who pays for the tool?", "SPON-1")]
    decided = meeting.decisions[0]
    assert (decided.text, decided.owner, decided.due) == ("Buy it", "CTO", dt.date(2026, 12, 1))
    assert meeting.present[-1] == LATE

    # On to the next question, a reason for what does not apply, then the next item and the end.
    press(window, K.Key_Return)
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-2"
    press(window, K.Key_E, K.Key_0, K.Key_R)
    settled(qtbot, window)
    assert screen.result.primary.accessibleName() == "Record 'Does not apply'"
    press(window, K.Key_Return)
    asked(qtbot, window, LineDialog)
    write("No teams of our own")
    press(window, K.Key_Return)
    back_in(qtbot, window)
    agreed = next(each for each in stored(path, Consensus) if each.question == "SPON-2")
    assert (agreed.value, agreed.reason) == (None, "No teams of our own")
    press(window, K.Key_I)
    settled(qtbot, window)
    assert screen.desk.stop.question == "OBS-1"
    assert [each.done for each in stored(path, Meeting)[0].agenda] == [True, False]
    press(window, K.Key_F5, mod=SHIFT)
    settled(qtbot, window)
    assert stored(path, Meeting)[0].ended
    assert window.key == "results"
    assert not window.sidebar.isHidden()


def test_esc_asks_nothing_and_f5_is_where_it_was(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N, K.Key_N, K.Key_B, K.Key_O, K.Key_5)
    settled(qtbot, window)
    press(window, K.Key_Escape)
    assert window.key == "overview"
    assert not screen.desk.clock.running
    press(window, K.Key_F5)
    settled(qtbot, window)
    assert workshop(window).desk.stop.question == "SPON-2"
    assert workshop(window).votes.words.text() == "1 of 4 have voted."
    assert screen.desk.clock.running
    # A second window on the same file is there as well.
    assert stored(path, Meeting)[0].question == "SPON-2"


def test_undo_of_a_hand_and_of_a_reveal_goes_past_the_clock(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    now = [100.0]
    screen.desk.clock.pause()
    screen.desk.clock.now = lambda: now[0]
    screen.desk.start_clock()
    begun = window.session.undo_stack.count()
    press(window, K.Key_M, K.Key_2)
    settled(qtbot, window)
    now[0] += 12
    screen.desk.clock.tick()
    settled(qtbot, window)
    press(window, K.Key_N, K.Key_B)
    settled(qtbot, window)
    assert dict(stored(path, Meeting)[0].clock) == {"capability/SPON": 12, "question/SPON-1": 12}
    # Two minutes less twelve seconds; what was written down is not counted twice.
    assert screen.head.time.text() == "Vote 01:48"
    assert window.session.undo_stack.count() == begun + 1, "neither clock nor place is a step"
    press(window, K.Key_R)
    settled(qtbot, window)
    assert len(stored(path, Answer)) == 2
    assert stored(path, Vote)[0].seconds == 12
    undo(window)
    settled(qtbot, window)
    vote = stored(path, Vote)[0]
    assert not vote.revealed
    assert dict(vote.rounds[0].hands) == {"manager/2": 1}
    assert len(stored(path, Answer)) == 1
    assert not screen.desk.revealed
    undo(window)
    settled(qtbot, window)
    assert stored(path, Vote) == []
    assert screen.hands.buttons[screen.role].text().endswith("0")
    # The session itself is the step before, and the clock does not hold it fast.
    undo(window)
    settled(qtbot, window)
    assert stored(path, Meeting) == []
    assert screen.page == "start"
    press(window, K.Key_Z, mod=CTRL | SHIFT)
    settled(qtbot, window)
    assert dict(stored(path, Meeting)[0].clock) == {"capability/SPON": 12, "question/SPON-1": 12}


def test_a_key_behind_reveal_begins_no_round(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_M, K.Key_2)
    settled(qtbot, window)
    press(window, K.Key_R, K.Key_3, K.Key_V, K.Key_R)
    settled(qtbot, window)
    assert screen.desk.revealed
    assert len(stored(path, Vote)[0].rounds) == 1


def test_counts_are_typed_in_a_grid(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_F2)
    dialog = asked(qtbot, window, GridDialog)
    assert len(dialog.boxes) == 4 * 7, "four roles, five options, 'na' and 'dk'"
    # The first is for executives and the first answer, then across.
    write("3")
    press(window, K.Key_Tab)
    write("12")
    press(window, K.Key_Return)
    settled(qtbot, window)
    assert dict(stored(path, Vote)[0].rounds[0].hands) == {"executive/1": 3, "manager/1": 12}
    assert screen.hands.buttons[screen.role].text() == "Executives  3"


def test_minus_takes_hands_down_and_none_goes_below_zero(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, _screen = open_room(qtbot, open_window, path)
    press(window, K.Key_X, K.Key_1, K.Key_1, K.Key_Minus, K.Key_1, K.Key_1, K.Key_1, K.Key_Minus, K.Key_D)
    settled(qtbot, window)
    assert dict(stored(path, Vote)[0].rounds[0].hands) == {"executive/dk": 1}
    press(window, K.Key_D, mod=SHIFT)
    settled(qtbot, window)
    assert dict(stored(path, Vote)[0].rounds[0].hands) == {}


def test_passing_the_keyboard_calls_everybody_once_and_shows_nothing_of_it(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N)
    settled(qtbot, window)
    press(window, K.Key_P)
    called = [screen.turn.who.text()]
    press(window, K.Key_5)
    called.append(screen.turn.who.text())
    press(window, K.Key_S)
    called.append(screen.turn.who.text())
    # R would show the votes to whoever has the keyboard: it does nothing here.
    press(window, K.Key_R, K.Key_0)
    called.append(screen.turn.who.text())
    press(window, K.Key_Backspace)
    called.append(screen.turn.who.text())
    assert called == [
        "Vote as Head of Operations", "Vote as Build Engineer", "Vote as Operator",
        "Vote as Network Engineer", "Vote as Operator",
    ]  # fmt: skip
    for row in screen.turn.stage.rows:
        assert row.line.voices is None
        assert not row.chosen
    press(window, K.Key_D, K.Key_3)
    settled(qtbot, window)
    # The engineer was passed over and can still vote.
    assert screen.page == "talk"
    voices = stored(path, Vote)[0].rounds[0].voices
    assert dict(voices) == {MANAGER: "5", OPERATOR: "dk", LATE: "3"}
    assert screen.votes.words.text() == "3 of 4 have voted."


def test_hidden_votes_show_totals_of_roles_alone(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N, K.Key_W, K.Key_M, K.Key_3, K.Key_3, K.Key_3)
    settled(qtbot, window)
    projector = screen.projecting.window
    assert projector is not None
    for stage in (screen.stage, projector.stage):
        for row in stage.rows:
            assert row.line.voices is None
            assert "vote" not in row.accessibleName()
    assert screen.hands.buttons[screen.role].text() == "Managers  3"
    assert projector.words.text() == "3 of 6 have voted.", "three hands of managers, of whom one is here"


def test_a_list_on_the_agenda_is_opened_and_come_back_from(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    furnish(path)
    agenda = (
        AgendaItem(kind=AgendaKind.INVENTORY, what="obstacles", minutes=15),
        AgendaItem(kind=AgendaKind.CAPABILITY, what="OBS", minutes=10),
    )
    with Store.open(path) as store:
        perform(store, meetings.add(ASSESSMENT, "Second morning", agenda=agenda, present=(MANAGER,)))
    window = open_window(path)
    screen = enter(qtbot, window)
    assert screen.stage.question.text() == "Obstacles"
    assert stored(path, Meeting)[0].started, "a planned session is begun by F5"
    press(window, K.Key_Return)
    assert window.key == "obstacles"
    press(window, K.Key_F5)
    settled(qtbot, window)
    press(window, K.Key_L)
    asked(qtbot, window, AgendaDialog)
    press(window, K.Key_Down, K.Key_Return)
    back_in(qtbot, window)
    assert screen.desk.stop.question == "OBS-1"


def test_somebody_new_comes_late(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_C)
    asked(qtbot, window, LateDialog)
    press(window, K.Key_Tab)
    write("Test Engineer")
    press(window, K.Key_Tab, K.Key_Down, K.Key_Down, K.Key_Return)
    back_in(qtbot, window)
    new = next(each for each in stored(path, Respondent) if each.role_title == "Test Engineer")
    assert new.id in stored(path, Meeting)[0].present
    assert new.role.value == "engineer"
    assert screen.votes.words.text() == "1 of 5 have voted."


def test_letters_are_text_while_somebody_types_and_can_be_turned_off(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_M, K.Key_2, K.Key_R)
    settled(qtbot, window)
    press(window, K.Key_Return)
    settled(qtbot, window)
    press(window, K.Key_F2)
    write("RVSN 12 0D?")
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-1"
    assert screen.desk.revealed
    press(window, K.Key_Escape)
    settled(qtbot, window)
    assert stored(path, Consensus)[0].dissent.endswith("RVSN 12 0D?")
    Settings().set(known.SINGLE_KEYS, False)
    press(window, K.Key_V, K.Key_N)
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-1"
    assert screen.desk.revealed
    press(window, K.Key_Right)
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-2"


def test_names_stay_hidden_when_r_reveals(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    """R hides names on other screens; in workshop mode it reveals the vote and nothing else."""
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_R)
    settled(qtbot, window)
    assert screen.desk.revealed
    assert not window.session.curtain.hidden


def test_an_empty_vote_is_not_revealed(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N, K.Key_R)
    settled(qtbot, window)
    assert not screen.desk.revealed
    assert window.toast.isVisible()
    assert stored(path, Vote) == []


def test_skipped_questions_keep_their_votes(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_M, K.Key_2)
    settled(qtbot, window)
    press(window, K.Key_S)
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-2"
    vote = stored(path, Vote)[0]
    assert vote.skipped
    assert dict(vote.rounds[0].hands) == {"manager/2": 1}


@pytest.mark.parametrize("state", ["agreed", "closed"])
def test_an_agreed_or_closed_assessment_refuses_and_the_window_stays(
    state: str, qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_M, K.Key_2)
    settled(qtbot, window)
    sides = [Consent(side=side, who="CTO", on=DAY) for side in ("SRE", "Tern Health")]
    edit = life.agree(ASSESSMENT, sides) if state == "agreed" else life.close(ASSESSMENT)
    window.session.run(edit)
    settled(qtbot, window)
    for key in (K.Key_2, K.Key_R):
        window.notice.hide()
        press(window, key)
        settled(qtbot, window)
        said = "Both sides agreed to these answers" if state == "agreed" else "This assessment is closed"
        assert window.notice.isVisible()
        assert window.notice.text.startswith(said)
        assert workshop(window) is screen
        assert not screen.desk.revealed
    window.notice.hide()
    # Going about is still possible, and the clock does not complain.
    press(window, K.Key_N)
    screen.desk.clock.flush()
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-2"
    assert not window.notice.isVisible()
    assert dict(stored(path, Vote)[0].rounds[0].hands) == {"manager/2": 1}


def test_a_wrong_start_is_said_beside_the_button(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    furnish(path)
    window = open_window(path)
    press(window, K.Key_F5)
    settled(qtbot, window)
    screen = workshop(window)
    screen.start.day.setText("tomorrow, perhaps")
    press(window, K.Key_Return)
    assert screen.page == "start"
    assert screen.start._wrong.text().startswith("Write a date such as 22 Nov 2026")
    press(window, K.Key_Escape)
    assert window.key == "overview"
    assert stored(path, Meeting) == []


def test_tab_goes_through_the_roles(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_Tab)
    assert QApplication.focusWidget() in screen.hands.buttons.values()
    before = screen.role
    press(window, K.Key_Tab)
    assert screen.role is not before
    press(window, K.Key_4)
    settled(qtbot, window)
    assert dict(stored(path, Vote)[0].rounds[0].hands) == {f"{screen.role.value}/4": 1}
    assert Qt.FocusPolicy.NoFocus is screen.stage.rows[0].focusPolicy()


def test_what_was_counted_and_said(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    """Names of widgets for who cannot see them."""
    window, screen = open_room(qtbot, open_window, path)
    assert (
        screen.votes.seats.accessibleName() == "voted: 1 engineer; waiting: 1 manager and 2 operations people"
    )
    press(window, K.Key_M, K.Key_2)
    settled(qtbot, window)
    assert screen.hands.buttons[screen.role].accessibleName() == "Count hands of managers: 1 up, chosen"
    assert screen.stage.rows[0].accessibleName().startswith("1: ")
    assert screen.head.time.accessibleName().startswith("Vote: ")
    assert stored(path, Answer)[0].state is AnswerState.RATED


def test_a_session_without_an_agenda_says_so(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    furnish(path)
    with Store.open(path) as store:
        perform(store, meetings.add(ASSESSMENT, "Not planned yet"))
    window = open_window(path)
    screen = enter(qtbot, window)
    assert screen.stage.question.text() == "Nothing is on the agenda yet."
    for key in (K.Key_R, K.Key_N, K.Key_Return, K.Key_I, K.Key_P, K.Key_3, K.Key_F2, K.Key_S, K.Key_T):
        press(window, key)
        settled(qtbot, window)
    assert workshop(window) is screen
    assert stored(path, Vote) == []
