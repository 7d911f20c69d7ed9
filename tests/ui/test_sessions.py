"""Sessions in a real window: planned, ticked, timed and noted by keys, on one page of paper at the end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, ENGINEER, MANAGER
from tests.ui.test_inventories import LONG, SIZES, book_of, prepare, said, type_title
from tests.ui.test_names import seen
from ui.dialogs.paste import PasteDialog
from ui.dialogs.pick import PickDialog
from ui.screens.sessions import SessionsScreen
from workbench.actions import answers, meeting_parts, meetings, respondents, votes
from workbench.domain.action import Action
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.obstacle import Obstacle
from workbench.domain.role import Role

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

M, OTHER = "1" * 32, "2" * 32
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
SPON = AgendaItem(kind=AgendaKind.CAPABILITY, what="SPON", minutes=12)
OBS = AgendaItem(kind=AgendaKind.CAPABILITY, what="OBS", minutes=20)
LISTED = AgendaItem(kind=AgendaKind.INVENTORY, what="obstacles", minutes=15)


@pytest.fixture
def planned(workspace: Path) -> Path:
    """The workspace with two sessions; the first one has an agenda."""
    prepare(
        workspace,
        meetings.add(ASSESSMENT, "Morning", entity_id=M),
        meetings.add(ASSESSMENT, "Afternoon", entity_id=OTHER),
        meeting_parts.add_items(M, [SPON, OBS, LISTED]),
    )
    return workspace


def screen_of(window: MainWindow) -> SessionsScreen:
    window.go_to("sessions")
    screen = window.current
    assert isinstance(screen, SessionsScreen)
    return screen


def session(window: MainWindow, meeting_id: str = M) -> Meeting:
    found = book_of(window).get(Meeting, meeting_id)
    assert found is not None
    return found


def test_an_empty_list_says_how_to_begin_and_a_title_is_enough(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    assert "No sessions yet" in said(window)
    qtbot.keyClick(screen, Qt.Key.Key_A)
    assert screen.add_line.hasFocus()
    type_title(qtbot, window, screen, "Morning")
    type_title(qtbot, window, screen, "Afternoon")
    assert [(each.code, each.title) for each in book_of(window).all(Meeting)] == [
        ("M1", "Morning"),
        ("M2", "Afternoon"),
    ]
    assert window.sidebar.items["sessions"].accessibleName().startswith("Sessions")
    assert "2 sessions, 0 ended." in said(window)
    assert "Nothing is on the agenda" in said(window)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, window)
    assert [each.title for each in book_of(window).all(Meeting)] == ["Afternoon", "Morning"]
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert [each.title for each in book_of(window).all(Meeting)] == ["Morning"]
    window.session.undo()
    settled(qtbot, window)
    assert len(book_of(window).all(Meeting)) == 2


def test_an_agenda_is_made_by_keys_with_the_minutes_the_pack_suggests(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, meetings.add(ASSESSMENT, "Morning", entity_id=M))
    window = open_window(workspace)
    screen = screen_of(window)
    screen.agenda.pick()
    dialog = next(each for each in window.findChildren(PickDialog) if each.isVisible())
    dialog.tick(SPON.key)
    dialog.tick(LISTED.key)
    dialog.on_accept()
    settled(qtbot, window)
    book = book_of(window)
    asked = [each for each in book.questions if each.capability == "SPON"]
    assert [(each.key, each.minutes) for each in session(window).agenda] == [
        (SPON.key, round(len(asked) * book.pack.pace.together)),
        (LISTED.key, 10),
    ]
    table = screen.agenda.table
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=3000)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    qtbot.waitUntil(table.hasFocus, timeout=3000)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert [each.done for each in session(window).agenda] == [True, False]
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, window)
    assert [each.key for each in session(window).agenda] == [LISTED.key, SPON.key]
    screen.agenda.table.edited.emit(LISTED.key, "minutes", "25")
    settled(qtbot, window)
    assert session(window).agenda[0].minutes == 25
    screen.agenda.table.edited.emit(LISTED.key, "minutes", "soon")
    assert screen._trouble.isVisible()
    screen.agenda.table.edited.emit(LISTED.key, "minutes", "5000")
    settled(qtbot, window)
    assert "minutes planned" in screen._trouble.text()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert [each.key for each in session(window).agenda] == [LISTED.key]
    window.session.undo()
    settled(qtbot, window)
    assert [each.key for each in session(window).agenda] == [LISTED.key, SPON.key]


def test_what_is_used_is_shown_beside_what_is_planned(open_window: OpenWindow, planned: Path) -> None:
    prepare(
        planned,
        meetings.begin(M, NOW),
        meetings.spend(M, {SPON.key: 18 * 60, OBS.key: 7 * 60}),
        meeting_parts.change_item(M, SPON.key, done=True),
    )
    window = open_window(planned)
    screen = screen_of(window)
    # 12 + 20 + 15 minutes are planned and 18 + 7 used; the one done took 6 more than planned.
    assert "1 of 3 items done, 25 of 47 minutes used, behind by 6 min." in said(window)
    row = [screen.model.cell(0, i).text for i in range(screen.model.columnCount())]
    assert row[5:] == ["1 of 3", "25 of 47 min", "behind by 6 min", "going on"]
    cells = [[screen.agenda.model.cell(i, j).text for j in (0, 5)] for i in range(3)]
    assert cells == [["done", "6 min over"], ["–", "13 min left"], ["–", "–"]]


def test_people_are_ticked_one_by_one_and_by_role_and_somebody_comes_late(
    qtbot: QtBot, open_window: OpenWindow, planned: Path
) -> None:
    prepare(planned, respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id="7" * 32, role_title="Tester"))
    window = open_window(planned)
    screen = screen_of(window)
    screen.show_view("people")
    pane = screen.people
    head = pane.item("Engineer")
    assert head is not None
    head.setCheckState(0, Qt.CheckState.Checked)
    settled(qtbot, window)
    assert session(window).present == (ENGINEER, "7" * 32)
    assert "2 people are there: 2 engineers." in said(window)
    one = pane.item("7" * 32)
    assert one is not None
    one.setCheckState(0, Qt.CheckState.Unchecked)
    settled(qtbot, window)
    head = pane.item("Engineer")
    assert head is not None
    assert head.checkState(0) is Qt.CheckState.PartiallyChecked
    pane.all.click()
    settled(qtbot, window)
    assert set(session(window).present) == {MANAGER, ENGINEER, "7" * 32}
    pane.role.setCurrentIndex(list(Role).index(Role.OPERATIONS))
    pane.late.setFocus()
    qtbot.keyClicks(pane.late, "Night shift")
    qtbot.keyClick(pane.late, Qt.Key.Key_Return)
    settled(qtbot, window)
    late = book_of(window).people()[-1]
    assert (late.role, late.role_title, late.id in session(window).present) == (
        Role.OPERATIONS,
        "Night shift",
        True,
    )
    pane.none.click()
    settled(qtbot, window)
    assert session(window).present == ()
    window.session.undo()
    settled(qtbot, window)
    assert len(session(window).present) == 4


def test_what_is_decided_and_parked_is_written_where_it_stands(
    qtbot: QtBot, open_window: OpenWindow, planned: Path
) -> None:
    window = open_window(planned)
    screen = screen_of(window)
    screen.show_view("parts")
    pane = screen.parts
    for line, words in ((pane.add_decision, "Page on burn rate"), (pane.add_parked, "Who pages at night?")):
        line.setFocus()
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, window)
    pane.decisions[0].owner.setFocus()
    qtbot.keyClicks(pane.decisions[0].owner, "CTO")
    pane.decisions[0].due.edit.setFocus()
    qtbot.keyClicks(pane.decisions[0].due.edit, "1 Dec 2026")
    screen.leave()
    settled(qtbot, window)
    found = session(window).decisions[0]
    assert (found.text, found.owner, found.due) == ("Page on burn rate", "CTO", dt.date(2026, 12, 1))
    pane.parked[0].text.setFocus()
    pane.parked[0].text.selectAll()
    qtbot.keyClick(pane.parked[0].text, Qt.Key.Key_Delete)
    screen.leave()
    settled(qtbot, window)
    assert "Write some words, or remove it." in said(window)
    assert session(window).parked[0].text == "Who pages at night?"
    pane.parked[0].text.start("Who pages at night?")
    pane.parked[0].obstacle.click()
    settled(qtbot, window)
    assert [each.title for each in book_of(window).all(Obstacle)] == ["Who pages at night?"]
    assert window.key == "obstacles"
    window.session.undo()
    settled(qtbot, window)
    assert book_of(window).all(Obstacle) == []
    screen = screen_of(window)
    before = len(book_of(window).all(Action))
    screen.parts.parked[0].action.click()
    settled(qtbot, window)
    assert len(book_of(window).all(Action)) == before + 1


def test_votes_are_told_by_role_and_only_once_they_are_revealed(
    open_window: OpenWindow, planned: Path
) -> None:
    prepare(
        planned,
        votes.raise_hands(M, "SPON-2", Role.ENGINEER, "4", 2),
        votes.raise_hands(M, "SPON-2", Role.MANAGER, "2", 3),
        votes.reveal(M, "SPON-2"),
        answers.agree(ASSESSMENT, "SPON-2", 3, dissent="Engineers saw more."),
        votes.raise_hands(M, "SPON-4", Role.ENGINEER, "5", 1),
    )
    window = open_window(planned)
    screen = screen_of(window)
    screen.show_view("votes")
    pane = screen.votes
    rows = [[pane.model.cell(i, j).text for j in (1, 2, 3)] for i in range(2)]
    assert rows == [["1", "revealed", "level 3"], ["1", "hidden", "–"]]
    words = pane.words.text()
    assert "Dissent: Engineers saw more." in words
    assert "Manager: 3 at level 2" in words
    assert "Engineer: 2 at level 4" in words
    pane.table.choose("SPON-4", tell=True)
    assert pane.words.text() == "Nothing is agreed on yet.\nThe vote is hidden."


def test_a_session_is_handed_to_the_workshop_ended_and_gone_on_with(
    qtbot: QtBot, open_window: OpenWindow, planned: Path
) -> None:
    window = open_window(planned)
    screen = screen_of(window)
    screen.choose(M)
    asked: list[tuple[str, object]] = []
    screen.go.connect(lambda key, details: asked.append((key, details)))
    screen.start.click()
    assert asked == [("workshop", M)]
    assert window.key == "workshop"
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    # The other one was not begun by the way.
    assert [bool(each.started) for each in book.all(Meeting)] == [each.id == M for each in book.all(Meeting)]
    window.go_to("sessions")
    settled(qtbot, window)
    assert screen.start.text().strip() == "Go on with the session"
    screen.over.click()
    settled(qtbot, window)
    assert session(window).ended
    assert "2 sessions, 1 ended." in said(window)
    # Gone on with it is this one again, though another one has not ended.
    screen.choose(M)
    screen.start.click()
    settled(qtbot, window)
    assert window.key == "workshop"
    assert not session(window).ended
    book = window.session.book
    assert book is not None
    assert [each.id for each in book.all(Meeting) if each.started] == [M]


def test_the_form_saves_by_itself_and_an_empty_limit_is_none(
    qtbot: QtBot, open_window: OpenWindow, planned: Path
) -> None:
    window = open_window(planned)
    screen = screen_of(window)
    screen.choose(M)
    for key, text in (("place", "Room 4"), ("day", "24 Nov 2026"), ("timebox", "")):
        edit = screen.form.controls[key].edit  # type: ignore[attr-defined]
        edit.setFocus()
        edit.selectAll()
        qtbot.keyClick(edit, Qt.Key.Key_Backspace)
        qtbot.keyClicks(edit, text)
    screen.leave()
    settled(qtbot, window)
    found = session(window)
    assert (found.place, found.day, found.timebox) == ("Room 4", dt.date(2026, 11, 24), 0)


def test_names_are_hidden_everywhere_and_nothing_covered_is_written(
    qtbot: QtBot, open_window: OpenWindow, planned: Path
) -> None:
    prepare(
        planned,
        respondents.change(MANAGER, name="Vera Quint"),
        meetings.change(M, title="With Vera Quint"),
        meetings.park(M, "Ask Vera Quint"),
        meetings.decide(M, "Vera Quint decides", "Vera Quint"),
        meetings.come(M, MANAGER),
    )
    window = open_window(planned)
    screen = screen_of(window)
    for view in ("agenda", "people", "parts"):
        screen.show_view(view)
    assert "vera quint" in seen(window)
    window.menus.trigger("names")
    settled(qtbot, window)
    for view in ("agenda", "people", "votes", "parts"):
        screen.show_view(view)
        assert "quint" not in seen(window)
    assert screen.parts.parked[0].text.isReadOnly()
    # A tick beside a role leaves the name that is stored.
    screen.parts.parked[0].done.click()
    settled(qtbot, window)
    window.menus.trigger("names")
    settled(qtbot, window)
    assert (session(window).parked[0].text, session(window).parked[0].done) == ("Ask Vera Quint", True)
    assert not screen.parts.parked[0].text.isReadOnly()


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_its_view_whatever_is_typed(
    qtbot: QtBot, open_window: OpenWindow, planned: Path, size: tuple[int, int]
) -> None:
    prepare(
        planned,
        meetings.change(M, title=LONG, place=LONG),
        meetings.park(M, LONG, "SPON-1"),
        meetings.decide(M, LONG, LONG, dt.date(2026, 12, 1), "SPON-1"),
        respondents.change(MANAGER, role_title=LONG, name=LONG, team=LONG),
        votes.raise_hands(M, "SPON-2", Role.ENGINEER, "4", 2),
        votes.reveal(M, "SPON-2"),
        answers.agree(ASSESSMENT, "SPON-2", 3, dissent=LONG),
    )
    window = open_window(planned, size=size)
    screen = screen_of(window)
    page = screen._page()
    assert page is not None
    for view in ("agenda", "people", "votes", "parts"):
        screen.show_view(view)
        qtbot.waitUntil(lambda: screen.body.width() <= page.viewport().width(), timeout=3000)


def test_a_record_is_a_page_of_its_own_without_names(
    qtbot: QtBot, open_window: OpenWindow, planned: Path, tmp_path: Path
) -> None:
    prepare(
        planned,
        respondents.change(MANAGER, name="Vera Quint"),
        meetings.come(M, MANAGER),
        meetings.park(M, "Ask Vera Quint"),
    )
    window = open_window(planned)
    screen = screen_of(window)
    heard: list[str] = []
    screen.say.connect(heard.append)
    path = tmp_path / "record.pdf"
    screen.desk.write(M, path)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert heard == ["Written: record.pdf, 1 page"]
    text = PdfReader(path).pages[0].extract_text()
    assert "Morning" in text
    assert "1 manager" in text
    assert "Afternoon" not in text
    assert "Vera" not in text
    screen.desk.write(M, tmp_path / "no" / "such" / "record.pdf")
    qtbot.waitUntil(screen._trouble.isVisible, timeout=20_000)


def test_sessions_are_pasted_from_a_spreadsheet(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    screen.paste("Session\tDate\tPlace\nMorning\t24 Nov 2026\tRoom 4")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(PasteDialog)), timeout=5000)
    dialog = next(each for each in window.findChildren(PasteDialog) if each.isVisible())
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=5000)
    dialog.primary.click()
    qtbot.waitUntil(lambda: len(book_of(window).all(Meeting)) == 1, timeout=5000)
    found = book_of(window).all(Meeting)[0]
    assert (found.code, found.title, found.day, found.place) == (
        "M1",
        "Morning",
        dt.date(2026, 11, 24),
        "Room 4",
    )


def test_what_is_typed_of_one_session_never_lands_in_another(
    qtbot: QtBot, open_window: OpenWindow, planned: Path
) -> None:
    prepare(planned, meetings.decide(M, "First"), meetings.decide(OTHER, "Second"))
    window = open_window(planned)
    screen = screen_of(window)
    screen.choose(M)
    screen.show_view("parts")
    line = screen.parts.decisions[0].text
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Changed")
    screen.choose(OTHER)
    settled(qtbot, window)
    assert [each.text for each in session(window).decisions] == ["Changed"]
    assert [each.text for each in session(window, OTHER).decisions] == ["Second"]
    assert screen.parts.decisions[0].text.text() == "Second"
    window.session.undo()
    settled(qtbot, window)
    assert [each.text for each in session(window).decisions] == ["First"]
