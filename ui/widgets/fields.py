"""The controls of a form. Each says `given(value, epoch)` when it is to be saved, `wrong(sentence)` when it cannot be."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QMenu,
    QSizePolicy,
    QWidget,
    QWidgetAction,
)

from ui.theme import Theme
from ui.widgets.auto_text import AutoLine, AutoText
from ui.widgets.parts import IconButton, column, row
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.text import whole_line
from workbench.domain.written import read_clear, read_date, read_lines, read_whole

_epochs = itertools.count(1_000_000)


def next_epoch() -> int:
    """A number that no other choice has: each choice is a step of undo of its own."""
    return next(_epochs)


class Control(QWidget):
    """What all controls have in common."""

    given = Signal(object, int)
    wrong = Signal(str)

    def start(self, value: Any) -> None:
        """Show the value of another entry."""

    def show_value(self, value: Any) -> None:
        """Show what is stored, unless something newer is being typed."""

    def flush(self) -> None:
        """Give away now what was not given yet."""

    def cover(self, on: bool) -> None:
        """Say whether what is shown next stands for something else, so that it must not be edited."""
        for edit in (*self.findChildren(AutoText), *self.findChildren(AutoLine)):
            edit.cover(on)


class GrowingText(AutoText):
    """Text that is as high as what is in it, up to twelve lines; it scrolls inside itself only beyond that."""

    def __init__(self, name: str, placeholder: str, lines: int) -> None:
        super().__init__(name, placeholder, lines)
        self._least = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        # A plain-text document counts its size in lines.
        count = max(self._least, min(12, round(self.document().size().height())))
        high = round(count * line + 2 * self.document().documentMargin() + 16)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if count >= 12 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        if self.height() != high:
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_least"):
            self._fit()


class TextControl(Control):
    """Text on one line or several; a title keeps to one line however it is pasted."""

    def __init__(self, name: str, placeholder: str = "", lines: int = 1, title: bool = False) -> None:
        super().__init__()
        self._title = title
        self.edit: AutoLine | AutoText = (
            AutoLine(name, placeholder) if lines == 1 else GrowingText(name, placeholder, lines)
        )
        self.setFocusProxy(self.edit)
        self.setLayout(column(self.edit, spacing=0))
        self.edit.written.connect(self._on_written)

    def _on_written(self, text: str, epoch: int) -> None:
        self.given.emit(whole_line(text) if self._title else text, epoch)

    def suggest(self, words: Sequence[str]) -> None:
        """Offer words used before."""
        if isinstance(self.edit, AutoLine):
            completer = QCompleter(list(words), self.edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.edit.setCompleter(completer)
            completer.activated.connect(lambda _text: self.edit.flush())

    def start(self, value: Any) -> None:
        self.edit.start(str(value or ""))
        if isinstance(self.edit, AutoLine):
            self.edit.setCursorPosition(0)

    def show_value(self, value: Any) -> None:
        self.edit.show_text(str(value or ""))

    def flush(self) -> None:
        self.edit.flush()


class ParsedControl(Control):
    """A line that means something else than text; what cannot be read stays until it is mended."""

    def __init__(
        self, name: str, placeholder: str, read: Callable[[str], Any], write: Callable[[Any], str]
    ) -> None:
        super().__init__()
        self._read, self._write = read, write
        self._bad = False
        self.edit = AutoLine(name, placeholder)
        # Two of these stand side by side in a narrow panel.
        self.edit.setMinimumWidth(40)
        self.edit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        self.setLayout(row(self.edit, spacing=0))
        self.edit.written.connect(self._on_written)

    def _on_written(self, text: str, epoch: int) -> None:
        try:
            value = self._read(text.strip())
        except ValueError as error:
            self._bad = True
            self.wrong.emit(str(error))
            return
        self._bad = False
        self.wrong.emit("")
        self.given.emit(value, epoch)

    def start(self, value: Any) -> None:
        self._bad = False
        self.edit.start(self._write(value))
        self.edit.setCursorPosition(0)

    def show_value(self, value: Any) -> None:
        if self._bad:
            return
        try:
            same = self._read(self.edit.text().strip()) == value
        except ValueError:
            same = False
        # '3,5' and '3.5' mean the same; what was typed stays while it is being worked on.
        if not (same and self.edit.hasFocus()):
            self.edit.show_text(self._write(value))

    def flush(self) -> None:
        self.edit.flush()


class DateControl(ParsedControl):
    """A date, written or taken from a calendar; empty means none."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name, "22 Nov 2026", read_date, lambda day: day_words(day) if day else "")
        self._name = name
        self._open = IconButton(theme, "calendar", f"{name}: choose from a calendar", self._pop, "flat", 14)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._open)

    def _pop(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pages = QCalendarWidget()
        pages.setAccessibleName(self._name)
        pages.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        try:
            now = read_date(self.edit.text().strip())
        except ValueError:
            now = None
        if now is not None:
            pages.setSelectedDate(QDate(now.year, now.month, now.day))

        def take(day: QDate) -> None:
            menu.close()
            self.edit.setText(day_words(dt.date(day.year(), day.month(), day.day())))
            self.edit.flush()

        pages.clicked.connect(take)
        pages.activated.connect(take)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(pages)
        menu.addAction(holder)
        menu.popup(
            self._open.mapToGlobal(QPoint(self._open.width() - pages.sizeHint().width(), self._open.height()))
        )
        pages.setFocus()


def number_control(name: str, placeholder: str = "", most: float = math.inf) -> ParsedControl:
    """A number of 0 or more; empty means none."""
    return ParsedControl(
        name,
        placeholder,
        partial(read_clear, most=most),
        # As it was typed: no digit is lost, and no mark parts thousands.
        lambda value: f"{value:.15g}" if value is not None else "",
    )


def whole_control(name: str, placeholder: str = "", most: int = 1_000_000) -> ParsedControl:
    """A whole number; empty means none."""
    return ParsedControl(
        name,
        placeholder,
        partial(read_whole, most=most),
        lambda value: str(value) if value is not None else "",
    )


class LinesControl(Control):
    """A list, one entry a line."""

    def __init__(self, name: str, placeholder: str = "One on each line", lines: int = 3) -> None:
        super().__init__()
        self.edit = GrowingText(name, placeholder, lines)
        self.setFocusProxy(self.edit)
        self.setLayout(column(self.edit, spacing=0))
        self.edit.written.connect(lambda text, epoch: self.given.emit(read_lines(text), epoch))

    def start(self, value: Any) -> None:
        self.edit.start("\n".join(value or ()))

    def show_value(self, value: Any) -> None:
        if read_lines(self.edit.said()) != tuple(value or ()):
            self.edit.show_text("\n".join(value or ()))

    def flush(self) -> None:
        self.edit.flush()


class _Combo(QComboBox):
    """A choice that the wheel does not change by accident while the page scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceControl(Control):
    """One of a few words."""

    def __init__(self, name: str, choices: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__()
        self.box = _Combo()
        self.box.setAccessibleName(name)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setMinimumContentsLength(6)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusProxy(self.box)
        self.setLayout(column(self.box, spacing=0))
        self._choices: list[tuple[Any, str]] = []
        self._value: Any = None
        self.show_choices(choices)
        self.box.activated.connect(self._on_activated)

    def show_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            self.box.clear()
            for _, text in self._choices:
                self.box.addItem(one_line(text)[:200])
            self.start(self._value)

    def start(self, value: Any) -> None:
        self._value = value
        self.box.setCurrentIndex(next((i for i, each in enumerate(self._choices) if each[0] == value), -1))

    def show_value(self, value: Any) -> None:
        self.start(value)

    def _on_activated(self, index: int) -> None:
        value = self._choices[index][0]
        if value != self._value:
            self._value = value
            self.given.emit(value, next_epoch())
