"""The library: everything the content pack has to read, to copy and to take into the assessment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from ui import settings as known
from ui.layout import NARROW, WIDE
from ui.screens.base import Screen
from ui.screens.library.contents import ContentsList
from ui.screens.library.entries import document_markdown
from ui.screens.library.index import Library
from ui.screens.library.offers import Offer, offer
from ui.screens.library.pages import LIBRARY, Address, Link
from ui.screens.library.reader import Reader
from ui.session import sentence
from ui.settings import Settings
from ui.widgets.parts import Button, column, row
from workbench.domain.content import DocumentTemplate
from workbench.domain.text import short, slug
from workbench.domain.topic import Topic
from workbench.storage.files import write_whole
from workbench.storage.header import SUFFIX

LIST_WIDE, LIST_MEDIUM, LIST_NARROW = 316, 280, 232
MARKDOWN = ".md"
WARM_AT_ONCE = 60


class LibraryScreen(Screen):
    """The contents on the left, the chosen page on the right."""

    key = LIBRARY
    title = "Library"
    topics = frozenset(
        {
            Topic.OBSTACLES,
            Topic.TALENTS,
            Topic.RISKS,
            Topic.ACTIONS,
            Topic.NEEDS,
            Topic.DISCOVERIES,
            Topic.ASSESSMENTS,
        }
    )

    def _lay_out(self) -> None:
        self.contents = ContentsList(self.theme)
        self.reader = Reader(self.theme)
        across = row(self.contents, self.reader, spacing=0)
        across.setStretch(1, 1)
        layout = column(self.header, spacing=0)
        layout.addLayout(across, 1)
        self.setLayout(layout)

    def _build(self) -> None:
        theme = self.theme
        self.library: Library | None = None
        self.address: Address = ("questions", "")
        self._offer: Offer | None = None
        self._drawn: tuple[Library, Address, float] | None = None
        self.copy_button = Button(theme, "Copy as text", self.copy, icon_name="copy")
        self.copy_button.setToolTip("Copy this page, and what is below it, as text (Ctrl+C)")
        self.save_button = Button(theme, "Save as text file…", self.save, icon_name="download")
        self.show_button = Button(theme, "Show it", self._on_show, icon_name="arrow-right")
        self.add_button = Button(theme, "Add", self._on_add, look="primary", icon_name="plus")
        self.header.add(self.copy_button, self.save_button, self.show_button, self.add_button)

    def _connect(self) -> None:
        self.contents.chosen.connect(self.show_page)
        self.contents.opened.connect(lambda: self.reader.setFocus(Qt.FocusReason.TabFocusReason))
        self.reader.followed.connect(self.follow)
        self._warm = QTimer(self, interval=0)
        self._warm.timeout.connect(self._on_warm)
        self._bind("Ctrl+F", self.contents.to_filter)
        self._bind("Escape", self.contents.clear_filter)
        self._bind(QKeySequence.StandardKey.Copy, self.copy)
        if Settings().get(known.SINGLE_KEYS):
            self._bind("/", self.contents.to_filter)

    def _bind(self, keys: str | QKeySequence.StandardKey, do: Callable[[], Any]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    # What is shown

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        pack = book.pack
        new = self.library is None or self.library.pack is not pack
        if new:
            self.library = Library(pack)
            self.contents.show_library(self.library)
            if self.address not in self.library.nodes:
                self.address = (self.address[0], "")
            self._warm.start()
        self.header.note.setText(f"{short(pack.title)}, version {short(pack.version, 24)}")
        self._fit_window()
        self.show_page(self.address)
        if new:
            self.contents.choose(self.address)

    def show_page(self, address: Address) -> None:
        """Show the page at an address."""
        library, book = self.library, self.session.book
        if library is None or book is None or address not in library.nodes:
            return
        self.address = address
        drawn = (library, address, self.theme.scale)
        if drawn != self._drawn:
            self._drawn = drawn
            trail = library.trail(address) or [library.nodes[address].title]
            asked = {question.id for question in book.questions}
            self.reader.show_page(library.page(address), trail, lambda link: link.details in asked)
        self._offer = offer(book, address)
        self._show_buttons()

    def _show_buttons(self) -> None:
        given = self._offer
        self.save_button.setVisible(self.document is not None)
        self.add_button.setVisible(given is not None and not given.there)
        self.show_button.setVisible(given is not None and bool(given.there))
        if given is not None:
            self.add_button.setText(given.add)
            self.show_button.setText(given.show)

    @property
    def document(self) -> DocumentTemplate | None:
        """The document template that is shown, if one is."""
        section, name = self.address
        if section != "documents" or self.library is None:
            return None
        return next((each for each in self.library.pack.documents if each.id == name), None)

    def arrive(self, details: Any) -> None:
        if isinstance(details, tuple) and self.library is not None and details in self.library.nodes:
            self.go_to(details)

    def go_to(self, address: Address) -> None:
        """Show a page and mark it in the contents."""
        self.show_page(address)
        self.contents.choose(address)

    def take_focus(self) -> None:
        self.contents.tree.setFocus()

    def _fit_window(self) -> None:
        super()._fit_window()
        width = round(self.window().width() / self.theme.scale)
        # There is always room for which pack it is.
        self.header.note.setVisible(bool(self.header.note.text()))
        wide = LIST_WIDE if width >= WIDE else LIST_MEDIUM if width >= NARROW else LIST_NARROW
        self.contents.setFixedWidth(self.theme.px(wide))
        self.reader.fit(32 if width >= WIDE else 24)

    def _on_warm(self) -> None:
        if self.library is None or not self.library.warm(WARM_AT_ONCE):
            self._warm.stop()

    # What people do

    def follow(self, link: Link) -> None:
        """Go where a link leads: to another page, or to a screen."""
        if link.screen == LIBRARY and isinstance(link.details, tuple):
            self.go_to(link.details)
        else:
            self.go.emit(link.screen, link.details or None)

    def copy(self) -> None:
        """Put the page, and everything below it, on the clipboard."""
        if self.library is not None:
            QGuiApplication.clipboard().setText(self.library.text(self.address))
            self.say.emit("Copied as text")

    def add(self) -> None:
        """Add what is shown to its list in the assessment; undo takes it back."""
        given = self._offer
        if given is None or given.there:
            return
        self.session.run(given.edit(), then=lambda _done: self.removed.emit(given.added))

    def _on_add(self) -> None:
        self.add()

    def _on_show(self) -> None:
        if self._offer is not None:
            self.go.emit(self._offer.screen, self._offer.there)

    def save(self) -> None:
        """Ask where the template goes as a Markdown file."""
        document = self.document
        if document is None:
            return
        dialog = QFileDialog(self, "Save as text file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Text with headings, Markdown (*.md)", "All files (*)"])
        dialog.setDefaultSuffix(MARKDOWN[1:])
        dialog.selectFile(f"{slug(document.title) or 'template'}{MARKDOWN}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_as(document, Path(name)))
        dialog.open()

    def save_as(self, document: DocumentTemplate, path: Path) -> None:
        """Write a template to a file."""
        if path.suffix == SUFFIX:
            self.session.failed.emit(f"'{path.name}' is a workspace. Save the template under another name.")
            return

        def failed(error: Exception) -> None:
            why = getattr(error, "strerror", None)
            text = f"'{path.name}' could not be written ({why})." if why else sentence(error)
            self.session.failed.emit(text)

        self.session.jobs.pool(
            lambda _job: write_whole(path, document_markdown(document).encode()),
            lambda _none: self.say.emit(f"Saved as {path.name}"),
            failed,
        )
