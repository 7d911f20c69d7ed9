"""A list as a file: written in one of several formats, and taken in from one after a look at what it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from shiboken6 import isValid

from ui.dialogs.import_preview import ImportPreview, Table
from ui.dialogs.names import NamesDialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button
from workbench.actions.edit import Edit
from workbench.domain.book import Book
from workbench.domain.text import plural, slug
from workbench.exchange.changes import Taken
from workbench.exchange.sheets import SUFFIXES

_BY_ROLE = "Put names of people into the file; else their roles stand there"


@dataclass(frozen=True, slots=True)
class Way:
    """One way out: its words in the menu, the ending of its files and what the system's dialog calls them, what is
    counted in it, and what writes it: `write(book, path, names)` gives how many there are."""

    words: str
    suffix: str
    kind: str
    what: str
    write: Callable[[Book, Path, bool], int]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a desk knows of its list: the name of one entry, what files are called after, the ways out, who would be
    named, how a file is read (`read(book, path)`) and what taking it in is (`take(book, table)`)."""

    what: str
    file: str
    ways: Sequence[Way]
    names: Callable[[Book], list[str]]
    read: Callable[[Book, Path], tuple[Table, list[Taken]]]
    take: Callable[[Book, Any], Edit]


class FileDesk(QObject):
    """One button with a menu; `said` is what was done, `trouble` what did not work.

    `flush` writes down what is still being typed.
    """

    said = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        owner: QWidget,
        flush: Callable[[], None],
        listed: Listed,
        words: tuple[str, str, str],
    ) -> None:
        super().__init__(owner)
        self._session, self._theme, self._owner, self._flush = session, theme, owner, flush
        self._listed = listed
        text, tip, name = words
        self.button = Button(theme, text, self.ask, icon_name="file-spreadsheet")
        self.button.setToolTip(tip)
        self.button.setAccessibleName(name)
        self.names = QAction("Names of people in the file…", self)
        self.names.setCheckable(True)
        self.names.setToolTip(_BY_ROLE)
        self.names.triggered.connect(self._on_names)
        session.curtain.turned.connect(lambda _hidden: self.names.setChecked(False))

    def menu(self) -> QMenu:
        """What the button offers."""
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for way in self._listed.ways:
            action = menu.addAction(way.words, lambda way=way: self._ask_export(way))
            action.setToolTip(way.about)
        # Who hides names on screen does not want them in a file.
        self.names.setEnabled(not self._session.curtain.hidden)
        menu.addAction(self.names)
        menu.addSeparator()
        menu.addAction("Import…", self._ask_import)
        return menu

    def ask(self) -> None:
        """Offer the ways out and in."""
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _book(self) -> Book | None:
        # What goes out or is compared is what is stored; names are taken out on the way.
        book = self._session.stored_book
        return None if book is None else book.snapshot()

    def _settled(self, then: Callable[[], None]) -> None:
        """Do something once everything typed so far is on disk and in the book."""
        self._flush()
        self._session.jobs.lane(lambda: None, lambda _none: then())

    # Out

    def _on_names(self, wanted: bool) -> None:
        self.names.setChecked(False)
        book = self._book()
        if not wanted or book is None:
            return

        def found(names: list[str]) -> None:
            dialog = NamesDialog(self._theme, names, self._owner.window())
            dialog.accepted.connect(lambda: self.names.setChecked(True))
            dialog.open()

        self._session.jobs.pool(lambda _job: self._listed.names(book), found, self._on_trouble)

    def _ask_export(self, way: Way) -> None:
        book, place = self._session.stored_book, self._session.path
        if book is None or place is None:
            return
        title = self._session.curtain.by_role(book.assessment.title)
        name = slug(book.workspace.client, title, self._listed.file) + way.suffix
        dialog = QFileDialog(self._owner, way.words.rstrip("…"), str(place.parent / name), way.kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(way.suffix[1:])
        dialog.selectFile(str(place.parent / name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Replacing is asked for by the system's own dialog.
        dialog.fileSelected.connect(lambda chosen: self.export(Path(chosen), way))
        dialog.open()

    def export(self, path: Path, way: Way | None = None) -> None:
        """Write the list to a file, away from the UI thread, and whole or not at all; without a way, by its ending."""
        found = way or next(
            (each for each in self._listed.ways if each.suffix == path.suffix), self._listed.ways[0]
        )
        self._settled(lambda: self._export(path, found))

    def _export(self, path: Path, way: Way) -> None:
        book, names = self._book(), self.names.isChecked() and not self._session.curtain.hidden
        if book is None:
            return
        self.trouble.emit("")
        self._session.jobs.pool(
            lambda _job: way.write(book, path, names),
            lambda count: self.said.emit(f"Written: {path.name}, {plural(count, way.what)}"),
            self._on_trouble,
        )

    def _on_trouble(self, error: Exception) -> None:
        self.trouble.emit(self._session.curtain.said(sentence(error)))

    # In

    def _ask_import(self) -> None:
        dialog = QFileDialog(self._owner, f"Import {self._listed.what}s")
        dialog.setNameFilters(["Tables (*.xlsx *.csv)", "All files (*)"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.look(Path(chosen)))
        dialog.open()

    def look(self, path: Path) -> None:
        """Open the preview of a file."""
        if self._session.stored_book is None:
            return
        self.trouble.emit("")
        dialog = ImportPreview(
            self._theme, self._listed.what, path.name, self._session.curtain.said, self._owner.window()
        )
        dialog.again.connect(lambda: self._read(path, dialog))
        dialog.taken.connect(lambda table: self._take(table, dialog))
        dialog.open()
        self._read(path, dialog)

    def _read(self, path: Path, dialog: ImportPreview) -> None:
        def show(found: tuple[Table, list[Taken]]) -> None:
            if isValid(dialog):
                dialog.show_table(*found)

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.show_trouble(sentence(error))

        def start() -> None:
            book = self._book()
            if book is not None:
                self._session.jobs.pool(lambda _job: self._listed.read(book, path), show, failed)

        self._settled(start)

    def _take(self, table: Table, dialog: ImportPreview) -> None:
        book = self._session.stored_book
        if book is None:
            return
        new, changed = dialog.counts

        def landed() -> None:
            if isValid(dialog):
                dialog.accept()
            self.said.emit(f"Taken in: {new} new, {changed} changed")

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.refused(sentence(error))

        self._session.run(self._listed.take(book, table), lambda _done: landed(), failed)


def dropped(event: QDropEvent) -> Path | None:
    """The table that is being dropped: one file with the ending of one, or `None`."""
    urls = event.mimeData().urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == len(urls) == 1 and files[0].suffix.lower() in SUFFIXES else None
