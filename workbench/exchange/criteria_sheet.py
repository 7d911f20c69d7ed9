"""The criteria of risk as a sheet beside the register: thresholds, scales and own colours, to be read by people."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.domain.criteria import THRESHOLDS, RiskCriteria
from workbench.domain.risk import STEPS
from workbench.domain.text import whole_line
from workbench.exchange.sheets import Sheet, Value

HEAD = ("Criterion", "Figure", "Up to", "Unit", "In words", "Set by", "Set on", "Confirmed")
OUT_ONLY = "This sheet is written and not read in again; thresholds and scales are changed in the program."


def criteria_sheet(criteria: RiskCriteria) -> Sheet:
    """Give the criteria as a table; amounts are in the client's unit, or in units u where none was named."""
    rows = [*_thresholds(criteria), *_scales(criteria), *_colours(criteria)]
    return Sheet("Criteria", HEAD, [*rows, _row(OUT_ONLY), *([_row(criteria.note)] if criteria.note else [])])


def _row(name: str, *cells: Value) -> list[Value]:
    return [name, *cells, *[None] * (len(HEAD) - 1 - len(cells))]


def _unit(criteria: RiskCriteria) -> tuple[str, float]:
    """The unit, and what amounts are multiplied by to be counted in it."""
    unit = whole_line(criteria.unit)
    return (unit, 1.0) if unit else ("u", 1 / criteria.scale)


def _thresholds(criteria: RiskCriteria) -> Iterator[list[Value]]:
    unit, times = _unit(criteria)
    for name, each in criteria.thresholds.items():
        value = None if each.value is None else each.value * times
        confirmed = "yes" if each.confirmed else "no"
        yield _row(THRESHOLDS[name], value, None, f"{unit} a year", "", each.set_by, each.set_on, confirmed)
    yield _row("Size of 1 u", criteria.scale * times, None, unit)


def _scales(criteria: RiskCriteria) -> Iterator[list[Value]]:
    unit, times = _unit(criteria)
    sizes = [each * criteria.scale * times for each in criteria.impact_bounds]
    for name, bounds, of, words in (
        ("Frequency", criteria.frequency_bounds, "times a year", criteria.frequency_words),
        ("Impact", sizes, unit, criteria.impact_words),
        ("Benefit", sizes, unit, criteria.benefit_words),
    ):
        yield from _scale(name, bounds, of, words)


def _scale(name: str, bounds: Sequence[float], unit: str, words: Sequence[str]) -> Iterator[list[Value]]:
    for step, (low, high) in enumerate(pairwise(bounds), 1):
        # What has no end has none in the table either.
        yield _row(f"{name}, step {step}", low, None if math.isinf(high) else high, unit, words[step - 1])


def _colours(criteria: RiskCriteria) -> Iterator[list[Value]]:
    for place, zone in enumerate(criteria.colours):
        frequency, impact = divmod(place, STEPS)
        yield _row(f"Own colour of F{frequency + 1} I{impact + 1}", None, None, "", zone.value)
