"""The links of something that is no row of a list, such as a cell of the practices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.dialogs.pick import Choice, PickDialog
from ui.screens.entries.links import FIELDS, SOURCES
from ui.theme import Theme
from ui.widgets.entry_form import EntryForm
from ui.widgets.fields_links import LinksControl
from workbench.domain.book import Book
from workbench.domain.linked import LINKS, Linked


class LinkForm(EntryForm):
    """Shows, asks for and follows links by itself: `given` as any form, `go(screen, details)` to what is linked."""

    go = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, FIELDS)
        self._book: Book | None = None
        self.wanted.connect(self._ask)
        self.followed.connect(self._follow)

    def show_links(self, book: Book, entry: Linked) -> None:
        """Show what an entry of an assessment is linked to."""
        self._book = book
        for field in LINKS:
            choices = SOURCES[field].choices(book) if getattr(entry, field) else ()
            self._name(field, choices)
        self.show_entry(entry.id, {field: getattr(entry, field) for field in LINKS})

    def _name(self, field: str, choices: Sequence[Choice]) -> LinksControl:
        control = self.controls[field]
        assert isinstance(control, LinksControl)
        control.show_words({each.id: each.title for each in choices})
        return control

    def _ask(self, field: str, taken: Sequence[str]) -> None:
        if self._book is None:
            return
        source, entry_id = SOURCES[field], self.entry_id
        choices = source.choices(self._book)

        def linked(ids: Sequence[str]) -> None:
            if self.entry_id == entry_id:
                self._name(field, choices).take(ids)

        dialog = PickDialog(self._theme, source.question, "Link", choices, self.window(), taken)
        dialog.picked.connect(linked)
        dialog.open()

    def _follow(self, field: str, linked: str) -> None:
        screen = SOURCES[field].screen
        self.go.emit(screen, (field, linked) if screen == "library" else linked)
