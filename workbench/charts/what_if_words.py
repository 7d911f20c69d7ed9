"""What would become of everything with some actions done, in words beside the present."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workbench.analysis.choosing import Caution, Rule, effort_of
from workbench.analysis.maturity import Rating
from workbench.analysis.what_if import Outcome
from workbench.charts.words import amount, level_and_index, one_decimal, one_line
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.domain.risk import RiskKind, Zone
from workbench.domain.text import join_words, plural, short


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the comparison: what is compared, and a figure for each column."""

    name: str
    figures: tuple[str, ...]


def title(now: Outcome, then: Outcome, ticked: Collection[str]) -> str:
    """Say what a choice comes to: 'Six actions take the index from 2.4 to 3.1'."""
    if not ticked:
        return "Tick actions to see where they would take you"
    before, after = now.standing.overall.index, then.standing.overall.index
    count = plural(len(ticked), "action")
    verb = "takes" if len(ticked) == 1 else "take"
    if before is None or after is None or one_decimal(before) == one_decimal(after):
        loss = now.loss - then.loss
        if loss >= 1:
            return f"{count} {verb} {amount(round(loss))} a year off the expected loss; the index stays"
        return f"{count} {'leaves' if len(ticked) == 1 else 'leave'} the index where it is"
    return f"{count} {verb} the index from {one_decimal(before)} to {one_decimal(after)}"


def lines(book: Book, outcomes: Sequence[Outcome], choices: Sequence[Collection[str]]) -> list[Line]:
    """Compare the present and one or two choices, column by column; the present is an empty choice."""
    pack = book.pack

    def said(rating: Rating) -> str:
        return level_and_index(rating, pack)

    found = [Line("Overall", tuple(said(each.standing.overall) for each in outcomes))]
    found += [
        Line(one_line(area.title), tuple(said(each.standing.areas[area.id]) for each in outcomes))
        for area in pack.areas
        if any(each.standing.areas[area.id].level is not None for each in outcomes)
    ]
    unit = f" {one_line(book.criteria.unit)}" if book.criteria.unit.strip() else ""
    uncounted = outcomes[0].uncounted
    without = f", {uncounted:,} without figures" if uncounted else ""
    found += [
        Line(
            f"Expected loss a year{without}", tuple(f"{amount(round(each.loss))}{unit}" for each in outcomes)
        ),
        Line("Threats by zone", tuple(_zones(each) for each in outcomes)),
        Line("Toil, hours a month", tuple(amount(round(each.toil, 1)) for each in outcomes)),
        Line("Effort, person-days", tuple(amount(effort_of(book.actions, each)) for each in choices)),
        Line("Actions", tuple(f"{len(each):,}" for each in choices)),
    ]
    return found


def _zones(each: Outcome) -> str:
    parts = [
        f"{each.zones.get(zone, 0)} {zone.word(RiskKind.THREAT).lower()}"
        for zone in (Zone.RED, Zone.AMBER, Zone.GREEN)
        if each.zones.get(zone, 0)
    ]
    return ", ".join(parts) or "none rated"


def capacity_words(
    actions: Sequence[Action], ticked: Collection[str], capacity: float | None
) -> tuple[str, bool]:
    """What is ticked against the capacity, and whether that is too much."""
    used = effort_of(actions, ticked)
    blind = [each.code for each in actions if each.id in ticked and each.effort_days is None]
    without = f" {_codes(blind)} {'has' if len(blind) == 1 else 'have'} no effort yet." if blind else ""
    if capacity is None:
        return f"{amount(used)} person-days ticked.{without}", False
    if used > capacity * (1 + 1e-9):
        over = amount(used - capacity)
        return (
            f"{amount(used)} person-days ticked, {over} more than the capacity of {amount(capacity)}.{without}",
            True,
        )
    return f"{amount(used)} of {amount(capacity)} person-days ticked.{without}", False


def caution_words(book: Book, each: Caution) -> str:
    """One thing a choice lacks, in a sentence."""
    action = book.get(Action, each.action)
    code = action.code if action is not None else "?"
    match each.rule:
        case Rule.PREREQUISITE:
            other = book.get(Action, each.other)
            named = f"{other.code} {short(other.title)}" if other is not None else "another action"
            return f"{code} needs {named} first, which is not ticked."
        case Rule.LEVEL:
            part = book.pack.by_capability.get(action.capability if action is not None else "")
            name = short(part.name) if part is not None else "Its capability"
            level = action.level if action is not None else None
            return (
                f"{code} brings {name} to level {level} while it stands at {each.now}, "
                f"and nothing ticked brings it to {each.level}."
            )
        case Rule.STAGE:
            entry = next((one for one in book.pack.actions if one.id == each.other), None)
            first = short(entry.title) if entry is not None else each.other
            return f"{code} builds on ‘{first}’, which is neither ticked nor done."


def differ_words(book: Book, names: tuple[str, str], choices: tuple[Collection[str], Collection[str]]) -> str:
    """Which actions only one of two choices has."""
    one, other = choices
    codes = {each.id: each.code for each in book.actions}
    said: list[str] = []
    for name, mine, theirs in ((names[0], one, other), (names[1], other, one)):
        only = [code for key, code in codes.items() if key in mine and key not in theirs]
        if only:
            said.append(f"Only in ‘{short(name, 30)}’: {_codes(only)}.")
    return " ".join(said) or "Both have the same actions."


def _codes(codes: Sequence[str]) -> str:
    if len(codes) > 12:
        return f"{', '.join(codes[:12])} and {len(codes) - 12:,} more"
    return join_words(list(codes))
