"""What the business accepts: the unit, the scales and the thresholds that every risk is held against (domain.md 3)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from workbench.domain.entity import Entity, require
from workbench.domain.need import MOST
from workbench.domain.risk import BENEFIT_WORDS, FREQUENCY_WORDS, IMPACT_WORDS, STEPS, Zone

RELATIVE = 1e-9
"""Thresholds closer than this, relatively, are the same."""
FREQUENCY_STEPS = (10**-1.0, 10**-0.5, 1.0, 10**0.5)
"""Where one step of frequency ends and the next begins, per year: exact half decades."""
IMPACT_STEPS = (1.0, 10**0.5, 10.0, 10**1.5)
"""The same for impact, in units u per event."""
NOT_CONFIRMED = "not yet confirmed"


class UnitKind(StrEnum):
    """What the client counts losses and gains in."""

    MONEY = "money"
    HOURS = "hours"
    USERS = "users"

    @property
    def label(self) -> str:
        """The kind as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One figure the business sets, a year, in the client's unit; `None` while there is none.

    `set_by` is a role, such as 'Chief Financial Officer'.
    """

    value: float | None = None
    set_by: str = ""
    set_on: dt.date | None = None
    confirmed: bool = False

    def __post_init__(self) -> None:
        fine = self.value is None or (
            not isinstance(self.value, bool) and math.isfinite(self.value) and 0 <= self.value <= MOST
        )
        require(fine, "A threshold must be a number from 0 to a million millions.")
        if self.confirmed:
            known = self.value is not None and bool(self.set_by.strip()) and self.set_on is not None
            require(known, "A threshold can be confirmed once it has a figure, who set it, and when.")


def above(tolerance: float, appetite: float) -> bool:
    """Whether a tolerance lies above an appetite, both finite and above 0; closer than 1e-9 counts as equal."""
    finite = math.isfinite(appetite) and math.isfinite(tolerance)
    return finite and appetite > 0 and tolerance > appetite * (1 + RELATIVE)


def _edges(name: str, edges: Sequence[float]) -> None:
    fine = (
        len(edges) == STEPS - 1
        and all(
            not isinstance(each, bool) and math.isfinite(each) and 0 < each <= MOST  # pyright: ignore[reportUnnecessaryIsInstance]
            for each in edges
        )
        and all(low < high for low, high in pairwise(edges))
    )
    require(fine, f"The steps of {name} end at {STEPS - 1} numbers above 0, each larger than the one before.")


def _words(name: str, words: Sequence[str]) -> None:
    fine = len(words) == STEPS and all(each.strip() for each in words)
    require(fine, f"Each of the {STEPS} steps of {name} needs a word.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCriteria(Entity):
    """The criteria of one assessment; there is always one, by default exact half decades, 1 u and √10 u a year.

    `unit` is the client's word ('€', 'hours'), `scale` the size of 1 u in it. `appetite` and `tolerance` hold for a
    single risk, `least` and `most` for the expected loss of all threats together (R_min, R_max). Edges are the four
    between five steps, frequency per year and impact in u; below lies 0, above no end. `colours` is an own
    colouring, cell by cell from (1, 1), (1, 2) to (5, 5), frequency first; empty means 'as the thresholds say'.
    """

    assessment: str
    kind: UnitKind = UnitKind.MONEY
    unit: str = ""
    scale: float = 1.0
    appetite: Threshold = Threshold(value=1.0)
    tolerance: Threshold = Threshold(value=10**0.5)
    least: Threshold = Threshold()
    most: Threshold = Threshold()
    frequency_edges: tuple[float, ...] = FREQUENCY_STEPS
    impact_edges: tuple[float, ...] = IMPACT_STEPS
    frequency_words: tuple[str, ...] = FREQUENCY_WORDS
    impact_words: tuple[str, ...] = IMPACT_WORDS
    benefit_words: tuple[str, ...] = BENEFIT_WORDS
    colours: tuple[Zone, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        scale = not isinstance(self.scale, bool) and math.isfinite(self.scale) and 0 < self.scale <= MOST
        require(scale, "The size of 1 u must be a number above 0.")
        appetite, tolerance = self.appetite.value, self.tolerance.value
        require(
            appetite is not None and appetite > 0,
            "The appetite for a single risk must be a number above 0.",
        )
        fine = tolerance is not None and appetite is not None and above(tolerance, appetite)
        require(fine, "The tolerance must be above the appetite: between them lies what is watched.")
        least, most = self.least.value, self.most.value
        require(
            least is None or most is None or least < most,
            "The least acceptable expected loss must be below the most.",
        )
        _edges("frequency", self.frequency_edges)
        _edges("impact", self.impact_edges)
        _words("frequency", self.frequency_words)
        _words("impact", self.impact_words)
        _words("benefit", self.benefit_words)
        cells = STEPS * STEPS
        require(len(self.colours) in (0, cells), f"An own colouring has {cells} zones, one for each cell.")

    @property
    def frequency_bounds(self) -> tuple[float, ...]:
        """All six edges of frequency, per year: 0 first, infinite last."""
        return (0.0, *self.frequency_edges, math.inf)

    @property
    def impact_bounds(self) -> tuple[float, ...]:
        """All six edges of impact, in u: 0 first, infinite last."""
        return (0.0, *self.impact_edges, math.inf)

    @property
    def limits(self) -> tuple[float, float]:
        """Appetite and tolerance for a single risk, in u a year."""
        assert self.appetite.value is not None
        assert self.tolerance.value is not None
        return (self.appetite.value / self.scale, self.tolerance.value / self.scale)

    @property
    def thresholds(self) -> dict[str, Threshold]:
        """The four thresholds by the name of their field."""
        return {name: getattr(self, name) for name in THRESHOLDS}

    def with_threshold(self, name: str, **fields: Any) -> RiskCriteria:
        """Give the criteria with other fields of one threshold (`value`, `set_by`, `set_on`, `confirmed`).

        Another figure, or one that somebody else set, is not confirmed any more, unless the same change says so. While 1 u is the appetite
        it stays so, and a tolerance of √10 u that nobody confirmed goes along.

        Raises:
            ValueError: for a name that is no threshold, or when the thresholds would not hold together.
        """
        require(name in THRESHOLDS, f"There is no threshold '{name}'; there are {', '.join(THRESHOLDS)}.")
        old: Threshold = getattr(self, name)
        moved = "value" in fields and fields["value"] != old.value
        other = moved or ("set_by" in fields and fields["set_by"] != old.set_by)
        new = replace(old, **{**({"confirmed": False} if other else {}), **fields})
        more: dict[str, Any] = {name: new}
        if name == "appetite" and moved and new.value and old.value is not None and old.value == self.scale:
            more["scale"] = new.value
            if not self.tolerance.confirmed and self.tolerance.value == old.value * 10**0.5:
                more["tolerance"] = replace(self.tolerance, value=new.value * 10**0.5)
        return replace(self, **more)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The fields of the thresholds that nobody has confirmed yet."""
        return tuple(name for name, each in self.thresholds.items() if not each.confirmed)


THRESHOLDS = {
    "appetite": "Appetite for a single risk",
    "tolerance": "Tolerance for a single risk",
    "least": "Least expected loss of all threats",
    "most": "Most expected loss of all threats",
}
"""The four thresholds: field and name; each is per year."""
