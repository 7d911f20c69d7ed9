"""Roles and levels: the recommendation with its reasons, a choice with its reason, levels needed, the interview sheet."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from ui.screens.registry import BY_KEY
from ui.screens.roles import RolesScreen
from ui.screens.roles.models import ReasonDialog
from ui.screens.roles.sheet import SheetDialog
from workbench.actions import role_plan, talents
from workbench.actions.edit import perform, together
from workbench.domain.book import Book
from workbench.domain.role_plan import RolePlan
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

II = {
    "coding": 2,
    "systems": 2,
    "observability": 2,
    "delivery": 2,
    "incidents": 2,
    "security": 1,
    "design": 1,
    "advocacy": 1,
}


def show(window: MainWindow) -> RolesScreen:
    window.go_to("roles")
    screen = window.current
    assert isinstance(screen, RolesScreen)
    return screen


def book_of(window: MainWindow) -> Book:
    assert window.session.book is not None
    return window.session.book


def plan_of(window: MainWindow) -> RolePlan:
    plan = book_of(window).role_plan
    assert plan is not None
    return plan


def said(screen: QWidget) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]


def finding(screen: RolesScreen) -> str:
    return screen._finding.text()


def planned(workspace: Path, **fields: Any) -> None:
    with Store.open(workspace) as store:
        perform(store, role_plan.change(ASSESSMENT, **fields))


def test_an_empty_plan_says_how_to_begin(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    assert finding(screen) == "No form of the SRE role is chosen yet."
    assert any(each.startswith("Say how many people build and run software") for each in said(screen))
    pack = book_of(window).pack
    assert list(screen.models.columns) == ["dedicated", "embedded", "consultative"]
    for model in pack.role_models:
        wanted = {model.title, model.detail, *model.fits, *model.limits}
        column = screen.models.columns[model.id]
        qtbot.waitUntil(lambda wanted=wanted, column=column: wanted <= set(said(column)), timeout=3000)
    assert screen._first.text().strip() == "One each at II and III"
    screen._first.click()
    settled(qtbot, window)
    assert plan_of(window).needed == {"II": 1, "III": 1}
    assert finding(screen) == "No form of the SRE role is chosen yet. None of two people needed is there."


def test_figures_bring_a_recommendation_with_every_reason(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    for control, text in ((screen.inputs.engineers, "12"), (screen.inputs.teams, "5")):
        control.edit.setFocus()
        qtbot.keyClicks(control.edit, text)
    screen.leave()
    settled(qtbot, window)
    assert (plan_of(window).engineers, plan_of(window).teams) == (12, 5)
    screen.inputs.freedom.chosen.emit("yes")
    settled(qtbot, window)
    assert plan_of(window).freedom is True
    advice = screen.advice()
    for key, column in screen.models.columns.items():
        reasons = [each for each in advice.reasons if each.form.value == key]
        assert reasons
        qtbot.waitUntil(
            lambda column=column, reasons=reasons: {each.text for each in reasons} <= set(said(column)),
            timeout=3000,
        )
    assert screen.models.columns["dedicated"].points.text() == "−2 points"
    assert "Recommended" in said(screen.models.columns["consultative"])
    assert finding(screen) == "Consultative SREs: what the figures recommend."


def test_what_is_no_count_is_said_and_not_stored(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.inputs.engineers.edit.setFocus()
    qtbot.keyClicks(screen.inputs.engineers.edit, "-3")
    screen.leave()
    settled(qtbot, window)
    assert "Write a whole number such as 40." in said(screen)
    assert book_of(window).role_plan is None


def test_the_recommended_form_is_chosen_without_a_word(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    planned(workspace, engineers=12, teams=5)
    window = open_window(workspace)
    screen = show(window)
    screen.models.columns["embedded"].button.click()
    settled(qtbot, window)
    assert (plan_of(window).model, plan_of(window).reason) == ("embedded", "")
    assert finding(screen) == "Embedded SREs: chosen, as the figures recommend."
    assert "Chosen" in said(screen.models.columns["embedded"])
    assert "Why this form" in said(screen)


def test_another_form_asks_for_a_reason_and_keeps_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    planned(workspace, engineers=12, teams=5)
    window = open_window(workspace)
    screen = show(window)
    screen.choose("dedicated")
    dialog = window.findChild(ReasonDialog)
    assert dialog is not None
    assert "The figures recommend “Embedded SREs”, with 2 points; this one has −2." in said(dialog)
    dialog.reason.setPlainText("  \n")
    dialog.on_accept()
    assert dialog.trouble.text() == "Say in a few words why it is not the one recommended."
    assert plan_of(window).model == ""
    dialog.reason.setPlainText("Two people ask for it.")
    dialog.on_accept()
    settled(qtbot, window)
    assert (plan_of(window).model, plan_of(window).reason) == ("dedicated", "Two people ask for it.")
    assert "Why not the form that is recommended" in said(screen)
    # It cannot be emptied while another form is recommended.
    edit = screen.reason.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    screen.leave()
    settled(qtbot, window)
    assert plan_of(window).reason == "Two people ask for it."
    assert any(each.startswith("The figures recommend another form: say why") for each in said(screen))
    window.session.undo()
    qtbot.waitUntil(lambda: plan_of(window).model == "", timeout=3000)


def test_figures_that_change_ask_for_a_reason_later(open_window: OpenWindow, workspace: Path) -> None:
    planned(workspace, engineers=12, teams=5, model="consultative")
    screen = show(open_window(workspace))
    assert any("recommend another form by now" in each for each in said(screen))


def test_levels_are_counted_up_and_down_and_compared(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        edits = [talents.add(ASSESSMENT, f"Role {n}", name="Grace Quimby", competences=II) for n in range(2)]
        edits += [
            talents.add(ASSESSMENT, "Nobody knows"),
            talents.add(ASSESSMENT, "New", competences={"coding": 0}),
        ]
        perform(store, together("People", edits))
    window = open_window(workspace)
    screen = show(window)
    count = screen.levels.counts["II"]
    count.line.setFocus()
    for _ in range(3):
        qtbot.keyClick(count.line, Qt.Key.Key_Up)
    assert count.value == 3
    settled(qtbot, window)
    assert plan_of(window).needed == {"II": 3}
    assert "1 short" in said(screen)
    assert count.value == 3
    qtbot.keyClick(count.line, Qt.Key.Key_Down)
    settled(qtbot, window)
    assert plan_of(window).needed == {"II": 2}
    assert "as needed" in said(screen)
    assert "everybody who is needed is there" in finding(screen).lower()
    assert BY_KEY["roles"].count(book_of(window)) == "2/2"
    rest = "1 person is placed below the first level; 1 person is not placed, for want of any figure."
    assert rest in said(screen)
    screen.levels.placed.emit("II")
    menu = next(each for each in screen.findChildren(QMenu) if each.isVisible())
    assert [each.text() for each in menu.actions()] == ["P1  Role 0", "P2  Role 1"]
    menu.close()
    window.session.undo()
    qtbot.waitUntil(lambda: book_of(window).role_plan is None or not plan_of(window).needed, timeout=3000)


def test_a_count_is_typed(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    count = screen.levels.counts["IV"]
    count.line.setFocus()
    count.line.selectAll()
    qtbot.keyClicks(count.line, "12")
    qtbot.keyClick(count.line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert plan_of(window).needed == {"IV": 12}
    count.line.selectAll()
    qtbot.keyClicks(count.line, "x")
    qtbot.keyClick(count.line, Qt.Key.Key_Return)
    assert count.line.text() == "12"


def test_what_each_level_expects_is_shown(open_window: OpenWindow, workspace: Path) -> None:
    screen = show(open_window(workspace))
    figure = screen.expected.figure
    assert figure is not None
    assert figure.table.rows[-1] == ("Leadership, strategy", "0", "0", "1", "3", "3", "4", "5")
    assert "Coding and automation at III Senior: 3, works without help" in " ".join(
        spot.name for spot in figure.spots
    )


# The interview sheet


def sheet_of(qtbot: QtBot, window: MainWindow, screen: RolesScreen, level: str = "") -> SheetDialog:
    screen.open_sheet(level)
    dialog = window.findChild(SheetDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog._which.text().startswith("Page 1 of"), timeout=10_000)
    return dialog


def test_a_sheet_is_shown_written_and_its_folder_offered(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    dialog = sheet_of(qtbot, window, show(window), "III")
    assert dialog._which.text() == "Page 1 of 2"
    assert not dialog.page.pixmap().isNull()
    dialog.candidate.take("external")
    dialog.date.edit.setText("24 Nov 2026")
    dialog.interviewer.setText("Head of Operations")
    goal = tmp_path / "sheet"
    dialog._on_path(str(goal))
    dialog.on_accept()
    qtbot.waitUntil(dialog._done.isVisible, timeout=10_000)
    assert dialog._done_text.text() == "Written: sheet.pdf, 2 pages."
    text = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(BytesIO(goal.with_suffix(".pdf").read_bytes())).pages
    )
    for words in ("Interview for level III, Senior", "External", "24 Nov 2026", "Head of Operations"):
        assert words in text
    assert any(each.accessibleName() == "Open folder" for each in dialog._done.findChildren(QWidget))
    dialog.close()


def test_a_sheet_never_replaces_a_workspace(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    dialog = sheet_of(qtbot, window, show(window), "I")
    other = tmp_path / "notes.pdf"
    other.write_text("not a PDF")
    dialog._on_path(str(other))
    dialog.on_accept()
    qtbot.waitUntil(lambda: "is no PDF" in dialog.trouble.text(), timeout=10_000)
    assert other.read_text() == "not a PDF"
    dialog.close()


def test_a_sheet_is_copied_as_text(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    dialog = sheet_of(qtbot, window, show(window))
    dialog._on_date(dt.date(2026, 11, 24))
    dialog.copy()
    text = QGuiApplication.clipboard().text()
    level = book_of(window).pack.skill_levels[0]
    assert text.startswith(f"# Interview for level {level.id}, {level.name}")
    assert all(question in text for question in level.questions)
    assert "Date: 24 Nov 2026" in text
    assert "Copied as text." in said(dialog)
    dialog.close()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1440, 900)])
def test_nothing_is_wider_than_the_window(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, size: tuple[int, int]
) -> None:
    screen = show(open_window(workspace, size=size))
    area = screen.body.parentWidget()
    assert area is not None
    qtbot.waitUntil(lambda: screen.body.width() <= area.width(), timeout=3000)
    assert screen.body.minimumSizeHint().width() <= area.width()
