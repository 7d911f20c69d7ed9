"""The strip at the top of workshop mode: what is talked about, how far one is, and the time."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.parts import IconLabel, as_plain, boxed, column, label, row
from ui.workshop.lettering import BigText, Sizes

STEPS = 1000


class Head(QFrame):
    """Title and number at the left, the clock and what else there is at the right, and how far one is below."""

    def __init__(self, theme: Theme, projected: bool = False) -> None:
        super().__init__()
        self._theme, self._projected = theme, projected
        self.title = BigText(theme, 17, 600)
        self.where = BigText(theme, 17, 400, token="ink2")
        self._icon = IconLabel(theme, "clock", "ink2", 18)
        self.time = BigText(theme, 17, 500, token="ink2")
        self.pace = BigText(theme, 17, 400, token="ink2")
        self._more = row(spacing=12)
        self._line = row(self.title, self.where, None, self._icon, self.time, self.pace, spacing=14)
        self._line.addLayout(self._more)
        for each in (self.title, self.where, self.time, self.pace):
            each.setWordWrap(False)
        # A name may be longer than the window; the rest is short.
        self.title.shortens = True
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName("How far this item is")
        self._strip = boxed(self._line)
        self.setLayout(column(self._strip, self.bar, spacing=0))

    def add(self, *widgets: QWidget) -> None:
        """Put something at the right end."""
        for each in widgets:
            self._more.addWidget(each)

    def show_place(self, title: str, where: str, share: float) -> None:
        """Say what is talked about and how far one is, 0 to 1."""
        self.title.setText(title)
        self.title.setToolTip(as_plain(title) if not self._projected else "")
        self.where.setText(where)
        self.bar.setValue(round(share * STEPS))

    def show_time(self, words: str, spoken: str, over: bool, pace: str = "") -> None:
        """Show the clock: what it says, how it is read out, and whether the time is over."""
        self.time.token = "bad" if over else "ink2"
        self.time.setText(words)
        self.time.setAccessibleName(spoken)
        self.pace.setText(pace)
        self.pace.setVisible(bool(pace))
        self._icon.setVisible(bool(words))
        self.time.update()

    def show_window(self, size: QSize) -> None:
        """Take the size of the window it stands in."""
        sizes = Sizes.of(size, self._projected)
        for each in (self.title, self.where, self.time, self.pace):
            each.show_sizes(sizes)
        side = round(72 * size.width() / 1440)
        self._line.setContentsMargins(side, 0, side, 0)
        self._strip.setFixedHeight(max(self._theme.px(44), round(62 * sizes.base)))


def saved_label() -> QWidget:
    """Where the saved state is written out."""
    made = label("", "muted")
    made.setAccessibleName("Saved state")
    return made
