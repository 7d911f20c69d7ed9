"""The facilitator's view: one question large, who has voted, what came of it, and every key of a workshop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QStackedWidget

from ui import settings as known
from ui.screens.base import Screen
from ui.settings import Settings
from ui.widgets.parts import boxed, column
from ui.workshop import keymap
from ui.workshop.aside import Aside
from ui.workshop.desk import Desk
from ui.workshop.hands_strip import LETTERS
from ui.workshop.keymap import Binding, Key
from ui.workshop.projecting import Projecting
from ui.workshop.start_form import StartForm
from ui.workshop.talk_page import NOTHING_ASKED, TalkPage
from ui.workshop.turn_page import TurnPage
from workbench.analysis import room
from workbench.domain.meeting import AgendaKind
from workbench.domain.role import Role
from workbench.domain.topic import Topic

BACK = "back"
"""Where leaving goes: the screen that was shown before."""
LAST = "This was the last one of the agenda. Shift F5 ends the session."


class WorkshopScreen(Screen):
    """Holds a session; without one it asks with what to begin."""

    key = "workshop"
    title = "Workshop"
    full = True
    topics = frozenset({Topic.SESSIONS, Topic.ANSWERS, Topic.RESPONDENTS, Topic.ASSESSMENTS})

    def _lay_out(self) -> None:
        # No header, no side panel: the question has all the room.
        self.header.setParent(self)
        self.header.hide()
        self.inspector.setParent(self)
        self.body.setParent(self)
        self.body.hide()

    def _build(self) -> None:
        theme = self.theme
        self.desk = Desk(self.session, self)
        self.projecting = Projecting(theme, self.desk, self, self.take_key)
        self.asides = Aside(theme, self.desk, self)
        self.role = Role.EXECUTIVE
        self._minus = False
        self._chosen = ""
        self._paused = False
        self._seen: tuple[object, ...] | None = None
        self.talk = TalkPage(theme, self.desk)
        self.head = self.talk.head
        self.stage, self.hands, self.votes = self.talk.stage, self.talk.hands, self.talk.votes
        self.result, self.listed = self.talk.result, self.talk.listed
        self.start = StartForm(theme)
        self._start_box = boxed(column(self.start, spacing=0))
        self.turn = TurnPage(theme, self.desk)
        self._pages = QStackedWidget()
        for page in (self.talk, self._start_box, self.turn):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, spacing=0))
        self._keys = self._make_keys()

    def _connect(self) -> None:
        desk, session = self.desk, self.session
        desk.moved.connect(self._on_moved)
        desk.kept.connect(self.mark_stale)
        desk.clock.ticked.connect(self._show_time)
        self.projecting.turned.connect(lambda: self.talk.show_projector(self.projecting.words))
        self.stage.pressed.connect(self._on_pressed)
        self.hands.chosen.connect(lambda role: self.choose_role(Role(role)))
        self.hands.pass_wanted.connect(self.pass_keyboard)
        self.hands.grid_wanted.connect(self.asides.type_counts)
        self.hands.minus_wanted.connect(self.turn_minus)
        self.votes.skip.clicked.connect(lambda: self.skip())
        self.votes.reveal.clicked.connect(lambda: self.reveal())
        self.result.again.clicked.connect(lambda: self.again())
        self.result.primary.clicked.connect(lambda: self.go_on())
        self.result.withdrawn.connect(desk.withdraw)
        self.result.dissent.written.connect(
            lambda text, epoch: desk.write_dissent(self.talk.question_shown, text, epoch)
        )
        self.listed.open.clicked.connect(lambda: self.go_on())
        self.listed.done.clicked.connect(desk.finish)
        self.start.begin_wanted.connect(self.begin)
        self.turn.stopped.connect(self.stop_turns)
        session.saving.connect(lambda: self.talk.show_saved("Saving"))
        session.saved.connect(lambda at: self.talk.show_saved(f"Saved {at.astimezone():%H:%M}"))
        session.failed.connect(lambda _text: self.talk.show_saved("Not saved"))
        for number in range(1, 10):
            self._bind(f"Shift+{number}", lambda number=number: self._take_down(number))

    def _bind(self, keys: str, do: Any) -> None:
        # Through Qt's own shortcuts: what Shift and a digit type differs from keyboard to keyboard.
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    def _make_keys(self) -> dict[tuple[Qt.Key, bool], Binding]:
        desk, asides, projecting = self.desk, self.asides, self.projecting
        letters: dict[Qt.Key, Any] = {
            Key.Key_R: self.reveal, Key.Key_V: self.again, Key.Key_S: self.skip, Key.Key_T: self.toggle_clock,
            Key.Key_L: asides.agenda, Key.Key_K: asides.park, Key.Key_G: asides.decide, Key.Key_C: asides.late,
            Key.Key_P: self.pass_keyboard, Key.Key_H: projecting.turn_still, Key.Key_W: projecting.toggle,
            Key.Key_I: desk.finish, Key.Key_0: lambda: self._on_pressed(room.NOT_APPLICABLE),
            Key.Key_D: lambda: self._on_pressed(room.DONT_KNOW), Key.Key_Minus: self.turn_minus,
        }  # fmt: skip
        table = {(key, False): Binding(do, single=True) for key, do in letters.items()}
        for role, letter in LETTERS.items():
            key = Qt.Key(ord(letter))
            table[key, False] = Binding(lambda role=role: self.choose_role(role), single=True)
        for key, number in keymap.DIGITS.items():
            table[key, False] = Binding(lambda number=number: self._on_digit(number), single=True)
        table[Key.Key_D, True] = Binding(lambda: self._hand(room.DONT_KNOW, -1), single=True)
        table[Key.Key_T, True] = Binding(desk.reset_clock, single=True)
        for key in (Key.Key_Right, Key.Key_PageDown):
            table[key, False] = Binding(self.next, repeats=True)
        table[Key.Key_N, False] = Binding(self.next, single=True, repeats=True)
        for key in (Key.Key_Left, Key.Key_PageUp, Key.Key_Backspace):
            table[key, False] = Binding(self.back, repeats=True)
        table[Key.Key_B, False] = Binding(self.back, single=True, repeats=True)
        for key, by in ((Key.Key_Down, 1), (Key.Key_Up, -1)):
            table[key, False] = Binding(lambda by=by: self.scroll_by(by), repeats=True)
        for key in (Key.Key_Return, Key.Key_Enter):
            table[key, False] = Binding(self.go_on)
        table[Key.Key_Escape, False] = Binding(self.leave_workshop)
        table[Key.Key_Delete, False] = Binding(desk.withdraw)
        table[Key.Key_F2, False] = Binding(self.edit)
        table[Key.Key_F6, False] = Binding(projecting.toggle)
        table[Key.Key_F5, True] = Binding(self.end)
        return table

    # What is shown

    def _on_changed(self, topics: Iterable[Topic]) -> None:
        seen = self._seen
        self._seen = self._look()
        # Most often it is the clock alone that was written down; the question need not be drawn anew for that.
        if frozenset(topics) == {Topic.SESSIONS} and seen is not None and seen == self._seen:
            self._show_time()
        else:
            super()._on_changed(topics)

    def _look(self) -> tuple[object, ...] | None:
        """What of the session is shown, but for the clock."""
        meeting = self.desk.meeting
        if meeting is None or self.page == "start":
            return None
        return replace(meeting, clock={}, version=0), self.desk.vote

    @property
    def page(self) -> str:
        """Which page is shown: 'talk', 'start' or 'turn'."""
        return ("talk", "start", "turn")[self._pages.currentIndex()]

    def refresh(self) -> None:
        if not self.desk.take_up():
            self._show_start()
            return
        if self.page == "start":
            self._pages.setCurrentIndex(0)
            self.take_focus()
        if self.page == "turn":
            self.turn.call()
        self._show_talk()
        self._show_time()
        if not self.desk.clock.running and not self._paused:
            self.desk.start_clock()

    def _show_start(self) -> None:
        book = self.desk.book
        assert book is not None
        self.start.follow(book, dt.date.today(), anew=self.page != "start")
        self._pages.setCurrentIndex(1)
        self.projecting.show()

    def _show_talk(self) -> None:
        book = self.desk.book
        assert book is not None
        if self.role not in book.assessment.roles:
            self.role = book.assessment.roles[0]
        if self.talk.question_shown != self.desk.stop.question or not self.desk.revealed:
            self._chosen = ""
        self.talk.show_desk(self.role, self._chosen)
        self.projecting.show()

    def _show_time(self) -> None:
        self.projecting.show_time(*self.talk.show_time())

    # Voting

    def choose_role(self, role: Role) -> None:
        """Count hands of a role from now on."""
        book = self.desk.book
        if book is not None and role in book.assessment.roles and role is not self.role:
            self.role = role
            self.mark_stale()

    def turn_minus(self) -> None:
        """Let digits take hands down, or up again."""
        self._minus = not self._minus
        self.hands.show_minus(self._minus)

    def _on_digit(self, number: int) -> None:
        question = self.desk.question
        if question is not None and number <= len(question.options):
            self._on_pressed(question.options[number - 1].key)

    def _take_down(self, number: int) -> None:
        question = self.desk.question
        if self.page == "talk" and question is not None and number <= len(question.options):
            self._hand(question.options[number - 1].key, -1)

    def _on_pressed(self, key: str) -> None:
        if not self.desk.revealed:
            self._hand(key, -1 if self._minus else 1)
        elif key == room.NOT_APPLICABLE:
            self.asides.not_applicable()
        elif key != room.DONT_KNOW:
            self._chosen = key
            self.mark_stale()

    def _hand(self, key: str, by: int) -> None:
        self.desk.raise_hand(self.role, key, by)

    def reveal(self) -> None:
        """Show the votes."""
        self.desk.reveal(self.say.emit)

    def again(self) -> None:
        """Vote once more."""
        self.result.dissent.flush()
        self.desk.again()

    def skip(self) -> None:
        """Go on without a vote."""
        if not self.desk.skip():
            self.say.emit(LAST)

    def go_on(self) -> None:
        """Record what is marked; where that is done already, go to the next question; of a list, open it."""
        desk = self.desk
        if desk.question is None:
            if desk.item is not None and desk.item.kind is AgendaKind.INVENTORY:
                self.go.emit(desk.item.what, None)
            elif desk.item is not None:
                self.say.emit(NOTHING_ASKED)
        elif desk.recorded is not None and not self._chosen:
            self.next()
        elif desk.revealed and not desk.busy:
            key = self._chosen or desk.middle()
            if key == room.NOT_APPLICABLE:
                self.asides.not_applicable()
            elif key:
                self._chosen = ""
                desk.record(key)
            else:
                self.say.emit("Choose a level by its digit first, then record it.")

    def edit(self) -> None:
        """Type counts while the vote is hidden, or who sees it otherwise once something is recorded."""
        if self.desk.recorded is not None:
            self.result.dissent.setFocus()
            self.result.dissent.moveCursor(QTextCursor.MoveOperation.End)
        elif self.desk.question is not None and not self.desk.revealed:
            self.asides.type_counts()

    # Passing the keyboard

    def pass_keyboard(self) -> None:
        """Let one person after the other vote on their own."""
        if self.desk.question is None or self.desk.revealed:
            return
        if not self.turn.begin():
            self.say.emit("Everybody who is there has voted.")
            return
        self._pages.setCurrentIndex(2)
        self.setFocus()

    def stop_turns(self) -> None:
        """Go back to the facilitator."""
        if self.page == "turn":
            self._pages.setCurrentIndex(0)
            self.setFocus()
            self.mark_stale()

    # Going about

    def next(self) -> None:
        """Go to the next question or item."""
        if not self.desk.move(1):
            self.say.emit(LAST)

    def back(self) -> None:
        """Go to the one before."""
        self.desk.move(-1)

    def scroll_by(self, by: int) -> None:
        """Scroll the question, here and on the projector."""
        self.stage.scroll_by(by)
        if self.projecting.window is not None:
            self.projecting.window.stage.scroll_by(by)

    def _on_moved(self) -> None:
        self.result.dissent.flush()
        self._minus = False
        self.hands.show_minus(False)
        self.setFocus()
        self.mark_stale()

    def begin(self) -> None:
        """Make the session that the form describes."""
        try:
            fields = self.start.fields()
        except ValueError as error:
            self.start.say(str(error))
            return
        self.start.say("")
        self.desk.begin(fields, self.start.say)

    def end(self) -> None:
        """End the session, and leave; undo takes it up again."""
        if self.desk.meeting is None:
            return
        self.desk.end()
        self.removed.emit("The session has ended.")
        self.go.emit(BACK, None)

    def toggle_clock(self) -> None:
        """Let the clock run, or stop it for a while."""
        self._paused = self.desk.clock.running
        if self._paused:
            self.desk.clock.pause()
        else:
            self.desk.start_clock()

    def leave_workshop(self) -> None:
        """Leave a field, else workshop mode; everything stays where it is."""
        focused = QApplication.focusWidget()
        if self.page == "talk" and keymap.typing(focused):
            self.result.dissent.flush()
            self.setFocus()
        else:
            self.go.emit(BACK, None)

    # What the window asks

    def expect(self, details: Any) -> None:
        # Before it is shown: without one it would take up, and begin, the newest session there is.
        if isinstance(details, str):
            self.desk.hold(details)

    def arrive(self, details: Any) -> None:
        if isinstance(details, str):
            self.mark_stale()

    def leave(self) -> bool:
        self.result.dissent.flush()
        self.desk.unsaved.again()
        self.desk.clock.flush()
        return True

    def take_focus(self) -> None:
        if self.page == "start":
            self.start.people.setFocus()
        else:
            self.setFocus()

    def close_windows(self) -> None:
        self.projecting.close()

    # Qt

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; whether it asked for anything here."""
        # The projector's window has a keyboard, too: while the facilitator is elsewhere, or has a dialog, it does nothing.
        free = self.isVisible() and QApplication.activeModalWidget() is None
        found = self._binding(event) if free else None
        if found is None:
            return False
        if found.repeats or not event.isAutoRepeat():
            found.do()
        return True

    def _binding(self, event: QKeyEvent) -> Binding | None:
        if self.page == "turn":
            return keymap.find(self.turn.keys, event, True)
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if self.page == "start":
            return self._start_binding(event)
        if inside and keymap.typing(focused):
            wanted = (Key.Key_Escape, Key.Key_F6)
            return keymap.find(self._keys, event, False) if event.key() in wanted else None
        return keymap.find(self._keys, event, bool(Settings().get(known.SINGLE_KEYS)))

    def _start_binding(self, event: QKeyEvent) -> Binding | None:
        if event.key() in (Key.Key_Return, Key.Key_Enter):
            return Binding(self.begin)
        return Binding(self.leave_workshop) if event.key() == Key.Key_Escape else None

    def event(self, event: QEvent) -> bool:
        """Keep keys of the workshop from the menus, which have other uses for some of them; and every key of whoever the
        keyboard was passed to: undo would take the vote before theirs back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.page == "turn" or self._binding(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._stale = True
            self.projecting.come_back()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.desk.clock.pause()
            if self.page == "turn":
                self._pages.setCurrentIndex(0)
            self.projecting.go_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.size()
        side = round(72 * size.width() / 1440)
        narrow = size.width() / self.theme.scale < 1200
        self.talk.show_window(size, narrow)
        self.turn.show_window(size)
        layout = self._start_box.layout()
        assert layout is not None
        layout.setContentsMargins(side, 24, side, 24)
