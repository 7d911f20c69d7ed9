"""Process reviews: what those who use a process say of it, the figures beside it, and what follows (stage 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries import EntryScreen
from ui.screens.entries.links import FIELDS as LINKS
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.fields import ParsedControl, whole_control
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, clear, column, label, row, section
from ui.widgets.soft import soft
from workbench.actions import plan_settings, reviews
from workbench.actions.edit import Edit
from workbench.analysis.cadence import Waiting, waiting, waiting_words
from workbench.charts import results
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.review import Review, Verdict
from workbench.domain.text import join_words, plural
from workbench.domain.topic import Topic

_VERDICTS = {Verdict.KEPT: "ok", Verdict.CHANGED: "accent", Verdict.DROPPED: "ink2"}
WHAT, WHATS = "process", "processes"
MOST_MONTHS, MOST_SHOWN = 60, 6


def due_cell(each: Review, today: dt.date) -> Cell:
    """When the next review is; in red where its day has passed."""
    if each.due is None:
        return text_cell("no date yet", "warn")
    return text_cell(
        day_words(each.due), "bad" if each.due < today else "ink2", 500 if each.due < today else 400
    )


def finding(listed: Sequence[Review], today: dt.date) -> str:
    """Say how many processes were reviewed, what came of it, and what is overdue."""
    if not listed:
        return "No process was reviewed yet."
    held = [each for each in listed if each.day is not None and each.day <= today]
    said = f"{len(held)} of {plural(len(listed), 'process', 'processes')} {'was' if len(held) == 1 else 'were'} reviewed"
    if len(listed) == 1:
        said = "The one process was reviewed" if held else "The one process was not reviewed yet"
    counts = [(sum(1 for each in held if each.verdict is verdict), verdict.value) for verdict in _VERDICTS]
    parts = [f"{count} {words}" for count, words in counts if count]
    if parts:
        said += f": {join_words(parts)}"
    late = [each.review for each in waiting(listed, today) if each.overdue]
    if late:
        codes = (
            join_words([each.code for each in late[:4]]) if len(late) <= 4 else plural(len(late), "review")
        )
        said += f"; {codes} {'is' if len(late) == 1 else 'are'} overdue"
    return f"{said}."


class ReviewsScreen(EntryScreen):
    """The list of processes under review, with what is due above it."""

    key = "reviews"
    title = "Process reviews"
    topics = frozenset({Topic.REVIEWS, Topic.PLAN, Topic.ACTIONS, Topic.RISKS, Topic.ASSESSMENTS})
    kind = Review
    edits = reviews
    noun = WHAT
    nouns = WHATS
    list_title = "Processes under review"
    icon = "refresh-cw"
    has_catalogue = False
    empty_title = "No processes under review yet"
    empty_text = "Which process do people go round? Write down what those who use it say, and put the figures beside it."

    def build_plot(self) -> QWidget | None:
        theme = self.theme
        self.months: ParsedControl = whole_control("Months between two reviews", "3", MOST_MONTHS)
        self.months.setFixedWidth(theme.px(54))
        self._months_trouble = label("", "bad", wrap=True)
        self._months_trouble.hide()
        self._due_head = section(
            "Due", "", label("Review every", "second"), self.months, label("months", "second")
        )
        self._due = column(spacing=4)
        self.plot = FigureView(theme, name="Before and now", keep_height=True)
        self._plot_box = boxed(column(section("Before and now"), self.plot, spacing=4))
        top = column(self._due_head, self._months_trouble, spacing=6)
        top.addLayout(self._due)
        return boxed(column(boxed(top), self._plot_box, spacing=16))

    def build_details(self, layout: QVBoxLayout) -> None:
        self.result = label("", "strong", wrap=True)
        self.result.setAccessibleName("Figures")
        self.warning = label("", "warn", wrap=True)
        layout.addWidget(self.result)
        layout.addWidget(self.warning)

    def _connect(self) -> None:
        super()._connect()
        self.plot.pressed.connect(self.choose)
        self.months.given.connect(self._on_months)
        self.months.wrong.connect(self._say_months)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Process",
                0,
                lambda each: text_cell(each.title),
                lambda each: each.title.casefold(),
                edits="title",
            ),
            Column(
                "Before → now",
                150,
                lambda each: text_cell(results.now_then(results.of_review(each)), "ink2"),
                lambda each: (each.now is None, each.before or 0),
                least=600,
            ),
            Column(
                "Reviewed",
                104,
                lambda each: text_cell(day_words(each.day) if each.day else "not yet", "ink2"),
                lambda each: (each.day is None, each.day),
                least=520,
                edits="day",
            ),
            Column(
                "Verdict",
                104,
                lambda each: text_cell(each.verdict.label, _VERDICTS.get(each.verdict, "ink3"), 500),
                lambda each: list(Verdict).index(each.verdict),
                edits="verdict",
            ),
            Column(
                "Next review",
                112,
                lambda each: due_cell(each, dt.date.today()),
                lambda each: (each.due is None, each.due),
                edits="due",
            ),
            Column(
                "Owner",
                140,
                lambda each: text_cell(each.owner or "Nobody yet", "ink2" if each.owner else "warn"),
                lambda each: (not each.owner, each.owner.casefold()),
                least=780,
                edits="owner",
            ),
        )

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        directions = [(True, "Less is better"), (False, "More is better")]
        return (
            forms.title("title", "Process"),
            forms.line("owner", "Owner", "A role"),
            forms.date("day", "Reviewed on"),
            Group("What those who use it say"),
            forms.line("users", "Who uses it", "Roles"),
            forms.text("view", "In their words"),
            Group("What the figures say"),
            forms.line("measure", "Measure"),
            forms.line("unit", "Unit", "days"),
            forms.choice("lower_is_better", "Direction", directions),
            (forms.number("before", "Before"), forms.number("now", "Now")),
            Group("What follows"),
            forms.choice("verdict", "The process is", [(each, each.label) for each in Verdict]),
            forms.text("reason", "Why", "", 2),
            forms.text("change", "What changes", "", 2),
            forms.date("due", "Next review"),
            *LINKS,
        )

    def context(self, book: Book) -> Any:
        return dt.date.today()

    def haystack(self, entry: Any) -> str:
        each: Review = entry
        return " ".join(
            (
                each.code,
                each.title,
                each.users,
                each.view,
                each.measure,
                each.verdict.label,
                each.reason,
                each.change,
                each.owner,
            )
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.reviews

    def finding(self, shown: Sequence[Any]) -> str:
        return finding(shown, dt.date.today())

    def refresh(self) -> None:
        super().refresh()
        book = self.session.book
        assert book is not None
        self.months.show_value(book.plan_settings.review_months)
        self._show_due(waiting(book.reviews, dt.date.today()))

    def _show_due(self, found: Sequence[Waiting]) -> None:
        clear(self._due)
        for each in found[:MOST_SHOWN]:
            review = each.review
            link = LinkButton(
                self.theme,
                f"{review.code}  {review.title}",
                lambda review=review: self.choose(review.id),
                f"{review.code} {one_line(review.title)}: {waiting_words(each.days)}",
            )
            words = label(waiting_words(each.days), "bad" if each.overdue else "warn")
            self._due.addLayout(row(words, link, None, spacing=10))
        rest = len(found) - MOST_SHOWN
        if rest > 0:
            self._due.addWidget(label(f"and {rest:,} more, by 'Next review' in the list", "muted"))
        if not found:
            self._due.addWidget(label("Nothing is due within two weeks.", "second"))

    def show_plot(self, book: Book) -> None:
        found, selected = [results.of_review(each) for each in book.reviews], self.selected
        self._plot_box.setVisible(any(each.before is not None or each.now is not None for each in found))
        self.plot.show_figure(lambda w, _h: results.draw(found, w, WHAT, WHATS, selected))

    def show_details(self, book: Book, entry: Any) -> None:
        each: Review = entry
        self.head("Process review", "chip-plain")
        found = results.of_review(each)
        said = results.sentence(found, "Before")
        self.result.setText(soft(said))
        self.result.setVisible(bool(said))
        decided = each.verdict is not Verdict.OPEN and not each.reason.strip()
        self.warning.setText("Say why: a change without its reason is not logged." if decided else "")
        self.warning.setVisible(decided)

    # Edits

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        if field == "verdict":
            return reviews.decide(entry_id, Verdict(value), dt.date.today())
        return super().change_edit(entry_id, field, value, merge)

    def _on_months(self, value: object, epoch: int) -> None:
        book = self.session.book
        if book is None:
            return
        if not isinstance(value, int):
            self._say_months(f"Write how many months lie between two reviews, from 1 to {MOST_MONTHS}.")
            return

        def refused(error: Exception) -> None:
            self._say_months(str(error))

        self._say_months("")
        edit = plan_settings.change(book.assessment.id, f"review_months:{epoch}", review_months=value)
        self.session.run(edit, failed=refused)

    def _say_months(self, words: str) -> None:
        self._months_trouble.setText(words)
        self._months_trouble.setVisible(bool(words))
        self.months.edit.setAccessibleDescription(words)

    def _flush(self) -> None:
        self.months.flush()
        super()._flush()
