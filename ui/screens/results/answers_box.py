"""One question in the panel that explains a score: its figures, and when opened every answer behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, as_plain, clear, column, label, row
from workbench.analysis.maturity import QuestionRating
from workbench.analysis.who_said import said_to, voices
from workbench.charts import agreement, distribution, words
from workbench.charts.distribution import counted
from workbench.domain.assessment import Answer, AnswerState, Respondent
from workbench.domain.book import Book
from workbench.domain.content import Question
from workbench.domain.role import Role


def figures_words(rating: QuestionRating) -> str:
    """A question's figures on one line: 'level 2; 0.52 discuss'."""
    if not rating.applicable:
        return "not applicable"
    if rating.index is None:
        return "no value yet"
    agreed = "agreed in the room; " if rating.agreed else ""
    return f"{agreed}x {mean_words(rating)}, g {rating.median}; {agreement.of_question(rating).text}"


def mean_words(rating: QuestionRating) -> str:
    """The mean of a question, hidden where there are two camps."""
    return "hidden" if rating.mean_hidden else words.one_decimal(rating.index)


def _said(answer: Answer) -> str:
    """What one answer was, beside its level: how well it is backed, or what kept it from being one."""
    match answer.state:
        case AnswerState.RATED:
            return answer.strength.label.lower() if answer.strength else ""
        case AnswerState.COUNTED:
            keys = sorted(key for key in answer.counts if key[0].isdigit())
            levels = [int(key[0]) for key in keys]
            hands = [answer.counts[key] for key in keys]
            more = [f"{answer.counts[key]} {name}" for key, name in (("na", "not applicable"), ("dk", "don't know")) if answer.counts.get(key)]  # fmt: skip
            return ", ".join(each for each in (counted(levels, hands), *more) if each)
        case AnswerState.NOT_APPLICABLE:
            return "not applicable" + ("" if answer.reason.strip() else ", without a reason")
        case AnswerState.DONT_KNOW:
            return "don't know"
        case AnswerState.OPEN:
            return "no answer yet"


def answers_in_order(book: Book, question: str) -> Iterator[tuple[Respondent, Answer]]:
    """Who said what to a question, in the order of the respondents."""
    said = book.answers_to(question)
    for each in book.respondents:
        answer = said.get(each.id)
        if answer is not None and (answer.given or answer.note.strip()):
            yield each, answer


def answers_by_voice(book: Book, question: Question) -> Iterator[tuple[str, Answer]]:
    """The same while names are hidden: what was sent in alone by role, or by others where a role has too few people."""
    counts = book.answers_to(question.id)
    for each in said_to(book, question, voices(book, hidden=True)):
        answer = each.answer
        if answer.respondent in counts and (answer.given or answer.note.strip()):
            yield each.voice.label, answer


class QuestionBox(QWidget):
    """A line that opens; `question(id)` leads to the questionnaire."""

    question = Signal(str)

    def __init__(
        self, theme: Theme, book: Book, rating: QuestionRating, roles: Sequence[Role], hidden: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._book, self.rating, self._roles = theme, book, rating, roles
        self._hidden = hidden
        title = words.one_line(rating.question.title or rating.question.ask)
        self.link = LinkButton(theme, title, self.turn, f"{title}: {figures_words(rating)}; show the answers")
        value = label(mean_words(rating) if rating.applicable else "n/a", "strong")
        note = label(figures_words(rating), "second", wrap=True)
        note.setContentsMargins(4, 0, 0, 0)
        head = row(self.link, None, value, spacing=6)
        self._answers = column(spacing=3, margins=(4, 0, 0, 0))
        layout = column(spacing=0, margins=(theme.px(28), 0, 0, 0))
        layout.addLayout(head)
        layout.addWidget(note)
        gap = agreement.gap_words(rating, roles)
        if gap:
            warned = label(gap, "warn", wrap=True)
            warned.setContentsMargins(4, 0, 0, 0)
            layout.addWidget(warned)
        layout.addLayout(self._answers)
        self.setLayout(layout)
        self.opened = False

    def turn(self) -> None:
        """Show the answers, or put them away."""
        self.opened = not self.opened
        clear(self._answers)
        if self.opened:
            self._fill()

    def _fill(self) -> None:
        rating, theme = self.rating, self._theme
        self._answers.addWidget(label(words.one_line(rating.question.ask), "second", wrap=True))
        figure = FigureView(
            theme,
            lambda w, _h: distribution.draw(rating, w, self._roles),
            name="Answers by option",
            keep_height=True,
        )
        self._answers.addWidget(label(f"{distribution.title(rating)}.", "medium", wrap=True))
        self._answers.addWidget(figure)
        room = self._book.consensus.get(rating.question.id)
        if room is not None and rating.agreed:
            value = "not applicable" if room.value is None else f"level {room.value}"
            alone = (
                "no mean, two camps"
                if rating.accord.mean_hidden
                else words.one_decimal(rating.open_index, "none")
            )
            by = f" (agreed by {words.one_line(room.agreed_by)})" if room.agreed_by.strip() else ""
            said = f"The room agreed on {value}{by}; the single answers give {alone}."
            self._answers.addWidget(label(said, "second", wrap=True))
            if room.dissent.strip():
                kept = f"Dissent kept: “{words.one_line(room.dissent)}”"
                self._answers.addWidget(label(kept, "muted", wrap=True))
        if self._hidden:
            said_by = answers_by_voice(self._book, rating.question)
        else:
            said_by = (
                (who.label, answer) for who, answer in answers_in_order(self._book, rating.question.id)
            )
        for who, answer in said_by:
            self._answers.addWidget(self._answer(who, answer))
        go = Button(theme, "Open in the questionnaire", lambda: self.question.emit(rating.question.id), look="link")  # fmt: skip
        self._answers.addLayout(row(go, None))

    def _answer(self, who: str, answer: Answer) -> QWidget:
        level = f"{answer.value}  " if answer.value else ""
        said = _said(answer)
        if answer.given and not answer.counts_for(self.rating.question):
            said = f"{said}, no longer offered, so without a value".lstrip(", ")
        if answer.state is AnswerState.NOT_APPLICABLE and self.rating.question.essential is not None:
            said = f"{said}; counts as don't know, since only the room can set an essential question aside"
        line = label(f"{level}{words.one_line(who)}{f', {said}' if said else ''}", "second", wrap=True)
        option = self.rating.question.option(answer.value, answer.variant) if answer.value else None
        if option is not None:
            line.setToolTip(as_plain(words.one_line(option.text)))
        note = words.one_line(answer.note or answer.reason)
        if not note:
            return line
        box = QWidget()
        quoted = label(f"“{note}”", "muted", wrap=True)
        box.setLayout(column(line, quoted, spacing=0))
        return box
