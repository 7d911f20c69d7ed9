"""How one score came about: answers, roles, questions, index, level, and what the next level needs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row, rule
from workbench.analysis.maturity import HALF, MOST, TOP, CapabilityRating, QuestionRating
from workbench.charts import glyphs, words
from workbench.charts.figure import Figure, TableText
from workbench.domain.book import Book
from workbench.domain.text import join_words, plural

_MOST_TERMS = 8


def needed(part: CapabilityRating, question: QuestionRating) -> int:
    """The value a blocking question must reach (domain.md 2.2): its essential level, or the first share missed."""
    level = part.rating.level or 1
    goal = level + 1
    essential = question.question.essential
    shares = part.rating.shares
    missed = [k for k in range(2, goal) if shares.get(k, 0) <= MOST]
    if goal <= TOP and shares.get(goal, 0) <= HALF:
        missed.append(goal)
    needs = max((k for k in missed if question.median < k), default=0)
    if essential is not None and essential.level <= goal and question.median < essential.level:
        needs = max(needs, essential.level)
    return needs or goal


def sum_words(part: CapabilityRating) -> str:
    """The index as a sum: '(2 × 2.0 + 1.5 + 3.0) / 4 = 2.1'."""
    scored = [each for each in part.questions if each.applicable and each.index is not None]
    if not scored or part.rating.index is None:
        return ""
    terms = [
        f"{each.question.weight} × {words.one_decimal(each.index)}"
        if each.question.weight != 1
        else words.one_decimal(each.index)
        for each in scored[:_MOST_TERMS]
    ]
    more = " + …" if len(scored) > _MOST_TERMS else ""
    total = sum(each.question.weight for each in scored)
    return f"({' + '.join(terms)}{more}) / {total} = {words.one_decimal(part.rating.index)}"


class ScoreExplained(QWidget):
    """The side panel of the results. `question(id)` to go there, `target(level)` to set one, 0 for the suggested."""

    question = Signal(str)
    target = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part: CapabilityRating | None = None
        self._name = label("", "title", wrap=True)
        self._index = label("", "figure")
        self._chip = FigureView(theme, name="Level")
        self._chip.setFixedSize(theme.px(22), theme.px(22))
        self._level = label("", "strong", wrap=True)
        self._bounds = label("", "second", wrap=True)
        figures = row(self._index, self._chip, self._level, spacing=10)
        figures.setStretch(2, 1)
        self._less = IconButton(theme, "minus", "Lower the target", lambda: self._move(-1))
        self._more = IconButton(theme, "plus", "Raise the target", lambda: self._move(1))
        self.target_words = label("", "", wrap=True)
        self._reset = Button(theme, "Back to the suggested one", lambda: self.target.emit(0), look="link")
        aim = row(self.target_words, self._less, self._more, spacing=6)
        aim.setStretch(0, 1)
        self._steps: QVBoxLayout = column(spacing=10)
        layout = column(label("How this score came about", "label"), self._name, spacing=8)
        layout.addLayout(figures)
        layout.addWidget(self._bounds)
        layout.addWidget(rule("hairline"))
        layout.addLayout(aim)
        layout.addLayout(row(self._reset, None))
        layout.addWidget(rule("hairline"))
        layout.addLayout(self._steps)
        self.setLayout(layout)

    def show_rating(self, book: Book, part: CapabilityRating) -> None:
        """Explain a capability."""
        self._part = part
        rating, pack = part.rating, book.pack
        self._name.setText(part.capability.name)
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
        self._level.setText(f"{said[:1].upper()}{said[1:]}")
        self._bounds.setText(self._bound_words(part))
        self._bounds.setVisible(bool(self._bounds.text()))
        suggested = ", suggested" if part.suggested else ""
        self.target_words.setText(f"Target {part.target} {pack.level_name(part.target)}{suggested}")
        self._less.setEnabled(part.target > 1)
        self._more.setEnabled(part.target < TOP)
        self._reset.setVisible(not part.suggested)
        clear(self._steps)
        self._explain(book, part)

    def _bound_words(self, part: CapabilityRating) -> str:
        rating = part.rating
        if not rating.applicable:
            return "No question in scope applies here."
        if rating.index is None:
            share = round(float(rating.coverage) * 100)
            return f"{share}% of the weight is answered; from half of it on there is a score."
        if rating.low == rating.high:
            return ""
        low, high = words.one_decimal(rating.low), words.one_decimal(rating.high)
        return f"The index may still lie anywhere from {low} to {high}: {round(float(rating.coverage) * 100)}% of the weight is answered."

    def _explain(self, book: Book, part: CapabilityRating) -> None:
        live = [each for each in part.questions if each.applicable]
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
        agreed = sum(1 for each in part.questions if each.agreed)
        rule_words = (
            "mean within the role (x), then the mean of the roles; for the level their lower medians (g)"
        )
        if agreed:
            rule_words += f"; what the room agreed on replaces both, here {plural(agreed, 'time')}"
        self._step(2, "Each role counts once", rule_words)
        self._step(3, "Each question", "press one to see its answers")
        for each in part.questions:
            self._steps.addWidget(self._question(each))
        if part.rating.index is not None:
            self._step(4, "Index: the weighted mean", "")
            said = label(sum_words(part), "mono", wrap=True)
            said.setContentsMargins(self._theme.px(32), 0, 0, 0)
            self._steps.addWidget(said)
        if live and part.rating.level is not None:
            self._levels(book, part)

    def _levels(self, book: Book, part: CapabilityRating) -> None:
        rating = part.rating
        shares = [f"level {k}: {round(float(share) * 100)}%" for k, share in rating.shares.items()]
        self._step(
            5,
            "A level counts once earned",
            f"more than half of the weight must reach it and more than 85% each one below; {join_words(shares)} reach it",
        )
        level = rating.level or 1
        if not part.blocking:
            return
        self._steps.addWidget(rule("hairline"))
        self._steps.addWidget(label(f"To reach {book.pack.level_name(level + 1)}", "strong", wrap=True))
        known = {each.question.id: each for each in part.questions}
        for question_id in part.blocking:
            each = known[question_id]
            essential = each.question.essential
            goal = needed(part, each)
            now = f"now {each.median}" if each.median else "no value yet"
            note = f"needs {goal}, {now}"
            if essential is not None and each.median < essential.level <= level + 1:
                note += "; essential"
            self._steps.addWidget(self._link(each, note))

    def _step(self, number: int, head: str, text: str) -> None:
        mark = label(str(number), "chip-plain")
        mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words_of = column(label(head, "strong", wrap=True), spacing=1)
        if text:
            words_of.addWidget(label(text, "second", wrap=True))
        line = row(spacing=10)
        side = column(mark, None, spacing=0)
        line.addLayout(side)
        line.addLayout(words_of, 1)
        self._steps.addWidget(boxed(line))

    def _question(self, each: QuestionRating) -> QWidget:
        if not each.applicable:
            note = "not applicable"
        elif each.index is None:
            note = "no value yet"
        else:
            note = f"x {words.one_decimal(each.index)}, g {each.median}"
            roles = [f"{role.short} {words.one_decimal(mean)}" for role, mean in each.role_means.items()]
            note += f" (agreed; {', '.join(roles)})" if each.agreed and roles else ""
            note += f" ({', '.join(roles)})" if roles and not each.agreed else ""
        return self._link(each, note)

    def _link(self, each: QuestionRating, note: str) -> QWidget:
        title = words.one_line(each.question.title or each.question.ask)
        said = f"Question {each.question.id}, {title}: {note}"
        go = LinkButton(self._theme, title, lambda: self.question.emit(each.question.id), said)
        box = column(spacing=0, margins=(self._theme.px(28), 0, 0, 0))
        box.addLayout(row(go, None))
        below = label(note, "second", wrap=True)
        below.setContentsMargins(4, 0, 0, 0)
        box.addWidget(below)
        return boxed(box)

    def _move(self, by: int) -> None:
        if self._part is not None:
            wanted = max(1, min(TOP, self._part.target + by))
            if wanted != self._part.target:
                self.target.emit(wanted)
