"""What is written on by hand: boxes, circles, lines, and who a question is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.charts.figure import Circle, Mark, Rect, Text
from workbench.domain.content import Area, Question
from workbench.domain.text import join_words, plural, sentence_case
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Piece, heading, table_head, table_row
from workbench.reports.text import BODY, CAPTION, STRONG, TABLE_SOFT, Style, break_lines, set_lines, single

LINE = 17.0
"""The distance of two lines to write on, in points."""
SMALL = Style(8.2, 11.4, color="ink2")


def asked(context: Context) -> Iterator[tuple[Area, list[Question]]]:
    """The areas with the questions that are in scope, in the pack's order."""
    for area in context.pack.areas:
        parts = {each.id for each in context.pack.in_area(area.id)}
        found = [each for each in context.book.questions if each.capability in parts]
        if found:
            yield area, found


def readers(question: Question) -> str:
    """Who is asked: 'For managers and engineers'."""
    return f"For {join_words([role.plural for role in question.roles])}"


def ruled(x: float, y: float, width: float, count: int) -> list[Mark]:
    """Lines to write on, the first one line below y."""
    return [Rect(x, y + (number + 1) * LINE, width, 0.5, fill="line2") for number in range(count)]


def choice(x: float, y: float, words: str, style: Style = SMALL, radius: float = 4.6) -> list[Mark]:
    """A circle to tick and what it stands for; y is the middle of both."""
    return [
        Circle(x + radius, y, radius, fill="surface", stroke="control", line=0.9),
        Text(x + 2 * radius + 7, y + style.size * 0.36, words, style.size, color=style.color),
    ]


def choices(x: float, y: float, words: Sequence[str], gap: float = 16.0) -> list[Mark]:
    """Circles to tick beside each other."""
    marks: list[Mark] = []
    for each in words:
        marks += choice(x, y, each)
        x += 9.2 + 7 + SMALL.measure(each) + gap
    return marks


def choices_width(words: Sequence[str], gap: float = 16.0) -> float:
    """How wide circles beside each other are."""
    return sum(9.2 + 7 + SMALL.measure(each) + gap for each in words) - gap


def fields(names: Sequence[str], width: float, gap: float = 18.0) -> Piece:
    """Lines to write on, each under its name."""
    share = (width - gap * (len(names) - 1)) / len(names)
    marks: list[Mark] = []
    for number, name in enumerate(names):
        x = number * (share + gap)
        marks.append(Text(x, 9, single(name, share, CAPTION), 8.0, color="ink3"))
        marks.append(Rect(x, 30, share, 0.6, fill="control"))
    return Piece(42, tuple(marks))


def steps(listed: Sequence[tuple[str, str]], width: float) -> list[Piece]:
    """Numbered steps, each with its sentence."""
    pieces: list[Piece] = []
    for number, (title, text) in enumerate(listed, 1):
        lines = break_lines(text, width - 21, BODY)
        marks: list[Mark] = [
            Text(0, 16, str(number), 13.5, 400, "serif", "accent"),
            Text(21, 13, title, 8.8, 600),
            *set_lines(lines, 21, 17, width - 21, BODY),
        ]
        pieces.append(Piece(21 + len(lines) * BODY.leading, tuple(marks)))
    return pieces


def what_is_asked(context: Context) -> list[Piece]:
    """How many questions each area has, and how many of them each role is asked."""
    width, roles = context.width, context.roles
    right = width - 74.0 * (len(roles) + 1)
    columns = [Column("Area", 0, right - 8), Column("Questions", right, 70)]
    columns += [
        Column(sentence_case(role.plural), right + 74.0 * (number + 1), 70)
        for number, role in enumerate(roles)
    ]
    head = table_head(columns, width)
    pieces = [
        heading("What is asked", width, aside="questions, and how many of them are for you", hold=3),
        head,
    ]
    listed = list(asked(context))
    everything = [each for _, questions in listed for each in questions]
    for name, questions, style in (
        *((area.title, questions, TABLE_SOFT) for area, questions in listed),
        (plural(len(listed), "area"), everything, STRONG),
    ):
        counts = [sum(1 for each in questions if role in each.roles) for role in roles]
        cells = [Cell(name, style), Cell(str(len(questions)), style)]
        cells += [Cell(str(count) if count else "–", style) for count in counts]
        pieces += table_row(cells, columns, width, head, f"asked:{name}")
    return pieces
