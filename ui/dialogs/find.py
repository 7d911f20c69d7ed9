"""Finding something by typing a part of it, and going there with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.meeting import Meeting

KEY = Qt.ItemDataRole.UserRole
MOST = 200


class FindDialog(Dialog):
    """Lists what matches every word typed; `chosen` gives the key of the one taken."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, title: str, items: Sequence[tuple[object, str]], parent: QWidget | None
    ) -> None:
        super().__init__(theme, title, parent, "Go there", width=640)
        self._items = [(key, text, text.casefold()) for key, text in items]
        self.words = QLineEdit()
        self.words.setPlaceholderText("Type a part of it")
        self.words.setAccessibleName(title)
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.setMinimumHeight(theme.px(280))
        self._none = label("Nothing like it.", "muted")
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._none)
        self.words.textChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _item: self.on_accept())
        self._show("")
        self.words.setFocus()

    def _show(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self.list.clear()
        found = [(key, text) for key, text, folded in self._items if all(word in folded for word in wanted)]
        for key, text in found[:MOST]:
            item = QListWidgetItem(" ".join(text.split()))
            item.setData(KEY, key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._none.setVisible(not found)
        self.primary.setEnabled(bool(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The arrows move in the list while one goes on typing.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                at = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, at)))
                return True
        return super().eventFilter(watched, event)

    def on_accept(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            key = item.data(KEY)
            self.accept()
            self.chosen.emit(key)


def everything(book: Book, places: Sequence[tuple[str, str]]) -> list[tuple[object, str]]:
    """What can be gone to in an assessment, as (screen and detail, words)."""
    found: list[tuple[object, str]] = [((key, None), name) for key, name in places]
    asked = {question.id for question in book.questions}
    found += [
        (("questionnaire", question.id), f"{question.id}  {question.ask}")
        for question in book.pack.questions
        if question.id in asked
    ]
    found += [(("results", each.id), f"{each.id}  {each.name}") for each in book.pack.capabilities]
    found += [(("obstacles", each.id), f"{each.code}  {each.title}") for each in book.obstacles]
    found += [(("talents", each.id), f"{each.code}  {each.label}") for each in book.talents]
    found += [(("advocacy", each.id), f"{each.code}  {each.title}") for each in book.advocacy]
    found += [(("needs", each.id), f"{each.code}  {each.title}") for each in book.needs]
    found += [(("discoveries", each.id), f"{each.code}  {each.title}") for each in book.discoveries]
    found += [(("services", each.id), f"{each.code}  {each.title}") for each in book.services]
    found += [(("recognition", each.id), f"{each.code}  {each.title}") for each in book.recognitions]
    found += [(("risks", each.id), f"{each.code}  {each.title}") for each in book.risks]
    found += [(("plan", each.id), f"{each.code}  {each.title}") for each in book.actions]
    found += [(("agreements", each.id), f"{each.code}  {each.title}") for each in book.agreements]
    found += [
        (("projects", each.id), f"{each.code}  Project: {each.title}")
        for each in book.actions
        if each.project
    ]
    found += [(("reviews", each.id), f"{each.code}  {each.title}") for each in book.reviews]
    found += [(("sessions", each.id), f"{each.code}  {each.title}") for each in book.all(Meeting)]
    found += [(("trade-offs", each.id), f"{each.code}  {each.title}") for each in book.trade_offs]
    return found + readable(book.pack)


def readable(pack: Pack) -> list[tuple[object, str]]:
    """What of a content pack can be gone to in the library, as (screen and address there, words)."""
    found: list[tuple[object, str]] = []
    for term in pack.glossary:
        also = f" ({', '.join(term.also)})" if term.also else ""
        found.append((("library", ("glossary", term.term)), f"Word: {term.term}{also}. {term.text}"))
    found += [(("library", ("help", each.id)), f"Help: {each.title}") for each in pack.help]
    for catalogue in pack.catalogues:
        found.append(
            (("library", ("catalogues", f":catalogue/{catalogue.id}")), f"Catalogue: {catalogue.title}")
        )
        found += [
            (("library", ("catalogues", f"{catalogue.id}/{each.id}")), f"{catalogue.title}: {each.title}")
            for each in catalogue.entries
        ]
    found += [(("library", ("documents", each.id)), f"Template: {each.title}") for each in pack.documents]
    found += [(("library", ("projects", each.id)), f"First project: {each.title}") for each in pack.projects]
    found += [(("library", ("clauses", each.id)), f"{each.id}  {each.text}") for each in pack.clauses]
    return found
