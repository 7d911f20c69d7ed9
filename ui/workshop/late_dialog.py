"""Who has come late or gone: a key for everybody on the list, and a line for somebody who is not on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import label, row
from workbench.domain.assessment import Respondent
from workbench.domain.role import Role

MARKS = "123456789abcdefghijklmnopqrstuvwxyz"
_MARK, _ID = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _KeyedList(QListWidget):
    """A list in which a row's own key chooses it."""

    pressed_mark = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().lower() in MARKS and not event.modifiers():
            self.pressed_mark.emit(event.text().lower())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.pressed_mark.emit(str(self.currentItem().data(_ID)))
        else:
            super().keyPressEvent(event)


class LateDialog(Dialog):
    """Lists everybody, those who are not there first; `ticked(id)` by one key, `came(role, title)` for somebody new."""

    ticked = Signal(str)
    came = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        people: Sequence[Respondent],
        present: Sequence[str],
        roles: Sequence[Role],
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, "Who is there", parent, "Add", width=560)
        self.head("Who is there")
        self.body.addWidget(
            label("The key before a row ticks it, or takes the tick away; Tab goes to somebody new.", "muted")
        )
        self.list = _KeyedList()
        self.list.setAccessibleName("Everybody who answers")
        self.list.setMinimumHeight(theme.px(280))
        self.list.setSpacing(3)
        self._ids: dict[str, str] = {}
        ordered = sorted(people, key=lambda each: each.id in present)
        for number, each in enumerate(ordered):
            mark = MARKS[number] if number < len(MARKS) else ""
            where = ", ".join(part for part in (each.role.label, each.team) if part and part != each.label)
            there = "there" if each.id in present else ""
            words = "   ".join(
                part for part in (mark or "\N{FIGURE SPACE}", each.label, where, there) if part
            )
            item = QListWidgetItem(words)
            item.setData(_ID, each.id)
            self._ids[mark] = each.id
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list, 1)
        self.title = QLineEdit()
        self.title.setAccessibleName("Role title of somebody new")
        self.title.setPlaceholderText("Role title, such as 'Network Engineer'")
        self.role = QComboBox()
        self.role.setAccessibleName("Role of somebody new")
        for role in roles:
            self.role.addItem(role.label, role.value)
        line = row(label("Somebody new", "label"), self.title, self.role)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.list.pressed_mark.connect(self._on_mark)
        self.list.itemDoubleClicked.connect(lambda item: self._take(str(item.data(_ID))))
        self.list.setFocus()

    def _on_mark(self, mark: str) -> None:
        found = self._ids.get(mark, mark if len(mark) > 1 else "")
        if found:
            self._take(found)

    def _take(self, respondent_id: str) -> None:
        self.ticked.emit(respondent_id)
        self.accept()

    def on_accept(self) -> None:
        if not self.title.text().strip():
            self.say("Type the role title of somebody new, or press the key of somebody on the list.")
            self.title.setFocus()
            return
        self.came.emit(str(self.role.currentData()), self.title.text())
        self.accept()
