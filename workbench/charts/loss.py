"""The loss exceedance curve: how likely a year is to cost more than so much, before and after treatment (domain.md 3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.analysis.loss_curve import Simulated, curve, thresholds
from workbench.analysis.simulation import exceedance
from workbench.charts import glyphs
from workbench.charts.figure import Anchor, Circle, Figure, Line, Mark, Point, Spot, TableText, Text
from workbench.charts.measure import text_width
from workbench.charts.risk_words import figure, with_unit
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import RiskKind
from workbench.domain.text import join_words, plural

_LEFT, _RIGHT, _TOP, _FOOT = 46.0, 26.0, 30.0, 40.0
_POINTS = 90
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_ROWS = 12


@dataclass(frozen=True, slots=True)
class _Curve:
    """One line: its name, its colour, its dash, and what it is drawn from."""

    name: str
    token: str
    dash: tuple[float, ...]
    outcome: Simulated


def share_words(share: float) -> str:
    """A share of years as people say it: '12% of years', 'under 1% of years', 'no year'."""
    if share <= 0:
        return "no year"
    return "under 1% of years" if share < 0.01 else f"{share * 100:.0f}% of years"


def above(outcome: Simulated, limit: float) -> float:
    """The share of years that come to more than a limit."""
    return float(exceedance(outcome.losses, [limit])[0])


def title(before: Simulated | None, after: Simulated | None, criteria: RiskCriteria) -> str:
    """Say what treatment buys: how often a year passes the most the business accepts, or what a bad year costs."""
    if before is None:
        return "Nothing is simulated yet"
    limit = criteria.most.value
    if limit is not None:
        now = share_words(above(before, limit))
        if after is None:
            return f"{_sentence(now)} {_passes(now)} the most we accept"
        then = share_words(above(after, limit))
        if now == then:
            return f"{_sentence(now)} {_passes(now)} the most we accept, treated or not"
        return f"{_sentence(now)} {_passes(now)} the most we accept; after treatment {then}"
    bad = with_unit(before.percentile_95, criteria)
    if after is None or with_unit(after.percentile_95, criteria) == bad:
        return f"One year in twenty costs more than {bad}"
    return f"One year in twenty costs more than {bad}; after treatment more than {with_unit(after.percentile_95, criteria)}"


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


def _passes(said: str) -> str:
    return "passes" if said == "no year" else "pass"


def without_after_words(codes: Sequence[str], drawn: bool) -> str:
    """Say which threats have no figures for after treatment, and what that does to the curve; '' for none.

    `drawn` says whether there is a curve after treatment at all.
    """
    if not codes:
        return ""
    said = f"{join_words(list(codes))} {'has' if len(codes) == 1 else 'have'} no figures for after treatment"
    if not drawn:
        return f"{said}, so no curve is drawn for then: give numbers, or controls."
    return f"{said} and {'counts' if len(codes) == 1 else 'count'} in that curve as before it: give numbers, or controls."


def _lines(before: Simulated | None, after: Simulated | None) -> list[_Curve]:
    found: list[_Curve] = []
    if before is not None:
        found.append(_Curve("Before treatment", glyphs.kind_token(RiskKind.THREAT), (), before))
    if after is not None:
        found.append(_Curve("After treatment", "accent", (6, 4), after))
    return found


@dataclass(frozen=True, slots=True)
class _Plane:
    """Losses on a log scale from `low` to `high` across, shares of years upwards."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float

    def x(self, loss: float) -> float:
        if loss <= self.low:
            return self.left
        share = math.log(loss / self.low) / math.log(self.high / self.low)
        return self.left + min(1.0, share) * (self.right - self.left)

    def y(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)


def _ticks(low: float, high: float) -> list[float]:
    """Round losses to write under the axis: 1, 2 and 5 of every power of ten, fewer where there are many."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for steps in ((1, 2, 5), (1, 3), (1,)):
        found = [step * 10.0**power for power in range(first, last + 1) for step in steps]
        found = [each for each in found if low <= each <= high]
        if len(found) <= 7:
            return found
    return found[:: math.ceil(len(found) / 7)]


def _plane(losses: Iterable[float], width: float, height: float, limit: float | None) -> _Plane:
    some = [each for each in losses if each > 0] or [1.0]
    if limit:
        some.append(limit)
    low, high = min(some), max(some)
    # What is rarer than one year in a thousand of the smallest would only push the rest together.
    low = max(low, high / 1e5)
    if high <= low * 1.01:
        low, high = low / 2, high * 2
    return _Plane(_LEFT, width - _RIGHT, _TOP, height - _FOOT, low, high * 1.05)


def _axes(plane: _Plane, criteria: RiskCriteria) -> list[Mark]:
    marks: list[Mark] = []
    for share in _SHARES:
        y = plane.y(share)
        marks.append(Line(((plane.left, y), (plane.right, y)), "grid"))
        marks.append(Text(plane.left - 8, y + 4, f"{share:.0%}", 11, color="ink3", anchor=Anchor.END))
    taken = -math.inf
    for loss in _ticks(plane.low, plane.high):
        said, x = figure(loss), plane.x(loss)
        half = text_width(said, 11) / 2
        if x - half < taken + 8 or x + half > plane.right + _RIGHT:
            continue
        taken = x + half
        marks.append(Line(((x, plane.bottom), (x, plane.bottom + 4)), "line2"))
        marks.append(Text(x, plane.bottom + 17, said, 11, color="ink3", anchor=Anchor.MIDDLE))
    unit = with_unit(1, criteria).split(" ", 1)
    named = f", {unit[1]}" if len(unit) > 1 and criteria.unit.strip() else ", u" if len(unit) > 1 else ""
    marks.append(Text(plane.left, 12, "Share of years that cost more", 11.5, color="ink3"))
    marks.append(
        Text(plane.right, plane.bottom + 34, f"Loss in a year{named}", 11.5, color="ink3", anchor=Anchor.END)
    )
    return marks


def _limit(plane: _Plane, criteria: RiskCriteria) -> list[Mark]:
    limit = criteria.most.value
    if not limit:
        return []
    x = plane.x(limit)
    said = f"the most we accept, {with_unit(limit, criteria)}"
    end = x + 6 + text_width(said, 11.5) <= plane.right + _RIGHT
    place = Text(
        x + 6 if end else x - 6, plane.top - 4, said, 11.5, 600, anchor=Anchor.START if end else Anchor.END
    )
    return [Line(((x, plane.top - 14), (x, plane.bottom)), "ink", 1.6), place]


def _apart(points: Sequence[Point]) -> tuple[Point, ...]:
    """Points without those that lie on the one before: a line would show a blot there."""
    kept = list(points[:1])
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= 1:
            kept.append(point)
    return tuple(kept)


def _label(
    each: _Curve, points: Sequence[Point], plane: _Plane, number: int, limit: float | None
) -> list[Mark]:
    """The name of a line, beside it; the second stands further down, so that two equal lines keep both names.

    The limit would strike it through: it stands on the nearest height at which it does not.
    """
    tall, wide = plane.bottom - plane.top, text_width(each.name, 12, 600)
    wanted = plane.top + (0.4 + 0.2 * number) * tall
    struck = plane.x(limit) if limit else -math.inf

    def free(start: float) -> bool:
        inside = plane.left <= start and start + wide <= plane.right
        return inside and not start - 5 < struck < start + wide + 5

    places = [
        (abs(y - wanted) + after * tall / 8, start, y)
        for x, y in points
        for after, start in enumerate((x + 12, x - 12 - wide))
        if plane.top <= y <= plane.bottom and free(start)
    ]
    x, y = min(points, key=lambda point: abs(point[1] - wanted))
    _, x, y = min(places, default=(0.0, min(x + 12, plane.right - wide), y))
    return [Text(x, y, each.name, 12, 600, color=each.token)]


def draw(
    before: Simulated | None, after: Simulated | None, criteria: RiskCriteria, width: float, height: float
) -> Figure:
    """Draw the curves before and after treatment, with the most the business accepts."""
    lines = _lines(before, after)
    said = title(before, after, criteria)
    if not lines:
        note = Text(
            0, 24, "No threat is simulated yet: give one a frequency and an interval.", 13, color="ink3"
        )
        return Figure(width, height, (note,), said, _table(lines, [], criteria))
    losses = thresholds([each.outcome for each in lines], _POINTS)
    limit = criteria.most.value
    plane = _plane(losses, width, height, limit)
    marks = [*_axes(plane, criteria), *_limit(plane, criteria)]
    spots: list[Spot] = []
    for number, each in enumerate(lines):
        points = [
            (plane.x(loss), plane.y(share))
            for loss, share in curve(each.outcome, losses)
            if loss == 0 or loss >= plane.low
        ]
        marks.append(Line(_apart(points), each.token, 2.2, dash=each.dash))
        marks += _label(each, points, plane, number, limit)
        if limit:
            x, y = plane.x(limit), plane.y(above(each.outcome, limit))
            marks.append(Circle(x, y, 4, fill=each.token, stroke="surface", line=1.4))
            name = f"{each.name}: {share_words(above(each.outcome, limit))} above the most we accept"
            spots.append(Spot(f"limit:{each.name}", x - 9, y - 9, 18, 18, name, name))
        bad = each.outcome.percentile_95
        if bad > 0:
            x, y = plane.x(bad), plane.y(0.05)
            name = f"{each.name}: one year in twenty costs more than {with_unit(bad, criteria)}"
            spots.append(Spot(f"bad:{each.name}", x - 9, y - 9, 18, 18, name, name))
    return Figure(width, height, tuple(marks), said, _table(lines, losses, criteria), tuple(spots))


def _table(lines: Sequence[_Curve], losses: Sequence[float], criteria: RiskCriteria) -> TableText:
    step = max(1, math.ceil(len(losses) / _ROWS))
    chosen = losses[::step]
    columns = [[share for _, share in curve(each.outcome, chosen)] for each in lines] if chosen else []
    rows = tuple(
        (f"more than {with_unit(loss, criteria)}", *(f"{column[at]:.1%}" for column in columns))
        for at, loss in enumerate(chosen)
    )
    return TableText(("Loss in a year", *(each.name for each in lines)), rows)


def figures(outcome: Simulated, criteria: RiskCriteria) -> list[tuple[str, str]]:
    """What the drawn years come to, named: expected loss, the year in twenty, the bad years' mean, quiet years."""
    return [
        ("Expected loss a year", with_unit(outcome.expected, criteria)),
        ("One year in twenty costs more than", with_unit(outcome.percentile_95, criteria)),
        ("5 % tail: the mean of those worst years", with_unit(outcome.tail, criteria)),
        ("Years without a loss", f"{outcome.quiet:.0%}"),
        ("Drawn", plural(outcome.years, "year")),
    ]
