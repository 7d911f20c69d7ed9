"""The sections of an edition: each ticked or not, in an order of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row

_KEY = Qt.ItemDataRole.UserRole
_HELP = "Drag to put in another order, or Alt with the arrow keys; Space ticks."


class _List(QListWidget):
    """A list that also moves its rows with Alt and the arrow keys."""

    moved = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift(step)
            return
        super().keyPressEvent(event)

    def shift(self, step: int) -> None:
        """Move the current row up or down."""
        at = self.currentRow()
        to = at + step
        if at < 0 or not 0 <= to < self.count():
            return
        item = self.takeItem(at)
        self.insertItem(to, item)
        self.setCurrentRow(to)
        self.moved.emit()


class SectionsList(QWidget):
    """Which sections are printed, and in which order. `turned()`; `asked(key)` when one is ticked that needs a look first."""

    turned = Signal()
    asked = Signal(str)

    def __init__(self, theme: Theme, needs_a_look: Callable[[str], bool]) -> None:
        super().__init__()
        self._needs = needs_a_look
        self._fixed: list[str] = []
        self._busy = False
        self.list = _List()
        self.list.setAccessibleName("Sections of the report")
        self.list.setAccessibleDescription(_HELP)
        self.list.setToolTip(_HELP)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setMinimumHeight(theme.px(210))
        self.list.setSpacing(theme.px(2))
        self.list.itemChanged.connect(self._on_changed)
        self.list.moved.connect(self.turned)
        # A drop takes the row out of its old place after it has put it into the new one.
        self.list.model().rowsInserted.connect(lambda *_: QTimer.singleShot(0, self._on_dropped))
        every = Button(theme, "All", lambda: self.tick_all(True), look="link")
        none = Button(theme, "None", lambda: self.tick_all(False), look="link")
        self.setLayout(
            column(boxed(row(label("Sections", "section"), None, every, none)), self.list, spacing=4)
        )

    def show_edition(
        self, sections: Sequence[tuple[str, str]], optional: Sequence[tuple[str, str]], fixed: Sequence[str]
    ) -> None:
        """Offer the sections of an edition by key and title, those `optional` not ticked; `fixed` ones keep their place."""
        self._busy = True
        self._fixed = [key for key, _ in sections if key in fixed]
        self.list.clear()
        for key, title in (*sections, *optional):
            item = QListWidgetItem(title)
            item.setData(_KEY, key)
            flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if key not in fixed:
                flags |= Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags)
            on = (key, title) not in optional
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._busy = False

    def items(self) -> list[QListWidgetItem]:
        """The rows in their order."""
        return [self.list.item(i) for i in range(self.list.count())]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of what is ticked, in the order of the list."""
        return tuple(each.data(_KEY) for each in self.items() if each.checkState() is Qt.CheckState.Checked)

    def tick(self, key: str, on: bool = True) -> None:
        """Tick one without asking."""
        self._busy = True
        for each in self.items():
            if each.data(_KEY) == key:
                each.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._busy = False
        self.turned.emit()

    def tick_all(self, on: bool) -> None:
        """Tick all that need no look first, or none."""
        self._busy = True
        for each in self.items():
            if not (on and self._needs(each.data(_KEY))):
                each.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._busy = False
        self.turned.emit()

    def _on_changed(self, item: QListWidgetItem) -> None:
        if self._busy:
            return
        key = item.data(_KEY)
        if item.checkState() is Qt.CheckState.Checked and self._needs(key):
            self._busy = True
            item.setCheckState(Qt.CheckState.Unchecked)
            self._busy = False
            self.asked.emit(key)
            return
        self.turned.emit()

    def _on_dropped(self) -> None:
        if not self._busy:
            self.turned.emit()
