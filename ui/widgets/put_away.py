"""Half-typed lines that name somebody, put away while names are hidden."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from ui.curtain import Curtain


class PutAway(QObject):
    """Empties lines that hold a name when names are hidden, and gives back what stood there when they are shown again.

    Such lines belong to no entry, so nothing could stand in place of what was typed there.
    """

    def __init__(self, curtain: Curtain, *lines: QLineEdit) -> None:
        super().__init__(lines[0])
        self._curtain, self._lines = curtain, lines
        self._kept: dict[QLineEdit, str] = {}
        curtain.turned.connect(self._on_turned)

    def _on_turned(self, hidden: bool) -> None:
        for line in self._lines:
            text = line.text()
            if hidden and self._curtain.by_role(text) != text:
                self._kept[line] = text
                line.clear()
            elif not hidden:
                kept = self._kept.pop(line, "")
                if kept and not text:
                    line.setText(kept)
