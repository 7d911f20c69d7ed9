"""What is worth trying: every opportunity put to the positive risk test, and what the portfolio leaves room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import boxed, clear, column, label, row
from workbench.analysis.portfolio import Portfolio, Verdict
from workbench.analysis.positive_risk import Outcome, PositiveRisk, worth_trying
from workbench.charts import risk_words
from workbench.charts.words import one_line
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk
from workbench.domain.text import plural, sentence_case, spelled

_LOOKS = {
    Outcome.WORTH: "chip",
    Outcome.THIN: "chip-plain",
    Outcome.RISKY: "chip-bad",
    Outcome.INCOMPLETE: "chip-warn",
}


def title(found: Sequence[PositiveRisk]) -> str:
    """Say how many opportunities are worth trying."""
    if not found:
        return "No opportunity is listed yet"
    worth = sum(1 for each in found if each.outcome is Outcome.WORTH)
    untold = sum(1 for each in found if each.outcome is Outcome.INCOMPLETE)
    verb = "is" if worth == 1 else "are"
    said = f"{sentence_case(spelled(worth))} of {plural(len(found), 'opportunity', 'opportunities')} {verb} worth trying"
    return f"{said}, {spelled(untold)} not tested yet" if untold else said


class WorthPane(QWidget):
    """Lists the opportunities with the test's outcome and reason; `chosen(risk id)` for one of them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = label("", "strong", wrap=True)
        self.room = label("", "second", wrap=True)
        self._list = column(spacing=10)
        rule = "Worth trying: the worst that can happen stays within the appetite, and the benefit is at least three times what it may cost."
        self.setLayout(
            column(self.title, self.room, boxed(self._list), label(rule, "caption", wrap=True), spacing=8)
        )

    def show_risks(self, risks: Sequence[Risk], criteria: RiskCriteria, all_threats: Portfolio) -> None:
        """Put the opportunities among these to the test."""
        found = worth_trying(risks, criteria)
        self.title.setText(f"{title(found)}.")
        cautious = all_threats.verdict(criteria) is Verdict.CAUTIOUS
        said = risk_words.verdict(Verdict.CAUTIOUS, all_threats.so_far, criteria) if cautious else ""
        self.room.setText(said)
        self.room.setVisible(cautious)
        clear(self._list)
        for each in found:
            name = f"{each.risk.code}  {one_line(each.risk.title)}"
            go = LinkButton(
                self._theme, name, lambda each=each: self.chosen.emit(each.risk.id), f"Go to {each.risk.code}"
            )
            chip = label(each.outcome.value, _LOOKS[each.outcome])
            line = row(go, None, chip, spacing=8)
            text = label(risk_words.positive_risk(each, criteria), "second", wrap=True)
            box = column(spacing=1)
            box.addLayout(line)
            box.addWidget(text)
            self._list.addWidget(boxed(box))
