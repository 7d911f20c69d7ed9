"""The daily update: the last 24 hours, the next 24, and what stands in the way, within fifteen minutes (stage 2)."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import settings as known
from ui.curtain import COVERED_FIELDS
from ui.models.entries import EntryModel
from ui.screens.daily.timer_box import TimerBox
from ui.screens.daily.turns import Turn, finding, planned_before, recent_columns, round_columns, turns
from ui.screens.daily.work import DailyWork
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets import entry_form as forms
from ui.widgets.add_line import AddLine
from ui.widgets.entry_form import EntryForm
from ui.widgets.entry_table import EntryTable
from ui.widgets.fields import DateControl
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import (
    Button,
    IconButton,
    boxed,
    clear,
    column,
    empty_state,
    label,
    row,
    section,
)
from workbench.analysis.rounds import recent
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.daily import DailyUpdate
from workbench.domain.obstacle import Obstacle
from workbench.domain.text import plural
from workbench.domain.topic import Topic

ROUND_WIDTH = 290
_DAY = dt.timedelta(days=1)


class DailyScreen(DailyWork):
    """One day's round; `now` of the stop watch and `today` may be given by whoever makes the screen."""

    key = "daily"
    title = "Daily update"
    topics = frozenset({Topic.DAILY, Topic.OBSTACLES, Topic.RESPONDENTS, Topic.ASSESSMENTS})

    def __init__(
        self,
        session: Session,
        theme: Theme,
        now: Callable[[], float] = time.monotonic,
        today: dt.date | None = None,
    ) -> None:
        self._now = now
        self.day = today or dt.date.today()
        self.selected = ""
        self._turns: list[Turn] = []
        self._ids: dict[tuple[dt.date, str], str] = {}
        self._whose: dict[str, tuple[dt.date, str]] = {}
        self._unsaved: dict[tuple[str, str], tuple[Any, str]] = {}
        super().__init__(session, theme)

    # Widgets

    def _build(self) -> None:
        theme = self.theme
        self.before = IconButton(theme, "chevron-left", "Day before (Alt+Left)", lambda: self.go_by(-1))
        self.date = DateControl(theme, "Day")
        self.date.setFixedWidth(theme.px(170))
        self.after = IconButton(theme, "chevron-right", "Day after (Alt+Right)", lambda: self.go_by(1))
        self.today = Button(theme, "Today", lambda: self.show_day(dt.date.today()))
        self.header.add(self.before, self.date, self.after, self.today)
        self._finding = label("", "finding", wrap=True)
        self.content.addWidget(self._finding)
        self.timer = TimerBox(theme, self._now)
        self._trouble = label("", "bad", wrap=True)
        self._trouble.hide()
        self.content.addWidget(section("The round"))
        self.content.addWidget(self.timer)
        self.content.addWidget(self._trouble)
        across = row(spacing=24)
        across.addWidget(self._build_round())
        across.addWidget(self._build_form(), 1)
        # While nobody is in the round, there is nothing else that takes the room beside it.
        across.addStretch(0)
        self._across = boxed(across)
        self.content.addWidget(self._across)
        self.empty = empty_state(
            theme,
            "clock",
            "Nobody is in the round yet",
            "Who works on this every day? Each says what was done, what comes next and what stands in the way.",
            Button(theme, "Add a person", self.add_one),
        )
        self.content.addWidget(self.empty)
        self._recent_count = label("", "muted")
        self._recent_head = section("The days before", "", self._recent_count)
        self.content.addWidget(self._recent_head)
        self.recent_model = EntryModel(recent_columns(), lambda _each: "", movable=False)
        self.recent_model.group_by(lambda each: day_words(each.day))
        self.recent = EntryTable(theme, self.recent_model, "The days before")
        self.recent.setAccessibleDescription("Up and Down choose, Enter goes to that day.")
        self.content.addWidget(self.recent)
        self._none = label("Nothing was said in the two weeks before.", "muted", wrap=True)
        self.content.addWidget(self._none)
        self.content.addStretch(1)

    def _build_round(self) -> QWidget:
        theme = self.theme
        self.model = EntryModel(round_columns(), lambda each: each.who)
        self.table = EntryTable(theme, self.model, "People of the round")
        self.table.setAccessibleDescription(
            "Up and Down choose a person, Enter goes to what they say, Del takes them off this day, "
            "Alt with Up or Down moves them."
        )
        self.add_line = AddLine()
        self.add_line.setPlaceholderText("Another person: a role, then Enter")
        self.add_line.setAccessibleName("Role of another person; Enter adds them to the round")
        box = boxed(column(self.table, self.add_line, None, spacing=8))
        box.setFixedWidth(theme.px(ROUND_WIDTH))
        return box

    def _build_form(self) -> QWidget:
        theme = self.theme
        self.form = EntryForm(
            theme,
            (
                forms.line("who", "Who", "A role, such as Build Engineer"),
                forms.text("last", "Last 24 hours", "What was done"),
                forms.text("following", "Next 24 hours", "What comes next"),
                forms.text("blocker", "Blockers", "What stands in the way", 2),
            ),
        )
        self.list_it = Button(
            theme, "List as an obstacle", self._on_list, look="small", icon_name="brick-wall"
        )
        self._obstacle = column(spacing=4)
        self._covered = label(COVERED_FIELDS, "second", wrap=True)
        foot = column(spacing=6)
        foot.addLayout(row(self.list_it, None))
        foot.addLayout(self._obstacle)
        self._details = boxed(column(self._covered, self.form, boxed(foot), None, spacing=8))
        return self._details

    def _connect(self) -> None:
        self.date.given.connect(self._on_date)
        self.date.wrong.connect(self.trouble)
        self.table.chosen.connect(self.choose)
        self.table.opened.connect(lambda _id: self.form.controls["last"].setFocus())
        self.table.remove_wanted.connect(self.remove_many)
        self.table.moved.connect(self._on_moved)
        self.recent.opened.connect(self._on_recent)
        self.recent.doubleClicked.connect(lambda _index: self._on_recent(self.recent.marked[0]))
        self.form.given.connect(self._on_given)
        self.add_line.given.connect(self._on_add)
        self.add_line.rows.connect(self._on_rows)
        self.timer.spent.connect(self._on_spent)
        self.timer.start_wanted.connect(self._on_start)
        self.timer.next_wanted.connect(self.next_person)
        self.session.curtain.turned.connect(lambda _hidden: self._on_curtain())
        keys: list[tuple[str, Callable[[], Any]]] = [
            ("Alt+Left", lambda: self.go_by(-1)),
            ("Alt+Right", lambda: self.go_by(1)),
            ("Alt+Home", lambda: self.show_day(dt.date.today())),
            ("Ctrl+Return", self.next_person),
            ("Ctrl+Enter", self.next_person),
            ("Ctrl+T", self.timer.toggle),
        ]
        if Settings().get(known.SINGLE_KEYS):
            keys.append(("A", self.add_one))
        for sequence, do in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # What is shown

    def refresh(self) -> None:
        book, stored = self.session.book, self.session.stored_book
        assert book is not None
        assert stored is not None
        self._turns = turns(stored, book, self.day, self._ids, self.session.curtain.said)
        self._whose.update({each.id: (self.day, each.name) for each in self._turns})
        if self.selected not in {each.id for each in self._turns}:
            self.selected = self._turns[0].id if self._turns else ""
        self.date.show_value(self.day)
        today = dt.date.today()
        self.header.note.setText("Today" if self.day == today else f"{self.day:%A}")
        self.header.fit(self.window().width())
        self.today.setEnabled(self.day != today)
        self._finding.setText(finding(self._turns))
        self.model.show_entries(self._turns, self.session.curtain.hidden)
        self.table.choose(self.selected)
        self.timer.show_stored(sum(each.seconds for each in self._turns))
        has_any = bool(self._turns)
        self.empty.setVisible(not has_any)
        self.table.setVisible(has_any)
        self._show_turn(book)
        self._show_recent(book)

    def _show_turn(self, book: Book) -> None:
        turn = self._turn()
        self._details.setVisible(turn is not None)
        if turn is None:
            self.form.flush()
            self.form.forget()
            return
        kept = {field: value for (owner, field), (value, _) in self._unsaved.items() if owner == turn.id}
        shown = {field: self.session.curtain.said(str(value)) for field, value in kept.items()}
        behind = frozenset(field for field in kept if shown[field] != kept[field])
        covered = self.session.curtain.covered(DailyUpdate, turn.id) | behind
        if turn.update is None and turn.who != turn.name:
            covered |= {"who"}
        self._covered.setVisible(bool(covered))
        planned = planned_before(book.daily_updates, turn.who, self.day)
        self.form.note("last", planned)
        self.form.show_entry(turn.id, {**turn.values, **shown}, covered)
        clear(self._obstacle)
        update = turn.update
        there = book.get(Obstacle, update.obstacle) if update is not None and update.obstacle else None
        self.list_it.setVisible(there is None)
        self.list_it.setEnabled(update is not None and bool(update.blocker.strip()))
        self.list_it.setToolTip("" if self.list_it.isEnabled() else "Say first what stands in the way.")
        if there is not None:
            self._obstacle.addWidget(label("Listed as an obstacle", "label"))
            link = LinkButton(
                self.theme,
                f"{there.code}  {there.title}",
                lambda: self.go.emit("obstacles", there.id),
                f"Go to {there.code}",
            )
            self._obstacle.addLayout(row(link, None))

    def _show_recent(self, book: Book) -> None:
        found = recent(book.daily_updates, self.day - _DAY)
        self.recent_model.show_entries(found, self.session.curtain.hidden)
        self.recent.setVisible(bool(found))
        self._none.setVisible(not found)
        days = len({each.day for each in found})
        self._recent_count.setText(f"{plural(days, 'day')} of the last 14" if found else "")

    def choose(self, turn_id: str) -> None:
        """Take another person of the round."""
        book = self.session.book
        if book is None or turn_id == self.selected:
            return
        self._flush()
        self.selected = turn_id
        self.table.choose(turn_id)
        self._show_turn(book)

    def show_day(self, day: dt.date) -> None:
        """Show another day; the clock stops."""
        self.trouble("")
        self.timer.pause()
        self._flush()
        if day != self.day:
            self.day = day
            self.selected = ""
        if self.ready:
            self.refresh()

    def go_by(self, days: int) -> None:
        """Go to the day before or after."""
        try:
            self.show_day(self.day + dt.timedelta(days=days))
        except OverflowError:
            self.trouble("There is no day beyond this one.")

    def _on_date(self, value: Any, _epoch: int) -> None:
        if value is not None:
            self.show_day(value)
        else:
            self.date.start(self.day)

    def _on_recent(self, update_id: str) -> None:
        book = self.session.book
        found = book.get(DailyUpdate, update_id) if book is not None else None
        if found is not None:
            self.show_day(found.day)
            self.choose(found.id)

    def _on_curtain(self) -> None:
        self.trouble("")
        self.form.forget()

    def arrive(self, details: Any) -> None:
        if isinstance(details, str):
            self._on_recent(details)

    def take_focus(self) -> None:
        (self.table if self.table.isVisible() else self.add_line).setFocus()

    def leave(self) -> bool:
        self.timer.pause()
        self._flush()
        self.add_line.flush()
        return True

    def trouble(self, text: str) -> None:
        """Say above the round what did not work; '' takes it back."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        if text:
            self.say.emit(one_line(text)[:160])
