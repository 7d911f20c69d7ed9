"""Career goals: where people stand on the way up, the goal that proves the next level, training and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ui.models.entries import Cell, Column, EntryModel, text_cell
from ui.theme import Theme
from ui.widgets.entry_table import EntryTable
from workbench.analysis import people as rules
from workbench.charts.calendar import day_words
from workbench.charts.figure import Circle, Line, Mark, Text
from workbench.charts.stakeholders import called
from workbench.domain.content import Competence, SkillLevel
from workbench.domain.talent import GoalState, Talent
from workbench.domain.text import plural

SOON = 30
"""So many days ahead a goal counts as due soon."""
_STEP = 15.0


def with_goals(people: Sequence[Talent]) -> list[Talent]:
    """Those who have a goal, a training or a date, or whose competences are noted."""
    return [
        each for each in people if each.goal.strip() or each.training.strip() or each.due or each.competences
    ]


def note(people: Sequence[Talent], today: dt.date) -> str:
    """How many have a goal, and which date comes next."""
    count = sum(1 for each in people if each.goal.strip())
    ahead = sorted(each.due for each in people if each.due and each.due >= today)
    said = f"{count:,} of {plural(len(people), 'person', 'people')} with a goal"
    return f"{said}, next date {day_words(ahead[0])}" if ahead else said


def state(each: Talent, today: dt.date) -> tuple[str, str]:
    """How a goal stands by what was said of it and by its date, and the token it is shown in."""
    if not each.goal.strip():
        return "No goal yet", "ink3"
    if each.goal_state is GoalState.REACHED:
        return each.goal_state.label, "ok"
    if each.due is not None and each.due < today:
        return "Date has passed", "bad"
    if each.goal_state is not GoalState.NOT_STARTED:
        return each.goal_state.label, "warn" if each.goal_state is GoalState.AT_RISK else "ok"
    if each.due is None:
        return "No date yet", "ink3"
    return ("Due soon", "warn") if (each.due - today).days <= SOON else (each.goal_state.label, "ink2")


def track(levels: Sequence[SkillLevel], competences: Sequence[Competence], each: Talent) -> Cell:
    """The levels as ticks: a dot where somebody is placed, a ring at the next one."""
    if not each.competences:
        return text_cell("not placed", "ink3")
    placed = rules.place(levels, competences, each.competences, each.award)
    ids = [level.id for level in levels]
    marks: list[Mark] = [Line(((4 + i * _STEP, -5), (4 + i * _STEP, 5)), "line2") for i in range(len(levels))]
    now = ids.index(placed.level.id) if placed.level is not None else None
    to = ids.index(placed.next.id) if placed.next is not None else None
    if now is not None and to is not None:
        marks.append(Line(((4 + now * _STEP, 0), (4 + to * _STEP, 0)), "line2", 2))
    if now is not None:
        marks.append(Circle(4 + now * _STEP, 0, 4.5, fill="data"))
    if to is not None:
        marks.append(Circle(4 + to * _STEP, 0, 4, "surface", "accent", 2))
    here = placed.level.id if placed.level is not None else "below"
    words = f"{here} → {placed.next.id}" if placed.next is not None else here
    marks.append(Text(4 + len(levels) * _STEP, 4, words, 12, color="ink2"))
    return Cell(words, marks=tuple(marks))


def goal_columns(
    levels: Sequence[SkillLevel],
    competences: Sequence[Competence],
    names: Callable[[], bool],
    today: Callable[[], dt.date],
) -> tuple[Column, ...]:
    """The columns of the table of goals; `names` says whether names may be seen."""

    def shown(text: str) -> Cell:
        return text_cell(text or "–", "ink" if text else "ink3")

    def how(each: Talent) -> Cell:
        words, token = state(each, today())
        return text_cell(words, token, 500)

    wide = round(8 + len(levels) * _STEP + 76)
    return (
        Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position, least=720),
        Column(
            "Role today",
            176,
            lambda each: text_cell(called(each, names())),
            lambda each: called(each, names()).casefold(),
        ),
        Column(
            "Level, and the next",
            wide,
            lambda each: track(levels, competences, each),
            lambda each: len(each.competences) == 0,
            least=820,
        ),
        Column(
            "Goal that proves the next level",
            0,
            lambda each: shown(each.goal),
            lambda each: each.goal.casefold(),
            edits="goal",
        ),
        Column(
            "Training offered",
            168,
            lambda each: shown(each.training),
            lambda each: each.training.casefold(),
            least=620,
            edits="training",
        ),
        Column(
            "Due",
            104,
            lambda each: text_cell(day_words(each.due) if each.due else "–", "ink2"),
            lambda each: (each.due is None, each.due or dt.date.max),
            edits="due",
        ),
        Column("State", 116, how, lambda each: state(each, today())[0], least=980, edits="goal_state"),
    )


class GoalTable(EntryTable):
    """The table: one row chosen, a cell edited where it stands."""

    def __init__(self, theme: Theme, model: EntryModel, name: str) -> None:
        super().__init__(theme, model, name)
        self.setSelectionMode(EntryTable.SelectionMode.SingleSelection)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)

    def title_column(self) -> int:
        return 1

    def edit_title(self) -> None:
        """Edit the goal, which is what this table is for."""
        row = self.currentIndex().row()
        goal = next(i for i, each in enumerate(self.entries.columns) if each.edits)
        if row >= 0:
            self.edit(self.entries.index(row, goal))
