"""Question by question, the least agreement first: how the answers lie, role by role."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.results.view import View
from ui.theme import Theme
from ui.widgets.parts import Button, column, label, row, rule
from ui.widgets.plot_view import PlotView
from workbench.analysis.maturity import QuestionRating
from workbench.charts import agreement
from workbench.charts.figure import Figure
from workbench.domain.text import plural

FIRST = 12


class AgreementPane(QWidget):
    """The list of distributions; `question(id)` is pressed."""

    question = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._view: View | None = None
        self._all = False
        self._title = label("Least agreement first", "section", wrap=True)
        self.alpha = label("", "second", wrap=True)
        self.plot = PlotView(theme, "Agreement by question", keep_height=True, zooms=False)
        self._more = Button(theme, "", self._on_more, look="link")
        self.note = label("", "muted", wrap=True)
        layout = column(rule(), 2, self._title, self.alpha, 6, self.plot, spacing=4)
        layout.addLayout(row(self._more, None))
        layout.addWidget(self.note)
        self.setLayout(layout)
        self.plot.pressed.connect(self.question)

    def show_view(self, view: View) -> None:
        """Show how far those looked at agree."""
        self._view = view
        found = self._questions()
        self.alpha.setText(agreement.alpha_words(view.standing))
        self._more.setVisible(len(found) > FIRST)
        self._more.setText(f"Show the first {FIRST} only" if self._all else f"Show all {len(found)}")
        silent = sum(1 for each in view.shown.questions.values() if each.applicable) - len(found)
        self.note.setText(
            f"{plural(silent, 'question')} with under two voices, or with two options, cannot be compared."
            if silent
            else ""
        )
        self.note.setVisible(bool(silent))
        self.plot.show_figure(lambda w, _h: self.drawn(w))

    def drawn(self, width: float, *, whole: bool = False) -> Figure:
        """The figure at a width; the `whole` of it has every question, for a copy."""
        assert self._view is not None, "something is shown"
        found = self._questions()
        shown = found if whole or self._all else found[:FIRST]
        return agreement.draw(self._view.shown, self._view.book.pack, width, self._view.roles, shown)

    def _questions(self) -> list[QuestionRating]:
        assert self._view is not None
        return agreement.ordered(self._view.shown)

    def _on_more(self) -> None:
        self._all = not self._all
        if self._view is not None:
            self.show_view(self._view)
