"""Every inventory with how much is in it, as links: what is listed, and what is still empty."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.registry import PLACES
from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.parts import Button, column, section
from workbench.domain.book import Book

GROUP = "Discover"


class InventoryStrip(QWidget):
    """The inventories with their counts; `chosen(key)` for the one pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._buttons: dict[str, Button] = {}
        flow = Flow(gap=18, line_gap=6)
        for place in PLACES:
            if place.group == GROUP:
                button = Button(theme, place.name, lambda key=place.key: self.chosen.emit(key), look="link")
                self._buttons[place.key] = button
                flow.addWidget(button)
        holder = QWidget()
        holder.setLayout(flow)
        self.setLayout(column(section("Inventories", "what was listed so far"), holder, spacing=4))

    def show_book(self, book: Book) -> None:
        """Count what is listed."""
        for place in PLACES:
            button = self._buttons.get(place.key)
            if button is not None:
                count = place.count(book)
                button.setText(f"{place.name}: {count or 'none yet'}")
                button.setAccessibleName(button.text())
