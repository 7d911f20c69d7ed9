"""One sentence to choose: a radio button as wide as the question, without a number or a level."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from ui.theme import Theme
from ui.widgets.soft import soft
from workbench.domain.content import Option

TEXT_SIZE, EDGE, MARK, AFTER_MARK = 14, 18, 10, 16
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


def runs_left(text: str) -> bool:
    """Whether text is read from the right: its first letter with a direction says so (UAX 9, P2 and P3)."""
    strong = (found for letter in text if (found := unicodedata.bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


class ChoiceCard(QRadioButton):
    """A sentence with its radio mark; `stepped` when an arrow key wants the one before or after it."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.option: Option | None = None
        self._least = 44
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_option(self, option: Option) -> None:
        """Show another sentence."""
        self.option = option
        self.setAccessibleName(option.text)
        self.updateGeometry()
        self.update()

    def fit(self, least: int) -> None:
        """Be at least this high, in pixels at 100 per cent."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self.option.text if self.option else ""

    def _room(self, width: int) -> QRect:
        px = self._theme.px
        left = px(EDGE) + 2 * px(MARK) + px(AFTER_MARK)
        return QRect(left, 0, max(60, width - left - px(EDGE)), 100_000)

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(TEXT_SIZE))
        needed = metrics.boundingRect(self._room(width), int(_WRAP), soft(self.sentence)).height()
        return max(self._theme.px(self._least), needed + self._theme.px(24))

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(self.width() or 600))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() or 600))

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[arg-type]

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(theme.color("accent-t" if chosen else "hover" if self.underMouse() else "surface"))
        painter.setPen(QPen(theme.color("accent" if chosen else "line2"), 2 if chosen else 1))
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 6, 6)
        centre = QPointF(px(EDGE) + px(MARK), self.height() / 2)
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("accent" if chosen else "control"), px(6) if chosen else 1.4))
        radius = px(MARK - 3) if chosen else px(MARK - 0.5)
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(TEXT_SIZE))
        room = self._room(self.width())
        room.setHeight(self.height())
        # A sentence in Hebrew or Arabic begins at the right.
        side = Qt.AlignmentFlag.AlignRight if runs_left(self.sentence) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(_WRAP | side), soft(self.sentence))
        painter.end()
