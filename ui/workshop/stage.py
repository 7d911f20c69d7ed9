"""One question, large, with its answers below: as large as it fits, then smaller, then scrolled, never cut."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SERIF, Theme
from ui.widgets.parts import column, row, scrolled
from ui.workshop.lettering import STEPS, BigText, Sizes
from ui.workshop.option_row import OptionRow
from ui.workshop.slide import Line, Slide


class QuestionStage(QWidget):
    """Shows a slide; `pressed(key)` when somebody presses an answer by its key."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, projected: bool = False) -> None:
        super().__init__()
        self._theme, self._projected = theme, projected
        self._window = QSize(1440, 900)
        self.sizes = Sizes()
        self.question = BigText(theme, 50, 400, SERIF, measure=0.87)
        self.rows: list[OptionRow] = []
        self._lines = column(spacing=0)
        self._beside = row(spacing=24)
        self._content = QWidget()
        self._box = column(self.question, spacing=0)
        self._box.addSpacing(10)
        self._box.addLayout(self._lines)
        self._box.addLayout(self._beside)
        self._box.addStretch(1)
        self._content.setLayout(self._box)
        self.area = scrolled(self._content)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self.area, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.fit)

    def show_slide(self, slide: Slide, chosen: str = "") -> None:
        """Show a question and its answers; `chosen` is the key of the one to be recorded."""
        fresh = slide.ask != self.question.text()
        self.question.setText(slide.ask)
        self._make_rows(len(slide.lines))
        for each, line in zip(self.rows, slide.lines, strict=False):
            each.show_line(line, line.key == chosen)
            self._put(each, line)
        for each in self.rows[len(slide.lines) :]:
            each.show_line(Line("", "", ""), False)
            each.hide()
        self.fit()
        if fresh:
            self.area.verticalScrollBar().setValue(0)

    def _make_rows(self, count: int) -> None:
        while len(self.rows) < count:
            made = OptionRow(self._theme)
            made.clicked.connect(lambda _checked=False, made=made: self.pressed.emit(made.line.key))
            self.rows.append(made)

    def _put(self, each: OptionRow, line: Line) -> None:
        """What is no option of the question stands below in one line."""
        wanted = self._lines if line.level else self._beside
        if wanted.indexOf(each) < 0:
            (self._beside if line.level else self._lines).removeWidget(each)
            wanted.addWidget(each)
        elif line.level and self._lines.indexOf(each) != self.rows.index(each):
            self._lines.insertWidget(self.rows.index(each), each)
        elif not line.level and self._beside.indexOf(each) < self._beside.count() - 1:
            # Put last, each in its turn, they stand in their order.
            self._beside.removeWidget(each)
            self._beside.addWidget(each)
        each.show()

    def scroll_by(self, by: int) -> None:
        """Scroll by some steps, where not all of it fits."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.singleStep() * 4)

    # Fitting

    def show_window(self, size: QSize) -> None:
        """Take the size of the window it stands in."""
        self._window = size
        self.fit()

    def fit(self) -> None:
        """Find the largest type with which all of it fits."""
        base = Sizes.of(self._window, self._projected)
        if self._window.height() < 700 and not self._projected:
            # A low window has less room beside the question than the design's.
            base = replace(base, base=base.base * 0.92)
        side = round(72 * self._window.width() / 1440)
        top = round(40 * base.base)
        self._box.setContentsMargins(side, top, side, 8)
        width = max(200, self.area.width() - 2 * side)
        room = self.area.height()
        for shrink, pad in STEPS:
            self.sizes = replace(base, shrink=shrink, pad=pad)
            if self._height(width) + top + 18 <= room:
                break
        self._apply()

    def _shown(self) -> list[OptionRow]:
        return [each for each in self.rows if not each.isHidden()]

    def _height(self, width: int) -> int:
        self._apply()
        rows = self._shown()
        lines = sum(each.heightForWidth(width) for each in rows if each.line.level)
        half = (width - 24) // 2
        beside = max((each.heightForWidth(half) for each in rows if not each.line.level), default=0)
        return self.question.heightForWidth(width) + lines + beside

    def _apply(self) -> None:
        self.question.show_sizes(self.sizes)
        for each in self.rows:
            each.show_sizes(self.sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "area"):
            self.fit()
