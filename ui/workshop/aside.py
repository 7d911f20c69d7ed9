"""What the facilitator does beside the question: agenda, parking lot, decisions, late comers, counts, reasons."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from ui.dialogs.base import Dialog
from ui.screens.base import Screen
from ui.theme import Theme
from ui.workshop.agenda_dialog import AgendaDialog
from ui.workshop.asking import DecisionDialog, GridDialog, LineDialog
from ui.workshop.desk import DECIDE, PARK, Desk
from ui.workshop.late_dialog import LateDialog
from workbench.analysis import room
from workbench.domain.role import Role


class Aside(QObject):
    """Opens the dialogs of workshop mode and hands what they give to the desk."""

    def __init__(self, theme: Theme, desk: Desk, view: Screen) -> None:
        super().__init__(view)
        self._theme, self._desk, self._view = theme, desk, view

    def _open(self, dialog: Dialog) -> None:
        dialog.finished.connect(lambda _result: self._take_keyboard_back())
        dialog.open()

    def _take_keyboard_back(self) -> None:
        """Left to itself the projector's window might get it."""
        self._view.window().activateWindow()
        self._view.take_focus()

    def agenda(self) -> None:
        """Show the agenda, and go where somebody chooses to."""
        if self._desk.meeting is None:
            return
        dialog = AgendaDialog(self._theme, self._desk, self._view)
        dialog.chosen.connect(self._desk.go)
        view: Any = self._view
        dialog.ended.connect(view.end)
        self._open(dialog)

    def park(self) -> None:
        """Ask for something to come back to."""
        dialog = LineDialog(
            self._theme,
            "Park something for later",
            "Park it",
            "Write what is to be come back to.",
            self._view,
        )
        place, kept = self._desk.waiting(PARK) or (None, None)
        if kept is not None:
            dialog.line.setText(kept[0])
        dialog.given.connect(lambda text: self._desk.park(text, place))
        self._open(dialog)

    def decide(self) -> None:
        """Ask for a decision."""
        dialog = DecisionDialog(self._theme, self._view)
        place, kept = self._desk.waiting(DECIDE) or (None, None)
        if kept is not None:
            dialog.show_decision(*kept)
        dialog.given.connect(lambda text, owner, due: self._desk.decide(text, owner, due, place))
        self._open(dialog)

    def late(self) -> None:
        """Show who is there, and tick whoever comes or goes."""
        book, meeting = self._desk.book, self._desk.meeting
        if book is None or meeting is None:
            return
        people = book.people()
        known = {each.id: each for each in people}
        dialog = LateDialog(self._theme, people, meeting.present, book.assessment.roles, self._view)
        dialog.ticked.connect(lambda who: self._desk.tick(known[who]))
        dialog.came.connect(lambda role, title: self._desk.come_new(Role(role), title))
        self._open(dialog)

    def type_counts(self) -> None:
        """Show the hands of this round as figures; it is the one place that shows them while they are hidden."""
        book = self._desk.book
        if book is None or self._desk.question is None or self._desk.revealed:
            return
        dialog = GridDialog(
            self._theme,
            self._desk.slide().lines,
            book.assessment.roles,
            room.hidden_round(self._desk.vote).hands,
            self._view,
        )
        dialog.given.connect(self._desk.type_hands)
        self._open(dialog)

    def not_applicable(self) -> None:
        """Ask why the question does not apply, and record that."""
        dialog = LineDialog(
            self._theme,
            "Why does it not apply here?",
            "Record it",
            "Write why it does not apply; without a reason it cannot be recorded.",
            self._view,
        )
        dialog.given.connect(lambda reason: self._desk.record(room.NOT_APPLICABLE, reason.strip()))
        self._open(dialog)
