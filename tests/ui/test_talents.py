"""People and talent: confidential, names hidden by one key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from ui.screens.talents import TalentsScreen, finding
from ui.widgets.fields_steps import StepControl
from workbench.actions import talents
from workbench.actions.edit import perform, together
from workbench.domain.talent import Talent
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

NAME = "Grace Quimby"


def people(workspace: Path) -> None:
    edits = [
        talents.add(ASSESSMENT, "Head of Operations", name=NAME, influence=5, stance=-1),
        talents.add(ASSESSMENT, "CTO", influence=4, stance=2),
    ]
    with Store.open(workspace) as store:
        perform(store, together("People", edits))


def show(window: MainWindow) -> TalentsScreen:
    window.go_to("talents")
    screen = window.current
    assert isinstance(screen, TalentsScreen)
    return screen


def test_names_are_hidden_by_one_key(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    people(workspace)
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    assert screen.model.index(0, 2).data() == NAME
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_R)
    assert screen.redacted
    assert screen.model.index(0, 2).data() == "Hidden"
    assert not screen.form.controls["name"].isVisible()
    screen.filter.setText("quimby")
    assert screen.model.rowCount() == 0
    screen.filter.clear()
    said = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert not any(NAME in each for each in said)
    qtbot.keyClick(screen.table, Qt.Key.Key_R)
    assert screen.model.index(0, 2).data() == NAME
    assert screen.form.controls["name"].isVisible()


def test_a_stance_below_zero(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window)
    stance = screen.form.controls["stance"]
    assert isinstance(stance, StepControl)
    assert stance.bar.accessibleName() == "Stance: −1 Doubtful"
    stance.bar.setFocus()
    qtbot.keyClick(stance.bar, Qt.Key.Key_Left)
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert book.talents[0].stance == -2


def test_an_empty_list_and_the_catalogue(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    book = window.session.book
    assert book is not None
    shown = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert "Nobody listed yet" in shown
    prompt = book.pack.talents[0]
    screen._on_picked([prompt.id])
    settled(qtbot, window)
    assert (book.talents[0].role_title, book.talents[0].note) == (prompt.title, prompt.detail)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert book.talents == []


def test_the_finding() -> None:
    def person(title: str, influence: int | None, stance: int | None) -> Talent:
        return Talent(
            id=title, assessment="a", code="P1", role_title=title, influence=influence, stance=stance
        )

    assert finding([person("CTO", None, None)]).startswith("One person listed;")
    assert (
        finding([person("CTO", 5, 1)])
        == "One of one influential people is in favour; none of them holds out."
    )
    both = [person("CTO", 5, 1), person("Head of Operations", 5, -2)]
    assert finding(both).endswith("The most influential holdout: Head of Operations.")
