"""Engagement, initial projects, process reviews and trade-offs in a real window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, SECOND_ACTION
from tests.ui.test_inventories import LONG, SIZES, book_of, prepare, said, type_title
from tests.ui.test_names import seen
from ui.dialogs.export import ExportDialog
from ui.dialogs.paste import PasteDialog
from ui.screens.agreements import AgreementsScreen
from ui.screens.entries import EntryScreen
from ui.screens.overview import OverviewScreen
from ui.screens.projects import ProjectsScreen
from ui.screens.reviews import ReviewsScreen
from ui.screens.trade_offs import TradeOffsScreen
from ui.screens.trade_offs.model import Part
from ui.widgets.fields import ChoiceControl
from workbench.actions import agreements, plan, reviews, trade_offs
from workbench.domain.action import Action, ActionState
from workbench.domain.consent import Consent
from workbench.domain.review import Verdict
from workbench.domain.trade_off import Criterion, Option, TradeOff

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

TODAY = dt.date.today()
KINDS: list[tuple[str, type[EntryScreen], str, Any]] = [
    ("agreements", AgreementsScreen, "No engagements yet", agreements.add),
    ("projects", ProjectsScreen, "No projects yet", lambda *a, **k: plan.add(*a, project=True, **k)),
    ("reviews", ReviewsScreen, "No processes under review yet", reviews.add),
    ("trade-offs", TradeOffsScreen, "No trade-offs yet", trade_offs.add),
]


def action_of(window: MainWindow, action_id: str) -> Action:
    found = book_of(window).get(Action, action_id)
    assert found is not None
    return found


def met(window: MainWindow, words: str) -> bool:
    """Whether the overview reads out that an exit check is met."""
    window.go_to("overview")
    screen = window.current
    assert isinstance(screen, OverviewScreen)
    names = [each.accessibleName() for each in screen.checks.links if words in each.accessibleName()]
    assert len(names) == 1
    return ": met." in names[0]


# What all four have in common


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
    assert empty not in said(window)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(screen.all_entries(book_of(window))) == 1, timeout=5000)
    window.session.undo()
    qtbot.waitUntil(lambda: len(screen.all_entries(book_of(window))) == 2, timeout=5000)
    screen.choose(entries[1].id)
    qtbot.keyClick(screen.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, window)
    assert [each.title for each in screen.all_entries(book_of(window))] == ["Second", "First"]
    # The other list of the same kind is in the order it was in.
    assert [each.id for each in book_of(window).actions[:2]] == [FIRST_ACTION, SECOND_ACTION]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "_kind", "_empty", "add"), KINDS, ids=[row[0] for row in KINDS])
def test_no_page_is_wider_than_its_view_whatever_is_typed(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    key: str,
    _kind: object,
    _empty: str,
    add: Any,
    size: tuple[int, int],
) -> None:
    prepare(workspace, add(ASSESSMENT, LONG), add(ASSESSMENT, "Short"))
    window = open_window(workspace, size=size)
    window.go_to(key)
    screen = window.current
    assert isinstance(screen, EntryScreen)
    page = screen._page()
    assert page is not None
    qtbot.waitUntil(lambda: screen.body.width() <= page.viewport().width(), timeout=3000)


@pytest.mark.parametrize(
    ("key", "rows", "read"),
    [
        (
            "agreements",
            "Engagement\tPartner\tWanted\nTracking\tDevelopment\tQuiet; Sleep",
            ("partner", "wanted"),
        ),
        ("projects", "Project\tBefore\tNow\tUnit\nAlerts\t240\t60\tminutes", ("before", "actual", "project")),
        ("reviews", "Process\tVerdict\tWhy\nBoard\tKept\tWorks", ("verdict", "reason")),
        ("trade-offs", "Decision\tOptions\nQueues\tWatcher; Cloud", ("options",)),
    ],
)
def test_rows_are_pasted(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, key: str, rows: str, read: tuple[str, ...]
) -> None:
    window = open_window(workspace)
    window.go_to(key)
    screen = window.current
    assert isinstance(screen, EntryScreen)
    screen.paste(rows)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(PasteDialog)), timeout=5000)
    dialog = next(each for each in window.findChildren(PasteDialog) if each.isVisible())
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=5000)
    dialog.primary.click()
    qtbot.waitUntil(lambda: len(screen.all_entries(book_of(window))) == 1, timeout=5000)
    entry = screen.all_entries(book_of(window))[0]
    expected = {
        "agreements": ["Development", ("Quiet", "Sleep")],
        "projects": [240.0, 60.0, True],
        "reviews": [Verdict.KEPT, "Works"],
        "trade-offs": [(Option(name="Watcher"), Option(name="Cloud"))],
    }[key]
    assert [getattr(entry, field) for field in read] == expected


# Engagement


def test_both_sides_agree_by_role_and_nobody_named_is_refused(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, agreements.add(ASSESSMENT, "Tracking"), plan.change(FIRST_ACTION, state=ActionState.AGREED),
            plan.change(SECOND_ACTION, state=ActionState.AGREED))  # fmt: skip
    window = open_window(workspace, size=(1440, 900))
    assert not met(window, "agreed by both sides")
    window.go_to("agreements")
    screen = window.current
    assert isinstance(screen, AgreementsScreen)
    assert screen.state.text() == "Waits for SRE and The business"
    first, second = screen.consents.sides
    qtbot.mouseClick(first.agree, Qt.MouseButton.LeftButton)
    assert "Say who agrees, by role" in first.trouble.text()
    assert not book_of(window).agreements[0].consents[0].given
    first.who.setFocus()
    qtbot.keyClicks(first.who, "SRE Lead")
    qtbot.mouseClick(first.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.state.text() == "Waits for The business", timeout=5000)
    second.who.setFocus()
    qtbot.keyClicks(second.who, "Head of Operations")
    second.day.edit.setText("someday")
    qtbot.mouseClick(second.agree, Qt.MouseButton.LeftButton)
    assert second.trouble.isVisible()
    second.day.edit.setText("2 Nov 2026")
    qtbot.mouseClick(second.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.state.text() == "Agreed by both sides", timeout=5000)
    assert book_of(window).agreements[0].consents[1] == Consent(
        side="The business", who="Head of Operations", on=dt.date(2026, 11, 2)
    )
    # Who has agreed is not typed over.
    assert second.who.isReadOnly()
    assert met(window, "agreed by both sides")
    window.go_to("agreements")
    qtbot.mouseClick(screen.consents.sides[1].withdraw, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.state.text() == "Waits for The business", timeout=5000)
    window.session.undo()
    qtbot.waitUntil(lambda: screen.state.text() == "Agreed by both sides", timeout=5000)


def test_a_long_side_leaves_the_buttons_in_the_side_panel(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    made = agreements.add(ASSESSMENT, "Tracking", entity_id="9" * 32)
    prepare(workspace, made, agreements.change_side("9" * 32, 1, side="Development of parcels, " * 9))
    window = open_window(workspace, size=(1280, 720))
    window.go_to("agreements")
    screen = window.current
    assert isinstance(screen, AgreementsScreen)
    qtbot.waitUntil(screen.consents.sides[1].agree.isVisible, timeout=3000)
    assert "Development of parcels" in screen.state.text()
    # What is wider than the panel would be cut at its edge.
    assert screen.inspector_box.minimumSizeHint().width() <= screen.inspector.width()


def test_a_side_is_added_and_named(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    prepare(workspace, agreements.add(ASSESSMENT, "Tracking"))
    window = open_window(workspace, size=(1440, 900))
    window.go_to("agreements")
    screen = window.current
    assert isinstance(screen, AgreementsScreen)
    qtbot.mouseClick(screen.consents.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(screen.consents.sides) == 3, timeout=5000)
    third = screen.consents.sides[2]
    qtbot.waitUntil(third.side.hasFocus, timeout=3000)
    qtbot.keyClicks(third.side, "Security")
    screen.leave()
    settled(qtbot, window)
    assert [each.side for each in book_of(window).agreements[0].consents] == [
        "SRE",
        "The business",
        "Security",
    ]
    qtbot.mouseClick(third.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(screen.consents.sides) == 2, timeout=5000)


def test_the_chosen_agreement_is_written_as_a_document_of_its_own(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    prepare(workspace, agreements.add(ASSESSMENT, "Tracking"), agreements.add(ASSESSMENT, "Booking"))
    window = open_window(workspace, size=(1440, 900))
    window.go_to("agreements")
    screen = window.current
    assert isinstance(screen, AgreementsScreen)
    screen.choose(book_of(window).agreements[1].id)
    qtbot.mouseClick(screen.export, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert dialog.edition() == "engagement"
    assert dialog.settings().agreements == (book_of(window).agreements[1].id,)
    assert dialog.path.text().endswith("-engagement-e2.pdf")
    qtbot.waitUntil(lambda: dialog.thumbs.count() == 1, timeout=15_000)
    dialog.path.setText(str(tmp_path / "letter.pdf"))
    dialog.on_accept()
    qtbot.waitUntil((tmp_path / "letter.pdf").exists, timeout=15_000)
    qtbot.waitUntil(dialog._done.isVisible, timeout=15_000)
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "letter.pdf").pages)
    assert "Booking" in text
    assert "Tracking" not in text
    dialog.reject()


# Initial projects


def test_a_closed_project_with_both_figures_meets_stage_three(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace, size=(1440, 900))
    window.go_to("projects")
    screen = window.current
    assert isinstance(screen, ProjectsScreen)
    screen.mark_projects([FIRST_ACTION])
    qtbot.waitUntil(lambda: screen.selected == FIRST_ACTION, timeout=5000)
    screen.change(FIRST_ACTION, {"measure": "Reading alerts", "unit": "minutes", "before": 240.0})
    settled(qtbot, window)
    assert "Without the figure now" in screen.result.text()
    qtbot.mouseClick(screen.close_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: action_of(window, FIRST_ACTION).state is ActionState.DONE, timeout=5000)
    assert "It is closed, but the figure now is missing" in screen.warning.text()
    assert not met(window, "One project is closed")
    window.go_to("projects")
    screen.change(FIRST_ACTION, {"actual": 60.0, "actual_measured": True})
    qtbot.waitUntil(lambda: "an improvement of 75%, or 180 minutes" in screen.result.text(), timeout=5000)
    assert not screen.warning.isVisible()
    figure = screen.plot.figure
    assert figure is not None
    assert figure.table.rows[0][3:5] == ("240", "60")
    assert met(window, "One project is closed")


def test_a_project_taken_off_the_list_stays_in_the_plan(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, plan.change(FIRST_ACTION, project=True))
    window = open_window(workspace)
    window.go_to("projects")
    screen = window.current
    assert isinstance(screen, ProjectsScreen)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not action_of(window, FIRST_ACTION).project, timeout=5000)
    assert "No projects yet" in said(window)


def test_dates_out_of_order_are_refused_beside_their_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, plan.change(FIRST_ACTION, project=True, baseline_on=TODAY))
    window = open_window(workspace, size=(1440, 900))
    window.go_to("projects")
    screen = window.current
    assert isinstance(screen, ProjectsScreen)
    screen.form.given.emit(FIRST_ACTION, "actual_on", TODAY - dt.timedelta(3), "m")
    qtbot.waitUntil(lambda: "cannot have been taken before" in said(window), timeout=5000)
    assert action_of(window, FIRST_ACTION).actual_on is None


# Process reviews


def test_a_verdict_dates_the_next_review_and_meets_stage_four(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, reviews.add(ASSESSMENT, "Change board", before=5.0, now=4.0, unit="days", measure="Waiting",
                                   due=TODAY - dt.timedelta(2)))  # fmt: skip
    window = open_window(workspace, size=(1440, 900))
    assert not met(window, "cadence of reviews")
    window.go_to("reviews")
    screen = window.current
    assert isinstance(screen, ReviewsScreen)
    qtbot.waitUntil(lambda: "2 days overdue" in said(window), timeout=3000)
    assert "an improvement of 20%" in screen.result.text()
    screen.months.edit.setText("1")
    screen.months.flush()
    qtbot.waitUntil(lambda: book_of(window).plan_settings.review_months == 1, timeout=5000)
    screen.months.edit.setText("0")
    screen.months.flush()
    qtbot.waitUntil(lambda: "months between two reviews" in said(window), timeout=5000)
    assert book_of(window).plan_settings.review_months == 1
    screen.change(screen.selected, {"verdict": Verdict.KEPT})
    qtbot.waitUntil(lambda: book_of(window).reviews[0].verdict is Verdict.KEPT, timeout=5000)
    found = book_of(window).reviews[0]
    assert found.day == TODAY
    assert found.due is not None
    assert 28 <= (found.due - TODAY).days <= 31
    assert "a change without its reason is not logged" in said(window)
    screen.change(found.id, {"reason": "It works"})
    settled(qtbot, window)
    assert met(window, "cadence of reviews")
    assert met(window, "last change is logged")


# Trade-offs


def decision(window: MainWindow) -> TradeOff:
    return book_of(window).trade_offs[0]


def opened(open_window: OpenWindow, workspace: Path, **more: Any) -> tuple[MainWindow, TradeOffsScreen]:
    values: dict[str, Any] = {
        "criteria": (Criterion(name="Need", weight=3), Criterion(name="Care", weight=2)),
        "options": (Option(name="Watcher"), Option(name="Cloud")),
    }
    prepare(workspace, trade_offs.add(ASSESSMENT, "Queues", **{**values, **more}))
    window = open_window(workspace, size=(1440, 900))
    window.go_to("trade-offs")
    screen = window.current
    assert isinstance(screen, TradeOffsScreen)
    return window, screen


def test_options_are_rated_by_arrows_and_digits(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window, screen = opened(open_window, workspace)
    grid = screen.grid
    grid.setFocus()
    grid.setCurrentIndex(screen.cells.index(2, 1))
    for key in (Qt.Key.Key_4, Qt.Key.Key_Right, Qt.Key.Key_3, Qt.Key.Key_Down, Qt.Key.Key_5):
        qtbot.keyClick(grid, key)
    qtbot.waitUntil(lambda: decision(window).options[1].ratings == (None, 5), timeout=5000)
    assert decision(window).options[0].ratings == (4, 3)
    # (3·4 + 2·3) / 5 = 3.6.
    assert screen.cells.index(2, 3).data() == "3.60"
    assert "‘Cloud’ scores highest, 5.00 of 5; 1 rating is missing" in screen.said.text()
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: decision(window).options[1].ratings == (None, None), timeout=5000)
    window.session.undo()
    qtbot.waitUntil(lambda: decision(window).options[1].ratings == (None, 5), timeout=5000)
    reading = screen.cells.index(3, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert reading == "Cloud, Care: 5 of 5, very good"


def typed(qtbot: QtBot, screen: TradeOffsScreen, row: int, column: int, text: str) -> None:
    """Go to a cell, type, and press Enter, as one does."""
    screen.grid.setFocus()
    screen.grid.setCurrentIndex(screen.cells.index(row, column))
    qtbot.keyClick(screen.grid, Qt.Key.Key_F2)
    editor = next(each for each in screen.grid.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_options_criteria_and_weights_are_typed_in_place(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window, screen = opened(open_window, workspace)
    typed(qtbot, screen, 4, 0, "Nothing at <b>all</b>")
    qtbot.waitUntil(lambda: len(decision(window).options) == 3, timeout=5000)
    typed(qtbot, screen, 0, 4, "Cost")
    qtbot.waitUntil(lambda: len(decision(window).criteria) == 3, timeout=5000)
    typed(qtbot, screen, 1, 3, "0,5")
    qtbot.waitUntil(lambda: decision(window).criteria[2].weight == 0.5, timeout=5000)
    typed(qtbot, screen, 2, 0, "Our watcher")
    qtbot.waitUntil(lambda: decision(window).options[0].name == "Our watcher", timeout=5000)
    for text, words in (("heavy", "number"), ("101", "from 0 to 100")):
        typed(qtbot, screen, 1, 1, text)
        qtbot.waitUntil(lambda words=words: words in screen._grid_trouble.text(), timeout=5000)
    typed(qtbot, screen, 2, 0, "cloud")
    qtbot.waitUntil(lambda: "same name" in screen._grid_trouble.text(), timeout=5000)
    assert decision(window).options[0].name == "Our watcher"
    assert decision(window).criteria[0].weight == 3


def test_the_choice_demands_a_reason_and_goes_with_its_option(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window, screen = opened(open_window, workspace)
    screen.grid.setFocus()
    screen.grid.setCurrentIndex(screen.cells.index(3, 0))
    qtbot.keyClick(screen.grid, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: decision(window).choice == 1, timeout=5000)
    assert decision(window).day == TODAY
    assert "Say why it was chosen" in screen.warning.text()
    control = screen.form.controls["choice"]
    assert isinstance(control, ChoiceControl)
    assert control.box.currentText() == "Cloud"
    qtbot.keyClick(screen.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(decision(window).options) == 1, timeout=5000)
    assert decision(window).choice is None
    assert "nothing is chosen any more" in seen(window)
    window.session.undo()
    qtbot.waitUntil(lambda: decision(window).choice == 1, timeout=5000)


def test_notes_stay_with_their_decision(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    prepare(workspace, trade_offs.add(ASSESSMENT, "Other", options=(Option(name="A"), Option(name="B"))))
    window, screen = opened(open_window, workspace)
    first, second = book_of(window).trade_offs
    screen.choose(first.id)
    field = screen.notes.fields[1][1]
    field.setFocus()
    qtbot.keyClicks(field, "Cheap")
    screen.choose(second.id)
    settled(qtbot, window)
    assert [each.note for each in book_of(window).trade_offs[0].options] == ["", "Cheap"]
    assert [each.note for each in book_of(window).trade_offs[1].options] == ["", ""]
    assert screen.notes.fields[1][1].said() == ""
    assert screen.cells.part(screen.cells.index(0, 1)) is Part.CRITERION
