"""What is asked for in dialogs of its own about the plan: its dates, and its variants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.screens.plan.name_dialog import NameDialog
from ui.screens.plan.schedule_dialog import ScheduleDialog
from ui.session import Session, sentence
from ui.theme import Theme
from workbench.actions import plan, plan_settings, variants
from workbench.actions.edit import Edit, together
from workbench.analysis.ranking import Ranking
from workbench.domain.variant import Variant

_NAMELESS = "A variant needs a name."


class PlanDesk(QObject):
    """Opens the dialogs over a screen and does what they give; `run` does an edit, `say` tells what was refused."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        over: QWidget,
        run: Callable[[Edit], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(over)
        self._session, self._theme, self._over = session, theme, over
        self._run, self._say = run, say
        self._scheduling = False

    def ask_schedule(self, ranking: Ranking) -> None:
        """Put everything that is still to be done in dates, after a look at what would move."""
        book = self._session.book
        if book is None:
            return
        settings = book.plan_settings
        priorities = {each.action.id: each.by(settings.method) for each in ranking.rows}
        dialog = ScheduleDialog(
            self._theme, book.actions, priorities, settings, dt.date.today(), self._over.window()
        )

        def do(given: Mapping[str, Any], spans: Mapping[str, tuple[dt.date, dt.date]]) -> None:
            name = book.assessment.id
            edits = [plan_settings.change(name, **given), plan.reschedule(name, spans)]
            self._say("")
            self._session.run(
                together("Schedule the plan", edits),
                # Whoever has closed the dialog meanwhile is told beside the chart.
                then=lambda _done: dialog.accept() if self._scheduling else None,
                failed=lambda error: (dialog.say if self._scheduling else self._say)(sentence(error)),
            )

        def closed(_code: int) -> None:
            self._scheduling = False

        self._scheduling = True
        dialog.accepted_plan.connect(do)
        dialog.finished.connect(closed)
        dialog.open()

    def save_variant(self, ids: Collection[str], capacity: float | None) -> None:
        """Keep a choice of actions under a name, in the plan's order."""
        book = self._session.book
        if book is None:
            return
        ordered = tuple(each.id for each in book.actions if each.id in ids)
        usual = f"Variant {len(book.variants) + 1}"
        dialog = NameDialog(
            self._theme, "Save as variant", "Save", "Name", _NAMELESS, self._over.window(), usual
        )
        name = book.assessment.id
        dialog.given.connect(
            lambda title: self._run(variants.add(name, title, actions=ordered, capacity_days=capacity))
        )
        dialog.open()

    def rename_variant(self, variant_id: str) -> None:
        """Give a variant another name."""
        book = self._session.book
        known = book.get(Variant, variant_id) if book is not None else None
        if known is None:
            return
        if self._session.curtain.covered(Variant, variant_id):
            self._say("Its name names somebody, so it can be changed only while names are shown.")
            return
        dialog = NameDialog(
            self._theme, "Rename a variant", "Rename", "Name", _NAMELESS, self._over.window(), known.title
        )
        dialog.given.connect(lambda title: self._run(variants.change(variant_id, title=title)))
        dialog.open()

    def remove_variant(self, variant_id: str) -> None:
        """Take a variant away; undo brings it back."""
        self._run(variants.remove(variant_id))
