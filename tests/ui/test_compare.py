"""Comparing in the window: a snapshot with now, with another assessment, and what is said where nothing can be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, MANAGER
from ui.screens.compare import CompareScreen
from ui.screens.compare.snapshot_list import RenameDialog
from ui.widgets.copies import copy_table
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import IconButton
from workbench.actions import answers, life, plan, respondents, snapshots
from workbench.actions.edit import Edit, perform
from workbench.charts.figure import Figure, TableText
from workbench.domain.action import Action, ActionState
from workbench.domain.assessment import Respondent
from workbench.domain.snapshot import Snapshot
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

DAY = dt.date(2026, 8, 24)
SPON = ("SPON-1", "SPON-2", "SPON-3", "SPON-4")


def edits(path: Path, *listed: Edit) -> None:
    with Store.open(path) as store:
        for each in listed:
            perform(store, each)


def moved(path: Path) -> None:
    """Sponsorship goes from 2 to 3, and an action that serves it ends, after a snapshot."""
    edits(
        path,
        *(answers.rate(MANAGER, each, 2) for each in SPON),
        snapshots.take(ASSESSMENT, "Before <b>the</b> work", DAY, by="SRE Lead"),
        *(answers.rate(MANAGER, each, 3) for each in SPON[:3]),
        plan.change(FIRST_ACTION, capability="SPON", state=ActionState.DONE),
    )


def compare(qtbot: QtBot, window: MainWindow) -> CompareScreen:
    window.go_to("compare")
    settled(qtbot, window)
    screen = window.screens["compare"]
    assert isinstance(screen, CompareScreen)
    return screen


def links(screen: CompareScreen) -> list[str]:
    return [each.accessibleName() for each in screen.reasons.findChildren(LinkButton)]


def test_with_one_moment_alone_it_says_how_to_begin(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = compare(qtbot, window)
    assert screen.looked is None
    assert not screen.before.isVisible()
    assert [each.text() for each in screen.header.findChildren(QLabel) if each.isVisible()] == ["Compare"]
    assert not screen.slope.isVisible()


def test_a_snapshot_with_now_names_the_answers_and_actions_that_moved_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    moved(workspace)
    window = open_window(workspace)
    screen = compare(qtbot, window)
    assert screen.looked is not None
    shift = next(each for each in screen.looked.found.capabilities if each.id == "SPON")
    # Weights 2, 1, 1, 1: (3·2 + 3 + 3 + 2) / 5.
    assert (shift.index_before, float(shift.index_after or 0)) == (2, 2.8)
    assert screen.before.currentText().startswith("Before <b>the</b> work (snapshot 1, 24 Aug 2026)")
    assert screen.after.currentText() == "Autumn 2026, now"
    found = links(screen)
    assert sum(1 for each in found if each.startswith("2.0 → 3.0")) == 3
    assert "Done since: A1 Remove noisy alerts" in found
    assert "1 rose, 0 held, 0 fell, 29 not rated at both moments" in screen.moved.accessibleDescription()
    screen.copy_rows.click()
    assert "2.0\t2.8\t+0.8" in QGuiApplication.clipboard().text()


def test_a_title_that_begins_like_a_formula_is_copied_as_text() -> None:
    table = TableText(("What", "Change"), (('=HYPERLINK("http://evil.example","x")', "+0.8"),))
    copy_table(Figure(10, 10, (), "", table))
    assert QGuiApplication.clipboard().text() == (
        """What\tChange\n'=HYPERLINK("http://evil.example","x")\t+0.8"""
    )


def test_swapping_shows_it_the_other_way_round_and_it_follows_answers(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    moved(workspace)
    window = open_window(workspace)
    screen = compare(qtbot, window)
    screen.turn.click()
    settled(qtbot, window)
    assert screen.looked is not None
    assert [each.id for each in screen.looked.found.worse] == ["SPON"]
    screen.turn.click()
    settled(qtbot, window)
    window.session.run(answers.rate(MANAGER, "SPON-4", 3))
    settled(qtbot, window)
    qtbot.waitUntil(
        lambda: (
            screen.looked is not None
            and any(each.id == "SPON" and each.index_after == 3 for each in screen.looked.found.capabilities)
        ),
        timeout=5000,
    )


def test_an_assessment_carried_forward_is_compared_with_the_one_before(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    edits(workspace, *(answers.rate(MANAGER, each, 2) for each in SPON))
    edits(workspace, life.carry_forward(ASSESSMENT, "Autumn 2027", dt.date(2027, 11, 22), new="9" * 32))
    with Store.open(workspace) as store, store.unit(writes=False) as unit:
        who = next(
            each.id
            for each in unit.all(Respondent, assessment="9" * 32)
            if each.role_title.startswith("Head")
        )
        first = next(each.id for each in unit.all(Action, assessment="9" * 32) if each.code == "A1")
    edits(
        workspace,
        *(answers.rate(who, each, 4) for each in SPON),
        plan.change(first, capability="SPON", state=ActionState.DONE),
    )
    window = open_window(workspace, "9" * 32)
    screen = compare(qtbot, window)
    assert screen.looked is not None
    assert (screen.before.currentText(), screen.after.currentText()) == (
        "Autumn 2026, now",
        "Autumn 2027, now",
    )
    assert "Done since: A1 Remove noisy alerts" in links(screen)
    question = next(
        each for each in screen.reasons.findChildren(LinkButton) if "SPON-1" in each.accessibleName()
    )
    question.click()
    assert window.key == "questionnaire"


def test_a_snapshot_is_renamed_and_removed_with_undo(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    moved(workspace)
    window = open_window(workspace)
    screen = compare(qtbot, window)
    book = window.session.book
    assert book is not None

    def press(name: str) -> None:
        next(each for each in screen.list.findChildren(IconButton) if each.accessibleName() == name).click()

    press("Rename snapshot 1")
    dialog = window.findChildren(RenameDialog)[0]
    dialog.name.setText("")
    dialog.primary.click()
    qtbot.waitUntil(lambda: "needs a name" in dialog.trouble.text(), timeout=5000)
    dialog.name.setText("August")
    dialog.primary.click()
    qtbot.waitUntil(lambda: book.snapshots[0].name == "August", timeout=5000)
    settled(qtbot, window)
    press("Remove snapshot 1")
    qtbot.waitUntil(lambda: not book.snapshots, timeout=5000)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: screen.looked is None, timeout=5000)
    window.menus.trigger("undo")
    qtbot.waitUntil(lambda: len(book.snapshots) == 1 and screen.looked is not None, timeout=5000)


def test_names_are_hidden_in_what_is_compared(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:

    moved(workspace)
    edits(
        workspace,
        respondents.change(MANAGER, name="Zebedee Quillfeather"),
        plan.change(FIRST_ACTION, title="Zebedee Quillfeather shows the rules"),
    )
    with Store.open(workspace) as store, store.unit(writes=False) as unit:
        taken = unit.all(Snapshot, assessment=ASSESSMENT)[0].id
    edits(workspace, snapshots.rename(taken, "Zebedee Quillfeather asked"))
    window = open_window(workspace)
    window.session.turn_names()
    screen = compare(qtbot, window)
    shown = " ".join(links(screen)) + screen.before.currentText() + screen.slope.accessibleDescription()
    assert "Done since" in shown
    assert "Zebedee" not in shown
