"""Initial projects: how it was, how it is, and what that comes to, in the blueprint's form (S3-PRJ, S3-MET)."""

from __future__ import annotations

from workbench.charts import results
from workbench.charts.calendar import day_words
from workbench.domain.action import Action, ActionState
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding, heading, picture
from workbench.reports.sections.entries import Details, register
from workbench.reports.text import TABLE, TABLE_SOFT

SCALE = 0.7


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Project", 26, 152),
        Column("Before → now", 184, 106),
        Column("Improvement", 296, 60),
        Column("Owner", 362, 76),
        Column("State", 444, width - 444),
    ]


def figure_words(value: float | None, unit: str, measured: bool, day_said: str) -> str:
    """A figure with what is known of it: '240 minutes, measured on 2 Nov 2026'."""
    if value is None:
        return ""
    when = f" on {day_said}" if day_said else ""
    return f"{results.with_unit(value, unit)}, {'measured' if measured else 'estimated'}{when}"


def _row(context: Context, each: Action) -> tuple[list[Cell], Details]:
    found = results.of_action(each)
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(results.now_then(found), TABLE),
        Cell(results.better_words(found) or "–", TABLE_SOFT),
        Cell(each.owner or "No owner", TABLE_SOFT),
        Cell(each.state.label, TABLE_SOFT),
    ]
    before = figure_words(
        each.before, each.unit, each.before_measured, day_words(each.baseline_on) if each.baseline_on else ""
    )
    now = figure_words(
        each.actual, each.unit, each.actual_measured, day_words(each.actual_on) if each.actual_on else ""
    )
    return cells, [
        ("Result", results.sentence(found, f"Before {each.code} started")),
        ("Measure", each.measure),
        ("Unit", each.unit if found.before is None and found.now is None else ""),
        ("Before", before),
        ("Now", now),
        ("Aim", results.with_unit(each.expected, each.unit) if each.expected is not None else ""),
        ("Source", each.source),
        ("Window", each.window),
        ("Benefits", each.benefits),
        ("To tell", "\n".join(each.tell)),
    ]


def sections(context: Context) -> list[Section]:
    """Bars before and now, and the list; nothing where no action is a project."""
    listed = [each for each in context.book.actions if each.project and each.state is not ActionState.DROPPED]
    if not listed:
        return []
    width = context.width
    found = [results.of_action(each) for each in listed]
    said = f"{results.title(found, 'project', 'projects')}."
    pieces = [*finding(said, width)]
    if any(each.before is not None or each.now is not None for each in found):
        pieces.append(heading("Before and now", width, before=0, hold=1))
        pieces.append(picture(results.draw(found, width / SCALE, "project", "projects"), SCALE, before=4))
    pieces += register(context, _columns(width), listed, _row)
    return [Section("projects", "Initial projects", said, tuple(pieces))]
