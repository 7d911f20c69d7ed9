"""The roadmap: actions over time, milestones, and what each horizon needs."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.charts import calendar, gantt, words
from workbench.charts.figure import Mark, Rect, Text
from workbench.domain.action import Action
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.layout import Link, Piece, Section, beside, finding, heading, picture
from workbench.reports.text import CAPTION, TABLE, TABLE_SOFT, Style, break_lines, set_lines, single

SCALE = 0.7
_ROWS = 24
_MILESTONES = 7
_GUTTER = 22.6


def _charts(context: Context) -> Iterator[Piece]:
    """The chart in parts that fit a page each, all with the same axis and colours."""
    listed = [action for _, _, mine in gantt.rows_of(context.actions) for action in mine]
    period = calendar.plan_span(context.actions, context.today)
    names = gantt.workstreams(context.actions)
    more = len(listed) - _ROWS
    for start in range(0, min(len(listed), _ROWS) if context.brief else len(listed), _ROWS):
        part = listed[start : start + _ROWS]
        figure = gantt.draw(
            part, context.width / SCALE, context.today, row_height=23, period=period, names=names
        )
        yield picture(figure, SCALE, before=4)
    if context.brief and more > 0:
        yield Piece(14, (Text(0, 10, f"{more} more in the full report", 7.5, color="ink3"),))


def _milestones(context: Context, width: float) -> list[Piece]:
    dated = [(found[1], each) for each in context.actions if (found := calendar.span(each))]
    dated = [pair for pair in dated if pair[0] >= context.today]
    dated.sort(key=lambda pair: (pair[0], pair[1].code))
    rows: list[Piece] = [heading("Milestones", width, aside="when actions finish", before=0)]
    for day, action in dated[:_MILESTONES]:
        rows.append(_milestone(context, day.year, calendar.day_words(day, False), action, width))
    if len(dated) > _MILESTONES:
        rows.append(Piece(14, (Text(0, 10, f"{len(dated) - _MILESTONES} more later", 7.5, color="ink3"),)))
    if not dated:
        rows.append(Piece(18, (Text(0, 12, "No action has a finish ahead of today.", 8.6, color="ink3"),)))
    return rows


def _milestone(context: Context, year: int, day: str, action: Action, width: float) -> Piece:
    told = words.one_line(action.acceptance[0]) if action.acceptance else words.improvement_label(action)
    shown = day if year == context.today.year else f"{day} {year}"
    marks: list[Mark] = [
        Text(0, 12, shown, 8.2, 600),
        Text(60, 12, single(f"{action.code} {action.title}", width - 60, TABLE), 8.6),
    ]
    tall = 18.0
    if told:
        marks.append(Text(60, 21.8, single(told, width - 60, CAPTION), 7.6, color="ink3"))
        tall = 27.0
    under = Rect(0, tall - 0.5, width, 0.5, fill="line")
    return Piece(tall, (*marks, under), links=(Link(0, 0, width, tall, action.id),))


def _horizons(context: Context, width: float) -> list[Piece]:
    bounds = ((0, 30, "First 30 days"), (31, 60, "31 to 60 days"), (61, 90, "61 to 90 days"))
    left = list(context.actions)
    groups: list[tuple[str, list[Action]]] = []
    ends = {each.id: (found[1] - context.today).days for each in left if (found := calendar.span(each))}
    groups.append(("Meant to be finished", [each for each in left if ends.get(each.id, 0) < 0]))
    for low, high, name in bounds:
        groups.append((name, [each for each in left if low <= ends.get(each.id, -1) <= high]))
    groups.append(("Later", [each for each in left if ends.get(each.id, 0) > 90]))
    groups.append(("No dates yet", [each for each in left if each.id not in ends]))
    rows: list[Piece] = [heading("What finishes when", width, aside="with the person-days known", before=0)]
    for name, mine in groups:
        if not mine and name in ("Meant to be finished", "Later", "No dates yet"):
            continue
        days = sum(each.effort_days or 0 for each in mine)
        codes = ", ".join(each.code for each in mine[:12]) + (
            f" and {len(mine) - 12} more" if len(mine) > 12 else ""
        )
        lines = break_lines(codes or "none", width - 142, TABLE_SOFT)[:2]
        tall = max(1, len(lines)) * TABLE_SOFT.leading + 8.4
        marks: list[Mark] = [Text(0, 13, name, 8.4, 600)]
        marks += set_lines(lines, 92, 4.2, width - 142, TABLE_SOFT)
        if days:
            said = f"{words.amount(days)} days"
            marks.append(Text(width - Style(8.4, 11, 500).measure(said), 13, said, 8.4, 500, color="ink2"))
        rows.append(Piece(tall, (*marks, Rect(0, tall - 0.5, width, 0.5, fill="line"))))
    return rows


def sections(context: Context) -> list[Section]:
    """The roadmap; nothing where the plan is empty."""
    if not context.actions:
        return []
    width = context.width
    half = (width - _GUTTER) / 2
    said = findings.roadmap(context)
    first, last = calendar.plan_span(context.actions, context.today)
    title = f"Roadmap, {words.month(first.month)} {first.year} to {words.month(last.month)} {last.year}"
    pieces = [
        *finding(said, width, findings.effort(context)),
        heading(
            title,
            width,
            aside="arrow: needs the other first; red: begins before the other is finished",
            before=0,
            hold=1,
        ),
        *_charts(context),
    ]
    # A long plan fills the page that leaders get; milestones then wait for the full report.
    if not context.brief or sum(piece.height for piece in pieces) < context.paper.room * 0.6:
        pieces.append(beside(_milestones(context, half), _horizons(context, half), half + _GUTTER, before=16))
    return [Section("roadmap", "Roadmap", said, tuple(pieces))]
