"""Small parts every screen is made of: labels, rules, buttons with keys, empty states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
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
from ui.theme import Theme


def label(text: str = "", look: str = "", wrap: bool = False) -> QLabel:
    """A label that shows text as typed, never as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    if wrap:
        made.setMinimumWidth(10)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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


def row(*items: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets side by side; `None` is a stretch, a number a space."""
    layout = QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def column(*items: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
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
        super().__init__(text)
        self._theme, self._icon = theme, icon_name
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        if look:
            self.setProperty("look", look)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self._hint: QLabel | None = None
        if key:
            self._hint = label(key, "key")
            self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._hint.setParent(self)
            self.setToolTip(f"{text} ({key})")
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        if self._icon:
            token = "on-accent" if self.property("look") == "primary" else "ink"
            self.setIcon(icon(self._theme, self._icon, token))
            self.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        if self._hint is not None and self.property("look") == "primary":
            on, background = self._theme.name("on-accent"), self._theme.name("accent")
            self._hint.setStyleSheet(f"color: {on}; border-color: {on}; background: {background};")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._hint is not None:
            size.setWidth(size.width() + self._hint.sizeHint().width() + 6)
        return size

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._hint is not None:
            size = self._hint.sizeHint()
            self._hint.setGeometry(
                self.width() - size.width() - 10, (self.height() - size.height()) // 2, size.width(), size.height()
            )
            self.setStyleSheet(f"padding-right: {size.width() + 18}px;")


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
        self.setToolTip(name)
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
