"""Where one is: who answers, how far, the areas with what is open in each, and until when it is wanted."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QProgressBar, QSizePolicy

from ui.icons import pixmap
from ui.respond.answering import Answering
from ui.theme import Theme
from ui.widgets.parts import Button, as_plain, boxed, clear, column, label, row, scrolled
from ui.widgets.soft import soft
from workbench.domain.answer_pack import AnswerPack
from workbench.domain.text import plural, whole_line

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WIDE, NARROW = 300, 248


def long_day(day: dt.date, today: dt.date) -> str:
    """A date with its weekday, 'Thursday 26 November'; with the year where that is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def answers_as(pack: AnswerPack) -> str:
    """How the respondent is called: by role title, or by role."""
    return whole_line(pack.role_title) or pack.role.label


def progress_words(answering: Answering) -> str:
    """How far the respondent is, and about how long the rest takes."""
    asked, still = len(answering.pack.questions), len(answering.open_questions)
    if not still:
        return f"All {plural(asked, 'question')} answered" if asked > 1 else "Answered"
    minutes = plural(answering.minutes, "minute")
    return f"{asked - still} of {plural(asked, 'question')}, about {minutes} left"


class AreaRow(QAbstractButton):
    """An area with its ring, its name and how many of its questions are answered."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._done, self._asked = theme, 0, 0
        self.setText(whole_line(name))
        self.setToolTip(as_plain(self.text()))
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_count(self, done: int, asked: int, here: bool) -> None:
        """Show how far this area is, and whether the question shown is one of it."""
        self._done, self._asked = done, asked
        self.setChecked(here)
        self.setAccessibleName(f"{self.text()}, {done} of {asked} answered")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(44))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def nextCheckState(self) -> None:
        """Stay as it is: the question shown decides, not the press."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent-t" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        self._ring(painter, px(21), self.height() / 2)
        height = self.height()
        count = f"{self._done} of {self._asked}"
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("ink3"))
        width = painter.fontMetrics().horizontalAdvance(count)
        right = self.width() - px(12)
        painter.drawText(QRect(right - width, 0, width, height), Qt.AlignmentFlag.AlignVCenter, count)
        painter.setFont(theme.font(13, 600 if self.isChecked() else 400))
        painter.setPen(theme.color("ink"))
        left = px(42)
        room = right - width - px(8) - left
        # Two lines fit; what is longer still is cut, and the tooltip has all of it.
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, round(1.7 * room))
        wrap = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRect(left, 0, room, height), int(wrap), name)
        painter.end()

    def _ring(self, painter: QPainter, x: float, y: float) -> None:
        theme, px = self._theme, self._theme.px
        if self._asked and self._done >= self._asked:
            painter.drawPixmap(round(x - px(9)), round(y - px(9)), pixmap(theme, "circle-check", "ok", 18))
            return
        radius = px(7.5)
        box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("line2"), 2))
        painter.drawEllipse(box)
        if self._done and self._asked:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawArc(box, 90 * 16, -math.floor(360 * 16 * self._done / self._asked))


class Areas(QFrame):
    """The left column; `chosen` names an area. In a narrow window its strip stands above the question instead."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("stages")
        self._theme = theme
        self.rows: dict[str, AreaRow] = {}
        self._who = label("", "title", wrap=True)
        self._bar, self._words = _bar(), label("", "second", wrap=True)
        self._rows = column(spacing=0)
        self._due_head = label("Please send your answers back by", "second", wrap=True)
        self._due = label("", "strong", wrap=True)
        head = column(
            label("You answer as", "second"),
            self._who,
            6,
            self._bar,
            self._words,
            spacing=4,
            margins=(12, 0, 12, 10),
        )
        inside = column(spacing=0, margins=(20, 26, 20, 12))
        inside.addLayout(head)
        inside.addLayout(self._rows)
        inside.addStretch(1)
        layout = column(spacing=0)
        layout.addWidget(scrolled(boxed(inside)), 1)
        layout.addWidget(boxed(column(self._due_head, self._due, spacing=2, margins=(32, 8, 20, 24))))
        self.setLayout(layout)
        self.strip = Strip(theme)
        self.strip.chosen.connect(self.chosen)

    def begin(self, answering: Answering) -> None:
        """List the areas of a pack."""
        pack = answering.pack
        clear(self._rows)
        self.rows = {}
        for name in answering.areas:
            made = self.rows[name] = AreaRow(self._theme, name)
            made.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self._rows.addWidget(made)
        self._who.setText(soft(answers_as(pack)))
        today = dt.datetime.now().astimezone().date()
        self._due_head.setVisible(pack.due is not None)
        self._due.setVisible(pack.due is not None)
        self._due.setText(long_day(pack.due, today) if pack.due else "")

    def refresh(self, answering: Answering, here: str) -> None:
        """Show how far the areas are; `here` is the one of the question shown, '' for none."""
        asked, still = len(answering.pack.questions), len(answering.open_questions)
        words = progress_words(answering)
        for bar in (self._bar, self.strip.bar):
            bar.setRange(0, max(1, asked))
            bar.setValue(asked - still)
        self._words.setText(words)
        counts: list[tuple[str, int, int]] = []
        for name, questions in answering.areas.items():
            done = answering.done_in(questions)
            counts.append((name, done, len(questions)))
            self.rows[name].show_count(done, len(questions), name == here)
        self.strip.refresh(counts, here, f"{answers_as(answering.pack)}: {words}")

    def fit(self, width: int) -> None:
        """Take the room a window of this width (in its own terms) has."""
        self.setFixedWidth(self._theme.px(WIDE if width >= 1400 else NARROW))


class Strip(QFrame):
    """The left column of a narrow window: progress, and the areas as a menu."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("header")
        self._counts: Sequence[tuple[str, int, int]] = ()
        self.button = Button(theme, "Areas", self._pop_up, icon_name="chevron-down")
        self.button.setProperty("touch", True)
        self._words = label("", "second", wrap=True)
        self.bar = _bar()
        right = column(self._words, self.bar, spacing=4)
        line = row(self.button, spacing=16, margins=(24, 6, 24, 6))
        line.addLayout(right, 1)
        self.setLayout(line)

    def refresh(self, counts: Sequence[tuple[str, int, int]], here: str, words: str) -> None:
        """Show how far it is, and which area is shown."""
        self._counts = counts
        self._words.setText(soft(words))
        found = next(
            (f"Areas: {done} of {asked} here" for name, done, asked in counts if name == here), "Areas"
        )
        self.button.setText(found)

    def _pop_up(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, done, asked in self._counts:
            # An ampersand would underline the letter after it.
            text = f"{whole_line(name)}   {done} of {asked}".replace("&", "&&")
            menu.addAction(text).triggered.connect(lambda _checked=False, name=name: self.chosen.emit(name))
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))


def _bar() -> QProgressBar:
    made = QProgressBar()
    made.setTextVisible(False)
    made.setAccessibleName("Questions answered")
    return made
