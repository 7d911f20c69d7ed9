"""What the chosen session voted on: rounds, what was revealed and agreed, and how the voices spread by role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.entries import Column, EntryModel, text_cell
from ui.theme import Theme
from ui.widgets.entry_table import EntryTable
from ui.widgets.parts import Button, boxed, column, label, row
from workbench.analysis.meetings import Voted, voted_on
from workbench.analysis.question import QuestionRating
from workbench.analysis.rounds import clock_words
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.meeting import Meeting

NOTHING = (
    "No question was voted on yet. Votes are taken in the workshop; they stay hidden until they are revealed."
)


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One vote as a row."""

    voted: Voted

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.voted.question


def columns() -> Sequence[Column]:
    """The columns of the votes."""
    return (
        Column(
            "Question",
            0,
            lambda each: text_cell(f"{each.id}  {one_line(each.voted.title)}"),
            lambda each: each.id,
        ),
        Column(
            "Rounds",
            64,
            lambda each: text_cell(str(each.voted.rounds), "ink2"),
            lambda each: -each.voted.rounds,
            least=480,
        ),
        Column(
            "Vote",
            88,
            lambda each: text_cell(each.voted.state, "ok" if each.voted.state == "revealed" else "ink2"),
            lambda each: each.voted.state,
        ),
        Column(
            "Agreed on",
            104,
            lambda each: text_cell(each.voted.agreed or "–", "ink"),
            lambda each: each.voted.agreed,
        ),
        Column(
            "Time",
            64,
            lambda each: text_cell(clock_words(each.voted.seconds) if each.voted.seconds else "–", "ink2"),
            lambda each: -each.voted.seconds,
            least=420,
        ),
    )


class VotesPane(QWidget):
    """Shows the votes of one session: `question(id)` leads to the questionnaire."""

    question = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._votes: dict[str, Voted] = {}
        self._meeting = ""
        self.model = EntryModel(columns(), lambda each: each.voted.title, movable=False)
        self.table = EntryTable(theme, self.model, "Votes")
        self.table.setAccessibleDescription("Up and Down choose a question, Enter goes to it.")
        self.nothing = label(NOTHING, "muted", wrap=True)
        self.head = label("", "strong", wrap=True)
        self.words = label("", "second", wrap=True)
        self.go = Button(theme, "Go to the question", self._on_go, look="small", icon_name="arrow-right")
        self.details = boxed(column(self.head, self.words, boxed(row(self.go, None)), spacing=6))
        self.setLayout(column(self.nothing, self.table, self.details, spacing=8))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self.question)

    def show_meeting(self, book: Book, meeting: Meeting, ratings: Mapping[str, QuestionRating]) -> None:
        """Show what a session voted on; `ratings` are those of the assessment by question."""
        listed = voted_on(book, meeting, ratings)
        self._votes = {each.question: each for each in listed}
        chosen = next(iter(self.table.marked), "") if self._meeting == meeting.id else ""
        self._meeting = meeting.id
        self.model.show_entries([VoteRow(each) for each in listed])
        chosen = chosen if chosen in self._votes else next(iter(self._votes), "")
        self.table.choose(chosen)
        self._show(chosen)
        self.nothing.setVisible(not listed)
        self.table.setVisible(bool(listed))

    def _show(self, question: str) -> None:
        each = self._votes.get(question)
        self.details.setVisible(each is not None)
        if each is not None:
            self.head.setText(one_line(each.ask))
            self.words.setText("\n".join(each.lines))

    def _on_go(self) -> None:
        for question in self.table.marked[:1]:
            self.question.emit(question)
