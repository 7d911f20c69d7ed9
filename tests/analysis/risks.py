"""Risks and criteria for tests, with only what a test is about."""

from __future__ import annotations

from typing import Any

from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.risk import Risk, RiskKind

MONEY = RiskCriteria(
    id="c",
    assessment="a",
    unit="€",
    scale=10_000.0,
    appetite=Threshold(value=10_000.0),
    tolerance=Threshold(value=30_000.0),
)
"""1 u is 10,000 €: up to 10,000 € a year is accepted, 30,000 € a year is treated."""


def made(code: str = "T1", **fields: Any) -> Risk:
    """A risk whose code says its kind."""
    kind = RiskKind.OPPORTUNITY if code[0] == "O" else RiskKind.THREAT
    return Risk(id=code, assessment="a", code=code, title=code, kind=kind, **fields)
