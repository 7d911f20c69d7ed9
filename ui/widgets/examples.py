"""What an empty list offers to begin with, one press each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.parts import Button, as_plain, column, label
from workbench.charts.words import one_line
from workbench.domain.text import short


class Examples(QWidget):
    """A few entries of the catalogue as buttons: `taken(id)`."""

    taken = Signal(str)

    def __init__(self, theme: Theme, head: str) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[tuple[str, str, str]] = []
        self.buttons: dict[str, Button] = {}
        self._flow = Flow(gap=8, line_gap=8)
        layout = column(label(head, "label"), spacing=8)
        layout.addLayout(self._flow)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """Show these entries: id, title, and what more a tooltip says."""
        if list(entries) == self._shown:
            return
        self._shown = list(entries)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        for key, title, more in self._shown:
            # An ampersand would underline the letter after it.
            words = short(title, 60).replace("&", "&&")
            button = Button(
                self._theme, words, lambda key=key: self.taken.emit(key), look="small", icon_name="plus"
            )
            button.setAccessibleName(f"Add {one_line(title)}")
            button.setToolTip(as_plain(one_line(more) or one_line(title)))
            self.buttons[key] = button
            self._flow.addWidget(button)
        self.updateGeometry()
