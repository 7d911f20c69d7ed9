"""What is made of the offers: an obstacle, a note on a talent, or nothing; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from ui.screens.people.offers import ObstacleDialog, OfferBox, obstacle_fields, talent_words
from workbench.actions import talents
from workbench.actions.edit import Edit, together
from workbench.domain.book import Book
from workbench.domain.talent import Talent
from workbench.domain.text import spelled

Run = Callable[[Edit, Callable[[], None]], None]


class OfferDesk(QObject):
    """Answers the buttons of the notice: `done(words)` when something was changed."""

    done = Signal(str)

    def __init__(self, box: OfferBox, book: Callable[[], Book], run: Run) -> None:
        super().__init__(box)
        self._box, self._book, self._run = box, book, run
        box.obstacle.connect(self._on_obstacle)
        box.talent.connect(self._on_talent)
        box.dismissed.connect(self._on_dismissed)

    def _on_obstacle(self, entry_id: str) -> None:
        book = self._book()
        each = book.get(Talent, entry_id)
        if each is None:
            return
        fields = obstacle_fields(book.pack)
        dialog = ObstacleDialog(self._box.theme, each, fields["detail"], self._box.window())

        def take(title: str, detail: str) -> None:
            more = {**fields, "detail": detail}
            edit = talents.to_obstacle(book.assessment.id, entry_id, title, **more)
            self._run(edit, lambda: self.done.emit("Added to the obstacles"))

        dialog.taken.connect(take)
        dialog.open()

    def _on_talent(self, entry_id: str) -> None:
        edit = talents.note_supporter(entry_id, talent_words(self._book().pack))
        self._run(edit, lambda: self.done.emit("Noted among the strengths"))

    def _on_dismissed(self, ids: Sequence[str]) -> None:
        edits = [talents.dismiss(each) for each in ids]
        said = f"Leave {spelled(len(edits))} people as listed"
        edit = edits[0] if len(edits) == 1 else together(said, edits)
        self._run(edit, lambda: self.done.emit("Left as listed"))
