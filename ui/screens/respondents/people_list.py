"""The list of those who answer: counters that narrow it down, a filter, and the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.models.entries import EntryModel
from ui.screens.respondents import listing
from ui.screens.respondents.listing import Person
from ui.screens.respondents.people_table import PeopleTable
from ui.theme import Theme
from ui.widgets.parts import Button, column, label, row, rule, set_look
from workbench.domain.book import Book

_COUNTERS = (
    (listing.INVITED, "invited"),
    (listing.BACK, "came back"),
    (listing.LATE, "late"),
    (listing.MISSING, "answers missing"),
)
_KEYS = (
    "Up and Down choose, Shift marks several, F2 edits, Del removes, Enter goes to the details, A adds, "
    "M copies the reminder. Alt with Up or Down moves the row."
)


class PeopleList(QWidget):
    """Counters, filter and table; `wanted(key)` when something is to be done with the marked ones."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._only = ""
        self.counters: dict[str, Button] = {}
        line = row(spacing=6)
        for key, words in _COUNTERS:
            button = Button(theme, words, lambda key=key: self.show_only(key), look="small")
            button.setCheckable(True)
            button.setToolTip("Show only these; once more shows all")
            self.counters[key] = button
            line.addWidget(button)
        line.addStretch(1)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName("Filter the respondents")
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(theme.px(130))
        ask = Button(theme, "Ask…", lambda: self.wanted.emit("ask"), icon_name="list-checks", look="small")
        send = Button(theme, "Send…", lambda: self.wanted.emit("send"), icon_name="upload", look="small")
        self._count = label("", "muted")
        self.model = EntryModel(listing.columns(), listing.haystack)
        self.table = PeopleTable(theme, self.model, "Respondents", _KEYS)
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        self.nobody = label("", "muted", wrap=True)
        head = row(label("People", "section"), self._count, None, ask, send, self.filter, spacing=8)
        box = column(spacing=8)
        box.addLayout(line)
        box.addWidget(rule())
        box.addLayout(head)
        for each in (self.trouble, self.table, self.nobody):
            box.addWidget(each)
        self.setLayout(box)
        self.filter.textChanged.connect(self._on_filter)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show what is true now."""
        found = listing.counters(people)
        for key, words in _COUNTERS:
            self.counters[key].setText(f"{found[key]:,} {words}")
        self._mark_counters()
        self.model.show_entries(people)
        self._show_counts()

    def show_only(self, key: str) -> None:
        """List only those a counter counts; the same once more lists all."""
        self._only = "" if key == self._only else key
        self.model.only(listing.is_in(self._only) if self._only else None)
        self._mark_counters()
        self._show_counts()

    def show_all(self) -> None:
        """List everybody again."""
        if self._only:
            self.show_only(self._only)
        self.filter.clear()

    def _mark_counters(self) -> None:
        for key, button in self.counters.items():
            button.setChecked(key == self._only)
            set_look(button, "small-on" if key == self._only else "small")

    def _show_counts(self) -> None:
        total, seen = self.model.total, len(self.model.shown)
        self._count.setText(f"{seen:,} of {total:,}" if self.model.filtered else f"{total:,}")
        nothing = bool(total) and not seen
        self.nobody.setText("Nobody is found; Esc shows everybody." if nothing else "")
        self.nobody.setVisible(nothing)

    def _on_filter(self, text: str) -> None:
        self.model.filter(text)
        self._show_counts()

    def next_after_loss(self, gone: str, people: Sequence[Person]) -> str:
        """Who is chosen when somebody is gone: whoever stood below, else above."""
        before = max(0, self.model.row_of(gone))
        there = {each.id for each in people}
        order = [each.id for each in self.model.shown]
        near = [*order[before:], *reversed(order[:before])]
        return next((each for each in near if each in there), people[0].id if people else "")

    def person(self, book: Book, who: str) -> Person | None:
        """A row by its id, also of somebody who is filtered out."""
        at = self.model.row_of(who)
        if at >= 0:
            return self.model.entry(at)
        found = [each for each in book.respondents if each.id == who]
        return listing.person_of(book, found[0], dt.date.today()) if found else None
