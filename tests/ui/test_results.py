"""The results: what a score is made of, targets, filters, the way to a question, copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.mouse import drag
from tests.ui.sample import ENGINEER, MANAGER
from ui.screens.results.answers_box import answers_in_order
from ui.screens.results.finding import AGREEMENT, HEAT, LEVELS
from ui.screens.results.hangs import WORKING
from ui.screens.results.heat_pane import AREA
from ui.screens.results.screen import ResultsScreen
from ui.screens.results.side import sum_words, trust_words
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button
from workbench.actions import answers, assessments, books, demo, respondents, talents
from workbench.actions.edit import perform, together
from workbench.analysis.breakdown import By
from workbench.analysis.next_level import next_level
from workbench.analysis.sureness import capability_sureness
from workbench.charts import heat
from workbench.charts.figure import Figure, Handle, Text
from workbench.content.loader import built_in_pack
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import AnswerState, ScopeKind
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
    assert any(text.startswith("needs ") for text in said) == (next_level(part) is not None)
    assert set(trust_words(part, built_in_pack()[0])) <= set(said)


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


def test_from_the_figure_to_each_answer_and_to_the_questionnaire(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen.choose("OBS")
    box = screen.side.boxes[0]
    qtbot.waitUntil(lambda: box.link.isVisible(), timeout=3000)
    qtbot.mouseClick(box.link, Qt.MouseButton.LeftButton)
    book = window.session.book
    assert book is not None
    said = {each.text() for each in box.findChildren(QLabel)}
    heard = list(answers_in_order(book, box.rating.question.id))
    assert heard
    for who, answer in heard:
        assert any(
            who.label in text and (answer.value is None or text.startswith(str(answer.value)))
            for text in said
        )
    go = next(each for each in box.findChildren(Button) if "questionnaire" in each.text())
    with qtbot.waitSignal(screen.go) as asked:
        go.click()
    assert asked.args == ["questionnaire", box.rating.question.id]
    assert window.key == "questionnaire"


def test_while_names_are_hidden_what_was_sent_in_alone_is_told_by_role(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    """An engineer, the only one, answers alone; the manager said 3 in the room: both are too few to be told apart."""
    said = Given(question="SPON-1", state=AnswerState.RATED, value=5, note="Nobody asks us")
    with Store.open(workspace) as store:
        perform(store, answers.give_alone(ENGINEER, said))
    window = open_window(workspace)
    screen = show(window)
    screen.choose("SPON")

    def opened() -> str:
        box = screen.side.boxes[0]
        assert box.rating.question.id == "SPON-1"
        if not box.opened:
            box.link.click()
        return "\n".join(each.text() for each in box.findChildren(QLabel))

    assert "5  Build Engineer" in opened()
    assert "engineers 5" in opened(), "the gap between the two roles"
    window.menus.trigger("names")
    settled(qtbot, window)
    text = opened()
    assert "5  Others, sent in alone" in text
    assert "3  Manager, in the room" in text
    assert "“Nobody asks us”" in text
    assert "Build Engineer" not in text
    assert "Head of Operations" not in text
    # Nor do the gap and the figure above them tell a role of one.
    assert "engineers 5" not in text
    (shown,) = screen.side.boxes[0].findChildren(FigureView)
    qtbot.waitUntil(lambda: shown.figure is not None, timeout=5000)
    assert shown.figure is not None
    assert [row[0] for row in shown.figure.table.rows] == ["All"]


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
    screen = show(open_window(demo_file, demo.ASSESSMENT_ID))
    for tab, first, count in (
        (HEAT, "Dimension\tCapability\t", 31),
        (AGREEMENT, "Question\tCapability\t", 97),
    ):
        screen.tabs._choose(tab)
        (_, make), *_ = screen._copies()
        screen._copied(make(), False)
        text = QGuiApplication.clipboard().text()
        assert text.startswith(first)
        assert len(text.splitlines()) == count
        screen._copied(make(), True)
        assert not QGuiApplication.clipboard().image().isNull()


def test_a_copy_says_whose_answers_it_shows(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path, tmp_path: Path
) -> None:
    with Store.open(demo_file) as store:
        perform(store, assessments.change(demo.ASSESSMENT_ID, scope=ScopeKind.QUICK))
    screen = show(open_window(demo_file, demo.ASSESSMENT_ID))
    screen.who.setCurrentIndex(1)
    screen.who.activated.emit(1)
    for tab in (HEAT, AGREEMENT, LEVELS):
        screen.tabs._choose(tab)
        for _, make in screen._copies():
            screen._copied(make(), False)
            lines = QGuiApplication.clipboard().text().splitlines()
            assert lines[-1].strip().endswith("only, without what the room agreed on")
            if make() is not screen.ladder.figure:
                assert lines[-2].strip() == "Quick scan, 30 of 100 questions"


def test_a_small_team_is_never_copied_nor_shown(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    screen = show(open_window(demo_file, demo.ASSESSMENT_ID))
    screen.kind._choose(By.TEAM.value)
    (_, make), *_ = screen._copies()
    figure = make()
    assert figure is not None
    assert "Operations" in figure.table.headers
    assert "Quality" not in figure.table.headers
    assert screen.heat_pane.note.text() == "Not shown: 1 team of fewer than three people."
    assert "Team Quality" not in [screen.who.itemText(i) for i in range(screen.who.count())]


def test_a_copy_names_teams_by_roles_before_heads_are_cut(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path, tmp_path: Path
) -> None:
    with Store.open(demo_file) as store:
        book = books.open_book(store, demo.ASSESSMENT_ID)
        large = [each for each in book.respondents if each.team == "Operations"]
        edits = [respondents.change(each.id, team="Xanthippe Fothergill's people") for each in large]
        perform(
            store,
            together("Name", [*edits, talents.add(demo.ASSESSMENT_ID, "Boss", name="Xanthippe Fothergill")]),
        )
    screen = show(open_window(demo_file, demo.ASSESSMENT_ID))
    screen.kind._choose(By.TEAM.value)
    seen = screen.heat_pane.plot.figure
    assert seen is not None
    assert any("Xanth" in mark.text for mark in seen.marks if isinstance(mark, Text))
    (_, make), *_ = screen._copies()
    for figure in (make(), screen.heat_pane.plot._copied(names=False)):
        assert figure is not None
        labels = [mark.text for mark in figure.marks if isinstance(mark, Text)]
        assert "Boss" in " ".join(labels)
        assert not [label for label in labels if "Xanth" in label or "Foth" in label]
    screen._copied(make(), False)
    assert "Xanthippe" not in QGuiApplication.clipboard().text()


def test_the_ring_of_a_target_is_dragged_and_moved_by_keys(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID, size=(1440, 900))
    screen = show(window)

    def target(capability: str) -> int:
        return window.session.standing.capabilities[capability].target

    figure = screen.heat.figure
    assert figure is not None
    handle = next(each for each in figure.handles if each.key == "SPON")
    goal = next(each for each in figure.drops if each.value == 5)
    start = QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)
    drag(screen.heat, start, QPointF(goal.x + goal.width / 2, start.y() + 40))
    qtbot.waitUntil(lambda: target("SPON") == 5, timeout=3000)
    settled(qtbot, window)
    window.session.undo()
    qtbot.waitUntil(lambda: target("SPON") == handle_level(figure, handle), timeout=3000)
    settled(qtbot, window)
    before = target("OBST")
    screen.heat.setFocus()
    screen.heat.select("OBST:manager")
    qtbot.keyClick(screen.heat, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: target("OBST") == before + 1, timeout=3000)
    settled(qtbot, window)
    screen.heat.select("OBST:manager")
    qtbot.keyClick(screen.heat, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: target("OBST") == before, timeout=3000)
    settled(qtbot, window)


def handle_level(figure: Figure, handle: Handle) -> int:
    middle = handle.x + handle.width / 2
    return next(each.value for each in figure.drops if each.x <= middle <= each.x + each.width)


def test_rows_open_by_keys_and_lead_to_the_answers(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    screen = show(open_window(demo_file, demo.ASSESSMENT_ID))
    screen.choose("CN")
    screen.heat_pane.press("CN")
    assert screen.heat.figure is not None
    keys = [spot.key for spot in screen.heat.figure.spots if spot.key.startswith(heat.QUESTION)]
    assert keys
    screen.heat.setFocus()
    screen.heat.select("CN")
    qtbot.keyClick(screen.heat, Qt.Key.Key_Down)
    assert screen.heat.active == keys[0]
    qtbot.keyClick(screen.heat, Qt.Key.Key_Return)
    assert screen.side.boxes[0].opened
    screen.heat_pane.press("CN")
    assert not any(spot.key.startswith(heat.QUESTION) for spot in screen.heat.figure.spots)


def test_how_sure_a_level_is_comes_from_the_pool(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen.choose("CN")
    assert screen.side.sure.text() == WORKING
    part = window.session.standing.capabilities["CN"]
    book = window.session.book
    assert book is not None
    sure = capability_sureness(part, book.pack)
    assert sure is not None
    qtbot.waitUntil(lambda: screen.side.sure.text() == sure.sentence, timeout=5000)
    assert not screen.side._why.isHidden()
    screen.side._on_why()
    assert any(
        "With other weights" in text for text in (each.text() for each in screen.side.findChildren(QLabel))
    )
    screen.tabs._choose(LEVELS)
    assert screen.levels.sure.text() == WORKING
    qtbot.waitUntil(lambda: screen.levels.sure.text().startswith("Firm"), timeout=10_000)


def test_levels_name_what_blocks_the_next_one(qtbot: QtBot, open_window: OpenWindow, demo_file: Path) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen.tabs._choose(LEVELS)
    said = [each.text() for each in screen.levels.findChildren(QLabel)]
    assert any(text.startswith("More than half of the weight has to be") for text in said)
    assert "one answer away from Managed:" in said
    links = [
        each
        for each in screen.levels.findChildren(LinkButton)
        if each.accessibleName().startswith("Question ")
    ]
    with qtbot.waitSignal(screen.go) as asked:
        links[0].click()
    assert asked.args is not None
    assert asked.args[0] == "questionnaire"


def test_only_some_people_are_looked_at(qtbot: QtBot, open_window: OpenWindow, demo_file: Path) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    at = screen.who.findText("Engineers")
    screen.who.setCurrentIndex(at)
    screen.who.activated.emit(at)
    assert screen.view is not None
    assert [each.key for each in screen.heat_pane.sight.columns] == ["engineer"]
    engineers = screen.view.standing.capabilities["CN"]
    assert engineers.rating.index == engineers.role_mean(Role.ENGINEER)
    assert screen._finding.text().startswith("Engineers: ")
    assert screen.heat.figure is not None
    assert f"{screen.heat.figure.title}." == screen._finding.text()
    for tab in (LEVELS, AGREEMENT, HEAT):
        screen.tabs._choose(tab)
        assert screen._finding.text().startswith("Engineers: ")
    screen.who.setCurrentIndex(0)
    screen.who.activated.emit(0)
    assert screen.view.standing is window.session.standing


def test_agreement_is_sorted_by_least_and_opens_the_answers(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file, demo.ASSESSMENT_ID)
    screen = show(window)
    screen.tabs._choose(AGREEMENT)
    assert "Krippendorff's alpha of the whole questionnaire is 0." in screen.agreement.alpha.text()
    figure = screen.agreement.drawn(800, whole=True)
    at = figure.table.headers.index("A")
    found = [float(row[at].replace("\N{MINUS SIGN}", "-")) for row in figure.table.rows]
    assert found == sorted(found)
    first = figure.spots[0].key
    screen.agreement.plot.pressed.emit(first)
    assert any(box.rating.question.id == first and box.opened for box in screen.side.boxes)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1024, 640), (1104, 700)])
def test_nothing_is_wider_than_its_window(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path, size: tuple[int, int]
) -> None:
    screen = show(open_window(demo_file, demo.ASSESSMENT_ID, size=size))
    for tab in (HEAT, LEVELS, AGREEMENT):
        screen.tabs._choose(tab)
        side = screen.inspector.width() if screen.inspector.isVisible() else 0
        qtbot.waitUntil(lambda side=side: screen.body.width() <= screen.width() - side, timeout=3000)


def test_answers_given_elsewhere_arrive(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    window.session.run(answers.rate(MANAGER, "SPON-1", 5))
    settled(qtbot, window)
    screen.choose("SPON")
    qtbot.waitUntil(lambda: any("x 5.0, g 5" in text for text in words(screen)), timeout=3000)
