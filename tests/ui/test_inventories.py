"""Business needs, toil and pain points, services, practices and recognition, in a real window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.mouse import drag
from tests.ui.sample import ASSESSMENT
from ui.dialogs.paste import PasteDialog
from ui.screens.discoveries import DiscoveriesScreen
from ui.screens.needs import NeedsScreen
from ui.screens.practices import PracticesScreen
from ui.screens.recognition import RecognitionScreen
from ui.screens.services import ServicesScreen
from ui.widgets.fields import ParsedControl
from ui.widgets.parts import Button
from workbench.actions import discoveries, needs, practices, recognition, services
from workbench.actions.edit import Edit, perform
from workbench.charts import needs as needs_chart
from workbench.charts import toil
from workbench.domain.book import Book
from workbench.domain.discovery import DiscoveryKind, HeardFrom, ToilTrait
from workbench.domain.practice import Presence
from workbench.domain.recognition import Recognition
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.entries import EntryScreen

SIZES = [(1440, 900), (1280, 720), (1024, 640)]
LONG = "Donaudampfschifffahrtsgesellschaftskapitän 信頼性の基礎を築く مرحبا <b>&amp;</b> " * 3


def prepare(path: Path, *edits: Edit) -> None:
    with Store.open(path) as store:
        for edit in edits:
            perform(store, edit)


def book_of(window: MainWindow) -> Book:
    assert window.session.book is not None
    return window.session.book


def said(window: MainWindow) -> str:
    return "\n".join(each.text() for each in window.current.findChildren(QLabel) if each.isVisible())


def type_title(qtbot: QtBot, window: MainWindow, screen: EntryScreen, title: str) -> None:
    screen.add_line.setFocus()
    qtbot.keyClicks(screen.add_line, title)
    qtbot.keyClick(screen.add_line, Qt.Key.Key_Return)
    settled(qtbot, window)


KINDS = [
    ("needs", NeedsScreen, "No business needs yet", needs.add),
    ("discoveries", DiscoveriesScreen, "Nothing heard yet", discoveries.add),
    ("services", ServicesScreen, "No services yet", services.add),
    ("recognition", RecognitionScreen, "Nothing recognised yet", recognition.add),
]


@pytest.mark.parametrize(("key", "kind", "empty", "_add"), KINDS, ids=[row[0] for row in KINDS])
def test_an_empty_list_says_how_to_begin_and_a_title_is_enough(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    key: str,
    kind: type[EntryScreen],
    empty: str,
    _add: object,
) -> None:
    window = open_window(workspace)
    window.go_to(key)
    screen = window.current
    assert isinstance(screen, kind)
    assert empty in said(window)
    type_title(qtbot, window, screen, "First")
    type_title(qtbot, window, screen, "Second")
    entries = screen.all_entries(book_of(window))
    assert [each.title for each in entries] == ["First", "Second"]
    assert screen.selected == entries[1].id
    screen.remove(entries[0].id)
    qtbot.waitUntil(lambda: len(screen.all_entries(book_of(window))) == 1, timeout=3000)
    window.session.undo()
    qtbot.waitUntil(lambda: len(screen.all_entries(book_of(window))) == 2, timeout=3000)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "_kind", "_empty", "add"), KINDS, ids=[row[0] for row in KINDS])
def test_no_page_is_wider_than_its_view_whatever_is_typed(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    key: str,
    _kind: object,
    _empty: str,
    add: object,
    size: tuple[int, int],
) -> None:
    prepare(workspace, add(ASSESSMENT, LONG), add(ASSESSMENT, "Short"))  # type: ignore[operator]
    window = open_window(workspace, size=size)
    window.go_to(key)
    screen = window.current
    page = screen._page()  # type: ignore[attr-defined]
    assert page is not None
    qtbot.waitUntil(lambda: screen.body.width() <= page.viewport().width(), timeout=3000)


def test_toil_is_ranked_and_its_bar_can_be_dragged(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        discoveries.add(
            ASSESSMENT,
            "Restart",
            kind=DiscoveryKind.TOIL,
            runs=40.0,
            minutes=30.0,
            people=2.0,
            hours_after=20.0,
            build_hours=140.0,
        ),
        discoveries.add(ASSESSMENT, "Copy", kind=DiscoveryKind.TOIL, runs=4.0, minutes=30.0, people=1.0),
    )
    window = open_window(workspace)
    window.go_to("discoveries")
    screen = window.current
    assert isinstance(screen, DiscoveriesScreen)
    assert "42 hours a month are toil; 95% of them: Restart." in said(window)
    first = book_of(window).discoveries[0]
    screen.choose(first.id)
    # 40 − 20 = 20 hours saved; 140 / 20 = 7 months; (12 · 20 − 140) / 140 = 71 %.
    assert "Saves 20 hours a month. Pays back in 7.0 months; twelve months bring 71% of the effort." in said(
        window
    )
    figure = screen.plot.figure
    assert figure is not None
    handle = figure.handles[0]
    target = next(each for each in figure.drops if each.value == 10.0)
    start = QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)
    drag(screen.plot, start, QPointF(target.x + target.width / 2, start.y()))
    qtbot.waitUntil(lambda: book_of(window).discoveries[0].hours_after == 10.0, timeout=3000)
    window.session.undo()
    qtbot.waitUntil(lambda: book_of(window).discoveries[0].hours_after == 20.0, timeout=3000)


def test_what_is_not_said_yet_is_said_by_dragging_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        discoveries.add(ASSESSMENT, "Copy", kind=DiscoveryKind.TOIL, runs=8.0, minutes=60.0, people=1.0),
        needs.add(ASSESSMENT, "Fewer outages", kpi="Hours a month", current=8.0),
        services.add(ASSESSMENT, "API", objective=99.0),
    )
    window = open_window(workspace)
    window.go_to("discoveries")
    screen = window.current
    assert isinstance(screen, DiscoveriesScreen)
    screen.plot.setFocus()
    screen.plot.select(book_of(window).discoveries[0].id)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    # One step is a sixtieth of the scale, which ends at 8 hours: 8 − 8 / 60 is 7.9.
    qtbot.waitUntil(lambda: book_of(window).discoveries[0].hours_after == 7.9, timeout=3000)
    window.go_to("needs")
    other = window.current
    assert isinstance(other, NeedsScreen)
    figure = other.plot.figure
    assert figure is not None
    handle = figure.handles[0]
    start = QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)
    target = next(each for each in figure.drops if each.value == 0.5)
    drag(other.plot, start, QPointF(target.x + target.width / 2, start.y()))
    # The scale of 8 ends at 10.
    qtbot.waitUntil(lambda: book_of(window).needs[0].target == 5.0, timeout=3000)
    window.go_to("services")
    third = window.current
    assert isinstance(third, ServicesScreen)
    third.plot.setFocus()
    third.plot.select(book_of(window).services[0].id)
    qtbot.keyClick(third.plot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    # 1% of 30 days are 432 minutes, and a step is a twentieth; one of 20 columns is a day and a half.
    qtbot.waitUntil(lambda: book_of(window).services[0].downtime == 21.6, timeout=3000)
    assert book_of(window).services[0].elapsed == 2


def test_fields_of_a_kind_are_shown_with_it_and_traits_are_toggled(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        discoveries.add(ASSESSMENT, "Disk full", kind=DiscoveryKind.NOISY_ALERT, fired=100, acted_on=4),
    )
    window = open_window(workspace)
    window.go_to("discoveries")
    screen = window.current
    assert isinstance(screen, DiscoveriesScreen)
    assert "96% of 100 alerts led to nothing." in said(window)
    assert screen.form.controls["fired"].isVisible()
    assert not screen.form.controls["runs"].isVisible()
    screen.change(screen.selected, {"kind": DiscoveryKind.TOIL})
    qtbot.waitUntil(lambda: screen.form.controls["runs"].isVisible(), timeout=3000)
    button = next(
        each for each in screen.form.controls["traits"].findChildren(Button) if each.text() == "Reactive"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: book_of(window).discoveries[0].traits == (ToilTrait.REACTIVE,), timeout=3000)


def test_a_cell_of_the_grid_lists_by_team_and_kind_and_nothing_else(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        discoveries.add(ASSESSMENT, "Queues", kind=DiscoveryKind.PAIN, team=HeardFrom.OPERATIONS),
        discoveries.add(ASSESSMENT, "Tests", kind=DiscoveryKind.TESTING, team=HeardFrom.QUALITY),
        # The words of the cell stand in it, and yet it is of another team and kind.
        discoveries.add(
            ASSESSMENT, "Pain point of operations", kind=DiscoveryKind.DEBT, team=HeardFrom.QUALITY
        ),
        discoveries.add(ASSESSMENT, "Night calls", kind=DiscoveryKind.PAIN, team=HeardFrom.OPERATIONS),
    )
    window = open_window(workspace)
    window.go_to("discoveries")
    screen = window.current
    assert isinstance(screen, DiscoveriesScreen)
    assert "Not talked to yet: Development and Security." in said(window)

    def titles() -> list[str]:
        return [each.title for each in screen.model.shown]

    assert not screen.only.isVisible()
    screen.teams.pressed.emit("operations:pain point")
    assert titles() == ["Queues", "Night calls"]
    assert screen.only.isVisible()
    assert "Only pain point, heard from Operations" in screen.only.text()
    assert "2 of 4" in said(window)
    # With the words of the filter, and without the order people gave.
    screen.filter.setText("night")
    assert titles() == ["Night calls"]
    assert not screen.model.own_order
    screen.filter.setText("tests")
    assert titles() == []
    assert "None of the things heard has these words and is shown now." in said(window)
    screen.filter.setText("night")
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Escape)
    assert screen.filter.text() == ""
    assert len(titles()) == 4
    assert not screen.only.isVisible()
    # The same cell again, and the button, list everything, too.
    for back in (lambda: screen.teams.pressed.emit("quality:testing"), screen.only.click):
        screen.teams.pressed.emit("quality:testing")
        assert titles() == ["Tests"]
        back()
        assert len(titles()) == 4
    screen.teams.pressed.emit("security:toil")
    assert "There is none of these yet." in said(window)


def test_a_link_and_a_new_row_are_shown_whatever_cell_was_pressed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        discoveries.add(ASSESSMENT, "Queues", kind=DiscoveryKind.PAIN, team=HeardFrom.OPERATIONS),
        discoveries.add(ASSESSMENT, "Tests", kind=DiscoveryKind.TESTING, team=HeardFrom.QUALITY),
    )
    window = open_window(workspace)
    window.go_to("discoveries")
    screen = window.current
    assert isinstance(screen, DiscoveriesScreen)
    other = book_of(window).discoveries[1]
    screen.teams.pressed.emit("operations:pain point")
    window.go_to("discoveries", other.id)
    assert screen.selected == other.id
    assert screen.model.row_of(other.id) >= 0
    screen.teams.pressed.emit("operations:pain point")
    type_title(qtbot, window, screen, "New one")
    assert screen.model.row_of(screen.selected) >= 0
    # A row that is given another team leaves the list of its cell.
    screen.teams.pressed.emit("operations:pain point")
    screen.change(book_of(window).discoveries[0].id, {"team": HeardFrom.SECURITY})
    settled(qtbot, window)
    assert screen.model.shown == []


def test_a_recognition_is_put_on_another_day_by_mouse_and_keys(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    day = dt.date(2026, 11, 23)
    prepare(
        workspace,
        recognition.add(ASSESSMENT, "Thanks for the night shift", day=day, made_known="Monday meeting"),
        recognition.add(ASSESSMENT, "Say it of the depot"),
    )
    window = open_window(workspace, size=(1440, 900))
    window.go_to("recognition")
    screen = window.current
    assert isinstance(screen, RecognitionScreen)
    assert "2 recognitions, 1 made known to others." in said(window)
    first, second = book_of(window).recognitions

    def day_of(entry_id: str) -> dt.date | None:
        found = book_of(window).get(Recognition, entry_id)
        assert found is not None
        return found.day

    def middle(entry_id: str) -> QPointF:
        handle = next(each for each in screen.plot.figure.handles if each.key == entry_id)  # type: ignore[union-attr]
        return QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)

    def place(value: dt.date | None) -> float:
        drop = next(each for each in screen.plot.figure.drops if each.value == value)  # type: ignore[union-attr]
        return drop.x + drop.width / 2

    drag(screen.plot, middle(second.id), QPointF(place(day), middle(second.id).y()))
    qtbot.waitUntil(lambda: day_of(second.id) == day, timeout=3000)
    assert screen.selected == second.id
    screen.plot.setFocus()
    screen.plot.select(first.id)
    for _ in range(3):
        qtbot.keyClick(screen.plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: day_of(first.id) == day - dt.timedelta(days=3), timeout=3000)
    drag(screen.plot, middle(first.id), QPointF(place(None), middle(first.id).y()))
    qtbot.waitUntil(lambda: day_of(first.id) is None, timeout=3000)
    window.session.undo()
    qtbot.waitUntil(lambda: day_of(first.id) == day - dt.timedelta(days=3), timeout=3000)


def test_a_budget_follows_its_figures_and_its_point_can_be_dragged(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        services.add(ASSESSMENT, "API", objective=99.9, agreement=99.95, elapsed=15.0, downtime=10.8),
    )
    window = open_window(workspace)
    window.go_to("services")
    screen = window.current
    assert isinstance(screen, ServicesScreen)
    # 43.2 minutes allowed, 10.8 gone: a quarter; three quarters left.
    assert "75% of the budget is left: releases may take risks." in said(window)
    assert "The agreement promises 99.95%, more than the objective aims at" in said(window)
    qtbot.waitUntil(lambda: "1 h, 5 min" in said(window), timeout=3000)
    figure = screen.plot.figure
    assert figure is not None
    handle = figure.handles[0]
    target = next(each for each in figure.drops if each.value == (18, 0.5))
    start = QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)
    drag(screen.plot, start, QPointF(target.x + target.width / 2, target.y + target.height / 2))
    qtbot.waitUntil(lambda: book_of(window).services[0].downtime == 21.6, timeout=3000)
    assert book_of(window).services[0].elapsed == 18.0


def test_an_impossible_objective_is_refused_beside_its_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, services.add(ASSESSMENT, "API", objective=99.9))
    window = open_window(workspace)
    window.go_to("services")
    screen = window.current
    assert isinstance(screen, ServicesScreen)
    screen.form.given.emit(screen.selected, "objective", 100.0, "m")
    qtbot.waitUntil(lambda: "can never be kept" in said(window), timeout=3000)
    assert book_of(window).services[0].objective == 99.9


def test_events_come_in_from_a_file_and_a_wrong_one_changes_nothing(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    prepare(workspace, services.add(ASSESSMENT, "API", objective=99.0, downtime=5.0))
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("date,good,total\n2026-11-01,499,500\n2026-11-10,499,500\n", encoding="utf-8")
    bad.write_text("good,total\n9,8\n", encoding="utf-8")
    window = open_window(workspace)
    window.go_to("services")
    screen = window.current
    assert isinstance(screen, ServicesScreen)
    screen.choose(book_of(window).services[0].id)
    screen.bring_events(str(bad))
    qtbot.waitUntil(lambda: "line 2: no more events" in said(window), timeout=3000)
    screen.bring_events(str(good))
    qtbot.waitUntil(lambda: book_of(window).services[0].total == 1000, timeout=3000)
    each = book_of(window).services[0]
    assert (each.good, each.elapsed, each.downtime, each.source) == (998, 10.0, None, "good.csv")
    window.session.undo()
    qtbot.waitUntil(lambda: book_of(window).services[0].downtime == 5.0, timeout=3000)


def test_a_file_longer_than_the_window_is_counted_as_far_as_that_goes(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    prepare(workspace, services.add(ASSESSMENT, "API", objective=99.0, window=7))
    long = tmp_path / "long.csv"
    rows = "".join(f"2026-11-{day:02},{day},100\n" for day in range(1, 11))
    long.write_text(f"date,good,total\n{rows}", encoding="utf-8")
    window = open_window(workspace)
    window.go_to("services")
    screen = window.current
    assert isinstance(screen, ServicesScreen)
    told: list[str] = []
    screen.say.connect(told.append)
    screen.choose(book_of(window).services[0].id)
    screen.bring_events(str(long))
    qtbot.waitUntil(lambda: book_of(window).services[0].total == 700, timeout=3000)
    each = book_of(window).services[0]
    # 4 + 5 + … + 10 = 49.
    assert (each.good, each.elapsed, each.source) == (49, 7.0, "long.csv, the last 7 of 10 days")
    assert told == ["'long.csv' covers 10 days; the window is 7, so the last 7 days were counted."]


def test_a_number_that_may_mean_two_is_refused_where_it_is_typed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, services.add(ASSESSMENT, "API", objective=99.999))
    window = open_window(workspace)
    window.go_to("services")
    screen = window.current
    assert isinstance(screen, ServicesScreen)
    objective, total = screen.form.controls["objective"], screen.form.controls["total"]
    assert isinstance(objective, ParsedControl)
    assert isinstance(total, ParsedControl)
    assert objective.edit.text() == "99.999"
    total.setFocus()
    qtbot.keyClicks(total.edit, "10.000")
    total.flush()
    assert "'10.000' may mean 10000 or 10: write 10000 or 10." in said(window)
    assert book_of(window).services[0].total is None
    total.edit.selectAll()
    qtbot.keyClicks(total.edit, "2 500 000")
    total.flush()
    qtbot.waitUntil(lambda: book_of(window).services[0].total == 2_500_000, timeout=3000)
    objective.setFocus()
    objective.edit.selectAll()
    qtbot.keyClicks(objective.edit, "99,995")
    objective.flush()
    qtbot.waitUntil(lambda: book_of(window).services[0].objective == 99.995, timeout=3000)


def test_a_target_is_dragged_on_its_own_scale(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    prepare(
        workspace, needs.add(ASSESSMENT, "Orders", kpi="Hours lost", unit="hours", current=9.0, target=2.0)
    )
    window = open_window(workspace)
    window.go_to("needs")
    screen = window.current
    assert isinstance(screen, NeedsScreen)
    assert "1 of 1 need has a KPI with a figure and a target; no SRE work serves Orders yet." in said(window)
    figure = screen.plot.figure
    assert figure is not None
    handle, each = figure.handles[0], book_of(window).needs[0]
    target = next(drop for drop in figure.drops if drop.value == 0.5)
    start = QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)
    drag(screen.plot, start, QPointF(target.x + target.width / 2, handle.y + handle.height / 2))
    # The scale of 9 and 2 goes to 10, so its middle is 5.
    assert needs_chart.value_at(each, 0.5) == 5.0
    qtbot.waitUntil(lambda: book_of(window).needs[0].target == 5.0, timeout=3000)


def test_a_catalogue_entry_is_picked_into_the_list(
    open_window: OpenWindow, workspace: Path, qtbot: QtBot
) -> None:
    window = open_window(workspace)
    for key in ("needs", "discoveries", "recognition"):
        window.go_to(key)
        screen = window.current
        choices = screen.catalogue(book_of(window))  # type: ignore[attr-defined]
        assert choices, key
        screen._on_picked([choices[0].id])  # type: ignore[attr-defined]
        qtbot.waitUntil(
            lambda screen=screen, choices=choices: (
                [each.title for each in screen.all_entries(book_of(window))]  # type: ignore[misc]
                == [choices[0].title]
            ),
            timeout=3000,
        )
        assert screen.catalogue(book_of(window))[0].there  # type: ignore[attr-defined]


def test_an_empty_list_offers_examples_one_press_each(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    for key in ("obstacles", "needs", "discoveries", "recognition", "services"):
        window.go_to(key)
        screen = window.current
        buttons = screen.first.buttons  # type: ignore[attr-defined]
        assert len(buttons) == 4, key
        qtbot.mouseClick(next(iter(buttons.values())), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda screen=screen: len(screen.all_entries(book_of(window))) == 1, timeout=3000)  # type: ignore[misc]
        assert not screen.first.isVisible()  # type: ignore[attr-defined]


def test_lines_pasted_beside_the_matrix_are_a_team_each(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    window.go_to("practices")
    screen = window.current
    assert isinstance(screen, PracticesScreen)
    QGuiApplication.clipboard().setText("Payments\nBooking, and its queue\n \nDepot <b>\n")
    steps = window.session.undo_stack.count()
    screen.add_line.setFocus()
    qtbot.keyClick(screen.add_line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PasteDialog)
    assert dialog is not None
    assert screen.add_line.text() == ""
    assert dialog.sums.text() == "3 rows of 3 can be added."
    dialog.primary.click()
    settled(qtbot, window)
    names = ["Payments", "Booking, and its queue", "Depot <b>"]
    assert [each.title for each in book_of(window).subjects] == names
    assert window.session.undo_stack.count() == steps + 1
    window.session.undo()
    qtbot.waitUntil(lambda: not book_of(window).subjects, timeout=3000)
    # What comes by the menu of the field is no single name either.
    screen.add_line.paste()
    dialogs = [each for each in window.findChildren(PasteDialog) if each.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].reject()
    assert screen.add_line.text() == ""


def test_practices_are_checked_by_presses_and_keys(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    window.go_to("practices")
    screen = window.current
    assert isinstance(screen, PracticesScreen)
    assert "No team or service yet" in said(window)
    qtbot.keyClicks(screen.add_line, "Payments")
    qtbot.keyClick(screen.add_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(book_of(window).subjects) == 1, timeout=3000)
    subject = book_of(window).subjects[0].id
    cell = (subject, "as-code", "network")
    screen.matrix.pressed.emit("/".join(cell))
    screen.matrix.pressed.emit("/".join(cell))
    qtbot.waitUntil(lambda: cell in book_of(window).practices, timeout=3000)
    assert book_of(window).practices[cell].presence is Presence.PRESENT
    screen.matrix.setFocus()
    qtbot.keyClick(screen.matrix, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: book_of(window).practices[cell].presence is Presence.ABSENT, timeout=3000)
    assert "1 gap among 1 practice checked." in said(window)
    screen.note.setFocus()
    qtbot.keyClicks(screen.note, "next quarter")
    assert screen.note.toPlainText() == "next quarter"
    screen.note.flush()
    qtbot.waitUntil(lambda: book_of(window).practices[cell].note == "next quarter", timeout=3000)
    settled(qtbot, window)
    screen.matrix.setFocus()
    qtbot.keyClick(screen.matrix, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: cell not in book_of(window).practices, timeout=3000)
    window.session.undo()
    qtbot.waitUntil(lambda: cell in book_of(window).practices, timeout=3000)
    assert book_of(window).practices[cell].note == "next quarter"


def test_a_subject_goes_with_all_that_was_noted_of_it_and_comes_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        practices.add_subject(ASSESSMENT, "Payments", entity_id="9" * 32),
        practices.note(ASSESSMENT, "9" * 32, "as-code", "network", Presence.PARTLY),
    )
    window = open_window(workspace)
    window.go_to("practices")
    window.session.run(practices.remove_subject(ASSESSMENT, "9" * 32))
    qtbot.waitUntil(lambda: not book_of(window).subjects, timeout=3000)
    assert not book_of(window).practices
    window.session.undo()
    qtbot.waitUntil(lambda: len(book_of(window).practices) == 1, timeout=3000)


def test_toil_titles_are_true_at_their_edges() -> None:
    assert toil.title([]) == "Nothing heard yet"


def test_the_overview_counts_every_inventory_and_leads_there(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, needs.add(ASSESSMENT, "Orders"), needs.add(ASSESSMENT, "Nights"))
    window = open_window(workspace)
    window.go_to("overview")
    links = {each.text().strip(): each for each in window.current.findChildren(Button)}
    assert "Recognition: none yet" in links
    qtbot.mouseClick(links["Business needs: 2"], Qt.MouseButton.LeftButton)
    assert isinstance(window.current, NeedsScreen)
