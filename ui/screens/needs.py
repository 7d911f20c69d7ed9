"""Business needs, future plans and their KPIs, with the SRE work that serves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries import EntryScreen
from ui.screens.entries.links import FIELDS as LINKS
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.parts import boxed, column, section
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.actions import needs
from workbench.actions.edit import Edit
from workbench.charts import needs as chart
from workbench.charts.calendar import day_words
from workbench.domain.book import Book
from workbench.domain.content import Use
from workbench.domain.need import Horizon, Need
from workbench.domain.topic import Topic

PROMPTS = "kpi-prompts"


def kpi_cell(each: Need) -> Cell:
    """The KPI as it is and as it is to be."""
    return text_cell(chart.now_then(each), "ink" if each.kpi else "ink3")


class NeedsScreen(EntryScreen):
    """The list of what the business needs and plans."""

    key = "needs"
    title = "Business needs"
    topics = frozenset({Topic.NEEDS, Topic.ACTIONS, Topic.ASSESSMENTS, Topic.RISKS})
    kind = Need
    edits = needs
    noun = "business need"
    nouns = "business needs"
    list_title = "Needs and plans"
    icon = "trending-up"
    empty_title = "No business needs yet"
    empty_text = "What must the business be able to do this year, and how would a leader see it in a figure? SRE work starts there."
    accept_pick = "Add needs"

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "From today's figure to the target", zooms=False, keep_height=True)
        return boxed(column(section("From today to the target"), self.plot, spacing=8))

    def add_extra(self) -> QWidget | None:
        self._horizon = Segmented(self.theme, [(each.value, each.label) for each in Horizon], "Need or plan")
        self._horizon.take(Horizon.NOW.value)
        return self._horizon

    def _connect(self) -> None:
        super()._connect()
        self.plot.pressed.connect(self.choose)
        self.plot.dropped.connect(self._on_dropped)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Need or plan",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "KPI",
                200,
                lambda each: text_cell(each.kpi or "no KPI yet", "ink" if each.kpi else "warn"),
                lambda each: (not each.kpi, each.kpi.casefold()),
                edits="kpi",
            ),
            Column(
                "Now → target",
                150,
                kpi_cell,
                lambda each: (each.current is None, each.current or 0),
                least=600,
            ),
            Column(
                "Due",
                104,
                lambda each: text_cell(day_words(each.due) if each.due else "–", "ink2"),
                lambda each: (each.due is None, each.due),
                least=700,
                edits="due",
            ),
            Column(
                "Owner",
                130,
                lambda each: text_cell(each.owner or "Nobody yet", "ink2" if each.owner else "warn"),
                lambda each: each.owner.casefold(),
                least=820,
                edits="owner",
            ),
            Column(
                "Horizon",
                112,
                lambda each: text_cell(each.horizon.label, "ink2"),
                lambda each: each.horizon,
                least=940,
                edits="horizon",
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        directions = [(True, "Less is better"), (False, "More is better")]
        return (
            forms.title("title", "What the business needs or plans"),
            forms.choice("horizon", "Horizon", [(each, each.label) for each in Horizon]),
            forms.text("detail", "In more words"),
            Group("How one sees it"),
            forms.line("kpi", "KPI", "Such as 'Hours a month without orders'"),
            forms.line("unit", "Unit", "hours"),
            forms.choice("lower_is_better", "Direction", directions),
            (forms.number("current", "Today"), forms.number("target", "Target")),
            (forms.date("due", "Due"), forms.line("owner", "Owner", "A role")),
            Group("What SRE does for it"),
            forms.text("sre_work", "SRE work that serves it", "For a plan: the part SRE plays in it"),
            *LINKS,
        )

    def haystack(self, entry: Any) -> str:
        each: Need = entry
        return " ".join(
            (each.code, each.title, each.detail, each.kpi, each.owner, each.sre_work, each.horizon.label)
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.needs

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{chart.title(shown)}."

    def show_plot(self, book: Book) -> None:
        selected = self.selected
        self.show_plot_of(self.plot, book, lambda of, w, _h: chart.draw(of.needs, w, selected))
        self.plot.select(selected)

    def show_details(self, book: Book, entry: Any) -> None:
        self.head(entry.horizon.label, "chip-plain")

    def begun(self) -> Mapping[str, Any]:
        return {"horizon": Horizon(self._horizon.current)}

    def catalogue(self, book: Book) -> Sequence[Choice]:
        found = book.pack.by_catalogue.get(PROMPTS)
        if found is None or found.use is not Use.PICK:
            return ()
        have = {each.title for each in book.needs}
        return [
            Choice(each.id, each.title, each.text, found.title, each.title in have) for each in found.entries
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        each = next(one for one in book.pack.by_catalogue[PROMPTS].entries if one.id == choice_id)
        return needs.add(book.assessment.id, each.title, detail=each.text, capabilities=each.capabilities)

    def _on_dropped(self, entry_id: str, share: float) -> None:
        """The target was dragged along its own scale."""
        book = self.session.book
        each = book.get(Need, entry_id) if book is not None else None
        if each is not None:
            self.choose(entry_id)
            self.change(entry_id, {"target": chart.value_at(each, share)})
