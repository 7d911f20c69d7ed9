"""A checklist: each thing to deliver with a tick and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.theme import Theme
from ui.widgets.auto_text import AutoLine
from ui.widgets.fields import Control, DateControl, next_epoch
from ui.widgets.parts import IconButton, clear, column, row
from workbench.charts.words import one_line
from workbench.domain.action import Deliverable
from workbench.domain.text import whole_line


class ChecklistControl(Control):
    """Gives the deliverables as a tuple; Enter in the last line adds one, an emptied line takes one away."""

    def __init__(self, theme: Theme, name: str, add: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._value: tuple[Deliverable, ...] = ()
        self.items: list[_Item] = []
        self._rows = column(spacing=4)
        self.add = AutoLine(f"{name}: {add}", add)
        self.add.returnPressed.connect(self._on_add)
        self.setFocusProxy(self.add)
        layout = column(spacing=4)
        layout.addLayout(self._rows)
        layout.addWidget(self.add)
        self.setLayout(layout)

    def start(self, value: Any) -> None:
        self.add.start("")
        self._value = tuple(value or ())
        self._fill()

    def show_value(self, value: Any) -> None:
        value = tuple(value or ())
        if len(value) != len(self._value):
            self._value = value
            self._fill()
        elif value != self._value:
            self._value = value
            for item, each in zip(self.items, value, strict=True):
                item.take(each)

    def cover(self, on: bool) -> None:
        # All of them are given at once, so a tick beside a role would write that role over a name.
        super().cover(on)
        self.setEnabled(not on)

    def flush(self) -> None:
        if self.add.text().strip():
            self._on_add()
        for item in self.items:
            item.title.flush()
            item.due.flush()

    def _fill(self) -> None:
        clear(self._rows)
        self.items = []
        for number, each in enumerate(self._value):
            item = _Item(self._theme, self._name, number, each, self._change, self._remove)
            item.due.wrong.connect(self.wrong.emit)
            self.items.append(item)
            self._rows.addWidget(item)

    def _change(self, number: int, epoch: int, fields: dict[str, Any]) -> None:
        if number >= len(self._value):
            return
        if fields.get("title") == "":
            self._remove(number)
            return
        changed = replace(self._value[number], **fields)
        if changed != self._value[number]:
            self._value = (*self._value[:number], changed, *self._value[number + 1 :])
            self.given.emit(self._value, epoch)

    def _remove(self, number: int) -> None:
        self._value = (*self._value[:number], *self._value[number + 1 :])
        self._fill()
        self.add.setFocus()
        self.given.emit(self._value, next_epoch())

    def _on_add(self) -> None:
        words = whole_line(self.add.text()).strip()
        self.add.start("")
        if words:
            self._value = (*self._value, Deliverable(title=words))
            self._fill()
            self.given.emit(self._value, next_epoch())


class _Item(QWidget):
    """One line of the checklist."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        number: int,
        known: Deliverable,
        change: Callable[[int, int, dict[str, Any]], None],
        remove: Callable[[int], None],
    ) -> None:
        super().__init__()
        place = f"{name} {number + 1}"
        self.done = QCheckBox()
        self.title = AutoLine(place, "What is delivered")
        self.due = DateControl(theme, f"{place}: by when")
        self.due.setFixedWidth(136)
        off = IconButton(theme, "x", f"{place}: remove", lambda: remove(number), look="flat")
        # In a narrow panel a name and a day have no room side by side.
        layout = column(spacing=2)
        layout.addLayout(row(self.done, self.title, off, spacing=4))
        layout.addLayout(row(26, self.due, None, spacing=0))
        self.setLayout(layout)
        self.take(known)
        self.done.toggled.connect(lambda on: change(number, next_epoch(), {"done": on}))
        self.title.written.connect(
            lambda text, epoch: change(number, epoch, {"title": whole_line(text).strip()})
        )
        self.due.given.connect(lambda day, epoch: change(number, epoch, {"due": _day(day)}))

    def take(self, known: Deliverable) -> None:
        """Show a deliverable."""
        self.done.blockSignals(True)
        self.done.setChecked(known.done)
        self.done.blockSignals(False)
        self.done.setAccessibleName(f"Delivered: {one_line(known.title)}")
        self.title.show_text(known.title)
        self.due.show_value(known.due)


def _day(value: Any) -> dt.date | None:
    return value
