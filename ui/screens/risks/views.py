"""The three looks at the risks: the mirrored matrix, the loss curve, and what is worth trying."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.screens.risks.loss_pane import LossPane
from ui.screens.risks.worth_pane import WorthPane
from ui.theme import Theme
from ui.widgets.parts import column, label, row, rule
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.analysis.portfolio import Portfolio
from workbench.charts import matrix
from workbench.domain.book import Book
from workbench.domain.risk import Risk, RiskKind

MATRIX, LOSS, WORTH = "matrix", "loss", "worth"
_TITLES = {
    MATRIX: "Where each risk stands and where treatment takes it",
    LOSS: "What a year may cost",
    WORTH: "What is worth trying",
}


class RiskViews(QWidget):
    """Shows one of the looks; `chosen(risk id)` from the curve and the list, `turned` when another is taken."""

    chosen = Signal(str)
    turned = Signal()

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.which = Segmented(
            theme, [(MATRIX, "Matrix"), (LOSS, "Loss curve"), (WORTH, "Worth trying")], "Look at"
        )
        self.which.take(MATRIX)
        self.plot = PlotView(theme, "Risk matrix")
        self.loss = LossPane(theme, jobs)
        self.worth = WorthPane(theme)
        self._title = label(_TITLES[MATRIX], "section", wrap=True)
        self._hint = label("Drag a marker to rate it; with the keys, Shift and an arrow.", "muted", wrap=True)
        head = row(self._title, self.which, spacing=12)
        head.setStretch(0, 1)
        layout = column(rule(), 2, spacing=8)
        layout.addLayout(head)
        for each in (self._hint, self.plot, self.loss, self.worth):
            layout.addWidget(each)
        self.setLayout(layout)
        self.which.chosen.connect(lambda _key: self.turned.emit())
        for each in (self.loss, self.worth):
            each.chosen.connect(self.chosen)
        self._fit()

    def _fit(self) -> None:
        now = self.which.current
        self._title.setText(_TITLES[now])
        self._hint.setVisible(now == MATRIX)
        for key, pane in ((MATRIX, self.plot), (LOSS, self.loss), (WORTH, self.worth)):
            pane.setVisible(now == key)

    def take(self, key: str) -> None:
        """Show another look."""
        self.which.take(key)
        self.turned.emit()

    def show_book(
        self,
        book: Book,
        drawn: Sequence[Risk],
        kind: RiskKind | None,
        selected: str,
        all_threats: Portfolio,
        height: int,
    ) -> None:
        """Show the risks of a book in the look that is taken; the matrix shows only those to be `drawn`."""
        self._fit()
        now, listed, criteria = self.which.current, book.risks, book.criteria
        if now == MATRIX:
            self.plot.setFixedHeight(height)
            self.plot.show_figure(lambda w, h: matrix.draw(drawn, criteria, w, h, kind, selected))
            if not self.plot.active.startswith(selected or " "):
                self.plot.select(selected)
        elif now == LOSS:
            self.loss.show_risks(listed, criteria, round(height * 0.8))
        else:
            self.worth.show_risks(listed, criteria, all_threats)

    @property
    def roomy(self) -> bool:
        """Whether the matrix is shown, which alone has a height that follows the window."""
        return self.which.current == MATRIX
