"""One answer of the room: its key, its sentence, and once the vote is shown who chose it by role and how many."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Theme
from ui.workshop.lettering import Heights, Sizes, lay
from ui.workshop.slide import Line, short_label

TEXT_END, VOICES_FROM, VOICES_END = 0.66, 0.69, 0.93
"""Where the sentence ends and where the voices stand, as shares of the row."""


class OptionRow(QAbstractButton):
    """A row that can be pressed; it has no colour of a level until the vote is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line = Line("", "", "")
        self.chosen = False
        self._sizes = Sizes()
        self._heights = Heights()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_line(self, line: Line, chosen: bool) -> None:
        """Show an answer; `chosen` marks it as the one to be recorded."""
        if (line, chosen) == (self.line, self.chosen):
            return
        self.line, self.chosen = line, chosen
        self.setAccessibleName(line.words)
        self.setAccessibleDescription("chosen to be recorded" if chosen else "")
        self.updateGeometry()
        self.update()

    def show_sizes(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        if sizes != self._sizes:
            self._sizes = sizes
            self.updateGeometry()
            self.update()

    # Measures

    @property
    def _beside(self) -> bool:
        return not self.line.level

    def _type(self) -> float:
        return self._sizes.type(18 if self._beside else 24)

    def _chip(self) -> float:
        px = self._theme.scale
        return max(self._sizes.length(30 if self._beside else 46), self._type() * 1.5) * px

    def _text_left(self) -> float:
        return self._chip() + self._sizes.length(24) * self._theme.scale

    def _text_width(self, width: float) -> float:
        # A line of its own beside the options has its figure right behind it.
        end = width - self._type() * 2.4 * self._theme.scale if self._beside else width * TEXT_END
        return max(40.0, end - self._text_left())

    def heightForWidth(self, width: int) -> int:
        text = self._heights.of(self.line.text, self._theme.font(self._type()), self._text_width(width))
        inner = max(text, self._chip(), self._draw_voices(None, width, 0))
        return round(inner + self._sizes.length(self._sizes.pad / 2 if self._beside else self._sizes.pad) + 1)

    def sizeHint(self) -> QSize:
        width = self.width() or 600
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.heightForWidth(self.width() or 600))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.chosen or self.isDown():
            painter.fillRect(self.rect(), theme.color("accent-t"))
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        middle = (self.height() + 1) / 2
        self._paint_chip(painter, middle)
        layout, height = lay(self.line.text, theme.font(self._type()), self._text_width(self.width()))
        painter.setPen(theme.color("ink2" if self._beside else "ink"))
        layout.draw(painter, QPointF(self._text_left(), middle - height / 2))
        if self.line.voices is not None:
            self._draw_voices(painter, self.width(), middle)
            self._paint_total(painter)
        painter.end()

    def _paint_chip(self, painter: QPainter, middle: float) -> None:
        theme, side, level = self._theme, self._chip(), self.line.level
        shown = level and self.line.voices is not None
        box = QRectF(0.5, middle - side / 2, side, side)
        painter.setBrush(theme.color(f"m{level}" if shown else "surface"))
        edge = "m1-line" if shown and level == 1 else f"m{level}" if shown else "control"
        painter.setPen(QPen(theme.color("accent" if self.chosen else edge), 2 if self.chosen else 1))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(theme.color(f"on-m{level}" if shown else "ink2" if self._beside else "ink"))
        painter.setFont(theme.font(self._sizes.type(16 if self._beside else 23), 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.line.mark)

    def _paint_total(self, painter: QPainter) -> None:
        theme, total = self._theme, self.line.total
        painter.setFont(theme.font(self._sizes.type(18 if self._beside else 25), 600))
        painter.setPen(theme.color("ink" if total else "ink3"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(self.rect()).adjusted(0, 1, -2, 0), flags, str(total))

    def _draw_voices(self, painter: QPainter | None, width: float, middle: float) -> float:
        """Draw who chose it by role, or with no painter only find out how high that is."""
        if self.line.voices is None or self._beside:
            return 0.0
        left, room = width * VOICES_FROM, width * (VOICES_END - VOICES_FROM)
        pieces = self._pieces(room)
        lines = _in_lines(pieces, room, self._sizes.length(8))
        tall = max(piece[1] for piece in pieces)
        height = len(lines) * tall + (len(lines) - 1) * self._sizes.length(6)
        if painter is None:
            return height
        theme = self._theme
        painter.setPen(QPen(theme.color("line2"), 1))
        rule = left - self._sizes.length(16)
        painter.drawLine(QPointF(rule, middle - height / 2), QPointF(rule, middle + height / 2))
        y = middle - height / 2
        for line in lines:
            x = left
            for piece in line:
                self._paint_piece(painter, QRectF(x, y, piece[0], tall), piece)
                x += piece[0] + self._sizes.length(8)
            y += tall + self._sizes.length(6)
        return height

    def _pieces(self, room: float) -> list[tuple[float, float, str, str]]:
        """Tokens one a voice where there is room for them on one line, else one for each label: width, height, kind, text."""
        theme, sizes = self._theme, self._sizes
        strong = QFontMetricsF(theme.font(sizes.type(14), 600))
        plain = QFontMetricsF(theme.font(sizes.type(17)))
        side = max(sizes.length(46) * theme.scale, strong.horizontalAdvance("Exec") + sizes.length(10))
        voices = [(short_label(name), number) for name, number in self.line.voices or ()]
        tag: list[tuple[float, float, str, str]] = []
        if self.line.median or self.line.note:
            words = ", ".join(part for part in (self.line.note, "median" if self.line.median else "") if part)
            tag = [(strong.horizontalAdvance(words) + sizes.length(16), side, "tag", words)]
        if not voices:
            return [(plain.horizontalAdvance("no votes"), side, "none", "no votes"), *tag]
        singles = [(side, side, "token", name) for name, number in voices for _ in range(number)]
        if len(_in_lines([*singles, *tag], room, sizes.length(8))) == 1:
            return [*singles, *tag]
        words = [f"{number}\N{NO-BREAK SPACE}{name}".strip() for name, number in voices]
        high = strong.height() * 1.6
        pills = [(strong.horizontalAdvance(each) + high * 0.8, high, "token", each) for each in words]
        return [*pills, *((wide, high, kind, text) for wide, _, kind, text in tag)]

    def _paint_piece(self, painter: QPainter, box: QRectF, piece: tuple[float, float, str, str]) -> None:
        theme, sizes = self._theme, self._sizes
        _, _, kind, text = piece
        painter.setPen(Qt.PenStyle.NoPen)
        if kind == "none":
            painter.setFont(theme.font(sizes.type(17)))
            painter.setPen(theme.color("ink3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            return
        if kind == "tag":
            high = min(box.height(), sizes.type(14) * 1.9 * theme.scale)
            painter.setBrush(theme.color("hover"))
            tag = QRectF(box.x(), box.center().y() - high / 2, box.width(), high)
            painter.drawRoundedRect(tag, 4, 4)
            painter.setPen(theme.color("ink2"))
        else:
            painter.setBrush(theme.color("data-soft"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(sizes.type(14), 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _in_lines(
    pieces: list[tuple[float, float, str, str]], room: float, gap: float
) -> list[list[tuple[float, float, str, str]]]:
    lines: list[list[tuple[float, float, str, str]]] = [[]]
    used = 0.0
    for piece in pieces:
        if lines[-1] and used + piece[0] > room:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += piece[0] + gap
    return lines
