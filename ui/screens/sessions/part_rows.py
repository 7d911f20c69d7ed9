"""One thing that is parked, and one decision, as lines that can be changed where they stand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from ui.theme import Theme
from ui.widgets.auto_text import AutoLine
from ui.widgets.fields import DateControl, next_epoch
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import Button, IconButton, boxed, column, label, row
from workbench.charts.words import one_line
from workbench.domain.meeting import Decision, Parked
from workbench.domain.text import whole_line


class PartRow(QWidget):
    """What both have in common. `given(fields, epoch)` to be saved, `removed()`, `question(id)` to go to it.

    `about` is the id of the question it came up at, or ''.
    """

    given = Signal(object, int)
    removed = Signal()
    question = Signal(str)
    text: AutoLine

    def __init__(self, theme: Theme, about: str) -> None:
        super().__init__()
        self._theme, self.about = theme, about
        self.trouble: QLabel = label("", "bad", wrap=True)
        self.trouble.hide()

    def say(self, words: str) -> None:
        """Say under the line what is wrong; '' takes it back."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.text.setAccessibleDescription(words)

    def flush(self) -> None:
        """Save now what is not saved yet."""
        for each in self.findChildren(AutoLine):
            each.flush()

    def cover(self, on: bool) -> None:
        """Say whether what is shown next stands for something else, so that it must not be edited."""
        for each in self.findChildren(AutoLine):
            each.cover(on)

    def _link(self) -> list[QWidget]:
        about = self.about
        if not about:
            return []
        return [LinkButton(self._theme, about, lambda: self.question.emit(about), f"Go to question {about}")]

    def _on_text(self, text: str, epoch: int) -> None:
        words = whole_line(text).strip()
        if not words:
            self.say("Write some words, or remove it.")
            return
        self.say("")
        self.given.emit({"text": words}, epoch)


class ParkedRow(PartRow):
    """Something that is parked: a tick, its words, and what can be made of it: `made(what)` with 'obstacle' or 'action'."""

    made = Signal(str)

    def __init__(self, theme: Theme, number: int, known: Parked) -> None:
        super().__init__(theme, known.question)
        place = f"Parked {number + 1}"
        self.done = QCheckBox()
        self.text = AutoLine(place, "What to come back to")
        self.obstacle = Button(theme, "Make an obstacle", lambda: self.made.emit("obstacle"), look="link")
        self.action = Button(theme, "Make an action", lambda: self.made.emit("action"), look="link")
        for each, what in ((self.obstacle, "obstacle"), (self.action, "action")):
            each.setAccessibleName(f"{place}: make an {what} of it")
        off = IconButton(theme, "x", f"{place}: remove", self.removed.emit, look="flat", size=14)
        head = row(self.done, self.text, off, spacing=6)
        head.setStretch(1, 1)
        foot = row(26, *self._link(), self.obstacle, self.action, None, spacing=8)
        self.setLayout(column(boxed(head), boxed(foot), self.trouble, spacing=0))
        self.take(known)
        self.done.toggled.connect(lambda on: self.given.emit({"done": on}, next_epoch()))
        self.text.written.connect(self._on_text)

    def take(self, known: Parked) -> None:
        """Show it, what is being typed staying."""
        self.done.blockSignals(True)
        self.done.setChecked(known.done)
        self.done.blockSignals(False)
        self.done.setAccessibleName(f"Done: {one_line(known.text)}")
        self.text.show_text(known.text)
        for each in (self.obstacle, self.action):
            each.setVisible(not known.done)


class DecisionRow(PartRow):
    """A decision: its words, who sees to it and until when."""

    def __init__(self, theme: Theme, number: int, known: Decision) -> None:
        super().__init__(theme, known.question)
        place = f"Decision {number + 1}"
        self.text = AutoLine(place, "What was decided")
        self.owner = AutoLine(f"{place}: who sees to it", "Who sees to it, by role")
        self.due = DateControl(theme, f"{place}: by when")
        self.due.setFixedWidth(theme.px(150))
        off = IconButton(theme, "x", f"{place}: remove", self.removed.emit, look="flat", size=14)
        head = row(self.text, off, spacing=6)
        head.setStretch(0, 1)
        foot = row(self.owner, self.due, *self._link(), None, spacing=8)
        foot.setStretch(0, 1)
        self.setLayout(column(boxed(head), boxed(foot), self.trouble, spacing=4))
        self.take(known)
        self.due.start(known.due)
        self.text.written.connect(self._on_text)
        self.owner.written.connect(
            lambda text, epoch: self.given.emit({"owner": whole_line(text).strip()}, epoch)
        )
        self.due.given.connect(self._on_due)
        self.due.wrong.connect(self.say)

    def take(self, known: Decision) -> None:
        """Show it, what is being typed staying."""
        self.text.show_text(known.text)
        self.owner.show_text(known.owner)
        self.due.show_value(known.due)

    def _on_due(self, day: Any, epoch: int) -> None:
        self.given.emit({"due": day}, epoch)
