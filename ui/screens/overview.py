"""The overview: where the organisation stands, in one finding, and what to do next."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.screens.base import Screen
from ui.screens.inventory_strip import InventoryStrip
from ui.screens.stage_checks import StageChecks
from ui.theme import MONO, Theme
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, boxed, clear, column, empty_state, label, row, rule, section
from workbench.analysis import risk as zones
from workbench.analysis.exit_checks import stage_checks
from workbench.analysis.standing import Standing
from workbench.analysis.summary import area_progress, scope_words
from workbench.charts import dumbbell, glyphs, ladder, radar, words
from workbench.charts.figure import Figure, Mark, TableText, Text
from workbench.domain.book import Book
from workbench.domain.content import Area
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk
from workbench.domain.text import short
from workbench.domain.topic import Topic

MOST_GAPS, MOST_RISKS, MOST_STEPS = 6, 4, 5


class StageRail(QWidget):
    """The six areas with how much of each is answered; pressing one goes to its questions."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._areas: list[tuple[Area, int, int]] = []
        self._at = 0
        self.setFixedHeight(theme.px(52))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_areas(self, areas: list[tuple[Area, int, int]]) -> None:
        """Show progress by area."""
        self._areas = areas
        words = "; ".join(f"{area.name} {done} of {asked}" for area, done, asked in areas)
        self.setAccessibleName(f"Progress by stage: {words}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawRoundedRect(box, 6, 6)
        width = self.width() / max(1, len(self._areas))
        for i, (area, done, asked) in enumerate(self._areas):
            x = i * width
            if i:
                painter.setPen(QPen(theme.color("line"), 1))
                painter.drawLine(round(x), 1, round(x), self.height() - 1)
            if self.hasFocus() and i == self._at:
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(x + 3, 3, width - 6, self.height() - 6), 5, 5)
            left, right = round(x) + px(14), round(x + width) - px(14)
            painter.setFont(theme.font(12, 400, MONO))
            painter.setPen(theme.color("ink3"))
            painter.drawText(left, px(24), area.mark)
            count = f"{done}/{asked}" if asked else "–"
            painter.setFont(theme.font(12))
            text_width = painter.fontMetrics().horizontalAdvance(count)
            painter.drawText(right - text_width, px(24), count)
            painter.setFont(theme.font(13, 500))
            painter.setPen(theme.color("ink"))
            room = right - text_width - px(8) - left - px(16)
            name = painter.fontMetrics().elidedText(area.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(left + px(16), px(24), name)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("press"))
            painter.drawRoundedRect(QRectF(left, px(36), right - left, px(4)), 2, 2)
            if asked and done:
                painter.setBrush(theme.color("ok" if done == asked else "accent"))
                painter.drawRoundedRect(QRectF(left, px(36), (right - left) * done / asked, px(4)), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._areas:
            at = int(event.position().x() * len(self._areas) / max(1, self.width()))
            self._at = max(0, min(len(self._areas) - 1, at))
            self.pressed.emit(self._areas[self._at][0].id)

    def keyPressEvent(self, event: object) -> None:
        key = event.key()  # type: ignore[attr-defined]
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None and self._areas:
            self._at = (self._at + step) % len(self._areas)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._areas:
            self.pressed.emit(self._areas[self._at][0].id)
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


def _zone_figure(risk: Risk, criteria: RiskCriteria, width: float) -> Figure:
    """The zones before and after treatment as two chips with an arrow."""
    before, after = zones.zone_today(risk, criteria), zones.zone_after(risk, criteria)
    second = glyphs.zone_chip_width(risk.kind, after)
    first = glyphs.zone_chip_width(risk.kind, before)
    x = width - second
    marks: list[Mark] = [
        *glyphs.zone_chip(x - 22 - first, 4, risk.kind, before),
        Text(x - 17, 17, "→", 12, color="ink3"),
        *glyphs.zone_chip(x, 4, risk.kind, after),
    ]
    words = [zone.word(risk.kind) if zone else "not rated" for zone in (before, after)]
    return Figure(width, 26, tuple(marks), " to ".join(words), TableText((), ()))


class OverviewScreen(Screen):
    """One page that says how things are."""

    key = "overview"
    title = "Overview"
    topics = frozenset(Topic)

    def _build(self) -> None:
        theme = self.theme
        export = Button(theme, "Export", lambda: self.go.emit("export", None), icon_name="file-text")
        self._continue = Button(
            theme,
            "Continue questionnaire",
            lambda: self.go.emit("questionnaire", None),
            look="primary",
            key="C",
        )
        self.header.add(export, self._continue)
        self._finding = label("", "finding", wrap=True)
        self._scope = label("", "chip-warn")
        self.rail = StageRail(theme)
        self.ladder = FigureView(theme, name="Level ladder")
        self.ladder.setFixedHeight(theme.px(290))
        self.radar = FigureView(theme, name="Eight dimensions")
        self.radar.setFixedHeight(theme.px(340))
        self.gaps = FigureView(theme, name="Largest gaps", keep_height=True)
        self._ladder_title, self._radar_title = label("", "section", True), label("", "section", True)
        self._risks = column(spacing=0)
        self._steps = column(spacing=0)
        self.content.addWidget(self._finding)
        self.content.addLayout(row(self._scope, None))
        self.content.addWidget(self.rail)
        self._left, self._right = column(spacing=20), column(spacing=20)
        scored = Button(theme, "How this is scored", lambda: self.go.emit("results", None), look="link")
        self._left.addWidget(_section(self._ladder_title, scored))
        self._left.addWidget(self.ladder)
        all_gaps = Button(theme, "All", lambda: self.go.emit("results", None), look="link")
        all_risks = Button(theme, "All", lambda: self.go.emit("risks", None), look="link")
        gaps = column(section("Largest gaps", "now → target", all_gaps), self.gaps, None, spacing=4)
        risks = column(section("Top risks", "before → after treatment", all_risks), spacing=4)
        risks.addLayout(self._risks)
        risks.addStretch(1)
        pair = row(spacing=32)
        pair.addLayout(gaps, 1)
        pair.addLayout(risks, 1)
        self._left.addLayout(pair)
        self._left.addStretch(1)
        self._right.addWidget(_section(self._radar_title))
        self._right.addWidget(self.radar)
        add = Button(theme, "All", lambda: self.go.emit("plan", None), look="link")
        self._right.addWidget(section("Next actions", "", add))
        self._right.addLayout(self._steps)
        self._right.addStretch(1)
        self._empty = empty_state(
            theme,
            "list-checks",
            "No scores yet",
            "Half of a capability's answers give it a first, provisional level.",
            Button(
                theme, "Begin the questionnaire", lambda: self.go.emit("questionnaire", None), look="primary"
            ),
            Button(theme, "Add the people who answer", lambda: self.go.emit("respondents", None)),
        )
        self.content.addWidget(self._empty)
        self._two = row(spacing=40)
        self._two.addLayout(self._left, 19)
        self._two.addLayout(self._right, 10)
        self._main = boxed(self._two)
        self.content.addWidget(self._main)
        self._inventories = InventoryStrip(theme)
        self.checks = StageChecks(theme)
        self.content.addWidget(self.checks)
        self.content.addWidget(self._inventories)
        self.content.addStretch(1)

    def _connect(self) -> None:
        self.rail.pressed.connect(self._on_area)
        self._inventories.chosen.connect(lambda key: self.go.emit(key, None))
        self.checks.chosen.connect(self.go.emit)
        self.gaps.pressed.connect(lambda key: self.go.emit("results", key))
        self.radar.pressed.connect(lambda _key: self.go.emit("results", None))
        shortcut = QShortcut(QKeySequence("C"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.go.emit("questionnaire", None))

    def refresh(self) -> None:
        book, standing = self.session.book, self.session.standing
        assert book is not None
        self.header.note.setText(book.assessment.about)
        self.header.fit(self.window().width())
        scope = scope_words(book)
        self._scope.setText(scope)
        self._scope.setVisible(bool(scope))
        progress = area_progress(book, self.session.standing)
        self.rail.show_areas([(area, *progress[area.id]) for area in book.pack.areas])
        any_rated = bool(standing.rated)
        self._empty.setVisible(not any_rated and not words.nothing_applies(standing))
        self._main.setVisible(any_rated)
        self._finding.setText(finding(book, standing))
        self._continue.setText("Continue questionnaire" if standing.answered else "Begin questionnaire")
        if any_rated:
            self._ladder_title.setText(ladder.title(standing, book.pack))
            self._radar_title.setText(radar.title(standing))
            self.ladder.show_figure(lambda w, h: ladder.draw(standing, book.pack, w, h))
            self.radar.show_figure(lambda w, h: radar.draw(standing, w, h))
            worst = standing.gaps()[:MOST_GAPS]
            among = list(standing.capabilities.values())
            self.gaps.show_figure(lambda w, _h: dumbbell.draw(worst, w, among=among))
        self.checks.show_checks(stage_checks(book, dt.date.today()))
        self._inventories.show_book(book)
        self._show_risks(book)
        self._show_actions(book)

    def _show_risks(self, book: Book) -> None:
        clear(self._risks)
        criteria = book.criteria
        for risk in zones.ranked(book.risks, criteria)[:MOST_RISKS]:
            name = label(risk.title, "second", wrap=True)
            chips = FigureView(
                self.theme,
                lambda w, _h, risk=risk: _zone_figure(risk, criteria, w),
                name="Zones",
                keep_height=True,
            )
            chips.setFixedWidth(self.theme.px(150))
            line = row(label(risk.code, "muted"), name, chips, spacing=10, margins=(0, 6, 0, 6))
            line.setStretch(1, 1)
            self._risks.addWidget(boxed(line))
            self._risks.addWidget(_hairline())
        if not book.risks:
            self._risks.addWidget(
                label("No risks yet. Begin with the obstacles you already listed.", "muted", wrap=True)
            )

    def _show_actions(self, book: Book) -> None:
        clear(self._steps)
        waiting = [each for each in book.actions if each.state.value not in ("done", "dropped")]
        waiting.sort(key=lambda each: (each.start or dt.date.max, each.position))
        for action in waiting[:MOST_STEPS]:
            words = column(
                label(action.title, "", wrap=True),
                label(action.owner or "No owner yet", "caption"),
                spacing=0,
            )
            date = f"{action.start.day} {action.start:%b}" if action.start else "no date"
            line = row(label(action.code, "muted"), spacing=10, margins=(0, 6, 0, 6))
            line.addLayout(words, 1)
            line.addWidget(label(date, "muted"))
            self._steps.addWidget(boxed(line))
            self._steps.addWidget(_hairline())
        if not waiting:
            self._steps.addWidget(
                label("No actions yet. The largest gaps are where to begin.", "muted", wrap=True)
            )

    def _on_area(self, area_id: str) -> None:
        book = self.session.book
        assert book is not None
        area_of = {capability.id: capability.area for capability in book.pack.capabilities}
        inside = [question for question in book.questions if area_of[question.capability] == area_id]
        first = next((each for each in inside if not book.answered(each)), inside[0] if inside else None)
        self.go.emit("questionnaire", first.id if first else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(900)
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )


def finding(book: Book, standing: Standing) -> str:
    """Say in one sentence where the organisation stands, and what holds it back."""
    client = short(book.workspace.client)
    rating = standing.overall
    if rating.level is None:
        if words.nothing_applies(standing):
            return f"{words.NOTHING_APPLIES}."
        if not standing.rated:
            return f"No scores for {client} yet."
        return f"{client} is not rated yet: {standing.answered} of {standing.asked} questions are answered."
    if rating.level_high != rating.level:
        start = f"{client} is {words.level_with_bounds(rating, book.pack, words.overall_open(standing))}."
    elif rating.level == len(book.pack.levels):
        start = f"{client} is {book.pack.level_name(rating.level)}, the highest level."
    else:
        start = f"{client} is {book.pack.level_name(rating.level)}, one level short of {book.pack.level_name(rating.level + 1)}."
    rated = [each for each in standing.dimensions if each.index is not None]
    if len(rated) < 2:
        return start
    best = max(rated, key=lambda each: each.index or 0)
    worst = min(rated, key=lambda each: each.index or 0)
    if best.index == worst.index:
        return f"{start} All dimensions stand alike."
    first, last = best.dimension.name, worst.dimension.name
    return f"{start} Ahead: {first[:1].lower()}{first[1:]}. Behind: {last[:1].lower()}{last[1:]}."


def _section(title: QWidget, *more: QWidget) -> QWidget:
    line = row(title, *more, spacing=10)
    line.setStretch(0, 1)
    box = column(rule(), 2, spacing=6)
    box.addLayout(line)
    return boxed(box)


def _hairline() -> QWidget:
    return rule("hairline")
