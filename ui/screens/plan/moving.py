"""Bars moved and stretched on the roadmap: what was asked for, before it is on disk, and why it was refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.screens.plan.roadmap import RoadmapPane
from ui.session import Session, sentence
from workbench.actions import plan
from workbench.charts import calendar
from workbench.domain.action import Action


class Moving(QObject):
    """Does what the roadmap's bars ask for; `choose(id)` before a move, `refused(sentence)` after one that was refused."""

    def __init__(
        self,
        session: Session,
        roadmap: RoadmapPane,
        choose: Callable[[str], None],
        refused: Callable[[str], None],
    ) -> None:
        super().__init__(roadmap)
        self._session, self._roadmap = session, roadmap
        self._choose, self._refused = choose, refused
        self._wanted: dict[str, tuple[dt.date, dt.date]] = {}
        roadmap.plot.moved.connect(lambda key, days: self._on_moved(key, days, days))
        roadmap.plot.stretched.connect(lambda key, days: self._on_moved(key, 0, days))

    def _on_moved(self, key: str, by_start: int, by_finish: int) -> None:
        book = self._session.book
        action = book.get(Action, key) if book is not None else None
        found = calendar.span(action) if action is not None else None
        if action is None or found is None:
            return
        # Keys may come faster than the move they ask for is on disk.
        start, finish = self._wanted.get(key, found)
        try:
            start, finish = start + dt.timedelta(by_start), finish + dt.timedelta(by_finish)
        except OverflowError:
            return
        finish = max(start, finish)
        self._choose(key)
        self._wanted[key] = (start, finish)

        def rest() -> None:
            if self._wanted.get(key) == (start, finish):
                del self._wanted[key]

        def refused(error: Exception) -> None:
            self._wanted.pop(key, None)
            self._roadmap.say(sentence(error))
            self._refused(sentence(error))

        self._roadmap.say("")
        self._session.run(plan.move(key, start, finish), then=lambda _done: rest(), failed=refused)
