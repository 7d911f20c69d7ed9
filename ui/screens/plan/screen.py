"""The action plan: who does what by when, on a roadmap that can be moved, by value and effort, and as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column
from ui.screens.entries import EntryScreen
from ui.screens.entries.file_desk import dropped
from ui.screens.entries.screen import PLOT_DELAY, QUICK
from ui.screens.plan import form, serving
from ui.screens.plan.columns import columns
from ui.screens.plan.desk import PlanDesk
from ui.screens.plan.files import plan_files
from ui.screens.plan.moving import Moving
from ui.screens.plan.panes import Panes
from ui.screens.plan.priority_pane import PriorityPane
from ui.screens.plan.suggestions_desk import SuggestionsDesk
from ui.screens.plan.value_pane import ValuePane
from ui.screens.plan.what_if_pane import WhatIfPane
from ui.widgets.entry_form import Field, Group
from ui.widgets.parts import Button, label
from ui.widgets.segmented import Segmented
from workbench.actions import plan, plan_settings
from workbench.actions.edit import Edit
from workbench.analysis.ranking import Ranking, rank
from workbench.charts import calendar, gantt, plan_words, priority_words
from workbench.charts.words import one_line
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.domain.text import plural, sentence_case
from workbench.domain.topic import Topic

ROADMAP, PRIORITY, WHAT_IF, LIST = "roadmap", "priority", "what-if", "list"
_VIEWS = [(ROADMAP, "Roadmap"), (PRIORITY, "Priority"), (WHAT_IF, "What-if"), (LIST, "List")]
_ROOMY = 860
"""From this width on, the header has room for all of its words."""
_BESIDE = 700
"""From this width on, the list stands beside value against effort."""


class PlanScreen(EntryScreen):
    """The plan as a roadmap with its list, or as the list alone."""

    key = "plan"
    title = "Action plan"
    topics = frozenset(
        {
            Topic.ACTIONS,
            Topic.PLAN,
            Topic.OBSTACLES,
            Topic.RISKS,
            Topic.DISCOVERIES,
            Topic.SERVICES,
            Topic.ASSESSMENTS,
            Topic.ANSWERS,
            Topic.TARGETS,
            Topic.RESPONDENTS,
            Topic.TALENTS,
        }
    )
    kind = Action
    noun = "action"
    nouns = "actions"
    list_title = "Actions"
    icon = "chart-gantt"
    empty_title = "No actions yet"
    empty_text = "Begin with the largest gaps. The catalogue has an action for each step of each capability."
    accept_pick = "Add actions"

    def build_head(self) -> None:
        self._ranking: Ranking | None = None
        self._count_suggestions = 0
        self._shown_for: tuple[str, Ranking | None] = ("", None)
        self.view = Segmented(self.theme, _VIEWS, "View")
        self.view.take(ROADMAP)
        self.suggest = Button(self.theme, "Suggestions", self._on_suggest, icon_name="lightbulb")
        self.files = plan_files(self.session, self.theme, self, self._flush)
        self.header.add(self.view, self.suggest, self.files.button)

    def build_plot(self) -> QWidget | None:
        self.setAcceptDrops(True)
        self.panes = Panes(self.theme, self._connect_priority, self._connect_what_if)
        self.roadmap, self.plot = self.panes.roadmap, self.panes.roadmap.plot
        schedule = Button(self.theme, "Schedule…", self.ask_schedule, look="small", icon_name="calendar")
        self.roadmap.tools.addWidget(schedule)
        return self.panes

    @property
    def priority(self) -> PriorityPane:
        """What comes first."""
        return self.panes.priority

    @property
    def what_if(self) -> WhatIfPane:
        """What would become of everything."""
        return self.panes.what_if

    def _build_list(self) -> QWidget:
        listed = super()._build_list()
        self.value = ValuePane(self.theme)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(28)
        self._beside.addWidget(self.value, 5)
        self._beside.addWidget(listed, 7)
        self.list_box = QWidget()
        self.list_box.setLayout(self._beside)
        return self.list_box

    def build_details(self, layout: QVBoxLayout) -> None:
        self._when = label("", "second", wrap=True)
        layout.addWidget(self._when)

    def _connect(self) -> None:
        super()._connect()
        self._value_later = QTimer(self, singleShot=True, interval=PLOT_DELAY)
        self._value_later.timeout.connect(self._show_value)
        self.view.chosen.connect(lambda _key: self.refresh() if self.ready else None)
        self.roadmap.pressed.connect(self.choose)
        self.value.pressed.connect(self.choose)
        self.suggestions = SuggestionsDesk(self.session, self.theme, self)
        self.suggestions.opened.connect(self._on_taken_up)
        self.desk = PlanDesk(self.session, self.theme, self, self.run, self.roadmap.say)
        self.files.said.connect(self.say)
        self.files.trouble.connect(self.trouble)
        self.value.crowded.connect(self._on_crowded)
        self.value.given.connect(self._on_effort)
        Moving(self.session, self.roadmap, self.choose, self._on_refused)

    def _connect_priority(self, pane: PriorityPane) -> None:
        pane.chosen.connect(self.choose)
        pane.opened.connect(self._to_form)
        pane.method.connect(lambda method: self._set(method=method))
        pane.weights.connect(lambda weights: self._set(weights=weights))

    def _connect_what_if(self, pane: WhatIfPane) -> None:
        pane.chosen.connect(self.choose)
        pane.retitled.connect(self._on_retitled)
        pane.save.connect(self.desk.save_variant)
        pane.rename.connect(self.desk.rename_variant)
        pane.remove.connect(self.desk.remove_variant)

    def columns(self) -> Sequence[Column]:
        return columns(self._start)

    def _start(self) -> dt.date:
        """The day the plan's stretches count from."""
        book = self.session.book
        return (book.plan_settings.start if book is not None else None) or dt.date.today()

    def context(self, book: Book) -> Any:
        # The stretch an action finishes in is a cell of the list.
        return self._start()

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return form.declared()

    def values(self, entry: Any) -> Mapping[str, Any]:
        book = self.session.book
        assert book is not None
        keys = self.form.controls
        stored = {key: getattr(entry, key) for key in keys if key not in serving.BACK}
        return stored | {key: serving.named_by(book, entry, key) for key in serving.BACK}

    def haystack(self, entry: Any) -> str:
        each: Action = entry
        return " ".join(
            (each.code, each.title, each.workstream, each.owner, each.purpose, each.measure, each.state.label)
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.actions

    @property
    def ranking(self) -> Ranking:
        """Every action with its arithmetic, worked out once for what is stored now."""
        if self._ranking is None:
            book = self.session.book
            assert book is not None
            self._ranking = rank(book, self.session.standing)
        return self._ranking

    def finding(self, shown: Sequence[Any]) -> str:
        book = self.session.book
        assert book is not None
        if self.view.current == PRIORITY and shown:
            return f"{priority_words.title(self.ranking, book.plan_settings.method)}."
        return f"{plan_words.title(shown, self.ranking, dt.date.today())}."

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        self._ranking = None
        streams = len(gantt.workstreams(book.actions))
        words = f"{plural(len(book.actions), 'action')} in {plural(streams, 'workstream')}"
        # Beside the views it has room in a wide window alone; cut, it says nothing.
        roomy = self.width() >= self.theme.px(1280)
        self.header.note.setText(words if book.actions and roomy else "")
        self._count_suggestions = self.suggestions.count()
        self._say_suggestions()
        self.header.fit(self.window().width())
        super().refresh()
        now = self.view.current
        self.value.setVisible(now == ROADMAP and bool(book.actions))
        # An empty plan is filled where actions are added, whatever the view.
        self.list_box.setVisible(now in (ROADMAP, LIST) or not book.actions)

    def show_plot(self, book: Book) -> None:
        now = self.view.current
        made = {PRIORITY: "priority", WHAT_IF: "what_if", ROADMAP: "roadmap"}.get(now)
        self.panes.show_only(getattr(self.panes, made) if made else None)
        # Another action chosen changes nothing of what was worked out.
        fresh = self._shown_for[0] != now or self._shown_for[1] is not self.ranking
        self._shown_for = (now, self.ranking)
        if now == PRIORITY and fresh:
            self.priority.show_plan(book, self.ranking, self.selected)
        elif now == PRIORITY:
            self.priority.choose(self.selected)
        elif now == WHAT_IF and fresh:
            self.what_if.show_plan(book, self.session.standing, self.ranking, self.selected)
        if now != ROADMAP:
            return
        quick = frozenset(each.action.id for each in self.ranking.quick_wins)
        self._fit_plots()
        self.roadmap.show_plan(
            book.actions, dt.date.today(), book.plan_settings.start, self.selected, quick, self._by_roles
        )
        if len(book.actions) <= QUICK:
            self._show_value()
        else:
            # It stands below a long roadmap, which is not to wait for it.
            self._value_later.start()

    def _by_roles(self) -> Sequence[Action] | None:
        veiled = self.session.curtain.by_roles
        return veiled.actions if veiled is not None else None

    def _show_value(self) -> None:
        self._value_later.stop()
        book = self.session.book
        if book is not None and self.view.current == ROADMAP:
            streams = gantt.workstreams(book.actions)
            self.value.show_ranking(self.ranking, streams, self.selected, self.theme.px(300))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.ready and dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped(event)
        if file is not None:
            # The other program waits until the drop is over.
            QTimer.singleShot(0, lambda: self.files.look(file))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < self.theme.px(1280):
            # Its tooltip and its name say the same as its text.
            self._catalogue.setText("")
            self._catalogue.setAccessibleName(f"Pick {self.nouns} from the catalogue")
            self.files.button.setText("")
            self.files.button.setAccessibleName("Plan: export, or import how far it is")
        self._say_suggestions()
        self._fit_plots()

    def _fit_plots(self) -> None:
        self.roadmap.fit(max(self.theme.px(300), round(self.window().height() * 0.6)))
        room = self._room()
        wide = room >= self.theme.px(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._beside.direction() != way:
            self._beside.setDirection(way)
        self.panes.fit(room - 2 * self.theme.px(32))

    def _on_retitled(self, title: str) -> None:
        """What is ticked has become another choice."""
        self._finding.setText(f"{title}.")

    def show_details(self, book: Book, entry: Any) -> None:
        action: Action = entry
        self.head(one_line(action.workstream)[:60] or "No workstream yet", "chip-plain")
        self._when.setText(sentence_case(calendar.span_words(calendar.span(action))))
        form.show(self.form, action, book, self.session.standing)

    def link_words(self, book: Book, field: str) -> Mapping[str, str]:
        return serving.words(book, self.chosen_entry, field)

    def links(self, book: Book, entry: Any, field: str) -> tuple[str, Sequence[Choice]]:
        return serving.ask(book, entry, field)

    def follow(self, field: str, linked: str) -> None:
        if field == "after":
            self.choose(linked)
        else:
            self.go.emit(serving.SOURCES[field].screen, linked)

    # Edits

    def add_edit(self, book: Book, title: str, entry_id: str) -> Edit:
        return plan.add(book.assessment.id, title, entity_id=entry_id)

    def letter(self, row: Mapping[str, Any]) -> str:
        return plan.LETTER

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        book = self.session.book
        action = book.get(Action, entry_id) if book is not None else None
        if book is not None and field in serving.BACK:
            return plan.link_back(book.assessment.id, entry_id, serving.BACK[field], value)
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

    def _say_suggestions(self) -> None:
        """Count the suggestions in the header; where that is narrow, their number alone."""
        count = self._count_suggestions
        word = "" if self._room() < self.theme.px(_ROOMY) else "Suggestions "
        self.suggest.setText(f"{word}{count:,}" if count else word.strip() or "0")
        self.suggest.setAccessibleName(plural(count, "suggestion"))
        self.suggest.setToolTip(
            f"{plural(count, 'suggestion')} from gaps, obstacles, toil, risks, opportunities"
        )

    def _room(self) -> int:
        """How wide the screen is beside its side panel."""
        return self.width() - (self.inspector.width() if self.inspector.isVisible() else 0)

    def _on_suggest(self) -> None:
        self._flush()
        self.suggestions.open()

    def _on_taken_up(self, action_id: str) -> None:
        self.filter.clear()
        self.choose(action_id)
        self._to_form()

    def _set(self, **fields: Any) -> None:
        """Change how the plan is ranked."""
        book = self.session.book
        if book is not None:
            self.run(plan_settings.change(book.assessment.id, **fields))

    def leave(self) -> bool:
        self.panes.flush()
        return super().leave()

    # The roadmap

    def ask_schedule(self) -> None:
        """Put everything that is still to be done in dates, after a look at what would move."""
        self.desk.ask_schedule(self.ranking)

    def _on_refused(self, why: str) -> None:
        """A bar goes back to where it was; the reason stands beside the chart and in the status bar."""
        self.say.emit(one_line(why)[:160])
        book = self.session.book
        if book is not None:
            self.show_plot(book)

    def _on_effort(self, action_id: str, days: float) -> None:
        self.choose(action_id)
        self.run(plan.change(action_id, effort_days=days))

    def _on_crowded(self, ids: Sequence[str]) -> None:
        wanted = set(ids)
        book = self.session.book
        listed = [each for each in book.actions if each.id in wanted] if book is not None else []
        self.pop_choices([(f"{each.code}  {each.title}", each.id) for each in listed])
