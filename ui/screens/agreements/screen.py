"""Engagement agreements: what is wanted, what is offered, and the consent of both sides (stage 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ui.dialogs.export import ExportDialog
from ui.models.entries import Cell, Column, text_cell
from ui.screens.agreements.consents import ConsentBox
from ui.screens.entries import EntryScreen
from ui.session import sentence
from ui.waiting_texts import WaitingTexts
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.parts import Button, label, set_look
from workbench.actions import agreements
from workbench.analysis.engagements import finding, waiting_words
from workbench.charts.calendar import day_words
from workbench.domain.agreement import Agreement
from workbench.domain.book import Book
from workbench.domain.consent import Consent
from workbench.domain.topic import Topic
from workbench.reports.settings import ENGAGEMENT

SIDE = ("side", "who")
"""What is typed of a side."""


def consent_cell(each: Agreement) -> Cell:
    """The same in a row of the list."""
    return text_cell(waiting_words(each), "ok" if each.agreed else "warn", 500)


class AgreementsScreen(EntryScreen):
    """The list of agreements; each is printed as a document of its own."""

    key = "agreements"
    title = "Engagement"
    topics = frozenset({Topic.AGREEMENTS, Topic.NEEDS, Topic.ACTIONS, Topic.ASSESSMENTS})
    kind = Agreement
    edits = agreements
    noun = "engagement"
    nouns = "engagements"
    list_title = "Agreements with other teams"
    icon = "pencil"
    has_catalogue = False
    empty_title = "No engagements yet"
    empty_text = "Which team do you begin with? Write down what it wants and what SRE offers; both sides agree before work starts."

    def build_head(self) -> None:
        self.export = Button(self.theme, "Export agreement…", self._on_export, icon_name="file-text")
        self.header.add(self.export)

    def build_details(self, layout: QVBoxLayout) -> None:
        self.unsaved = WaitingTexts(self.session)
        self.state = label("", "chip-warn", wrap=True)
        self.consents = ConsentBox(self.theme)
        layout.addWidget(self.state)
        layout.addWidget(self.consents)

    def _connect(self) -> None:
        super()._connect()
        box = self.consents
        box.changed.connect(self._on_side)
        box.agreed.connect(lambda number, who, day: self._do(agreements.consent, number, who, day))
        box.withdrawn.connect(lambda number: self._do(agreements.withdraw, number))
        box.removed.connect(self._on_remove_side)
        box.added.connect(self._on_add_side)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Engagement",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Partner team",
                170,
                lambda each: text_cell(each.partner or "–", "ink2"),
                lambda each: each.partner.casefold(),
                least=560,
                edits="partner",
            ),
            Column(
                "Start",
                104,
                lambda each: text_cell(day_words(each.start) if each.start else "–", "ink2"),
                lambda each: (each.start is None, each.start),
                least=760,
                edits="start",
            ),
            Column(
                "End",
                104,
                lambda each: text_cell(day_words(each.finish) if each.finish else "–", "ink2"),
                lambda each: (each.finish is None, each.finish),
                least=820,
                edits="finish",
            ),
            Column("Consent", 232, consent_cell, lambda each: (each.agreed, waiting_words(each))),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "What the engagement is"),
            forms.line("partner", "Partner team", "Such as 'Development, Tracking team'"),
            forms.text("purpose", "Purpose", "What it is for", 2),
            Group("What is wanted, what is offered"),
            forms.listed("wanted", "Wanted"),
            forms.links("needs", "Business needs it serves", "Link needs…", follows=True),
            forms.listed("offered", "Services SRE offers"),
            Group("Particulars of the workstream"),
            forms.line("workstream", "Workstream"),
            forms.listed("included", "Belongs to it"),
            forms.listed("excluded", "Does not belong to it"),
            forms.text("meetings", "Meetings", "Who meets when", 2),
            forms.date("start", "Start"),
            forms.date("finish", "End"),
            forms.listed("acceptance", "Accepted when"),
            forms.links("actions", "Actions that carry it out", "Link actions…", follows=True),
            forms.text("note", "Note"),
        )

    def haystack(self, entry: Any) -> str:
        each: Agreement = entry
        listed = (*each.wanted, *each.offered, *each.included, *each.excluded, *each.acceptance)
        sides = (f"{one.side} {one.who}" for one in each.consents)
        return " ".join(
            (each.code, each.title, each.partner, each.purpose, each.workstream, each.note, *listed, *sides)
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.agreements

    def finding(self, shown: Sequence[Any]) -> str:
        return finding(shown)

    def refresh(self) -> None:
        super().refresh()
        book = self.session.book
        self.export.setVisible(book is not None and bool(book.agreements))

    def show_details(self, book: Book, entry: Any) -> None:
        each: Agreement = entry
        self.head("Engagement agreement", "chip-plain")
        self.state.setText(waiting_words(each))
        set_look(self.state, "chip-ok" if each.agreed else "chip-warn")
        covered = "consents" in self.covered(each)
        shown = tuple(self._as_typed(each.id, number, one) for number, one in enumerate(each.consents))
        said = tuple(replace(one, side=self._said(one.side), who=self._said(one.who)) for one in shown)
        self.consents.show_sides(each.id, said, covered or said != shown, dt.date.today())

    def _as_typed(self, entry_id: str, number: int, side: Consent) -> Consent:
        """A side with what was typed there and could not be saved yet."""
        texts = {key: self.unsaved.value((entry_id, number, key), getattr(side, key)) for key in SIDE}
        return replace(side, **texts)

    def _said(self, text: str) -> str:
        return self.session.curtain.said(text)

    def _flush(self) -> None:
        self.consents.flush()
        self.unsaved.again()
        super()._flush()

    # Consents

    def _do(self, edit: Any, number: int, *more: Any) -> None:
        self.run(edit(self.selected, number, *more))

    def _on_side(self, number: int, field: str, text: str, epoch: int) -> None:
        entry_id = self.selected
        merge = f"{entry_id}:side{number}:{field}:{epoch}"

        def failed(error: Exception) -> None:
            self.trouble(sentence(error))
            if self.session.curtain.hidden:
                # What waits now may name somebody.
                self.mark_stale()

        self.trouble("")
        edit = agreements.change_side(entry_id, number, merge, **{field: text})
        self.unsaved.write((entry_id, number, field), text, edit, failed)

    def _on_remove_side(self, number: int) -> None:
        entry = self.chosen_entry
        if entry is None:
            return
        self._flush()

        def gone() -> None:
            # Those behind it have other numbers now.
            for behind in range(number, len(entry.consents)):
                for key in SIDE:
                    self.unsaved.forget((entry.id, behind, key))

        self.run(agreements.remove_side(entry.id, number), gone)

    def _on_add_side(self) -> None:
        entry = self.chosen_entry
        if entry is None:
            return
        number = len(entry.consents)
        taken = {one.side.casefold() for one in entry.consents}
        name = next(
            words for i in range(number + 2) if (words := f"Side {number + 1 + i}").casefold() not in taken
        )
        self._flush()

        def name_it() -> None:
            box = self.consents.sides[-1]
            box.side.setFocus()
            box.side.selectAll()

        self.run(agreements.set_consent(entry.id, number, Consent(side=name)), name_it)

    # On paper

    def _on_export(self) -> None:
        entry = self.chosen_entry
        if entry is None:
            return
        self._flush()
        ExportDialog(self.session, self.theme, self.window(), ENGAGEMENT, (entry.id,)).open()
