"""What becomes of suggestions: opens their sheet and does what is decided there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.plan.name_dialog import NameDialog
from ui.screens.plan.pick_one import PickOneDialog
from ui.screens.plan.serving import called
from ui.screens.plan.suggestions_dialog import SuggestionsDialog
from ui.session import Session, sentence
from ui.theme import Theme
from workbench.actions import suggestions
from workbench.actions.edit import Edit, together
from workbench.analysis.suggest import Suggestion
from workbench.analysis.suggest import suggestions as suggested
from workbench.domain.book import Book
from workbench.domain.entity import new_id
from workbench.domain.text import plural

_WHY = "Say in a few words why it is turned down: others will ask."


class SuggestionsDesk(QObject):
    """One sheet at a time; `opened(action id)` when an action that was taken up is to be edited."""

    opened = Signal(str)

    def __init__(self, session: Session, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._theme, self._over = session, theme, over
        self.sheet: SuggestionsDialog | None = None

    def _all(self, book: Book | None) -> list[Suggestion]:
        if book is None:
            return []
        return suggested(book, self._session.standing, {each.key for each in book.dismissals})

    def count(self) -> int:
        """How many suggestions there are, shown in the sheet where it is open."""
        found = self._all(self._session.book)
        if self.sheet is not None:
            self._show(self.sheet, found)
        return len(found)

    def _show(self, sheet: SuggestionsDialog, found: Sequence[Suggestion]) -> None:
        book = self._session.book
        sheet.show_suggestions(found, book.dismissals if book is not None else ())

    def _stored(self, key: str) -> Suggestion | None:
        """A suggestion as it follows from what is stored: with names hidden, roles must not be written in their place."""
        return next((each for each in self._all(self._session.stored_book) if each.key == key), None)

    def open(self) -> None:
        """Show the sheet."""
        if self._session.book is None:
            return
        sheet = SuggestionsDialog(self._theme, self._over.window())
        self.sheet = sheet
        sheet.take_up.connect(self._on_accept)
        sheet.edit.connect(self._on_edit)
        sheet.merge.connect(self._on_merge)
        sheet.dismiss.connect(self._on_dismiss)
        sheet.offer_again.connect(lambda name: self._run(suggestions.offer_again(name)))
        sheet.finished.connect(lambda _code: self._closed(sheet))
        self._show(sheet, self._all(self._session.book))
        sheet.open()

    def _closed(self, sheet: SuggestionsDialog) -> None:
        if self.sheet is sheet:
            self.sheet = None

    def _run(self, edit: Edit, then: Callable[[], None] | None = None) -> None:
        def failed(error: Exception) -> None:
            if self.sheet is not None:
                self.sheet.say(sentence(error))

        if self.sheet is not None:
            self.sheet.say("")
        self._session.run(edit, then=lambda _done: then() if then is not None else None, failed=failed)

    def _on_accept(self, keys: Sequence[str]) -> None:
        book = self._session.book
        found = [each for each in map(self._stored, keys) if each is not None]
        if book is None or not found:
            return
        edits = [suggestions.accept(book.assessment.id, each, book.pack) for each in found]
        many = f"Take up {plural(len(edits), 'suggestion')}"
        self._run(edits[0] if len(edits) == 1 else together(many, edits))

    def _on_edit(self, key: str) -> None:
        book, each = self._session.book, self._stored(key)
        if book is None or each is None:
            return
        new = new_id()

        def go() -> None:
            if self.sheet is not None:
                self.sheet.reject()
            self.opened.emit(new)

        self._run(suggestions.accept(book.assessment.id, each, book.pack, entity_id=new), go)

    def _on_merge(self, key: str) -> None:
        book, each = self._session.book, self._stored(key)
        if book is None or each is None:
            return
        left = [action for action in book.actions if not action.state.ended]
        if not left:
            assert self.sheet is not None
            self.sheet.say("The plan has no action yet that it could be merged into.")
            return
        dialog = PickOneDialog(
            self._theme,
            "Which action does this already?",
            "Merge",
            [(action.id, called(action.code, action.title)) for action in left],
            self.sheet or self._over.window(),
        )
        dialog.picked.connect(lambda action: self._run(suggestions.merge(action, each)))
        dialog.open()

    def _on_dismiss(self, key: str) -> None:
        book, each = self._session.book, self._stored(key)
        if book is None or each is None:
            return
        name = book.assessment.id
        about = (
            self._session.curtain.said(each.title),
            "It is offered again once the facts behind it change.",
        )
        dialog = NameDialog(
            self._theme,
            "Dismiss a suggestion",
            "Dismiss",
            "Why",
            _WHY,
            self.sheet or self._over.window(),
            "",
            about,
        )
        dialog.given.connect(lambda why: self._run(suggestions.dismiss(name, each.key, each.title, why)))
        dialog.open()
