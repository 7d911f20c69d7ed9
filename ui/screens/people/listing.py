"""The list of people and the form of one: columns, fields, and what the filter looks in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries.links import FIELDS as LINKS
from ui.screens.people.words import ADKAR_NAMES, ADKAR_STEPS, barrier_short, barrier_words
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import EntryForm, Field, Group
from ui.widgets.fields import ChoiceControl
from workbench.analysis import people as rules
from workbench.analysis.veil import HIDDEN
from workbench.charts import glyphs, partners
from workbench.charts.calendar import day_words
from workbench.charts.stakeholders import INFLUENCE, called
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.talent import STANCES, GoalState, Talent

_TOKENS = {-2: "bad", -1: "warn", 0: "ink2", 1: "ok", 2: "ok"}


def stance_cell(talent: Talent) -> Cell:
    """The stance in words."""
    if talent.stance is None:
        return text_cell("not noted", "ink3")
    return text_cell(STANCES[talent.stance], _TOKENS[talent.stance], 500)


def name_cell(each: Talent, names: bool) -> Cell:
    """The name, or that there is one."""
    if each.name and not names:
        return text_cell(HIDDEN, "ink3", icon="eye-off")
    return text_cell(each.name or "–", "ink2")


def columns(names: Callable[[], bool], book: Callable[[], Book]) -> tuple[Column, ...]:
    """The columns of the list; `names` says whether names may be seen."""

    def level(each: Talent) -> Cell:
        if not each.competences:
            return text_cell("–", "ink3")
        pack = book().pack
        at = rules.place(pack.skill_levels, pack.competences, each.competences, each.award).level
        return text_cell(at.id if at is not None else "below", "ink2")

    def influence(each: Talent) -> Cell:
        return Cell(str(each.influence or "not noted"), marks=tuple(glyphs.dots(0, 0, each.influence)))

    return (
        Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
        Column(
            "Role",
            0,
            lambda each: text_cell(called(each, names())),
            lambda each: called(each, names()).casefold(),
            edits="role_title",
        ),
        Column(
            "Name",
            120,
            lambda each: name_cell(each, names()),
            lambda each: each.name.casefold() if names() else "",
            least=820,
        ),
        Column(
            "Team",
            112,
            lambda each: text_cell(each.team or "–", "ink2"),
            lambda each: each.team.casefold(),
            least=700,
            edits="team",
        ),
        Column("Influence", 84, influence, lambda each: -(each.influence or 0), edits="influence"),
        Column(
            "Stance",
            206,
            stance_cell,
            lambda each: (each.stance is None, each.stance or 0),
            edits="stance",
        ),
        Column(
            "Barrier",
            104,
            lambda each: text_cell(barrier_short(each), "ink2"),
            barrier_short,
            least=900,
        ),
        Column("Level", 56, level, lambda each: -sum(each.competences.values()), least=640),
        Column(
            "Due",
            100,
            lambda each: text_cell(day_words(each.due) if each.due else "–", "ink2"),
            lambda each: (each.due is None, each.due),
            least=1000,
            edits="due",
        ),
    )


def fields() -> Sequence[Field | Group | tuple[Field, Field]]:
    """The fields of the form."""
    stances = [STANCES[step] for step in range(-2, 3)]
    return (
        forms.title("role_title", "Role"),
        forms.line("name", "Name", "Only where it is needed"),
        forms.line("team", "Team"),
        Group("Influence and stance"),
        forms.steps("influence", "Influence", INFLUENCE),
        forms.steps("stance", "Stance", stances, low=-2, high=2),
        forms.steps("wanted", "Where we want them", stances, low=-2, high=2),
        Group("Where the change sticks"),
        *(forms.steps(key, said, ADKAR_STEPS[key]) for key, said in ADKAR_NAMES.items()),
        Group("Talent"),
        forms.text("strengths", "Strengths", "What this person does well"),
        forms.choice("advocacy_area", "Advocate for"),
        forms.line("advocate_for", "Could speak up for", "A team, or a part of SRE"),
        Group("Career"),
        forms.text("goal", "Goal that proves the next step", "", 2),
        forms.line("training", "Training offered"),
        forms.choice("goal_state", "State of the goal", [(each, each.label) for each in GoalState]),
        forms.date("due", "Due"),
        forms.text("note", "Note"),
        *LINKS,
    )


def show_person(form: EntryForm, each: Talent, pack: Pack, redacted: bool) -> None:
    """Show what of the form depends on the person: whether there is a name, areas to choose from, the barrier."""
    form.hide_field("name", redacted)
    areas = [("", "No area"), *((one.id, one.title) for one in partners.areas(pack))]
    if each.advocacy_area and each.advocacy_area not in dict(areas):
        areas.append((each.advocacy_area, each.advocacy_area))
    control = form.controls["advocacy_area"]
    assert isinstance(control, ChoiceControl)
    control.show_choices(areas)
    field, words = barrier_words(each)
    for name in ADKAR_NAMES:
        form.note(name, words if name == field else "", "warn")


def haystack(each: Talent, names: bool) -> str:
    """The words the filter looks in."""
    name = each.name if names else ""
    stance = STANCES[each.stance] if each.stance is not None else ""
    barrier = barrier_short(each)
    role = called(each, names)
    return " ".join((each.code, role, name, each.team, stance, barrier, each.strengths, each.goal))
