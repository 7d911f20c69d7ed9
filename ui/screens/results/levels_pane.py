"""The staircase of levels, what the next one lacks, and how near each capability is to its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.screens.results.hangs import WORKING, Hangs, HangsDesk, of_whole
from ui.screens.results.view import View
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.flow import Flow
from ui.widgets.parts import Button, boxed, clear, column, label, row, rule
from workbench.analysis.maturity import CapabilityRating
from workbench.analysis.next_level import NextLevel
from workbench.charts import ladder, radar, words

FIRST = 8


class LevelsPane(QWidget):
    """Ladder and radar, and below them what blocks the next level; `question(id)` and `capability(id)` go there."""

    question = Signal(str)
    capability = Signal(str)
    dimension = Signal(str)

    def __init__(self, theme: Theme, desk: HangsDesk) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._view: View | None = None
        self._all = False
        self.ladder = FigureView(theme, name="Level ladder")
        self.radar = FigureView(theme, name="Dimensions")
        self._ladder_title, self._radar_title = label("", "section", True), label("", "section", True)
        self.sure = label("", "second", wrap=True)
        self._pair = row(spacing=32)
        self._pair.addLayout(column(rule(), 4, self._ladder_title, self.ladder, self.sure, spacing=6), 1)
        self._pair.addLayout(column(rule(), 4, self._radar_title, self.radar, None, spacing=6), 1)
        self._goal = label("", "section", wrap=True)
        self._reasons = column(spacing=4)
        self._steps_title = label("", "section", wrap=True)
        self._steps = column(spacing=2)
        self._more = Button(theme, "", self._on_more, look="link")
        layout = column(spacing=20)
        layout.addLayout(self._pair)
        blocks = column(rule(), 4, self._goal, spacing=4)
        blocks.addLayout(self._reasons)
        self._blocks = boxed(blocks)
        layout.addWidget(self._blocks)
        near = column(rule(), 4, self._steps_title, spacing=4)
        near.addLayout(self._steps)
        near.addLayout(row(self._more, None))
        layout.addLayout(near)
        self.setLayout(layout)
        self.radar.pressed.connect(self.dimension)

    def show_view(self, view: View) -> None:
        """Show where the whole stands, and what is missing."""
        self._view = view
        book, standing, shown = view.book, view.standing, view.shown
        scope = "; ".join(each for each in (view.stage, words.scope_label(book)) if each)
        self._ladder_title.setText(ladder.title(shown, book.pack, view.stage))
        # Dimensions run across the stages, so that theirs is the whole in any case.
        across = f"All stages: {radar.title(standing)}" if view.stage else radar.title(standing)
        self._radar_title.setText(across)
        height = self._theme.px(max(250, min(330, self.window().height() * 0.38)))
        for each in (self.ladder, self.radar):
            each.setFixedHeight(height)
        self.ladder.show_figure(lambda w, h: ladder.draw(shown, book.pack, w, h, scope=scope))
        self.radar.show_figure(lambda w, h: radar.draw(standing, w, h))
        self.sure.setText(WORKING if shown.overall.applicable else "")
        area = view.area
        self._desk.ask(
            f"area:{area}", standing, lambda: of_whole(standing, book.pack, area), lambda found: self._on_sure(found, area)
        )  # fmt: skip
        self._show_blocks()
        self._show_steps()
        self._fit()

    def _on_sure(self, found: Hangs, area: str) -> None:
        # What comes late may be for a stage that is not shown any more; that one has asked for its own.
        if self._view is None or self._view.area != area:
            return
        self.sure.setText(found.sure.sentence if found.sure else "")

    def _show_blocks(self) -> None:
        assert self._view is not None
        standing, pack = self._view.shown, self._view.book.pack
        found = ladder.blocked(standing, pack)
        self._blocks.setVisible(found is not None)
        clear(self._reasons)
        if found is None:
            return
        self._goal.setText(f"What {self._view.stage or 'the whole'} lacks for {pack.level_name(found.level)}")
        for reason in found.reasons:
            self._reasons.addWidget(label(reason, "", wrap=True))
        if found.lagging:
            flow = Flow()
            for part in found.lagging:
                flow.addWidget(self._to_capability(part))
            box = QWidget()
            box.setLayout(flow)
            self._reasons.addWidget(box)

    def _show_steps(self) -> None:
        assert self._view is not None
        only = self._view.only
        found = [
            each
            for each in ladder.steps_to_next(self._view.standing)
            if only is None or each[0].capability.id in only
        ]
        clear(self._steps)
        self._steps_title.setText(
            "Nearest to their next level" if found else "No capability has a next level to reach yet"
        )
        for part, step in found if self._all else found[:FIRST]:
            self._steps.addWidget(self._line(part, step))
        self._more.setVisible(len(found) > FIRST)
        self._more.setText(f"Show the first {FIRST} only" if self._all else f"Show all {len(found)}")

    def _line(self, part: CapabilityRating, step: NextLevel) -> QWidget:
        assert self._view is not None
        flow = Flow()
        flow.addWidget(self._to_capability(part))
        away = ladder.away_words(step, self._view.book.pack)
        said = label(f"{away[:1].lower()}{away[1:]}:", "second")
        said.setFixedHeight(self._theme.px(26))
        flow.addWidget(said)
        for each in step.raises:
            title = words.one_line(each.question.title or each.question.ask)
            now = f"now {each.now}" if each.now else "no value yet"
            flow.addWidget(
                LinkButton(
                    self._theme,
                    f"{title} to {each.needs}",
                    lambda question=each.question.id: self.question.emit(question),
                    f"Question {each.question.id}, {title}: needs {each.needs}, {now}",
                )
            )
        box = QWidget()
        box.setLayout(flow)
        return box

    def _to_capability(self, part: CapabilityRating) -> LinkButton:
        level = words.level_numbers(part.rating) if part.rating.rated else words.NOT_RATED
        return LinkButton(
            self._theme, part.capability.name, lambda: self.capability.emit(part.capability.id),
            f"{part.capability.name}, level {level}",
        )  # fmt: skip

    def _on_more(self) -> None:
        self._all = not self._all
        self._show_steps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Ladder and radar side by side where there is room, else one below the other."""
        narrow = self.width() < self._theme.px(690)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._pair.direction() != way:
            self._pair.setDirection(way)
