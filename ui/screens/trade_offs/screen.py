"""Trade-offs: options weighed by criteria, what was chosen and why (other considerations)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.curtain import COVERED
from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries import EntryScreen
from ui.screens.entries.links import FIELDS as LINKS
from ui.screens.trade_offs.grid import GridTable
from ui.screens.trade_offs.model import GridModel, Part
from ui.screens.trade_offs.notes import OptionNotes
from ui.session import sentence
from ui.waiting_texts import WaitingTexts
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.fields import ChoiceControl
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, column, label, section
from ui.widgets.soft import soft
from workbench.actions import trade_offs
from workbench.actions.edit import Edit
from workbench.analysis.trade_off import finding as weighed
from workbench.analysis.trade_off import leading, scores, warnings
from workbench.charts import decision
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.text import plural
from workbench.domain.topic import Topic
from workbench.domain.trade_off import TradeOff


def leading_words(each: TradeOff) -> str:
    """Which option scores highest: its name, 'a tie' or '–'."""
    first = leading(scores(each))
    if not first or len(each.options) < 2:
        return "–"
    return one_line(each.options[first[0]].name) if len(first) == 1 else "a tie"


def chosen_cell(each: TradeOff) -> Cell:
    """What was chosen; in the colour of a warning while nothing is, or the reason is missing."""
    if each.chosen is None:
        return text_cell("not decided", "warn")
    return text_cell(each.chosen.name, "ink" if each.reason.strip() else "warn", 500)


def finding(listed: Sequence[TradeOff]) -> str:
    """Say how many are decided, and how many without a reason."""
    if not listed:
        return "Nothing has to be decided yet."
    decided = [each for each in listed if each.choice is not None]
    said = (
        f"{len(decided)} of {plural(len(listed), 'trade-off')} {'is' if len(decided) == 1 else 'are'} decided"
    )
    if len(listed) == 1:
        said = "The one trade-off is decided" if decided else "The one trade-off is open"
    without = sum(1 for each in decided if not each.reason.strip())
    if without:
        said += f", {'it has' if without == len(decided) == 1 else f'{without} of them without'} {'no' if without == len(decided) == 1 else 'a'} reason"
    return f"{said}."


class TradeOffsScreen(EntryScreen):
    """The list of decisions; above it the grid of the one that is chosen."""

    key = "trade-offs"
    title = "Trade-offs"
    topics = frozenset({Topic.TRADE_OFFS, Topic.ACTIONS, Topic.RISKS, Topic.ASSESSMENTS})
    kind = TradeOff
    edits = trade_offs
    noun = "trade-off"
    nouns = "trade-offs"
    list_title = "Decisions"
    icon = "sliders-horizontal"
    has_catalogue = False
    empty_title = "No trade-offs yet"
    empty_text = (
        "What has to be decided that has no right answer? Weigh the options, choose, and write down why."
    )

    def build_plot(self) -> QWidget | None:
        self.cells = GridModel()
        self.grid = GridTable(self.theme, self.cells, "Options by criteria")
        self._which = label("", "muted")
        self._which.setMinimumWidth(10)
        self.said = label("", "strong", wrap=True)
        self.said.setAccessibleName("What the figures say")
        self._grid_trouble = label("", "bad", wrap=True)
        self._grid_trouble.hide()
        self.plot = FigureView(self.theme, name="Score of each option by criterion", keep_height=True)
        self._hint = label(
            "1 to 5 rate the cell you are in, Del takes it back; Space on an option chooses it. The figures never decide.",
            "muted",
            wrap=True,
        )
        return boxed(
            column(
                section("Options and criteria", "", self._which),
                self._hint,
                self.grid,
                self._grid_trouble,
                4,
                self.said,
                self.plot,
                spacing=8,
            )
        )

    def _build_side(self) -> None:
        super()._build_side()
        self.notes = OptionNotes()
        self.unsaved = WaitingTexts(self.session)
        self.details.addWidget(self.notes)

    def build_details(self, layout: QVBoxLayout) -> None:
        self.warning = label("", "warn", wrap=True)
        layout.addWidget(self.warning)

    def _connect(self) -> None:
        super()._connect()
        grid, cells = self.grid, self.cells
        grid.rated.connect(self._on_rated)
        grid.taken.connect(self._on_taken)
        grid.removed.connect(self._on_removed)
        grid.covered.connect(lambda: self.say_grid(COVERED))
        cells.renamed.connect(self._on_renamed)
        cells.weighted.connect(
            lambda number, weight: self._do(trade_offs.change_criterion(self.selected, number, weight=weight))
        )
        cells.added.connect(self._on_added)
        cells.wrong.connect(self.say_grid)
        self.notes.noted.connect(self._on_noted)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Decision",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Options",
                70,
                lambda each: text_cell(str(len(each.options)) if each.options else "–", "ink2"),
                lambda each: len(each.options),
                least=640,
            ),
            Column(
                "Scores highest",
                170,
                lambda each: text_cell(leading_words(each), "ink2"),
                leading_words,
                least=760,
            ),
            Column("Chosen", 180, chosen_cell, lambda each: (each.choice is None, each.choice or 0)),
            Column(
                "Decided by",
                150,
                lambda each: text_cell(each.decided_by or "–", "ink2"),
                lambda each: each.decided_by.casefold(),
                least=900,
                edits="decided_by",
            ),
            Column(
                "Day",
                104,
                lambda each: text_cell(day_words(each.day) if each.day else "–", "ink2"),
                lambda each: (each.day is None, each.day),
                least=560,
                edits="day",
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "What has to be decided"),
            forms.text("context", "Context", "What it is about, and why now"),
            Group("The decision"),
            forms.choice("choice", "Chosen"),
            forms.text("reason", "Why", "What tipped the scales", 2),
            forms.text("consequences", "What follows from it", "", 2),
            forms.line("decided_by", "Decided by", "A role"),
            forms.date("day", "Day"),
            *LINKS,
        )

    def haystack(self, entry: Any) -> str:
        each: TradeOff = entry
        options = (f"{one.name} {one.note}" for one in each.options)
        return " ".join(
            (
                each.code,
                each.title,
                each.context,
                each.reason,
                each.consequences,
                each.decided_by,
                *options,
                *(one.name for one in each.criteria),
            )
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.trade_offs

    def finding(self, shown: Sequence[Any]) -> str:
        return finding(shown)

    def show_plot(self, book: Book) -> None:
        found = book.get(TradeOff, self.selected)
        covered = found is not None and bool({"options", "criteria"} & self.covered(found))
        self.cells.show_decision(found, covered)
        self.say_grid("")
        if found is None:
            return
        self._which.setText(f"{found.code}  {one_line(found.title)[:60]}")
        self.said.setText(soft(weighed(found)))
        rated = any(each.score is not None for each in scores(found))
        self.plot.setVisible(rated)
        self.plot.show_figure(lambda w, _h: decision.draw(found, w))

    def show_details(self, book: Book, entry: Any) -> None:
        each: TradeOff = entry
        self.head("Decision record", "chip-plain")
        said = " ".join(warnings(each))
        self.warning.setText(said)
        self.warning.setVisible(bool(said))
        control = self.form.controls["choice"]
        assert isinstance(control, ChoiceControl)
        named = [(number, one_line(one.name)) for number, one in enumerate(each.options)]
        control.show_choices([(None, "Nothing yet"), *named])
        missing = each.choice is not None and not each.reason.strip()
        self.form.note("reason", "The reason is what this record is for." if missing else "", "warn")
        covered = "options" in self.covered(each)
        notes = [self.unsaved.value((each.id, i), one.note) for i, one in enumerate(each.options)]
        said = [self.session.curtain.said(note) for note in notes]
        shown = [replace(one, note=note) for one, note in zip(each.options, said, strict=True)]
        self.notes.show_options(each.id, shown, covered or said != notes)

    def _flush(self) -> None:
        self.notes.flush()
        self.unsaved.again()
        super()._flush()

    # Edits

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        book = self.session.book
        entry = book.get(TradeOff, entry_id) if book is not None else None
        if field == "choice" and value is not None and entry is not None and entry.day is None:
            return trade_offs.change(entry_id, merge, choice=value, day=dt.date.today())
        return super().change_edit(entry_id, field, value, merge)

    def say_grid(self, words: str) -> None:
        """Say under the grid what did not work; '' takes it back."""
        self._grid_trouble.setText(words)
        self._grid_trouble.setVisible(bool(words))

    def _do(self, edit: Edit, then: Any = None) -> None:
        self.say_grid("")
        self.session.run(
            edit,
            then=(lambda _done: then()) if then is not None else None,
            failed=lambda error: self.say_grid(str(error)),
        )

    def _on_rated(self, option: int, criterion: int, rating: int | None) -> None:
        self._do(trade_offs.rate(self.selected, option, criterion, rating))

    def _on_taken(self, option: int) -> None:
        entry = self.chosen_entry
        if entry is not None:
            self.change(entry.id, {"choice": None if entry.choice == option else option})

    def _on_added(self, part: Part, words: str) -> None:
        add = trade_offs.add_option if part is Part.OPTION else trade_offs.add_criterion
        self._do(add(self.selected, words), lambda: self._go_to_new(part))

    def _go_to_new(self, part: Part) -> None:
        """Stand where the next one is added, or where a new criterion is weighed."""
        row = self.cells.rowCount() - 1 if part is Part.OPTION else 1
        self.grid.setCurrentIndex(self.cells.index(row, 0 if part is Part.OPTION else self.cells.criteria))

    def _on_renamed(self, part: Part, number: int, words: str) -> None:
        if part is Part.OPTION:
            self._do(trade_offs.change_option(self.selected, number, name=words))
        else:
            self._do(trade_offs.change_criterion(self.selected, number, name=words))

    def _on_removed(self, part: Part, number: int) -> None:
        entry = self.chosen_entry
        if entry is None:
            return
        self._flush()
        if part is Part.CRITERION:
            said = "Criterion removed, with its ratings"
            self._do(trade_offs.remove_criterion(entry.id, number), lambda: self.removed.emit(said))
            return
        said = "Option removed" + ("; nothing is chosen any more" if entry.choice == number else "")

        def gone() -> None:
            # Those behind it have other numbers now.
            for behind in range(number, len(entry.options)):
                self.unsaved.forget((entry.id, behind))
            self.removed.emit(said)

        self._do(trade_offs.remove_option(entry.id, number), gone)

    def _on_noted(self, number: int, text: str, epoch: int) -> None:
        entry_id = self.selected

        def failed(error: Exception) -> None:
            self.say_grid(sentence(error))
            if self.session.curtain.hidden:
                # What waits now may name somebody.
                self.mark_stale()

        self.say_grid("")
        edit = trade_offs.change_option(entry_id, number, f"{entry_id}:note{number}:{epoch}", note=text)
        self.unsaved.write((entry_id, number), text, edit, failed)
