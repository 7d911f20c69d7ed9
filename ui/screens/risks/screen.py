"""Risk: threats and opportunities, rated by dragging them over the matrix, and what is done about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column, text_cell
from ui.screens.entries import EntryScreen
from ui.screens.risks.cells import NEEDED, UNITS, missing, owner_cell, steps, zone_cell, zones_figure
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.fields import ChoiceControl
from ui.widgets.fields_steps import StepControl
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, column, label, section
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.actions import risks
from workbench.actions.edit import Edit
from workbench.analysis import risk as zones
from workbench.charts import matrix
from workbench.charts.calendar import day_words
from workbench.domain.book import Book
from workbench.domain.risk import (
    BENEFIT_WORDS,
    FREQUENCY_RANGES,
    FREQUENCY_WORDS,
    IMPACT_WORDS,
    TREATMENTS,
    Risk,
    RiskKind,
    RiskState,
    Treatment,
    Zone,
)
from workbench.domain.text import plural
from workbench.domain.topic import Topic

BOTH = "both"


class RisksScreen(EntryScreen):
    """The register and its matrix."""

    key = "risks"
    title = "Risk"
    topics = frozenset({Topic.RISKS, Topic.ACTIONS, Topic.ASSESSMENTS})
    kind = Risk
    noun = "risk"
    # The list stands in the order of the zones, not in one that people give it.
    movable = False
    nouns = "risks"
    list_title = "Register"
    icon = "shield-alert"
    empty_title = "No risks yet"
    empty_text = "Begin with the obstacles you already listed: which of them may do harm, and how often?"
    accept_pick = "Add risks"

    def build_head(self) -> None:
        self.which = Segmented(
            self.theme,
            [
                (BOTH, "Both"),
                (RiskKind.THREAT.value, "Threats"),
                (RiskKind.OPPORTUNITY.value, "Opportunities"),
            ],
            "Show",
        )
        self.which.take(BOTH)
        self.header.add(self.which)

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "Risk matrix")
        self.plot.accepts = self._accepts
        self._hint = label("Drag a marker to rate it; with the keys, Shift and an arrow.", "muted")
        return boxed(
            column(
                section("Where each risk stands and where treatment takes it", "", self._hint),
                self.plot,
                spacing=10,
            )
        )

    def add_extra(self) -> QWidget | None:
        self._kind = Segmented(
            self.theme, [(kind.value, kind.label) for kind in RiskKind], "Kind of the new risk"
        )
        self._kind.take(RiskKind.THREAT.value)
        return self._kind

    def build_details(self, layout: QVBoxLayout) -> None:
        self._zones = FigureView(self.theme, name="Zones", keep_height=True)
        layout.addWidget(self._zones)

    def _build_side(self) -> None:
        super()._build_side()
        self._actions = column(spacing=4)
        self.details.addLayout(self._actions)

    def _connect(self) -> None:
        super()._connect()
        self.which.chosen.connect(lambda _key: self.refresh() if self.ready else None)
        self.plot.pressed.connect(self._on_pressed)
        self.plot.dropped.connect(self._on_dropped)

    def columns(self) -> Sequence[Column]:
        return (
            Column(
                "", 46, lambda each: text_cell(each.code, "ink2"), lambda each: (each.kind, each.position)
            ),
            Column(
                "Risk",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column("Zone, today and treated", 176, zone_cell, zones.sort_key),
            Column(
                "Steps",
                84,
                lambda each: text_cell(steps(each.frequency, each.impact), "ink2"),
                lambda each: -((each.frequency or 0) + (each.impact or 0)),
                least=760,
            ),
            Column(
                "Owner", 150, owner_cell, lambda each: (not missing(each), each.owner.casefold()), least=560
            ),
            Column(
                "Due",
                100,
                lambda each: text_cell(day_words(each.due) if each.due else "–", "ink2"),
                lambda each: (each.due is None, each.due),
                least=860,
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "Risk"),
            forms.choice("kind", "Kind", [(kind, kind.label) for kind in RiskKind]),
            forms.text("cause", "Because", "What makes it possible", 2),
            forms.text("event", "This may happen", "The event itself", 2),
            forms.text("consequence", "And lead to", "What it would mean", 2),
            forms.choice("capability", "Capability"),
            Group("Today, before treatment"),
            forms.steps("frequency", "Frequency", FREQUENCY_WORDS, FREQUENCY_RANGES),
            forms.steps("impact", "Impact"),
            Group("Treatment"),
            forms.choice("treatment", "Treatment"),
            forms.line("owner", "Owner", "A role, such as SRE Lead"),
            forms.date("due", "Due"),
            forms.date("review", "Next review"),
            forms.choice("state", "State", [(state, state.label) for state in RiskState]),
            Group("After treatment"),
            forms.steps("residual_frequency", "Frequency after treatment", FREQUENCY_WORDS, FREQUENCY_RANGES),
            forms.steps("residual_impact", "Impact after treatment"),
            forms.text("note", "Note"),
            forms.links("obstacles", "Obstacles behind it", "Link obstacles…", follows=True),
            forms.links("clauses", "Clauses of the blueprint", "Link clauses…", follows=True),
        )

    def haystack(self, entry: Any) -> str:
        each: Risk = entry
        words = [zone.word(each.kind) for zone in (zones.inherent(each), zones.residual(each)) if zone]
        return " ".join((each.code, each.title, each.cause, each.event, each.owner, each.kind.label, *words))

    def all_entries(self, book: Book) -> Sequence[Any]:
        return zones.ranked(book.risks)

    def entries(self, everything: Sequence[Any]) -> Sequence[Any]:
        return [each for each in everything if self._shown_kind in (None, each.kind)]

    @property
    def _shown_kind(self) -> RiskKind | None:
        return None if self.which.current == BOTH else RiskKind(self.which.current)

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{matrix.title(shown)}."

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        threats = sum(1 for each in book.risks if each.kind is RiskKind.THREAT)
        chances = len(book.risks) - threats
        self.header.note.setText(
            f"{plural(threats, 'threat')}, {plural(chances, 'opportunity', 'opportunities')}"
        )
        self.header.fit(self.window().width())
        super().refresh()

    def show_plot(self, book: Book) -> None:
        self.plot.setFixedHeight(self.plot_height() + self.theme.px(40))
        listed, kind, selected = book.risks, self._shown_kind, self.selected
        self.plot.show_figure(lambda w, h: matrix.draw(listed, w, h, kind, selected))
        if not self.plot.active.startswith(selected or " "):
            self.plot.select(selected)

    def show_details(self, book: Book, entry: Any) -> None:
        risk: Risk = entry
        threat = risk.kind is RiskKind.THREAT
        self.head(
            "Threat, negative risk" if threat else "Opportunity, positive risk",
            "chip-bad" if threat else "chip",
        )
        self._zones.show_figure(lambda w, _h: zones_figure(risk, w))
        self.show_links(book)
        scale = IMPACT_WORDS if threat else BENEFIT_WORDS
        for key in ("impact", "residual_impact"):
            control = self.form.controls[key]
            assert isinstance(control, StepControl)
            control.show_words(scale, UNITS)
        self._choices("treatment", [(each, each.label) for each in (Treatment.NONE, *TREATMENTS[risk.kind])])
        named = [("", "None"), *((each.id, each.name) for each in book.pack.capabilities)]
        if risk.capability and risk.capability not in book.pack.by_capability:
            named.append((risk.capability, risk.capability))
        self._choices("capability", named)
        lacks = missing(risk)
        word = Zone.RED.word(risk.kind)
        for key, what in NEEDED.items():
            self.form.note(
                key, f"Missing: what we {word.lower()} needs {what}." if key in lacks else "", "bad"
            )
        acting = [action for action in book.actions if risk.id in action.risks]
        self.list_links(self._actions, [("Actions that treat it", "plan", acting)])

    def _choices(self, key: str, choices: Sequence[tuple[Any, str]]) -> None:
        control = self.form.controls[key]
        assert isinstance(control, ChoiceControl)
        control.show_choices(choices)

    # Edits

    def add_edit(self, book: Book, title: str, entry_id: str) -> Edit:
        return risks.add(book.assessment.id, title, RiskKind(self._kind.current), entity_id=entry_id)

    def letter(self, row: Mapping[str, Any]) -> str:
        return RiskKind(row.get("kind", RiskKind.THREAT)).letter

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        changes: dict[str, Any] = {field: value}
        book = self.session.book
        risk = book.get(Risk, entry_id) if book is not None else None
        if field == "kind" and risk is not None and risk.treatment not in TREATMENTS[RiskKind(value)]:
            # 'Avoid' means nothing for an opportunity.
            changes["treatment"] = Treatment.NONE
        return risks.change(entry_id, merge, **changes)

    def remove_edit(self, book: Book, entry_id: str) -> Edit:
        return risks.remove(book.assessment.id, entry_id)

    def catalogue(self, book: Book) -> Sequence[Choice]:
        have = {(each.kind, each.title) for each in book.risks}
        names = {RiskKind.THREAT: "Threats", RiskKind.OPPORTUNITY: "Opportunities"}
        listed = sorted(book.pack.risks, key=lambda each: list(RiskKind).index(RiskKind(each.kind)))
        return [
            Choice(
                each.id,
                each.title,
                each.consequence or each.detail,
                names[RiskKind(each.kind)],
                (RiskKind(each.kind), each.title) in have,
            )
            for each in listed
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        return risks.pick(book.assessment.id, next(each for each in book.pack.risks if each.id == choice_id))

    # The matrix

    def _on_pressed(self, key: str) -> None:
        book = self.session.book
        if book is None:
            return
        if not key.startswith(matrix.MORE):
            self.choose(key.removesuffix(matrix.AFTER))
            return
        kind, frequency, impact = key.removeprefix(matrix.MORE).split(":")
        place = (int(frequency), int(impact))
        self.pop_choices(
            [
                (f"{each.code}  {each.title}{after}", each.id)
                for each in zones.ranked(book.risks)
                for after, found in (
                    ("", (each.frequency, each.impact)),
                    (", after treatment", (each.residual_frequency, each.residual_impact)),
                )
                if each.kind == kind and found == place
            ]
        )

    def _accepts(self, key: str, value: Any) -> bool:
        """A threat stays among threats."""
        book = self.session.book
        risk = book.get(Risk, key.removesuffix(matrix.AFTER)) if book is not None else None
        return risk is not None and value[0] == risk.kind

    def _on_dropped(self, key: str, value: tuple[RiskKind, int, int]) -> None:
        _, frequency, impact = value
        risk_id, after = key.removesuffix(matrix.AFTER), key.endswith(matrix.AFTER)
        self.choose(risk_id)
        fields: Mapping[str, Any] = (
            {"residual_frequency": frequency, "residual_impact": impact}
            if after
            else {"frequency": frequency, "impact": impact}
        )
        self.change(risk_id, fields)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= self.theme.px(1000))
        if self.ready and not self._stale:
            self.plot.setFixedHeight(self.plot_height() + self.theme.px(40))
