"""What the disk refused stays in its field, holds the window open, and is saved as soon as that works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.sample import ASSESSMENT
from ui.screens.agreements.screen import AgreementsScreen
from ui.screens.practices import PracticesScreen
from ui.screens.roles.screen import RolesScreen
from ui.screens.trade_offs.screen import TradeOffsScreen
from ui.widgets.add_line import AddLine, GivenLine
from workbench.actions import agreements, practices, role_plan, trade_offs
from workbench.domain.practice import Presence
from workbench.storage.store import Store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from workbench.domain.book import Book

WORDS = "Two of them know it"
AGREEMENT, DECISION = "a" * 32, "d" * 32


def do(qtbot: QtBot, window: MainWindow, *edits: object) -> None:
    for each in edits:
        window.session.run(each)  # type: ignore[arg-type]
    settled(qtbot, window)


def roles_reason(qtbot: QtBot, window: MainWindow) -> QWidget:
    book = window.session.book
    assert book is not None
    do(qtbot, window, role_plan.change(ASSESSMENT, model=book.pack.role_models[0].id, reason="x"))
    window.go_to("roles")
    screen = window.current
    assert isinstance(screen, RolesScreen)
    return screen.reason.edit


def roles_engineers(qtbot: QtBot, window: MainWindow) -> QWidget:
    window.go_to("roles")
    screen = window.current
    assert isinstance(screen, RolesScreen)
    return screen.inputs.engineers.edit


def who_agrees(qtbot: QtBot, window: MainWindow) -> QWidget:
    do(qtbot, window, agreements.add(ASSESSMENT, "Tracking", entity_id=AGREEMENT))
    window.go_to("agreements", AGREEMENT)
    screen = window.current
    assert isinstance(screen, AgreementsScreen)
    return screen.consents.sides[1].who


def note_to_option(qtbot: QtBot, window: MainWindow) -> QWidget:
    do(
        qtbot,
        window,
        trade_offs.add(ASSESSMENT, "Which queue", entity_id=DECISION),
        trade_offs.add_option(DECISION, "Ours"),
        trade_offs.add_option(DECISION, "Theirs"),
    )
    window.go_to("trade-offs", DECISION)
    screen = window.current
    assert isinstance(screen, TradeOffsScreen)
    return screen.notes.fields[1][1]


def practice_note(qtbot: QtBot, window: MainWindow) -> QWidget:
    do(qtbot, window, practices.add_subject(ASSESSMENT, "Payments"))
    window.go_to("practices")
    screen = window.current
    assert isinstance(screen, PracticesScreen)
    book = window.session.book
    assert book is not None
    catalogue = screen.catalogues[0]
    screen.arrive(f"{book.subjects[0].id}/{catalogue.id}/{catalogue.entries[0].id}")
    screen.say_presence(Presence.PARTLY)
    settled(qtbot, window)
    return screen.note


def _reason(book: Book) -> str:
    return book.role_plan.reason if book.role_plan is not None else ""


def _engineers(book: Book) -> str:
    return str(book.role_plan.engineers) if book.role_plan is not None else ""


FIELDS = {
    "reason": (roles_reason, WORDS, _reason),
    "engineers": (roles_engineers, "40", _engineers),
    "side": (who_agrees, WORDS, lambda book: book.agreements[0].consents[1].who),
    "option": (note_to_option, WORDS, lambda book: book.trade_offs[0].options[1].note),
    "practice": (practice_note, WORDS, lambda book: next(iter(book.practices.values())).note),
}


def type_refused(qtbot: QtBot, window: MainWindow, field: QWidget, words: str) -> None:
    """Type into a field while the file is held by another program, until that is known to have failed."""
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, words)
    window.flush()
    settled(qtbot, window)


def stored(path: Path) -> Book:
    from workbench.actions.books import open_book

    with Store.open(path, writable=False) as store:
        return open_book(store, ASSESSMENT)


@pytest.mark.parametrize("name", FIELDS)
def test_text_that_could_not_be_saved_holds_the_window_and_is_saved_when_it_can(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, name: str
) -> None:
    window = open_window(workspace)
    find, words, saved = FIELDS[name]
    field = find(qtbot, window)
    with hold(workspace):
        type_refused(qtbot, window, field, words)
        assert not window.close()
    window.current.mark_stale()
    assert words in (field.said())  # type: ignore[attr-defined]
    window.go_to("results")
    settled(qtbot, window)
    assert window.session.book is not None
    assert words in saved(window.session.book)
    assert window.close()
    window.jobs.close()
    assert words in saved(stored(workspace))


def test_text_that_could_not_be_saved_goes_along_into_a_copy(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    field = roles_reason(qtbot, window)
    with hold(workspace):
        type_refused(qtbot, window, field, WORDS)
    goal = tmp_path / "elsewhere.srew"
    with qtbot.waitSignal(window.session.moved, timeout=10_000):
        window.opening.go_on_in(goal)
    settled(qtbot, window)
    assert window.close()
    window.jobs.close()
    assert _reason(stored(goal)) == WORDS


def test_a_newer_text_is_not_written_over_by_one_that_waited(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    field = roles_reason(qtbot, window)
    with hold(workspace):
        type_refused(qtbot, window, field, WORDS)
    type_refused(qtbot, window, field, "Three of them")
    window.flush()
    settled(qtbot, window)
    assert window.session.book is not None
    assert _reason(window.session.book) == "Three of them"


LISTS = ("obstacles", "practices", "daily", "plan")


@pytest.mark.parametrize("key", LISTS)
def test_what_could_not_be_added_is_in_its_line_again_and_is_added_when_it_can(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, key: str
) -> None:
    window = open_window(workspace)
    window.go_to(key)
    settled(qtbot, window)
    line = window.current.findChild(AddLine)
    assert line is not None
    with hold(workspace):
        line.setFocus()
        qtbot.keyClicks(line, "Night watch")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        settled(qtbot, window)
        assert line.text() == "Night watch"
        assert not window.close()
    window.go_to("results")
    settled(qtbot, window)
    assert line.text() == ""
    assert window.close()
    window.jobs.close()
    book = stored(workspace)
    said = [
        getattr(each, "title", getattr(each, "who", ""))
        for rows in book.rows.values()
        for each in rows.values()
    ]
    assert said.count("Night watch") == 1


def test_what_is_typed_while_something_is_added_stays(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    window.go_to("obstacles")
    settled(qtbot, window)
    line = window.current.findChild(AddLine)
    assert line is not None
    line.setFocus()
    qtbot.keyClicks(line, "First")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, "Second")
    settled(qtbot, window)
    assert line.text() == "Second"
    assert window.session.book is not None
    assert "First" in [each.title for each in window.session.book.obstacles]


def test_what_a_rule_refuses_stands_there_again_and_holds_nothing(qtbot: QtBot) -> None:
    line = GivenLine()
    qtbot.addWidget(line)
    given: list[str] = []
    line.given.connect(given.append)
    qtbot.keyClicks(line, "Night watch")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.refused("Night watch", ValueError("No."))
    line.flush()
    assert (line.text(), given) == ("Night watch", ["Night watch"])
