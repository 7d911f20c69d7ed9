"""Whose turn it is when the keyboard is passed round."""

from __future__ import annotations

from ui.workshop.desk import Desk
from workbench.analysis import room
from workbench.domain.assessment import Respondent


class Turns:
    """Calls one person after the other whose vote is not in, in the order of the list.

    What was just chosen counts as said before it is on disk, so that nobody is called twice.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: list[str] = []
        self._over: set[str] = set()
        self._after = ""

    def begin(self) -> bool:
        """Begin with the first person who has not voted; whether there is one."""
        self._said, self._over, self._after = [], set(), ""
        return self.who() is not None

    def _seats(self) -> list[room.Seat]:
        gone = {*self._said, *self._over}
        return [
            each for each in self._desk.seats if each.respondent is None or each.respondent.id not in gone
        ]

    def who(self) -> Respondent | None:
        """Whose turn it is."""
        return room.waiting(self._seats(), self._after)

    def same(self, who: Respondent) -> tuple[int, int]:
        """Which of how many people with the same title somebody is."""
        alike = [
            each.respondent.id
            for each in self._desk.seats
            if each.respondent is not None and each.respondent.label == who.label
        ]
        return alike.index(who.id) + 1, len(alike)

    def speak(self, key: str) -> None:
        """Take down what somebody chose."""
        who = self.who()
        if who is not None:
            self._said.append(who.id)
            self._desk.speak(who.id, key)

    def pass_over(self) -> None:
        """Go on to the next person."""
        who = self.who()
        if who is not None:
            self._over.add(who.id)

    def take_back(self) -> None:
        """Take back what was chosen last, and call that person again."""
        if self._said:
            last = self._said.pop()
            self._desk.speak(last, "")
