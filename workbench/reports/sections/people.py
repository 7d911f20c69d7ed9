"""The people the change depends on, as counts alone: stance and influence of single people stay confidential."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.people import Placing, coalition_of, placing
from workbench.charts.figure import Mark, Rect, Text
from workbench.charts.words import MINUS
from workbench.domain.linked import LINKS
from workbench.domain.talent import STANCES
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, heading, paragraph
from workbench.reports.sections.entries import linked
from workbench.reports.text import BODY, CAPTION, break_lines, set_lines

SMALLEST = 3


def smallest(context: Context) -> int:
    """From how many people on a count may be printed."""
    return max(SMALLEST, context.book.assessment.smallest_group)


def placed(context: Context) -> Placing:
    """Everybody by skill level, against what the plan needs."""
    plan, pack = context.book.role_plan, context.pack
    return placing(
        pack.skill_levels, pack.competences, context.book.talents, plan.needed if plan is not None else {}
    )


def _counts(counts: list[tuple[str, int]], width: float) -> Piece:
    """Counts side by side, each above its words."""
    share = width / len(counts)
    marks: list[Mark] = []
    for number, (words, count) in enumerate(counts):
        x = number * share + (9 if number else 0)
        if number:
            marks.append(Rect(number * share, 3, 0.6, 36, fill="line2"))
        marks.append(Text(x, 18, str(count), 15, 600, color="ink" if count else "ink3"))
        marks += set_lines(break_lines(words, share - 14, CAPTION)[:2], x, 21, share - 14, CAPTION)
    return Piece(44, tuple(marks))


def coalition_sentence(context: Context) -> str:
    """The coalition with its words and its scale; '' where too few people stand behind it."""
    found = coalition_of(context.book.talents)
    if found.value is None or len(found.people) < smallest(context):
        return ""
    figure = f"{found.value:+.2f}".replace("-", MINUS)
    return (
        f"Coalition {figure}: {found.words}. It is influence × stance of {plural(len(found.people), 'person', 'people')}, "
        f"on a scale from {MINUS}1, all against, to +1, all for."
    )


def _links(context: Context) -> list[Piece]:
    """What people are linked to, without whom; nothing where too few of them are."""
    people = [each for each in context.book.talents if any(getattr(each, field) for field in LINKS)]
    if len(people) < smallest(context):
        return []
    everybody = replace(
        people[0],
        **{
            field: tuple(dict.fromkeys(part for each in people for part in getattr(each, field)))
            for field in LINKS
        },
    )
    pieces = paragraph("What they are linked to", context.width, CAPTION, before=8)
    for label, text in linked(context, everybody):
        if text:
            pieces += paragraph(f"{label}: {text}", context.width, BODY)
    return pieces


def sections(context: Context) -> list[Section]:
    """Counts by stance and by level, and the coalition; nothing where fewer than three people would stand behind them."""
    talents, least = context.book.talents, smallest(context)
    if len(talents) < least:
        return []
    width = context.width
    known = [each for each in talents if each.stance is not None]
    pieces: list[Piece] = [
        heading(
            "People the change depends on",
            width,
            aside=f"{plural(len(talents), 'person', 'people')}, counts only",
            before=18,
        )
    ]
    if len(known) >= least:
        stances = [
            (words, sum(1 for each in known if each.stance == stance)) for stance, words in STANCES.items()
        ]
        pieces.append(_counts(stances, width))
    said = coalition_sentence(context)
    if said:
        pieces += paragraph(said, width, BODY, before=4)
    levels = placed(context)
    if levels.placed >= least and levels.levels:
        counts = [(f"{each.level.id} {each.level.name}", len(each.placed)) for each in levels.levels]
        if levels.below:
            counts = [("Below the first", len(levels.below)), *counts]
        pieces += paragraph("People per skill level", width, CAPTION, before=8)
        pieces.append(_counts(counts, width))
    pieces += _links(context)
    note = "Who they are and where each of them stands is known to the people who lead the change and is not printed."
    pieces += paragraph(note, width, CAPTION, before=5)
    # As one row: a last line on a page of its own would be read as nothing at all.
    together = tuple(replace(each, row="people") for each in pieces)
    return [Section("people", "People", "", together)]
