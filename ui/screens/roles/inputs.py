"""The figures a recommendation is made from: people, teams, freedom, and the level today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.fields import ParsedControl
from ui.widgets.parts import boxed, column, label, row
from ui.widgets.segmented import Segmented
from workbench.domain.role_plan import RolePlan
from workbench.domain.written import read_number

YES, NO, UNKNOWN = "yes", "no", "unknown"
_FREEDOM = {YES: True, NO: False, UNKNOWN: None}
FIELD = 150


def read_count(text: str) -> int | None:
    """Read a count of people or teams.

    Raises:
        ValueError: with one sentence, when it is none.
    """
    value = read_number(text)
    if value is None:
        return None
    if value != int(value) or not 0 <= value <= 1_000_000:
        raise ValueError("Write a whole number such as 40.")
    return int(value)


def _written(value: int | None) -> str:
    return "" if value is None else str(value)


class Inputs(QWidget):
    """The fields side by side: `given(field, value, merge)`, edits of the same `merge` being one step of undo."""

    given = Signal(str, object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.engineers = ParsedControl("People who build and run software", "How many", read_count, _written)
        self.teams = ParsedControl("Teams they work in", "How many", read_count, _written)
        words = [(YES, "Yes"), (NO, "No"), (UNKNOWN, "Not known")]
        self.freedom = Segmented(theme, words, "Free of other teams' processes")
        self.level = label("", "strong")
        fields: Sequence[tuple[str, QWidget]] = (
            ("People who build and run software", self.engineers),
            ("Teams they work in", self.teams),
            ("May SRE be free of other teams' processes?", self.freedom),
            ("Level today, from the answers", self.level),
        )
        line = row(spacing=28)
        for name, widget in fields:
            head = label(name, "label")
            head.setBuddy(widget)
            line.addWidget(boxed(column(head, widget, None, spacing=4)))
        line.addStretch(1)
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        layout = column(spacing=4)
        layout.addLayout(line)
        layout.addWidget(self.trouble)
        self.setLayout(layout)
        for name, control in (("engineers", self.engineers), ("teams", self.teams)):
            control.setMaximumWidth(theme.px(FIELD))
            control.wrong.connect(self._on_wrong)
            control.given.connect(
                lambda value, epoch, name=name: self.given.emit(name, value, f"roles:{name}:{epoch}")
            )
        self.freedom.chosen.connect(lambda key: self.given.emit("freedom", _FREEDOM[key], ""))

    def show_plan(self, plan: RolePlan, level: str) -> None:
        """Show what is noted, and the level in words."""
        self.engineers.show_value(plan.engineers)
        self.teams.show_value(plan.teams)
        self.freedom.take(next(key for key, value in _FREEDOM.items() if value is plan.freedom))
        self.level.setText(level)

    def flush(self) -> None:
        """Save now what is being typed."""
        self.engineers.flush()
        self.teams.flush()

    def _on_wrong(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
