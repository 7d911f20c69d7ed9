"""People and talent: the map, the skills, the list, what is offered of people of influence, and names hidden by one key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from tests.ui.conftest import settled
from tests.ui.mouse import drag, press
from tests.ui.sample import ASSESSMENT
from ui.screens.people import TalentsScreen
from ui.screens.people.grid import SkillTable
from ui.screens.people.offers import ObstacleDialog
from ui.widgets.fields import ChoiceControl
from ui.widgets.fields_steps import StepControl
from ui.widgets.plot_view import PlotView
from workbench.actions import role_plan, talents
from workbench.actions.edit import perform, together
from workbench.domain.book import Book
from workbench.domain.talent import Offer, Talent
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

NAME = "Grace Quimby"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsverantwortlicher 可靠性工程 رئيس قسم العمليات"


def fill(workspace: Path, *rows: dict[str, Any]) -> None:
    with Store.open(workspace) as store:
        edits = [talents.add(ASSESSMENT, **{"role_title": f"Role {n}", **row}) for n, row in enumerate(rows)]
        perform(store, together("People", edits))


def people(workspace: Path) -> None:
    fill(
        workspace,
        {"role_title": "Head of Operations", "name": NAME, "influence": 5, "stance": -1},
        {"role_title": "CTO", "influence": 4, "stance": 2},
    )


def show(window: MainWindow, view: str = "") -> TalentsScreen:
    window.go_to("talents")
    screen = window.current
    assert isinstance(screen, TalentsScreen)
    if view:
        screen.show_view(view)
    return screen


def book_of(window: MainWindow) -> Book:
    assert window.session.book is not None
    return window.session.book


def first(window: MainWindow) -> Talent:
    return book_of(window).talents[0]


def said(screen: QWidget) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]


def everything(screen: TalentsScreen) -> str:
    """Every word that can be seen, read out, hovered or copied on the screen now."""
    parts: list[str] = []
    for each in screen.findChildren(QWidget):
        if each.isVisible():
            parts += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
            text = getattr(each, "text", None)
            parts.append(str(text()) if callable(text) else "")
    for plot in screen.findChildren(PlotView):
        if plot.isVisible() and plot.figure is not None:
            plot.copy_table()
            parts.append(QGuiApplication.clipboard().text())
            parts += [f"{spot.name} {spot.hint}" for spot in plot.figure.spots]
            parts += [str(getattr(mark, "text", "")) for mark in plot.figure.marks]
    tables = [screen.table, screen.skills.grid, screen.skills.goals]
    for table in tables:
        if table is not None and table.isVisible():
            model = table.entries
            parts += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
    return "\n".join(parts)


# Names


@pytest.mark.parametrize("view", ["map", "skills", "list"])
def test_names_are_hidden_by_one_key_wherever_they_stand(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, view: str
) -> None:
    fill(
        workspace,
        {
            "role_title": f"Head of Operations ({NAME})", "name": NAME, "influence": 5, "stance": -1,
            "competences": {"coding": 4}, "goal": f"Let {NAME} take a holiday", "note": f"Ask {NAME} first",
        },
        {"role_title": "Night shift", "name": NAME},
    )  # fmt: skip
    window = open_window(workspace, size=(1440, 900))
    screen = show(window, view)
    screen.toggle_inspector()
    screen.inspector.show()
    screen.take_focus()
    assert NAME in everything(screen)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_R)
    assert screen.redacted
    shown = everything(screen)
    assert "Head of Operations" in shown
    for part in NAME.split():
        assert part not in shown
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_R)
    assert NAME in everything(screen)


def test_a_hidden_name_cannot_be_searched_for(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    people(workspace)
    window = open_window(workspace, size=(1440, 900))
    screen = show(window, "list")
    assert screen.model.index(0, 2).data() == NAME
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_R)
    assert screen.model.index(0, 2).data() == "Hidden"
    assert not screen.form.controls["name"].isVisible()
    screen.filter.setText("quimby")
    assert screen.model.rowCount() == 0
    screen.filter.clear()
    qtbot.keyClick(screen.table, Qt.Key.Key_R)
    assert screen.model.index(0, 2).data() == NAME
    assert screen.form.controls["name"].isVisible()


def test_the_screen_says_that_it_is_confidential(open_window: OpenWindow, workspace: Path) -> None:
    people(workspace)
    screen = show(open_window(workspace))
    assert "Confidential, left out of exports" in said(screen)


# The form


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
    assert first(window).stance == -2


def test_the_barrier_is_said_in_words_beside_its_step(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    fill(workspace, {"awareness": 5})
    window = open_window(workspace)
    screen = show(window)
    assert "Note this one to find the barrier." in said(screen)
    desire = screen.form.controls["desire"]
    assert isinstance(desire, StepControl)
    desire.bar.setFocus()
    qtbot.keyClick(desire.bar, Qt.Key.Key_2)
    settled(qtbot, window)
    assert first(window).desire == 2
    assert any(each.startswith("The barrier: desire. Find out") for each in said(screen))
    assert "Would rather not" in said(screen)


def test_competences_say_what_the_next_level_expects_and_what_is_missing(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    fill(workspace, {})
    window = open_window(workspace)
    screen = show(window)
    pack = book_of(window).pack
    box = screen.skill_box
    assert box.placed.text() == "Not placed yet"
    qtbot.waitUntil(lambda: said(box).count("I expects 1") == 6, timeout=3000)
    for each in pack.competences:
        bar = box.controls[each.id].bar
        bar.setFocus()
        qtbot.keyClick(bar, Qt.Key.Key_2 if each.core else Qt.Key.Key_1)
        settled(qtbot, window)
    assert first(window).competences == {each.id: 2 if each.core else 1 for each in pack.competences}
    assert box.placed.text() == "Placed at II Intermediate"
    assert box.missing.text().startswith("Still missing for III: Coding and automation 2 of 3,")
    assert "III expects 3" in said(box)
    assert box.controls["coding"].bar.accessibleName() == "Coding and automation: 2 Works with some help"
    window.session.undo()
    last = pack.competences[-1].id
    qtbot.waitUntil(lambda: last not in first(window).competences, timeout=3000)


def test_the_award_is_given_and_taken_back(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    fill(workspace, {"competences": {}})
    window = open_window(workspace)
    screen = show(window)
    top = book_of(window).pack.skill_levels[-1]
    for key, value in top.expected.items():
        screen._on_graded(first(window).id, key, value)
    settled(qtbot, window)
    assert screen.skill_box.placed.text() == "Placed at VI Principal"
    assert "only the award is missing" in screen.skill_box.missing.text()
    screen.skill_box.award.click()
    settled(qtbot, window)
    assert first(window).award
    assert screen.skill_box.placed.text() == "Placed at VII Distinguished"
    assert screen.skill_box.missing.text() == "There is no level above it."


def test_the_area_of_advocacy_is_chosen_from_the_pack(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window)
    area = screen.form.controls["advocacy_area"]
    assert isinstance(area, ChoiceControl)
    assert [area.box.itemText(i) for i in range(3)] == ["No area", "Architecture", "Development"]
    area.box.setCurrentIndex(2)
    area.box.activated.emit(2)
    settled(qtbot, window)
    assert first(window).advocacy_area == "development"


# The map


def test_a_person_is_dragged_to_another_influence_and_stance(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    people(workspace)
    window = open_window(workspace, size=(1440, 900))
    screen = show(window)
    plot = screen.map.plot
    figure = plot.figure
    assert figure is not None
    handle = next(each for each in figure.handles if each.key == first(window).id)
    goal = next(each for each in figure.drops if each.value == (2, 1))
    drag(
        plot,
        QPointF(handle.x + 6, handle.y + 8),
        QPointF(goal.x + goal.width / 2, goal.y + goal.height / 2),
    )
    settled(qtbot, window)
    assert (first(window).influence, first(window).stance) == (2, 1)
    window.session.undo()
    qtbot.waitUntil(lambda: (first(window).influence, first(window).stance) == (5, -1), timeout=3000)


def test_keys_move_a_person_on_the_map(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window)
    plot = screen.map.plot
    screen.choose(book_of(window).talents[1].id)
    plot.setFocus()
    plot.select(first(window).id)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(plot, key, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    assert (first(window).influence, first(window).stance) == (4, 1)


def test_the_coalition_is_said_in_words_and_how_it_is_computed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    fill(
        workspace,
        {"influence": 5, "stance": -2},
        {"influence": 4, "stance": 2},
        {"influence": 3, "stance": 1},
        {},
    )
    screen = show(open_window(workspace))
    assert "+0.04" in said(screen)
    assert "Evenly balanced" in said(screen)
    screen.map.explain.click()
    sums = next(
        each for each in said(screen) if each.startswith("Influence × stance of 3 people comes to 1.")
    )
    assert "1 / 24 = +0.04" in sums
    assert "1 person without influence or stance is left out" in sums
    figure = screen.map.plot.figure
    assert figure is not None
    assert figure.title == "One of two influential people is in favour; the one who holds out: Role 0"


def test_a_crowd_in_one_spot_opens_as_a_list(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    fill(workspace, *[{"influence": 3, "stance": 0, "role_title": f"{LONG} {n}"} for n in range(30)], {})
    window = open_window(workspace)
    screen = show(window)
    figure = screen.map.plot.figure
    assert figure is not None
    more = next(each for each in figure.spots if each.key == "more:3:0")
    shown = sum(1 for each in figure.spots if not each.key.startswith("more:"))
    assert more.name.startswith(f"{30 - shown} more: ")
    press(screen.map.plot, QPointF(more.x + 8, more.y + 8))
    menu = next(each for each in screen.findChildren(QMenu) if each.isVisible())
    assert len(menu.actions()) == 30
    menu.actions()[29].trigger()
    menu.close()
    assert screen.selected == book_of(window).talents[29].id
    screen.map.chosen.emit("more:open")
    last = [each for each in screen.findChildren(QMenu) if each.isVisible()][-1]
    assert len(last.actions()) == 1
    last.close()


# What is offered


def test_a_strong_opponent_becomes_an_obstacle_only_when_asked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    fill(workspace, {"role_title": f"head of Operations, {NAME}", "name": NAME, "influence": 5, "stance": -2})
    window = open_window(workspace)
    screen = show(window)
    assert "One person of influence is against the change." in said(screen)
    assert book_of(window).obstacles == []
    screen.offers.obstacle.emit(first(window).id)
    dialog = window.findChild(ObstacleDialog)
    assert dialog is not None
    assert dialog.title.text() == "Head of Operations holds to the traditional model"
    dialog.title.setText("  ")
    dialog.on_accept()
    assert dialog.trouble.text() == "Say what stands in the way."
    dialog.title.setText("Head of Operations holds to the traditional model")
    dialog.on_accept()
    settled(qtbot, window)
    made = book_of(window).obstacles[0]
    assert made.title == "Head of Operations holds to the traditional model"
    assert not any(part in f"{made.title} {made.detail} {made.evidence}" for part in NAME.split())
    assert made.clauses == ("S0-OBS-01",)
    assert "OBST" in made.capabilities
    assert first(window).offer is Offer.TAKEN
    assert not screen.offers.isVisible()
    window.session.undo()
    qtbot.waitUntil(lambda: book_of(window).obstacles == [], timeout=3000)
    assert first(window).offer is Offer.OPEN
    assert screen.offers.isVisible()


def test_a_strong_supporter_is_noted_as_a_talent(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    fill(workspace, {"influence": 4, "stance": 1, "strengths": "Knows the depots"})
    window = open_window(workspace)
    screen = show(window)
    screen.offers.talent.emit(first(window).id)
    settled(qtbot, window)
    assert first(window).strengths == "Knows the depots\nInfluential supporter of the modern model"
    assert first(window).offer is Offer.TAKEN
    window.session.undo()
    qtbot.waitUntil(lambda: first(window).strengths == "Knows the depots", timeout=3000)


def test_an_offer_that_is_dismissed_stays_away_until_what_it_was_made_of_changes(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window)
    assert "One person of influence is against the change, one is for it." in said(screen)
    screen.offers.look.click()
    line = "Influence 5, the whole organisation; doubtful"
    qtbot.waitUntil(lambda: line in said(screen), timeout=3000)
    screen.offers.dismissed.emit([each.id for each in book_of(window).talents])
    settled(qtbot, window)
    assert {each.offer for each in book_of(window).talents} == {Offer.DISMISSED}
    assert not screen.offers.isVisible()
    screen.change(first(window).id, {"note": "Heard again", "influence": 5})
    settled(qtbot, window)
    assert not screen.offers.isVisible()
    # Less sure than before, then with a louder voice, then on the other side: each is something new.
    for change in ({"stance": -2}, {"influence": 4}, {"stance": 1}):
        screen.change(first(window).id, change)
        settled(qtbot, window)
        assert first(window).offer is Offer.OPEN
        assert screen.offers.isVisible()
        screen.offers.dismissed.emit([first(window).id])
        settled(qtbot, window)
        assert not screen.offers.isVisible()
    window.session.undo()
    settled(qtbot, window)
    assert screen.offers.isVisible()


def test_an_offer_that_was_taken_comes_again_only_with_another_side(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window)
    screen.change(first(window).id, {"offer": Offer.TAKEN})
    screen.change(first(window).id, {"stance": -2})
    settled(qtbot, window)
    assert first(window).offer is Offer.TAKEN
    screen.change(first(window).id, {"stance": 2})
    settled(qtbot, window)
    assert first(window).offer is Offer.OPEN


# Skills


def place(screen: TalentsScreen, row: int, competence: str) -> SkillTable:
    grid = screen.skills.grid
    assert grid is not None
    column = next(i for i, each in enumerate(grid.entries.columns) if each.edits == competence)
    grid.setFocus()
    grid.setCurrentIndex(grid.entries.index(row, column))
    return grid


def test_figures_are_set_by_keys_and_taken_away(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window, "skills")
    assert "Nobody's competences are noted yet." in said(screen)
    grid = place(screen, 1, "delivery")
    qtbot.keyClick(grid, Qt.Key.Key_4)
    settled(qtbot, window)
    assert book_of(window).talents[1].competences == {"delivery": 4}
    assert grid.entries.index(1, grid.currentIndex().column()).data().startswith("4, teaches others")
    assert screen.skills.grid is grid
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_9)
    qtbot.keyClick(grid, Qt.Key.Key_0)
    settled(qtbot, window)
    assert book_of(window).talents[1].competences == {"delivery": 4, "incidents": 0}
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert book_of(window).talents[1].competences == {"delivery": 4}
    assert "Only one person works without help in delivery." in said(screen)
    # Del beside the figures takes nobody away.
    grid.setCurrentIndex(grid.entries.index(1, 1))
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert len(book_of(window).talents) == 2


def test_a_click_offers_the_figures_with_their_words(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window, "skills")
    grid = place(screen, 0, "coding")
    box = grid.visualRect(grid.currentIndex())
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    menu = next(each for each in grid.findChildren(QMenu) if each.isVisible())
    assert [each.text() for each in menu.actions()][3::3] == ["3   Works without help", "Not noted"]
    menu.actions()[3].trigger()
    menu.close()
    settled(qtbot, window)
    assert first(window).competences == {"coding": 3}
    assert screen.selected == first(window).id


def test_the_matrix_counts_and_a_count_says_who(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    fill(
        workspace,
        {"competences": {"coding": 3}},
        {"competences": {"coding": 3}},
        {"competences": {"coding": 1}},
    )
    with Store.open(workspace) as store:
        perform(store, role_plan.change(ASSESSMENT, needed={"V": 1}))
    window = open_window(workspace)
    screen = show(window, "skills")
    figure = screen.skills.matrix.figure
    assert figure is not None
    assert figure.table.rows[0] == ("Coding and automation", "1", "0", "0", "2", "0", "0", "0")
    assert "The plan lacks people in nine of nine competences." in said(screen)
    screen.skills.matrix.pressed.emit("skill:coding:IV")
    menu = next(each for each in screen.findChildren(QMenu) if each.isVisible())
    assert [each.text() for each in menu.actions()] == ["P1 Role 0", "P2 Role 1"]
    menu.close()


def test_what_rests_on_one_person_is_named(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    fill(
        workspace, {"competences": {"coding": 4, "systems": 3}}, {"competences": {"coding": 3, "delivery": 2}}
    )
    screen = show(open_window(workspace), "skills")
    assert "One competence, one person" in said(screen)
    qtbot.waitUntil(lambda: "Systems and cloud" in said(screen), timeout=3000)
    shown = said(screen)
    assert any(
        each.startswith("Nobody works without help in Observability, SLO, Delivery,") for each in shown
    )
    names = [each.accessibleName() for each in screen.findChildren(QWidget) if each.isVisible()]
    assert any("P1 Role 0" in each for each in names)


def test_goals_are_edited_where_they_stand(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    fill(workspace, {"goal": "Lead a team", "competences": {"coding": 1}}, {})
    window = open_window(workspace, size=(1440, 900))
    screen = show(window, "skills")
    goals = screen.skills.goals
    assert goals is not None
    assert goals.entries.rowCount() == 1
    goals.edited.emit(first(window).id, "training", "Course")
    goals.edited.emit(first(window).id, "due", "2027-01-30")
    settled(qtbot, window)
    assert first(window).training == "Course"
    assert goals.entries.index(0, 5).data() == "30 Jan 2027"
    goals.setFocus()
    goals.setCurrentIndex(goals.entries.index(0, 1))
    qtbot.keyClick(goals, Qt.Key.Key_F2)
    editor = goals.focusWidget()
    assert editor is not None
    assert editor.accessibleName() == "Goal"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_skills_need_the_width_of_the_side_panel(open_window: OpenWindow, workspace: Path) -> None:
    people(workspace)
    screen = show(open_window(workspace))
    assert screen.inspector.isVisible()
    screen.show_view("skills")
    assert not screen.inspector.isVisible()
    screen.show_view("map")
    assert screen.inspector.isVisible()


# Empty, long and many


def test_an_empty_list_offers_what_to_begin_with(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    pack = book_of(window).pack
    assert "Nobody listed yet" in said(screen)
    assert screen.add_line.isVisible()
    assert not screen.map.isVisible()
    assert not screen.view.isVisible()
    prompt = pack.talents[0]
    screen.examples.buttons[prompt.id].click()
    settled(qtbot, window)
    assert (first(window).role_title, first(window).note) == (prompt.title, prompt.detail)
    assert screen.map.isVisible()
    assert not screen.examples.isVisible()
    screen.show_view("list")
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert book_of(window).talents == []


def test_adding_one_goes_to_the_list(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    people(workspace)
    window = open_window(workspace)
    screen = show(window)
    screen.map.plot.setFocus()
    qtbot.keyClick(screen.map.plot, Qt.Key.Key_A)
    assert screen.view.current == "list"
    assert screen.add_line.hasFocus()
    qtbot.keyClicks(screen.add_line, "Architect")
    qtbot.keyClick(screen.add_line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert [each.role_title for each in book_of(window).talents] == ["Head of Operations", "CTO", "Architect"]


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_long_titles_and_many_people_fit_every_view(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, size: tuple[int, int]
) -> None:
    rows: list[dict[str, Any]] = [
        {
            "role_title": f"{LONG} {n}",
            "influence": n % 5 + 1,
            "stance": n % 5 - 2,
            "competences": {"coding": n % 6},
        }
        for n in range(60)
    ]
    fill(workspace, *rows)
    screen = show(open_window(workspace, size=size))
    for view in ("map", "skills", "list"):
        screen.show_view(view)
        area = screen.body.parentWidget()
        assert area is not None
        qtbot.waitUntil(lambda area=area: screen.body.width() <= area.width(), timeout=3000)
        assert screen.body.minimumSizeHint().width() <= area.width(), view
