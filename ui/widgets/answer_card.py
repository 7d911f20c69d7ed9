"""One anchor to choose: a radio button as wide as its sentence, with the key that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from ui.theme import MONO, Theme

LEVEL_ROOM, EDGE = 130, 14


class AnswerCard(QRadioButton):
    """An answer card; to assistive technology it is a radio button, since it is one.

    `hands` shows a count instead of a radio mark, for a show of hands.
    """

    def __init__(self, theme: Theme, number: int, name: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        # Its place among the answers is the key that chooses it; the level is what it stands for.
        self.number = self.level = number
        self.option = str(number)
        self._name, self._text = name, text
        self.hands: int | None = None
        self.setAccessibleName(f"{number} {name}: {text}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_option(self, name: str, text: str, level: int, option: str) -> None:
        """Show another anchor: its level's name, what it says, its level and its key among the question's options."""
        self._name, self._text = name, text
        self.level, self.option = level, option
        self.setAccessibleName(f"{self.number} {name}: {text}")
        self.updateGeometry()
        self.update()

    def show_hands(self, hands: int | None) -> None:
        """Show how many hands went up, or `None` for a radio button."""
        self.hands = hands
        self.setAccessibleDescription("" if hands is None else f"{hands} hands")
        self.update()

    def _text_room(self, width: int) -> int:
        px = self._theme.px
        return max(60, width - px(44) - px(LEVEL_ROOM) - px(52))

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(13))
        room = QRect(0, 0, self._text_room(width), 10_000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._text).height()
        return max(self._theme.px(self.least), needed + self._theme.px(20))

    least = 44

    def sizeHint(self) -> QSize:
        width = self.width() or 600
        return QSize(400, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width() or 600))

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[arg-type]

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked() if self.hands is None else self.hands > 0
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = "accent-t" if chosen else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.color(fill))
        painter.setPen(
            QPen(
                theme.color("accent" if chosen or self.hasFocus() else "line2"),
                2 if chosen or self.hasFocus() else 1,
            )
        )
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 6, 6)
        middle = self.height() / 2
        self._mark(painter, QPointF(px(EDGE) + px(9), middle), chosen)
        ink = theme.color("ink" if chosen else "ink2")
        painter.setPen(ink)
        painter.setFont(theme.font(13, 600 if chosen else 500))
        at = px(44)
        level = f"{self.level}  {self._name}"
        painter.drawText(QRect(at, 0, px(LEVEL_ROOM), self.height()), Qt.AlignmentFlag.AlignVCenter, level)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(13))
        room = QRect(at + px(LEVEL_ROOM) - px(40), 0, self._text_room(self.width()) + px(40), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self._text)
        self._key(painter)
        painter.end()

    def _mark(self, painter: QPainter, centre: QPointF, chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        painter.setBrush(theme.color("surface"))
        if self.hands is not None:
            painter.setFont(theme.font(14, 600))
            painter.setPen(theme.color("accent" if self.hands else "ink3"))
            box = QRectF(centre.x() - px(14), centre.y() - px(12), px(28), px(24))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.hands))
            return
        painter.setPen(QPen(theme.color("accent" if chosen else "control"), px(5) if chosen else 1.2))
        radius = px(6.5) if chosen else px(8.5)
        painter.drawEllipse(centre, radius, radius)

    def _key(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        size = px(19)
        box = QRectF(self.width() - px(EDGE) - size, (self.height() - size) / 2, size, size)
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font(11, 400, MONO))
        painter.setPen(theme.color("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))
