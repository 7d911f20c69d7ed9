"""The map of influence and stance, with the coalition it comes to and how that is worked out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, IconLabel, boxed, column, label, row, rule
from ui.widgets.plot_view import PlotView
from workbench.analysis.people import Coalition, coalition_of
from workbench.charts import stakeholders
from workbench.charts.words import MINUS
from workbench.domain.talent import Talent
from workbench.domain.text import plural, sentence_case

CONFIDENTIAL = "Confidential, left out of exports"


def signed(value: float | None) -> str:
    """A coalition as a figure: '+0.18', '−0.40'; '–' while it is not known."""
    return "–" if value is None else f"{value:+.2f}".replace("-", MINUS)


def how_computed(found: Coalition) -> str:
    """Where the figure comes from, in whole sentences."""
    if found.value is None:
        return (
            "Influence × stance is added up over everybody, and divided by twice the sum of influence. "
            "Nobody has both noted yet."
        )
    total = str(found.leverage).replace("-", MINUS)
    said = (
        f"Influence × stance of {plural(len(found.people), 'person', 'people')} comes to {total}. If all of them spoke up "
        f"for it, it would be {found.most}, twice the sum of influence. {total} / {found.most} = {signed(found.value)}, on a "
        f"scale from {MINUS}1, all against, to +1, all for."
    )
    if found.left_out:
        said += f" {plural(found.left_out, 'person', 'people')} without influence or stance {'is' if found.left_out == 1 else 'are'} left out."
    return said


class MapPage(QWidget):
    """The map: `chosen(key)` for a person or an overflow marker, `dropped(id, (influence, stance))`."""

    chosen = Signal(str)
    dropped = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = label("", "muted")
        self.plot = PlotView(theme, "Influence and stance", zooms=False)
        self._figure = label("", "figure20")
        self._words = label("", "", wrap=True)
        self._how = label("", "second", wrap=True)
        self._how.hide()
        self.explain = Button(theme, "How computed", self._on_explain, look="link")
        head = row(
            label("Influence and stance", "section"),
            self._count,
            None,
            IconLabel(theme, "lock", "ink3", 14),
            label(CONFIDENTIAL, "muted"),
            spacing=8,
        )
        figures = row(label("Coalition", "strong"), self._figure, self._words, self.explain, spacing=10)
        figures.setStretch(2, 1)
        layout = column(rule(), 4, boxed(head), self.plot, spacing=6)
        layout.addLayout(figures)
        layout.addWidget(self._how)
        self.setLayout(layout)
        self.plot.pressed.connect(self.chosen)
        self.plot.dropped.connect(self.dropped)

    def show_people(
        self, people: Sequence[Talent], selected: str, names: bool, height: int, by_roles: Sequence[Talent]
    ) -> None:
        """Show everybody; without `names` none is shown or read out. A copy is made from `by_roles`, without any."""
        listed = list(people)
        self._count.setText(plural(len(listed), "person", "people"))
        self.plot.setFixedHeight(height)
        copied = list(by_roles)
        self.plot.show_figure(
            lambda w, h: stakeholders.draw(listed, w, h, selected, names),
            lambda w, h: stakeholders.draw(copied, w, h, selected, names=False),
        )
        self.plot.select(selected)
        found = coalition_of(listed)
        self._figure.setText(signed(found.value))
        self._figure.setAccessibleName(f"Coalition {signed(found.value)}, {found.words}")
        self._words.setText(sentence_case(found.words))
        self._how.setText(how_computed(found))

    def _on_explain(self) -> None:
        self._how.setVisible(self._how.isHidden())
        self.explain.setText("Hide the sum" if not self._how.isHidden() else "How computed")
