"""An engagement agreement as a document of its own, for both sides to read and sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.charts import glyphs
from workbench.charts.calendar import day_words
from workbench.charts.figure import Mark, Rect, Text
from workbench.charts.words import one_line
from workbench.domain.agreement import Agreement
from workbench.domain.consent import Consent, both_agree
from workbench.domain.text import join_words, sentence_case, whole_line
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, beside, block, heading, paragraph, space
from workbench.reports.sections.engagement import period
from workbench.reports.text import BODY, CAPTION, LEAD, STRONG, TABLE, Style, break_lines, set_lines

_TITLE = Style(22, 27, 500, "serif")
_KIND = Style(9.4, 13, 600, color="ink3")
_LABELS = 92.0
_GAP = 22.0
_SIGN = 62.0
_SIDE_BY_SIDE = 0.4
"""Up to this share of a page two lists stand beside each other."""


def _facts(context: Context, each: Agreement) -> list[Piece]:
    """Between whom, when and within which workstream, each under its label."""
    sides = join_words([one_line(one.side) for one in each.consents])
    rows = [
        ("Between", sides),
        ("Partner team", each.partner),
        ("Workstream", each.workstream),
        ("When", sentence_case(period(each))),
        ("Meetings", each.meetings),
    ]
    pieces: list[Piece] = []
    for name, text in rows:
        if not text.strip():
            continue
        for number, line in enumerate(break_lines(text, context.width - _LABELS, BODY)):
            marks: list[Mark] = list(set_lines([line], _LABELS, 0, context.width - _LABELS, BODY))
            if number == 0:
                marks.append(Text(0, 9.9, name, 8.4, 500, color="ink3"))
            pieces.append(Piece(BODY.leading, tuple(marks), row=f"fact:{name}"))
    return pieces


def _listed(head: str, items: Iterable[str], width: float, sign: str = "–") -> list[Piece]:
    """A heading and a line for each item; nothing where there is none."""
    found = [each for each in items if each.strip()]
    if not found:
        return []
    pieces = [heading(head, width, before=14, hold=1)]
    for number, item in enumerate(found):
        for place, line in enumerate(break_lines(item, width - 16, TABLE)):
            marks: list[Mark] = list(set_lines([line], 16, 0, width - 16, TABLE))
            if place == 0:
                box = glyphs.check_box(0.5, 1.2, 7.6)
                marks.append(box if sign == "box" else Text(2, 8.9, sign, 8.5, color="ink3"))
            last = 2.2 if place == 0 and number else 0.0
            pieces.append(Piece(TABLE.leading, tuple(marks), before=last, row=f"{head}:{number}"))
    return pieces


def _pair(context: Context, one: tuple[str, Iterable[str]], other: tuple[str, Iterable[str]]) -> list[Piece]:
    """Two lists side by side; below each other where one of them is long, or is not there."""
    width = (context.width - _GAP) / 2
    left, right = _listed(*one, width), _listed(*other, width)
    tall = max(sum(piece.height + piece.before for piece in pieces) for pieces in (left, right))
    if left and right and tall <= context.paper.room * _SIDE_BY_SIDE:
        return [beside(left, right, width + _GAP, before=14)]
    return _listed(*one, context.width) + _listed(*other, context.width)


def _signature(each: Consent, x: float, width: float) -> tuple[float, list[Mark]]:
    """A line to sign on; under it the side, and who has agreed when, or room for both."""
    who = whole_line(each.who)
    said = f"{who}, {day_words(each.on)}" if each.given and each.on is not None else who
    marks: list[Mark] = [Rect(x, _SIGN - 30, width, 0.8, fill="ink2")]
    y = _SIGN - 26
    for text, style in ((f"For {whole_line(each.side)}", STRONG), (said or "Name of the role", CAPTION)):
        lines = break_lines(text, width, style)
        marks += set_lines(lines, x, y, width, style)
        y += len(lines) * style.leading
    note = "Agreed as recorded on this day." if each.given else "Date:"
    marks += set_lines(break_lines(note, width, CAPTION), x, y, width, CAPTION)
    return y + CAPTION.leading + 8, marks


def _signatures(consents: Sequence[Consent], width: float) -> list[Piece]:
    """Lines for all sides, two beside each other."""
    each_wide = (width - _GAP) / 2
    said = "Agreed by both sides" if both_agree(consents) else "To be agreed by both sides"
    pieces: list[Piece] = [heading(said, width, before=18, hold=1)]
    for at in range(0, len(consents), 2):
        marks: list[Mark] = []
        tall = 0.0
        for place, each in enumerate(consents[at : at + 2]):
            high, more = _signature(each, place * (each_wide + _GAP), each_wide)
            marks += more
            tall = max(tall, high)
        pieces.append(Piece(tall, tuple(marks), before=4 if at else 0))
    return pieces


def _document(context: Context, each: Agreement) -> list[Piece]:
    width, book = context.width, context.book
    title = break_lines(whole_line(each.title), width, _TITLE)
    pieces: list[Piece] = [
        Piece(
            _KIND.leading + 2,
            (Text(0, 10, f"Engagement agreement {each.code}", _KIND.size, 600, color="ink3"),),
        ),
        *(Piece(_TITLE.leading, tuple(set_lines([line], 0, 0, width, _TITLE))) for line in title),
    ]
    if each.purpose.strip():
        pieces += paragraph(each.purpose, width, LEAD, before=6)
    pieces += [space(10), *_facts(context, each)]
    needs = [f"{one.code}  {one.title}" for one in book.needs if one.id in each.needs]
    actions = [f"{one.code}  {one.title}" for one in book.actions if one.id in each.actions]
    pieces += _pair(context, ("What is wanted", each.wanted), ("What SRE offers", each.offered))
    pieces += _pair(context, ("What belongs to it", each.included), ("What does not", each.excluded))
    pieces += _pair(context, ("The needs it serves", needs), ("The actions that carry it out", actions))
    pieces += _listed("Accepted when", each.acceptance, width, "box")
    if not any(one.strip() for one in each.acceptance):
        pieces.append(block("No acceptance criteria were written down yet.", width, CAPTION, before=12))
    if each.note.strip():
        pieces += [heading("Note", width, before=14, hold=1), *paragraph(each.note, width, TABLE)]
    sides = each.consents or (Consent(side="SRE"), Consent(side="The other side"))
    return [*pieces, *_signatures(sides, width)]


def sections(context: Context) -> list[Section]:
    """Every agreement that was asked for, each as a section of its own."""
    wanted = context.settings.agreements
    found: list[Section] = []
    for each in context.book.agreements:
        if wanted is not None and each.id not in wanted:
            continue
        pieces = _document(context, each)
        title = f"{each.code} {whole_line(each.title)}"
        said = period(each)
        found.append(Section(f"letter-{each.id}", title, said, tuple(pieces)))
    return found
