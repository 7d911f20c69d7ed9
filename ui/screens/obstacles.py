"""Obstacles: what stands in the way, how heavily it weighs and how easily it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries import EntryScreen
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, column, section
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.actions import obstacles
from workbench.actions.edit import Edit
from workbench.charts import glyphs, quadrant, words
from workbench.charts.figure import Circle, Figure, Mark, Rect, TableText, Text
from workbench.charts.measure import text_width
from workbench.domain.book import Book
from workbench.domain.content import CatalogueEntry
from workbench.domain.obstacle import Obstacle, ObstacleKind, ObstacleState
from workbench.domain.topic import Topic

IMPACT = ("Hardly felt", "A nuisance", "Slows work down", "Stops some work", "Stops the change")
SPREAD = ("One person", "One team", "Several teams", "Most teams", "Everyone")
TRACTABILITY = ("Fixed for years", "Needs the top", "Needs allies", "Moves with effort", "Moves now")
_STATE_TOKENS = {
    ObstacleState.WORKING: "accent",
    ObstacleState.CLEARED: "ok",
}


def kind_marks(kind: ObstacleKind) -> tuple[Mark, ...]:
    """The sign of a kind: a ring for a deterrent, a square for an obstacle."""
    if kind is ObstacleKind.DETERRENT:
        return (Circle(5, 0, 4.5, stroke="bad", line=1.8),)
    return (Rect(0.5, -4.5, 9, 9, stroke="ink", line=1.8, radius=2),)


def dots(value: int | None) -> Cell:
    """A step as dots."""
    return Cell(str(value) if value else "not rated", marks=tuple(glyphs.dots(0, 0, value)))


def _legend(width: float, height: float) -> Figure:
    middle = height / 2
    marks: list[Mark] = []
    x = 0.0
    for kind, said in (
        (ObstacleKind.DETERRENT, "Deterrent, known from elsewhere"),
        (ObstacleKind.OBSTACLE, "Obstacle, this organisation's own"),
    ):
        shape: Mark = (
            Circle(x + 5, middle, 4.5, stroke="bad", line=1.8)
            if kind is ObstacleKind.DETERRENT
            else Rect(x + 0.5, middle - 4.5, 9, 9, stroke="ink", line=1.8, radius=2)
        )
        marks += [shape, Text(x + 15, middle + 4, said, 12, color="ink3")]
        x += 15 + text_width(said, 12) * 1.06 + 18
    return Figure(width, height, tuple(marks), "Legend", TableText((), ()))


class ObstaclesScreen(EntryScreen):
    """The inventory of deterrents and obstacles, with the plot that says where to start."""

    key = "obstacles"
    title = "Obstacles"
    topics = frozenset(
        {Topic.OBSTACLES, Topic.RISKS, Topic.ACTIONS, Topic.ANSWERS, Topic.TARGETS, Topic.ASSESSMENTS}
    )
    kind = Obstacle
    edits = obstacles
    noun = "obstacle"
    nouns = "obstacles"
    icon = "brick-wall"
    empty_title = "No obstacles yet"
    empty_text = "Begin with what stopped the last attempt. The catalogue lists deterrents others have met."
    accept_pick = "Add obstacles"

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "Impact and how easily it moves", zooms=False)
        legend = FigureView(self.theme, _legend, name="A ring is a deterrent, a square an obstacle")
        legend.setFixedSize(self.theme.px(430), self.theme.px(18))
        self._legend = legend
        return boxed(column(section("Impact and how easily it moves", "", legend), self.plot, spacing=10))

    def add_extra(self) -> QWidget | None:
        choices = [(kind.value, kind.label) for kind in (ObstacleKind.OBSTACLE, ObstacleKind.DETERRENT)]
        self._kind = Segmented(self.theme, choices, "Kind of the new one")
        self._kind.take(ObstacleKind.OBSTACLE.value)
        return self._kind

    def _build_side(self) -> None:
        super()._build_side()
        self._actions = column(spacing=4)
        self.details.addLayout(self._actions)

    def _connect(self) -> None:
        super()._connect()
        self.plot.pressed.connect(self._on_pressed)
        self.plot.dropped.connect(self._on_dropped)

    def columns(self) -> Sequence[Column]:
        return (
            Column(
                "", 46, lambda each: text_cell(each.code, "ink2"), lambda each: (each.kind, each.position)
            ),
            Column(
                "Deterrent or obstacle",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Kind",
                104,
                lambda each: Cell(each.kind.label, "ink2", marks=kind_marks(each.kind), width=16),
                lambda each: each.kind,
                least=560,
                edits="kind",
            ),
            Column(
                "Impact",
                80,
                lambda each: dots(each.impact),
                lambda each: -(each.impact or 0),
                edits="impact",
            ),
            Column(
                "Movable",
                80,
                lambda each: dots(each.tractability),
                lambda each: -(each.tractability or 0),
                edits="tractability",
            ),
            Column(
                "Owner",
                128,
                lambda each: text_cell(each.owner or "–", "ink2"),
                lambda each: each.owner.casefold(),
                least=700,
                edits="owner",
            ),
            Column(
                "State",
                112,
                lambda each: text_cell(
                    each.state.label,
                    _STATE_TOKENS.get(each.state, "ink2"),
                    500 if each.state in _STATE_TOKENS else 400,
                ),
                lambda each: list(ObstacleState).index(each.state),
                edits="state",
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("title", "What stands in the way"),
            forms.text("detail", "In more words", "What people see of it"),
            forms.choice("kind", "Kind", [(kind, kind.label) for kind in ObstacleKind]),
            forms.steps("impact", "Impact", IMPACT),
            forms.steps("spread", "Spread", SPREAD),
            forms.steps("tractability", "How easily it moves", TRACTABILITY),
            forms.text("evidence", "Evidence", "What was said or seen"),
            forms.text("countermeasure", "Countermeasure", "What could move it"),
            forms.line("owner", "Owner", "A role, such as CTO"),
            forms.choice("state", "State", [(state, state.label) for state in ObstacleState]),
            forms.links("capabilities", "Capabilities it holds back", "Link capabilities…"),
            forms.links("clauses", "Clauses of the blueprint", "Link clauses…", follows=True),
        )

    def haystack(self, entry: Any) -> str:
        each: Obstacle = entry
        return " ".join(
            (
                each.code,
                each.title,
                each.detail,
                each.owner,
                each.kind.label,
                each.state.label,
                each.countermeasure,
            )
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.obstacles

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{quadrant.title(shown)}."

    def show_plot(self, book: Book) -> None:
        self.plot.setFixedHeight(self.plot_height())
        selected = self.selected
        self.show_plot_of(self.plot, book, lambda of, w, h: quadrant.draw(of.obstacles, w, h, selected))
        self.plot.select(selected)

    def link_words(self, book: Book, field: str) -> Mapping[str, str]:
        if field != "capabilities":
            return super().link_words(book, field)
        parts = self.session.standing.capabilities.values()
        return {part.capability.id: f"{part.capability.name}  {words.now_and_target(part)}" for part in parts}

    def show_details(self, book: Book, entry: Any) -> None:
        each: Obstacle = entry
        self.head(
            f"{each.kind.label}, {'known from elsewhere' if each.kind is ObstacleKind.DETERRENT else 'of this organisation'}",
            "chip-bad" if each.kind is ObstacleKind.DETERRENT else "chip-plain",
        )
        acting = [action for action in book.actions if each.id in action.obstacles]
        risks = [risk for risk in book.risks if each.id in risk.obstacles]
        self.list_links(
            self._actions, (("Actions against it", "plan", acting), ("Risks it causes", "risks", risks))
        )

    # Edits

    def begun(self) -> Mapping[str, Any]:
        return {"kind": ObstacleKind(self._kind.current)}

    def letter(self, row: Mapping[str, Any]) -> str:
        return ObstacleKind(row.get("kind", ObstacleKind.OBSTACLE)).letter

    def _entries_of(self, book: Book) -> dict[str, tuple[ObstacleKind, CatalogueEntry]]:
        both = (
            (ObstacleKind.DETERRENT, book.pack.deterrents),
            (ObstacleKind.OBSTACLE, book.pack.obstacles),
        )
        return {f"{kind.value}:{each.id}": (kind, each) for kind, listed in both for each in listed}

    def catalogue(self, book: Book) -> Sequence[Choice]:
        have = {each.catalogue for each in book.obstacles if each.catalogue}
        return [
            Choice(key, each.title, each.detail, f"{kind.label}s", each.id in have)
            for key, (kind, each) in self._entries_of(book).items()
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        kind, each = self._entries_of(book)[choice_id]
        return obstacles.pick(book.assessment.id, each, kind)

    # The plot

    def _on_pressed(self, key: str) -> None:
        book = self.session.book
        if book is None:
            return
        if not key.startswith(quadrant.MORE):
            self.choose(key)
            return
        impact, tractability = (int(part) for part in key.removeprefix(quadrant.MORE).split(":"))
        self.pop_choices(
            [
                (f"{each.code}  {each.title}", each.id)
                for each in book.obstacles
                if (each.impact, each.tractability) == (impact, tractability)
            ]
        )

    def _on_dropped(self, entry_id: str, value: tuple[int, int]) -> None:
        impact, tractability = value
        self.choose(entry_id)
        self.change(entry_id, {"impact": impact, "tractability": tractability})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._legend.setVisible(self.width() >= self.theme.px(860))
        if self.session.book is not None and not self._stale and self.plot.height() != self.plot_height():
            self.plot.setFixedHeight(self.plot_height())
