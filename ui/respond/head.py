"""The strip at the top: what is answered, whether it is saved, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.respond.answering import Answering, Kept
from ui.theme import Theme
from ui.widgets.parts import Button, IconLabel, column, label, row, set_look
from ui.widgets.soft import soft
from workbench.domain.answer_pack import AnswerPack
from workbench.domain.text import short, whole_line


class Mark(QWidget):
    """The staircase."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(23), self._theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, unit = QPainter(self), self._theme.scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for i in range(5):
            height = (5 + 4 * i) * unit
            painter.setBrush(self._theme.color(f"m{i + 1}"))
            painter.drawRect(QRectF(i * 4.4 * unit, self.height() - height, 4 * unit, height))
        painter.end()


class Head(QFrame):
    """`later` asks for a pause, `why` for the column beside, `again` and `elsewhere` for another try to save."""

    later = Signal()
    why = Signal()
    again = Signal()
    elsewhere = Signal()

    def __init__(self, theme: Theme, pack: AnswerPack) -> None:
        super().__init__()
        self._theme = theme
        bar = QFrame()
        bar.setObjectName("header")
        self._bar = bar
        title = label(short(pack.title, 80), "section")
        title.setMinimumWidth(10)
        self._client = label(short(pack.client, 60), "second")
        self._client.setMinimumWidth(10)
        self._icon = IconLabel(theme, "check", "ok", 14)
        self.saved = label("", "ok")
        self.saved.setAccessibleName("Saved state")
        self.fold = Button(theme, "Who sees this, and why", self.why.emit, icon_name="info")
        self.leave = Button(theme, "Finish later", self.later.emit)
        for each in (self.fold, self.leave):
            each.setProperty("touch", True)
        self._line = row(
            Mark(theme),
            title,
            self._client,
            None,
            self._icon,
            self.saved,
            12,
            self.fold,
            self.leave,
            spacing=10,
        )
        bar.setLayout(self._line)
        self.trouble = label("", "", wrap=True)
        self._again = Button(theme, "Try again", self.again.emit)
        self._elsewhere = Button(theme, "Save elsewhere…", self.elsewhere.emit)
        self.notice = QFrame()
        self.notice.setProperty("look", "notice")
        inside = row(
            IconLabel(theme, "triangle-alert", "bad"), self.trouble, self._again, self._elsewhere, spacing=12
        )
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setStretch(1, 1)
        self.notice.setLayout(inside)
        self.notice.hide()
        for each in (self._again, self._elsewhere):
            each.setProperty("touch", True)
        self.setLayout(column(bar, self.notice, spacing=0))

    def show_saved(self, answering: Answering) -> None:
        """Say whether everything is saved, and what to do where it is not."""
        unsaved = answering.kept is Kept.UNSAVED
        quiet = answering.kept is Kept.QUIET
        icon_name = {Kept.SAVING: "refresh-cw", Kept.UNSAVED: "triangle-alert"}.get(answering.kept, "check")
        look = "bad" if unsaved else "second" if quiet or answering.kept is Kept.SAVING else "ok"
        self._icon.show_icon(icon_name, {"second": "ink2"}.get(look, look))
        self.saved.setText(answering.words)
        self.saved.setAccessibleDescription(answering.words)
        set_look(self.saved, look)
        self.trouble.setText(soft(whole_line(answering.problem)))
        self._elsewhere.setVisible(answering.in_file)
        if answering.kept is not Kept.SAVING:
            # While it is tried again the sentence stays, so that nothing flickers.
            self.notice.setVisible(unsaved)

    def remind(self, words: str) -> None:
        """Say that the window stays open, and why."""
        self.trouble.setText(soft(f"{words} {self.trouble.text()}".strip()))
        self.notice.show()

    def fit(self, width: int, folded: bool) -> None:
        """Take the height the design gives for a window of this width; `folded` offers the column beside."""
        height = 64 if width >= 1400 else 60 if width >= 1100 else 56
        self._bar.setFixedHeight(self._theme.px(height))
        side = 40 if width >= 1400 else 24
        self._line.setContentsMargins(side, 0, side, 0)
        self._client.setVisible(width >= 900)
        self.fold.setVisible(folded)
        self.fold.setText("Who sees this, and why" if width >= 900 else "Why")
