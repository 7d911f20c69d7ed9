"""The daily update in a real window: a round by person, the clock, blockers that become obstacles, other days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from tests.ui.test_inventories import LONG, SIZES, book_of, prepare, said
from ui.screens.daily import DailyScreen
from ui.screens.obstacles import ObstaclesScreen
from workbench.actions import daily, respondents
from workbench.domain.daily import DailyUpdate
from workbench.domain.role import Role

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

TODAY = dt.date.today()
YESTERDAY = TODAY - dt.timedelta(1)


class Watch:
    """A clock that stands still until it is moved."""

    now = 50.0

    def __call__(self) -> float:
        return self.now


def show(window: MainWindow, watch: Watch | None = None) -> DailyScreen:
    """Open the screen; with a watch of the test in place of the computer's."""
    if watch is not None:
        window._adopt("daily", DailyScreen(window.session, window.theme, watch))
    window.go_to("daily")
    screen = window.current
    assert isinstance(screen, DailyScreen)
    return screen


def updates(window: MainWindow, day: dt.date = TODAY) -> list[DailyUpdate]:
    return [each for each in book_of(window).daily_updates if each.day == day]


def people(screen: DailyScreen) -> list[str]:
    return [each.who for each in screen.model.shown]


def write(qtbot: QtBot, screen: DailyScreen, field: str, text: str) -> None:
    control: Any = screen.form.controls[field]
    control.edit.setFocus()
    qtbot.keyClicks(control.edit, text)
    control.flush()


def test_the_first_round_begins_with_the_respondents_and_is_saved_as_typed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    assert people(screen) == ["Head of Operations", "Build Engineer"]
    assert "Nobody has said anything on this day yet." in said(window)
    assert book_of(window).daily_updates == []
    screen.choose(screen.model.shown[1].id)
    write(qtbot, screen, "last", "Scans run")
    write(qtbot, screen, "following", "Measure <b>them</b>")
    settled(qtbot, window)
    assert [(each.who, each.last, each.following) for each in updates(window)] == [
        ("Build Engineer", "Scans run", "Measure <b>them</b>")
    ]
    # Once somebody has spoken, the round is theirs: no more of those who merely answer are expected.
    assert people(screen) == ["Build Engineer"]
    assert screen._turn() is not None
    window.session.undo()
    window.session.undo()
    qtbot.waitUntil(lambda: updates(window) == [], timeout=5000)
    settled(qtbot, window)
    assert people(screen) == ["Head of Operations", "Build Engineer"]
    write(qtbot, screen, "last", "Again")
    settled(qtbot, window)
    assert len(updates(window)) == 1


def test_the_round_of_the_day_before_is_expected_with_its_plans(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        daily.say(ASSESSMENT, YESTERDAY, "Tester", following="Test the scans"),
        daily.say(ASSESSMENT, YESTERDAY, "Build Engineer"),
        daily.say(ASSESSMENT, TODAY, "build engineer", last="Done"),
    )
    window = open_window(workspace)
    screen = show(window)
    assert people(screen) == ["build engineer", "Tester"]
    screen.choose(screen.model.shown[1].id)
    assert "Test the scans" in said(window)
    assert [each.id for each in screen.recent_model.shown] == [each.id for each in updates(window, YESTERDAY)]


def test_days_are_gone_through_by_keys_and_from_the_list_of_days(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, daily.say(ASSESSMENT, YESTERDAY, "Tester", last="Found two"))
    window = open_window(workspace)
    screen = show(window)
    screen.recent.setFocus()
    screen.recent.choose(updates(window, YESTERDAY)[0].id)
    qtbot.keyClick(screen.recent, Qt.Key.Key_Return)
    assert screen.day == YESTERDAY
    assert people(screen) == ["Tester"]
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert screen.day == TODAY
    qtbot.keyClick(screen.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(screen.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert screen.day == TODAY - dt.timedelta(2)
    qtbot.keyClick(screen.add_line, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert screen.day == TODAY
    screen.date.edit.setText("soon")
    screen.date.flush()
    assert screen._trouble.isVisible()
    assert screen.day == TODAY


def test_the_clock_counts_each_person_and_says_when_it_is_over(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, daily.say(ASSESSMENT, TODAY, "Tester"), daily.say(ASSESSMENT, TODAY, "Builder"))
    window, watch = open_window(workspace), Watch()
    screen = show(window, watch)
    timer = screen.timer
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    watch.now += 95
    timer.tick()
    assert timer.total.text() == "1:35 of 15:00"
    assert timer.who.text() == "Tester: 1:35"
    qtbot.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: updates(window)[0].seconds == 95, timeout=5000)
    assert screen.selected == updates(window)[1].id
    watch.now += 100
    qtbot.keyClick(screen.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: updates(window)[1].seconds == 100, timeout=5000)
    # While it is paused nothing counts.
    watch.now += 1000
    timer.tick()
    assert timer.total.text() == "3:15 of 15:00"
    qtbot.keyClick(screen.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    watch.now += 706
    timer.tick()
    # 95 + 100 + 706 = 901.
    assert timer.over.isVisible()
    assert timer.over.text().startswith("1 second over the 15 minutes.")
    qtbot.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert not timer.clock.running
    assert sum(each.seconds for each in updates(window)) == 901


def test_leaving_the_screen_keeps_the_time(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    prepare(workspace, daily.say(ASSESSMENT, TODAY, "Tester"))
    window, watch = open_window(workspace), Watch()
    screen = show(window, watch)
    screen.timer.toggle()
    watch.now += 7.9
    window.go_to("overview")
    qtbot.waitUntil(lambda: updates(window)[0].seconds == 7, timeout=5000)
    assert not screen.timer.clock.running


def test_a_blocker_becomes_an_obstacle_and_leads_to_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, daily.say(ASSESSMENT, TODAY, "Tester"))
    window = open_window(workspace)
    screen = show(window)
    assert not screen.list_it.isEnabled()
    write(qtbot, screen, "blocker", "No rights & no <i>keys</i>")
    qtbot.waitUntil(screen.list_it.isEnabled, timeout=5000)
    qtbot.mouseClick(screen.list_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(book_of(window).obstacles) == 1, timeout=5000)
    obstacle = book_of(window).obstacles[0]
    assert obstacle.title == "No rights & no <i>keys</i>"
    qtbot.waitUntil(lambda: not screen.list_it.isVisible(), timeout=5000)
    assert "1 blocker, 1 listed as an obstacle" in said(window)
    link = next(
        each
        for each in screen.findChildren(type(screen.list_it))
        if each.accessibleName() == f"Go to {obstacle.code}"
    )
    link.click()
    assert isinstance(window.current, ObstaclesScreen)
    assert window.current.selected == obstacle.id
    window.session.undo()
    qtbot.waitUntil(lambda: book_of(window).obstacles == [], timeout=5000)
    window.go_to("daily")
    qtbot.waitUntil(screen.list_it.isVisible, timeout=5000)


def test_people_are_added_renamed_moved_and_taken_off(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, respondents.add(ASSESSMENT, Role.ENGINEER, role_title="Network Engineer"))
    window = open_window(workspace)
    screen = show(window)
    for name in ("Tester", "Builder"):
        screen.add_line.setFocus()
        qtbot.keyClicks(screen.add_line, name)
        qtbot.keyClick(screen.add_line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda name=name: name in people(screen), timeout=5000)
    assert people(screen) == ["Tester", "Builder"]
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: people(screen) == ["Builder", "Tester"], timeout=5000)
    who: Any = screen.form.controls["who"]
    who.edit.selectAll()
    write(qtbot, screen, "who", "Build Engineer")
    qtbot.waitUntil(lambda: people(screen) == ["Build Engineer", "Tester"], timeout=5000)
    who.edit.selectAll()
    qtbot.keyClick(who.edit, Qt.Key.Key_Delete)
    who.flush()
    qtbot.waitUntil(lambda: "Say whose update this is." in said(window), timeout=5000)
    assert updates(window)[0].who == "Build Engineer"
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: people(screen) == ["Tester"], timeout=5000)
    window.session.undo()
    qtbot.waitUntil(lambda: len(updates(window)) == 2, timeout=5000)


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_its_view_whatever_is_typed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, size: tuple[int, int]
) -> None:
    prepare(
        workspace,
        daily.say(ASSESSMENT, TODAY, LONG, last=LONG, following=LONG, blocker=LONG),
        daily.say(ASSESSMENT, YESTERDAY, LONG, last=LONG, following=LONG, blocker=LONG),
    )
    window = open_window(workspace, size=size)
    screen = show(window)
    page: Any = screen.body.parentWidget()
    qtbot.waitUntil(lambda: screen.body.width() <= page.width(), timeout=3000)
