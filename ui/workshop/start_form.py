"""What a session is begun with: its title, date and place, who is there, and what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row
from ui.workshop.items import INVENTORIES, called
from workbench.analysis.agenda import planned, questions_of
from workbench.charts.calendar import day_words
from workbench.domain.book import Book
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.text import plural
from workbench.domain.written import read_date

ID = Qt.ItemDataRole.UserRole


class StartForm(QWidget):
    """The fields of a session; `fields` gives them, `trouble` says what is wrong with them."""

    begin_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: list[AgendaItem] = []
        self._offered: object = None
        self.title, self.day, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        self.people, self.agenda = QListWidget(), QListWidget()
        self._sum = label("", "strong")
        self._there = label("", "strong")
        self._wrong = label("", "bad", wrap=True)
        self.begin = Button(theme, "Begin the session", self.begin_wanted.emit, look="primary", key="Enter")
        top = row(
            self._field("Title", self.title), self._field("Date", self.day), self._field("Place (optional)", self.place)
        )  # fmt: skip
        top.setStretch(0, 2)
        top.setStretch(2, 1)
        lists = row(
            self._list("People present", self.people, self._there),
            self._list("Agenda", self.agenda, self._sum),
            spacing=24,
        )
        lists.setStretch(0, 2)
        lists.setStretch(1, 3)
        keys = label("Space ticks or unticks a row; Tab goes on.", "muted")
        layout = column(label("Begin a session", "title"), spacing=12)
        layout.addLayout(top)
        layout.addLayout(lists, 1)
        layout.addWidget(self._wrong)
        layout.addLayout(row(keys, None, self.begin))
        self.setLayout(layout)
        self._wrong.hide()
        self.people.itemChanged.connect(lambda _item: self._count())
        self.agenda.itemChanged.connect(lambda _item: self._count())

    def _field(self, name: str, line: QLineEdit) -> QWidget:
        line.setAccessibleName(name)
        head = label(name, "label")
        head.setBuddy(line)
        return boxed(column(head, line, spacing=4))

    def _list(self, name: str, listed: QListWidget, count: QWidget) -> QWidget:
        listed.setAccessibleName(name)
        listed.setSpacing(3)
        every = Button(self._theme, "All", lambda: self._tick_all(listed, True), look="small")
        none = Button(self._theme, "None", lambda: self._tick_all(listed, False), look="small")
        every.setAccessibleName(f"{name}: tick all")
        none.setAccessibleName(f"{name}: untick all")
        box = column(spacing=4)
        box.addLayout(row(label(name, "label"), count, None, every, none))
        box.addWidget(listed, 1)
        return boxed(box)

    # What it holds

    def follow(self, book: Book, day: dt.date, anew: bool) -> None:
        """Offer a session: `anew`, or where what was offered is no longer true; else what was typed stays."""
        offered = book.assessment.id, day, tuple(book.people()), planned(book)
        if anew or offered != self._offered:
            self.show_new(book, day)
        self._offered = offered

    def show_new(self, book: Book, day: dt.date) -> None:
        """Offer a session of a day: everybody who answers, and every capability in scope at the pack's pace."""
        self.title.setText(f"Session of {day_words(day)}")
        self.day.setText(day_words(day))
        self.place.clear()
        capabilities = planned(book)
        offered = [
            *capabilities,
            *(AgendaItem(kind=AgendaKind.INVENTORY, what=each) for each in INVENTORIES),
        ]
        self._fill(book, tuple(each.id for each in book.people()), offered, capabilities)

    def show_meeting(self, book: Book, meeting: Meeting) -> None:
        """Show a session as it is planned."""
        self.title.setText(meeting.title)
        self.day.setText(day_words(meeting.day) if meeting.day else "")
        self.place.setText(meeting.place)
        keys = {each.key for each in meeting.agenda}
        more = [
            *planned(book),
            *(AgendaItem(kind=AgendaKind.INVENTORY, what=each) for each in INVENTORIES),
        ]
        offered = [*meeting.agenda, *(each for each in more if each.key not in keys)]
        self._fill(book, meeting.present, offered, meeting.agenda)

    def _fill(
        self, book: Book, present: Sequence[str], offered: Sequence[AgendaItem], taken: Sequence[AgendaItem]
    ) -> None:
        self.people.clear()
        for each in book.people():
            where = ", ".join(part for part in (each.role.label, each.team) if part and part != each.label)
            _add(self.people, f"{each.label}   {where}".rstrip(), each.id, each.id in present)
        self._items = list(offered)
        self.agenda.clear()
        ticked = {each.key for each in taken}
        for each in offered:
            asked = len(questions_of(book, each))
            count = plural(asked, "question") if each.kind is AgendaKind.CAPABILITY else "list"
            words = f"{called(book, each)}   {count}, {each.minutes} min"
            _add(self.agenda, words, each.key, each.key in ticked)
        for listed in (self.people, self.agenda):
            listed.setCurrentRow(0)
        self._wrong.hide()
        self._count()

    def fields(self) -> dict[str, Any]:
        """The fields as the session takes them.

        Raises:
            ValueError: with what is wrong, and what to do.
        """
        day = read_date(self.day.text())
        if not self.title.text().strip():
            raise ValueError("A session needs a title.")
        agenda = [
            item for item, key in zip(self._items, _ticked(self.agenda, every=True), strict=True) if key
        ]
        if not agenda:
            raise ValueError("Tick at least one item of the agenda.")
        return {
            "title": self.title.text().strip(),
            "day": day,
            "place": self.place.text().strip(),
            "present": tuple(_ticked(self.people)),
            "agenda": tuple(agenda),
        }

    def say(self, text: str) -> None:
        """Say what is wrong beside the button."""
        self._wrong.setText(text)
        self._wrong.setAccessibleName(text)
        self._wrong.setVisible(bool(text))

    def _tick_all(self, listed: QListWidget, on: bool) -> None:
        for i in range(listed.count()):
            listed.item(i).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _count(self) -> None:
        chosen = [
            item for item, key in zip(self._items, _ticked(self.agenda, every=True), strict=False) if key
        ]
        self._sum.setText(f"{len(chosen)}, {plural(sum(each.minutes for each in chosen), 'minute')}")
        self._there.setText(str(len(_ticked(self.people))))


def _add(listed: QListWidget, words: str, key: str, on: bool) -> None:
    item = QListWidgetItem(words)
    item.setData(ID, key)
    item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    listed.addItem(item)


def _ticked(listed: QListWidget, every: bool = False) -> list[str]:
    """The keys that are ticked; with `every` one entry a row, '' where it is not."""
    rows = [listed.item(i) for i in range(listed.count())]
    keys = [str(each.data(ID)) if each.checkState() is Qt.CheckState.Checked else "" for each in rows]
    return keys if every else [each for each in keys if each]
