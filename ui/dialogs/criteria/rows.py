"""The lines of the criteria: a number that keeps its digits, a threshold with who set it, the steps of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.parts import column, label, row
from workbench.charts.calendar import day_words
from workbench.charts.risk_words import figure
from workbench.domain.criteria import NOT_CONFIRMED, Threshold
from workbench.domain.written import read_date, read_number


class NumberLine(QLineEdit):
    """A number of which a few digits are shown; while nobody types in it, it is the exact one."""

    def __init__(self, value: float | None, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.show_value(value)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def show_value(self, value: float | None) -> None:
        """Show another number, as exact as it is."""
        self._exact, self._shown = value, "" if value is None else figure(value)
        self.setText(self._shown)

    @property
    def value(self) -> float | None:
        """The number.

        Raises:
            ValueError: with a sentence, when what stands there is none.
        """
        return self._exact if self.text() == self._shown else read_number(self.text())


class ThresholdRow(QWidget):
    """One threshold: its figure, who set it, when, and whether that is confirmed; `edited` at every change."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, note: str, known: Threshold) -> None:
        super().__init__()
        self.known = known
        self.number = NumberLine(known.value, name, "none yet")
        self.number.setFixedWidth(theme.px(110))
        self.who = QLineEdit(known.set_by)
        self.who.setPlaceholderText("Set by, a role")
        self.who.setAccessibleName(f"{name}: set by")
        self.when = QLineEdit(day_words(known.set_on) if known.set_on else "")
        self.when.setPlaceholderText("22 Nov 2026")
        self.when.setAccessibleName(f"{name}: set on")
        self.when.setFixedWidth(theme.px(104))
        self.confirmed = QCheckBox("Confirmed")
        self.confirmed.setAccessibleName(f"{name}: confirmed by the business")
        self.confirmed.setChecked(known.confirmed)
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        self._state = label("", "caption")
        line = row(self.number, self.who, self.when, self.confirmed, spacing=8)
        line.setStretch(1, 1)
        layout = column(spacing=3)
        layout.addLayout(row(label(name, "medium"), None, self._state))
        layout.addWidget(label(note, "caption", wrap=True))
        layout.addLayout(line)
        layout.addWidget(self.trouble)
        self.setLayout(layout)
        for each in (self.number, self.who):
            each.textEdited.connect(lambda _text: self.unconfirm())
        self.when.textEdited.connect(lambda _text: self.edited.emit())
        self.confirmed.toggled.connect(lambda _on: self._on_confirmed())
        self._say_state()

    def unconfirm(self) -> None:
        """Take back that it is confirmed: another figure, unit or person is not what was."""
        if self.confirmed.isChecked():
            self.confirmed.setChecked(False)
        else:
            self.edited.emit()

    def _on_confirmed(self) -> None:
        self._say_state()
        self.edited.emit()

    def _say_state(self) -> None:
        self._state.setText("" if self.confirmed.isChecked() else NOT_CONFIRMED)

    def read(self) -> Threshold:
        """The threshold as it stands there.

        Raises:
            ValueError: with a sentence, when a figure or date cannot be read, or it is confirmed without them.
        """
        return replace(
            self.known, value=self.number.value, set_by=self.who.text().strip(),
            set_on=read_date(self.when.text().strip()), confirmed=self.confirmed.isChecked(),
        )  # fmt: skip

    def say(self, trouble: str) -> None:
        """Say beside it what is wrong; '' takes that back."""
        _say(self.trouble, trouble)
        self.number.setAccessibleDescription(trouble)


class ScaleRows(QWidget):
    """The five steps of a scale: a word each, perhaps a second one, and where all but the last end."""

    edited = Signal()

    def __init__(
        self, theme: Theme, name: str, heads: Sequence[str], words: Sequence[Sequence[str]],
        edges: Sequence[float], unit: str,
    ) -> None:  # fmt: skip
        super().__init__()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        for at, head in enumerate((*heads, "Below")):
            grid.addWidget(label(head, "caption"), 0, at + 1)
        self.words: list[list[QLineEdit]] = [[] for _ in words]
        self.edges: list[NumberLine] = []
        for step in range(1, len(words[0]) + 1):
            grid.addWidget(label(str(step), "medium"), step, 0)
            for at, some in enumerate(words):
                line = QLineEdit(some[step - 1])
                line.setAccessibleName(f"{name}, {heads[at].lower()} of step {step}")
                line.textEdited.connect(lambda _text: self.edited.emit())
                self.words[at].append(line)
                grid.addWidget(line, step, at + 1)
            if step <= len(edges):
                edge = NumberLine(edges[step - 1], f"{name}, step {step} lies below, {unit}")
                edge.setFixedWidth(theme.px(80))
                edge.textEdited.connect(lambda _text: self.edited.emit())
                self.edges.append(edge)
                grid.addWidget(edge, step, len(words) + 1)
                grid.addWidget(label(unit, "caption"), step, len(words) + 2)
            else:
                grid.addWidget(label("no end", "caption"), step, len(words) + 1)
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        layout = column(spacing=4)
        layout.addLayout(grid)
        layout.addWidget(self.trouble)
        self.setLayout(layout)

    def read_words(self, at: int = 0) -> tuple[str, ...]:
        """The words of the steps."""
        return tuple(line.text().strip() for line in self.words[at])

    def read_edges(self) -> tuple[float, ...]:
        """Where the steps end.

        Raises:
            ValueError: with a sentence, when one of them is no number.
        """
        found: list[float] = []
        for step, line in enumerate(self.edges, 1):
            value = line.value
            if value is None:
                raise ValueError(f"Say where step {step} ends.")
            found.append(value)
        return tuple(found)

    def say(self, trouble: str) -> None:
        """Say beneath them what is wrong; '' takes that back."""
        _say(self.trouble, trouble)


def _say(shown: QLabel, trouble: str) -> None:
    shown.setText(trouble)
    shown.setVisible(bool(trouble))
