"""The sides of an agreement: who agrees for each, by role, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.auto_text import AutoLine
from ui.widgets.fields import DateControl
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row, rule
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.consent import Consent
from workbench.domain.written import read_date

NOBODY = "Say who agrees, by role, such as 'Head of Operations'."
NO_SIDE = "Say which side agrees, such as 'SRE' or 'Operations'."
NO_DAY = "Say the day, such as 22 Nov 2026."


class SideBox(QWidget):
    """One side. `changed(field, text, epoch)` as it is typed, `agreed(who, day)`, `withdrawn()`, `removed()`."""

    changed = Signal(str, str, int)
    agreed = Signal(str, object)
    withdrawn = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.place = f"Side {number + 1}"
        self.side = AutoLine(f"{self.place}: which side", "Which side")
        self.who = AutoLine(f"{self.place}: who agrees", "Role, such as Head of Operations")
        self.day = DateControl(theme, f"{self.place}: day")
        self.state = label("", "chip-plain")
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        self.agree = Button(theme, "Agree", self._on_agree, look="small", icon_name="check")
        self.withdraw = Button(theme, "Withdraw", self.withdrawn.emit, look="small")
        self.remove = IconButton(theme, "x", f"{self.place}: remove", self.removed.emit, look="flat", size=14)
        head = row(self.side, self.remove, spacing=4)
        head.setStretch(0, 1)
        foot = row(self.day, self.agree, self.withdraw, spacing=6)
        foot.setStretch(0, 1)
        self.setLayout(
            column(boxed(head), self.who, boxed(row(self.state, None)), boxed(foot), self.trouble, spacing=4)
        )
        self.side.written.connect(lambda text, epoch: self._on_written("side", text, epoch))
        self.who.written.connect(lambda text, epoch: self._on_written("who", text, epoch))

    def take(self, each: Consent, removable: bool, covered: bool) -> None:
        """Show a side; who has agreed can be changed once that is withdrawn."""
        for edit, text in ((self.side, each.side), (self.who, each.who)):
            edit.cover(covered or each.given)
            edit.show_text(text)
        given = each.given and each.on is not None
        # The words carry it; the colour only helps.
        self.state.setText(f"Agreed on {day_words(each.on)}" if given and each.on else "Not agreed yet")
        self.state.setProperty("look", "chip-ok" if given else "chip-warn")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        said = one_line(each.side)
        self.agree.setAccessibleName(f"Agree for {said}")
        self.withdraw.setAccessibleName(f"Withdraw the consent of {said}")
        self.agree.setVisible(not given)
        self.day.setVisible(not given)
        self.withdraw.setVisible(given)
        self.remove.setVisible(removable and not given)
        self.agree.setEnabled(not covered)
        self.say("")

    def start_day(self, day: dt.date) -> None:
        """Suggest a day."""
        self.day.start(day)

    def say(self, words: str) -> None:
        """Say under the side what is wrong; '' takes it back."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.who.setAccessibleDescription(words)

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self.side.flush()
        self.who.flush()

    def _on_written(self, field: str, text: str, epoch: int) -> None:
        words = " ".join(text.split())
        if field == "side" and not words:
            self.say(NO_SIDE)
            return
        self.say("")
        self.changed.emit(field, words, epoch)

    def _on_agree(self) -> None:
        self.flush()
        who = self.who.text().strip()
        try:
            day = read_date(self.day.edit.text().strip())
        except ValueError as error:
            self.say(str(error))
            return
        if not self.side.text().strip():
            self.say(NO_SIDE)
        elif not who:
            self.say(NOBODY)
            self.who.setFocus()
        elif day is None:
            self.say(NO_DAY)
        else:
            self.say("")
            self.agreed.emit(who, day)


class ConsentBox(QWidget):
    """All sides. `changed(number, field, text, epoch)`, `agreed(number, who, day)`, `withdrawn(number)`,
    `removed(number)`, `added()`; sides are counted from 0."""

    changed = Signal(int, str, str, int)
    agreed = Signal(int, str, object)
    withdrawn = Signal(int)
    removed = Signal(int)
    added = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._owner = ""
        self.sides: list[SideBox] = []
        self._rows = column(spacing=10)
        self.add = Button(theme, "Add a side", self.added.emit, look="link", icon_name="plus")
        layout = column(rule("hairline"), 2, label("Consent of both sides", "strong"), spacing=6)
        layout.addLayout(self._rows)
        layout.addLayout(row(self.add, None))
        self.setLayout(layout)

    def show_sides(self, owner: str, consents: Sequence[Consent], covered: bool, today: dt.date) -> None:
        """Show the sides of an agreement, keeping what is being typed into the same ones."""
        if owner != self._owner or len(consents) != len(self.sides):
            # What was typed was saved before another agreement was chosen.
            self._owner = owner
            self._fill(owner, len(consents), today)
        for box, each in zip(self.sides, consents, strict=True):
            box.take(each, len(consents) > 2, covered)
        self.add.setEnabled(not covered)

    def _fill(self, owner: str, count: int, today: dt.date) -> None:
        clear(self._rows)
        self.sides = []
        for number in range(count):
            box = SideBox(self._theme, number)
            box.start_day(today)
            box.changed.connect(partial(self._on_changed, owner, number))
            box.agreed.connect(lambda who, day, number=number: self.agreed.emit(number, who, day))
            box.withdrawn.connect(lambda number=number: self.withdrawn.emit(number))
            box.removed.connect(lambda number=number: self.removed.emit(number))
            self.sides.append(box)
            self._rows.addWidget(box)

    def _on_changed(self, owner: str, number: int, field: str, text: str, epoch: int) -> None:
        # A field on its way out may still speak; what it says is not about the agreement shown by now.
        if owner == self._owner:
            self.changed.emit(number, field, text, epoch)

    def flush(self) -> None:
        """Save now what is not saved yet."""
        for each in self.sides:
            each.flush()
