"""What the chosen session parked and decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.curtain import COVERED_FIELDS, Curtain
from ui.screens.sessions.part_rows import DecisionRow, ParkedRow, PartRow
from ui.session import OnError
from ui.theme import Theme
from ui.widgets.add_line import GivenLine
from ui.widgets.parts import clear, column, label
from ui.widgets.put_away import PutAway
from workbench.actions import meeting_parts, meetings
from workbench.actions.edit import Edit
from workbench.domain.entity import new_id
from workbench.domain.meeting import Decision, Meeting, Parked

Run = Callable[[Edit, Callable[[], None] | None, OnError | None], None]
PARKED, DECISION = "parked", "decisions"


class PartsPane(QWidget):
    """Shows both lists and changes them through `run`: `question(id)` and `made(screen, id)` lead elsewhere."""

    question = Signal(str)
    made = Signal(str, str)

    def __init__(self, theme: Theme, curtain: Curtain, run: Run) -> None:
        super().__init__()
        self._theme, self._run = theme, run
        self._meeting = ""
        self.parked: list[ParkedRow] = []
        self.decisions: list[DecisionRow] = []
        self.add_parked = _line("Park something: what to come back to, then Enter")
        self.add_decision = _line("Write a decision down, then Enter")
        self._parked_rows, self._decision_rows = column(spacing=8), column(spacing=10)
        self._covered = label(COVERED_FIELDS, "second", wrap=True)
        layout = column(self._covered, label("Decisions", "strong"), spacing=8)
        layout.addLayout(self._decision_rows)
        layout.addWidget(self.add_decision)
        layout.addSpacing(12)
        layout.addWidget(label("Parking lot", "strong"))
        layout.addLayout(self._parked_rows)
        layout.addWidget(self.add_parked)
        self.setLayout(layout)
        PutAway(curtain, self.add_parked, self.add_decision)
        self.add_parked.given.connect(self._on_park)
        self.add_decision.given.connect(self._on_decide)

    def show_meeting(self, meeting: Meeting, covered: frozenset[str]) -> None:
        """Show what a session parked and decided; what is `covered` can only be read."""
        other = meeting.id != self._meeting
        self._meeting = meeting.id
        if other or [each.question for each in meeting.parked] != [each.about for each in self.parked]:
            self._fill(PARKED, meeting.parked, self._parked_rows)
        if other or [each.question for each in meeting.decisions] != [each.about for each in self.decisions]:
            self._fill(DECISION, meeting.decisions, self._decision_rows)
        for listed, rows, key in (
            (meeting.parked, self.parked, PARKED),
            (meeting.decisions, self.decisions, DECISION),
        ):
            for known, shown in zip(listed, rows, strict=True):
                shown.cover(key in covered)
                shown.take(known)  # type: ignore[arg-type]
        self._covered.setVisible(bool(covered & {PARKED, DECISION}))

    def _fill(self, key: str, listed: Sequence[Parked | Decision], into: QVBoxLayout) -> None:
        clear(into)
        made: list[Any] = []
        for number, each in enumerate(listed):
            shown: PartRow
            if isinstance(each, Parked):
                shown = ParkedRow(self._theme, number, each)
                shown.made.connect(partial(self._on_made, self._meeting, number))
            else:
                shown = DecisionRow(self._theme, number, each)
            shown.given.connect(partial(self._on_given, self._meeting, key, number))
            shown.removed.connect(partial(self._on_removed, self._meeting, key, number))
            shown.question.connect(self.question)
            into.addWidget(shown)
            made.append(shown)
        if key == PARKED:
            self.parked = made
        else:
            self.decisions = made

    def flush(self) -> None:
        """Save now what is not saved yet."""
        for each in (*self.parked, *self.decisions):
            each.flush()

    # What people do

    def _on_given(self, meeting_id: str, key: str, number: int, fields: dict[str, Any], epoch: int) -> None:
        change = meeting_parts.change_parked if key == PARKED else meeting_parts.change_decision
        merge = f"{meeting_id}:{key}:{number}:{'-'.join(fields)}:{epoch}"
        self._run(change(meeting_id, number, merge, **fields), None, None)

    def _on_removed(self, meeting_id: str, key: str, number: int) -> None:
        self.flush()
        remove = meeting_parts.remove_parked if key == PARKED else meeting_parts.remove_decision
        self._run(remove(meeting_id, number), None, None)

    def _on_made(self, meeting_id: str, number: int, what: str) -> None:
        self.flush()
        made = new_id()
        if what == "obstacle":
            edit = meeting_parts.parked_to_obstacle(meeting_id, number, made)
            self._run(edit, lambda: self.made.emit("obstacles", made), None)
        else:
            edit = meeting_parts.parked_to_action(meeting_id, number, made)
            self._run(edit, lambda: self.made.emit("plan", made), None)

    def _on_park(self, text: str) -> None:
        self._add(self.add_parked, text, meetings.park(self._meeting, text.strip()))

    def _on_decide(self, text: str) -> None:
        self._add(self.add_decision, text, meetings.decide(self._meeting, text.strip()))

    def _add(self, line: GivenLine, text: str, edit: Edit) -> None:
        self.flush()
        self._run(edit, lambda: line.landed(text), lambda error: line.refused(text, error))


def _line(words: str) -> GivenLine:
    made = GivenLine()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    return made
