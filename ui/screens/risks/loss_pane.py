"""The loss exceedance curve of the simulated threats: drawn on the pool, a quick one first and then the whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import boxed, clear, column, label, row
from ui.widgets.plot_view import PlotView
from workbench.analysis.exposure import When
from workbench.analysis.loss_curve import (
    QUICK_YEARS,
    YEARS,
    Simulated,
    lacking,
    simulate_risks,
    simulated,
    without_after,
)
from workbench.analysis.simulation import INDEPENDENCE
from workbench.charts import loss
from workbench.charts.words import one_line
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind, RiskState
from workbench.domain.text import join_words, plural

_DRIVERS = 5
_FIELDS = {
    "frequency_number": "a frequency a year",
    "impact_low": "a 5 % value",
    "impact_high": "a 95 % value",
}
Pair = tuple[Simulated | None, Simulated | None]


class LossPane(QWidget):
    """Shows what the simulated threats may cost, before and after treatment; `chosen(risk id)` for one of them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._theme, self._jobs = theme, jobs
        self._job: Job | None = None
        self._risks: Sequence[Risk] = ()
        self._criteria: RiskCriteria | None = None
        self._asked: tuple[object, ...] = ()
        self.result: Pair = (None, None)
        self.title = label("", "strong", wrap=True)
        self.plot = PlotView(theme, "Loss exceedance curve")
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(theme.px(18))
        self._figures.setVerticalSpacing(theme.px(3))
        self._drivers = column(spacing=3)
        self.state = label("", "muted", wrap=True)
        self.untold = label("", "warn", wrap=True)
        self._notes = label(INDEPENDENCE, "caption", wrap=True)
        below = row(spacing=28)
        below.addLayout(self._figures)
        below.addWidget(boxed(self._drivers), 1)
        layout = column(self.title, self.plot, spacing=8)
        layout.addLayout(below)
        layout.addWidget(self.untold)
        layout.addWidget(self.state)
        layout.addWidget(self._notes)
        self.setLayout(layout)

    def show_risks(self, risks: Sequence[Risk], criteria: RiskCriteria, height: int) -> None:
        """Show these risks; what was drawn for the same figures before is shown again without drawing."""
        self.plot.setFixedHeight(height)
        self._risks, self._criteria = risks, criteria
        chosen = simulated(risks)
        self.state.setText(_state_words(risks, len(chosen)))
        wanted = (criteria, *chosen)
        if wanted == self._asked:
            return
        self._asked = wanted
        if self._job is not None:
            self._job.cancel()
        if not chosen:
            self._take(wanted, (None, None))
            return
        self._draw(wanted, chosen, criteria, QUICK_YEARS)

    def _draw(
        self, wanted: tuple[object, ...], chosen: Sequence[Risk], criteria: RiskCriteria, years: int
    ) -> None:
        def work(_job: Job) -> Pair:
            return (
                simulate_risks(chosen, criteria, When.INHERENT, years=years),
                simulate_risks(chosen, criteria, When.AFTER, years=years),
            )

        def done(found: Pair) -> None:
            if self._asked != wanted:
                return
            self._take(wanted, found)
            if years < YEARS:
                self._draw(wanted, chosen, criteria, YEARS)

        def failed(error: Exception) -> None:
            if self._asked == wanted:
                self._take(wanted, (None, None))
                self.title.setText(str(error))

        self._job = self._jobs.pool(work, done, failed)

    def _take(self, wanted: tuple[object, ...], found: Pair) -> None:
        criteria = self._criteria
        if criteria is None or self._asked != wanted:
            return
        self.result = found
        before, after = found
        self.title.setText(f"{loss.title(before, after, criteria)}.")
        self.plot.show_figure(lambda w, h: loss.draw(before, after, criteria, w, h))
        self._notes.setVisible(before is not None)
        codes = [risk.code for risk in without_after(self._risks, criteria)] if before is not None else []
        self.untold.setText(loss.without_after_words(codes, after is not None))
        self.untold.setVisible(bool(codes))
        self._show_figures(before, after, criteria)
        self._show_drivers(before)

    def _show_figures(
        self, before: Simulated | None, after: Simulated | None, criteria: RiskCriteria
    ) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if before is None:
            return
        now = loss.figures(before, criteria)
        then = loss.figures(after, criteria) if after is not None else []
        for at, head in enumerate(("", "Before treatment", "After it") if then else ("", "Before treatment")):
            self._figures.addWidget(label(head, "caption"), 0, at)
        for line, (name, value) in enumerate(now, 1):
            self._figures.addWidget(label(name, "second"), line, 0)
            self._figures.addWidget(label(value, "strong"), line, 1)
            if then:
                self._figures.addWidget(label(then[line - 1][1], "strong"), line, 2)

    def _show_drivers(self, before: Simulated | None) -> None:
        clear(self._drivers)
        if before is None:
            return
        known = {risk.id: risk for risk in self._risks}
        self._drivers.addWidget(label("What drives the worst 5 % of years", "label"))
        for each in before.drivers[:_DRIVERS]:
            risk = known.get(each.risk)
            if risk is None:
                continue
            said = f"{risk.code}  {one_line(risk.title)}"
            go = LinkButton(
                self._theme, said, lambda risk=risk: self.chosen.emit(risk.id), f"Go to {risk.code}"
            )
            self._drivers.addLayout(row(label(f"{each.share:.0%}", "strong"), go, None, spacing=8))


def _state_words(risks: Sequence[Risk], drawn: int) -> str:
    """How many threats are simulated, and what those that were ticked still lack."""
    threats = [each for each in risks if each.kind is RiskKind.THREAT and each.state is not RiskState.CLOSED]
    said = [f"{drawn} of {plural(len(threats), 'open threat')} simulated."]
    for each in threats:
        if each.simulated and (lacks := lacking(each)):
            said.append(f"{each.code} lacks {join_words([_FIELDS[name] for name in lacks])}.")
    if not drawn:
        said.append("Give a threat a frequency and a 90 % interval of its impact, and tick ‘Simulate’.")
    return " ".join(said)
