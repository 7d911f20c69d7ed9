"""The agenda as a list: what took how long, and a way to every question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import Button, as_plain, label, row
from ui.workshop.clock import minutes_words
from ui.workshop.desk import Desk
from ui.workshop.items import called
from workbench.analysis.agenda import Stop, done_words
from workbench.charts.words import one_line
from workbench.domain.meeting import Vote

_STOP = Qt.ItemDataRole.UserRole


class _Tree(QTreeWidget):
    """Enter takes the row, wherever it is in the tree."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class AgendaDialog(Dialog):
    """`chosen(stop)` goes there; `finished_item` and `ended` by their buttons."""

    chosen = Signal(object)
    ended = Signal()

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(theme, "Agenda", parent, "Go there", width=760)
        meeting, book = desk.meeting, desk.book
        assert meeting is not None
        assert book is not None
        self.head(meeting.title)
        found = desk.pace()
        if found is not None:
            said = f"{minutes_words(found.used, found.planned // 60)} used, {found.words}"
            self.body.addWidget(label(f"{done_words(meeting)}. {said}.", "second"))
        self.tree = _Tree()
        self.tree.setAccessibleName("Agenda")
        self.tree.setHeaderLabels(["Item", "Time", ""])
        self.tree.setMinimumHeight(theme.px(340))
        self.tree.setColumnWidth(0, theme.px(480))
        voted = {each.question: each for each in book.all(Vote) if each.meeting == meeting.id}
        heads: dict[int, QTreeWidgetItem] = {}
        extra = desk.clock.extra
        for number, item in enumerate(meeting.agenda):
            used = meeting.used(item) + extra.get(item.key, 0)
            time = minutes_words(used, item.minutes)
            head = QTreeWidgetItem([one_line(called(book, item)), time, "done" if item.done else ""])
            head.setData(0, _STOP, Stop(number))
            self.tree.addTopLevelItem(head)
            heads[number] = head
        here = desk.stop
        for stop in desk.stops:
            if stop.question:
                vote = voted.get(stop.question)
                state = _state(vote, stop.question in book.consensus)
                ask = one_line(book.pack.by_question[stop.question].ask)
                child = QTreeWidgetItem([ask, "", state])
                child.setToolTip(0, as_plain(ask))
                child.setData(0, _STOP, stop)
                heads[stop.item].addChild(child)
                if stop == here:
                    self.tree.setCurrentItem(child)
            elif stop == here:
                self.tree.setCurrentItem(heads[stop.item])
            heads[stop.item].setExpanded(stop.item == here.item)
        self.body.addWidget(self.tree, 1)
        end = Button(theme, "End the session", self._end)
        self.body.addLayout(row(end, label("Shift F5", "key"), None))
        self.tree.taken.connect(self.on_accept)
        self.tree.itemDoubleClicked.connect(lambda _item, _column: self.on_accept())
        self.tree.setFocus()

    def _end(self) -> None:
        self.accept()
        self.ended.emit()

    def on_accept(self) -> None:
        item = self.tree.currentItem()
        if item is None:
            self.say("Choose a row of the agenda first.")
            return
        self.chosen.emit(item.data(0, _STOP))
        self.accept()


def _state(vote: Vote | None, agreed: bool) -> str:
    if agreed:
        return "recorded"
    if vote is None or (not vote.rounds and not vote.skipped):
        return ""
    return "revealed" if vote.revealed else "skipped" if vote.skipped else "votes hidden"
