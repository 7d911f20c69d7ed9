"""Put the plan in dates: when it starts, who can work, which days are free, and what would move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.dialogs.base import Dialog
from ui.models.entries import Column, EntryModel, text_cell
from ui.theme import Theme
from ui.widgets.entry_table import EntryTable
from ui.widgets.parts import boxed, column, label, row, rule, scrolled
from workbench.analysis.planning import Planned, plan_dates
from workbench.analysis.schedule import CycleError
from workbench.charts import calendar, plan_moves
from workbench.domain.action import Action
from workbench.domain.plan_settings import PlanSettings
from workbench.domain.written import read_date, read_whole

_TYPED = 250


def read_holidays(text: str) -> tuple[dt.date, ...]:
    """Read one date a line, each day once and in order.

    Raises:
        ValueError: naming every line that is none.
    """
    found: set[dt.date] = set()
    bad: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            day = read_date(line.strip())
        except ValueError:
            bad.append(f"line {number}, ‘{line.strip()[:30]}’")
            continue
        if day is not None:
            found.add(day)
    if bad:
        said = "; ".join(bad[:5]) + (f"; and {len(bad) - 5} more" if len(bad) > 5 else "")
        raise ValueError(f"No date: {said}. Write dates such as 25 Dec 2026 or 2026-12-25, one on each line.")
    return tuple(sorted(found))


class ScheduleDialog(Dialog):
    """Shows what would move while it is filled in; `accepted_plan(settings, spans)` when it is to be done."""

    accepted_plan = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        actions: Sequence[Action],
        priorities: Mapping[str, float | None],
        settings: PlanSettings,
        today: dt.date,
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, "Schedule the plan", parent, "Schedule", width=680)
        self._actions, self._priorities = actions, priorities
        self.planned: Planned | None = None
        self.given: dict[str, Any] = {}
        self.head("Schedule the plan")
        said = "The highest priority comes first, as soon as what it needs is finished and somebody is free. What is running, done or dropped stays."
        self.body.addWidget(label(said, "second", wrap=True))
        self.start = QLineEdit(calendar.day_words(settings.start or today))
        self.capacity = QLineEdit(str(settings.capacity))
        self.holidays = QPlainTextEdit("\n".join(calendar.day_words(day) for day in settings.holidays))
        self.holidays.setFixedHeight(theme.px(64))
        self.holidays.setTabChangesFocus(True)
        self.holidays.setPlaceholderText("One date on each line: 25 Dec 2026")
        self._said: dict[str, QLabel] = {}
        fields = row(spacing=16)
        for key, name, widget in (
            ("start", "The plan starts on", self.start),
            ("capacity", "People who can work at once", self.capacity),
        ):
            fields.addWidget(self._field(key, name, widget), 1)
        self.body.addLayout(fields)
        self.body.addWidget(self._field("holidays", "Days nobody works, beside weekends", self.holidays))
        self.body.addWidget(rule("hairline"))
        self.lines = [label("", look, wrap=True) for look in ("strong", "", "warn", "second")]
        for line in self.lines:
            self.body.addWidget(line)
        self._model = EntryModel(_columns(), lambda move: move.action.title, None, movable=False)
        self.table = EntryTable(theme, self._model, "What would move")
        self.table.setAccessibleDescription("Each action that moves, from when to when.")
        self._area = scrolled(self.table)
        self._area.setMinimumHeight(theme.px(130))
        self.body.addWidget(self._area, 100)
        self.body.addStretch(1)
        self._later = QTimer(self, singleShot=True, interval=_TYPED)
        self._later.timeout.connect(self.preview)
        for edit in (self.start, self.capacity, self.holidays):
            edit.textChanged.connect(self._later.start)
        self.preview()

    def _field(self, key: str, name: str, widget: QWidget) -> QWidget:
        head = label(name, "label")
        head.setBuddy(widget)
        widget.setAccessibleName(name)
        self._said[key] = label("", "bad", wrap=True)
        self._said[key].hide()
        return boxed(column(head, widget, self._said[key], None, spacing=3))

    def trouble_of(self, key: str) -> str:
        """What is wrong with a field; '' for nothing."""
        return self._said[key].text()

    def _say_beside(self, key: str, trouble: str) -> None:
        self._said[key].setText(trouble)
        self._said[key].setVisible(bool(trouble))
        getattr(self, key).setAccessibleDescription(trouble)

    def _read(self) -> dict[str, Any] | None:
        readers: dict[str, Callable[[], Any]] = {
            "start": lambda: _day(self.start.text()),
            "capacity": lambda: _people(self.capacity.text()),
            "holidays": lambda: read_holidays(self.holidays.toPlainText()),
        }
        found: dict[str, Any] = {}
        for key, read in readers.items():
            try:
                found[key] = read()
                self._say_beside(key, "")
            except ValueError as error:
                self._say_beside(key, str(error))
        return found if len(found) == len(readers) else None

    def preview(self) -> None:
        """Work out what would move with what is written now."""
        self._later.stop()
        self.planned = None
        given = self._read()
        self.say("")
        if given is not None:
            self.given = given
            try:
                self.planned = plan_dates(
                    self._actions,
                    self._priorities,
                    given["start"],
                    given["capacity"],
                    frozenset(given["holidays"]),
                )
            except CycleError as error:
                codes = {each.id: each.code for each in self._actions}
                path = " → ".join(codes.get(each, "?") for each in error.path)
                self.say(f"These actions wait for each other: {path}. Take one of the links out.")
            except ValueError as error:
                self.say(str(error))
        self._show()

    def _show(self) -> None:
        planned, actions = self.planned, self._actions
        found = plan_moves.moves(actions, planned) if planned is not None else []
        words = ("", "", "", "")
        if planned is not None:
            words = (
                plan_moves.counted_words(found, planned),
                plan_moves.finish_words(actions, planned),
                plan_moves.assumed_words(actions, planned),
                plan_moves.apart_words(actions, planned),
            )
        for line, said in zip(self.lines, words, strict=True):
            line.setText(said)
            line.setVisible(bool(said))
        self._model.show_entries(found)
        self._area.setVisible(bool(found))
        self.primary.setEnabled(planned is not None)
        self._grow()

    def _grow(self) -> None:
        """Make room where the words above the table have become more lines than there was place for."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            needed = layout.totalMinimumHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def on_accept(self) -> None:
        self.preview()
        if self.planned is not None:
            self.accepted_plan.emit(self.given, self.planned.spans)


def _day(text: str) -> dt.date:
    day = read_date(text.strip())
    if day is None:
        raise ValueError("Say when the plan starts, such as 1 Dec 2026.")
    return day


def _people(text: str) -> int:
    people = read_whole(text.strip())
    if people is None:
        raise ValueError("Say how many people can work at once, such as 3.")
    if people < 1:
        raise ValueError("With nobody at work nothing is ever finished: write 1 or more.")
    PlanSettings(id="", assessment="", capacity=people)
    return people


def _columns() -> Sequence[Column]:
    def span(found: tuple[dt.date, dt.date] | None) -> str:
        return calendar.span_words(found) if found else "no dates"

    return (
        Column("", 46, lambda move: text_cell(move.action.code, "ink2"), lambda move: move.action.position),
        Column("Action", 0, lambda move: text_cell(move.action.title), lambda move: move.action.title.casefold()),
        Column("Now", 178, lambda move: text_cell(span(move.before), "ink3"), lambda move: move.before or move.after),
        Column("Then", 178, lambda move: text_cell(span(move.after)), lambda move: move.after),
    )  # fmt: skip
