"""What goes wrong in a room: a key pressed twice or in the wrong window, people who are not there, lists that changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from tests.ui.workshop.room import (
    CTRL,
    ENGINEER,
    MANAGER,
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
from ui.workshop.asking import GridDialog
from ui.workshop.talk_page import NOTHING_ASKED
from workbench.actions import assessments, meetings, respondents
from workbench.actions.edit import perform, together
from workbench.content.loader import built_in_pack
from workbench.domain.assessment import Consensus, Respondent
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting, Vote
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.workshop.screen import WorkshopScreen

OTHER = "9" * 32


def listed(screen: WorkshopScreen) -> list[str]:
    people = screen.start.people
    return [people.item(i).text() for i in range(people.count())]


# Keys pressed twice


def test_enter_twice_records_what_was_chosen_and_not_the_median(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, _screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N, K.Key_M, K.Key_2, K.Key_E, K.Key_2)
    settled(qtbot, window)
    press(window, K.Key_R)
    settled(qtbot, window)
    # The second Enter comes before the first is on disk.
    press(window, K.Key_4, K.Key_Return, K.Key_Return)
    settled(qtbot, window)
    assert [each.value for each in stored(path, Consensus)] == [4]


def test_enter_twice_begins_one_session(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    furnish(path)
    window = open_window(path)
    press(window, K.Key_F5)
    settled(qtbot, window)
    press(window, K.Key_Return, K.Key_Return)
    settled(qtbot, window)
    assert len(stored(path, Meeting)) == 1


def test_skipping_the_last_question_says_that_it_was_the_last(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N, K.Key_N)
    settled(qtbot, window)
    press(window, K.Key_S)
    settled(qtbot, window)
    assert screen.desk.stop.question == "OBS-1"
    assert window.toast.isVisible()


# The wrong window, the wrong moment


def test_keys_on_the_projector_do_nothing_while_a_dialog_is_open(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_W, K.Key_N, K.Key_M, K.Key_2)
    settled(qtbot, window)
    projector = screen.projecting.window
    assert projector is not None
    press(window, K.Key_F2)
    dialog = asked(qtbot, window, GridDialog)
    QTest.keyClick(projector, K.Key_R)
    QTest.keyClick(projector, K.Key_N)
    settled(qtbot, window)
    assert not screen.desk.revealed
    assert screen.desk.stop.question == "SPON-2"
    dialog.reject()
    back_in(qtbot, window)
    projector.activateWindow()
    qtbot.waitUntil(projector.isActiveWindow, timeout=2000)
    QTest.keyClick(projector, K.Key_R)
    settled(qtbot, window)
    assert screen.desk.revealed


def test_del_takes_nothing_back_while_a_vote_is_hidden(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, _screen = open_room(qtbot, open_window, path)
    for key in (K.Key_R, K.Key_Return, K.Key_V, K.Key_Delete):
        press(window, key)
        settled(qtbot, window)
    assert [each.value for each in stored(path, Consensus)] == [4]


def test_whoever_has_the_keyboard_can_neither_undo_nor_leave(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N, K.Key_P, K.Key_5)
    settled(qtbot, window)
    press(window, K.Key_Z, K.Key_1, K.Key_G, mod=CTRL)
    settled(qtbot, window)
    assert window.key == "workshop"
    assert screen.page == "turn"
    assert [dict(each.rounds[0].voices) for each in stored(path, Vote)] == [{MANAGER: "5"}]
    press(window, K.Key_Escape)
    press(window, K.Key_Z, mod=CTRL)
    settled(qtbot, window)
    assert stored(path, Vote) == []


# What was recorded before, and what was typed beside it


def test_after_voting_again_enter_records_what_the_room_says_now(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    press(window, K.Key_N, K.Key_M, K.Key_2)
    for key in (K.Key_R, K.Key_Return, K.Key_V, K.Key_4, K.Key_R):
        press(window, key)
        settled(qtbot, window)
    assert screen.result.advice.text() == "Level 2 was recorded before this vote."
    assert screen.result.primary.accessibleName() == "Record level 4, the median"
    press(window, K.Key_Return)
    settled(qtbot, window)
    assert [each.value for each in stored(path, Consensus)] == [4]
    assert screen.result.advice.text() == "Level 4 is recorded."
    # Taken back, the record of the round before stands again.
    press(window, K.Key_Z, mod=CTRL)
    settled(qtbot, window)
    assert [each.value for each in stored(path, Consensus)] == [2]
    press(window, K.Key_N)
    settled(qtbot, window)
    assert screen.desk.stop.question == "OBS-1"


def test_what_was_typed_into_the_dissent_stays_when_another_level_is_recorded(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, _screen = open_room(qtbot, open_window, path)
    press(window, K.Key_M, K.Key_2, K.Key_R)
    settled(qtbot, window)
    press(window, K.Key_Return)
    settled(qtbot, window)
    assert [each.dissent for each in stored(path, Consensus)] == ["Engineers: 1 at level 4."]
    press(window, K.Key_F2)
    write(" The pager is silent, says Ottilie.")
    press(window, K.Key_Escape)
    settled(qtbot, window)
    press(window, K.Key_3, K.Key_Return)
    settled(qtbot, window)
    # With the name: what is stored is what was typed, not what is shown of it.
    wanted = "Managers: 1 at level 2. Engineers: 1 at level 4. The pager is silent, says Ottilie."
    assert [each.dissent for each in stored(path, Consensus)] == [wanted]


# Who is there, and what is offered


def test_answers_sent_in_are_shown_though_nobody_is_in_the_room(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    furnish(path)
    with Store.open(path) as store:
        agenda = (AgendaItem(kind=AgendaKind.CAPABILITY, what="SPON"),)
        perform(store, meetings.add(ASSESSMENT, "By telephone", agenda=agenda))
    window = open_window(path)
    screen = enter(qtbot, window)
    assert screen.votes.words.text() == "1 answered before."
    press(window, K.Key_R)
    settled(qtbot, window)
    assert screen.desk.revealed
    assert screen.stage.rows[3].line.total == 1


def test_too_few_answers_sent_in_alone_are_not_put_on_the_projector(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    """The smallest group is 3; one engineer has sent level 4 in alone."""
    window, screen = open_room(qtbot, open_window, path, alone=True)
    press(window, K.Key_W, K.Key_R)
    settled(qtbot, window)
    assert not screen.desk.revealed
    assert window.toast.isVisible()
    projector = screen.projecting.window
    assert projector is not None
    assert all(each.line.voices is None for each in projector.stage.rows)
    # Among votes of the room it is shown, without roles.
    press(window, K.Key_M, K.Key_2, K.Key_2, K.Key_R)
    settled(qtbot, window)
    assert screen.desk.revealed
    assert [each.line.voices for each in projector.stage.rows][1:4:2] == [(("", 2),), (("", 1),)]


def test_whose_answers_are_set_aside_has_not_voted(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    furnish(path)
    with Store.open(path) as store:
        perform(store, respondents.set_aside(ENGINEER, "Left the company"))
    window = open_window(path)
    screen = enter(qtbot, window)
    assert screen.votes.words.text() == "0 of 3 have voted."
    press(window, K.Key_R)
    settled(qtbot, window)
    assert not screen.desk.revealed


def test_the_form_offers_who_is_on_the_list_now(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    furnish(path)
    window = open_window(path)
    press(window, K.Key_F5)
    settled(qtbot, window)
    workshop(window).start.title.setText("Typed already")
    press(window, K.Key_Escape)
    press(window, K.Key_F5)
    assert workshop(window).start.title.text() == "Typed already"
    press(window, K.Key_Escape)
    window.session.run(respondents.add(ASSESSMENT, Role.MANAGER, role_title="Newcomer"))
    settled(qtbot, window)
    press(window, K.Key_F5)
    settled(qtbot, window)
    assert "Newcomer   Manager" in listed(workshop(window))


def test_the_form_offers_people_of_the_assessment_that_is_open(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    furnish(path)
    pack, source = built_in_pack()
    day = dt.date(2026, 11, 23)
    second = assessments.create(pack, source, "Second", day, tuple(Role), assessment_id=OTHER)
    with Store.open(path) as store:
        boss = respondents.add(OTHER, Role.MANAGER, respondent_id="8" * 32, role_title="Other boss")
        perform(store, together("A second assessment", [second, boss]))
    window = open_window(path)
    press(window, K.Key_F5)
    settled(qtbot, window)
    press(window, K.Key_Escape)
    window.session.open_assessment(OTHER)
    settled(qtbot, window)
    press(window, K.Key_F5)
    settled(qtbot, window)
    screen = workshop(window)
    assert listed(screen) == ["Other boss   Manager"]
    press(window, K.Key_Return)
    qtbot.waitUntil(lambda: screen.page == "talk", timeout=5000)
    settled(qtbot, window)
    held = stored(path, Meeting)[0]
    assert (held.assessment, held.present) == (OTHER, ("8" * 32,))


def test_a_capability_nothing_is_asked_of_is_no_list(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    furnish(path)
    agenda = (AgendaItem(kind=AgendaKind.CAPABILITY, what="REL"),)
    with Store.open(path) as store:
        perform(store, meetings.add(ASSESSMENT, "Planned for more", agenda=agenda, present=(MANAGER,)))
    window = open_window(path)
    screen = enter(qtbot, window)
    assert screen.listed.words.text() == NOTHING_ASKED
    assert not screen.listed.open.isVisible()
    press(window, K.Key_Return)
    assert window.key == "workshop"
    assert window.toast.isVisible()
    assert stored(path, Vote) == []
    assert len(stored(path, Respondent)) == 4
