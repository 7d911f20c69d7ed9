"""The agenda of the chosen session: items are added from a list, put in order, timed and ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.dialogs.pick import PickDialog
from ui.models.entries import EntryModel
from ui.screens.sessions import agenda_rows
from ui.screens.sessions.listing import pace_words
from ui.theme import Theme
from ui.widgets.entry_table import EntryTable
from ui.widgets.flow import flowing
from ui.widgets.parts import Button, column, empty_state, label
from workbench.actions import meeting_parts
from workbench.actions.edit import Edit, together
from workbench.analysis.agenda import done_words, pace
from workbench.domain.book import Book
from workbench.domain.meeting import Meeting

Run = Callable[[Edit, Callable[[], None] | None], None]


class AgendaTable(EntryTable):
    """The items as a list: `turned(key)` on Space."""

    turned = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == EntryTable.State.EditingState
        if event.key() == Qt.Key.Key_Space and not editing and self.marked:
            for key in self.marked:
                self.turned.emit(key)
        else:
            super().keyPressEvent(event)


class AgendaPane(QWidget):
    """Shows one agenda and changes it through `run`; `wrong(sentence)` where something typed cannot be read."""

    wrong = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, run: Run) -> None:
        super().__init__()
        self._theme, self._run = theme, run
        self._book: Book | None = None
        self._meeting: Meeting | None = None
        self.model = EntryModel(
            agenda_rows.columns(), lambda each: each.name, {"minutes": agenda_rows.MINUTES}
        )
        self.table = AgendaTable(theme, self.model, "Agenda")
        self.table.setAccessibleDescription(
            "Up and Down choose an item, Space ticks it, F2 or Enter changes its minutes, Alt with Up or Down moves it, "
            "Del takes it off."
        )
        self.sums = label("", "second", wrap=True)
        self.add = Button(theme, "Add to the agenda…", self.pick, look="small", icon_name="plus")
        self.suggest = Button(theme, "Suggest minutes", self._on_suggest, look="small", icon_name="clock")
        self.suggest.setToolTip(
            "Plan each item as long as the content pack says its questions take in a room"
        )
        self.done = Button(theme, "Done", self._turn_marked, look="small", icon_name="check")
        self.follow = Button(theme, "Go there", self._on_follow, look="small", icon_name="arrow-right")
        self.off = Button(theme, "Take off", lambda: self._on_remove(self.table.marked), look="small")
        self.empty = empty_state(
            theme,
            "list-checks",
            "Nothing is on the agenda",
            "Put capabilities and lists on it, in the order they are talked about; minutes are suggested.",
            Button(theme, "Add to the agenda…", self.pick),
        )
        self.tools = flowing(self.add, self.suggest, self.done, self.follow, self.off, gap=theme.px(6))
        self.setLayout(column(self.sums, self.tools, self.table, self.empty, spacing=8))
        self.table.turned.connect(self._on_turned)
        self.table.opened.connect(lambda _key: self.table.edit_cell())
        self.table.edited.connect(self._on_edited)
        self.table.remove_wanted.connect(self._on_remove)
        self.table.moved.connect(self._on_moved)

    def show_meeting(self, book: Book, meeting: Meeting) -> None:
        """Show the agenda of a session."""
        other = self._meeting is None or self._meeting.id != meeting.id
        self._book, self._meeting = book, meeting
        rows = agenda_rows.rows_of(book, meeting)
        chosen = "" if other else next(iter(self.table.marked), "")
        self.model.show_entries(rows)
        here = {each.id for each in rows}
        self.table.choose(chosen if chosen in here else rows[0].id if rows else "")
        found = pace(meeting)
        parts = [done_words(meeting), f"{round(found.used / 60)} of {round(found.planned / 60)} minutes used"]
        words = pace_words(meeting)
        self.sums.setText(f"{', '.join([*parts, words] if words else parts)}.")
        for each in (self.table, self.tools, self.sums):
            each.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def take_focus(self) -> None:
        """Put the keyboard where one would begin."""
        (self.table if self.model.total else self.empty).setFocus()

    def pick(self) -> None:
        """Choose what to put on the agenda."""
        book, meeting = self._book, self._meeting
        if book is None or meeting is None:
            return
        title = "What is talked about?"
        dialog = PickDialog(self._theme, title, "Add", agenda_rows.choices(book, meeting), self.window())
        dialog.picked.connect(lambda keys: self._on_picked(meeting.id, keys))
        dialog.open()

    def _on_picked(self, meeting_id: str, keys: Sequence[str]) -> None:
        if self._book is not None and keys:
            items = agenda_rows.items_of(self._book, keys)
            self._run(meeting_parts.add_items(meeting_id, items), None)

    def _on_turned(self, key: str) -> None:
        meeting = self._meeting
        item = next((each for each in meeting.agenda if each.key == key), None) if meeting else None
        if meeting is not None and item is not None:
            self._run(meeting_parts.change_item(meeting.id, key, done=not item.done), None)

    def _turn_marked(self) -> None:
        for key in self.table.marked:
            self._on_turned(key)

    def _on_edited(self, key: str, _field: str, text: str) -> None:
        if self._meeting is None:
            return
        try:
            minutes = agenda_rows.MINUTES.typed(text) or 0
        except ValueError as error:
            self.wrong.emit(str(error))
            return
        self._run(meeting_parts.change_item(self._meeting.id, key, minutes=minutes), None)

    def _on_remove(self, keys: Sequence[str]) -> None:
        if self._meeting is not None and keys:
            self._run(meeting_parts.remove_items(self._meeting.id, keys), None)

    def _on_moved(self, keys: Sequence[str], before: str) -> None:
        if self._meeting is None:
            return
        order = [each.key for each in self._meeting.agenda if each.key not in set(keys)]
        at = order.index(before) if before in order else len(order)
        order[at:at] = keys
        self._run(meeting_parts.order_items(self._meeting.id, order), lambda: self.table.mark(keys))

    def _on_suggest(self) -> None:
        book, meeting = self._book, self._meeting
        if book is None or meeting is None:
            return
        edits = [
            meeting_parts.change_item(meeting.id, each.key, minutes=agenda_rows.suggested(book, each))
            for each in meeting.agenda
            if not each.done
        ]
        if edits:
            self._run(together("Suggest minutes", edits), None)

    def _on_follow(self) -> None:
        for key in self.table.marked[:1]:
            self.opened.emit(key)
