"""The side panel: what the chosen one is asked, what is missing, the days, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.curtain import COVERED_FIELDS
from ui.screens.respondents.listing import WAYS, Person
from ui.theme import Theme
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import EntryForm
from ui.widgets.fields_links import LinkButton
from ui.widgets.flow import flowing
from ui.widgets.parts import Button, boxed, clear, column, label, row, rule
from workbench.actions.invitations import missing, questions_of
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.text import plural, sentence_case, short

MOST_LINKS = 8


class SidePanel(QWidget):
    """Shows one respondent, or that several are marked; every signal says what was asked for."""

    wanted = Signal(str)
    question = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.nothing = label("Choose somebody, and what they were asked stands here.", "muted", wrap=True)
        self._build_one()
        self._build_many()
        self.setLayout(column(self.nothing, self.one, self.many, spacing=0))
        self.show_nobody()

    def button(self, text: str, key: str, icon: str = "", letter: str = "") -> Button:
        """A button that asks for something by its key."""
        return Button(
            self._theme, text, lambda: self.wanted.emit(key), icon_name=icon, key=letter, look="small"
        )

    def _build_one(self) -> None:
        self.who = label("", "title", wrap=True)
        self.about = label("", "second", wrap=True)
        self.state = label("", "strong", wrap=True)
        self._ask = self.button("Ask…", "ask", "list-checks")
        self._send = self.button("Send…", "send", "upload")
        read = self.button("Read the answers", "answers", "message-square")
        self.remind = self.button("Copy the reminder", "remind", "copy", "M")
        self.remind.setToolTip("Copy a text that says what is missing, and note today as the day (Ctrl+M)")
        self._alone = column(spacing=10)
        self._alone.addWidget(flowing(self._ask, self._send, self.remind, read, gap=self._theme.px(6)))
        self._alone.addWidget(label("What is asked", "label"))
        self.asked = label("", "second", wrap=True)
        self._alone.addWidget(self.asked)
        self._missing_head = label("What is missing", "label")
        self._alone.addWidget(self._missing_head)
        self._missing = column(spacing=0)
        self._alone.addLayout(self._missing)
        self._covered = label(COVERED_FIELDS, "second", wrap=True)
        self._alone.addWidget(self._covered)
        self.form = EntryForm(
            self._theme,
            (
                forms.date("due", "Answer by"),
                forms.date("sent_on", "Sent on"),
                self._sent_as(),
                forms.date("returned_on", "Came back on"),
                forms.date("reminded_on", "Reminded on"),
                forms.text("note", "Note", "What was agreed on with them", 2),
            ),
        )
        self._alone.addWidget(self.form)
        self._alone.addWidget(rule("hairline"))
        self.aside = label("", "warn", wrap=True)
        self._alone.addWidget(self.aside)
        self._put_aside = self.button("Set answers aside…", "aside", "archive")
        self._again = self.button("Count again", "again", "undo-2")
        self.withdraw = self.button("Withdraw the invitation", "withdraw", "x")
        edit = self.button("Edit…", "edit", "pencil", "F2")
        away = self.button("Remove", "remove", "trash-2")
        self._alone.addWidget(flowing(self._put_aside, self._again, self.withdraw, gap=self._theme.px(6)))
        self._edit = edit
        self._forget = self.button("Forget…", "forget", "trash-2")
        self._forget.setToolTip("Take everything that names this person out of the workspace, for good")
        self._alone_box = boxed(self._alone)
        self._line = flowing(edit, away, self._forget, gap=self._theme.px(6))
        self.one = boxed(
            column(self.who, self.about, self.state, self._alone_box, self._line, None, spacing=10)
        )

    def _sent_as(self) -> forms.Field:
        ways: list[tuple[Any, str]] = [("", "–"), *((key, sentence_case(said)) for key, said in WAYS.items())]
        return forms.choice("sent_as", "As", ways)

    def _build_many(self) -> None:
        self.count = label("", "title", wrap=True)
        many = column(
            self.count,
            self.button("Ask them…", "ask", "list-checks"),
            self.button("Send…", "send", "upload"),
            self.button("Remove all", "remove", "trash-2"),
            spacing=10,
        )
        self.many = boxed(many)

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self.form.flush()
        self.form.entry_id = ""
        self._show(self.nothing)

    def show_many(self, count: int) -> None:
        """Show what can be done with several."""
        self.form.flush()
        self.count.setText(f"{plural(count, 'person', 'people')} marked")
        self._show(self.many)

    def _show(self, which: QWidget) -> None:
        for each in (self.nothing, self.one, self.many):
            each.setVisible(each is which)

    def show_person(
        self, book: Book, person: Person, values: dict[str, Any], covered: frozenset[str], hidden: bool
    ) -> None:
        """Show one; `values` are those of the form's fields, `covered` those that can only be read."""
        who = person.respondent
        self.who.setText(short(who.label, 120))
        parts = (who.role.label, "" if hidden else who.name, who.team, who.group)
        self.about.setText(", ".join(one_line(part) for part in parts if part.strip()))
        self.state.setText(person.state)
        self._alone_box.setVisible(person.alone)
        self._edit.setVisible(person.alone)
        self._forget.setVisible(bool(who.name.strip()) and not hidden)
        if person.alone:
            self._show_asked(book, person)
            self.aside.setText(f"The answers do not count: {who.set_aside}" if who.set_aside else "")
            self.aside.setVisible(bool(who.set_aside))
            self._put_aside.setVisible(not who.set_aside)
            self._again.setVisible(bool(who.set_aside))
            self.withdraw.setVisible(person.invitation is not None)
            self._covered.setVisible(bool(covered))
            self.form.show_entry(person.id, values, covered)
        else:
            self.form.flush()
            self.form.entry_id = ""
        self._show(self.one)

    def _show_asked(self, book: Book, person: Person) -> None:
        asked, open_ones = questions_of(book, person.respondent), missing(book, person.respondent)
        own = person.invitation is not None and bool(person.invitation.questions)
        minutes = max(1, round(len(asked) * book.pack.pace.alone))
        what = "chosen for them" if own else f"all for {person.respondent.role.plural}"
        lines = [f"{plural(len(asked), 'question')}, {what}; about {plural(minutes, 'minute')}"]
        for area in book.pack.areas:
            parts = {each.id for each in book.pack.in_area(area.id)}
            there = sum(1 for each in asked if each.capability in parts)
            still = sum(1 for each in open_ones if each.capability in parts)
            if there:
                lines.append(f"{area.title}: {there}{f', {still} missing' if still else ''}")
        self.asked.setText("\n".join(lines) if asked else "Nothing; choose questions with Ask.")
        clear(self._missing)
        self._missing_head.setVisible(bool(open_ones))
        for each in open_ones[:MOST_LINKS]:
            words = one_line(each.title or each.ask)
            link = LinkButton(
                self._theme,
                f"{each.id}  {words}",
                _emitter(self.question, each.id),
                f"{each.id}: {short(words, 80)}; go to the question",
            )
            self._missing.addLayout(row(link, None))
        rest = len(open_ones) - MOST_LINKS
        if rest > 0:
            self._missing.addWidget(label(f"and {rest:,} more", "muted"))


def _emitter(signal: Any, key: str) -> Callable[[], None]:
    return lambda: signal.emit(key)
