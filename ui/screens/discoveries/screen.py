"""Toil and pain points: what talks with teams bring up, ranked by the hours it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column, text_cell
from ui.screens.discoveries import cells
from ui.screens.entries import EntryScreen
from ui.screens.entries.links import FIELDS as LINKS
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, column, label, row, section
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.actions import discoveries
from workbench.actions.edit import Edit
from workbench.analysis import heard
from workbench.charts import heard as grid
from workbench.charts import toil
from workbench.domain.book import Book
from workbench.domain.discovery import (
    AlertDecision,
    Discovery,
    DiscoveryKind,
    DiscoveryState,
    HeardFrom,
    ToilTrait,
)
from workbench.domain.topic import Topic

ALL = ""
TOIL_FIELDS = (
    "traits",
    "runs",
    "minutes",
    "people",
    "hour_cost",
    "hours_after",
    "upkeep_hours",
    "build_hours",
)
ALERT_FIELDS = ("fired", "acted_on", "decision")


class DiscoveriesScreen(EntryScreen):
    """One inventory for all that teams bring up: toil, pain points, noisy alerts and the rest."""

    key = "discoveries"
    title = "Toil and pain points"
    topics = frozenset({Topic.DISCOVERIES, Topic.ACTIONS, Topic.ASSESSMENTS, Topic.RISKS})
    kind = Discovery
    edits = discoveries
    noun = "thing heard"
    nouns = "things heard"
    list_title = "What teams told us"
    icon = "repeat"
    empty_title = "Nothing heard yet"
    empty_text = "Ask each team which work is done by hand again and again, and what wakes people. The catalogue has examples."
    accept_pick = "Add to the list"

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "Toil in hours a month", zooms=False, keep_height=True)
        self.teams = FigureView(self.theme, name="Who has been talked to", keep_height=True)
        self._teams_title = label("", "section", wrap=True)
        self._pair = row(spacing=32)
        self._pair.addLayout(column(section("Toil, ranked"), self.plot, None, spacing=8), 3)
        side = column(section("Who has been talked to"), self._teams_title, self.teams, None, spacing=8)
        self._pair.addLayout(side, 2)
        return boxed(self._pair)

    def add_extra(self) -> QWidget | None:
        choices = [
            (each.value, each.label)
            for each in (DiscoveryKind.TOIL, DiscoveryKind.PAIN, DiscoveryKind.NOISY_ALERT)
        ]
        self._kind = Segmented(self.theme, choices, "Kind of the new one")
        self._kind.take(DiscoveryKind.TOIL.value)
        return self._kind

    def build_details(self, layout: QVBoxLayout) -> None:
        self._sums = label("", "strong", wrap=True)
        layout.addWidget(self._sums)

    def _build_side(self) -> None:
        super()._build_side()
        self._actions = column(spacing=4)
        self.details.addLayout(self._actions)

    def _connect(self) -> None:
        super()._connect()
        self.plot.pressed.connect(self.choose)
        self.plot.dropped.connect(self._on_dropped)
        self.teams.pressed.connect(self._on_cell)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "What was heard",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Kind",
                140,
                lambda each: text_cell(each.kind.label, "ink2"),
                lambda each: each.kind,
                least=520,
                edits="kind",
            ),
            Column(
                "Heard from",
                108,
                lambda each: text_cell(each.team.label, "ink2"),
                lambda each: each.team,
                least=640,
                edits="team",
            ),
            Column("Figures", 170, cells.figures_cell, cells.figures_order),
            Column(
                "Owner",
                128,
                lambda each: text_cell(each.owner or "–", "ink2"),
                lambda each: each.owner.casefold(),
                least=860,
                edits="owner",
            ),
            Column(
                "State",
                112,
                lambda each: text_cell(each.state.label, cells.STATES.get(each.state, "ink2")),
                lambda each: list(DiscoveryState).index(each.state),
                edits="state",
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "What was heard"),
            (
                forms.choice("kind", "Kind", [(each, each.label) for each in DiscoveryKind]),
                forms.choice("team", "Heard from", [(each, each.label) for each in HeardFrom]),
            ),
            forms.text("detail", "In more words", "In the words of those who said it"),
            forms.toggles("traits", "What makes it toil", [(each, each.label) for each in ToilTrait]),
            (forms.number("runs", "Runs a month"), forms.number("minutes", "Minutes a run")),
            (forms.number("people", "People a run"), forms.number("hour_cost", "Cost of an hour")),
            (
                forms.number("hours_after", "Hours a month after"),
                forms.number("upkeep_hours", "Upkeep, hours a month"),
            ),
            forms.number("build_hours", "Hours to build"),
            (
                forms.whole("fired", "Fired", most=10**9),
                forms.whole("acted_on", "Acted on", most=10**9),
            ),
            forms.choice("decision", "Decision", [(each, each.label) for each in AlertDecision]),
            forms.text("benefit", "Benefit", "What is gained when it is gone", 2),
            forms.text("next_step", "Next step", "", 2),
            (
                forms.line("owner", "Owner", "A role"),
                forms.choice("state", "State", [(each, each.label) for each in DiscoveryState]),
            ),
            *LINKS,
        )

    def haystack(self, entry: Any) -> str:
        each: Discovery = entry
        return " ".join(
            (
                each.code,
                each.title,
                each.detail,
                each.kind.label,
                each.team.label,
                each.owner,
                each.benefit,
                each.next_step,
                each.state.label,
            )
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.discoveries

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{toil.title(shown)}."

    def name(self, entry: Any) -> str:
        return f"{entry.code}"

    def show_plot(self, book: Book) -> None:
        listed, selected = book.discoveries, self.selected
        self.show_plot_of(self.plot, book, lambda of, w, _h: toil.draw(of.discoveries, w, selected))
        self.plot.select(selected)
        self.teams.show_figure(lambda w, _h: grid.draw(listed, w))
        self._teams_title.setText(f"{grid.title(listed)}.")

    def show_details(self, book: Book, entry: Any) -> None:
        each: Discovery = entry
        self.head(f"{each.kind.label}, heard from {each.team.label}", "chip-plain")
        self._sums.setText(" ".join(said for said in toil.sentences(each) if said))
        for key in TOIL_FIELDS:
            self.form.hide_field(key, each.kind not in heard.MEASURED)
        for key in ALERT_FIELDS:
            self.form.hide_field(key, each.kind is not DiscoveryKind.NOISY_ALERT)

    def begun(self) -> Mapping[str, Any]:
        return {"kind": DiscoveryKind(self._kind.current)}

    def catalogue(self, book: Book) -> Sequence[Choice]:
        have = {each.catalogue for each in book.discoveries if each.catalogue}
        return [
            Choice(f"{catalogue.id}/{each.id}", each.title, each.text, catalogue.title, each.id in have)
            for catalogue in discoveries.offered(book.pack)
            for each in catalogue.entries
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        name, _, item = choice_id.partition("/")
        entries = book.pack.by_catalogue[name].entries
        return discoveries.pick(book.assessment.id, next(each for each in entries if each.id == item), name)

    # The pictures

    def _on_dropped(self, entry_id: str, hours: float) -> None:
        book = self.session.book
        each = book.get(Discovery, entry_id) if book is not None else None
        if each is not None:
            self.choose(entry_id)
            self.change(entry_id, {"hours_after": max(0.0, round(hours - (each.upkeep_hours or 0), 1))})

    def _on_cell(self, key: str) -> None:
        """List what was heard from one team of one kind; the same cell again lists everything."""
        first, _, second = key.partition(":")
        team, kind = HeardFrom(first), DiscoveryKind(second)
        words = f"Only {kind.label.lower()}, heard from {team.label}"
        if self.narrowed == words:
            self.show_only("", None)
        else:
            self.show_only(words, lambda each: each.team is team and each.kind is kind)
