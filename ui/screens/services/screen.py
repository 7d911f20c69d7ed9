"""Services and service levels: objectives, error budgets, alerts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column, text_cell
from ui.screens.entries import EntryScreen
from ui.screens.entries.links import FIELDS as LINKS
from ui.screens.services import cells
from ui.session import sentence
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.parts import Button, boxed, column, label, section
from ui.widgets.plot_view import PlotView
from workbench.actions import services
from workbench.actions.edit import Edit
from workbench.analysis import budget
from workbench.charts import budget as chart
from workbench.domain.book import Book
from workbench.domain.need import MOST
from workbench.domain.service import BudgetPolicy, Service
from workbench.domain.text import plural, short
from workbench.domain.topic import Topic
from workbench.exchange.events import Events, EventsError, read_events

MOST_EVENTS = int(MOST)


class ServicesScreen(EntryScreen):
    """The inventory of service levels, with the budget of the chosen one."""

    key = "services"
    title = "Services"
    topics = frozenset({Topic.SERVICES, Topic.ACTIONS, Topic.ASSESSMENTS, Topic.RISKS})
    kind = Service
    edits = services
    noun = "service"
    nouns = "services"
    list_title = "Service levels"
    icon = "target"
    # Services are the client's own: there are examples to begin with, and nothing more to pick.
    has_catalogue = False
    empty_title = "No services yet"
    empty_text = "Begin with the service customers would miss first: what it promises, and how one knows."

    def build_head(self) -> None:
        self._bring = Button(self.theme, "Events from CSV…", self._ask_events, icon_name="upload")
        self.header.add(self._bring)

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "Error budget over the window", zooms=False)
        self._plot_title = label("", "strong", wrap=True)
        return boxed(column(section("Error budget"), self._plot_title, self.plot, spacing=8))

    def build_details(self, layout: QVBoxLayout) -> None:
        self._sums = label("", "strong", wrap=True)
        layout.addWidget(self._sums)

    def _build_side(self) -> None:
        super()._build_side()
        self.details.addWidget(label("When to alert", "label"))
        self._alerts = QGridLayout()
        self._alerts.setHorizontalSpacing(10)
        self.details.addLayout(self._alerts)
        self._actions = column(spacing=4)
        self.details.addLayout(self._actions)

    def _connect(self) -> None:
        super()._connect()
        self.plot.dropped.connect(self._on_dropped)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Service",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Indicator (SLI)",
                190,
                lambda each: text_cell(each.indicator or "–", "ink2"),
                lambda each: each.indicator.casefold(),
                least=760,
                edits="indicator",
            ),
            Column(
                "Objective",
                84,
                lambda each: text_cell(chart.per_cent(each.objective)),
                lambda each: -(each.objective or 0),
                edits="objective",
            ),
            Column(
                "Agreement",
                88,
                cells.agreement_cell,
                lambda each: -(each.agreement or 0),
                least=560,
                edits="agreement",
            ),
            Column(
                "Window",
                76,
                lambda each: text_cell(plural(each.window, "day"), "ink2"),
                lambda each: each.window,
                least=660,
                edits="window",
            ),
            Column("Budget", 96, cells.left_cell, cells.left_order),
            Column(
                "Owner",
                120,
                lambda each: text_cell(each.owner or "–", "ink2"),
                lambda each: each.owner.casefold(),
                least=900,
                edits="owner",
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "Service"),
            forms.line("owner", "Owner", "A role"),
            forms.text("indicator", "Indicator (SLI)", "Such as 'successful requests of all valid ones'", 2),
            (
                forms.number("objective", "Objective (SLO), %", most=100),
                forms.number("agreement", "Agreement (SLA), %", most=100),
            ),
            (forms.whole("window", "Window, days"), forms.number("elapsed", "Days passed")),
            (
                forms.whole("good", "Good events", most=MOST_EVENTS),
                forms.whole("total", "Total events", most=MOST_EVENTS),
            ),
            forms.number("downtime", "Downtime so far, minutes"),
            forms.line("source", "Where the figures come from"),
            Group("Budget policy"),
            forms.choice("policy", "What the budget says now", [(each, each.label) for each in BudgetPolicy]),
            forms.text(
                "policy_text",
                "The rule that was agreed",
                "What happens below half, below a fifth, at nothing",
                2,
            ),
            Group("Built of"),
            forms.links("needs", "Services it needs, all of them", "Link services…", follows=True),
            forms.whole("copies", "Copies that can stand in for each other"),
            forms.text("note", "Note", "", 2),
            *LINKS,
        )

    def haystack(self, entry: Any) -> str:
        each: Service = entry
        return " ".join(
            (each.code, each.title, each.indicator, each.owner, each.note, each.source, each.policy.label)
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.services

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{chart.title(shown)}."

    def show_plot(self, book: Book) -> None:
        chosen = book.get(Service, self.selected)
        self.plot.setVisible(chosen is not None and chosen.objective is not None)
        if chosen is None:
            self._plot_title.setText("Choose a service to see its budget.")
            return
        self._plot_title.setText(
            chosen.title if chosen.objective is not None else f"{chosen.title} has no objective yet."
        )
        self.plot.setFixedHeight(min(300, self.plot_height()))
        self.show_plot_of(
            self.plot, book, lambda of, w, h: chart.draw(of.get(Service, chosen.id) or chosen, w, h)
        )

    def show_details(self, book: Book, entry: Any) -> None:
        each: Service = entry
        self.head("Service level", "chip-plain")
        self._sums.setText("\n".join(chart.sentences(each, {one.id: one for one in book.services})))
        self._show_alerts(each)

    def _show_alerts(self, each: Service) -> None:
        while (item := self._alerts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        rows = budget.alerts(each)
        heads = ("", "Windows", "Burn", "Fires after") if rows else ("Set an objective first.",)
        for place, head in enumerate(heads):
            self._alerts.addWidget(label(head, "caption"), 0, place)
        for line, found in enumerate(rows, 1):
            fires = chart.span(found.fires_after) if found.fires_after is not None else "not now"
            texts = (
                found.severity,
                f"{chart.span(found.long)}, {chart.span(found.short)}",
                f"{found.burn:.4g}",
                fires,
            )
            for place, text in enumerate(texts):
                self._alerts.addWidget(label(text, "second"), line, place)

    def link_words(self, book: Book, field: str) -> Mapping[str, str]:
        if field != "needs":
            return super().link_words(book, field)
        return {each.id: f"{each.code}  {each.title}" for each in book.services}

    def links(self, book: Book, entry: Any, field: str) -> tuple[str, Sequence[Choice]]:
        if field == "needs":
            others = [each for each in book.services if each.id != entry.id]
            return "Which services does it need?", [
                Choice(each.id, each.title, each.indicator, each.code) for each in others
            ]
        return super().links(book, entry, field)

    def follow(self, field: str, linked: str) -> None:
        if field == "needs":
            self.choose(linked)
        else:
            super().follow(field, linked)

    def catalogue(self, book: Book) -> Sequence[Choice]:
        return [Choice(each.id, each.title, f"{each.indicator}. {each.note}") for each in services.EXAMPLES]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        example = next(each for each in services.EXAMPLES if each.id == choice_id)
        known = tuple(each for each in ("SLO",) if each in book.pack.by_capability)
        return services.pick(book.assessment.id, example, capabilities=known)

    def _on_dropped(self, entry_id: str, value: tuple[int, float]) -> None:
        """The point of today was dragged: another day, another share of the budget spent."""
        book = self.session.book
        each = book.get(Service, entry_id) if book is not None else None
        state = budget.state(each) if each is not None else None
        if state is not None:
            day, spent = value
            minutes = state.allowed.total_seconds() / 60 * spent
            self.change(entry_id, {"elapsed": float(day), "downtime": round(minutes, 2)})

    def _ask_events(self) -> None:
        dialog = QFileDialog(self.window(), "Good and total events")
        dialog.setNameFilters(["Tables (*.csv *.tsv *.txt)", "All files (*)"])
        dialog.fileSelected.connect(self.bring_events)
        dialog.open()

    def bring_events(self, path: str) -> None:
        """Take good and total events of a CSV file for the chosen service."""
        entry = self.chosen_entry
        if entry is None:
            self.trouble("Choose the service these events belong to first.")
            return
        self.session.jobs.pool(
            lambda _job: read_events(path, entry.window),
            lambda found: self._on_events(entry.id, found),
            lambda error: self.trouble(str(error) if isinstance(error, EventsError) else sentence(error)),
        )

    def _on_events(self, entry_id: str, found: Events) -> None:
        part = f", the last {found.days} of {found.covered} days" if found.days < found.covered else ""
        fields = {
            "total": found.total,
            "good": found.good,
            "downtime": None,
            "source": f"{found.source}{part}",
            **({"elapsed": float(found.days)} if found.days else {}),
        }
        self.change(entry_id, fields)
        if part:
            self.say.emit(
                f"'{short(found.source)}' covers {found.covered} days; the window is {found.days}, so the last "
                f"{found.days} days were counted."
            )
