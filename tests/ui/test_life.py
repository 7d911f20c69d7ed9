"""The life of an assessment in the window: agreed by both sides, reopened with a reason, closed, copied, archived."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from ui.dialogs.assessment_details import DeleteDialog
from ui.dialogs.life import AgreeDialog, CopyDialog, ReopenDialog, SnapshotDialog
from ui.menus import Menus
from ui.screens.home import HomeScreen
from ui.screens.overview import OverviewScreen
from workbench.actions import answers, life, plan, snapshots
from workbench.actions.edit import perform
from workbench.domain.assessment import State
from workbench.storage.store import Store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

D = TypeVar("D", bound="QDialog")


def state(window: MainWindow) -> State:
    book = window.session.book
    assert book is not None
    return book.assessment.state


def asked(qtbot: QtBot, window: MainWindow, command: str, kind: type[D]) -> D:
    """Give a command and wait for the dialog it opens."""
    window.menus.trigger(command)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=5000)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def agree(qtbot: QtBot, window: MainWindow) -> None:
    dialog = asked(qtbot, window, "agree", AgreeDialog)
    dialog.lines[0].who.setText("SRE Lead")
    dialog.lines[1].who.setText("Head of Operations")
    dialog.primary.click()
    qtbot.waitUntil(lambda: state(window) is State.AGREED, timeout=5000)


def test_both_sides_agree_and_answers_stay_until_it_is_reopened(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = asked(qtbot, window, "agree", AgreeDialog)
    dialog.lines[0].who.setText("SRE Lead")
    dialog.primary.click()
    qtbot.waitUntil(lambda: dialog.trouble.isVisible(), timeout=5000)
    assert "Say who agrees for each side, and when" in dialog.trouble.text()
    dialog.lines[1].who.setText("Head of <b>Operations</b>")
    dialog.lines[1].day.edit.setText("someday")
    dialog.primary.click()
    qtbot.waitUntil(lambda: "date" in dialog.trouble.text().lower(), timeout=5000)
    dialog.lines[1].day.edit.setText("22 Nov 2026")
    dialog.primary.click()
    qtbot.waitUntil(lambda: state(window) is State.AGREED, timeout=5000)
    assert window.seal.isVisible()
    assert "Head of <b>Operations</b> (The business, 22 Nov 2026)" in window.seal.accessibleName()
    book = window.session.book
    assert book is not None
    window.session.run(answers.rate(book.respondents[0].id, book.questions[0].id, 5))
    qtbot.waitUntil(lambda: "Reopen the assessment first" in window.notice.text, timeout=5000)
    reopen = asked(qtbot, window, "reopen", ReopenDialog)
    reopen.who.setText("CTO")
    reopen.primary.click()
    assert "Say who opens it again, and why" in reopen.trouble.text()
    reopen.reason.setText("Two people were ill")
    reopen.primary.click()
    qtbot.waitUntil(lambda: state(window) is State.RUNNING, timeout=5000)
    assert not window.seal.isVisible()
    assert book is window.session.book
    assert book.assessment.reopened[0].reason == "Two people were ill"


def test_the_plan_goes_on_under_the_seal_and_closing_ends_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    agree(qtbot, window)
    window.go_to("plan")
    assert not window.seal.isVisible()
    window.menus.trigger("close")
    qtbot.waitUntil(lambda: state(window) is State.CLOSED, timeout=5000)
    assert window.seal.isVisible()
    assert window.seal.accessibleName().startswith("Closed. Agreed by SRE Lead")
    menus = window.menus
    assert isinstance(menus, Menus)
    assert not menus.actions["close"].isEnabled()
    book = window.session.book
    assert book is not None
    window.session.run(plan.add(book.assessment.id, "One more"))
    qtbot.waitUntil(lambda: "can be read, not changed" in window.notice.text, timeout=5000)
    window.menus.trigger("undo")
    qtbot.waitUntil(lambda: state(window) is State.AGREED, timeout=5000)


def test_carrying_forward_opens_the_next_one_without_answers(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    before = window.session.book
    assert before is not None
    dialog = asked(qtbot, window, "carry-forward", CopyDialog)
    dialog.name.setText("")
    dialog.primary.click()
    qtbot.waitUntil(lambda: "needs a title" in dialog.trouble.text(), timeout=5000)
    dialog.name.setText("Autumn 2027")
    dialog.primary.click()
    qtbot.waitUntil(
        lambda: window.session.book is not None and window.session.book.assessment.title == "Autumn 2027",
        timeout=5000,
    )
    after = window.session.book
    assert after is not None
    assert after.assessment.carried_from == before.assessment.id
    assert not after.answered_ids
    assert [each.title for each in after.actions] == [each.title for each in before.actions]
    settled(qtbot, window)


def test_last_answers_are_shown_beside_and_are_no_answers(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, life.carry_forward(ASSESSMENT, "Autumn 2027", dt.date(2027, 11, 22), new="9" * 32))
    window = open_window(workspace, "9" * 32, (1440, 900))
    window.go_to("questionnaire", "SPON-1")
    screen = window.screens["questionnaire"]

    def shown() -> list[str]:
        return [each.text() for each in screen.inspector.findChildren(QLabel)]

    qtbot.waitUntil(lambda: "Last time, Autumn 2026" in shown(), timeout=5000)
    assert "1 answer. Mean by role: Mgr 3.0." in shown()
    book = window.session.book
    assert book is not None
    assert not book.answered_ids
    window.go_to("questionnaire", "SPON-2")
    qtbot.waitUntil(lambda: "Last time, Autumn 2026" not in shown(), timeout=5000)


def test_a_snapshot_is_taken_by_keys(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    dialog = asked(qtbot, window, "snapshot", SnapshotDialog)
    dialog.name.setFocus()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Before the workshop")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    book = window.session.book
    assert book is not None
    qtbot.waitUntil(lambda: len(book.snapshots) == 1, timeout=5000)
    settled(qtbot, window)
    store = window.session.store
    assert store is not None
    assert snapshots.open_snapshot(store, book.snapshots[0].id).assessment.title == book.assessment.title


def test_an_archived_assessment_leaves_the_list_and_can_be_found(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    window.menus.trigger("archive")
    qtbot.waitUntil(
        lambda: bool(window.session.book and window.session.book.assessment.archived), timeout=5000
    )
    settled(qtbot, window)
    window.go_to("home")
    settled(qtbot, window)
    home = window.screens["home"]
    assert isinstance(home, HomeScreen)
    assert home._model.rowCount() == 0  # pyright: ignore[reportPrivateUsage]
    assert home.archived.isVisible()
    home.archived.click()
    assert home._model.rowCount() == 1  # pyright: ignore[reportPrivateUsage]


def test_deleting_wants_the_title_typed(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    dialog = asked(qtbot, window, "delete", DeleteDialog)
    assert not dialog.primary.isEnabled()
    book = window.session.book
    assert book is not None
    dialog.typed.setText(book.assessment.title)
    dialog.primary.click()
    qtbot.waitUntil(lambda: window.session.book is None, timeout=5000)
    settled(qtbot, window)
    assert window.session.listing == []


def test_the_overview_names_what_each_stage_still_needs(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    overview = window.screens["overview"]
    assert isinstance(overview, OverviewScreen)
    names = [each.accessibleName() for each in overview.checks.links]
    assert len(names) == 10
    assert (
        "S2, The engagement agreement is agreed by both sides: open. There is no engagement agreement yet."
        in names
    )
    needs = next(each for each in overview.checks.links if "KPIs" in each.accessibleName())
    needs.click()
    assert window.key == "needs"
