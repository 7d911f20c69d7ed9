"""Maturity results: every capability as people see it, the levels, how far people agree, and how each score came about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollArea

from ui.screens.base import Screen
from ui.screens.results.agreement_pane import AgreementPane
from ui.screens.results.filters import fill, filter_box
from ui.screens.results.finding import AGREEMENT, HEAT, LEVELS, finding
from ui.screens.results.hangs import HangsDesk
from ui.screens.results.heat_pane import AREA, DIMENSION, HeatPane
from ui.screens.results.levels_pane import LevelsPane
from ui.screens.results.plot import COMMANDS, STEPS, copy_picture, noted
from ui.screens.results.side import ScoreExplained
from ui.screens.results.view import View
from ui.widgets.copies import copy_table
from ui.widgets.figure_view import FigurePainter
from ui.widgets.parts import Button, boxed, column, empty_state, label, row
from ui.widgets.segmented import Segmented
from workbench.actions import assessments
from workbench.analysis.breakdown import By
from workbench.analysis.maturity import TOP
from workbench.analysis.standing import Standing
from workbench.analysis.summary import scope_words
from workbench.charts import words
from workbench.charts.figure import Figure, reworded
from workbench.charts.seen import People, choices
from workbench.domain.book import Book
from workbench.domain.topic import Topic

ROOMY = 1400
_LONG = [(DIMENSION, "By dimension"), (AREA, "By stage")]
_SHORT = [(DIMENSION, "Dimension"), (AREA, "Stage")]
_COPY_WIDTH = 900.0


class ResultsScreen(Screen):
    """What the answers come to."""

    key = "results"
    title = "Maturity results"
    topics = frozenset({Topic.ANSWERS, Topic.TARGETS, Topic.RESPONDENTS, Topic.ASSESSMENTS, Topic.WORKSPACE})
    has_inspector = True

    def _build(self) -> None:
        theme = self.theme
        self.selected = ""
        self._view: View | None = None
        self._people = People()
        self._offered: list[People] = []
        self._aims: dict[str, int] = {}
        self._paint = FigurePainter(theme)
        self.desk = HangsDesk(self.session.jobs, self)
        self.by = Segmented(theme, _LONG, "Order")
        self.by.take(DIMENSION)
        self.kind = Segmented(theme, [(each.value, each.value.capitalize()) for each in (By.ROLE, By.GROUP, By.TEAM)], "Columns")  # fmt: skip
        self.kind.take(By.ROLE.value)
        self._copy = Button(theme, "Copy chart", self._pop_copy, icon_name="copy")
        self.header.add(self.by, self.kind, self._copy)
        tabs = [(HEAT, "Capabilities"), (LEVELS, "Levels"), (AGREEMENT, "Agreement")]
        self.tabs = Segmented(theme, tabs, "View")
        self.tabs.take(HEAT)
        self.area = filter_box(theme, "Show one stage")
        self.who = filter_box(theme, "Show the answers of")
        self._finding = label("", "finding", wrap=True)
        self._scope, self._narrowed = label("", "chip-warn"), label("", "chip-warn")
        self.heat_pane = HeatPane(theme)
        self.levels = LevelsPane(theme, self.desk)
        self.agreement = AgreementPane(theme)
        self.heat, self.ladder, self.radar = self.heat_pane.plot, self.levels.ladder, self.levels.radar
        self._panes = {HEAT: self.heat_pane, LEVELS: self.levels, AGREEMENT: self.agreement}
        line = row(self.tabs, None, self.area, self.who, spacing=8)
        for place, share in ((1, 1), (2, 4), (3, 4)):
            line.setStretch(place, share)
        self._bar = boxed(line)
        self._main = boxed(column(self._bar, *self._panes.values(), spacing=12))
        self._empty = empty_state(
            theme, "grid-3x3", "No scores yet", "Half of a capability's answers give it a first, provisional level.",
            Button(theme, "Begin the questionnaire", lambda: self.go.emit("questionnaire", None), look="primary"),
        )  # fmt: skip
        for each in (self._finding, boxed(row(self._scope, self._narrowed, None)), self._empty, self._main):
            self.content.addWidget(each)
        self._chips = self._scope.parentWidget()
        self.content.addStretch(1)
        self.side = ScoreExplained(theme, self.desk)
        self.inspector_layout.addWidget(self.side)
        self.inspector_layout.addStretch(1)

    def _connect(self) -> None:
        for each in (self.by.chosen, self.kind.chosen, self.tabs.chosen):
            each.connect(lambda _key: self._show_pane())
        self.area.activated.connect(lambda _index: self._on_filter())
        self.who.activated.connect(lambda _index: self._on_filter())
        self.heat_pane.chosen.connect(self._on_chosen)
        self.heat_pane.target.connect(self._set_target)
        self.heat_pane.stepped.connect(self._on_step)
        for pane in (self.heat_pane, self.agreement):
            pane.question.connect(self._on_question)
        for pane in (self.levels, self.side):
            pane.question.connect(lambda question: self.go.emit("questionnaire", question))
        self.levels.capability.connect(self._on_chosen)
        self.levels.dimension.connect(self._on_dimension)
        self.side.target.connect(lambda level: self._set_target(self.selected, level))
        self.side.stepped.connect(lambda by: self._on_step(self.selected, by))

    # What is shown

    @property
    def view(self) -> View | None:
        """Whose answers are shown."""
        return self._view

    def refresh(self) -> None:
        book, standing = self.session.book, self.session.standing
        assert book is not None
        self._aims.clear()
        any_answer = standing.answered > 0
        for each in (self._main, self.by, self.kind, self._copy, self._finding, self._chips):
            if each is not None:
                each.setVisible(any_answer)
        self._empty.setVisible(not any_answer)
        self._fill_filters(book, standing)
        hidden = self.session.curtain.hidden
        self._view = View.of(book, standing, self._people, self.area.currentData() or "", hidden)
        scope = scope_words(book)
        self._scope.setText(scope)
        self._scope.setVisible(bool(scope))
        self._narrowed.setText(self._view.note)
        self._narrowed.setVisible(bool(self._view.note))
        if self._chips is not None:
            self._chips.setVisible(any_answer and bool(scope or self._view.note))
        said = words.level_and_index(standing.overall, book.pack, words.overall_open(standing))
        self.header.note.setText(said if any_answer and self.window().width() >= ROOMY else "")
        self.header.fit(self.window().width())
        self._fit_header()
        if self.selected not in book.pack.by_capability:
            gaps = standing.gaps() or standing.rated
            self.selected = gaps[0].capability.id if gaps else next(iter(book.pack.by_capability))
        if any_answer:
            self._show_pane()
        self.side.show_rating(self._view, self.selected)

    def _show_pane(self) -> None:
        view, tab = self._view, self.tabs.current
        if view is None:
            return
        for key, pane in self._panes.items():
            pane.setVisible(key == tab)
        for each in (self.by, self.kind):
            each.setVisible(tab == HEAT)
        if tab == HEAT:
            self.heat_pane.show_view(view, self.by.current, By(self.kind.current), self.selected)
        elif tab == LEVELS:
            self.levels.show_view(view)
        else:
            self.agreement.show_view(view)
        self._finding.setText(finding(view, tab, self.heat_pane.sight))

    def _fill_filters(self, book: Book, standing: Standing) -> None:
        stages = [("All stages", ""), *((area.title, area.id) for area in book.pack.areas)]
        fill(self.area, [name for name, _ in stages], [key for _, key in stages], self.area.currentData())
        self._offered = choices(book, standing)
        if self._people not in self._offered:
            self._people = People()
        names = [each.words for each in self._offered]
        fill(self.who, names, list(range(len(names))), self._offered.index(self._people))

    def choose(self, capability: str) -> None:
        """Explain the score of a capability."""
        view = self._view
        if view is None or capability not in view.book.pack.by_capability:
            return
        self.selected = capability
        if view.only is not None and capability not in view.only:
            self.area.setCurrentIndex(0)
            self._view = view = replace(view, area="")
        if self.tabs.current == HEAT:
            self._show_pane()
        self.side.show_rating(view, capability)

    def arrive(self, details: Any) -> None:
        if isinstance(details, str):
            self.tabs.take(HEAT)
            self._show_pane()
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

    def _on_filter(self) -> None:
        index = self.who.currentData()
        self._people = self._offered[index] if isinstance(index, int) else People()
        self.refresh()

    def toggle_inspector(self) -> None:
        super().toggle_inspector()
        self._fit_header()

    def _on_chosen(self, capability: str) -> None:
        """Explain what was pressed, in a small window as well."""
        self.choose(capability)
        self.inspector.setVisible(True)
        self._fit_header()

    def _on_question(self, question: str) -> None:
        view = self._view
        if view is not None:
            self._on_chosen(view.book.pack.by_question[question].capability)
            self.side.open_answers(question)

    def _on_dimension(self, key: str) -> None:
        view = self._view
        if view is None:
            return
        found = next((each for each in view.book.pack.axes if each.id == key), None)
        known = [cap for cap in found.capabilities if cap in view.book.pack.by_capability] if found else []
        if known:
            self.arrive(max(known, key=lambda cap: view.standing.capabilities[cap].gap or 0))

    def _on_step(self, capability: str, by: int) -> None:
        """Move a target by one level, if there is one; keys may come faster than the one before is on disk."""
        view = self._view
        part = view.standing.capabilities.get(capability) if view is not None else None
        if part is None or not part.rating.applicable:
            return
        now = self._aims.get(capability, part.target)
        wanted = max(1, min(TOP, now + by))
        if wanted != now:
            self._set_target(capability, wanted)

    def _set_target(self, capability: str, level: int) -> None:
        book = self.session.book
        if book is not None:
            if level:
                self._aims[capability] = level
            self.session.run(assessments.set_target(book.assessment.id, capability, level or None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & COMMANDS:
            self._on_step(self.selected, step)
        else:
            super().keyPressEvent(event)

    def _copies(self) -> list[tuple[str, Callable[[], Figure | None]]]:
        """What can be copied from the view that is shown, whole and never a group that is too small."""
        width = max(_COPY_WIDTH, self._main.width() / self.theme.scale)
        if self.tabs.current == HEAT:
            return [("Capabilities", lambda: self.heat_pane.drawn(width, whole=True, copied=True))]
        if self.tabs.current == LEVELS:
            return [("Level ladder", lambda: self.ladder.figure), ("Dimensions", lambda: self.radar.figure)]
        return [("Agreement", lambda: self.agreement.drawn(width, whole=True))]

    def _pop_copy(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, make in self._copies():
            menu.addAction(f"{name} as picture", lambda make=make: self._copied(make(), True))
            menu.addAction(f"{name} as table", lambda make=make: self._copied(make(), False))
            menu.addSeparator()
        menu.popup(self._copy.mapToGlobal(self._copy.rect().bottomLeft()))

    def _copied(self, figure: Figure | None, as_picture: bool) -> None:
        view = self._view
        if figure is None or view is None:
            return
        # The ladder says itself what its figures rest on.
        scope = "" if figure is self.ladder.figure else words.scope_label(view.book)
        figure = reworded(noted(figure, words.sentence(scope), view.note), self.session.curtain.by_role)
        if as_picture:
            copy_picture(self.theme, self._paint, figure)
        else:
            copy_table(figure)
        self.say.emit("Copied as a picture" if as_picture else "Copied as a table")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_header()

    def _fit_header(self) -> None:
        """Shorter words where the header has little room."""
        side = self.inspector.width() if self.inspector.isVisible() else 0
        narrow = self.width() - side < self.theme.px(760)
        self.by.show_choices(_SHORT if narrow else _LONG)
        self._copy.setText("Copy" if narrow else "Copy chart")
