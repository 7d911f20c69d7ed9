"""Recognition given and incentives offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column, text_cell
from ui.screens.entries import EntryScreen
from ui.screens.entries.links import FIELDS as LINKS
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.parts import boxed, column, section
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.actions import recognition
from workbench.actions.edit import Edit
from workbench.charts import recognised
from workbench.charts.calendar import day_words
from workbench.domain.book import Book
from workbench.domain.recognition import Approval, Recognition, RecognitionKind
from workbench.domain.topic import Topic

CATALOGUE = "recognition"
_TOKENS = {Approval.APPROVED: "ok", Approval.GIVEN: "ok", Approval.REFUSED: "bad", Approval.ASKED: "warn"}


class RecognitionScreen(EntryScreen):
    """The list of recognitions and incentives."""

    key = "recognition"
    title = "Recognition"
    topics = frozenset({Topic.RECOGNITION, Topic.ASSESSMENTS, Topic.RISKS, Topic.ACTIONS})
    kind = Recognition
    edits = recognition
    noun = "recognition"
    nouns = "recognitions and incentives"
    list_title = "Recognition and incentives"
    icon = "star"
    empty_title = "Nothing recognised yet"
    empty_text = "Who worked well with another team this month? Say it where others hear it; that is how the new way spreads."
    accept_pick = "Add to the list"

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "Recognition along time", zooms=False, keep_height=True)
        hint = "filled: made known, or approved"
        return boxed(column(section("When it was said", hint), self.plot, spacing=8))

    def _connect(self) -> None:
        super()._connect()
        self.plot.pressed.connect(self.choose)
        self.plot.dropped.connect(self._on_dropped)

    def add_extra(self) -> QWidget | None:
        self._kind = Segmented(
            self.theme, [(each.value, each.label) for each in RecognitionKind], "Kind of the new one"
        )
        self._kind.take(RecognitionKind.RECOGNITION.value)
        return self._kind

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "What",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Kind",
                108,
                lambda each: text_cell(each.kind.label, "ink2"),
                lambda each: each.kind,
                least=520,
                edits="kind",
            ),
            Column(
                "Team",
                130,
                lambda each: text_cell(each.team or "–", "ink2"),
                lambda each: each.team.casefold(),
                least=600,
                edits="team",
            ),
            Column(
                "Date",
                104,
                lambda each: text_cell(day_words(each.day) if each.day else "–", "ink2"),
                lambda each: (each.day is None, each.day),
                edits="day",
            ),
            Column(
                "Made known",
                190,
                lambda each: text_cell(each.made_known or "not yet", "ink" if each.made_known else "warn"),
                lambda each: each.made_known.casefold(),
                least=760,
                edits="made_known",
            ),
            Column(
                "Approval",
                96,
                lambda each: text_cell(each.approval.label, _TOKENS.get(each.approval, "ink2")),
                lambda each: list(Approval).index(each.approval),
                edits="approval",
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "What is recognised or offered"),
            forms.choice("kind", "Kind", [(each, each.label) for each in RecognitionKind]),
            (forms.line("team", "Team", "Whom it goes to"), forms.date("day", "Date")),
            forms.text("made_known", "How others learn of it", "A meeting, a message, a page", 2),
            Group("Incentive"),
            forms.text("criteria", "Criteria", "What must be reached, said beforehand", 2),
            (
                forms.choice("approval", "Approval", [(each, each.label) for each in Approval]),
                forms.line("approved_by", "Approved by", "A role"),
            ),
            forms.text("note", "Note"),
            *LINKS,
        )

    def haystack(self, entry: Any) -> str:
        each: Recognition = entry
        return " ".join(
            (
                each.code,
                each.title,
                each.kind.label,
                each.team,
                each.made_known,
                each.criteria,
                each.approval.label,
            )
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.recognitions

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{recognised.title(shown)}."

    def show_plot(self, book: Book) -> None:
        selected, today = self.selected, dt.date.today()
        self.show_plot_of(
            self.plot, book, lambda of, w, _h: recognised.draw(of.recognitions, w, today, selected)
        )
        self.plot.select(selected)

    def show_details(self, book: Book, entry: Any) -> None:
        self.head(entry.kind.label, "chip-plain")

    def begun(self) -> Mapping[str, Any]:
        return {"kind": RecognitionKind(self._kind.current)}

    def catalogue(self, book: Book) -> Sequence[Choice]:
        found = book.pack.by_catalogue.get(CATALOGUE)
        have = {each.title for each in book.recognitions}
        return [
            Choice(each.id, each.title, each.text, found.title, each.title in have)
            for each in (found.entries if found is not None else ())
            if found is not None
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        each = next(one for one in book.pack.by_catalogue[CATALOGUE].entries if one.id == choice_id)
        return recognition.add(book.assessment.id, each.title, note=each.text)

    def _on_dropped(self, entry_id: str, day: dt.date | None) -> None:
        """The marker was put on another day, or where there is none."""
        self.change(entry_id, {"day": day})
        self.choose(entry_id)
