"""What a list does with many rows: edit cells, mark several, change and remove them, group, reorder, paste."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget

from ui.dialogs.pasting import Pasting
from ui.models.entries import EntryModel
from ui.screens.entries.inventory import Inventory
from ui.screens.entries.many import ManyBox
from ui.session import OnError, sentence
from ui.widgets.cell_trouble import CellTrouble
from ui.widgets.entry_table import EntryTable
from workbench.actions import entries
from workbench.actions.edit import Edit, together
from workbench.domain.book import Book
from workbench.domain.text import plural
from workbench.exchange.columns import Column as TableColumn
from workbench.exchange.columns import Kind
from workbench.exchange.inventories import try_row


class RowWork(Inventory):
    """The part of an inventory's screen that works on rows; `EntryScreen` has the widgets."""

    table: EntryTable
    model: EntryModel
    many: ManyBox
    cell_trouble: CellTrouble
    groups: QComboBox
    details_box: QWidget
    nothing: QWidget
    table_columns: tuple[TableColumn, ...]

    def run(self, edit: Edit, then: Callable[[], None] | None = None, failed: OnError | None = None) -> None:
        """Do an edit; where it is refused, say why above the list, and to `failed`."""
        raise NotImplementedError

    def trouble(self, text: str) -> None:
        """Say above the list what did not work; '' takes it back."""
        raise NotImplementedError

    def remove(self, entry_id: str) -> None:
        """Take one entry away; undo brings it back."""
        raise NotImplementedError

    def show_side(self, book: Book) -> None:
        """Show the details of the chosen entry."""
        raise NotImplementedError

    def remove_many(self, ids: Sequence[str]) -> None:
        """Take several entries away in one step; undo brings them back."""
        book = self.session.book
        if book is None or not ids:
            return
        if len(ids) == 1:
            self.remove(ids[0])
            return
        self.form.flush()
        said = f"{len(ids):,} {self.nouns} removed"
        edits = [self.remove_edit(book, each) for each in ids]
        self.run(together(f"Remove {len(ids):,} {self.nouns}", edits), lambda: self.removed.emit(said))

    def on_edited(self, entry_id: str, field: str, text: str) -> None:
        column = next(each for each in self.table_columns if each.key == field)

        def refused(error: Exception) -> None:
            why = sentence(error)
            if self.session.curtain.said(text) != text:
                # The editor would show a name again.
                self.trouble(f"{column.title}: {why}")
            elif not self.cell_trouble.say(entry_id, field, text, why):
                self.trouble(f"{column.title}: {why}")

        self.trouble("")
        try:
            value = column.typed(text)
        except ValueError as wrong:
            # The editor is only now being closed.
            QTimer.singleShot(0, self, lambda wrong=wrong: refused(wrong))
            return
        self.session.run(self.change_edit(entry_id, field, value, ""), failed=refused)

    def on_several(self, ids: Sequence[str]) -> None:
        """Show what can be done with all marked entries, or the details of the one that is."""
        book = self.session.book
        several, were = len(ids) > 1, not self.many.isHidden()
        self.many.setVisible(several)
        if several and not self.inspector.isVisible():
            self.say.emit(f"{len(ids):,} {self.nouns} marked: F4 shows what can be done with all of them")
        if several:
            self.form.flush()
            self.many.show_count(len(ids))
            self.details_box.hide()
            self.nothing.hide()
        elif book is not None and were:
            self.show_side(book)

    def on_apply_many(self, field: str, value: Any) -> None:
        ids = self.table.marked
        said = f"Change {len(ids):,} {self.nouns}"
        edits = [self.change_edit(each, field, value, "") for each in ids]
        self.session.run(
            together(said, edits),
            then=lambda _done: self.table.mark(ids),
            failed=lambda error: self.many.say(sentence(error)),
        )

    def on_moved_rows(self, ids: Sequence[str], before: str) -> None:
        book = self.session.book
        if book is None:
            return
        moved = set(ids)
        order = [each.id for each in self.model.shown if each.id not in moved]
        at = order.index(before) if before else len(order)
        order[at:at] = ids
        edit = entries.reorder(self.kind, book.assessment.id, order, f"Move {self.nouns}")
        self.run(edit, lambda: self.table.mark(ids))

    def on_group(self) -> None:
        key = self.groups.currentData()
        column = next((each for each in self.table_columns if each.key == key), None)
        self.model.group_by(None if column is None else lambda each: _group_title(column, each))

    def paste(self, text: str = "") -> None:
        """Add rows from the clipboard, or from a table that was typed, after a look at them."""
        if self.session.book is None:
            return
        Pasting(
            self.session,
            self.theme,
            self.nouns,
            self.table_columns,
            self.title_field,
            partial(try_row, self.kind),
            self._rows_edit,
            self.trouble,
        ).ask(text or QGuiApplication.clipboard().text(), self.window())

    def _rows_edit(self, book: Book, rows: Sequence[dict[str, Any]]) -> Edit:
        said = f"Add {plural(len(rows), 'row')} to the {self.nouns}"
        return entries.add_rows(self.kind, book.assessment.id, self.letter, rows, said)


def _group_title(column: TableColumn, entry: Any) -> str:
    """The head an entry stands under."""
    value = getattr(entry, column.key)
    if value is None or value == "":
        return "Not rated" if column.kind is Kind.STEP else "Not said"
    if column.kind is Kind.STEP:
        words = f", {column.words[value - column.low]}" if column.words else ""
        return f"{column.title} {value}{words}"
    return column.write(value)
