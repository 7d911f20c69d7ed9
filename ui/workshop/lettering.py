"""Type as large as the window allows: sizes against the design's 1440 by 900, and text laid out by ourselves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import SANS, Theme

DESIGNED = (1440, 900)
STEPS = (
    (1.0, 44),
    (1.0, 28),
    (1.0, 18),
    *((shrink, 18) for shrink in (0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.46)),
)
"""How far what is shown may be made tighter and then smaller until it fits: its scale, and the room of a row around
its words. What does not fit then scrolls."""

MOST_KNOWN = 200


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large things are: `base` for the window, `shrink` and `pad` (see `STEPS`) for what has to fit, no type under
    `least` pixels."""

    base: float = 1.0
    shrink: float = 1.0
    least: float = 12.0
    pad: float = 28

    @classmethod
    def of(cls, size: QSize, projected: bool) -> Sizes:
        """The sizes for a window; on a projector nothing is under 20 px at 1440 (DESIGN.md 8)."""
        across, down = size.width() / DESIGNED[0], size.height() / DESIGNED[1]
        return cls(min(across, down), 1.0, 20 * across if projected else 12.0)

    def type(self, size: float) -> float:
        """A size of type."""
        return max(self.least, size * self.base * self.shrink)

    def length(self, size: float) -> float:
        """A distance."""
        return size * self.base * self.shrink


def lay(text: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    """Text in lines of a width, broken in a word where there is no other way, and how high it is."""
    layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


class Heights:
    """How high one widget's texts are, worked out once for each width and font: laying text out is slow."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, float], float] = {}

    def of(self, text: str, font: QFont, width: float) -> float:
        """How high a text is in lines of a width."""
        key = text, font.key(), width
        if key not in self._known:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[key] = lay(text, font, width)[1]
        return self._known[key]


class BigText(QLabel):
    """Words of any size that break in lines and are never cut; a screen reader reads them as a label.

    `measure` is the share of the width that they take; one that `shortens` stays on one line and ends in dots instead.
    """

    def __init__(
        self,
        theme: Theme,
        size: float,
        weight: int = 400,
        family: str = SANS,
        token: str = "ink",
        measure: float = 1.0,
    ) -> None:
        super().__init__()
        self._measure = measure
        self._theme, self._size, self._weight, self._family = theme, size, weight, family
        self.token = token
        self.shortens = False
        self._sizes = Sizes()
        self._heights = Heights()
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Without it a label forgets with every text that its height follows its width.
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_sizes(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        if sizes != self._sizes:
            self._sizes = sizes
            self.updateGeometry()
            self.update()

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def lettering(self) -> QFont:
        """The font as it is drawn now."""
        return self._theme.font(self._sizes.type(self._size), self._weight, self._family)

    def heightForWidth(self, width: int) -> int:
        if not self.text():
            return 0
        return round(self._heights.of(self.text(), self.lettering(), width * self._measure) + 0.5)

    def sizeHint(self) -> QSize:
        layout, height = lay(self.text(), self.lettering(), 100_000)
        return QSize(round(layout.maximumWidth()) + 2, round(height + 0.5))

    def minimumSizeHint(self) -> QSize:
        if self.shortens:
            return QSize(60, self.sizeHint().height())
        if not self.wordWrap():
            return self.sizeHint()
        return QSize(20, self.heightForWidth(self.width()) if self.width() > 20 else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color(self.token))
        font = self.lettering()
        text = self.text()
        if self.shortens:
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 1)
        layout, height = lay(text, font, self.width() * self._measure)
        top = (
            max(0.0, (self.height() - height) / 2) if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0
        )
        layout.draw(painter, QPointF(0, top))
        painter.end()
