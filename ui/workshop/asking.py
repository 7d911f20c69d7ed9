"""The small dialogs of workshop mode: something to park, a decision, a reason, and hands typed as figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import boxed, column, label, scrolled
from ui.workshop.slide import Line
from workbench.charts.calendar import day_words
from workbench.domain.meeting import split_hands
from workbench.domain.role import Role
from workbench.domain.written import read_date

MOST_HANDS = 999


class LineDialog(Dialog):
    """One line to type; `given(text)` on Enter."""

    given = Signal(str)

    def __init__(
        self, theme: Theme, title: str, accept: str, wrong: str, parent: QWidget | None, note: str = ""
    ) -> None:
        super().__init__(theme, title, parent, accept, width=560)
        self._wrong = wrong
        self.head(title)
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        self.body.addWidget(self.line)
        if note:
            self.body.addWidget(label(note, "caption", wrap=True))
        self.line.setFocus()

    def on_accept(self) -> None:
        if not self.line.text().strip():
            self.say(self._wrong)
            return
        self.given.emit(self.line.text())
        self.accept()


class DecisionDialog(Dialog):
    """A decision, who sees to it and until when; `given(text, owner, due)`."""

    given = Signal(str, str, object)

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Decision", parent, "Write it down", width=560)
        self.head("What was decided?")
        self.text, self.owner, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        self.field("Decision", self.text)
        self.field("Who sees to it (optional)", self.owner, "A role, such as 'Head of Operations'.")
        self.field("Until when (optional)", self.due, "A date, such as 22 Nov 2026.")
        self.text.setFocus()

    def show_decision(self, text: str, owner: str, due: dt.date | None) -> None:
        """Begin with a decision that was given before."""
        self.text.setText(text)
        self.owner.setText(owner)
        self.due.setText(day_words(due) if due else "")

    def on_accept(self) -> None:
        try:
            due = read_date(self.due.text())
        except ValueError as error:
            self.say(str(error))
            self.due.setFocus()
            return
        if not self.text.text().strip():
            self.say("Write what was decided.")
            self.text.setFocus()
            return
        self.given.emit(self.text.text(), self.owner.text(), due)
        self.accept()


class GridDialog(Dialog):
    """Hands as figures, by option and role; `given(counts)` holds what was changed, by role and option.

    It shows how hands were counted, so it is not for the projector.
    """

    given = Signal(object)

    def __init__(
        self,
        theme: Theme,
        lines: Sequence[Line],
        roles: Sequence[Role],
        hands: Mapping[str, int],
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, "Hands", parent, "Take these counts", width=640)
        self.head("Hands by role and answer")
        known = {split_hands(key): number for key, number in hands.items()}
        self.boxes: dict[tuple[Role, str], QSpinBox] = {}
        self._known = known
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for across, role in enumerate(roles, 1):
            grid.addWidget(label(role.label, "label"), 0, across)
        for down, line in enumerate(lines, 1):
            grid.addWidget(label(f"{line.mark}  {line.text}", wrap=True), down, 0)
            for across, role in enumerate(roles, 1):
                box = QSpinBox()
                box.setRange(0, MOST_HANDS)
                box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
                box.setValue(known.get((role, line.key), 0))
                box.setAccessibleName(f"{role.label}, answer {line.mark}")
                self.boxes[role, line.key] = box
                grid.addWidget(box, down, across)
        holder = column(spacing=0)
        holder.addLayout(grid)
        holder.addStretch(1)
        area = scrolled(boxed(holder))
        area.setMinimumHeight(theme.px(320))
        self.body.addWidget(area, 1)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus()
            first.selectAll()

    def on_accept(self) -> None:
        changed: dict[Role, dict[str, int]] = {}
        for (role, option), box in self.boxes.items():
            if box.value() != self._known.get((role, option), 0):
                changed.setdefault(role, {})[option] = box.value()
        self.given.emit(changed)
        self.accept()
