"""The criteria and figures of risk in words: ranges of steps, thresholds with who set them, verdicts and tests."""

from __future__ import annotations

import math
from decimal import Decimal

from workbench.analysis.portfolio import Loss, Verdict
from workbench.analysis.positive_risk import Outcome, PositiveRisk
from workbench.analysis.risk_matrix import Violation
from workbench.charts.calendar import day_words
from workbench.domain.criteria import FREQUENCY_STEPS, NOT_CONFIRMED, THRESHOLDS, RiskCriteria, Threshold
from workbench.domain.risk import FREQUENCY_RANGES, STEPS
from workbench.domain.text import join_words, plural, whole_line


def figure(value: float) -> str:
    """Write an amount with two digits that say something, whole from 100 on: '0.32', '3.2', '1,250'."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "no end"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    digits = max(0, 1 - math.floor(math.log10(abs(value))))
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_words(fraction: float) -> str:
    """Write a share in per cent with all of its digits and never an exponent: 0.6 as '60', 0.00001234 as '0.001234'."""
    hundredfold = Decimal(repr(float(fraction))) * 100
    text = f"{hundredfold:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(value: float, criteria: RiskCriteria) -> str:
    """Write an amount in the client's unit; where none was named, in units u."""
    unit = whole_line(criteria.unit)
    if not unit:
        return f"{figure(value / criteria.scale)} u"
    return f"{figure(value)} {unit}"


def frequency_range(criteria: RiskCriteria, step: int) -> str:
    """Say how often a step of frequency is."""
    if criteria.frequency_edges == FREQUENCY_STEPS:
        return FREQUENCY_RANGES[step - 1]
    low, high = criteria.frequency_bounds[step - 1 : step + 1]
    if step == 1:
        return f"less than {_often(high)}"
    if step == STEPS:
        return f"{_often(low)} or more"
    return f"{_often(low)} to {_often(high)}"


def _often(value: float) -> str:
    if value == 1:
        return "once a year"
    return f"once in {figure(1 / value)} years" if value < 1 else f"{figure(value)} times a year"


def impact_range(criteria: RiskCriteria, step: int) -> str:
    """Say what a step of impact or benefit takes or brings, in the client's unit."""
    low, high = (each * criteria.scale for each in criteria.impact_bounds[step - 1 : step + 1])
    if step == 1:
        return f"under {with_unit(high, criteria)}"
    if step == STEPS:
        return f"over {with_unit(low, criteria)}"
    return f"{with_unit(low, criteria)} to {with_unit(high, criteria)}"


def threshold(found: Threshold, criteria: RiskCriteria) -> str:
    """Say a threshold with who set it and when, and that nobody has confirmed it where that is so."""
    if found.value is None:
        return "not set"
    parts = [f"{with_unit(found.value, criteria)} a year"]
    who = whole_line(found.set_by)
    if who and found.set_on:
        parts.append(f"set by {who} on {day_words(found.set_on)}")
    elif who or found.set_on:
        parts.append(f"set by {who}" if who else f"set on {day_words(found.set_on)}" if found.set_on else "")
    if not found.confirmed:
        parts.append(NOT_CONFIRMED)
    return ", ".join(parts)


def unconfirmed(criteria: RiskCriteria) -> str:
    """Say which thresholds nobody has confirmed yet; '' where all are."""
    waiting = criteria.unconfirmed
    if not waiting:
        return ""
    if len(waiting) == len(THRESHOLDS):
        return "The thresholds are not yet confirmed by the business."
    named = join_words([f"the {_SHORT[name]}" for name in waiting])
    return f"Not yet confirmed by the business: {named}."


_SHORT = {
    "appetite": "appetite",
    "tolerance": "tolerance",
    "least": "least for all threats",
    "most": "most for all threats",
}


def _between(found: Loss, criteria: RiskCriteria) -> str:
    if found.least <= 0:
        return f"at most {with_unit(found.most, criteria)}"
    if math.isinf(found.most):
        return f"at least {with_unit(found.least, criteria)}"
    return f"{with_unit(found.least, criteria)} to {with_unit(found.most, criteria)}"


def verdict(found: Verdict, loss: Loss, criteria: RiskCriteria, without: int = 0) -> str:
    """Say what the expected loss of all threats is against the least and the most, by the figure that decides."""
    how, counting = with_unit(loss.expected, criteria), ""
    if loss.by_cell:
        # The bounds decide then: what the numbers alone come to may lie on the other side of the limit.
        bounds = {
            Verdict.ABOVE: f"at least {with_unit(loss.least, criteria)}",
            Verdict.CAUTIOUS: f"at most {with_unit(loss.most, criteria)}",
            Verdict.WITHIN: _between(loss, criteria),
        }
        how = bounds.get(found, how)
        counting = (
            f", counting {plural(loss.by_cell, 'threat')} by {'its' if loss.by_cell == 1 else 'their'} cell,"
        )
    said = f"As things stand, the expected loss of {how} a year{counting}"
    match found:
        case Verdict.ABOVE:
            return (
                f"{said} is more than the business accepts ({with_unit(criteria.most.value or 0, criteria)})."
            )
        case Verdict.CAUTIOUS:
            least = with_unit(criteria.least.value or 0, criteria)
            return f"{said} is less than the {least} the business would accept: overly cautious, there is room to try something."
        case Verdict.WITHIN:
            return f"{said} lies within what the business accepts."
        case Verdict.NO_LIMITS:
            return "The business has not said yet which expected loss of all threats it accepts."
        case Verdict.OPEN:
            if not without:
                return "Whether that is within what the business accepts cannot be said yet."
            return f"Whether that is within what the business accepts cannot be said while {plural(without, 'threat')} {'has' if without == 1 else 'have'} no numbers."


_FIELDS = {
    "chance": "the chance that it works out",
    "benefit": "the benefit a year",
    "treatment_cost": "what trying costs",
    "downside": "the worst that can come of it",
}


def positive_risk(found: PositiveRisk, criteria: RiskCriteria) -> str:
    """Say what the positive risk test comes to, and why."""
    match found.outcome:
        case Outcome.WORTH if found.ratio is None:
            return "Worth trying: it costs nothing, and the worst that can come of it does no harm."
        case Outcome.WORTH:
            return f"Worth trying: it promises {figure(found.ratio or 0)} times what it may cost, and the worst that can come of it is acceptable."
        case Outcome.THIN if found.ratio is None:
            return "Not worth trying: it promises no benefit."
        case Outcome.THIN:
            return f"Not worth trying: it promises {figure(found.ratio or 0)} times what it may cost, and 3 times is the least."
        case Outcome.RISKY:
            worst = found.downside
            end = (
                f" ({with_unit(worst.most, criteria)} a year)" if worst and math.isfinite(worst.most) else ""
            )
            return f"Not worth trying: the worst that can come of it{end} is more than the appetite."
        case Outcome.INCOMPLETE:
            return f"Not tested yet: say {join_words([_FIELDS[name] for name in found.missing])}."


def violation(found: Violation) -> str:
    """Say which axiom two cells of an own colouring break, and which cells they are."""
    (f, i), (g, j) = found.cells
    one, other = f"F{f} I{i}", f"F{g} I{j}"
    match found.axiom:
        case "weak consistency":
            return f"{one} is red and may come to less than {other}, which is green."
        case "betweenness":
            return f"{one} is red and touches {other}, which is green: amber must lie between."
        case _:
            return f"{one} and {other} span the same risk and have different colours."
