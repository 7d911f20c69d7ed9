"""The workshop handout: what a room goes through together, each question with a blank scale and room to write."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.charts.words import one_line
from workbench.domain.content import Question
from workbench.domain.text import plural, sentence_case
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, finding, heading, rule, space
from workbench.reports.sections.writing import LINE, asked, fields, readers, ruled, steps, what_is_asked
from workbench.reports.text import CAPTION, Style, break_lines, set_lines, single

_ASK = Style(10.6, 13.6, 500, "serif")
_CELL = Style(7.5, 9.6, color="ink2")
_INDENT = 24.0
_GAP = 7.0
_SIDE = 46.0
_BOX = 11.0
_NOTES = 2
_STEPS = (
    ("Read the question aloud", "Ask what a word means before anybody answers, not afterwards."),
    ("Tick one box, alone", "The sentence closest to a normal week. N/A if it cannot be asked of you, ? if you do not know."),
    ("Show at the same time", "Hands, cards or tokens; nobody goes first."),
    ("Let the two ends speak", "Where answers lie two or more apart, the highest and the lowest say what they see. Others listen."),
    ("Vote once more, then agree", "Write what the room agrees on. Nobody has to give in: a dissent is written down beside it and printed."),
    ("Park what takes longer", "Two minutes for a question. What needs more goes on the notes, with who takes it on."),
)  # fmt: skip


def opening(context: Context) -> list[Section]:
    """How the session goes, and what is asked; nothing where nothing is asked."""
    if not context.book.questions:
        return []
    width = context.width
    lead = "The same for everybody in the room, whatever their role. The sheets stay yours."
    pieces: list[Piece] = [
        *finding("How the session goes", width, lead),
        fields(("Group", "Led by", "Date"), width),
        heading("For each question", width, before=10),
    ]
    pieces += steps(_STEPS, width)
    pieces += what_is_asked(context)
    return [Section("session", "How the session goes", lead, tuple(pieces))]


def _scale(question: Question, y: float, width: float) -> tuple[float, list[Mark]]:
    """A box for each answer above its sentence, side by side, then the two that are no level; with the height."""
    count = max(1, len(question.options))
    share = (width - _INDENT - _SIDE - _GAP * (count - 1)) / count
    marks: list[Mark] = []
    tall = 0.0
    for place, option in enumerate(question.options):
        x = _INDENT + place * (share + _GAP)
        marks.append(Rect(x, y, _BOX, _BOX, fill="surface", stroke="control", line=0.9, radius=2))
        marks.append(Text(x + _BOX + 5, y + 8.8, str(option.level), 8.2, 600, color="ink2"))
        lines = break_lines(option.text, share, _CELL)
        marks += set_lines(lines, x, y + _BOX + 3, share, _CELL)
        tall = max(tall, _BOX + 3 + len(lines) * _CELL.leading)
    for place, words in enumerate(("N/A", "?")):
        at = y + place * (_BOX + 5)
        marks.append(Rect(width - 34, at, _BOX, _BOX, fill="surface", stroke="control", line=0.9, radius=2))
        marks.append(Text(width - 34 + _BOX + 5, at + 8.8, words, 8.2, color="ink2"))
    return max(tall, 2 * _BOX + 5), marks


def _question(number: int, question: Question, width: float) -> Piece:
    ask = break_lines(question.ask, width - _INDENT - 150, _ASK)
    marks: list[Mark] = [rule(width, "line2"), Text(0, 15, str(number), 8.6, color="ink3")]
    marks += set_lines(ask, _INDENT, 3.5, width - _INDENT - 150, _ASK)
    who = single(readers(question), 146, CAPTION)
    marks.append(Text(width, 14.5, who, CAPTION.size, color="ink3", anchor=Anchor.END))
    y = 8.5 + len(ask) * _ASK.leading
    tall, boxes = _scale(question, y, width)
    marks += boxes
    y += tall + 1
    marks.append(Text(_INDENT, y + LINE - 4, "Agreed", 7.6, color="ink3"))
    marks.append(Text(_INDENT + 84, y + LINE - 4, "Who sees it otherwise, and notes", 7.6, color="ink3"))
    marks.append(Rect(_INDENT, y + LINE, 70, 0.5, fill="control"))
    marks += ruled(_INDENT + 84, y, width - _INDENT - 84, _NOTES)
    return Piece(y + _NOTES * LINE + 9, tuple(marks), anchor=f"asked-{question.id}")


def sections(context: Context) -> list[Section]:
    """A section an area, capability by capability, each area on pages of its own."""
    return list(_areas(context))


def _areas(context: Context) -> Iterator[Section]:
    number = 1
    for area, questions in asked(context):
        count = plural(len(questions), "question")
        pieces: list[Piece] = [*finding(area.title, context.width, f"{sentence_case(area.purpose)} {count}.")]
        pieces.append(space(0))
        last = ""
        for question in questions:
            if question.capability != last:
                last = question.capability
                name = one_line(context.pack.by_capability[last].name)
                pieces.append(heading(name, context.width, before=12 if pieces[-1].height else 0, hold=1))
            pieces.append(_question(number, question, context.width))
            number += 1
        yield Section(f"scales-{area.id}", area.title, area.purpose, tuple(pieces))
