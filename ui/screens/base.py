"""What all screens have in common: a header, a body, and staying fresh only while they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QHBoxLayout, QVBoxLayout, QWidget

from ui.layout import NARROW
from ui.session import Session
from ui.theme import Theme
from ui.widgets.parts import column, label, row, scrolled
from workbench.domain.topic import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.widgets.plot_view import PlotView
    from workbench.charts.figure import Figure
    from workbench.domain.book import Book

INSPECTOR_WIDE, INSPECTOR_NARROW = 324, 288


class Header(QFrame):
    """The strip at the top of a screen: its title, a note, and its buttons."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("header")
        self._theme = theme
        self.title = label(title, "title")
        self.note = label("", "muted")
        self.note.setMinimumWidth(10)
        self._buttons = row(spacing=12)
        self.line = row(self.title, self.note, None, spacing=12, margins=(32, 0, 32, 0))
        self.line.addLayout(self._buttons)
        self.setLayout(self.line)
        self.fit(1440)

    def add(self, *widgets: QWidget) -> None:
        """Put buttons at the right end."""
        for widget in widgets:
            self._buttons.addWidget(widget)

    def fit(self, window_width: int) -> None:
        """Take the height the design gives for a window of this width."""
        height = 60 if window_width >= 1400 else 56 if window_width >= NARROW else 48
        self.setFixedHeight(self._theme.px(height))
        side = 32 if window_width >= 1400 else 24
        self.line.setContentsMargins(side, 0, side, 0)
        self.note.setVisible(window_width >= NARROW and bool(self.note.text()))


class Screen(QWidget):
    """One screen. `topics` are what it listens to; while hidden it only marks itself stale.

    Subclasses override `_build`, `_connect` and `refresh`. `go` asks for another screen by key, with details
    (such as the id to select) that the other screen gets in `arrive`.
    """

    go = Signal(str, object)
    say = Signal(str)
    removed = Signal(str)
    key = ""
    title = ""
    topics: frozenset[Topic] = frozenset()
    has_inspector = False
    full = False
    """Whether it has the window to itself, without sidebar and status."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.session, self.theme = session, theme
        self._stale = True
        self.header = Header(theme, self.title)
        self.body = QWidget()
        self.content = column(spacing=16, margins=(32, 20, 32, 24))
        self.body.setLayout(self.content)
        self.inspector = QFrame()
        self.inspector.setObjectName("inspector")
        if not self.has_inspector:
            # Showing a widget before it has a parent would open a window of its own.
            self.inspector.hide()
        self.inspector_box = QWidget()
        self.inspector_layout: QVBoxLayout = column(spacing=12, margins=(20, 20, 20, 20))
        self.inspector_box.setLayout(self.inspector_layout)
        self.inspector.setLayout(column(scrolled(self.inspector_box), spacing=0))
        self._lay_out()
        self._build()
        self._connect()
        view: Any
        for view in self.findChildren(QGraphicsView):
            if hasattr(view, "by_role"):
                # Copies leave the program; what is seen on screen does not.
                view.by_role = session.curtain.by_role
                view.waits = lambda: session.jobs.pending > 0
        session.changed.connect(self._on_changed)
        session.assessment_opened.connect(self._on_book)
        theme.changed.connect(self._on_theme)

    def _lay_out(self) -> None:
        left = column(self.header, scrolled(self.body), spacing=0)
        self._columns: QHBoxLayout = row(spacing=0)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.inspector)
        self.setLayout(self._columns)

    def _build(self) -> None:
        """Make the widgets once."""

    def _connect(self) -> None:
        """Connect signals once."""

    def show_plot_of(self, view: PlotView, book: Book, draw: Callable[[Book, float, float], Figure]) -> None:
        """Show a figure of an assessment. A copy is drawn anew from roles: in a label that was cut, a name cannot be found."""
        view.show_figure(
            lambda w, h: draw(book, w, h),
            lambda w, h: draw(self.session.curtain.by_roles or book, w, h),
        )

    def refresh(self) -> None:
        """Show what is true now; called only while the screen is seen and a book is open."""

    def expect(self, details: Any) -> None:
        """Hear of what `arrive` is going to bring, before the screen is shown: it may decide what is shown at all."""

    def arrive(self, details: Any) -> None:
        """Take what the asking screen handed over, after the screen was shown."""

    def leave(self) -> bool:
        """Write down what is still being typed, before another screen is shown or the program ends."""
        return True

    def close_windows(self) -> None:
        """Close what windows of its own the screen has; the main window goes, or the assessment is closed."""

    def take_focus(self) -> None:
        """Put the keyboard where one would begin."""
        self.setFocus()

    def toggle_inspector(self) -> None:
        """Show or hide the side panel."""
        if self.has_inspector:
            self.inspector.setVisible(not self.inspector.isVisible())

    @property
    def ready(self) -> bool:
        """Whether there is an assessment to show."""
        return self.session.book is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What is drawn now is drawn for the width that is left beside the side panel.
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._freshen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_window()

    def _fit_window(self) -> None:
        """Take margins and side panel from the width of the window, as far as it goes at this text size."""
        width = round(self.window().width() / self.theme.scale)
        self.header.fit(width)
        side = 32 if width >= 1400 else 24
        self.content.setContentsMargins(side, 20, side, 24)
        self.inspector.setFixedWidth(self.theme.px(INSPECTOR_WIDE if width >= 1400 else INSPECTOR_NARROW))
        narrow = width < NARROW
        if self.has_inspector and narrow != getattr(self, "_was_narrow", None):
            self._was_narrow = narrow
            self.inspector.setVisible(not narrow)

    def _freshen(self) -> None:
        if self._stale and self.ready:
            self._stale = False
            self.refresh()

    def mark_stale(self) -> None:
        """Refresh now if seen, else when shown next."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def _on_changed(self, topics: Iterable[Topic]) -> None:
        if self.topics & frozenset(topics):
            self.mark_stale()

    def _on_book(self) -> None:
        self.mark_stale()

    def _on_theme(self) -> None:
        self._fit_window()
        self.mark_stale()
