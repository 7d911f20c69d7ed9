"""From rows on the clipboard to the edit that adds them, with a look at them in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.dialogs.paste import PasteDialog
from ui.session import Session, sentence
from ui.theme import Theme
from workbench.actions.edit import Edit
from workbench.domain.book import Book
from workbench.exchange.columns import Column

Row = dict[str, Any]


class Pasting:
    """Asks about pasted rows and adds them: `make` gives the edit, `trouble` says why it failed after the dialog was closed."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        nouns: str,
        columns: Sequence[Column],
        required: str,
        attempt: Callable[[Mapping[str, Any]], object],
        make: Callable[[Book, Sequence[Row]], Edit],
        trouble: Callable[[str], None],
    ) -> None:
        self._session, self._theme, self._nouns = session, theme, nouns
        self._columns, self._required, self._attempt = columns, required, attempt
        self._make, self._trouble = make, trouble
        self._open: PasteDialog | None = None

    def ask(self, text: str, parent: QWidget) -> None:
        """Show the rows of a text; they are added in one step when they are taken."""
        dialog = PasteDialog(
            self._theme,
            self._session.jobs,
            self._columns,
            self._required,
            self._nouns,
            text,
            parent,
            self._attempt,
        )
        self._open = dialog
        dialog.finished.connect(lambda _code: self._on_closed(dialog))
        dialog.taken.connect(lambda rows: self._on_taken(dialog, rows))
        dialog.open()

    def _on_closed(self, dialog: PasteDialog) -> None:
        if self._open is dialog:
            self._open = None

    def _on_taken(self, dialog: PasteDialog, rows: Sequence[Row]) -> None:
        book = self._session.book
        if book is None:
            dialog.refused("The assessment was closed, so nothing was added.")
            return

        def landed() -> None:
            if self._open is dialog:
                dialog.added()

        def failed(error: Exception) -> None:
            # Whoever has closed the dialog meanwhile is told on the screen.
            (dialog.refused if self._open is dialog else self._trouble)(sentence(error))

        self._session.run(self._make(book, rows), then=lambda _done: landed(), failed=failed)
