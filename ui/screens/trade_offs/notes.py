"""A note to each option of a decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.fields import GrowingText
from ui.widgets.parts import clear, column, label, rule
from workbench.charts.words import one_line
from workbench.domain.trade_off import Option


class OptionNotes(QWidget):
    """One field for each option: `noted(number, text, epoch)` as it is typed."""

    noted = Signal(int, str, int)

    def __init__(self) -> None:
        super().__init__()
        self._owner = ""
        self.fields: list[tuple[QLabel, GrowingText]] = []
        self._rows = column(spacing=3)
        layout = column(
            rule("hairline"), 2, label("What speaks for and against each option", "strong"), spacing=6
        )
        layout.addLayout(self._rows)
        self.setLayout(layout)

    def show_options(self, owner: str, options: Sequence[Option], covered: bool) -> None:
        """Show the notes of a decision, keeping what is being typed into the same ones."""
        if owner != self._owner or len(options) != len(self.fields):
            # What was typed was saved before another decision was chosen.
            self._owner = owner
            clear(self._rows)
            self.fields = []
            for number in range(len(options)):
                head = label("", "label", wrap=True)
                field = GrowingText(
                    f"Note to option {number + 1}", "Cost, time, what would have to be learnt", 1
                )
                field.written.connect(partial(self._on_written, owner, number))
                self.fields.append((head, field))
                self._rows.addWidget(head)
                self._rows.addWidget(field)
        for (head, field), option in zip(self.fields, options, strict=True):
            name = one_line(option.name)[:120]
            head.setText(name)
            field.setAccessibleName(f"Note to {name}")
            field.cover(covered)
            field.show_text(option.note)
        self.setVisible(bool(options))

    def _on_written(self, owner: str, number: int, text: str, epoch: int) -> None:
        # A field on its way out may still speak; what it says is not about the decision shown by now.
        if owner == self._owner:
            self.noted.emit(number, text, epoch)

    def flush(self) -> None:
        """Save now what is not saved yet."""
        for _, field in self.fields:
            field.flush()
