"""The last page: what was answered, what is open, what was written, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.respond.answering import Answering
from ui.respond.question import COUNTS_AS
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, clear, column, label, rule, scrolled
from ui.widgets.soft import soft
from workbench.domain.answer_pack import PackQuestion
from workbench.domain.text import plural, short, whole_line

MEASURE = 660
FILE_NEXT = (
    "Save, then send this file back to whoever sent it to you: {name}. Until then you can open it again and change "
    "what you like."
)
HERE_NEXT = "Hand the laptop back. Until the consultant takes it, you can go on and change what you like."


class Summary(QWidget):
    """Says it all on one page; `wanted` names a question to go to, `done` is what the primary button asks for."""

    wanted = Signal(str)
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.head = label("", "finding", wrap=True)
        self._lead = label("", "second", wrap=True)
        self._rows = column(spacing=0)
        self.next = label("", "", wrap=True)
        self.finish = Button(theme, "", self.done.emit, look="primary")
        self.finish.setProperty("touch", True)
        self.links: dict[str, Button] = {}
        layout = column(self.head, self._lead, 8, spacing=6)
        layout.addWidget(rule())
        layout.addSpacing(4)
        layout.addWidget(self.next)
        layout.addSpacing(4)
        layout.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(16)
        layout.addLayout(self._rows)
        layout.addStretch(1)
        inside = boxed(layout)
        inside.setMaximumWidth(theme.px(MEASURE))
        self._inside = inside
        outer = column(inside, spacing=0, margins=(40, 32, 40, 24))
        self.setLayout(column(scrolled(boxed(outer)), spacing=0))

    def refresh(self, answering: Answering, file_name: str = "") -> None:
        """Say how it stands now; `file_name` is that of the pack, '' on the consultant's laptop."""
        clear(self._rows)
        self.links = {}
        asked, still = len(answering.pack.questions), len(answering.open_questions)
        self.head.setText(
            f"You answered all {plural(asked, 'question')}."
            if not still
            else f"You answered {asked - still} of {plural(asked, 'question')}."
        )
        self._lead.setText(
            "Thank you. Nothing is open."
            if not still
            else "What is open can stay open; nothing else depends on it."
        )
        self.next.setText(
            soft(FILE_NEXT.format(name=whole_line(file_name)) if answering.in_file else HERE_NEXT)
        )
        self.finish.setText(
            "Save and show the file in its folder" if answering.in_file else "Hand the laptop back"
        )
        self._areas(answering)
        self._list("Does not apply, and why is not said", answering.without_reason, COUNTS_AS)
        self._comments(answering)
        # Made anew they are of no size yet, and the page would jump when they get one.
        self._inside.setMaximumWidth(self._theme.px(MEASURE))

    def _areas(self, answering: Answering) -> None:
        for name, questions in answering.areas.items():
            done = answering.done_in(questions)
            words = "all answered" if done == len(questions) else f"{done} of {len(questions)} answered"
            self._section(name, words)
            for each in questions:
                if answering.is_open(each):
                    self._link(each)

    def _list(self, title: str, questions: list[PackQuestion], words: str) -> None:
        if questions:
            self._section(title, words)
            for each in questions:
                self._link(each)

    def _comments(self, answering: Answering) -> None:
        said = [(each, answering.given(each.id)) for each in answering.pack.questions]
        noted = [(each, given) for each, given in said if given.note.strip()]
        if noted:
            self._section("What you wrote", "")
        for each, given in noted:
            self._link(each)
            self._rows.addWidget(label(soft(given.note), "second", wrap=True))

    def _section(self, title: str, words: str) -> None:
        self._rows.addSpacing(12)
        self._rows.addWidget(label(soft(title), "section", wrap=True))
        if words:
            self._rows.addWidget(label(words, "second", wrap=True))

    def _link(self, question: PackQuestion) -> None:
        made = Button(self._theme, "", lambda: self.wanted.emit(question.id), look="entry")
        # An ampersand would underline the letter after it.
        made.setText(short(question.title or question.ask, 70).replace("&", "&&"))
        made.setAccessibleName(f"Go to: {whole_line(question.ask)}")
        made.setProperty("touch", True)
        self.links.setdefault(question.id, made)
        self._rows.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
