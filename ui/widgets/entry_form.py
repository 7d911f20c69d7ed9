"""A form declared as a list of fields; each field writes itself, and says beside itself what is wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme
from ui.widgets import fields
from ui.widgets.fields_checklist import ChecklistControl
from ui.widgets.fields_links import LinksControl
from ui.widgets.fields_steps import StepControl
from ui.widgets.fields_toggles import TogglesControl
from ui.widgets.parts import boxed, column, label, row, rule, set_look


@dataclass(frozen=True)
class Field:
    """One field: the entry's attribute, its name on screen, and the control that edits it."""

    key: str
    name: str
    make: Callable[[Theme, str], fields.Control]
    note: str = ""


@dataclass(frozen=True)
class Group:
    """A head between fields; one with a key can be left out."""

    title: str
    key: str = ""


def line(key: str, name: str, placeholder: str = "") -> Field:
    """Text on one line."""
    return Field(key, name, lambda _theme, said: fields.TextControl(said, placeholder))


def title(key: str, name: str) -> Field:
    """What the entry is called: it may wrap, but holds no line breaks."""
    return Field(key, name, lambda _theme, said: fields.TextControl(said, "", 2, title=True))


def text(key: str, name: str, placeholder: str = "", lines: int = 3) -> Field:
    """Text on several lines."""
    return Field(key, name, lambda _theme, said: fields.TextControl(said, placeholder, lines))


def choice(key: str, name: str, choices: Sequence[tuple[Any, str]] = ()) -> Field:
    """One of a few words."""
    return Field(key, name, lambda _theme, said: fields.ChoiceControl(said, choices))


def steps(
    key: str, name: str, words: Sequence[str] = (), notes: Sequence[str] = (), low: int = 1, high: int = 5
) -> Field:
    """A step on a scale, each with its word and perhaps its range."""
    return Field(key, name, lambda theme, said: StepControl(theme, said, words, notes, low, high))


def date(key: str, name: str) -> Field:
    """A date, or none."""
    return Field(key, name, fields.DateControl)


def number(key: str, name: str, placeholder: str = "", most: float = math.inf) -> Field:
    """A number, or none; `most` tells 99.999 per cent from 99,999 of something."""
    return Field(key, name, lambda _theme, said: fields.number_control(said, placeholder, most))


def whole(key: str, name: str, placeholder: str = "", most: int = 1_000_000) -> Field:
    """A whole number up to `most`, or none."""
    return Field(key, name, lambda _theme, said: fields.whole_control(said, placeholder, most))


def listed(key: str, name: str, lines: int = 3) -> Field:
    """A list, one entry a line."""
    return Field(key, name, lambda _theme, said: fields.LinesControl(said, lines=lines))


def checklist(key: str, name: str, add: str) -> Field:
    """Things to deliver, each with a day and a tick."""
    return Field(key, name, lambda theme, said: ChecklistControl(theme, said, add))


def toggles(key: str, name: str, choices: Sequence[tuple[Any, str]]) -> Field:
    """Several of a few words."""
    return Field(key, name, lambda theme, said: TogglesControl(theme, said, choices))


def links(key: str, name: str, add: str, follows: bool = False) -> Field:
    """Links to other things of the assessment."""
    return Field(key, name, lambda theme, said: LinksControl(theme, said, add, follows))


class EntryForm(QWidget):
    """Shows one entry at a time. `given(entry id, field, value, merge)` when a field is to be saved.

    What is on its way to disk is not overwritten by what comes from there; the owner calls `landed` or `say`. The
    controls are made when one of them is first asked for: dozens take longer than the rest of a screen.
    """

    given = Signal(str, str, object, str)
    wanted = Signal(str, object)
    followed = Signal(str, str)

    def __init__(self, theme: Theme, declared: Sequence[Field | Group | tuple[Field, Field]]) -> None:
        super().__init__()
        self._theme = theme
        self._declared = tuple(declared)
        self._made = False
        self.entry_id = ""
        self._controls: dict[str, fields.Control] = {}
        self._troubles: dict[str, QLabel] = {}
        self._notes: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        self._groups: dict[str, QWidget] = {}
        self._under_way: dict[str, int] = {}

    @property
    def made(self) -> bool:
        """Whether its controls are there already."""
        return self._made

    @property
    def controls(self) -> dict[str, fields.Control]:
        """The control of each field, by its key."""
        self._make_all()
        return self._controls

    def _make_all(self) -> None:
        if self._made:
            return
        self._made = True
        layout = column(spacing=10)
        for each in self._declared:
            if isinstance(each, Group):
                head = column(4, rule("hairline"), 2, spacing=0)
                if each.title:
                    head.addSpacing(10)
                    head.addWidget(label(each.title, "strong"))
                box = boxed(head)
                self._groups[each.key] = box
                layout.addWidget(box)
            elif isinstance(each, tuple):
                pair = row(spacing=12)
                for one in each:
                    pair.addWidget(self._make(one), 1)
                layout.addLayout(pair)
            else:
                layout.addWidget(self._make(each))
        self.setLayout(layout)
        # Where the form is seen already, what comes to it late would else be shown only with the next events.
        for box in (*self._boxes.values(), *self._groups.values()):
            box.show()

    def _make(self, field: Field) -> QWidget:
        control = field.make(self._theme, field.name)
        head = label(field.name, "label")
        head.setBuddy(control)
        note = label(field.note, "caption", wrap=True)
        trouble = label("", "bad", wrap=True)
        self._controls[field.key] = control
        self._notes[field.key], self._troubles[field.key] = note, trouble
        control.given.connect(lambda value, epoch, key=field.key: self._on_given(key, value, epoch))
        control.wrong.connect(lambda said, key=field.key: self.say(key, said))
        if isinstance(control, LinksControl):
            control.wanted.connect(lambda taken, key=field.key: self.wanted.emit(key, taken))
            control.followed.connect(lambda linked, key=field.key: self.followed.emit(key, linked))
        self._boxes[field.key] = boxed(column(head, control, note, trouble, None, spacing=3))
        note.setVisible(bool(field.note))
        trouble.hide()
        return self._boxes[field.key]

    def _on_given(self, key: str, value: object, epoch: int) -> None:
        if not self.entry_id:
            return
        self._under_way[key] = self._under_way.get(key, 0) + 1
        self.say(key, "")
        self.given.emit(self.entry_id, key, value, f"{self.entry_id}:{key}:{epoch}")

    def landed(self, entry_id: str, key: str) -> None:
        """A field of an entry has come to rest, on disk or refused."""
        if entry_id == self.entry_id:
            self._under_way[key] = max(0, self._under_way.get(key, 0) - 1)

    def forget(self) -> None:
        """Show the entry anew next time, whatever was on its way; what was typed must have been flushed."""
        self._under_way.clear()
        self.entry_id = ""

    def show_entry(
        self, entry_id: str, values: Mapping[str, Any], covered: frozenset[str] = frozenset()
    ) -> None:
        """Show an entry; what is being typed into the same one stays. `covered` fields can only be read."""
        fresh = entry_id != self.entry_id
        if fresh:
            self.flush()
            self._under_way.clear()
            self.entry_id = entry_id
        for key, control in self.controls.items():
            control.cover(key in covered)
            if fresh:
                control.start(values[key])
                self.say(key, "")
            elif key in covered or not self._under_way.get(key):
                # What stands for a text shows nothing of what is still on its way there.
                control.show_value(values[key])

    def back(self, key: str, values: Mapping[str, Any]) -> None:
        """Show what is stored where a choice was refused; refused text stays, to be mended."""
        control = self.controls[key]
        if not isinstance(control, (fields.TextControl, fields.ParsedControl, fields.LinesControl)):
            control.start(values[key])

    def say(self, key: str, trouble: str) -> None:
        """Say beside a field what is wrong with it; '' takes it back."""
        self._make_all()
        shown = self._troubles[key]
        shown.setText(trouble)
        shown.setVisible(bool(trouble))
        self.controls[key].setAccessibleDescription(trouble)

    def note(self, key: str, words: str, look: str = "caption") -> None:
        """Say something beside a field that is no trouble."""
        self._make_all()
        shown = self._notes[key]
        set_look(shown, look)
        shown.setText(words)
        shown.setVisible(bool(words))

    def hide_field(self, key: str, hidden: bool) -> None:
        """Leave a field out, or show it again."""
        self._make_all()
        self._boxes[key].setVisible(not hidden)

    def hide_group(self, key: str, hidden: bool) -> None:
        """Leave the head of some fields out, or show it again."""
        self._make_all()
        self._groups[key].setVisible(not hidden)

    def flush(self) -> None:
        """Save now what is not saved yet."""
        for control in self._controls.values():
            control.flush()

    def focus_first(self) -> None:
        """Go to the first field."""
        first = next(iter(self.controls.values()), None)
        if first is not None:
            first.setFocus()
