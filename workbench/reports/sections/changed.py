"""What changed since the report before this one: levels, answers, risks and actions, and where it got worse."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis.compare import (
    AnswerShift,
    Comparison,
    Direction,
    Shift,
    compare,
    entries_between,
    finished_between,
    side_of,
)
from workbench.analysis.risk import zone_after, zone_today
from workbench.analysis.standing import rate_book
from workbench.charts import slope
from workbench.charts.calendar import day_words
from workbench.charts.slope import moved_tenths, signed
from workbench.charts.words import one_decimal, one_line
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.domain.obstacle import Obstacle
from workbench.domain.risk import Risk
from workbench.domain.text import short
from workbench.reports.context import Context
from workbench.reports.earlier import Earlier
from workbench.reports.fonts import printable
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    finding,
    heading,
    paragraph,
    picture,
    table_head,
    table_row,
)
from workbench.reports.text import CAPTION, STRONG, TABLE, TABLE_SOFT

SCALE = 0.7
_BRIEF_ROWS = 8
Lines = Iterator[tuple[str, str, str]]


def _index(found: Comparison, context: Context) -> str:
    """'from 1.7, Initial, to 2.3, Managed'; what is not rated is said to be so."""

    def said(index: object, level: int | None) -> str:
        if index is None or level is None:
            return "not rated"
        return f"{one_decimal(index)}, {context.pack.level_name(level)},"  # type: ignore[arg-type]

    overall = found.overall
    before = said(overall.index_before, overall.level_before)
    after = said(overall.index_after, overall.level_after)
    if before == after:
        return f"The whole stands as before: {before.rstrip(',')}"
    return f"The whole went from {before} to {after.rstrip(',')}"


def _answer(shift: AnswerShift) -> str:
    ask = short(one_line(shift.question.ask), 90)
    if shift.applicable_before != shift.applicable_after:
        return f"{'Applies now' if shift.applicable_after else 'Applies no more'}: {ask}"
    return (
        f"{one_decimal(shift.index_before, 'no value')} → {one_decimal(shift.index_after, 'no value')}  {ask}"
    )


def _shows(shift: AnswerShift) -> bool:
    """Whether an answer moved as far as can be seen in print."""
    figures = {one_decimal(each, "") for each in (shift.index_before, shift.index_after)}
    return shift.applicable_before != shift.applicable_after or len(figures) > 1


def _why(found: Comparison, shift: Shift) -> str:
    """The answers that moved it, and the actions that ended in between."""
    said = [_answer(each) for each in found.answers.get(shift.id, ()) if _shows(each)]
    said += [
        f"Done since: {each.code} {one_line(each.title)}"
        for each in found.actions
        if each.capability == shift.id
    ]
    return "\n".join(said) or "No answer moved by a tenth or more."


def _levels(shift: Shift) -> str:
    known = [str(each) if each is not None else "–" for each in (shift.level_before, shift.level_after)]
    return known[0] if known[0] == known[1] else " → ".join(known)


def _capabilities(context: Context, found: Comparison) -> list[Piece]:
    moved = [each for each in found.capabilities if each.direction is not Direction.HELD or each.worse]
    moved = [each for each in moved if each.index_before is not None or each.index_after is not None]
    moved.sort(key=lambda each: (not each.worse, -abs(moved_tenths(each)) if each.index is not None else 0))
    if not moved:
        return [*paragraph("No capability moved.", context.width, TABLE_SOFT)]
    width = context.width
    columns = [
        Column("Capability", 0, 116),
        Column("Index", 124, 62),
        Column("Level", 194, 40),
        Column("By which answers and actions", 240, width - 240),
    ]
    head = table_head(columns, width)
    shown = moved[:_BRIEF_ROWS] if context.brief else moved
    pieces = [
        heading("Capabilities that moved", width, aside="what got worse comes first", before=14, hold=3),
        head,
    ]
    for each in shown:
        figures = f"{one_decimal(each.index_before)} → {one_decimal(each.index_after)}"
        if each.index is not None:
            figures += f" ({signed(moved_tenths(each))})"
        cells = [
            Cell(each.name, STRONG),
            Cell(figures, TABLE),
            Cell(_levels(each), TABLE),
            Cell(_why(found, each), TABLE_SOFT),
        ]
        pieces += table_row(cells, columns, width, head, f"moved:{each.id}")
    if len(shown) < len(moved):
        pieces += paragraph(
            f"{len(moved) - len(shown)} more moved; the full report lists them.", width, CAPTION
        )
    return pieces


def _named(each: Risk | Obstacle | Action) -> tuple[str, str]:
    return printable(each.code), printable(one_line(each.title))


def _risks(context: Context, then: Book, carried: bool) -> Lines:
    found = entries_between(then.risks, context.book.risks, carried)
    for each in found.came:
        yield (*_named(each), "New risk")
    for before, after in found.both:
        said: list[str] = []
        for what, zone in (("today", zone_today), ("after treatment", zone_after)):
            old, new = zone(before, then.criteria), zone(after, context.book.criteria)
            if old is not new:
                words = [each.word(after.kind) if each else "not rated" for each in (old, new)]
                said.append(f"{what} {words[0].lower()} → {words[1].lower()}")
        if said:
            yield (*_named(after), f"Risk, {'; '.join(said)}")
    for each in found.gone:
        yield (*_named(each), "Risk taken off the register")


def _obstacles(context: Context, then: Book, carried: bool) -> Lines:
    found = entries_between(then.obstacles, context.book.obstacles, carried)
    for each in found.came:
        yield (*_named(each), "New obstacle")
    for each in found.gone:
        yield (*_named(each), "Obstacle gone")


def _actions(context: Context, then: Book, carried: bool) -> Lines:
    found = entries_between(then.actions, context.book.actions, carried)
    for each in found.came:
        yield (*_named(each), f"New action, {each.state.label.lower()}")
    for before, after in found.both:
        said: list[str] = []
        if before.state is not after.state:
            said.append(f"{before.state.label.lower()} → {after.state.label.lower()}")
        if before.finish != after.finish:
            ends = [day_words(each) if each else "no date" for each in (before.finish, after.finish)]
            said.append(f"ends {ends[0]} → {ends[1]}")
        if said:
            why = (
                f", because: {one_line(after.drop_reason)}"
                if after.drop_reason and "dropped" in said[0]
                else ""
            )
            yield (*_named(after), f"Action, {'; '.join(said)}{why}")
    for each in found.gone:
        yield (*_named(each), "Action taken out of the plan")


def _lists(context: Context, earlier: Earlier) -> list[Piece]:
    then = earlier.book
    carried = then.assessment.id != context.book.assessment.id
    lines = [line for some in (_risks, _obstacles, _actions) for line in some(context, then, carried)]
    if not lines:
        return [
            *paragraph(
                "Risks, obstacles and actions stand as they did.", context.width, TABLE_SOFT, before=12
            )
        ]
    width = context.width
    columns = [Column("", 0, 30), Column("Entry", 34, 236), Column("What changed", 280, width - 280)]
    head = table_head(columns, width)
    pieces = [heading("Risks, obstacles and actions", width, before=16, hold=3), head]
    shown = lines[:_BRIEF_ROWS] if context.brief else lines
    for number, (code, title, said) in enumerate(shown):
        cells = [Cell(code, TABLE_SOFT), Cell(title, TABLE), Cell(said, TABLE_SOFT)]
        pieces += table_row(cells, columns, width, head, f"changed:{number}")
    if len(shown) < len(lines):
        pieces += paragraph(
            f"{len(lines) - len(shown)} more changed; the full report lists them.", width, CAPTION
        )
    return pieces


def sections(context: Context) -> list[Section]:
    """What moved since the earlier report; nothing where there is none."""
    earlier = context.settings.earlier
    if earlier is None:
        return []
    then = earlier.book
    done = finished_between(then.actions, context.book.actions, earlier.origins)
    found = compare(side_of(then, rate_book(then)), side_of(context.book, context.standing), done)
    said = f"{_index(found, context)}: {found.counts}."
    width = context.width
    since = f"The last report, of {day_words(earlier.day)}, was made of snapshot {earlier.number}. {' '.join(found.notes)}"
    pieces: list[Piece] = [*finding(said, width, since)]
    known = [each for each in found.dimensions if each.direction is not Direction.UNKNOWN]
    if known and not context.brief:
        heads = (("Last report", day_words(earlier.day)), ("This report", day_words(context.today)))
        drawn = slope.draw(found.dimensions, context.pack, heads, width / SCALE, 300)
        pieces.append(heading(slope.title(found.dimensions), width, before=0, hold=1))
        pieces.append(picture(drawn, SCALE, before=4))
    pieces += _capabilities(context, found)
    pieces += _lists(context, earlier)
    return [Section("changed", "Changed since the last report", said, tuple(pieces))]
