"""Several entries at once: what the side panel shows while more than one is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row
from workbench.exchange.columns import Column, Kind

CHOSEN = (Kind.CHOICE, Kind.STEP, Kind.FLAG)


class ManyBox(QWidget):
    """Changes one field of all marked entries: `apply(field, value)`; or takes them away: `remove()`."""

    apply = Signal(str, object)
    remove = Signal()

    def __init__(self, theme: Theme, columns: Sequence[Column], nouns: str) -> None:
        super().__init__()
        self._columns = list(columns)
        self._nouns = nouns
        self.head = label("", "title", wrap=True)
        self.field = QComboBox()
        self.field.setAccessibleName("Field to change")
        for each in self._columns:
            self.field.addItem(each.title)
        self.words = QComboBox()
        self.words.setAccessibleName("New value")
        self.text = QLineEdit()
        self.text.setAccessibleName("New value")
        self._editors = QStackedWidget()
        self._editors.addWidget(self.words)
        self._editors.addWidget(self.text)
        self._trouble = label("", "bad", wrap=True)
        self._trouble.hide()
        self.button = Button(theme, "Change all", self._on_apply, look="primary")
        away = Button(theme, "Remove all", self.remove.emit, look="danger", icon_name="trash-2")
        self.setLayout(
            column(
                self.head,
                label("Change one field of all of them:", "second", wrap=True),
                self.field,
                self._editors,
                self._trouble,
                boxed(row(self.button, None, away, spacing=8)),
                spacing=8,
            )
        )
        self.field.currentIndexChanged.connect(lambda _i: self._show_editor())
        self.text.returnPressed.connect(self._on_apply)
        self._show_editor()

    def show_count(self, count: int) -> None:
        """Say how many are marked."""
        self.head.setText(f"{count:,} {self._nouns} marked")

    def _column(self) -> Column:
        return self._columns[self.field.currentIndex()]

    def _show_editor(self) -> None:
        each = self._column()
        self._editors.setCurrentWidget(self.words if each.kind in CHOSEN else self.text)
        self.say("")
        self.text.clear()
        self.words.clear()
        if each.kind is Kind.CHOICE:
            for value, said in each.choices:
                self.words.addItem(said, value)
        elif each.kind is Kind.STEP:
            self.words.addItem("Not rated", None)
            for step in range(each.low, each.high + 1):
                said = f"{step}  {each.words[step - each.low]}" if each.words else str(step)
                self.words.addItem(said, step)
        elif each.kind is Kind.FLAG:
            self.words.addItem("Yes", True)
            self.words.addItem("No", False)

    def _on_apply(self) -> None:
        each = self._column()
        try:
            value: Any = self._chosen(each) if each.kind in CHOSEN else each.typed(self.text.text())
        except ValueError as wrong:
            self.say(str(wrong))
            return
        self.say("")
        self.apply.emit(each.key, value)

    def say(self, trouble: str) -> None:
        """Say under the field why the change was refused; '' takes it back."""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        for each in (self.words, self.text):
            each.setAccessibleDescription(trouble)

    def _chosen(self, each: Column) -> Any:
        # A combo box gives an enum back as its bare text.
        i = self.words.currentIndex()
        return each.choices[i][0] if each.kind is Kind.CHOICE else self.words.itemData(i)
