"""Who said what: by question all answers, by respondent all of theirs, and found by their words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.curtain import Curtain
from ui.screens.respondents.said_text import SaidText, matches
from ui.theme import Theme
from ui.widgets.parts import boxed, column, label, row, rule
from ui.widgets.put_away import PutAway
from ui.widgets.segmented import Segmented
from workbench.analysis.who_said import Said, Voice, asked, everything_said, voices
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.content import Question
from workbench.domain.text import plural

ID = Qt.ItemDataRole.UserRole
QUESTION, RESPONDENT = "question", "respondent"
LIST_WIDTH, TYPING = 290, 150


class WhoSaid(QWidget):
    """A list of questions or respondents, and the answers beside it; `question(id)` leads to the questionnaire."""

    question = Signal(str)

    def __init__(self, theme: Theme, curtain: Curtain) -> None:
        super().__init__()
        self._theme, self._curtain = theme, curtain
        self._book: Book | None = None
        self._voices: list[Voice] = []
        self._everything: list[Said] = []
        self._found: dict[str, list[Said]] = {}
        self.by = Segmented(
            theme, [(QUESTION, "By question"), (RESPONDENT, "By respondent")], "Answers in order"
        )
        self.by.take(QUESTION)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find in the answers")
        self.search.setAccessibleName("Find in the answers")
        self.search.setClearButtonEnabled(True)
        self.count = label("", "muted", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Questions")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = SaidText(theme)
        left = boxed(column(self.by, self.search, self.count, self.list, spacing=8, margins=(24, 16, 16, 16)))
        left.setFixedWidth(theme.px(LIST_WIDTH) + 40)
        self._left = left
        layout = row(left, rule("vline"), self.text, spacing=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._later = QTimer(self, singleShot=True, interval=TYPING)
        self._later.timeout.connect(self._fill)
        PutAway(curtain, self.search)
        self.by.chosen.connect(self._on_by)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.list.itemActivated.connect(lambda _item: self.text.setFocus())
        self.text.anchorClicked.connect(self._on_link)

    @property
    def _parts(self) -> list[str]:
        return self.search.text().casefold().split()

    def refresh(self, book: Book) -> None:
        """Show what is true now; the one chosen stays chosen."""
        self._left.setFixedWidth(self._theme.px(LIST_WIDTH) + 40)
        self._book = book
        self._voices = voices(book, self._curtain.hidden)
        self._everything = everything_said(book, self._voices)
        self._fill()

    def show_one(self, by: str, key: str) -> None:
        """Go to a question or a respondent."""
        self.search.clear()
        self._on_by(by)
        # Whoever is shown together with others has no place alone.
        mine = next((each.key for each in self._voices if key in each.ids), key)
        self._choose(mine if by == RESPONDENT else key)

    def _on_by(self, key: str) -> None:
        self.by.take(key)
        self.list.setAccessibleName("Questions" if key == QUESTION else "Respondents")
        self._fill()

    def _fill(self) -> None:
        book = self._book
        if book is None:
            return
        self._later.stop()
        chosen = self.chosen
        found = matches(self._everything, self._parts)
        by_question = self.by.current == QUESTION
        self._found = {}
        for each in found:
            key = each.question.id if by_question else each.voice.key
            self._found.setdefault(key, []).append(each)
        wanted = self._questions(asked(book)) if by_question else self._respondents()
        self.list.blockSignals(True)
        self.list.clear()
        for key, (first, second) in wanted.items():
            count = len(self._found.get(key, ()))
            item = QListWidgetItem(f"{first}\n{second}{', ' if second else ''}{plural(count, 'answer')}")
            item.setData(ID, key)
            if not count:
                item.setForeground(self._theme.color("ink3"))
            self.list.addItem(item)
        self.list.blockSignals(False)
        if self._parts:
            self.count.setText(f"{plural(len(found), 'answer has', 'answers have')} these words.")
        else:
            self.count.setText(f"{plural(len(self._everything), 'answer')} in all.")
        self._choose(chosen)

    def _questions(self, listed: Sequence[Question]) -> dict[str, tuple[str, str]]:
        parts = self._parts
        return {
            each.id: (one_line(each.title or each.ask)[:120], each.id)
            for each in listed
            if not parts or each.id in self._found
        }

    def _respondents(self) -> dict[str, tuple[str, str]]:
        parts = self._parts
        return {
            each.key: (
                one_line(each.label)[:120],
                one_line(
                    ", ".join(
                        filter(
                            None,
                            (
                                "" if each.merged else each.role,
                                each.beside,
                                "set aside" if each.aside else "",
                            ),
                        )
                    )
                )[:120],
            )
            for each in self._voices
            if not parts or each.key in self._found
        }

    @property
    def chosen(self) -> str:
        """The question or respondent whose answers are shown."""
        item = self.list.currentItem()
        return str(item.data(ID)) if item is not None else ""

    def _choose(self, key: str) -> None:
        places = [i for i in range(self.list.count()) if self.list.item(i).data(ID) == key]
        self.list.blockSignals(True)
        self.list.setCurrentRow(places[0] if places else (0 if self.list.count() else -1))
        self.list.blockSignals(False)
        self._show()

    def _show(self) -> None:
        key, book = self.chosen, self._book
        said = self._found.get(key, [])
        text = self.text
        cursor = text.begin()
        if book is None or not key:
            nothing = "No answer has these words." if self._parts else "Nobody is listed yet."
            text.note(cursor, nothing)
        elif self.by.current == QUESTION:
            self._write_question(cursor, book, key, said)
        else:
            self._write_voice(cursor, key, said)
        text.end()

    def _write_question(self, cursor: QTextCursor, book: Book, key: str, said: Sequence[Said]) -> None:
        text = self.text
        question = next(each for each in asked(book) if each.id == key)
        text.title(cursor, one_line(question.ask))
        text.link(cursor, question, f"Open {question.id} in the questionnaire", 4)
        room = book.consensus.get(key)
        if room is not None:
            option = question.option(room.value, room.variant) if room.value else None
            words = f"{room.value}: {one_line(option.text)}" if option else f"level {room.value}"
            agreed = f"The room agreed on: {words if room.value else 'does not apply'}."
            text.note(cursor, agreed, "ink")
            if room.dissent.strip():
                text.note(cursor, f"Dissent kept: “{room.dissent.strip()}”")
        if not said:
            text.note(cursor, "Nobody answered it yet.")
        role = ""
        for each in said:
            if each.voice.role != role:
                role = each.voice.role
                text.head(cursor, role)
            text.answer(cursor, each, _named(each.voice))

    def _write_voice(self, cursor: QTextCursor, key: str, said: Sequence[Said]) -> None:
        text = self.text
        voice = next(each for each in self._voices if each.key == key)
        text.title(cursor, one_line(voice.label))
        if voice.beside:
            text.note(cursor, one_line(voice.beside))
        if voice.merged:
            people = plural(len(voice.ids), "person", "people")
            text.note(cursor, f"{people}, shown together while names are hidden.")
        if voice.aside:
            text.note(cursor, f"The answers do not count: {one_line(voice.aside)}", "warn")
        if not said:
            text.note(cursor, "Nothing was said yet." if not self._parts else "Nothing here has these words.")
        question = ""
        for each in said:
            if each.question.id != question:
                question = each.question.id
                text.link(cursor, each.question, f"{question}  {one_line(each.question.ask)}")
            text.answer(cursor, each, "")

    def _on_link(self, address: QUrl) -> None:
        self.question.emit(address.toString())


def _named(voice: Voice) -> str:
    if voice.merged:
        return ""
    beside = f" ({one_line(voice.beside)})" if voice.beside else ""
    aside = f", set aside: {one_line(voice.aside)}" if voice.aside else ""
    return f"{one_line(voice.label)}{beside}{aside}"
