"""What a term of art means, in a small panel beside where the term stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from ui import settings as known
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.parts import Button, column, label, row, scrolled
from ui.widgets.soft import soft
from workbench.domain.content import Term
from workbench.domain.text import whole_line

WIDTH, MOST_HIGH, AWAY, PAD = 380, 240, 4, 16
NEXT = "W"


class WordPopup(QWidget):
    """One of several terms with its meaning, over the window `parent` belongs to.

    `all_wanted` names the term to show among all words. Esc or a press elsewhere closes it, and the keyboard is
    where it was before. It is a part of the window, no window of its own: those steal the keyboard on some systems.
    """

    all_wanted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, terms: Sequence[Term], index: int, parent: QWidget) -> None:
        self._window = parent.window()
        super().__init__(self._window)
        self.hide()
        self._theme, self._terms, self._index = theme, tuple(terms), index
        self._before = QApplication.focusWidget()
        self.word = label("", "section", wrap=True)
        self._count = label("", "muted")
        self.meaning = label("", "", wrap=True)
        self._also = label("", "second", wrap=True)
        self._text = column(self.meaning, self._also, None, spacing=8)
        holder = QWidget()
        holder.setLayout(self._text)
        self._area = scrolled(holder)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.see_all = Button(theme, "See all words", self._on_all, look="link")
        keys = Settings().get(known.SINGLE_KEYS)
        self.next = Button(theme, "Next word", self.go_on, look="small", key=NEXT if keys else "")
        self.next.setVisible(len(self._terms) > 1)
        head = row(self.word, self._count, spacing=12)
        head.setStretch(0, 1)
        inside = column(spacing=8, margins=(PAD, 14, PAD, 12))
        inside.addLayout(head)
        inside.addWidget(self._area)
        inside.addLayout(row(self.see_all, None, self.next, spacing=8))
        self.panel = QFrame(self)
        self.panel.setProperty("look", "panel")
        self.panel.setLayout(inside)
        self.panel.setFixedWidth(theme.px(WIDTH))
        theme.changed.connect(self.close_up)
        self._show()

    @property
    def term(self) -> Term:
        """The term that is explained."""
        return self._terms[self._index]

    def open_below(self, origin: QWidget) -> None:
        """Open below what was pressed, or above it where there is no room below."""
        window = self._window
        self._place = QRect(origin.mapTo(window, origin.rect().topLeft()), origin.size())
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self._settle()
        self.show()
        self.raise_()
        self.see_all.setFocus(Qt.FocusReason.PopupFocusReason)

    def go_on(self) -> None:
        """Explain the next term; after the last comes the first."""
        self._index = (self._index + 1) % len(self._terms)
        self._show()
        self._settle()

    def close_up(self) -> None:
        """Close, and give the keyboard back."""
        self._go(give_back=True)

    def _show(self) -> None:
        term = self.term
        name = whole_line(term.term)
        self.word.setText(soft(name))
        several = len(self._terms) > 1
        self._count.setText(f"{self._index + 1} of {len(self._terms)}" if several else "")
        self.meaning.setText(soft(term.text))
        self._also.setText(soft(f"Also: {', '.join(map(whole_line, term.also))}") if term.also else "")
        self._also.setVisible(bool(term.also))
        self.panel.setAccessibleName(name)
        self.panel.setAccessibleDescription(term.text)
        # What has the keyboard is read out, so it says the meaning, too.
        self.see_all.setAccessibleDescription(f"{name}: {term.text}")

    def _settle(self) -> None:
        """Take the height the words need, and a place inside the window."""
        width = self._theme.px(WIDTH) - 2 * PAD - 2
        for each in (self.meaning, self._also):
            each.ensurePolished()
        needed = self._text.totalHeightForWidth(width)
        self._area.setFixedHeight(max(self._theme.px(20), min(self._theme.px(MOST_HIGH), needed)))
        self.panel.adjustSize()
        size, place, room = self.panel.size(), self._place, self.rect()
        x = max(0, min(place.left(), room.width() - size.width() - AWAY))
        y = place.bottom() + AWAY
        if y + size.height() > room.height():
            y = max(0, place.top() - AWAY - size.height())
        self.panel.move(x, y)

    def _on_all(self) -> None:
        term = self.term.term
        self._go(give_back=False)
        self.all_wanted.emit(term)

    def _go(self, give_back: bool) -> None:
        if not self.isVisible():
            return
        self._window.removeEventFilter(self)
        self.hide()
        if give_back and self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.close_up()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard inside while it is open."""
        other = self.next if self.see_all.hasFocus() and self.next.isVisible() else self.see_all
        other.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.text().upper() == NEXT and Settings().get(known.SINGLE_KEYS):
            self.go_on()
        else:
            super().keyPressEvent(event)
