"""Actions to tick, with what each costs and brings, within a capacity."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.theme import Theme
from ui.widgets.fields import number_control
from ui.widgets.parts import Button, column, label, row, set_look
from workbench.analysis.ranking import Ranked
from workbench.charts import what_if_words
from workbench.charts.words import amount, one_line
from workbench.domain.action import Action

ID = Qt.ItemDataRole.UserRole


class ChoiceList(QWidget):
    """`ticked_now(ids)` when something was ticked, `chosen(id)` for an action's details, `fill()` for a filled capacity."""

    ticked_now = Signal(object)
    chosen = Signal(str)
    fill = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._quiet = False
        self._actions: Sequence[Action] = ()
        self.capacity: float | None = None
        self.days = number_control("Capacity, person-days", "no limit")
        self.wrong = label("", "bad", wrap=True)
        self.wrong.hide()
        self.used = label("", "second", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Actions to tick")
        self.list.setAccessibleDescription("Space ticks an action.")
        self.list.setMinimumHeight(theme.px(340))
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fill = Button(theme, "Fill by priority", self._on_fill, look="small")
        fill.setToolTip(
            "Tick actions by priority, each with what it needs first, while they fit the capacity"
        )
        none = Button(theme, "Untick all", lambda: self.take(()), look="small")
        head = label("Capacity, person-days", "label")
        head.setBuddy(self.days)
        layout = column(head, self.days, self.wrong, spacing=4)
        layout.addLayout(row(fill, none, None, spacing=8))
        for each in (self.used, self.list):
            layout.addWidget(each)
        layout.setStretch(layout.count() - 1, 1)
        self.setLayout(layout)
        self.days.given.connect(lambda value, _epoch: self._on_capacity(value))
        self.days.wrong.connect(self._say)
        self.list.itemChanged.connect(lambda _item: self._on_ticked())
        self.list.currentItemChanged.connect(lambda now, _before: self._on_current(now))

    def _say(self, trouble: str) -> None:
        self.wrong.setText(trouble)
        self.wrong.setVisible(bool(trouble))
        self.days.setAccessibleDescription(trouble)

    @property
    def ticked(self) -> frozenset[str]:
        """The ids that are ticked."""
        return frozenset(
            str(item.data(ID)) for item in self._items() if item.checkState() == Qt.CheckState.Checked
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(i) for i in range(self.list.count())]

    def show_actions(self, ranked: Sequence[Ranked], ticked: Collection[str], selected: str) -> None:
        """Show what can be done, in this order."""
        self._actions = [each.action for each in ranked]
        lines = [(each.action.id, _words(each)) for each in ranked]
        self._quiet = True
        if [item.data(ID) for item in self._items()] != [name for name, _ in lines]:
            self.list.clear()
            for name, _ in lines:
                item = QListWidgetItem()
                item.setData(ID, name)
                self.list.addItem(item)
        for item, (name, words) in zip(self._items(), lines, strict=True):
            item.setText(words)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
            if name == selected:
                self.list.setCurrentItem(item)
        self._quiet = False
        self._show_used()

    def take(self, ids: Collection[str], capacity: float | None = None) -> None:
        """Tick exactly these."""
        if capacity is not None:
            self.capacity = capacity
            self.days.start(capacity)
        self._quiet = True
        for item in self._items():
            on = item.data(ID) in ids
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._quiet = False
        self._on_ticked()

    def _on_fill(self) -> None:
        self.days.flush()
        if self.capacity is None:
            self._say("Say how many person-days there are, and actions are ticked while they fit.")
            self.days.setFocus()
            return
        self.fill.emit()

    def _on_capacity(self, value: float | None) -> None:
        if value is not None and value < 0:
            self._say("Write a number of person-days of 0 or more.")
            return
        self._say("")
        self.capacity = value
        self._show_used()

    def _show_used(self) -> None:
        said, over = what_if_words.capacity_words(self._actions, self.ticked, self.capacity)
        self.used.setText(said)
        set_look(self.used, "bad" if over else "second")

    def _on_ticked(self) -> None:
        if not self._quiet:
            self._show_used()
            self.ticked_now.emit(self.ticked)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(str(item.data(ID)))


def _words(each: Ranked) -> str:
    action = each.action
    effort = action.effort_days
    days = "no effort yet" if effort is None else f"{amount(effort)} {'day' if effort == 1 else 'days'}"
    return f"{action.code}  {one_line(action.title)[:200]}\n{days}, value {each.value:.0f}"
