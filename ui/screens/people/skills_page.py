"""Skills: the matrix against the levels, single points of failure, the grid of figures, and career goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.models.entries import EntryModel
from ui.screens.people import goals
from ui.screens.people.grid import (
    SkillModel,
    SkillTable,
    at_words,
    count_words,
    missing_sentence,
    skill_columns,
    written,
)
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import boxed, clear, column, label, row, rule
from ui.widgets.plot_view import PlotView
from workbench.analysis import people as rules
from workbench.analysis.people import SkillRow
from workbench.charts import skills
from workbench.charts.stakeholders import called
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.talent import Talent
from workbench.domain.text import join_words
from workbench.exchange.inventories import COLUMNS

ROOMY = 860
MOST_POINTS = 12
Covered = Callable[[Talent], frozenset[str]]
GRID_HINT = "Click a figure, or press 0 to 5. →4: what the next level expects."


class SkillsPage(QWidget):
    """The page: `chosen(id)` for a person, `cell(competence, level)` for a count, `graded(id, competence, figure)`,
    `edited(id, field, text)` in the goals."""

    chosen = Signal(str)
    cell = Signal(str, str)
    graded = Signal(str, str, object)
    edited = Signal(str, str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names = True
        self._pack: Pack | None = None
        self.grid: SkillTable | None = None
        self._grid_model: SkillModel | None = None
        self.goals: goals.GoalTable | None = None
        self._goals_model: EntryModel | None = None
        self.matrix = PlotView(theme, "Skills against levels", keep_height=True, zooms=False)
        self.matrix.pressed.connect(self._on_cell)
        self._matrix_note = label("", "muted")
        self._points: QVBoxLayout = column(spacing=4)
        self._build()

    def _build(self) -> None:
        left = column(rule(), 4, spacing=6)
        self._matrix_head = label("Skills against levels", "section")
        left.addLayout(row(self._matrix_head, self._matrix_note, None, spacing=10))
        left.addWidget(self.matrix)
        left.addStretch(1)
        self._points_note = label("", "muted")
        right = column(rule(), 4, spacing=6)
        right.addLayout(
            row(label("One competence, one person", "section"), self._points_note, None, spacing=10)
        )
        right.addLayout(self._points)
        right.addStretch(1)
        self._two = row(spacing=32)
        self._two.addLayout(left, 2)
        self._two.addLayout(right, 1)
        self._grid_note = label("", "muted")
        self._grid_box = column(rule(), 4, spacing=6)
        self._grid_box.addLayout(
            row(label("Figures", "section"), self._grid_note, None, label(GRID_HINT, "muted"), spacing=10)
        )
        self.placed = label("", "second", wrap=True)
        self._goals_note = label("", "muted")
        self._goals_box = column(rule(), 4, spacing=6)
        self._goals_box.addLayout(row(label("Career goals", "section"), self._goals_note, None, spacing=10))
        layout = column(spacing=20)
        layout.addLayout(self._two)
        layout.addLayout(self._grid_box)
        layout.addWidget(self.placed)
        layout.addLayout(self._goals_box)
        self.setLayout(layout)

    def show_people(self, book: Book, selected: str, names: bool, covered: Covered) -> None:
        """Show everybody against the levels of the pack; without `names` none is shown or read out.

        `covered` gives the fields of a person that are not edited now.
        """
        pack, people = book.pack, book.talents
        self._names = names
        if self._pack is not pack:
            self._pack = pack
            self._make_tables(pack)
        assert self._grid_model is not None
        assert self._goals_model is not None
        assert self.grid is not None
        assert self.goals is not None
        rows, levels, plan = matrix_rows(book), pack.skill_levels, needed(book)
        self.matrix.show_figure(lambda w, _h: skills.draw(rows, levels, plan, w))
        self._matrix_note.setText(f"people at each level, {count_words(people)}")
        self._grid_note.setText(count_words(people))
        self._goals_model.covered = covered
        self._grid_model.show_entries(people, names)
        self.grid.choose(selected)
        with_goals = goals.with_goals(people)
        self._goals_note.setText(goals.note(with_goals, dt.date.today()))
        self._goals_model.show_entries(with_goals, names)
        self.goals.choose(selected)
        self._show_points(pack, people)
        chosen = next((each for each in people if each.id == selected), None)
        self.placed.setText(self._placed_words(pack, chosen) if chosen is not None else "")

    def _placed_words(self, pack: Pack, each: Talent) -> str:
        """Where the chosen person is placed, and every step that is missing for the next level."""
        who = f"{each.code} {called(each, self._names)}"
        if not any(one.id in each.competences for one in pack.competences):
            return f"{who} is not placed: no figure is noted yet."
        found = rules.place(pack.skill_levels, pack.competences, each.competences, each.award)
        return f"{who} is placed {at_words(found)}. {missing_sentence(found)}"

    def _make_tables(self, pack: Pack) -> None:
        """Make the tables for the competences and levels of a pack; those for another one go."""
        for old in (self.grid, self.goals):
            if old is not None:
                old.hide()
                old.deleteLater()
        levels, competences = pack.skill_levels, pack.competences
        self._grid_model = SkillModel(
            skill_columns(levels, competences, lambda: self._names), lambda _each: "", written(competences)
        )
        self.grid = SkillTable(self._theme, self._grid_model, "Figures by person and competence")
        self.grid.chosen.connect(self.chosen)
        self.grid.graded.connect(self.graded)
        self._grid_box.addWidget(self.grid)
        columns = goals.goal_columns(levels, competences, lambda: self._names, dt.date.today)
        self._goals_model = EntryModel(
            columns, lambda _each: "", {each.key: each for each in COLUMNS[Talent]}
        )
        self.goals = goals.GoalTable(self._theme, self._goals_model, "Career goals")
        self.goals.chosen.connect(self.chosen)
        self.goals.edited.connect(self.edited)
        self._goals_box.addWidget(self.goals)
        # A layout shows what it is given only later, and until then it cannot take the focus.
        self.grid.show()
        self.goals.show()

    def _show_points(self, pack: Pack, people: Sequence[Talent]) -> None:
        clear(self._points)
        if not any(each.competences for each in people):
            said = "Who has which competence is not noted yet. Give figures below: with those of the best two or three people in each field, what rests on one of them is seen."
            self._points_note.setText("")
            self._points.addWidget(label(said, "second", wrap=True))
            return
        alone = rules.single_points(people, pack.competences)
        self._points_note.setText(str(len(alone)) if alone else "")
        for each in alone[:MOST_POINTS]:
            who = f"{each.talent.code} {called(each.talent, self._names)}"
            go = LinkButton(
                self._theme, who, lambda each=each: self.chosen.emit(each.talent.id), f"Choose {who[:80]}"
            )
            line = row(label(one_line(each.competence.name), "", wrap=True), go, spacing=10)
            line.setStretch(0, 1)
            self._points.addWidget(boxed(line))
        if len(alone) > MOST_POINTS:
            self._points.addWidget(label(f"{len(alone) - MOST_POINTS} more", "muted"))
        missing = [
            one_line(each.name)
            for each in pack.competences
            if not any(one.competences.get(each.id, 0) >= rules.ABLE for one in people)
        ]
        said = f"Nobody works without help in {join_words(missing)}." if missing else ""
        if not alone and not missing:
            said = "Every competence is held by two people or more."
        if said:
            self._points.addWidget(label(said, "second", wrap=True))
        caption = f"Counted from {rules.ABLE} on: {rules.PROFICIENCY[rules.ABLE].lower()}."
        self._points.addWidget(label(caption, "caption", wrap=True))

    def _on_cell(self, key: str) -> None:
        competence, _, level = key.removeprefix(skills.SKILL).partition(":")
        self.cell.emit(competence, level)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(ROOMY)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._two.direction() != way:
            self._two.setDirection(way)


def needed(book: Book) -> Mapping[str, int]:
    """How many people the plan needs at each level."""
    return book.role_plan.needed if book.role_plan is not None else {}


def matrix_rows(book: Book) -> list[SkillRow]:
    """The rows of the matrix for everybody in an assessment."""
    return rules.skill_rows(book.pack.skill_levels, book.pack.competences, book.talents, needed(book))


def at_cell(book: Book, competence: str, level: str) -> list[Talent]:
    """Who stands behind one count of the matrix; without a level, those below the first."""
    found = next((each for each in matrix_rows(book) if each.competence.id == competence), None)
    if found is None:
        return []
    if not level:
        return list(found.below)
    levels = [each.id for each in book.pack.skill_levels]
    return list(found.people[levels.index(level)]) if level in levels else []
