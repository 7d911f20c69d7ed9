"""The results: what a score is made of, targets, filters, the way to a question, copies."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import MANAGER
from ui.screens.results.screen import AREA, ResultsScreen
from ui.screens.results.side import needed, sum_words
from ui.widgets.fields_links import LinkButton
from workbench.actions import answers, demo
from workbench.actions.edit import perform
from workbench.analysis.maturity import QuestionRating, Voice, rate_capability, rate_question
from workbench.content.loader import built_in_pack
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.srew"
    demo.create(path, dt.date(2026, 11, 22)).close()
    return path


def show(window: MainWindow) -> ResultsScreen:
    window.go_to("results")
    screen = window.current
    assert isinstance(screen, ResultsScreen)
    return screen


def words(screen: ResultsScreen) -> list[str]:
    return [each.text() for each in screen.side.findChildren(QLabel) if each.isVisible()]


def test_without_answers_it_says_how_to_begin(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, answers.clear(MANAGER, "SPON-1"))
    screen = show(open_window(workspace))
    shown = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert "No scores yet" in shown
    assert not screen.heat.isVisible()


def test_a_capability_is_explained(qtbot: QtBot, open_window: OpenWindow, demo_file: Path) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID, size=(1440, 900))
    screen = show(window)
    screen.heat.pressed.emit("SPON:manager")
    assert screen.selected == "SPON"
    part = window.session.standing.capabilities["SPON"]
    qtbot.waitUntil(lambda: sum_words(part) in words(screen), timeout=3000)
    said = words(screen)
    assert part.capability.name in said
    assert any(text.startswith("x ") and ", g " in text for text in said)
    assert any(text.startswith("needs ") for text in said) == bool(part.blocking)


def test_a_target_is_raised_undone_and_given_back(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen.choose("CN")
    before = window.session.standing.capabilities["CN"].target
    assert before < 5
    qtbot.mouseClick(screen.side._more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.standing.capabilities["CN"].target == before + 1, timeout=3000)
    assert screen.side.target_words.text().startswith(f"Target {before + 1} ")
    settled(qtbot, window)
    window.session.undo()
    qtbot.waitUntil(lambda: window.session.standing.capabilities["CN"].target == before, timeout=3000)


def test_a_question_leads_to_the_questionnaire(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen.choose("OBS")
    qtbot.waitUntil(
        lambda: any(each.isVisible() for each in screen.side.findChildren(LinkButton)), timeout=3000
    )
    link = next(each for each in screen.side.findChildren(LinkButton) if each.isVisible())
    with qtbot.waitSignal(screen.go) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args is not None
    assert asked.args[0] == "questionnaire"
    assert asked.args[1].startswith("OBS-")
    assert window.key == "questionnaire"


def test_one_stage_alone(qtbot: QtBot, open_window: OpenWindow, demo_file: Path) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    book = window.session.book
    assert book is not None
    screen.area.setCurrentIndex(1)
    screen.area.activated.emit(1)
    assert screen.heat.figure is not None
    inside = {each.id for each in book.pack.in_area("S0")}
    assert {row[1] for row in screen.heat.figure.table.rows} == {
        book.pack.by_capability[each].name for each in inside
    }
    screen.by._choose(AREA)
    assert screen.heat.figure.table.headers[0] == "Area"
    # Going to a capability of another stage shows all of them again.
    screen.arrive("CN")
    assert screen.area.currentIndex() == 0
    assert screen.selected == "CN"


def test_charts_are_copied(qtbot: QtBot, open_window: OpenWindow, demo_file: Path) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen._copied(screen.heat, False)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].startswith("Dimension\tCapability\t")
    assert len(text.splitlines()) == 31
    screen._copied(screen.radar, True)
    assert not QGuiApplication.clipboard().image().isNull()


def test_answers_given_elsewhere_arrive(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    window.session.run(answers.rate(MANAGER, "SPON-1", 5))
    settled(qtbot, window)
    screen.choose("SPON")
    qtbot.waitUntil(lambda: any("x 5.0, g 5" in text for text in words(screen)), timeout=3000)


def test_what_a_blocking_question_needs() -> None:
    """The rule of domain.md 2.2: an essential level, or the first share that is missed."""
    pack, _ = built_in_pack()
    capability = next(each for each in pack.capabilities if len(each.questions) >= 3)
    values = [3, 1, *([3] * (len(capability.questions) - 2))]

    def rated(value: int, number: int) -> QuestionRating:
        return rate_question(capability.questions[number], [Voice(Role.MANAGER, value)])

    part = rate_capability(capability, [rated(value, i) for i, value in enumerate(values)])
    assert part.rating.index is not None
    assert part.rating.index == Fraction(part.rating.index)
    for question in part.questions:
        if question.question.id in part.blocking:
            assert question.median < needed(part, question) <= (part.rating.level or 1) + 1
