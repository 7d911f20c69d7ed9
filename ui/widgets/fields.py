"""The controls of a form. Each says `given(value, epoch)` when it is to be saved, `wrong(sentence)` when it cannot be."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
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
from ui.widgets.figure_view import as_plain
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row
from workbench.charts.calendar import day_words
from workbench.charts.words import amount, one_line

LONGEST = 300
_epochs = itertools.count(1_000_000)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE_HELP = "Write a date such as 22 Nov 2026, 22.11.2026 or 2026-11-22."


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
        self.given.emit(one_line(text) if self._title else text, epoch)

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


def read_number(text: str) -> float | None:
    """Read a number as people write it: '1,200.5', '1200', '3,5'.

    Raises:
        ValueError: when it is none.
    """
    text = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
    if not text:
        return None
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError("Write a number such as 12 or 3.5.")
    return value


def read_whole(text: str) -> int | None:
    """Read a whole number.

    Raises:
        ValueError: when it is none.
    """
    value = read_number(text)
    if value is None:
        return None
    if value != int(value) or abs(value) > 1_000_000:
        raise ValueError("Write a whole number of days such as 20.")
    return int(value)


def read_date(text: str) -> dt.date | None:
    """Read a date as people write it: '22 Nov 2026', '22.11.2026', '2026-11-22'.

    Raises:
        ValueError: when it is none.
    """
    if not text:
        return None
    named = re.fullmatch(r"(\d{1,2})\.?\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})", text)
    turned = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    dotted = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text)
    try:
        if named and named[2].lower() in _MONTHS:
            return dt.date(int(named[3]), _MONTHS.index(named[2].lower()) + 1, int(named[1]))
        if turned:
            return dt.date(int(turned[1]), int(turned[2]), int(turned[3]))
        if dotted:
            return dt.date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    except ValueError:
        pass
    raise ValueError(DATE_HELP)


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


def number_control(name: str, placeholder: str = "") -> ParsedControl:
    """A number of 0 or more; empty means none."""
    return ParsedControl(
        name, placeholder, read_number, lambda value: amount(value) if value is not None else ""
    )


def whole_control(name: str, placeholder: str = "") -> ParsedControl:
    """A whole number; empty means none."""
    return ParsedControl(name, placeholder, read_whole, lambda value: str(value) if value is not None else "")


def read_lines(text: str) -> tuple[str, ...]:
    """One entry a line; empty lines are none."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


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
        if read_lines(self.edit.toPlainText()) != tuple(value or ()):
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
            self.given.emit(value, next(_epochs))


class StepControl(Control):
    """A step on a short scale, with the word of the step taken; the same step again takes it back."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        words: Sequence[str] = (),
        notes: Sequence[str] = (),
        low: int = 1,
        high: int = 5,
    ) -> None:
        super().__init__()
        self.bar = _StepBar(theme, name, low, high)
        self._words, self._notes, self._low, self._name = tuple(words), tuple(notes), low, name
        self._word = label("", "second", wrap=True)
        self.setFocusProxy(self.bar)
        self.setLayout(column(self.bar, self._word, spacing=3))
        self.bar.chosen.connect(self._on_chosen)
        self._say()

    def show_words(self, words: Sequence[str], notes: Sequence[str] = ()) -> None:
        """Say other words for the steps."""
        self._words, self._notes = tuple(words), tuple(notes)
        self._say()

    def start(self, value: Any) -> None:
        self.bar.take(value)
        self._say()

    def show_value(self, value: Any) -> None:
        self.start(value)

    def _on_chosen(self, value: object) -> None:
        self._say()
        self.given.emit(value, next(_epochs))

    def _say(self) -> None:
        value = self.bar.value
        if value is None:
            said = "Not rated"
        else:
            at = value - self._low
            word = self._words[at] if at < len(self._words) else ""
            note = self._notes[at] if at < len(self._notes) else ""
            said = f"{word}, {note}" if word and note else word or note
        self._word.setText(said)
        shown = "" if value is None else f" {_sign(value)}"
        self.bar.setAccessibleName(f"{self._name}:{shown} {said}".rstrip())


def _sign(value: int) -> str:
    return str(value) if value >= 0 else f"\N{MINUS SIGN}{-value}"


class _StepBar(QWidget):
    """The steps as a row of squares; digits choose, arrow keys move, Backspace takes the choice back."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, low: int, high: int) -> None:
        super().__init__()
        self._theme, self._low, self._high = theme, low, high
        self.value: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def _count(self) -> int:
        return self._high - self._low + 1

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(self._count * px(36) + 1, px(28))

    def take(self, value: int | None) -> None:
        """Show a step as taken."""
        if value != self.value:
            self.value = value
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        wide = box.width() / self._count
        for i in range(self._count):
            step = self._low + i
            cell = QRectF(i * wide, 0, wide, self.height())
            taken = step == self.value
            if taken:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent-t"))
                painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1, -1.5), 5, 5)
            if i:
                painter.setPen(QPen(theme.color("line2"), 1))
                painter.drawLine(round(i * wide), 1, round(i * wide), self.height() - 1)
            painter.setFont(theme.font(13, 600 if taken else 400))
            painter.setPen(theme.color("accent" if taken else "ink2"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, _sign(step))
        focused = self.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent" if focused else "control"), 2 if focused else 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if focused else box, 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            step = self._low + int(event.position().x() * self._count / max(1, self.width()))
            step = max(self._low, min(self._high, step))
            self._choose(None if step == self.value else step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if text.isdigit() and self._low >= 0 and self._low <= int(text) <= self._high:
            self._choose(int(text))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            start = self.value if self.value is not None else (self._low - 1 if by > 0 else self._high + 1)
            self._choose(max(self._low, min(self._high, start + by)))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _choose(self, value: int | None) -> None:
        if value != self.value:
            self.take(value)
            self.chosen.emit(value)


class LinkButton(Button):
    """A link whose words are cut to the room there is; all of them stand in its tooltip and its name."""

    def __init__(self, theme: Theme, words: str, on_click: Callable[[], None], name: str = "") -> None:
        super().__init__(theme, "", on_click, look="link")
        self._words = one_line(words)[:LONGEST]
        self.setAccessibleName(name or self._words)
        self.setToolTip(as_plain(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        self.ensurePolished()
        size.setWidth(self.fontMetrics().horizontalAdvance(self._words) + 14)
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 12)
        # An ampersand would underline the letter after it.
        shown = shown.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)


class LinksControl(Control):
    """Links to other things, each with a button to take it off; `ask(taken)` opens the choice of more."""

    wanted = Signal(object)
    followed = Signal(str)

    def __init__(self, theme: Theme, name: str, add: str, follows: bool = False) -> None:
        super().__init__()
        self._theme, self._name, self._follows = theme, name, follows
        self._value: tuple[str, ...] = ()
        self._words: dict[str, str] = {}
        self._rows = column(spacing=2)
        self._add = Button(theme, add, self._on_add, look="link", icon_name="plus")
        self._add.setAccessibleName(f"{name}: {add}")
        self.setFocusProxy(self._add)
        layout = column(spacing=2)
        layout.addLayout(self._rows)
        layout.addLayout(row(self._add, None))
        self.setLayout(layout)

    def show_words(self, words: dict[str, str]) -> None:
        """Say what each linked id is called."""
        if words != self._words:
            self._words = words
            self._fill()

    def start(self, value: Any) -> None:
        value = tuple(value or ())
        if value != self._value:
            self._value = value
            self._fill()

    def show_value(self, value: Any) -> None:
        self.start(value)

    def take(self, value: Sequence[str]) -> None:
        """Put these links in place of those there were, and say so."""
        if tuple(value) != self._value:
            self.start(value)
            self.given.emit(tuple(value), next(_epochs))

    def _fill(self) -> None:
        clear(self._rows)
        for each in self._value:
            words = one_line(self._words.get(each, "no longer there"))
            name = label(words, "", wrap=True)
            off = IconButton(
                self._theme,
                "x",
                f"{self._name}: take {words[:60]} off",
                lambda each=each: self._off(each),
                "flat",
                14,
            )
            line = row(spacing=4)
            if self._follows:
                line.addWidget(
                    LinkButton(
                        self._theme, words, lambda each=each: self.followed.emit(each), f"Go to {words[:80]}"
                    )
                )
                line.addStretch(1)
            else:
                line.addWidget(name, 1)
            line.addWidget(off)
            self._rows.addWidget(boxed(line))

    def _off(self, each: str) -> None:
        self.take([other for other in self._value if other != each])

    def _on_add(self) -> None:
        self.wanted.emit(self._value)
