"""The register as a file: written as a spreadsheet or CSV, and taken in from one after a look at what it changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from shiboken6 import isValid

from ui.dialogs.import_preview import ImportPreview
from ui.dialogs.names import NamesDialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button
from workbench.actions.register import take
from workbench.domain.book import Book
from workbench.domain.text import plural, slug
from workbench.exchange.changes import Taken
from workbench.exchange.register import Register, export_register, names_written, read_register
from workbench.exchange.register_changes import look
from workbench.exchange.sheets import SUFFIXES

_KINDS = {".xlsx": "Spreadsheets (*.xlsx)", ".csv": "CSV files (*.csv)"}
_BY_ROLE = "Put names of people into the file; else their roles stand there"


class RegisterDesk(QObject):
    """One button with a menu; `said` is what was done, `trouble` what did not work.

    `flush` writes down what is still being typed.
    """

    said = Signal(str)
    trouble = Signal(str)

    def __init__(self, session: Session, theme: Theme, owner: QWidget, flush: Callable[[], None]) -> None:
        super().__init__(owner)
        self._session, self._theme, self._owner, self._flush = session, theme, owner, flush
        self.button = Button(theme, "Register…", self.ask, icon_name="file-spreadsheet")
        self.button.setToolTip("Write the register to a file, or take it in from one")
        self.button.setAccessibleName("Register: export or import")
        self.names = QAction("Names of people in the file…", self)
        self.names.setCheckable(True)
        self.names.setToolTip(_BY_ROLE)
        self.names.triggered.connect(self._on_names)
        session.curtain.turned.connect(lambda _hidden: self.names.setChecked(False))

    def menu(self) -> QMenu:
        """What the button offers."""
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Export as spreadsheet…", lambda: self._ask_export(".xlsx"))
        menu.addAction("Export as CSV…", lambda: self._ask_export(".csv"))
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

        self._session.jobs.pool(lambda _job: names_written(book), found, self._on_trouble)

    def _ask_export(self, suffix: str) -> None:
        book, place = self._session.stored_book, self._session.path
        if book is None or place is None:
            return
        title = self._session.curtain.by_role(book.assessment.title)
        name = slug(book.workspace.client, title, "risks") + suffix
        dialog = QFileDialog(self._owner, "Write the register to", str(place.parent / name), _KINDS[suffix])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(str(place.parent / name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Replacing is asked for by the system's own dialog.
        dialog.fileSelected.connect(lambda chosen: self.export(Path(chosen)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Write the register to a file, its kind by the ending; away from the UI thread, and whole or not at all."""
        self._settled(lambda: self._export(path))

    def _export(self, path: Path) -> None:
        book, names = self._book(), self.names.isChecked() and not self._session.curtain.hidden
        if book is None:
            return
        self.trouble.emit("")
        self._session.jobs.pool(
            lambda _job: export_register(book, path, names=names),
            lambda count: self.said.emit(f"Written: {path.name}, {plural(count, 'risk')}"),
            self._on_trouble,
        )

    def _on_trouble(self, error: Exception) -> None:
        self.trouble.emit(self._session.curtain.said(sentence(error)))

    # In

    def _ask_import(self) -> None:
        dialog = QFileDialog(self._owner, "Import a register")
        dialog.setNameFilters(["Registers (*.xlsx *.csv)", "All files (*)"])
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
            self._theme, "risk", path.name, self._session.curtain.said, self._owner.window()
        )
        dialog.again.connect(lambda: self._read(path, dialog))
        dialog.taken.connect(lambda register: self._take(register, dialog))
        dialog.open()
        self._read(path, dialog)

    def _read(self, path: Path, dialog: ImportPreview) -> None:
        def work(book: Book) -> tuple[Register, list[Taken]]:
            register = read_register(book, path)
            return register, look(book, register)

        def show(found: tuple[Register, list[Taken]]) -> None:
            if isValid(dialog):
                dialog.show_table(*found)

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.show_trouble(sentence(error))

        def start() -> None:
            book = self._book()
            if book is not None:
                self._session.jobs.pool(lambda _job: work(book), show, failed)

        self._settled(start)

    def _take(self, register: Register, dialog: ImportPreview) -> None:
        book = self._session.stored_book
        if book is None:
            return
        changed, added = len(register.changed), len(register.added)

        def landed() -> None:
            if isValid(dialog):
                dialog.accept()
            self.said.emit(f"Taken in: {added} new, {changed} changed")

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.refused(sentence(error))

        self._session.run(take(book.assessment.id, register), lambda _done: landed(), failed)


def dropped(event: QDropEvent) -> Path | None:
    """The register that is being dropped: one file with the ending of a table, or `None`."""
    urls = event.mimeData().urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == len(urls) == 1 and files[0].suffix.lower() in SUFFIXES else None
