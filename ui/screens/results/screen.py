"""Maturity results: level, dimensions, every capability as each role sees it, and how each score came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QMenu, QScrollArea

from ui.screens.base import Screen
from ui.screens.results.side import ScoreExplained
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, boxed, column, empty_state, label, row, rule
from ui.widgets.segmented import Segmented
from workbench.actions import assessments
from workbench.analysis.standing import Standing
from workbench.analysis.summary import scope_words
from workbench.charts import heat, ladder, radar, words
from workbench.domain.book import Book
from workbench.domain.text import plural
from workbench.domain.topic import Topic

DIMENSION, AREA = "dimension", "area"
ROOMY = 1400


class ResultsScreen(Screen):
    """What the answers come to."""

    key = "results"
    title = "Maturity results"
    topics = frozenset({Topic.ANSWERS, Topic.TARGETS, Topic.RESPONDENTS, Topic.ASSESSMENTS})
    has_inspector = True

    def _build(self) -> None:
        theme = self.theme
        self.selected = ""
        self.by = Segmented(theme, [(DIMENSION, "By dimension"), (AREA, "By stage")], "Order")
        self.by.take(DIMENSION)
        self.area = QComboBox()
        self.area.setAccessibleName("Show one stage")
        self.area.setMaximumWidth(theme.px(210))
        self._copy = Button(theme, "Copy chart", self._pop_copy, icon_name="copy")
        self.header.add(self.by, self.area, self._copy)
        self._finding = label("", "finding", wrap=True)
        self._scope = label("", "chip-warn")
        self.ladder = FigureView(theme, name="Level ladder")
        self.radar = FigureView(theme, name="Dimensions")
        self.heat = FigureView(theme, name="Capabilities by role", keep_height=True)
        self._ladder_title, self._radar_title = label("", "section", True), label("", "section", True)
        self._heat_title, self._heat_note = label("", "section", True), label("", "muted")
        self._pair = row(spacing=32)
        self._pair.addLayout(column(rule(), 4, self._ladder_title, self.ladder, spacing=6), 1)
        self._pair.addLayout(column(rule(), 4, self._radar_title, self.radar, spacing=6), 1)
        head = row(self._heat_title, self._heat_note, spacing=10)
        head.setStretch(0, 1)
        below = column(rule(), 4, spacing=6)
        below.addLayout(head)
        below.addWidget(self.heat)
        main = column(spacing=20)
        main.addLayout(self._pair)
        main.addLayout(below)
        self._main = boxed(main)
        self._empty = empty_state(
            theme,
            "grid-3x3",
            "No scores yet",
            "Thirty answers give a first, provisional picture.",
            Button(
                theme, "Begin the questionnaire", lambda: self.go.emit("questionnaire", None), look="primary"
            ),
        )
        self.content.addWidget(self._finding)
        self.content.addLayout(row(self._scope, None))
        self.content.addWidget(self._empty)
        self.content.addWidget(self._main)
        self.content.addStretch(1)
        self.side = ScoreExplained(theme)
        self.inspector_layout.addWidget(self.side)
        self.inspector_layout.addStretch(1)

    def _connect(self) -> None:
        self.by.chosen.connect(lambda _key: self._show_heat())
        self.area.activated.connect(lambda _index: self._show_heat())
        self.heat.pressed.connect(self._on_heat)
        self.radar.pressed.connect(self._on_dimension)
        self.side.question.connect(lambda question: self.go.emit("questionnaire", question))
        self.side.target.connect(self._on_target)

    # What is shown

    def refresh(self) -> None:
        book, standing = self.session.book, self.session.standing
        assert book is not None
        self._fill_areas(book)
        any_answer = standing.answered > 0
        self._empty.setVisible(not any_answer)
        self._main.setVisible(any_answer)
        self._fit_pair()
        for each in (self.by, self.area, self._copy):
            each.setVisible(any_answer)
        self._finding.setVisible(any_answer)
        scope = scope_words(book)
        self._scope.setText(scope)
        self._scope.setVisible(bool(scope))
        wide = self.window().width() >= ROOMY
        self.header.note.setText(
            words.level_and_index(standing.overall, book.pack) if any_answer and wide else ""
        )
        self.header.fit(self.window().width())
        if self.selected not in book.pack.by_capability:
            gaps = standing.gaps() or standing.rated
            first = gaps[0].capability.id if gaps else next(iter(book.pack.by_capability))
            self.selected = first
        self._finding.setText(finding(book, standing))
        if any_answer:
            self._show_still(book, standing)
            self._show_heat()
        self.side.show_rating(book, standing.capabilities[self.selected])

    def _show_still(self, book: Book, standing: Standing) -> None:
        scope = words.scope_label(book)
        self._ladder_title.setText(ladder.title(standing, book.pack))
        self._radar_title.setText(radar.title(standing))
        height = self.theme.px(max(250, min(330, self.window().height() * 0.38)))
        for view in (self.ladder, self.radar):
            view.setFixedHeight(height)
        self.ladder.show_figure(lambda w, h: ladder.draw(standing, book.pack, w, h, scope=scope))
        self.radar.show_figure(lambda w, h: radar.draw(standing, w, h))

    def _show_heat(self) -> None:
        book = self.session.book
        if book is None:
            return
        standing, only, by, selected = self.session.standing, self._only(book), self.by.current, self.selected
        roles = [
            role
            for role in book.assessment.roles
            if any(role in each.role_means for each in standing.questions.values())
        ]
        self.heat.show_figure(lambda w, _h: heat.draw(book, standing, w, roles, 25.0, by, selected, only))
        self._heat_title.setText(heat.title(standing, roles))
        shown = len(only) if only is not None else len(book.pack.capabilities)
        people = len(book.respondents)
        self._heat_note.setText(
            f"{plural(shown, 'capability', 'capabilities')}, {plural(people, 'respondent')}"
        )

    def _only(self, book: Book) -> Sequence[str] | None:
        area = self.area.currentData()
        return [each.id for each in book.pack.in_area(area)] if area else None

    def _fill_areas(self, book: Book) -> None:
        if self.area.count() == len(book.pack.areas) + 1:
            return
        self.area.clear()
        self.area.addItem("All stages", "")
        for area in book.pack.areas:
            self.area.addItem(area.title, area.id)

    def choose(self, capability: str) -> None:
        """Explain the score of a capability."""
        book = self.session.book
        if book is None or capability not in book.pack.by_capability:
            return
        self.selected = capability
        only = self._only(book)
        if only is not None and capability not in only:
            self.area.setCurrentIndex(0)
        self._show_heat()
        self.side.show_rating(book, self.session.standing.capabilities[capability])

    def arrive(self, details: Any) -> None:
        if isinstance(details, str):
            self.choose(details)
            # The grid has its height only after the page was laid out.
            QTimer.singleShot(0, self._show_selected)

    def _show_selected(self) -> None:
        figure, body = self.heat.figure, self.body.parentWidget()
        area = body.parentWidget() if body is not None else None
        spot = next((each for each in figure.spots if each.key == self.selected), None) if figure else None
        if spot is not None and isinstance(area, QScrollArea):
            y = self.heat.mapTo(self.body, self.heat.rect().topLeft()).y() + round(spot.y * self.theme.scale)
            area.ensureVisible(0, y, 0, area.height() // 3)

    # What people do

    def _on_heat(self, key: str) -> None:
        self.choose(key.split(":")[0])

    def _on_dimension(self, key: str) -> None:
        book = self.session.book
        if book is None:
            return
        found = next((each for each in book.pack.dimensions if each.id == key), None)
        known = [cap for cap in found.capabilities if cap in book.pack.by_capability] if found else []
        if known:
            standing = self.session.standing
            self.arrive(max(known, key=lambda cap: standing.capabilities[cap].gap or 0))

    def _on_target(self, level: int) -> None:
        book = self.session.book
        if book is not None:
            self.session.run(assessments.set_target(book.assessment.id, self.selected, level or None))

    def _pop_copy(self) -> None:
        menu = QMenu(self)
        views = ((self.heat, "Capabilities by role"), (self.ladder, "Level ladder"), (self.radar, "Radar"))
        for view, name in views:
            menu.addAction(f"{name} as picture", lambda view=view: self._copied(view, True))
            menu.addAction(f"{name} as table", lambda view=view: self._copied(view, False))
            menu.addSeparator()
        menu.popup(self._copy.mapToGlobal(self._copy.rect().bottomLeft()))

    def _copied(self, view: FigureView, picture: bool) -> None:
        (view.copy_image if picture else view.copy_table)()
        self.say.emit("Copied as a picture" if picture else "Copied as a table")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pair()

    def toggle_inspector(self) -> None:
        super().toggle_inspector()
        self._fit_pair()

    def _fit_pair(self) -> None:
        """Ladder and radar side by side where there is room, else one below the other."""
        side = self.inspector.width() if self.inspector.isVisible() else 0
        narrow = self.width() - side < self.theme.px(740)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._pair.direction() != way:
            self._pair.setDirection(way)


def finding(book: Book, standing: Standing) -> str:
    """Say what the results come to in one sentence."""
    rating = standing.overall
    if rating.level is None:
        return f"{ladder.title(standing, book.pack)}."
    gaps = standing.gaps()
    start = f"{book.workspace.client} is {book.pack.level_name(rating.level)}, index {words.one_decimal(rating.index)}"
    if not gaps:
        return f"{start}; every rated capability is at its target."
    first = [each.capability.name for each in gaps if each.gap == gaps[0].gap]
    if len(first) > 2:
        return (
            f"{start}; {plural(len(gaps), 'capability falls', 'capabilities fall')} short of their targets."
        )
    if len(first) == 2:
        return f"{start}; the largest gaps: “{first[0]}” and “{first[1]}”."
    return f"{start}; the largest gap: {first[0]}."
