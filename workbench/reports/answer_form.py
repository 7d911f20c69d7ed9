"""The questionnaire as a form to fill in on screen: for somebody who answers alone and has not got the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from typing import Any

from workbench.analysis.standing import Standing
from workbench.analysis.veil import Veil
from workbench.charts import calendar
from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.domain.answer_form import IDENTITY, answer_values, field_name, sure_values
from workbench.domain.answer_pack import MOST_LETTERS, AnswerPack, Given, PackQuestion
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.book import Book
from workbench.domain.text import plural, short, whole_line
from workbench.reports.brand import Branding
from workbench.reports.context import Context
from workbench.reports.document import new_canvas, print_pages
from workbench.reports.form_fields import Button, Fields
from workbench.reports.layout import (
    MARGIN,
    PAPERS,
    Page,
    Piece,
    Section,
    finding,
    flow,
    heading,
    paragraph,
    rule,
    space,
)
from workbench.reports.sections.writing import SMALL, steps
from workbench.reports.settings import QUESTIONNAIRE, ReportError, ReportSettings
from workbench.reports.text import BODY, Style, break_lines, set_lines, single

_ASK = Style(12.2, 15.4, 500, "serif")
_ANSWER = Style(9.0, 12.2)
_INDENT = 26.0
_BUTTON = 11.0
_BOX = 40.0
_LEAST = 14.6
"""The least height of a sentence to choose, so that its button does not touch the next one."""
_OTHERS = ("Does not apply", "I don’t know")
_STEPS = (
    ("Choose one sentence for each question", "The one closest to a normal week, not to the best one. Where two fit, take the one that is true everywhere it says."),
    ("‘Does not apply’ needs a reason", "Write it in the box: what you do not have, or why the question cannot be asked of you. Without a reason it counts as ‘I don’t know’."),
    ("‘I don’t know’ is an answer", "It shows that something is not known where you work. It is counted, and never scored."),
    ("Say how sure you are", "‘My view’ if you believe so, ‘recent example’ if you can name one, ‘can show it’ if there is something to look at."),
    ("Save it and send the file back", "Nothing needs printing, and not everything needs an answer: leave open what you cannot say. Do not print it into a new PDF, which would take your answers out of their fields."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Spot:
    """A button or a box at its place in a piece; `part` is what it is of: 'answer', 'sure' or 'comment'."""

    part: str
    x: float
    y: float
    width: float
    height: float
    said: str


class _Form:
    """The pieces of one form, and where its fields stand in them."""

    def __init__(self, context: Context, pack: AnswerPack) -> None:
        self.context = context
        self.pack = pack
        self.spots: dict[str, tuple[PackQuestion, list[_Spot]]] = {}
        self.given = {each.question: each for each in pack.answers}

    def sections(self) -> Iterator[Section]:
        """How to answer, then an area after the other."""
        yield self._opening()
        number = 0
        for area, found in groupby(self.pack.questions, key=lambda each: each.area):
            pieces: list[Piece] = [*finding(area, self.context.width), space(2)]
            for question in found:
                number += 1
                pieces.append(self._question(number, question))
            yield Section(f"questions-{number}", area, "", tuple(pieces))

    def _opening(self) -> Section:
        width, pack = self.context.width, self.pack
        lead = (
            "Choose the sentence closest to a normal week. Fill this in on screen, save it, and send the file back; "
            "nothing needs printing."
        )
        facts = [
            ("Your role", whole_line(pack.role_title) or pack.role.label),
            ("Your group", whole_line(pack.group) or "–"),
            ("Asked of you", plural(len(pack.questions), "question")),
            ("Send back by", calendar.day_words(pack.due) if pack.due else "When you are done"),
        ]
        share = width / len(facts)
        marks: list[Mark] = []
        for place, (name, value) in enumerate(facts):
            marks.append(Text(place * share, 9, name, 8.0, color="ink3"))
            strong = Style(9.6, 13, 600)
            marks.append(Text(place * share, 25, single(value, share - 10, strong), 9.6, 600))
        pieces: list[Piece] = [*finding("How to answer", width, lead), Piece(40, tuple(marks))]
        pieces += [heading("In five steps", width, before=10), *steps(_STEPS, width)]
        pieces += [heading("Who reads it", width, before=16), *paragraph(pack.readers, width, BODY, before=4)]
        return Section("answering", "How to answer", lead, tuple(pieces))

    def _question(self, number: int, question: PackQuestion) -> Piece:
        """A question that is never split: its words, the buttons, how sure, and the box."""
        width = self.context.width
        room = width - _INDENT
        marks: list[Mark] = [rule(width, "ink", thick=0.9), Text(0, 17, str(number), 9.0, color="ink3")]
        ask = break_lines(question.ask, room - 70, _ASK)
        marks += set_lines(ask, _INDENT, 3.5, room - 70, _ASK)
        marks.append(Text(width, 16, question.id, 7.6, 400, "mono", "ink3", Anchor.END))
        y = 4.0 + len(ask) * _ASK.leading + 7
        spots: list[_Spot] = []
        for option in question.options:
            lines = break_lines(option.text, room - 20, _ANSWER)
            middle = y + _ANSWER.leading / 2
            spots.append(_Spot("answer", _INDENT, middle - _BUTTON / 2, _BUTTON, _BUTTON, option.text))
            marks += set_lines(lines, _INDENT + 20, y, room - 20, _ANSWER)
            y += max(_LEAST, len(lines) * _ANSWER.leading + 2.6)
        marks.append(Rect(_INDENT, y + 2, room, 0.5, fill="line"))
        y += 13.5
        self._row(_INDENT, y, "answer", _OTHERS, marks, spots)
        sure = [each.label for each in Strength]
        left = width - sum(_BUTTON + 7 + SMALL.measure(each) + 16 for each in sure) + 16
        marks.append(Text(left - 10, y + 3, "How sure are you?", 8.2, color="ink3", anchor=Anchor.END))
        self._row(left, y, "sure", sure, marks, spots)
        y += 10
        said = f"Comment on {number}, optional; where it does not apply, the reason"
        spots.append(_Spot("comment", _INDENT, y, room, _BOX, said))
        anchor = f"asked-{question.id}"
        self.spots[anchor] = (question, spots)
        return Piece(y + _BOX + 10, tuple(marks), before=6, anchor=anchor)

    def _row(
        self,
        x: float,
        y: float,
        part: str,
        words: tuple[str, ...] | list[str],
        marks: list[Mark],
        spots: list[_Spot],
    ) -> None:
        for each in words:
            spots.append(_Spot(part, x, y - _BUTTON / 2, _BUTTON, _BUTTON, each))
            marks.append(Text(x + _BUTTON + 6, y + SMALL.size * 0.36, each, SMALL.size, color=SMALL.color))
            x += _BUTTON + 7 + SMALL.measure(each) + 16

    def fill(self, fields: Fields, page: Page) -> None:
        """Put the fields of a page's questions on it."""
        for top, piece in page.placed:
            found = self.spots.get(piece.anchor)
            if found is not None:
                self._fields(fields, top, *found)

    def _fields(self, fields: Fields, top: float, question: PackQuestion, spots: list[_Spot]) -> None:
        given = self.given.get(question.id)

        def buttons(part: str) -> list[Button]:
            return [
                Button((MARGIN + each.x, top + each.y, each.width, each.height), short(each.said, 300))
                for each in spots
                if each.part == part
            ]

        ask = short(question.ask, 300)
        values = answer_values(question)
        chosen = _chosen(question, given, values)
        fields.radio(field_name("answer", question.id), ask, values, buttons("answer"), chosen)
        sure = sure_values()
        strength = given.strength if given else None
        at = sure.index(strength.value) if strength else None
        fields.radio(field_name("sure", question.id), f"How sure are you? {ask}", sure, buttons("sure"), at)
        box = next(each for each in spots if each.part == "comment")
        area = (MARGIN + box.x, top + box.y, box.width, box.height)
        fields.comment(field_name("comment", question.id), box.said, area, box_text(given), MOST_LETTERS)


def _chosen(question: PackQuestion, given: Given | None, values: list[str]) -> int | None:
    if given is None:
        return None
    if given.state is AnswerState.RATED:
        option = question.option(given.value, given.variant)
        return question.options.index(option) if option else None
    return values.index(given.state.value) if given.state.value in values else None


def box_text(given: Given | None) -> str:
    """What stands in the one box of a question: why it does not apply, or the comment."""
    if given is None:
        return ""
    return given.reason if given.state is AnswerState.NOT_APPLICABLE else given.note


def form_bytes(
    book: Book,
    standing: Standing,
    pack: AnswerPack,
    identity: str,
    day: dt.date,
    paper: str = "A4",
    brand: Branding | None = None,
) -> bytes:
    """The form of a pack as a PDF; `identity` is the pack as its hidden field keeps it.

    Raises:
        ReportError: for a paper there is not.
    """
    size = PAPERS.get(paper)
    if size is None:
        raise ReportError(f"There is no paper '{paper}'; there are {', '.join(PAPERS)}.")
    veil, brand = Veil(book), brand or Branding()
    redact = veil.names.redact
    brand = replace(brand, cover=redact(brand.cover), footer=redact(brand.footer))
    settings = ReportSettings(date=day, edition=QUESTIONNAIRE, paper=paper, brand=brand)
    context = Context(veil.book, standing, settings, size)
    form = _Form(context, pack)
    pages = [page for section in form.sections() for page in flow(section, size)]
    out = BytesIO()
    canvas: Any = new_canvas(out, context)
    fields = Fields(canvas, size.height)
    fields.hidden(IDENTITY, identity)
    print_pages(canvas, context, pages, before_end=lambda page: form.fill(fields, page))
    fields.close()
    canvas.save()
    return out.getvalue()
