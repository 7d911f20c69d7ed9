"""The questionnaire on paper: for somebody who answers alone, every question with its answers to tick."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.domain.assessment import Strength
from workbench.domain.content import Question
from workbench.domain.text import sentence_case
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, finding, heading, paragraph, rule, space
from workbench.reports.sections.writing import (
    LINE,
    asked,
    choice,
    choices,
    choices_width,
    fields,
    readers,
    ruled,
    steps,
    what_is_asked,
)
from workbench.reports.text import BODY, CAPTION, Style, break_lines, set_lines

_ASK = Style(12.2, 15.4, 500, "serif")
_ANSWER = Style(9.0, 12.2)
_INDENT = 26.0
_NOTES = 2
_OTHERS = ("Does not apply", "I don’t know")
_STEPS = (
    ("Pick one sentence for each question", "Tick the one closest to a normal week, not to the best one. Where two fit, take the one that is true everywhere it says."),
    ("Leave out what is not for you", "Under each question it says who is asked. Nothing is scored against you: roles are compared, not people."),
    ("‘Does not apply’ needs a reason", "Write it on the lines: what you do not have, or why the question cannot be asked of you. Without a reason it counts as ‘I don’t know’."),
    ("‘I don’t know’ is an answer", "It shows that something is not known where you work. It is counted, and never scored."),
    ("Say how sure you are", "‘My view’ if you believe so, ‘recent example’ if you can name one, ‘can show it’ if there is something to look at."),
    ("Write what one should know", "A note is read with your answer: an example, a figure, what gets in the way."),
)  # fmt: skip


def _who_reads(context: Context) -> list[Piece]:
    width, smallest = context.width, context.book.assessment.smallest_group
    groups = (
        f"Teams and groups of fewer than {smallest} people are shown together with others."
        if smallest > 1
        else "Teams and groups are shown as they are, also where one person is all there is."
    )
    said = (
        f"The people who run the assessment read every sheet. In the report you appear by your role. {groups} "
        "Notes are printed as they were written, beside the role: leave out what must not be known to be yours."
    )
    return [heading("Who reads it", width, before=16), *paragraph(said, width, BODY, before=4)]


def opening(context: Context) -> list[Section]:
    """How to answer, who reads it, and what is asked; nothing where nothing is asked."""
    if not context.book.questions:
        return []
    width = context.width
    lead = (
        "Five sentences answer each question. Tick one, add a note where it helps, and hand the sheets back."
    )
    pieces: list[Piece] = [
        *finding("How to answer", width, lead),
        fields(("Your role", "Your team or group", "Date"), width),
        heading("In six steps", width, before=10),
    ]
    pieces += steps(_STEPS, width)
    pieces += [*_who_reads(context), *what_is_asked(context)]
    return [Section("answering", "How to answer", lead, tuple(pieces))]


def _question(number: int, question: Question, width: float) -> Piece:
    """A question that is never split: the words, the answers, the other two, how sure, and room for a note."""
    room = width - _INDENT
    marks: list[Mark] = [rule(width, "ink", thick=0.9), Text(0, 17, str(number), 9.0, color="ink3")]
    ask = break_lines(question.ask, room - 70, _ASK)
    marks += set_lines(ask, _INDENT, 3.5, room - 70, _ASK)
    marks.append(Text(width, 16, question.id, 7.6, 400, "mono", "ink3", Anchor.END))
    y = 4.0 + len(ask) * _ASK.leading
    marks += set_lines(break_lines(readers(question), room, CAPTION), _INDENT, y, room, CAPTION)
    y += CAPTION.leading + 5
    for option in question.options:
        lines = break_lines(option.text, room - 20, _ANSWER)
        marks += choice(_INDENT, y + _ANSWER.leading / 2, "")[:1]
        marks += set_lines(lines, _INDENT + 20, y, room - 20, _ANSWER)
        y += len(lines) * _ANSWER.leading + 2.6
    marks.append(Rect(_INDENT, y + 1.5, room, 0.5, fill="line"))
    y += 11.5
    marks += choices(_INDENT, y, _OTHERS)
    sure = [each.label for each in Strength]
    left = width - choices_width(sure)
    marks.append(Text(left - 10, y + 3, "How sure are you?", 8.2, color="ink3", anchor=Anchor.END))
    marks += choices(left, y, sure)
    y += 4
    marks.append(Text(_INDENT, y + 15, "Note", 7.6, color="ink3"))
    marks += ruled(_INDENT, y, room, _NOTES)
    return Piece(y + _NOTES * LINE + 8, tuple(marks), before=6, anchor=f"asked-{question.id}")


def sections(context: Context) -> list[Section]:
    """A section an area, each beginning on a page of its own."""
    return list(_areas(context))


def _areas(context: Context) -> Iterator[Section]:
    number = 1
    for area, questions in asked(context):
        pieces: list[Piece] = [*finding(area.title, context.width, sentence_case(area.purpose))]
        pieces.append(space(2))
        for question in questions:
            pieces.append(_question(number, question, context.width))
            number += 1
        yield Section(f"questions-{area.id}", area.title, area.purpose, tuple(pieces))
