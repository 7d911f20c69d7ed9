"""What is done in a daily update: people come and go, say something, take their turn at the clock; blockers are listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer

from ui.screens.base import Screen
from ui.screens.daily.timer_box import TimerBox
from ui.screens.daily.turns import Turn
from ui.session import OnError, sentence
from ui.widgets.add_line import AddLine
from ui.widgets.entry_form import EntryForm
from ui.widgets.entry_table import EntryTable
from workbench.actions import daily, entries
from workbench.actions.edit import Edit, together
from workbench.charts.words import one_line
from workbench.domain.daily import DailyUpdate
from workbench.domain.entity import new_id
from workbench.domain.text import whole_line
from workbench.storage.errors import StorageError


class DailyWork(Screen):
    """The part of the screen that changes something; `DailyScreen` has the widgets."""

    day: dt.date
    selected: str
    form: EntryForm
    table: EntryTable
    timer: TimerBox
    add_line: AddLine
    _turns: list[Turn]
    _whose: dict[str, tuple[dt.date, str]]
    _unsaved: dict[tuple[str, str], tuple[Any, str]]

    def trouble(self, text: str) -> None:
        """Say above the round what did not work; '' takes it back."""
        raise NotImplementedError

    def choose(self, turn_id: str) -> None:
        """Take another person of the round."""
        raise NotImplementedError

    def _turn(self, turn_id: str = "") -> Turn | None:
        return next((each for each in self._turns if each.id == (turn_id or self.selected)), None)

    def _flush(self) -> None:
        """Save what is being typed, and try again what could not be saved before."""
        waiting = list(self._unsaved.items())
        self.form.flush()
        for (turn_id, field), given in waiting:
            if self._unsaved.get((turn_id, field)) == given:
                self._on_given(turn_id, field, *given)

    def _run(self, edit: Edit, then: Callable[[], None] | None = None, failed: OnError | None = None) -> None:
        def refused(error: Exception) -> None:
            self.trouble(sentence(error))
            if failed is not None:
                failed(error)

        self.trouble("")
        self.session.run(edit, then=(lambda _done: then()) if then is not None else None, failed=refused)

    def _on_given(self, turn_id: str, field: str, value: Any, merge: str) -> None:
        book, form = self.session.book, self.form
        if book is None or turn_id not in self._whose:
            return
        day, name = self._whose[turn_id]
        self._unsaved.pop((turn_id, field), None)

        def refused(error: Exception) -> None:
            if isinstance(error, StorageError):
                # Kept until it can be saved, unless something newer was given by now.
                self._unsaved.setdefault((turn_id, field), (value, merge))
            form.landed(turn_id, field)
            if form.entry_id == turn_id:
                form.say(field, sentence(error))
            else:
                self.trouble(sentence(error))

        edit = daily.write(book.assessment.id, day, name, turn_id, merge, **{field: value})
        self.session.run(edit, then=lambda _done: form.landed(turn_id, field), failed=refused)

    def add_one(self) -> None:
        """Go to the line that adds a person."""
        self.add_line.setFocus()

    def _on_add(self, text: str) -> None:
        self._add(text)

    def _on_rows(self, text: str) -> None:
        for each in text.splitlines():
            self._add(each.split("\t")[0])

    def _add(self, text: str) -> None:
        book, who = self.session.book, whole_line(text)
        if book is None or not who:
            return
        same = next((each for each in self._turns if each.name.casefold() == who.casefold()), None)
        if same is not None:
            self.add_line.landed(text)
            self.choose(same.id)
            return
        self._flush()
        made = new_id()

        def added() -> None:
            self.add_line.landed(text)
            self.choose(made)

        self._run(
            daily.say(book.assessment.id, self.day, who, entity_id=made),
            added,
            lambda error: self.add_line.refused(text, error),
        )

    def remove_many(self, ids: Sequence[str]) -> None:
        """Take people off this day; undo brings them back. Those who are only expected stay so."""
        stored = [each for each in self._turns if each.id in set(ids) and each.update is not None]
        if not stored:
            return
        self.form.flush()
        what = f"{stored[0].who}'s update" if len(stored) == 1 else f"{len(stored)} updates"
        edits = [daily.remove(each.id) for each in stored]
        self._run(
            edits[0] if len(edits) == 1 else together(f"Remove {len(edits)} daily updates", edits),
            lambda: self.removed.emit(f"{one_line(what)} removed"),
        )

    def _on_moved(self, ids: Sequence[str], before: str) -> None:
        book = self.session.book
        if book is None:
            return
        moved = set(ids)
        order = [each.id for each in self._turns if each.id not in moved and each.update is not None]
        at = order.index(before) if before in order else len(order)
        order[at:at] = [each.id for each in self._turns if each.id in moved and each.update is not None]
        edit = entries.reorder_part(DailyUpdate, book.assessment.id, order, "Move in the round")
        self._run(edit, lambda: self.table.choose(self.selected))

    def _on_list(self) -> None:
        turn = self._turn()
        if turn is None:
            return
        self._flush()

        def refused(error: Exception) -> None:
            self.form.say("blocker", sentence(error))

        self.session.run(daily.to_obstacle(turn.id), failed=refused)

    # The clock

    def _on_start(self) -> None:
        turn = self._turn()
        if turn is None:
            self.trouble("Add somebody to the round first: the clock counts for one person at a time.")
            return
        self.trouble("")
        self.timer.begin(turn.id, one_line(turn.who))

    def next_person(self) -> None:
        """Go on with the next person of the round; the clock goes on with them. After the last it stops."""
        if not self._turns:
            return
        self._flush()
        order = [each.id for each in self._turns]
        at = order.index(self.selected) + 1 if self.selected in order else 0
        if at >= len(order):
            self.timer.pause()
            self.say.emit("That was the last person of the round.")
            return
        self.choose(order[at])
        turn = self._turn()
        if turn is not None:
            self.timer.begin(turn.id, one_line(turn.who))
        # The field is there only once the page has been laid out.
        QTimer.singleShot(0, self, self.form.controls["last"].setFocus)

    def _on_spent(self, turn_id: str, seconds: int) -> None:
        book = self.session.book
        if book is not None and turn_id in self._whose:
            day, name = self._whose[turn_id]
            self._run(daily.spend(book.assessment.id, day, name, turn_id, seconds))
