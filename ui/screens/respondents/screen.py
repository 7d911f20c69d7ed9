"""Respondents: who answers alone, what they were asked and sent, what came back, and who said what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget

from ui import settings as known
from ui.endings import TAKE_IN
from ui.layout import NARROW
from ui.screens.base import Screen
from ui.screens.respondents import listing
from ui.screens.respondents.came_in import CameIn
from ui.screens.respondents.desk import Desk
from ui.screens.respondents.listing import Person
from ui.screens.respondents.people_list import PeopleList
from ui.screens.respondents.saving import InvitationSaver
from ui.screens.respondents.side import SidePanel
from ui.screens.respondents.who_said import RESPONDENT, WhoSaid
from ui.session import sentence
from ui.settings import Settings
from ui.widgets.parts import Button, column, empty_state, label, row, scrolled
from ui.widgets.put_away import PutAway
from ui.widgets.segmented import Segmented
from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.charts.words import one_line
from workbench.domain.assessment import Respondent
from workbench.domain.book import Book
from workbench.domain.topic import Topic

PEOPLE, SAID, CAME_IN = "people", "said", "came-in"


class RespondentsScreen(Screen):
    """The list of those who answer, with their details; who said what; and what came in."""

    key = "respondents"
    title = "Respondents"
    topics = frozenset({Topic.RESPONDENTS, Topic.ANSWERS, Topic.ASSESSMENTS, Topic.WORKSPACE})
    has_inspector = True

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(scrolled(self.body))
        self._columns = row(spacing=0)
        self._columns.addLayout(column(self.header, self.pages, spacing=0), 1)
        self._columns.addWidget(self.inspector)
        self.setLayout(self._columns)

    def _build(self) -> None:
        theme = self.theme
        self.selected = ""
        self._side_before = True
        self.desk = Desk(self.session, theme, self, self._run, self.say.emit)
        views = [(PEOPLE, "People"), (SAID, "Who said what"), (CAME_IN, "What came in")]
        self.view = Segmented(theme, views, "View")
        self.view.take(PEOPLE)
        self._take = Button(theme, "Take answers in…", self.take_in, icon_name="download")
        self._add = Button(theme, "Add", self.add_one, look="primary", icon_name="plus", key="A")
        self._add.setAccessibleName("Add a respondent")
        self.header.add(self.view, self._take, self._add)
        self._finding = label("", "finding", wrap=True)
        self.content.addWidget(self._finding)
        self.people = PeopleList(theme)
        self.table = self.people.table
        self.content.addWidget(self.people)
        self._empty = empty_state(
            theme,
            "user-round",
            "Nobody answers yet",
            "List who answers, by role title; a name is optional. Then choose what each is asked, and send it.",
            Button(theme, "Add a respondent", self.add_one),
        )
        self.content.addWidget(self._empty)
        self.content.addStretch(1)
        self.said = WhoSaid(theme, self.session.curtain)
        self.came_in = CameIn(theme, self.take_in)
        self.pages.addWidget(self.said)
        self.pages.addWidget(self.came_in)
        self.side = SidePanel(theme)
        self.saver = InvitationSaver(self.session, self.side.form, self.trouble)
        self.inspector_layout.addWidget(self.side)
        self.inspector_layout.addStretch(1)

    def _connect(self) -> None:
        self.view.chosen.connect(self.show_view)
        self.people.wanted.connect(self._wanted)
        self.table.chosen.connect(self.choose)
        self.table.opened.connect(lambda _id: self._to_side())
        self.table.edit_wanted.connect(self.desk.edit)
        self.table.several.connect(lambda _ids: self._show_side())
        self.table.remove_wanted.connect(lambda ids: self.desk.remove(ids, self.removed.emit))
        self.table.moved.connect(self._on_moved)
        self.side.wanted.connect(self._wanted)
        self.side.question.connect(lambda question: self.go.emit("questionnaire", (question, self.selected)))
        self.said.question.connect(lambda question: self.go.emit("questionnaire", question))
        self.session.curtain.turned.connect(lambda _hidden: self._on_curtain())
        PutAway(self.session.curtain, self.people.filter)
        self._bind("Ctrl+F", self._to_filter)
        self._bind("Esc", self._on_escape)
        self._bind("Ctrl+M", lambda: self._wanted("remind"))
        if Settings().get(known.SINGLE_KEYS):
            self._bind("A", self.add_one)
            self._bind("M", lambda: self._wanted("remind"))

    def _bind(self, keys: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    # What is shown

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        people = listing.people_of(book, dt.date.today())
        if self.selected not in {each.id for each in people}:
            self.selected = self.people.next_after_loss(self.selected, people)
        self._finding.setText(listing.finding(people))
        self.people.show_people(people)
        self.table.choose(self.selected)
        self._empty.setVisible(not people)
        for each in (self.people, self._finding):
            each.setVisible(bool(people))
        self._show_side()
        self._show_page(book)

    def _show_side(self) -> None:
        book, marked = self.session.book, self.table.marked
        person = self.chosen
        if book is None:
            return
        if len(marked) > 1:
            self.side.show_many(len(marked))
        elif person is None:
            self.side.show_nobody()
        else:
            values, covered = self.saver.shown(person)
            self.side.show_person(book, person, values, covered, self.session.curtain.hidden)

    def _show_page(self, book: Book) -> None:
        if self.view.current == SAID:
            self.said.refresh(book)
        elif self.view.current == CAME_IN:
            self.came_in.refresh(book)

    @property
    def chosen(self) -> Person | None:
        """The row whose details are shown."""
        book = self.session.book
        return self.people.person(book, self.selected) if book is not None else None

    def choose(self, who: str) -> None:
        """Take another one."""
        if who != self.selected:
            self.side.form.flush()
            self.selected = who
            self.table.choose(who)
        self._show_side()

    def show_view(self, key: str) -> None:
        """Show the people, who said what, or what came in."""
        self.side.form.flush()
        before = self.view.current
        self.view.take(key)
        self.pages.setCurrentIndex((PEOPLE, SAID, CAME_IN).index(key))
        if before == PEOPLE and key != PEOPLE:
            self._side_before = not self.inspector.isHidden()
            self.inspector.hide()
        elif key == PEOPLE and before != PEOPLE:
            self.inspector.setVisible(self._side_before)
        if self.session.book is not None:
            self._show_page(self.session.book)

    def toggle_inspector(self) -> None:
        if self.view.current == PEOPLE:
            super().toggle_inspector()

    def _fit_window(self) -> None:
        super()._fit_window()
        if self.view.current != PEOPLE:
            self.inspector.hide()
        self.came_in.fit(self.content.contentsMargins().left())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < self.theme.px(NARROW)
        self._take.setText("Take in…" if narrow else "Take answers in…")
        self._take.setAccessibleName("Take answers in")

    def take_focus(self) -> None:
        (self.table if self.table.isVisible() else self).setFocus()

    def arrive(self, details: Any) -> None:
        if isinstance(details, tuple) and details and details[0] == TAKE_IN:
            self.take_in(details[1])
        elif isinstance(details, str) and self.session.book is not None:
            self.show_view(PEOPLE)
            self._on_escape()
            self.choose(details)

    def leave(self) -> bool:
        self.saver.flush()
        return True

    def _on_curtain(self) -> None:
        self.trouble("")
        self.side.form.forget()
        self.people.model.forget_words()

    def _on_escape(self) -> None:
        self.people.show_all()
        self.said.search.clear()

    def _to_filter(self) -> None:
        (self.said.search if self.view.current == SAID else self.people.filter).setFocus()

    def _to_side(self) -> None:
        self.inspector.show()
        # The panel must be there before it can take the focus.
        person = self.chosen
        if person is not None and person.alone:
            QTimer.singleShot(0, self.side.form.focus_first)

    # What people do

    def trouble(self, text: str) -> None:
        """Say above the list what did not work; '' takes it back."""
        self.people.trouble.setText(text)
        self.people.trouble.setVisible(bool(text))
        if text:
            self.say.emit(one_line(text)[:160])

    def _run(self, edit: Edit, then: Callable[[], None] | None = None) -> None:
        self.trouble("")
        self.session.run(
            edit,
            then=(lambda _done: then()) if then is not None else None,
            failed=lambda error: self.trouble(sentence(error)),
        )

    def add_one(self) -> None:
        """Ask for somebody new."""
        self.show_view(PEOPLE)
        self.side.form.flush()
        self.desk.add(self.choose)

    def take_in(self, files: Sequence[Path] = ()) -> None:
        """Take in what came back."""
        self.side.form.flush()
        self.desk.take_in(files, self.removed.emit)

    def _targets(self) -> list[str]:
        """Those something is to be done with: the marked ones, else the chosen one."""
        marked = self.table.marked
        return marked if len(marked) > 1 else [self.selected] if self.selected else []

    def _wanted(self, what: str) -> None:
        ids, who = self._targets(), self.selected
        if not ids or self.view.current != PEOPLE:
            return
        self.side.form.flush()
        desk = self.desk
        {
            "ask": lambda: desk.ask(ids),
            "send": lambda: desk.send(ids),
            "remind": lambda: desk.remind(who),
            "answers": lambda: self.show_answers(who),
            "aside": lambda: desk.set_aside(who),
            "again": lambda: desk.count_again(who),
            "withdraw": lambda: desk.withdraw(who, self.removed.emit),
            "edit": lambda: desk.edit(who),
            "forget": lambda: desk.forget(who),
            "remove": lambda: desk.remove(ids, self.removed.emit),
        }[what]()

    def show_answers(self, who: str) -> None:
        """Show everything somebody said."""
        self.show_view(SAID)
        self.said.show_one(RESPONDENT, who)

    def _on_moved(self, ids: Sequence[str], before: str) -> None:
        book = self.session.book
        if book is None:
            return
        moved = set(ids)
        order = [each.id for each in self.people.model.shown if each.id not in moved]
        at = order.index(before) if before else len(order)
        order[at:at] = ids
        edit = entries.reorder(Respondent, book.assessment.id, order, "Move respondents")
        self._run(edit, lambda: self.table.mark(ids))
