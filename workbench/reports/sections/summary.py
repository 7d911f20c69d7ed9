"""The one page for those who read one page."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.risk import ranked, zone_after, zone_today
from workbench.charts import calendar, dumbbell, glyphs, ladder, radar, words
from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.domain.action import Action
from workbench.domain.risk import Risk, RiskKind, Zone
from workbench.domain.text import plural
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.decisions import Decision, decisions
from workbench.reports.layout import Link, Piece, Section, beside, finding, heading, picture, stack
from workbench.reports.text import CAPTION, TABLE, Style, break_lines, set_lines, single

SCALE = 0.7
GUTTER = 22.6
_MOST = 5
_GAP = 15.0
_BIG = 21.0
_STRONG = Style(8.8, 12, 500)


def _figures(context: Context) -> list[tuple[str, str, str]]:
    """The big figures that have data: figure, what it is, and what belongs to it."""
    standing, rating = context.standing, context.standing.overall
    found: list[tuple[str, str, str]] = []
    if rating.level is not None and rating.index is not None:
        target = standing.overall_target
        still = words.overall_open(standing)
        beside_it = f"target {words.one_decimal(target)}" if target is not None else ""
        if rating.level_high != rating.level:
            beside_it = words.level_with_bounds(rating, context.pack, still).split("; ", 1)[1]
        found.append(
            (
                words.one_decimal(rating.index),
                f"index, {context.pack.level_name(rating.level)}",
                beside_it,
            )
        )
    worst = radar.furthest(standing)
    if worst and worst[0].index is not None and worst[0].target is not None:
        short = words.one_decimal(words.apart(worst[0].index, worst[0].target))
        name = worst[0].dimension.name
        where = name[:1].lower() + name[1:] if not name[1:2].isupper() else name
        note = (
            f"the largest gap of {len(standing.dimensions)}"
            if len(worst) == 1
            else f"and in {plural(len(worst) - 1, 'other dimension')}"
        )
        found.append((short, f"short in {where}", note))
    threats = [
        risk
        for risk in context.risks
        if risk.kind is RiskKind.THREAT and zone_today(risk, context.criteria) is not None
    ]
    if threats:
        today = sum(1 for risk in threats if zone_today(risk, context.criteria) is Zone.RED)
        after = sum(
            1
            for risk in threats
            if (zone_after(risk, context.criteria) or zone_today(risk, context.criteria)) is Zone.RED
        )
        what = "threat above the limit" if today == 1 else "threats above the limit"
        found.append(
            (
                str(today),
                what,
                f"{after or 'none'} after treatment" if today else "of " + plural(len(threats), "threat"),
            )
        )
    if context.actions:
        soon = len(calendar.within(context.actions, context.today, 90))
        count = len(context.actions)
        found.append(
            (
                str(count),
                "action in the plan" if count == 1 else "actions in the plan",
                f"{soon or 'none'} finished within 90 days",
            )
        )
    people = len(context.book.people())
    found.append(
        (
            f"{standing.answered}",
            f"of {standing.asked} questions",
            f"answered, by {plural(people, 'person', 'people')}",
        )
    )
    return found[:4]


def big_figures(figures: list[tuple[str, str, str]], width: float) -> Piece:
    """Up to four figures side by side, parted by hairlines; what belongs to one runs over two lines at most."""
    share, most = width / 4, 1
    marks: list[Mark] = []
    for number, (value, what, note) in enumerate(figures):
        x = number * share + (11 if number else 0)
        room = share - 16
        if number:
            marks.append(Rect(number * share, 0, 0.6, 47, fill="line2"))
        marks.append(Text(x, 18, value, _BIG, 600))
        marks.append(Text(x, 33.5, single(what, room, _STRONG), 8.8, 500))
        lines = break_lines(note, room, CAPTION)[:2]
        most = max(most, len(lines))
        marks += set_lines(lines, x, 38, room, CAPTION)
    return Piece(49 + (most - 1) * CAPTION.leading, tuple(marks))


def _risk_row(context: Context, risk: Risk, width: float) -> Piece:
    before, after = zone_today(risk, context.criteria), zone_after(risk, context.criteria)
    chips: list[Mark] = []
    size, x = 7.6, width
    if after is not None:
        wide = glyphs.zone_chip_width(risk.kind, after, size)
        x -= wide
        chips += glyphs.zone_chip(x, 5.5, risk.kind, after, size)
        x -= 13
        chips.append(Text(x + 6.5, 14.2, "→", 8, color="ink3", anchor=Anchor.MIDDLE))
    wide = glyphs.zone_chip_width(risk.kind, before, size)
    x -= wide
    chips += glyphs.zone_chip(x, 5.5, risk.kind, before, size)
    room = x - 8 - 21
    lines = break_lines(words.one_line(risk.title), room, TABLE)
    if len(lines) > 2:
        lines = [lines[0], type(lines[1])(single(lines[1].text + " …", room, TABLE), lines[1].rtl)]
    height = max(1, len(lines)) * 11.2 + (7 if len(lines) > 1 else 11)
    text = set_lines(lines, 21, 3.5 if len(lines) > 1 else 5.5, room, Style(8.4, 11.2))
    code = Text(0, 14, single(risk.code, 19, TABLE), 8.2, color="ink3")
    under = Rect(0, height - 0.5, width, 0.5, fill="line")
    return Piece(height, (code, *text, *chips, under), links=(Link(0, 0, width, height, risk.id),))


def risk_rows(context: Context, width: float) -> list[Piece]:
    """The worst risks with their zones before and after treatment."""
    listed = [
        risk
        for risk in ranked(context.risks, context.criteria)
        if zone_today(risk, context.criteria) is not None
    ][: _MOST - 1]
    if not listed:
        return [_nothing("No risk is rated yet.", width)]
    rows = [_risk_row(context, risk, width) for risk in listed]
    return [*rows, Piece(14, (Text(0, 10, "Zone before → after treatment.", 7.5, color="ink3"),))]


def _nothing(text: str, width: float) -> Piece:
    return Piece(20, (Text(0, 13, text, 8.6, color="ink3"), Rect(0, 19.5, width, 0.5, fill="line")))


def _decision_row(number: int, each: Decision, width: float) -> Piece:
    lines = break_lines(each.text, width - 20, _STRONG)[:2]
    note = single(each.note, width - 20, CAPTION)
    height = len(lines) * 12 + (10.5 if note else 0) + 8
    marks: list[Mark] = [Text(0, 15, str(number), 13.5, 400, "serif", "accent")]
    marks += set_lines(lines, 20, 3, width - 20, _STRONG)
    if note:
        marks.append(Text(20, 3 + len(lines) * 12 + 8.5, note, 7.6, color="ink3"))
    return Piece(height, (*marks, Rect(0, height - 0.5, width, 0.5, fill="line")))


def action_row(context: Context, action: Action, width: float) -> Piece:
    """An action in two lines, with what it brings at the right."""
    brings = words.improvement_label(action)
    right = width - (Style(8.2, 11, 600).measure(brings) + 8 if brings else 0)
    if action.before is not None and action.outcome is not None:
        note = f"{findings.with_unit(action.before, action.unit)} → {words.amount(action.outcome)}"
    else:
        note = calendar.span_words(calendar.span(action))
    who = f"{note}, {words.one_line(action.owner)}" if action.owner else f"{note}, no owner yet"
    marks: list[Mark] = [
        Text(0, 11.5, single(action.code, 20, TABLE), 8.2, color="ink3"),
        Text(23, 11.5, single(action.title, right - 23, Style(8.7, 12)), 8.7),
        Text(23, 21.2, single(who, right - 23, CAPTION), 7.6, color="ink3"),
        Rect(0, 26, width, 0.5, fill="line"),
    ]
    if brings:
        worse = (words.improvement(action) or 0) < 0
        marks.append(Text(width, 14.5, brings, 8.2, 600, color="bad" if worse else "ok", anchor=Anchor.END))
    return Piece(26.5, tuple(marks), links=(Link(0, 0, width, 26.5, action.id),))


def _soon(context: Context, width: float) -> list[Piece]:
    soon = calendar.within(context.actions, context.today, 90)
    head = heading("What the first 90 days deliver", width, before=0)
    if not soon:
        said = "No action finishes within 90 days." if context.actions else "The plan has no actions yet."
        return [head, _nothing(said, width)]
    return [head, *(action_row(context, each, width) for each in soon[:_MOST])]


def sections(context: Context) -> list[Section]:
    """The executive summary, on one page."""
    width = context.width
    half = (width - GUTTER) / 2
    right = half + GUTTER
    standing = context.standing
    said = findings.overall(context)
    everything = list(standing.capabilities.values())
    gaps = dumbbell.draw(standing.gaps()[:_MOST], half / SCALE, 31, among=everything)
    left = [
        heading(f"What holds {context.client} back", half, aside="now → target", before=0),
        picture(gaps, SCALE),
    ]
    worries = [heading("What could go wrong, or right", half, before=0), *risk_rows(context, half)]
    asked = decisions(context)[:4]
    ask = [heading("What we ask you to decide", half, before=0)]
    ask += [_decision_row(number, each, half) for number, each in enumerate(asked, 1)]
    if not asked:
        ask.append(_nothing("Nothing is open.", half))
    top = [*finding(said, width), big_figures(_figures(context), width)]
    bottom = [
        beside(left, worries, right, before=_GAP),
        beside(ask, _soon(context, half), right, before=_GAP),
    ]
    # The staircase takes what the rest leaves, so that the page is full and stays one.
    used = sum(piece.height + piece.before for piece in (*top, *bottom)) + _GAP + 24
    tall = max(170.0, min(296.0, (context.paper.room - used - 4) / SCALE))
    stairs = ladder.draw(
        standing, context.pack, width / SCALE, tall, "Now", context.target_label, context.scope
    )
    title = heading(ladder.title(standing, context.pack), width, before=0)
    middle = replace(stack([title, picture(stairs, SCALE, lead="reading")]), before=_GAP)
    return [Section("summary", "Executive summary", said, (*top, middle, *bottom))]
