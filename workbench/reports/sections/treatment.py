"""What the business accepts, what a year may cost, who treats which risk by when, and what is worth trying."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis.exposure import When
from workbench.analysis.loss_curve import Simulated, simulate_risks, simulated, without_after
from workbench.analysis.portfolio import bought, portfolio
from workbench.analysis.positive_risk import worth_trying
from workbench.analysis.risk import missing, ranked, zone_after, zone_today
from workbench.analysis.risk_process import done_actions
from workbench.analysis.simulation import INDEPENDENCE
from workbench.charts import bought as bought_words
from workbench.charts import calendar, loss, risk_words
from workbench.domain.criteria import NOT_CONFIRMED, THRESHOLDS
from workbench.domain.risk import Risk, RiskKind, RiskState, Treatment, Zone
from workbench.domain.text import join_words, plural
from workbench.reports.context import Context
from workbench.reports.findings import stop
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
from workbench.reports.sections.entries import entry
from workbench.reports.sections.zone_chips import differs_so_far, zone_chips
from workbench.reports.text import BODY, CAPTION, TABLE, TABLE_SOFT

SCALE = 0.7
_CURVE = 300.0
_LACKS = {"owner": "an owner", "due": "a date", "review": "a review date"}


def _limits(context: Context) -> Iterator[Piece]:
    """The four thresholds, each with who set it and when."""
    width, criteria = context.width, context.criteria
    columns = [
        Column("Threshold", 0, 170),
        Column("A year", 176, 90),
        Column("Set by", 272, 110),
        Column("On", 388, width - 388),
    ]
    head = table_head(columns, width)
    yield heading("What the business accepts", width, before=0)
    yield head
    for name, each in criteria.thresholds.items():
        value = "not set" if each.value is None else risk_words.with_unit(each.value, criteria)
        state = calendar.day_words(each.set_on) if each.set_on else ""
        if not each.confirmed:
            state = f"{state}, {NOT_CONFIRMED}" if state else NOT_CONFIRMED
        cells = [
            Cell(THRESHOLDS[name], TABLE),
            Cell(value, TABLE),
            Cell(each.set_by or "–", TABLE_SOFT),
            Cell(state, TABLE_SOFT),
        ]
        yield from table_row(cells, columns, width, head, f"limit:{name}")
    if criteria.note.strip():
        yield from paragraph(criteria.note, width, BODY, before=5)


def _curve(context: Context) -> Iterator[Piece]:
    """The loss exceedance curve with its figures; nothing where no threat is simulated."""
    chosen = simulated(context.risks)
    if not chosen:
        return
    width, criteria = context.width, context.criteria
    before = simulate_risks(chosen, criteria, When.INHERENT)
    after = simulate_risks(chosen, criteria, When.AFTER)
    open_threats = [
        each for each in context.risks if each.kind is RiskKind.THREAT and each.state is not RiskState.CLOSED
    ]
    aside = f"{len(chosen)} of {plural(len(open_threats), 'open threat')} simulated"
    yield heading("What a year may cost", width, aside=aside, before=14, hold=2)
    yield from paragraph(stop(loss.title(before, after, criteria)), width, BODY)
    yield picture(loss.draw(before, after, criteria, width / SCALE, _CURVE), SCALE, before=4)
    yield from _figures(context, before, after)
    codes = [risk.code for risk in without_after(chosen, criteria)]
    if untold := loss.without_after_words(codes, after is not None):
        yield from paragraph(untold, width, BODY, before=6)
    yield from paragraph(f"{_drivers(context, before)}{INDEPENDENCE}", width, CAPTION, before=6)


def _figures(context: Context, before: Simulated | None, after: Simulated | None) -> Iterator[Piece]:
    if before is None:
        return
    width, criteria = context.width, context.criteria
    columns = [
        Column("", 0, 220),
        Column("Before treatment", 228, 110),
        Column("After treatment", 346, width - 346),
    ]
    head = table_head(columns, width, before=6)
    yield head
    then = loss.figures(after, criteria) if after is not None else []
    for at, (name, value) in enumerate(loss.figures(before, criteria)):
        cells = [
            Cell(name, TABLE_SOFT),
            Cell(value, TABLE),
            Cell(then[at][1] if then else "–", TABLE),
        ]
        yield from table_row(cells, columns, width, head, f"loss:{name}")


def _drivers(context: Context, before: Simulated | None) -> str:
    if before is None:
        return ""
    codes = {risk.id: risk.code for risk in context.risks}
    named = [f"{codes[each.risk]} {each.share:.0%}" for each in before.drivers[:5] if each.risk in codes]
    return f"What drives the worst 5 % of years before treatment: {join_words(named)}. " if named else ""


def _columns(width: float, three: bool) -> list[Column]:
    zones = "Zone before → so far → after" if three else "Zone before → after"
    title = 116.0 if three else 150.0
    return [
        Column("", 0, 24),
        Column("Risk", 26, title),
        Column(zones, 32 + title, 246 - title),
        Column("Treatment", 284, 52),
        Column("Owner", 340, 88),
        Column("Due", 434, width - 434),
    ]


def _treated(context: Context) -> list[Risk]:
    """What has a treatment, or should have one."""
    return [
        risk
        for risk in ranked(context.risks, context.criteria)
        if risk.state is not RiskState.CLOSED
        and (
            risk.treatment is not Treatment.NONE
            or risk.controls
            or Zone.RED in (zone_today(risk, context.criteria), zone_after(risk, context.criteria))
        )
    ]


def _plan(context: Context) -> Iterator[Piece]:
    listed = _treated(context)
    if not listed:
        return
    width, criteria, done = context.width, context.criteria, done_actions(context.book)
    columns = _columns(width, any(differs_so_far(context, risk) for risk in listed))
    head = table_head(columns, width)
    yield heading("Treatment plan", width, aside=plural(len(listed), "risk"), before=14, hold=3)
    yield head
    codes = {each.id: each.code for each in context.book.actions}
    for risk in listed:
        lacks = missing(risk, criteria)
        cells = [
            Cell(risk.code, TABLE_SOFT),
            Cell(risk.title, TABLE),
            Cell("", TABLE, zone_chips(context, risk)),
            Cell(risk.treatment.label, TABLE_SOFT),
            Cell(risk.owner or "No owner", TABLE_SOFT),
            Cell(calendar.day_words(risk.due) if risk.due else "–", TABLE_SOFT),
        ]
        acting = [f"{each.code} {each.title}" for each in context.actions if risk.id in each.risks]
        details = [
            ("Missing", join_words([_LACKS[name] for name in lacks])),
            *(
                (
                    "Control",
                    f"{each.name}: {bought_words.control_words(each, criteria, done, codes.get(each.action, ''))}",
                )
                for each in risk.controls
            ),
            ("Actions", "; ".join(acting)),
            ("Buys", bought_words.words(bought(risk, criteria, done), risk.kind, criteria)),
            ("Review", calendar.day_words(risk.review) if risk.review else ""),
        ]
        yield from entry(cells, columns, width, head, f"treat:{risk.id}", details, 26)


def _worth(context: Context) -> Iterator[Piece]:
    found = worth_trying(context.risks, context.criteria)
    if not found:
        return
    width = context.width
    columns = [Column("", 0, 24), Column("Opportunity", 26, 180), Column("The test", 212, width - 212)]
    head = table_head(columns, width)
    yield heading("What is worth trying", width, before=14, hold=2)
    yield head
    for each in found:
        cells = [
            Cell(each.risk.code, TABLE_SOFT),
            Cell(each.risk.title, TABLE),
            Cell(risk_words.positive_risk(each, context.criteria), TABLE_SOFT),
        ]
        yield from table_row(cells, columns, width, head, f"worth:{each.risk.id}")


def sections(context: Context) -> list[Section]:
    """One section; none where no risk is listed."""
    if not context.risks:
        return []
    criteria = context.criteria
    whole = portfolio(context.risks, criteria, done_actions(context.book))
    verdict = whole.verdict(criteria)
    said = risk_words.verdict(verdict, whole.so_far, criteria, len(whole.without_numbers))
    pieces = [
        *finding(said, context.width),
        *_limits(context),
        *_curve(context),
        *_plan(context),
        *_worth(context),
    ]
    return [Section("treatment", "Risk treatment", said, tuple(pieces))]
