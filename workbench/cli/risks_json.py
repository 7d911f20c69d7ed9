"""The risks of one assessment as plain values, for programs; docs/risks-json.md explains every field."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from workbench import __version__
from workbench.analysis.exposure import Exposure, When, exposure
from workbench.analysis.portfolio import Loss, Portfolio, bought, portfolio
from workbench.analysis.positive_risk import positive_risk
from workbench.analysis.risk import cell_zone, missing, own_colours, ranked
from workbench.analysis.risk_process import done_actions
from workbench.analysis.veil import without_names
from workbench.domain.book import Book
from workbench.domain.control import Control
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.risk import STEPS, Risk, RiskKind

RISKS_SCHEMA = "sre-workbench/risks/1"


def _number(value: float | None) -> float | None:
    """A figure with six decimals; what has no end, or is not known, is `null` in JSON."""
    return None if value is None or not math.isfinite(value) else round(float(value), 6)


def _threshold(each: Threshold) -> dict[str, Any]:
    return {
        "value": _number(each.value),
        "set_by": each.set_by,
        "set_on": each.set_on.isoformat() if each.set_on else None,
        "confirmed": each.confirmed,
    }


def _criteria(criteria: RiskCriteria) -> dict[str, Any]:
    steps = range(1, STEPS + 1)
    return {
        "unit": criteria.unit,
        "unit_kind": criteria.kind.value,
        "scale": _number(criteria.scale),
        "thresholds": {name: _threshold(each) for name, each in criteria.thresholds.items()},
        "frequency_edges": [_number(each) for each in criteria.frequency_edges],
        "impact_edges": [_number(each * criteria.scale) for each in criteria.impact_edges],
        "frequency_words": list(criteria.frequency_words),
        "impact_words": list(criteria.impact_words),
        "benefit_words": list(criteria.benefit_words),
        "own_colours": bool(criteria.colours),
        "cells": [[cell_zone(f, i, criteria).value for i in steps] for f in steps],
        "violations": [
            {"axiom": each.axiom, "cells": [list(cell) for cell in each.cells]}
            for each in own_colours(criteria)
        ],
    }


def _place(found: Exposure | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "zone": found.zone.value,
        "frequency_step": found.frequency_step,
        "impact_step": found.impact_step,
        "frequency": _number(found.frequency),
        "impact": _number(found.impact),
        "expected": _number(found.expected),
        "least": _number(found.least),
        "most": _number(found.most),
    }


def _loss(found: Loss) -> dict[str, Any]:
    return {
        "expected": _number(found.expected),
        "least": _number(found.least),
        "most": _number(found.most),
        "counted_by_cell": found.by_cell,
    }


def _portfolio(found: Portfolio, criteria: RiskCriteria) -> dict[str, Any]:
    return {
        "threats": len(found.threats),
        "without_numbers": [each.code for each in found.without_numbers],
        "inherent": {**_loss(found.inherent), "verdict": found.verdict(criteria, When.INHERENT).value},
        "so_far": {**_loss(found.so_far), "verdict": found.verdict(criteria, When.SO_FAR).value},
        "residual": {**_loss(found.after), "verdict": found.verdict(criteria, When.AFTER).value},
    }


def _control(each: Control, codes: dict[str, str]) -> dict[str, Any]:
    return {
        "name": each.name,
        "prevention": _number(each.prevention),
        "mitigation": _number(each.mitigation),
        "evidence": each.evidence.value,
        "cost": _number(each.cost),
        "in_place": each.in_place,
        "action": codes.get(each.action),
    }


def _positive(risk: Risk, criteria: RiskCriteria) -> dict[str, Any] | None:
    if risk.kind is not RiskKind.OPPORTUNITY:
        return None
    found = positive_risk(risk, criteria)
    return {
        "outcome": found.outcome.value,
        "gain": _number(found.gain),
        "cost": _number(found.cost),
        "downside": _place(found.downside),
        "ratio": _number(found.ratio),
        "missing": list(found.missing),
    }


def _risk(risk: Risk, book: Book, done: Collection[str], codes: dict[str, str]) -> dict[str, Any]:
    criteria = book.criteria
    buys = bought(risk, criteria, done)
    return {
        "id": risk.id,
        "code": risk.code,
        "title": risk.title,
        "kind": risk.kind.value,
        "state": risk.state.value,
        "capability": risk.capability or None,
        "clauses": list(risk.clauses),
        "obstacles": [each.code for each in book.obstacles if each.id in risk.obstacles],
        "actions": [each.code for each in book.actions if risk.id in each.risks],
        "owner": risk.owner,
        "treatment": risk.treatment.value or None,
        "due": risk.due.isoformat() if risk.due else None,
        "review": risk.review.isoformat() if risk.review else None,
        "missing": missing(risk, criteria),
        "inherent": _place(exposure(risk, criteria)),
        "so_far": _place(exposure(risk, criteria, When.SO_FAR, done)),
        "residual": _place(exposure(risk, criteria, When.AFTER)),
        "cost": _number(buys.cost),
        "rosi": _number(buys.rosi),
        "simulated": risk.simulated,
        "controls": [_control(each, codes) for each in risk.controls],
        "positive_risk": _positive(risk, criteria),
    }


def risks_document(book: Book, names: bool = False) -> dict[str, Any]:
    """Give criteria, portfolio and every risk as plain values; the shape is named by `schema` and grows only by fields.

    Names of people are replaced by their roles wherever they were typed, unless `names` asks for them.
    """
    book = book if names else without_names(book)
    done = done_actions(book)
    codes = {each.id: each.code for each in book.actions}
    return {
        "schema": RISKS_SCHEMA,
        "program": __version__,
        "client": book.workspace.client,
        "assessment": {
            "id": book.assessment.id,
            "title": book.assessment.title,
            "date": book.assessment.date.isoformat(),
        },
        "criteria": _criteria(book.criteria),
        "portfolio": _portfolio(portfolio(book.risks, book.criteria, done), book.criteria),
        "risks": [_risk(each, book, done, codes) for each in ranked(book.risks, book.criteria)],
    }
