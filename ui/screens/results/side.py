"""How one score came about: how far it can be trusted, what the next level needs, and each step from the answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.results.answers_box import QuestionBox, mean_words
from ui.screens.results.hangs import WORKING, Hangs, HangsDesk, of_capability
from ui.screens.results.view import View
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row, rule
from workbench.analysis.breakdown import divided
from workbench.analysis.figures import per_cent
from workbench.analysis.maturity import TOP, CapabilityRating, QuestionRating
from workbench.analysis.next_level import next_level
from workbench.charts import agreement, distribution, glyphs, ladder, words
from workbench.charts.figure import Anchor, Circle, Figure, TableText, Text
from workbench.charts.seen import by_role
from workbench.domain.content import Pack
from workbench.domain.text import join_words, plural

_MOST_TERMS = 8


def sum_words(part: CapabilityRating) -> str:
    """The index as a sum: '(2 × 2.0 + 1.5 + 3.0) / 4 = 2.1'; a mean that is not shown is not shown here either.

    Nor is its end where at least half of it are such means, by the rule of `breakdown.divided`.
    """
    scored = [each for each in part.questions if each.applicable and each.index is not None]
    if not scored or part.rating.index is None:
        return ""
    terms = [
        f"{each.question.weight} × {mean_words(each)}" if each.question.weight != 1 else mean_words(each)
        for each in scored[:_MOST_TERMS]
    ]
    more = " + …" if len(scored) > _MOST_TERMS else ""
    total = sum(each.question.weight for each in scored)
    end = "hidden" if divided(part) else words.one_decimal(part.rating.index)
    return f"({' + '.join(terms)}{more}) / {total} = {end}"


def trust_words(part: CapabilityRating, pack: Pack) -> list[str]:
    """What limits a score: its bounds, the confidence with its cause, and what it is without the consensus."""
    found = [_bound_words(part, pack)]
    if part.confidence is not None:
        found.append(part.confidence.words)
    alone = part.without_consensus
    if part.agreed and (alone.level, alone.index) != (part.rating.level, part.rating.index):
        then = words.level_and_index(alone, pack, words.open_without_consensus(part.questions))
        found.append(f"From the single answers alone, without the consensus: {then}.")
    return [each for each in found if each]


def _bound_words(part: CapabilityRating, pack: Pack) -> str:
    rating = part.rating
    if not rating.applicable:
        return "No question in scope applies here."
    if rating.index is None:
        start = f"{per_cent(rating.coverage)} of the weight is answered; from half of it on there is a score."
        return f"{start} It may come out anywhere: {words.could_be(rating, pack)}."
    if rating.low == rating.high:
        return ""
    low, high = words.one_decimal(rating.low), words.one_decimal(rating.high)
    still = plural(words.open_questions(part.questions), "question")
    return f"The index may still lie anywhere from {low} to {high}: {still} open."


class ScoreExplained(QWidget):
    """The side panel of the results. `question(id)` to go there, `target(level)` to set one, 0 for the suggested."""

    question = Signal(str)
    target = Signal(int)
    stepped = Signal(int)

    def __init__(self, theme: Theme, desk: HangsDesk) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._view: View | None = None
        self._part: CapabilityRating | None = None
        self.boxes: list[QuestionBox] = []
        self._name = label("", "title", wrap=True)
        self._index = label("", "figure")
        self._chip = FigureView(theme, name="Level")
        self._chip.setFixedSize(theme.px(22), theme.px(22))
        self._level = label("", "strong", wrap=True)
        figures = row(self._index, self._chip, self._level, spacing=10)
        figures.setStretch(2, 1)
        self._less = IconButton(theme, "minus", "Lower the target", lambda: self.stepped.emit(-1))
        self._more = IconButton(theme, "plus", "Raise the target", lambda: self.stepped.emit(1))
        self.target_words = label("", "", wrap=True)
        self._reset = Button(theme, "Back to the suggested one", lambda: self.target.emit(0), look="link")
        aim = row(self.target_words, self._less, self._more, spacing=6)
        aim.setStretch(0, 1)
        self._trust: QVBoxLayout = column(spacing=6)
        self.sure = label("", "second", wrap=True)
        self._why = Button(theme, "What it hangs on", self._on_why, look="link")
        self._hangs: QVBoxLayout = column(spacing=3, margins=(4, 0, 0, 0))
        self._next: QVBoxLayout = column(spacing=4)
        self._steps: QVBoxLayout = column(spacing=10)
        layout = column(label("How this score came about", "label"), self._name, spacing=8)
        layout.addLayout(figures)
        layout.addLayout(aim)
        layout.addLayout(row(self._reset, None))
        layout.addWidget(rule("hairline"))
        layout.addLayout(self._trust)
        layout.addWidget(self.sure)
        layout.addLayout(row(self._why, None))
        layout.addLayout(self._hangs)
        layout.addLayout(self._next)
        layout.addWidget(rule("hairline"))
        layout.addLayout(self._steps)
        self.setLayout(layout)

    def show_rating(self, view: View, capability: str) -> None:
        """Explain a capability as those looked at see it."""
        part = view.standing.capabilities[capability]
        opened = {box.rating.question.id for box in self.boxes if box.opened}
        self._view, self._part = view, part
        rating, pack = part.rating, view.book.pack
        self._chip.setFixedSize(self._theme.px(22), self._theme.px(22))
        self._name.setText(words.one_line(part.capability.name))
        self._index.setText(words.one_decimal(rating.index))
        self._index.setAccessibleName(f"Index {words.one_decimal(rating.index, words.NOT_RATED)}")
        level = rating.level
        self._chip.show_figure(
            lambda _w, _h: Figure(
                22,
                22,
                tuple(glyphs.level_chip(1, 1, level, 20)),
                f"Level {level or 'not rated'}",
                TableText((), ()),
            )
        )
        said = words.level_with_bounds(rating, pack, words.open_questions(part.questions))
        self._level.setText(words.sentence(said))
        aims = rating.applicable
        for each in (self.target_words, self._less, self._more):
            each.setVisible(aims)
        suggested = ", suggested" if part.suggested else ""
        self.target_words.setText(f"Target {part.target} {pack.level_name(part.target)}{suggested}")
        self._less.setEnabled(part.target > 1)
        self._more.setEnabled(part.target < TOP)
        self._reset.setVisible(aims and not part.suggested)
        for each in (self._trust, self._hangs, self._next, self._steps):
            clear(each)
        self._show_trust(view, part)
        self._show_sure(view, part)
        self._show_next(view, part)
        self._explain(view, part)
        for box in self.boxes:
            if box.rating.question.id in opened:
                box.turn()

    def open_answers(self, question: str) -> None:
        """Show the answers to one question of the capability."""
        for box in self.boxes:
            if box.rating.question.id == question and not box.opened:
                box.turn()

    # How far it can be trusted

    def _show_trust(self, view: View, part: CapabilityRating) -> None:
        for said in trust_words(part, view.book.pack):
            self._trust.addWidget(label(said, "second", wrap=True))

    def _show_sure(self, view: View, part: CapabilityRating) -> None:
        self._why.setVisible(False)
        self.sure.setVisible(part.rating.applicable)
        self.sure.setText(WORKING)
        if part.rating.applicable:
            pack = view.book.pack
            self._desk.ask(part.capability.id, part, lambda: of_capability(part, pack), self._on_sure)

    def _on_sure(self, found: Hangs) -> None:
        # What comes late may be for a capability that is not shown any more; that one has asked for its own.
        if self._view is None or self._part is None:
            return
        known = self._desk.known(self._part.capability.id, self._part)
        if known is None:
            return
        self.sure.setText(known.sure.sentence if known.sure else "")
        self._why.setVisible(bool(known.lines))
        self._why.setText("What it hangs on")
        clear(self._hangs)

    def _on_why(self) -> None:
        if self._part is None:
            return
        shown = self._hangs.count() > 0
        clear(self._hangs)
        self._why.setText("What it hangs on" if shown else "Put away what it hangs on")
        known = self._desk.known(self._part.capability.id, self._part)
        for each in known.lines if known is not None and not shown else ():
            then = label(each.then, "strong" if each.other else "second", wrap=True)
            then.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            line = row(label(each.what, "second", wrap=True), then, spacing=8)
            line.setStretch(0, 3)
            line.setStretch(1, 2)
            self._hangs.addWidget(boxed(line))

    # What the next level needs

    def _show_next(self, view: View, part: CapabilityRating) -> None:
        step = next_level(part)
        if step is None:
            if part.rating.level is not None and part.rating.level < TOP:
                said = "The options of its questions do not go far enough for the next level."
                self._next.addWidget(label(said, "second", wrap=True))
            return
        self._next.addWidget(rule("hairline"))
        self._next.addWidget(label(ladder.away_words(step, view.book.pack), "strong", wrap=True))
        known = {each.question.id: each for each in part.questions}
        for each in step.raises:
            now = f"now {each.now}" if each.now else "no value yet"
            essential = each.question.essential
            more = "; essential" if essential is not None and each.now < essential.level <= step.level else ""
            self._next.addWidget(self._link(known[each.question.id], f"needs {each.needs}, {now}{more}"))
        others = len(part.blocking) - len(step.raises)
        if others > 0:
            said = f"{plural(others, 'other question')} below it would help as well."
            self._next.addWidget(label(said, "muted", wrap=True))

    # Step by step

    def _explain(self, view: View, part: CapabilityRating) -> None:
        voices = sum(each.voices for each in part.questions)
        left = (
            sum(each.not_applicable for each in part.questions),
            sum(each.dont_know for each in part.questions),
        )
        self._step(
            1,
            f"{plural(voices, 'answer')} to {plural(len(part.questions), 'question')}",
            f"{left[0]} not applicable and {left[1]} don't know have no value",
        )
        agreed = part.agreed
        said = "mean within the role (x), then the mean of the roles; for the level their lower medians (g)"
        if agreed:
            said += f"; what the room agreed on replaces both, here {plural(agreed, 'time')}"
        self._step(2, "Each role counts once", said)
        self._step(3, "Each question", "press one to see its answers")
        self.boxes = []
        roles = view.roles
        for each in part.questions:
            box = QuestionBox(self._theme, view.book, each, roles, view.hidden)
            box.question.connect(self.question)
            self.boxes.append(box)
            self._steps.addWidget(box)
        if part.rating.index is not None:
            self._step(4, "Index: the weighted mean", "")
            sums = label(sum_words(part), "mono", wrap=True)
            sums.setContentsMargins(self._theme.px(32), 0, 0, 0)
            self._steps.addWidget(sums)
        if part.rating.level is not None:
            shares = [f"level {k}: {per_cent(share)}" for k, share in part.rating.shares.items()]
            self._step(
                5,
                "A level counts once earned",
                f"more than half of the weight must reach it and more than 85% each one below; {join_words(shares)} reach it",
            )
        self._disagree(view, part)

    def _disagree(self, view: View, part: CapabilityRating) -> None:
        roles = view.roles
        columns = by_role(view.standing, roles)
        key = part.capability.id
        means = [(each.head, each.comparable[key]) for each in columns if key in each.comparable]
        split = [each.name for each in columns if key in each.hidden]
        if not means and not split:
            return
        self._steps.addWidget(rule("hairline"))
        self._steps.addWidget(label("Who disagrees", "label"))
        if means:
            strip = FigureView(
                self._theme, lambda w, _h: distribution.strip(means, w), name="Roles", keep_height=True
            )
            self._steps.addWidget(strip)
        if split:
            said = f"In two camps themselves, so without a mean: {join_words(split)}."
            self._steps.addWidget(label(said, "second", wrap=True))
        self._steps.addWidget(
            label(agreement.explained(part, agreement.of_capability(part)), "second", wrap=True)
        )

    def _step(self, number: int, head: str, text: str) -> None:
        mark = FigureView(self._theme, lambda _w, _h: _numeral(number), name=f"Step {number}")
        mark.setFixedSize(self._theme.px(22), self._theme.px(22))
        words_of = column(label(head, "strong", wrap=True), spacing=1)
        if text:
            words_of.addWidget(label(text, "second", wrap=True))
        line = row(spacing=10)
        line.addLayout(column(mark, None, spacing=0))
        line.addLayout(words_of, 1)
        self._steps.addWidget(boxed(line))

    def _link(self, each: QuestionRating, note: str) -> QWidget:
        title = words.one_line(each.question.title or each.question.ask)
        said = f"Question {each.question.id}, {title}: {note}"
        go = LinkButton(self._theme, title, lambda: self.question.emit(each.question.id), said)
        line = row(go, None, label(note, "second"), spacing=6)
        return boxed(line)


def _numeral(number: int) -> Figure:
    marks = (
        Circle(11, 11, 9.5, stroke="control"),
        Text(11, 15.2, str(number), 12, 500, anchor=Anchor.MIDDLE),
    )
    return Figure(22, 22, marks, str(number), TableText((), ()))
