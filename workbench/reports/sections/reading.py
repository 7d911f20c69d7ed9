"""A page for readers: what a level is, what the colours mean, how far a figure can be trusted, what a risk zone says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from workbench.charts import glyphs
from workbench.charts.figure import Mark, Rect, Text
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, beside, block, finding, heading
from workbench.reports.sections.method import levels, zones
from workbench.reports.text import TABLE_SOFT, break_lines, set_lines

_GUTTER = 22.6
_LABELS = 74.0
_SIGN = 62.0


def _said(rows: Sequence[tuple[str, str]], width: float) -> list[Piece]:
    """Words with what they mean, a hairline under each."""
    pieces: list[Piece] = []
    for name, text in rows:
        lines = break_lines(text, width - _LABELS, TABLE_SOFT)
        tall = len(lines) * TABLE_SOFT.leading + 7
        marks: list[Mark] = [Text(0, 12, name, 8.4, 600)]
        marks += set_lines(lines, _LABELS, 3, width - _LABELS, TABLE_SOFT)
        pieces.append(Piece(tall, (*marks, Rect(0, tall - 0.5, width, 0.5, fill="line"))))
    return pieces


def _drawn(rows: Sequence[tuple[Sequence[Mark], str]], width: float) -> list[Piece]:
    """Signs as the charts draw them, with what they mean."""
    pieces: list[Piece] = []
    for sign, text in rows:
        lines = break_lines(text, width - _SIGN, TABLE_SOFT)
        tall = max(20.0, len(lines) * TABLE_SOFT.leading + 7)
        marks: list[Mark] = [*sign, *set_lines(lines, _SIGN, 3, width - _SIGN, TABLE_SOFT)]
        pieces.append(Piece(tall, (*marks, Rect(0, tall - 0.5, width, 0.5, fill="line"))))
    return pieces


def _level(width: float) -> list[Piece]:
    return [
        heading("Level and index", width, before=0),
        *_said(
            (
                ("Level", "What has been earned, 1 to 5. One essential answer that is missing holds it back, however good the rest."),
                ("Index", "How far on average, 1.0 to 5.0. Neither follows from the other, so both are printed side by side."),
                ("Up to …", "Questions are still open. The first level is certain; the second is what it could become."),
                ("Not rated", "Fewer than half of the answers, by weight, are there."),
                ("Target", "What the client wants to reach; ‘suggested’ where nobody has set it yet."),
            ),
            width,
        ),
    ]  # fmt: skip


def _signs(width: float) -> list[Piece]:
    wide = glyphs.now_to_target(6, 50, 9, Fraction(2), 4, wide=True)
    near = glyphs.now_to_target(6, 50, 9, Fraction(2), 3, wide=False)
    return [
        heading("What charts draw", width, before=16),
        *_drawn(
            (
                (near, "Filled dot: the index now. Ring: the target."),
                (wide, "Red between them: one and a half levels or more to go."),
                (
                    glyphs.level_chip(6, 3, 2, 13),
                    "Colour and numeral of a level; the numeral holds without the colour.",
                ),
                (glyphs.level_chip(6, 3, None, 13), "Dashed: not rated, or provisional."),
            ),
            width,
        ),
    ]


def _trust(context: Context, width: float) -> list[Piece]:
    scale = (
        ("Agree", "A of 0.70 and more: people see the same."),
        ("Discuss", "From 0.40: worth talking about."),
        ("Contested", "Below 0.40; below 0 there are two camps, and no mean is printed."),
        (
            "Confidence",
            "High, medium or low, by the weakest of three: answers given, agreement, evidence shown.",
        ),
        (
            "Firm, likely",
            "The level holds in 95%, in 75% of 1,000 trials with other weights; else it is open.",
        ),
    )
    return [
        heading("Agreement, and how sure", width, aside="A: 1 unanimous, 0 spread", before=16),
        *_said(scale, width),
    ]


def _risk(context: Context, width: float) -> list[Piece]:
    if not context.risks:
        return []
    said = (
        "A risk has no score: its zone follows from how often it may happen (F) and what it would cost (I), held against "
        "what the business accepts. Filled marker before treatment, hollow after it."
    )
    return [*zones(context, width), block(said, width, TABLE_SOFT, before=5)]


def _plan(context: Context, width: float) -> list[Piece]:
    if not context.actions:
        return []
    rows = (
        ("Improvement", "From the figure before to the one after; ‘aim’ until the second is measured."),
        ("Quick win", "Much value, at most ten person-days and thirty days, and it waits for nothing."),
    )
    return [heading("The plan", width, before=16), *_said(rows, width)]


def _people(context: Context, width: float) -> list[Piece]:
    smallest = context.book.assessment.smallest_group
    named = "by name, as was asked for" if context.settings.names else "by role, never by name"
    said = f"People appear {named}. Teams and groups of fewer than {smallest} are shown together with others."
    return [heading("Who is named", width, before=16), block(said, width, TABLE_SOFT, before=3)]


def sections(context: Context) -> list[Section]:
    """One page in two columns."""
    width = context.width
    half = (width - _GUTTER) / 2
    lead = "Two figures and five colours carry most of this report; this page says what they mean."
    left = [*_level(half), *_signs(half), *_plan(context, half), *_people(context, half)]
    right = [*levels(context, half), *_trust(context, half), *_risk(context, half)]
    pieces = [*finding("How to read this", width, lead), beside(left, right, half + _GUTTER)]
    return [Section("reading", "How to read this", lead, tuple(pieces))]
