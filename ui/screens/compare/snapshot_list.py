"""The snapshots of this assessment: their names, and what can be done with each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row, section
from workbench.actions import snapshots
from workbench.domain.book import Book
from workbench.domain.snapshot import Snapshot
from workbench.domain.text import short


class SnapshotList(QWidget):
    """`chosen(id)` to compare with one, `taken` to take another; renaming and removing are done here, with undo."""

    chosen = Signal(str)
    take = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._rows = column(spacing=6)
        take = Button(theme, "Take a snapshot…", self.take.emit, look="small", icon_name="save")
        layout = column(section("Snapshots", "frozen, numbered, never changed", take), spacing=6)
        layout.addLayout(self._rows)
        self.setLayout(layout)

    def show_book(self, book: Book) -> None:
        """List them, the newest first."""
        clear(self._rows)
        for each in sorted(book.snapshots, key=lambda one: -one.number):
            self._rows.addWidget(self._line(each))
        if not book.snapshots:
            words = (
                "None yet. A snapshot before a workshop, and one after a quarter, show what the work brought."
            )
            self._rows.addWidget(label(words, "muted", wrap=True))

    def _line(self, each: Snapshot) -> QWidget:
        theme, name = self._theme, f"snapshot {each.number}"
        said = f"{each.number}  {each.name}"
        go = LinkButton(theme, said, lambda: self.chosen.emit(each.id), f"Compare with {name}: {each.name}")
        when = ", ".join(
            part for part in (f"{each.taken_on.day} {each.taken_on:%b %Y}", each.by, each.note) if part
        )
        edit = IconButton(theme, "pencil", f"Rename {name}", lambda: self._rename(each), look="flat")
        off = IconButton(theme, "trash-2", f"Remove {name}", lambda: self._remove(each), look="flat")
        line = row(go, label(short(when, 120), "caption", wrap=True), edit, off, spacing=8)
        line.setStretch(1, 1)
        return boxed(line)

    def _rename(self, each: Snapshot) -> None:
        RenameDialog(self._session, self._theme, each, self.window()).open()

    def _remove(self, each: Snapshot) -> None:
        self._session.run(snapshots.remove(each.id))


class RenameDialog(Dialog):
    """Gives a snapshot another name or note; what is frozen stays."""

    def __init__(self, session: Session, theme: Theme, known: Snapshot, parent: QWidget | None) -> None:
        super().__init__(theme, "Rename a snapshot", parent, "Rename")
        self._session, self._id = session, known.id
        self.head(f"Snapshot {known.number}")
        self.name, self.note = QLineEdit(known.name), QLineEdit(known.note)
        covered = session.curtain.covered(Snapshot, known.id)
        self.name.setReadOnly("name" in covered)
        self.note.setReadOnly("note" in covered)
        self.field("Name", self.name)
        self.field("Note", self.note)

    def on_accept(self) -> None:
        edit = snapshots.rename(self._id, self.name.text(), self.note.text().strip())
        self._session.run(edit, lambda _done: self.accept(), lambda error: self.say(sentence(error)))
