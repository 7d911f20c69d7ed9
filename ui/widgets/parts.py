"""Small parts every screen is made of: labels, rules, buttons with keys, empty states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, pixmap
from ui.theme import MONO, Theme


def as_plain(text: str) -> str:
    """Text for a tooltip that must not be read as markup, however it begins."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>"


def tip(text: str) -> str:
    """The same where Qt would take it for markup; all other text as it is."""
    return as_plain(text) if Qt.mightBeRichText(text) else text


def label(text: str = "", look: str = "", wrap: bool = False) -> QLabel:
    """A label that shows text as typed, never as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    if look in ("key", "chip", "mono"):
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if wrap:
        made.setMinimumWidth(10)
        # Height follows width; a fixed least height would make every page too tall to fit.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def set_look(widget: QWidget, look: str) -> None:
    """Change how a widget looks after it was made."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def rule(look: str = "rule") -> QFrame:
    """A line: 'rule' in ink above a section, 'hairline' between rows, 'vline' upright."""
    made = QFrame()
    made.setProperty("look", look)
    return made


def row(
    *items: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Widgets side by side; `None` is a stretch, a number a space."""
    layout = QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def column(
    *items: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Widgets one below the other; `None` is a stretch, a number a space."""
    layout = QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def _fill(layout: QHBoxLayout | QVBoxLayout, items: tuple[QWidget | int | None, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item)


def boxed(layout: QHBoxLayout | QVBoxLayout) -> QWidget:
    """A layout as a widget."""
    box = QWidget()
    box.setLayout(layout)
    return box


class IconLabel(QLabel):
    """An icon that follows the theme."""

    def __init__(self, theme: Theme, name: str, token: str = "ink2", size: int = 16) -> None:
        super().__init__()
        self._theme, self._name, self._token, self._size = theme, name, token, size
        self.setProperty("look", "icon")
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, token: str = "ink2") -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._theme, self._name, self._token, self._size))
        self.setFixedSize(self._theme.px(self._size), self._theme.px(self._size))


class Button(QPushButton):
    """A push button with an icon and the key that presses it, both following the theme."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        on_click: Callable[[], None] | None = None,
        *,
        icon_name: str = "",
        look: str = "",
        key: str = "",
    ) -> None:
        # Qt leaves no room between icon and text; a thin space does.
        super().__init__(f"\N{THIN SPACE}{text}" if icon_name else text)
        self._theme, self._icon = theme, icon_name
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        if look:
            self.setProperty("look", look)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self._key = key
        if key:
            # Room for the key at the right end; the style sheet knows two widths.
            self.setProperty("keyed", "long" if len(key) > 2 else "short")
            self.setToolTip(tip(f"{text} ({key})"))
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        if self._icon:
            token = "on-accent" if self.property("look") == "primary" else "ink"
            self.setIcon(icon(self._theme, self._icon, token))
            self.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))

    def setText(self, text: str) -> None:
        super().setText(f"\N{THIN SPACE}{text}" if self._icon else text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        theme, px = self._theme, self._theme.px
        primary = self.property("look") == "primary"
        token = "disabled" if not self.isEnabled() else "on-accent" if primary else "ink2"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11, 400, MONO))
        width = max(px(18), painter.fontMetrics().horizontalAdvance(self._key) + px(10))
        box = QRectF(self.width() - px(10) - width, (self.height() - px(18)) / 2, width, px(18))
        painter.setPen(QPen(theme.color(token if primary else "line2"), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()


class IconButton(QToolButton):
    """A button that is only an icon; its name is what a screen reader says and the tooltip shows."""

    def __init__(
        self,
        theme: Theme,
        icon_name: str,
        name: str,
        on_click: Callable[[], None] | None = None,
        look: str = "",
        size: int = 16,
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._size = theme, icon_name, size
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        if look:
            self.setProperty("look", look)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(icon(self._theme, self._icon, "ink2", self._size))
        self.setIconSize(QSize(self._theme.px(self._size), self._theme.px(self._size)))


def section(title: str, note: str = "", *more: QWidget | int | None) -> QWidget:
    """A section's head: a rule in ink, its title, a note beside it, and what stands at its right end."""
    box = QWidget()
    layout = column(spacing=6)
    layout.addWidget(rule())
    head = row(label(title, "section"), spacing=10)
    if note:
        head.addWidget(label(note, "muted"))
    head.addStretch(1)
    _fill(head, more)
    layout.addSpacing(4)
    layout.addLayout(head)
    box.setLayout(layout)
    return box


def scrolled(content: QWidget) -> QScrollArea:
    """Content that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    return area


def empty_state(theme: Theme, icon_name: str, title: str, text: str, *buttons: QWidget) -> QFrame:
    """What an empty list says: what belongs here, and how to begin."""
    frame = QFrame()
    frame.setProperty("look", "empty")
    layout = column(margins=(24, 28, 24, 28), spacing=8)
    layout.addWidget(IconLabel(theme, icon_name, "ink2", 22), 0, Qt.AlignmentFlag.AlignHCenter)
    head = label(title, "strong")
    head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout.addWidget(head)
    words = label(text, "second", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout.addWidget(words)
    if buttons:
        layout.addSpacing(4)
        layout.addLayout(row(None, *buttons, None))
    frame.setLayout(layout)
    return frame


def clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, (QHBoxLayout, QVBoxLayout)):
            clear(inner)
            inner.deleteLater()
