"""A token for everybody in the room: dashed with the role while they have not voted, filled with a tick when they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from workbench.analysis.room import Seat
from workbench.domain.role import Role
from workbench.domain.text import join_words, plural

SIDES = (46, 38, 30, 24)
GAP = 8


class SeatStrip(QWidget):
    """Tokens in up to two lines, smaller where there are many; by role where there are too many for that.

    Nobody is named, and in whose token a tick stands says only that the vote is in.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.seats: tuple[Seat, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(120)
        self.setAccessibleName("Nobody is in the room")

    def show_seats(self, seats: Sequence[Seat]) -> None:
        """Show who has voted, those who have first."""
        self.seats = tuple(sorted(seats, key=lambda each: not each.voted))
        self.setAccessibleName(self._words())
        self.updateGeometry()
        self.update()

    def _words(self) -> str:
        said: list[str] = []
        for voted, words in ((True, "voted"), (False, "waiting")):
            counts = Counter(each.role for each in self.seats if each.voted is voted)
            parts = [plural(counts[role], role.label.lower(), role.plural) for role in Role if counts[role]]
            if parts:
                said.append(f"{words}: {join_words(parts)}")
        return "; ".join(said) or "Nobody is in the room"

    def sizeHint(self) -> QSize:
        px = self._theme.px
        shown = min(len(self.seats), 11)
        return QSize(max(px(120), shown * px(SIDES[0] + GAP)), px(2 * SIDES[1] + GAP))

    def _side(self) -> float:
        """How large a token may be so that all stand on two lines; 0 where none is."""
        for side in SIDES:
            step = self._theme.px(side) + GAP
            across = max(1, (self.width() + GAP) // step)
            lines = -(-len(self.seats) // across)
            if lines * step - GAP <= self.height() and lines <= 2:
                return self._theme.px(side)
        return 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._side()
        if side:
            self._paint_seats(painter, side)
        else:
            self._paint_roles(painter)
        painter.end()

    def _paint_seats(self, painter: QPainter, side: float) -> None:
        across = max(1, int((self.width() + GAP) // (side + GAP)))
        lines = -(-len(self.seats) // across)
        top = (self.height() - lines * (side + GAP) + GAP) / 2
        for i, seat in enumerate(self.seats):
            down, right = divmod(i, across)
            box = QRectF(right * (side + GAP) + 0.5, top + down * (side + GAP), side - 1, side - 1)
            self._paint_token(painter, box, seat)

    def _paint_token(self, painter: QPainter, box: QRectF, seat: Seat) -> None:
        theme = self._theme
        if seat.voted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ink"))
            painter.drawEllipse(box)
            pen = QPen(theme.color("surface"), max(1.6, box.width() / 24))
            painter.setPen(pen)
            x, y, w = box.x(), box.y(), box.width()
            tick = [QPointF(x + w * a, y + w * b) for a, b in ((0.33, 0.52), (0.45, 0.63), (0.67, 0.38))]
            painter.drawPolyline(QPolygonF(tick))
            return
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("control"), 1, Qt.PenStyle.DashLine))
        painter.drawEllipse(box)
        size = 14 if box.width() >= theme.px(44) else 11
        font = theme.font(size, 500)
        if QFontMetricsF(font).horizontalAdvance(seat.role.short) <= box.width() - 4:
            painter.setFont(font)
            painter.setPen(theme.color("ink2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, seat.role.short)

    def _paint_roles(self, painter: QPainter) -> None:
        """'18 of 20 Eng', one role behind the other."""
        theme = self._theme
        voted = Counter(each.role for each in self.seats if each.voted)
        everybody = Counter(each.role for each in self.seats)
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.color("ink"))
        words = "   ".join(
            f"{voted[role]} of {everybody[role]} {role.short}" for role in Role if everybody[role]
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(self.rect()), flags, words)
