"""Sessions: the list of them, and of the chosen one its agenda, people, votes, parking lot and decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.dialogs.room import BringBackDialog, TakeOutDialog
from ui.endings import TAKE_IN
from ui.screens.entries import EntryScreen
from ui.screens.sessions import listing
from ui.screens.sessions.agenda_pane import AgendaPane
from ui.screens.sessions.parts_pane import PartsPane
from ui.screens.sessions.people_pane import PeoplePane
from ui.screens.sessions.record import RecordDesk
from ui.screens.sessions.votes_pane import VotesPane
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.flow import flowing
from ui.widgets.parts import Button, boxed, column, label, row, rule, set_look
from ui.widgets.segmented import Segmented
from workbench.actions import meetings
from workbench.actions.edit import Edit
from workbench.analysis.meetings import present_by_role
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.meeting import MOST_MINUTES, Meeting, Vote
from workbench.domain.topic import Topic
from workbench.exchange.columns import Column as TableColumn

AGENDA, PEOPLE, VOTES, PARTS = "agenda", "people", "votes", "parts"
WORKSHOP = "workshop"
"""What the window is asked for to hold a session; nothing happens where it has no such thing."""


class Fitting(QStackedWidget):
    """Pages of which only the one that is seen takes room."""

    def show_page(self, index: int) -> None:
        """Turn to a page."""
        self.setCurrentIndex(index)
        self.updateGeometry()

    def sizeHint(self) -> Any:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()

    def minimumSizeHint(self) -> Any:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        page = self.currentWidget()
        return page.heightForWidth(width) if page is not None and page.hasHeightForWidth() else -1


class SessionsScreen(EntryScreen):
    """The list of sessions with everything that belongs to the chosen one."""

    key = "sessions"
    title = "Sessions"
    topics = frozenset({Topic.SESSIONS, Topic.RESPONDENTS, Topic.ANSWERS, Topic.ASSESSMENTS, Topic.WORKSPACE})
    kind = Meeting
    edits = meetings
    noun = "session"
    nouns = "sessions"
    list_title = "Sessions"
    icon = "presentation"
    has_catalogue = False
    empty_title = "No sessions yet"
    empty_text = "Who meets when, and about what? Plan a session with an agenda; in it the room votes, agrees and decides."

    def build_head(self) -> None:
        theme = self.theme
        self.room = Button(theme, "Take to another room…", self.take_out, icon_name="external-link")
        self.back = Button(theme, "Bring it back…", self.bring_back, icon_name="corner-down-right")
        self.back.setToolTip("Write what goes back to the workspace this part came from")
        self.back.hide()
        self.header.add(self.back, self.room)

    def _build(self) -> None:
        super()._build()
        theme = self.theme
        self.desk = RecordDesk(self.session, self, self.say.emit, self.trouble)
        self.chosen_title = label("", "section", wrap=True)
        self.chosen_state = label("", "chip-plain")
        self.start = Button(theme, "Start the session", self._on_start, icon_name="play")
        self.over = Button(theme, "End the session", self._on_end, icon_name="check")
        self.record = Button(theme, "Record as PDF…", self._on_record, icon_name="file-text")
        self.views = Segmented(theme, self._view_words(None), "Of this session")
        self.views.take(AGENDA)
        self.agenda = AgendaPane(theme, self.run)
        self.people = PeoplePane(theme, self.session.curtain, self.run)
        self.votes = VotesPane(theme)
        self.parts = PartsPane(theme, self.session.curtain, self.run)
        self.pages = Fitting()
        for page in (self.agenda, self.people, self.votes, self.parts):
            self.pages.addWidget(boxed(column(page, None, spacing=0)))
        title = row(self.chosen_title, self.chosen_state, spacing=10)
        title.setStretch(0, 1)
        self.chosen_box = boxed(
            column(
                rule(),
                boxed(title),
                flowing(self.start, self.over, self.record, gap=theme.px(8)),
                boxed(row(self.views, None)),
                self.pages,
                spacing=10,
            )
        )
        # After the list and before the stretch that keeps everything at the top.
        self.content.insertWidget(self.content.count() - 1, self.chosen_box)

    def _connect(self) -> None:
        super()._connect()
        self.views.chosen.connect(self.show_view)
        self.agenda.wrong.connect(self.trouble)
        self.agenda.opened.connect(self._on_item)
        for pane in (self.votes, self.parts):
            pane.question.connect(lambda question: self.go.emit("questionnaire", question))
        self.parts.made.connect(lambda screen, made: self.go.emit(screen, made))

    # What the list says

    def columns(self) -> Sequence[Any]:
        return listing.columns(self._present)

    def written(self) -> tuple[TableColumn, ...]:
        return listing.TABLE_COLUMNS

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "What the session is called"),
            forms.date("day", "Date"),
            forms.line("place", "Place"),
            forms.whole("timebox", "Seconds for a question", "0 for no limit", MOST_MINUTES * 60),
            forms.text("note", "Note", "What to bring, what to say first"),
        )

    def haystack(self, entry: Any) -> str:
        return listing.haystack(entry)

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.all(Meeting)

    def finding(self, shown: Sequence[Any]) -> str:
        return listing.finding(shown)

    def context(self, book: Book) -> Any:
        return tuple((each.id, each.role) for each in book.people())

    def _present(self, meeting: Meeting) -> str:
        book = self.session.book
        return present_by_role(book, meeting) if book is not None else ""

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        # An emptied line is no limit.
        given = 0 if field == "timebox" and value is None else value
        return super().change_edit(entry_id, field, given, merge)

    # What is shown of the chosen one

    def refresh(self) -> None:
        super().refresh()
        book = self.session.book
        if book is not None:
            self.back.setVisible(bool(book.workspace.origin))
            # There is nothing to group sessions by.
            self.groups.hide()
            self._show_chosen(book)

    def choose(self, entry_id: str) -> None:
        if entry_id != self.selected:
            self.parts.flush()
        super().choose(entry_id)
        if self.session.book is not None:
            self._show_chosen(self.session.book)

    def show_details(self, book: Book, entry: Any) -> None:
        state = listing.state(entry)
        self.head(f"Session, {state}", "chip-plain")

    def _show_chosen(self, book: Book) -> None:
        meeting: Meeting | None = self.chosen_entry
        self.chosen_box.setVisible(meeting is not None)
        if meeting is None:
            return
        state = listing.state(meeting)
        self.chosen_title.setText(f"{meeting.code}  {one_line(meeting.title)}")
        self.chosen_state.setText(state)
        set_look(self.chosen_state, "chip-ok" if state == listing.ENDED else "chip-plain")
        self.start.setText("Go on with the session" if meeting.started else "Start the session")
        self.over.setVisible(state == listing.GOING_ON)
        self.views.show_choices(self._view_words(meeting))
        self.views.take(self.views.current)
        self._show_view(book, meeting)

    def _view_words(self, meeting: Meeting | None) -> list[tuple[str, str]]:
        book = self.session.book
        if meeting is None or book is None:
            return [(AGENDA, "Agenda"), (PEOPLE, "People"), (VOTES, "Votes"), (PARTS, "Decisions, parked")]
        votes = sum(1 for each in book.all(Vote) if each.meeting == meeting.id)
        noted = len(meeting.decisions) + len(meeting.parked)
        return [
            (AGENDA, _counted("Agenda", len(meeting.agenda))),
            (PEOPLE, _counted("People", len(meeting.present))),
            (VOTES, _counted("Votes", votes)),
            (PARTS, _counted("Decisions, parked", noted)),
        ]

    def _show_view(self, book: Book, meeting: Meeting) -> None:
        """Fill the page that is seen; the others are filled when they are turned to."""
        match self.views.current:
            case "people":
                self.people.show_meeting(book, meeting)
            case "votes":
                self.votes.show_meeting(book, meeting, self.session.standing.questions)
            case "parts":
                self.parts.show_meeting(meeting, self.covered(meeting))
            case _:
                self.agenda.show_meeting(book, meeting)
        self.pages.show_page((AGENDA, PEOPLE, VOTES, PARTS).index(self.views.current))

    def show_view(self, key: str) -> None:
        """Turn to the agenda, the people, the votes, or what was parked and decided."""
        self.parts.flush()
        self.views.take(key)
        book, meeting = self.session.book, self.chosen_entry
        if book is not None and meeting is not None:
            self._show_view(book, meeting)

    def _on_curtain(self) -> None:
        super()._on_curtain()
        if self.session.book is not None:
            self._show_chosen(self.session.book)

    def _flush(self) -> None:
        self.parts.flush()
        super()._flush()

    def leave(self) -> bool:
        for line in (self.parts.add_parked, self.parts.add_decision, self.people.late):
            line.flush()
        return super().leave()

    def _to_form(self) -> None:
        """Enter opens a session: the keyboard goes to what is shown of it."""
        view = {AGENDA: self.agenda.table, PEOPLE: self.people.tree, VOTES: self.votes.table}
        target: QWidget = view.get(self.views.current, self.parts.add_decision)
        page = self._page()
        if page is not None:
            page.ensureWidgetVisible(self.views, 0, 60)
        QTimer.singleShot(0, self, (target if target.isVisible() else self.views).setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(760)
        for button, words in ((self.room, "Take to another room…"), (self.back, "Bring it back…")):
            button.setText("" if narrow else words)
            button.setAccessibleName(words.removesuffix("…"))

    def arrive(self, details: Any) -> None:
        if isinstance(details, tuple) and details and details[0] == TAKE_IN:
            # Something was taken in from another room; the words offer to undo it.
            self.removed.emit(details[1])
        else:
            super().arrive(details)

    # What people do

    def add_one(self) -> None:
        inside = self.focusWidget()
        if inside is not None and self.agenda.isAncestorOf(inside) and self.agenda.isVisible():
            self.agenda.pick()
        elif inside is not None and self.parts.isAncestorOf(inside) and self.parts.isVisible():
            self.parts.add_decision.setFocus()
        else:
            super().add_one()

    def _on_start(self) -> None:
        if self.chosen_entry is not None:
            self._flush()
            self.go.emit(WORKSHOP, self.selected)

    def _on_end(self) -> None:
        if self.chosen_entry is not None:
            self._flush()
            self.run(meetings.end(self.selected, dt.datetime.now(dt.UTC)))

    def _on_item(self, key: str) -> None:
        kind, _, what = key.partition("/")
        book = self.session.book
        if kind == "inventory":
            self.go.emit(what, None)
        elif book is not None:
            first = next((each.id for each in book.questions if each.capability == what), "")
            if first:
                self.go.emit("questionnaire", first)

    def _on_record(self) -> None:
        meeting: Meeting | None = self.chosen_entry
        if meeting is not None:
            self._flush()
            self.desk.ask(meeting)

    # Another room

    def take_out(self) -> None:
        """Take some capabilities to another room."""
        if self.session.book is None:
            return
        self._flush()
        wanted = [each.what for each in self.chosen_entry.agenda] if self.chosen_entry is not None else []
        dialog = TakeOutDialog(self.session, self.theme, self.window(), wanted)
        dialog.written.connect(self.say)
        dialog.open()

    def bring_back(self) -> None:
        """Write what goes back to where this workspace came from."""
        self._flush()
        dialog = BringBackDialog(self.session, self.theme, self.window())
        dialog.written.connect(self.say)
        dialog.open()


def _counted(words: str, count: int) -> str:
    return f"{words} {count}" if count else words
