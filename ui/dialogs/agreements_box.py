"""Which engagement agreements a document is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.widgets.parts import column, label
from workbench.domain.agreement import Agreement
from workbench.domain.text import short

MOST = 44


class AgreementsBox(QWidget):
    """A box to tick for each agreement: `turned()` when the choice changes; `said` gives texts as they may be shown."""

    turned = Signal()

    def __init__(
        self, agreements: Sequence[Agreement], wanted: Collection[str] | None, said: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._codes = {each.id: each.code for each in agreements}
        self.boxes: dict[str, QCheckBox] = {}
        lines = column(spacing=2, margins=(24, 0, 0, 6))
        for each in agreements:
            words = said(f"{each.code}  {each.title}")
            # An ampersand would underline the letter after it.
            box = QCheckBox(short(words, MOST).replace("&", "&&"))
            box.setAccessibleName(f"Print {short(words, 200)}")
            box.setChecked(wanted is None or each.id in wanted)
            box.toggled.connect(lambda _on: self.turned.emit())
            self.boxes[each.id] = box
            lines.addWidget(box)
        if not agreements:
            lines.addWidget(label("No engagement is written down yet.", "caption", wrap=True))
        self.setLayout(lines)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    @property
    def code(self) -> str:
        """The code of the only one that is ticked, for the name of its file; '' for several or none."""
        chosen = self.chosen
        return self._codes[chosen[0]] if len(chosen) == 1 else ""
