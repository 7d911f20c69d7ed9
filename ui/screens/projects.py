"""Initial projects: actions of the plan as stage 3 looks at them, with how it was, how it is and what that comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.pick import Choice, PickDialog
from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries import EntryScreen
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, boxed, column, label, row, section, set_look
from ui.widgets.soft import soft
from workbench.actions import entries, plan
from workbench.actions.edit import Edit, together
from workbench.charts import results
from workbench.charts.words import one_line
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.topic import Topic
from workbench.exchange.columns import Column as TableColumn
from workbench.exchange.inventories import PROJECTS

_STATES = {ActionState.RUNNING: "accent", ActionState.DONE: "ok", ActionState.DROPPED: "ink3"}
_MEASURED = ((True, "Measured"), (False, "Estimated"))
WHAT, WHATS = "project", "projects"


def better_cell(each: Action) -> Cell:
    """The improvement in short; in red where it got worse."""
    found = results.of_action(each)
    said = results.better_words(found)
    return text_cell(said or "–", "bad" if results.is_worse(found) else "ok" if said else "ink3", 600)


def result_words(each: Action) -> str:
    """The result as the blueprint says it, or what is missing for it."""
    said = results.sentence(results.of_action(each), f"Before {each.code} started")
    if said:
        return said
    missing = [words for words, value in (("before", each.before), ("now", each.actual)) if value is None]
    return f"Without the figure {' and the one '.join(missing)} nobody can say what it has brought."


def closing_words(each: Action) -> str:
    """What a closed project still lacks; '' where nothing is missing, or it is open."""
    if each.state is not ActionState.DONE or (each.before is not None and each.actual is not None):
        return ""
    missing = "before" if each.before is None else "now"
    return f"It is closed, but the figure {missing} is missing: stage 3 waits for a project with both."


class ProjectsScreen(EntryScreen):
    """The list of projects; what is not about their results stays in the action plan."""

    key = "projects"
    title = "Initial projects"
    topics = frozenset({Topic.ACTIONS, Topic.ASSESSMENTS})
    kind = Action
    edits = plan
    noun = WHAT
    nouns = WHATS
    list_title = "Projects"
    icon = "flag"
    empty_title = "No projects yet"
    empty_text = "Begin with a quick, valuable win, and write down how it is today before anything changes."
    accept_pick = "Add projects"

    def build_head(self) -> None:
        self.mark = Button(self.theme, "From the plan…", self.pick_actions, icon_name="chart-gantt")
        self.mark.setToolTip("Make actions of the plan initial projects")
        self.header.add(self.mark)

    def build_plot(self) -> QWidget | None:
        self.plot = FigureView(self.theme, name="Before and now", keep_height=True)
        return boxed(column(section("Before and now"), self.plot, spacing=4))

    def build_details(self, layout: QVBoxLayout) -> None:
        self.result = label("", "strong", wrap=True)
        self.result.setAccessibleName("Result")
        self.warning = label("", "warn", wrap=True)
        self.close_it = Button(
            self.theme, "Close the project", self._on_close, look="small", icon_name="check"
        )
        in_plan = LinkButton(
            self.theme, "Show in the action plan", lambda: self.go.emit("plan", self.selected)
        )
        for each in (self.result, self.warning):
            layout.addWidget(each)
        for button in (self.close_it, in_plan):
            layout.addLayout(row(button, None))

    def _connect(self) -> None:
        super()._connect()
        self.plot.pressed.connect(self.choose)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Project",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Before → now",
                170,
                lambda each: text_cell(results.now_then(results.of_action(each)), "ink2"),
                lambda each: (each.actual is None, each.before or 0),
                least=560,
            ),
            Column(
                "Before",
                74,
                lambda each: text_cell("–" if each.before is None else results.amount(each.before), "ink2"),
                lambda each: (each.before is None, each.before or 0),
                least=980,
                edits="before",
            ),
            Column(
                "Now",
                74,
                lambda each: text_cell(
                    "missing" if each.actual is None else results.amount(each.actual),
                    "warn" if each.actual is None else "ink",
                ),
                lambda each: (each.actual is None, each.actual or 0),
                edits="actual",
            ),
            Column(
                "Better by",
                150,
                better_cell,
                lambda each: -(results.better(results.of_action(each)) or 0),
                least=640,
            ),
            Column(
                "Owner",
                130,
                lambda each: text_cell(each.owner or "Nobody yet", "ink2" if each.owner else "warn"),
                lambda each: (not each.owner, each.owner.casefold()),
                least=780,
                edits="owner",
            ),
            Column(
                "State",
                92,
                lambda each: text_cell(each.state.label, _STATES.get(each.state, "ink2"), 500),
                lambda each: list(ActionState).index(each.state),
                edits="state",
            ),
        )

    def written(self) -> tuple[TableColumn, ...]:
        return PROJECTS

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        directions = [(True, "Less is better"), (False, "More is better")]
        return (
            forms.title("title", "Project"),
            (
                forms.line("owner", "Owner", "A role"),
                forms.choice("state", "State", [(each, each.label) for each in ActionState]),
            ),
            Group("How it is measured"),
            forms.line("measure", "Measure", "Such as 'Reading alerts'"),
            forms.line("unit", "Unit", "minutes"),
            forms.choice("lower_is_better", "Direction", directions),
            forms.line("window", "Window", "Over which time, such as 'four weeks'"),
            forms.line("source", "Source", "Where the figures come from"),
            Group("Before and now"),
            (forms.number("before", "Before"), forms.choice("before_measured", "How", _MEASURED)),
            forms.date("baseline_on", "Taken on"),
            (forms.number("actual", "Now"), forms.choice("actual_measured", "How it is known", _MEASURED)),
            forms.date("actual_on", "Now: taken on"),
            forms.number("expected", "Aim"),
            Group("What no number says"),
            forms.text("benefits", "Benefits", "What people notice, trust that was won", 2),
            forms.listed("tell", "Whom to tell what"),
        )

    def haystack(self, entry: Any) -> str:
        each: Action = entry
        return " ".join(
            (
                each.code,
                each.title,
                each.owner,
                each.measure,
                each.benefits,
                each.source,
                each.state.label,
                *each.tell,
            )
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return [each for each in book.actions if each.project]

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{results.title([results.of_action(each) for each in shown], WHAT, WHATS)}."

    def refresh(self) -> None:
        super().refresh()
        book = self.session.book
        self.mark.setVisible(book is not None and bool(self._unmarked(book)))

    def show_plot(self, book: Book) -> None:
        found, selected = [results.of_action(each) for each in self.all_entries(book)], self.selected
        self.plot.show_figure(lambda w, _h: results.draw(found, w, WHAT, WHATS, selected))

    def show_details(self, book: Book, entry: Any) -> None:
        each: Action = entry
        self.head(one_line(each.workstream)[:60] or "Initial project", "chip-plain")
        self.result.setText(soft(result_words(each)))
        complete = each.before is not None and each.actual is not None
        set_look(self.result, "strong" if complete else "second")
        self.warning.setText(closing_words(each))
        self.warning.setVisible(bool(closing_words(each)))
        self.close_it.setVisible(not each.state.ended)

    # Edits

    def begun(self) -> Mapping[str, Any]:
        return {"project": True}

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        return plan.change(entry_id, merge, **{field: value})

    def remove_edit(self, book: Book, entry_id: str) -> Edit:
        """Taken off this list, it stays in the plan, where it can be removed for good."""
        return plan.change(entry_id, project=False)

    def name(self, entry: Any) -> str:
        return f"{entry.code} stays in the action plan; as a project it is"

    def on_moved_rows(self, ids: Sequence[str], before: str) -> None:
        book = self.session.book
        if book is None:
            return
        moved = set(ids)
        order = [each.id for each in self.model.shown if each.id not in moved]
        at = order.index(before) if before else len(order)
        order[at:at] = ids
        edit = entries.reorder_part(Action, book.assessment.id, order, "Move projects")
        self.run(edit, lambda: self.table.mark(ids))

    def _rows_edit(self, book: Book, rows: Sequence[dict[str, Any]]) -> Edit:
        return super()._rows_edit(book, [{**each, "project": True} for each in rows])

    def _on_close(self) -> None:
        """Close it whatever is missing; what is missing is said afterwards."""
        entry = self.chosen_entry
        if entry is None:
            return
        self._flush()
        day = {"actual_on": dt.date.today()} if entry.actual is not None and entry.actual_on is None else {}
        late = entry.baseline_on is not None and entry.baseline_on > dt.date.today()
        self.change(entry.id, {"state": ActionState.DONE, **({} if late else day)})

    # What can be made a project

    def _unmarked(self, book: Book) -> list[Action]:
        return [each for each in book.actions if not each.project and each.state is not ActionState.DROPPED]

    def pick_actions(self) -> None:
        """Choose actions of the plan that are initial projects."""
        book = self.session.book
        if book is None:
            return
        choices = [
            Choice(each.id, f"{each.code}  {one_line(each.title)}", each.purpose)
            for each in self._unmarked(book)
        ]
        dialog = PickDialog(
            self.theme, "Which actions are initial projects?", "Make projects", choices, self.window()
        )
        dialog.picked.connect(self.mark_projects)
        dialog.open()

    def mark_projects(self, ids: Sequence[str]) -> None:
        """Make actions of the plan initial projects, in one step."""
        if not ids:
            return
        edits = [plan.change(each, project=True) for each in ids]
        last = list(ids)[-1]
        self.run(together("Make actions initial projects", edits), lambda: self.choose(last))

    def catalogue(self, book: Book) -> Sequence[Choice]:
        have = {each.catalogue for each in book.actions if each.catalogue}
        return [
            Choice(
                each.id,
                each.title,
                each.text,
                "Quick wins" if each.quick_win else "Larger ones",
                each.id in have,
            )
            for each in sorted(book.pack.projects, key=lambda one: not one.quick_win)
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        entry = next(each for each in book.pack.projects if each.id == choice_id)
        return plan.start_project(book.assessment.id, entry)
