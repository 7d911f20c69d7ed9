"""What came in: every file that was taken in, when, whose it was, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ui.models.entries import Column, EntryModel, text_cell
from ui.screens.respondents.people_table import PeopleTable
from ui.theme import Theme
from ui.widgets.parts import Button, column, empty_state, label, row, scrolled, section
from workbench.charts.calendar import moment_words
from workbench.domain.assessment import Respondent
from workbench.domain.book import Book
from workbench.domain.invitation import Intake
from workbench.domain.text import plural

KINDS = {"pack": "Answer pack", "pdf": "PDF", "sheet": "Spreadsheet", "session": "Another room"}


class CameIn(QWidget):
    """The history as a list, the newest first."""

    def __init__(self, theme: Theme, take_in: Callable[[], None]) -> None:
        super().__init__()
        self._who: dict[str, str] = {}
        self.model = EntryModel(self._columns(), self._haystack, movable=False)
        self.table = PeopleTable(theme, self.model, "What came in", "Up and Down choose a file.")
        self.sums = label("", "second", wrap=True)
        self.empty = empty_state(
            theme,
            "download",
            "Nothing came in yet",
            "Files that respondents send back are listed here, with what was taken from each.",
            Button(theme, "Take answers in…", take_in),
        )
        inside = QWidget()
        self._inner = column(
            section("What came from where", "the newest first"),
            self.sums,
            self.table,
            self.empty,
            None,
            spacing=8,
            margins=(32, 20, 32, 24),
        )
        inside.setLayout(self._inner)
        self.setLayout(row(scrolled(inside), spacing=0))

    def fit(self, side: int) -> None:
        """Take the margin the design gives."""
        self._inner.setContentsMargins(side, 20, side, 24)

    def _columns(self) -> Sequence[Column]:
        def count(title: str, of: Callable[[Intake], int], width: int = 74) -> Column:
            return Column(title, width, lambda each: text_cell(str(of(each)), "ink2"), of)

        return (
            Column(
                "When",
                150,
                lambda each: text_cell(moment_words(each.at) or "–", "ink2"),
                lambda each: each.at,
            ),
            Column("File", 0, lambda each: text_cell(each.file), lambda each: each.file.casefold()),
            Column(
                "Kind",
                96,
                lambda each: text_cell(_kind(each), "ink2"),
                lambda each: each.kind,
                least=700,
            ),
            Column(
                "From",
                170,
                lambda each: text_cell(self._from(each), "ink2"),
                lambda each: self._from(each).casefold(),
                least=560,
            ),
            count("New", lambda each: each.added, 52),
            count("Same", lambda each: each.same, 58),
            count("Changed", lambda each: each.changed),
            count("Left", lambda each: each.left, 52),
            Column(
                "Taken in by",
                120,
                lambda each: text_cell(each.by or "–", "ink2"),
                lambda each: each.by.casefold(),
                least=860,
            ),
        )

    def _from(self, each: Intake) -> str:
        if each.kind == "session":
            return "Another room"
        return self._who.get(each.respondent, "somebody removed since")

    def _haystack(self, each: Intake) -> str:
        return f"{each.file} {self._from(each)}"

    def refresh(self, book: Book) -> None:
        """Show what is true now."""
        self._who = {each.id: each.label for each in book.all(Respondent)}
        listed = sorted(book.all(Intake), key=lambda each: (each.at, each.position), reverse=True)
        self.model.show_entries(listed, tuple(self._who.items()))
        self.table.setVisible(bool(listed))
        self.empty.setVisible(not listed)
        taken = sum(each.added + each.changed for each in listed)
        said = f"{plural(len(listed), 'file')}, {plural(taken, 'answer')} taken in."
        self.sums.setText(said)
        self.sums.setVisible(bool(listed))


def _kind(each: Intake) -> str:
    return KINDS.get(each.kind, each.kind)
