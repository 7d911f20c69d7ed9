"""The plan put in dates: bad input beside its field, a look at what moves, one step of undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, SECOND_ACTION
from tests.ui.test_plan import action_of, show
from ui.screens.plan.schedule_dialog import ScheduleDialog, read_holidays
from workbench.actions import plan
from workbench.actions.edit import together
from workbench.domain.plan_settings import PlanSettings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> MainWindow:
    made = open_window(workspace)
    edits = [plan.change(FIRST_ACTION, effort_days=5.0), plan.change(SECOND_ACTION, effort_days=3.0)]
    made.session.run(together("Estimate", edits))
    settled(qtbot, made)
    return made


def asked(window: MainWindow) -> ScheduleDialog:
    show(window).ask_schedule()
    dialog = window.findChild(ScheduleDialog)
    assert dialog is not None
    return dialog


def fill(dialog: ScheduleDialog, start: str = "", capacity: str = "", holidays: str = "") -> None:
    if start:
        dialog.start.setText(start)
    if capacity:
        dialog.capacity.setText(capacity)
    dialog.holidays.setPlainText(holidays)
    dialog.preview()


def test_what_moves_is_seen_before_it_moves_and_is_one_step(qtbot: QtBot, window: MainWindow) -> None:
    before = action_of(window, FIRST_ACTION), action_of(window, SECOND_ACTION)
    count = window.session.undo_stack.count()
    dialog = asked(window)
    # A Monday; 3 December is nobody's day.
    fill(dialog, "30 Nov 2026", "1", "3 Dec 2026")
    assert [move.action.code for move in dialog._model.shown] == ["A1", "A2"]
    assert dialog.lines[0].text() == "2 of 2 actions move."
    assert dialog.lines[1].text().startswith("All is finished by 10 Dec 2026;")
    assert (action_of(window, FIRST_ACTION), action_of(window, SECOND_ACTION)) == before
    dialog.on_accept()
    settled(qtbot, window)
    first, second = action_of(window, FIRST_ACTION), action_of(window, SECOND_ACTION)
    # Five days less the holiday end on the next Monday; then three more.
    assert (first.start, first.finish) == (dt.date(2026, 11, 30), dt.date(2026, 12, 7))
    assert (second.start, second.finish) == (dt.date(2026, 12, 8), dt.date(2026, 12, 10))
    qtbot.waitUntil(lambda: window.findChild(ScheduleDialog) is None, timeout=3000)
    book = window.session.book
    assert book is not None
    settings = book.plan_settings
    assert (settings.start, settings.capacity) == (dt.date(2026, 11, 30), 1)
    assert settings.holidays == (dt.date(2026, 12, 3),)
    assert window.session.undo_stack.count() == count + 1
    window.session.undo()
    qtbot.waitUntil(lambda: action_of(window, FIRST_ACTION).start == before[0].start, timeout=3000)
    assert book.plan_settings.holidays == ()


def test_bad_input_is_said_beside_its_field(qtbot: QtBot, window: MainWindow) -> None:
    dialog = asked(window)
    fill(dialog, "tomorrow", "0", "25 Dec 2026\n31 Feb 2027\nNew Year")
    assert "Write a date such as" in dialog.trouble_of("start")
    assert dialog.trouble_of("capacity") == "With nobody at work nothing is ever finished: write 1 or more."
    assert "line 2, ‘31 Feb 2027’; line 3, ‘New Year’" in dialog.trouble_of("holidays")
    assert dialog.holidays.accessibleDescription() == dialog.trouble_of("holidays")
    assert not dialog.primary.isEnabled()
    dialog.on_accept()
    assert dialog.isVisible()
    fill(dialog, "30 Nov 2026", "999", "")
    assert "from 1 to 500" in dialog.trouble_of("capacity")
    # What was typed is still there, and mending it is enough.
    fill(dialog, "30 Nov 2026", "2", "25 Dec 2026")
    assert not any(dialog.trouble_of(key) for key in ("start", "capacity", "holidays"))
    assert dialog.primary.isEnabled()


def test_holidays_are_read_once_each_and_in_order() -> None:
    assert read_holidays("2026-12-26\n\n 25 Dec 2026 \n26.12.2026") == (
        dt.date(2026, 12, 25),
        dt.date(2026, 12, 26),
    )
    with pytest.raises(ValueError, match="line 1, ‘x’"):
        read_holidays("x")


def test_a_circle_is_named_by_its_codes(qtbot: QtBot, theme: Theme, window: MainWindow) -> None:
    book = window.session.book
    assert book is not None
    # No edit can make one; a file from elsewhere may hold it.
    one = action_of(window, FIRST_ACTION)
    circle = [replace(one, after=(SECOND_ACTION,)), action_of(window, SECOND_ACTION)]
    settings = PlanSettings(id="", assessment=ASSESSMENT, start=dt.date(2026, 11, 30))
    dialog = ScheduleDialog(theme, circle, {}, settings, dt.date(2026, 11, 23), window)
    dialog.preview()
    assert "These actions wait for each other: A1 → A2 → A1." in dialog.trouble.text()
    assert not dialog.primary.isEnabled()
    dialog.reject()


def test_the_dialog_has_room_for_all_of_its_words(qtbot: QtBot, window: MainWindow) -> None:
    step = {"capability": "SPON", "effort_days": 1.0}
    levels = [plan.add(ASSESSMENT, f"Step {n}", level=2 + n % 2, **step) for n in range(24)]
    window.session.run(together("Steps", levels))
    settled(qtbot, window)
    dialog = asked(window)
    qtbot.waitUntil(dialog.isVisible, timeout=3000)
    # Which levels come first takes several lines.
    assert "and" in dialog.lines[3].text()

    def apart() -> bool:
        foot = dialog._area.mapTo(dialog, dialog._area.rect().bottomLeft()).y()
        return foot < dialog.primary.mapTo(dialog, dialog.primary.rect().topLeft()).y()

    qtbot.waitUntil(apart, timeout=3000)
