"""What the results claim: both bounds of a level, one stage on its own, no target where nothing applies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.sample import ASSESSMENT, ENGINEER, MANAGER
from ui.screens.overview import OverviewScreen
from ui.screens.results.finding import AGREEMENT, LEVELS
from ui.screens.results.screen import ResultsScreen
from ui.screens.results.side import sum_words
from workbench.actions import answers, demo, respondents
from workbench.actions.edit import perform, together
from workbench.content.loader import built_in_pack
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow


def show(window: MainWindow) -> ResultsScreen:
    window.go_to("results")
    screen = window.current
    assert isinstance(screen, ResultsScreen)
    return screen


def said_by(screen: ResultsScreen) -> list[str]:
    return [each.text() for each in screen.side.findChildren(QLabel) if each.isVisible()]


def fill(workspace: Path, skip: int) -> None:
    """The manager gives 3 to all questions but the last `skip` of the pack."""
    questions = built_in_pack()[0].questions
    with Store.open(workspace) as store:
        asked = questions[: len(questions) - skip]
        perform(store, together("Fill", [answers.rate(MANAGER, each.id, 3) for each in asked]))


def test_a_level_that_may_still_rise_is_said_with_both_bounds_everywhere(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    """32 of 39 of the weight are at 3, so the level is 1; if the 20 open questions were answered with 5 it were 3."""
    fill(workspace, 20)
    window = open_window(workspace, ASSESSMENT, size=(1440, 900))
    screen = show(window)
    said = "Initial; up to Defined, 20 questions open, index 3.0"
    assert screen.header.note.text() == said
    screen.tabs._choose(LEVELS)
    assert screen._finding.text().startswith(f"Tern Health is {said}; ")
    assert screen.ladder.figure is not None
    assert screen.ladder.figure.title == f"{said}: index at its target of 3.0, level two short"
    window.go_to("overview")
    assert isinstance(window.current, OverviewScreen)
    assert window.current._finding.text().startswith(
        "Tern Health is Initial; up to Defined, 20 questions open."
    )


def test_a_stage_has_its_own_ladder(qtbot: QtBot, open_window: OpenWindow, demo_file: Path) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen.tabs._choose(LEVELS)
    standing, book = window.session.standing, window.session.book
    assert book is not None
    stage = book.pack.areas[2]
    rating = standing.areas[stage.id]
    assert (rating.level, rating.index) != (standing.overall.level, standing.overall.index)
    screen.area.setCurrentIndex(3)
    screen.area.activated.emit(3)
    figure = screen.ladder.figure
    assert figure is not None
    table = {row[0]: row[1] for row in figure.table.rows}
    assert table["Index"] == f"{float(rating.index or 0):.1f}"
    assert rating.level is not None
    start = f"{stage.title} is {book.pack.level_name(rating.level)}"
    assert screen._finding.text().startswith(start)
    shown = [each.text() for each in screen.levels.findChildren(QLabel)]
    assert any(text.startswith(start) for text in shown)
    assert any(text.startswith(f"What {stage.title} lacks for ") for text in shown)
    assert not any("the whole lacks" in text for text in shown)
    assert any(text.startswith("All stages: ") for text in shown)
    whole = screen.desk.known("area:", standing)
    qtbot.waitUntil(lambda: screen.desk.known(f"area:{stage.id}", standing) is not None, timeout=20_000)
    known = screen.desk.known(f"area:{stage.id}", standing)
    assert known is not None
    assert known.sure is not None
    qtbot.waitUntil(lambda: known.sure is not None and screen.levels.sure.text() == known.sure.sentence)
    assert whole is None or whole.sure != known.sure
    screen.tabs._choose(AGREEMENT)
    assert "of the whole questionnaire" in screen.agreement.alpha.text()


def test_what_does_not_apply_has_no_target(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    asked = [each for each in built_in_pack()[0].by_capability["TAL"].questions if each.essential is None]
    with Store.open(workspace) as store:
        edits = [answers.not_applicable(MANAGER, each.id, "No one is hired here") for each in asked]
        perform(store, together("Fill", edits))
    window = open_window(workspace, ASSESSMENT, size=(1440, 900))
    screen = show(window)
    screen.choose("TAL")
    part = window.session.standing.capabilities["TAL"]
    assert not part.rating.applicable
    side = screen.side
    assert not any(each.isVisible() for each in (side.target_words, side._less, side._more, side._reset))
    qtbot.keyClick(screen, Qt.Key.Key_Plus)
    assert window.session.standing.capabilities["TAL"].suggested
    screen.choose("CN")
    assert side.target_words.isVisible()


def test_the_bounds_of_what_is_not_rated_are_shown(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    """OBST weighs 2, 1 and 1; of OBST-2 alone: from (4 + 3·1)/4 = 1.75 to (4 + 3·5)/4 = 4.75; at best all are at 4 or above and 3/4 at 5."""
    with Store.open(workspace) as store:
        perform(store, answers.rate(MANAGER, "OBST-2", 4))
    screen = show(open_window(workspace, ASSESSMENT, size=(1440, 900)))
    screen.choose("OBST")
    bounds = "index 1.8 to 4.8, level Initial to Optimized"
    said = f"25% of the weight is answered; from half of it on there is a score. It may come out anywhere: {bounds}."
    qtbot.waitUntil(lambda: said in said_by(screen), timeout=3000)


def test_a_sum_of_means_that_are_not_shown_has_no_end(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    """Of OBST all three questions have two camps, of 1 and 5, with three voices or more each."""
    with Store.open(workspace) as store:
        edits = [respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id=f"{n}" * 32) for n in (7, 8)]
        perform(store, together("People", edits))
        said = {MANAGER: 1, ENGINEER: 5, "7" * 32: 5, "8" * 32: 1}
        edits = [
            answers.rate(who, f"OBST-{number}", value) for who, value in said.items() for number in (1, 2, 3)
        ]
        perform(store, together("Fill", edits))
    window = open_window(workspace, ASSESSMENT)
    show(window)
    part = window.session.standing.capabilities["OBST"]
    assert sum_words(part) == "(2 × hidden + hidden + hidden) / 4 = hidden"
