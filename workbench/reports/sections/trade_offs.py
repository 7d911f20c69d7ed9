"""Decision records: the options, what they were judged by, what was chosen and why."""

from __future__ import annotations

from workbench.analysis.trade_off import finding as weighed
from workbench.analysis.trade_off import scores
from workbench.charts import decision
from workbench.charts.calendar import day_words
from workbench.domain.text import join_words, plural, whole_line
from workbench.domain.trade_off import TradeOff
from workbench.reports.context import Context
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    finding,
    heading,
    paragraph,
    picture,
    table_head,
    table_row,
)
from workbench.reports.sections.entries import linked
from workbench.reports.text import BODY, SECTION, STRONG, TABLE, TABLE_SOFT, Style, break_lines, set_lines

SCALE = 0.7
_SENTENCE = Style(9.4, 13.2, 400, "serif", "ink2")
_LABELS = 84.0


def _options(context: Context, each: TradeOff) -> list[Piece]:
    """Every option with its score, its ratings in words and its note."""
    width = context.width
    columns = [
        Column("Option", 0, 150),
        Column("Score", 156, 38),
        Column("Ratings, 1 to 5", 200, 150),
        Column("Note", 356, width - 356),
    ]
    head = table_head(columns, width, before=6)
    pieces = [head]
    for option, found in zip(each.options, scores(each), strict=True):
        rated = [
            f"{whole_line(criterion.name)} {option.rating(number) or 'open'}"
            for number, criterion in enumerate(each.criteria)
        ]
        chosen = each.choice == found.number
        cells = [
            Cell(f"{option.name}, chosen" if chosen else option.name, STRONG if chosen else TABLE),
            Cell(decision.score_words(found.score), STRONG if chosen else TABLE),
            Cell(", ".join(rated) or "–", TABLE_SOFT),
            Cell(option.note or "–", TABLE_SOFT),
        ]
        pieces += table_row(cells, columns, width, head, f"option:{each.id}:{found.number}")
    return pieces


def _labelled(name: str, text: str, width: float) -> list[Piece]:
    lines = break_lines(text, width - _LABELS, BODY) if text.strip() else []
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        marks = set_lines([line], _LABELS, 0, width - _LABELS, BODY)
        if number == 0:
            marks += set_lines(
                break_lines(name, _LABELS - 8, TABLE_SOFT)[:1], 0, 0.8, _LABELS - 8, TABLE_SOFT
            )
        pieces.append(Piece(BODY.leading, tuple(marks), before=3 if number == 0 else 0))
    return pieces


def _record(context: Context, each: TradeOff, first: bool) -> list[Piece]:
    width = context.width
    decided = [whole_line(each.decided_by)] if each.decided_by.strip() else []
    decided += [day_words(each.day)] if each.day else []
    title = f"{each.code}  {whole_line(each.title)}"
    pieces: list[Piece] = [
        heading(title, width, before=0 if first else 24, hold=2),
        # A heading has one line; what does not fit into it is printed below in full.
        *(paragraph(title, width, STRONG) if SECTION.measure(title) > width else []),
        *(paragraph(each.context, width, BODY) if each.context.strip() else []),
        *paragraph(weighed(each), width, _SENTENCE, before=4),
    ]
    if any(one.score is not None for one in scores(each)):
        pieces.append(picture(decision.draw(each, width / SCALE), SCALE, before=8))
    if each.options:
        pieces += _options(context, each)
    chosen = each.chosen
    facts = [
        ("Chosen", chosen.name if chosen else "Nothing is chosen yet"),
        ("Because", each.reason or ("No reason was written down" if chosen else "")),
        ("What follows", each.consequences),
        ("Decided by", ", ".join(decided)),
        *linked(context, each),
    ]
    for name, text in facts:
        pieces += _labelled(name, text, width)
    return pieces


def sections(context: Context) -> list[Section]:
    """A record each; nothing where nothing is to be decided."""
    listed = context.book.trade_offs
    if not listed:
        return []
    decided = [each for each in listed if each.choice is not None]
    verb = "is" if len(decided) == 1 else "are"
    said = f"{len(decided)} of {plural(len(listed), 'trade-off')} {verb} decided."
    if len(listed) == 1:
        said = "The one trade-off is decided." if decided else "The one trade-off is open."
    without = [each.code for each in decided if not each.reason.strip()]
    if without:
        said = f"{said[:-1]}; {join_words(without[:4])} without a reason."
    pieces: list[Piece] = [*finding(said, context.width)]
    for number, each in enumerate(listed):
        pieces += _record(context, each, number == 0)
    return [Section("trade_offs", "Trade-offs", said, tuple(pieces))]
