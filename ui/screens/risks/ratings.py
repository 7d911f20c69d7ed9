"""How one risk was rated before: its zones by the criteria of then, as text to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from workbench.actions.criteria import OldRating
from workbench.analysis.exposure import Exposure, When, exposure
from workbench.charts.risk_words import with_unit
from workbench.charts.words import one_line
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, Zone


class RatingsDialog(Dialog):
    """Every rating of a risk, newest first."""

    def __init__(
        self, theme: Theme, risk: Risk, ratings: Sequence[OldRating], parent: QWidget | None
    ) -> None:
        super().__init__(theme, "Earlier ratings", parent, width=620)
        self.head(f"Ratings of {risk.code}, newest first")
        self.text = QPlainTextEdit("\n\n".join(rating_words(each) for each in ratings) or "Not rated yet.")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Earlier ratings")
        self.text.setMinimumHeight(theme.px(280))
        self.body.addWidget(self.text, 1)


def rating_words(each: OldRating) -> str:
    """One rating: when and by which change, before treatment, so far, after it, and the thresholds of then."""
    when = each.at.astimezone()
    who = f", {each.who}" if each.who else ""
    risk, criteria = each.risk, each.criteria
    today = _said(risk, each.today, exposure(risk, criteria), criteria)
    place = exposure(risk, criteria, When.SO_FAR, each.done)
    # What has no control that works stands where it did.
    so_far = _said(risk, each.so_far, place, criteria)
    middle = f"  So far: {so_far}\n" if so_far != today else ""
    after = _said(risk, each.after, exposure(risk, criteria, When.AFTER), criteria)
    appetite, tolerance = criteria.appetite.value or 0.0, criteria.tolerance.value or 0.0
    limits = f"appetite {with_unit(appetite, criteria)}, tolerance {with_unit(tolerance, criteria)} a year"
    return (
        f"{when.day} {when:%b %Y, %H:%M}{who}: {one_line(each.label)}\n"
        f"  Before treatment: {today}\n{middle}  After treatment: {after}\n  Held against: {limits}"
    )


def _said(risk: Risk, zone: Zone | None, place: Exposure | None, criteria: RiskCriteria) -> str:
    if zone is None or place is None:
        return "not rated"
    said = f"{zone.word(risk.kind)}, frequency {place.frequency_step}, impact {place.impact_step}"
    return f"{said}, {with_unit(place.expected, criteria)} a year" if place.expected is not None else said
