"""The action plan: who does what by when, on a roadmap that can be moved, and as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column, text_cell
from ui.screens.entries import EntryScreen
from ui.screens.plan.cells import (
    better_cell,
    called,
    figures,
    improvement_words,
    state_cell,
    when_cell,
    when_order,
)
from ui.session import sentence
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.fields import ChoiceControl, TextControl
from ui.widgets.parts import boxed, column, label, section
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.actions import plan
from workbench.actions.edit import Edit
from workbench.charts import calendar, gantt
from workbench.charts.words import improvement, one_line
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.obstacle import Obstacle
from workbench.domain.risk import Risk
from workbench.domain.text import plural, sentence_case
from workbench.domain.topic import Topic

ROADMAP, LIST = "roadmap", "list"
_GO = {"obstacles": "obstacles", "risks": "risks"}


class PlanScreen(EntryScreen):
    """The plan as a roadmap with its list, or as the list alone."""

    key = "plan"
    title = "Action plan"
    topics = frozenset({Topic.ACTIONS, Topic.OBSTACLES, Topic.RISKS, Topic.ASSESSMENTS})
    kind = Action
    noun = "action"
    nouns = "actions"
    list_title = "Actions"
    icon = "chart-gantt"
    empty_title = "No actions yet"
    empty_text = "Begin with the largest gaps. The catalogue has an action for each step of each capability."
    accept_pick = "Add actions"

    def build_head(self) -> None:
        self._wanted: dict[str, tuple[dt.date, dt.date]] = {}
        self.view = Segmented(self.theme, [(ROADMAP, "Roadmap"), (LIST, "List")], "View")
        self.view.take(ROADMAP)
        self.header.add(self.view)

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "Roadmap", keep_height=True, zooms=False)
        self._hint = label(
            "Drag a bar to move it, its end to lengthen it; an arrow needs the other first.", "muted"
        )
        return boxed(column(section("Roadmap", "", self._hint), self.plot, spacing=8))

    def build_details(self, layout: QVBoxLayout) -> None:
        self._when = label("", "second", wrap=True)
        layout.addWidget(self._when)

    def _connect(self) -> None:
        super()._connect()
        self.view.chosen.connect(lambda _key: self.refresh() if self.ready else None)
        self.plot.pressed.connect(self.choose)
        self.plot.moved.connect(lambda key, days: self._on_moved(key, days, days))
        self.plot.stretched.connect(lambda key, days: self._on_moved(key, 0, days))

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Action",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Owner",
                150,
                lambda each: text_cell(each.owner) if each.owner else text_cell("Nobody yet", "warn", 500),
                lambda each: (not each.owner, each.owner.casefold()),
                least=560,
            ),
            Column("When", 136, when_cell, when_order),
            Column("Before → after", 190, lambda each: text_cell(figures(each), "ink2"), figures, least=860),
            Column("Better by", 92, better_cell, lambda each: -(improvement(each) or 0), least=680),
            Column("State", 88, state_cell, lambda each: list(ActionState).index(each.state)),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        directions = [(True, "Less is better"), (False, "More is better")]
        return (
            forms.title("title", "Action"),
            forms.text("purpose", "Purpose", "What it is for", 2),
            forms.line("workstream", "Workstream"),
            forms.line("owner", "Owner", "A role, such as SRE Lead"),
            forms.choice("state", "State", [(state, state.label) for state in ActionState]),
            forms.line("drop_reason", "Why it was dropped"),
            Group("When, and how much work"),
            forms.date("start", "Start"),
            forms.date("finish", "Finish"),
            (forms.number("effort_days", "Effort, person-days"), forms.whole("lead_days", "Lead time, days")),
            forms.number("cost", "Cost"),
            forms.links("after", "Needs first", "Link actions…", follows=True),
            Group("What it serves"),
            forms.choice("capability", "Capability"),
            forms.choice("level", "Brings it to"),
            forms.links("obstacles", "Obstacles it clears", "Link obstacles…", follows=True),
            forms.links("risks", "Risks it treats", "Link risks…", follows=True),
            Group("What it delivers"),
            forms.checklist("deliverables", "Deliverables", "Add a deliverable"),
            forms.listed("acceptance", "Accepted when"),
            Group("How it is measured"),
            forms.line("measure", "Measure", "Pages a week"),
            (
                forms.line("unit", "Unit", "pages a week"),
                forms.choice("lower_is_better", "Direction", directions),
            ),
            (forms.number("before", "Before"), forms.number("expected", "Expected after")),
        )

    def _build_side(self) -> None:
        super()._build_side()
        self.improvement = label("", "strong", wrap=True)
        self.improvement.setAccessibleName("Improvement")
        self.details.addWidget(self.improvement)

    def haystack(self, entry: Any) -> str:
        each: Action = entry
        return " ".join(
            (each.code, each.title, each.workstream, each.owner, each.purpose, each.measure, each.state.label)
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.actions

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{gantt.title(shown, dt.date.today())}."

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        streams = len(gantt.workstreams(book.actions))
        words = f"{plural(len(book.actions), 'action')} in {plural(streams, 'workstream')}"
        self.header.note.setText(words if book.actions else "")
        self.header.fit(self.window().width())
        super().refresh()

    def show_plot(self, book: Book) -> None:
        assert self.plot_box is not None
        self.plot_box.setVisible(self.view.current == ROADMAP)
        selected, today = self.selected, dt.date.today()
        self.show_plot_of(self.plot, book, lambda of, w, _h: gantt.draw(of.actions, w, today, selected))
        self.plot.select(selected)

    def show_details(self, book: Book, entry: Any) -> None:
        action: Action = entry
        self.head(one_line(action.workstream)[:60] or "No workstream yet", "chip-plain")
        self._when.setText(sentence_case(calendar.span_words(calendar.span(action))))
        pack = book.pack
        named = [("", "None"), *((each.id, each.name) for each in pack.capabilities)]
        if action.capability and action.capability not in pack.by_capability:
            named.append((action.capability, action.capability))
        self._choices("capability", named)
        levels = [(level.level, f"{level.level} {level.name}") for level in pack.levels if level.level > 1]
        self._choices("level", [(None, "No level"), *levels])
        self.form.hide_field(
            "drop_reason", action.state is not ActionState.DROPPED and not action.drop_reason
        )
        streams = [name for name in gantt.workstreams(book.actions) if name != gantt.NO_WORKSTREAM]
        self._suggest("workstream", streams)
        self._suggest("owner", sorted({each.owner for each in book.actions if each.owner}))
        self.improvement.setText(improvement_words(action))

    def _choices(self, key: str, choices: Sequence[tuple[Any, str]]) -> None:
        control = self.form.controls[key]
        assert isinstance(control, ChoiceControl)
        control.show_choices(choices)

    def link_words(self, book: Book, field: str) -> Mapping[str, str]:
        listed = {"after": book.actions, "obstacles": book.obstacles, "risks": book.risks}[field]
        return {each.id: called(each.code, each.title) for each in listed}

    def _suggest(self, key: str, words: Sequence[str]) -> None:
        control = self.form.controls[key]
        assert isinstance(control, TextControl)
        control.suggest(words)

    def links(self, book: Book, entry: Any, field: str) -> tuple[str, Sequence[Choice]]:
        listed: Sequence[Action | Obstacle | Risk]
        if field == "after":
            question = f"What has to be done before {entry.code}?"
            listed = [each for each in book.actions if each.id != entry.id]
        elif field == "obstacles":
            question, listed = f"Which obstacles does {entry.code} clear?", book.obstacles
        else:
            question, listed = f"Which risks does {entry.code} treat?", book.risks
        return question, [Choice(each.id, f"{each.code}  {each.title}") for each in listed]

    def follow(self, field: str, linked: str) -> None:
        if field == "after":
            self.choose(linked)
        else:
            self.go.emit(_GO[field], linked)

    # Edits

    def add_edit(self, book: Book, title: str, entry_id: str) -> Edit:
        return plan.add(book.assessment.id, title, entry_id=entry_id)

    def letter(self, row: Mapping[str, Any]) -> str:
        return plan.LETTER

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        book = self.session.book
        action = book.get(Action, entry_id) if book is not None else None
        if action is not None and field in ("start", "finish") and value is not None:
            start = value if field == "start" else action.start
            finish = value if field == "finish" else action.finish
            if start is not None and finish is not None:
                # A date written in the form keeps prerequisites as one dragged on the roadmap does.
                return plan.move(entry_id, start, finish)
        return plan.change(entry_id, merge, **{field: value})

    def remove_edit(self, book: Book, entry_id: str) -> Edit:
        return plan.remove(book.assessment.id, entry_id)

    def catalogue(self, book: Book) -> Sequence[Choice]:
        have = {each.catalogue for each in book.actions if each.catalogue}
        names = {each.id: each.name for each in book.pack.capabilities}
        return [
            Choice(
                each.id,
                each.title,
                f"To level {each.level}, {book.pack.level_name(each.level)}. {each.purpose}",
                names.get(each.capability, each.capability),
                each.id in have,
            )
            for each in book.pack.actions
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        return plan.pick(book.assessment.id, next(each for each in book.pack.actions if each.id == choice_id))

    # The roadmap

    def _on_moved(self, key: str, by_start: int, by_finish: int) -> None:
        book = self.session.book
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
        self.choose(key)
        self._wanted[key] = (start, finish)

        def rest() -> None:
            if self._wanted.get(key) == (start, finish):
                del self._wanted[key]

        def refused(error: Exception) -> None:
            self._wanted.pop(key, None)
            self.trouble(sentence(error))
            if self.ready:
                self.show_plot(self.session.book)  # type: ignore[arg-type]

        self.trouble("")
        self.session.run(plan.move(key, start, finish), then=lambda _done: rest(), failed=refused)
