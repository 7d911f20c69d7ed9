"""The foot of the facilitator's view: who has voted, then what came of it and what to record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.auto_text import AutoText
from ui.widgets.parts import Button, boxed, column, label, row
from ui.workshop.lettering import BigText, Sizes
from ui.workshop.seat_strip import SeatStrip
from ui.workshop.slide import Slide
from workbench.analysis.room import Seat

HIDDEN = "Hidden until you reveal them."
SIDE_BY_SIDE = 900
"""Pixels at 100% text from which words and buttons have room in one line."""


def _large(button: Button) -> Button:
    button.setProperty("big", "true")
    return button


class _Bar(QFrame):
    """What all feet have in common: a line above, and the margins of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("workshop-foot")
        self._texts: list[BigText] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_window(self, size: QSize) -> None:
        """Take the size of the window it stands in."""
        side = round(72 * size.width() / 1440)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(side, 10, side, 10)
        for each in self._texts:
            each.show_sizes(Sizes.of(size, False))
        self.setMinimumHeight(round(108 * size.height() / 900))


class VoteBar(_Bar):
    """Tokens, '9 of 11 have voted.', Skip and Reveal."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.seats = SeatStrip(theme)
        self.words = BigText(theme, 20, 600)
        self.note = BigText(theme, 20, 400, token="ink2")
        self.note.setText(HIDDEN)
        self.skip = _large(Button(theme, "Skip", key="S"))
        self.reveal = _large(Button(theme, "Reveal now", look="primary", key="R"))
        said = boxed(column(None, self.words, self.note, None, spacing=4))
        line = row(self.seats, said, self.skip, self.reveal, spacing=24)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.setLayout(line)
        self._texts = [self.words, self.note]

    def show_seats(self, seats: Sequence[Seat], voted: str) -> None:
        """Show whose votes are in."""
        self.seats.show_seats(seats)
        self.words.setText(voted)


class AgreementBar(QWidget):
    """How far the voices agree, as a bar from 0 to 1 below its figure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fill, self._tone = 0.0, "ink2"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, fill: float, tone: str) -> None:
        """Show a share in the colour of its word."""
        self._fill, self._tone = fill, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, token in ((1.0, "press"), (self._fill, self._tone)):
            painter.setBrush(self._theme.color(token))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * share, self.height()), 2, 2)
        painter.end()


class ResultBar(_Bar):
    """Agreement, what it means, Vote again and Record; `dissent` once something is recorded."""

    withdrawn = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.figure = BigText(theme, 36, 600)
        self.word = BigText(theme, 18, 400, token="ink2")
        self.bar = AgreementBar(theme)
        self.finding = BigText(theme, 20, 600)
        self.advice = BigText(theme, 20, 400, token="ink2")
        self.again = _large(Button(theme, "Vote again", key="V"))
        self.primary = _large(Button(theme, "", look="primary", key="Enter"))
        self.take_back = Button(theme, "Take it back", self.withdrawn.emit, look="small", key="Del")
        self.dissent = AutoText("Who sees it otherwise", "Who sees it otherwise, and why", lines=2)
        self.dissent.setMaximumHeight(theme.px(56))
        figures = boxed(column(None, self.figure, self.word, self.bar, None, spacing=2))
        said = boxed(column(None, self.finding, self.advice, None, spacing=4))
        words = row(figures, said, spacing=24)
        words.setStretch(1, 1)
        buttons = row(None, self.again, self.primary, spacing=24)
        # Side by side, or in a narrow window one above the other.
        self._line = row(boxed(words), boxed(buttons), spacing=12)
        self._line.setStretch(0, 1)
        self._recorded = boxed(
            row(label("Who sees it otherwise", "second"), self.dissent, label("F2", "key"), self.take_back)
        )
        box = column(spacing=8)
        box.addLayout(self._line, 1)
        box.addWidget(self._recorded)
        self.setLayout(box)
        self._texts = [self.figure, self.word, self.finding, self.advice]

    def show_window(self, size: QSize) -> None:
        super().show_window(size)
        narrow = size.width() / self._theme.scale < SIDE_BY_SIDE
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else across)

    def show_result(self, slide: Slide, advice: str, primary: str, recorded: bool) -> None:
        """Show what the votes came to, and what Enter does."""
        self.figure.token = slide.tone
        self.figure.setText(slide.agreement)
        self.figure.setVisible(bool(slide.agreement))
        self.word.setText(slide.word)
        self.bar.show_share(slide.fill, slide.tone)
        self.bar.setVisible(bool(slide.agreement))
        self.finding.setText(slide.finding)
        self.advice.setText(advice)
        if self.primary.accessibleName() != primary:
            self.primary.setText(primary)
        self._recorded.setVisible(recorded)


class ListBar(_Bar):
    """An item without questions: open its list, or be done with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = BigText(theme, 20, 600)
        self.done = _large(Button(theme, "Done with this item", key="I"))
        self.open = _large(Button(theme, "Open the list", look="primary", key="Enter"))
        line = row(self.words, self.done, self.open, spacing=24)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._texts = [self.words]
