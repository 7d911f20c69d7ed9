"""A section per area: every question with its level and index, what each role answered, and every note in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.analysis.maturity import CapabilityRating, QuestionRating
from workbench.analysis.next_level import next_level
from workbench.charts import agreement, distribution, glyphs, ladder, words
from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.domain.assessment import Answer, AnswerState, EvidenceKind
from workbench.domain.content import Area
from workbench.domain.text import join_words, plural, whole_line
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.layout import Column, Piece, Section, block, shift, space, table_head
from workbench.reports.text import (
    CAPTION,
    FINDING,
    QUOTE,
    TABLE,
    TABLE_SOFT,
    Line,
    Style,
    break_lines,
    mark,
    single,
)

_ASK = 152.0
_SIDE = 164.0
_CELL = 11.5
_CELL_GAP = 2.0
_ROLE = 31.0
_PAD = 4.2
_WHO = Style(7.4, 10.6, 500, color="ink3")
_BAND = Style(9.2, 12, 600)
_SHARES = (0.29, 0.24, 0.235, 0.235)
"""How the four facts of an area share its frame: a level with both bounds is the longest."""

Set = tuple[float, tuple[Mark, ...]]
"""A line of the right column: its height and its marks."""


def _columns(context: Context) -> list[Column]:
    left = _SIDE + 5 * (_CELL + _CELL_GAP) + 34
    columns = [Column("Question", 0, _ASK), Column("Level and index", _SIDE, 96)]
    columns += [Column(role.short, left + number * _ROLE, _ROLE) for number, role in enumerate(context.roles)]
    end = left + len(context.roles) * _ROLE + 6
    return [*columns, Column("Answers", end, context.width - end)]


def _counts(rating: QuestionRating) -> str:
    numeric = rating.voices - rating.not_applicable - rating.dont_know
    parts = [str(numeric)]
    if rating.not_applicable:
        parts.append(f"{rating.not_applicable} n/a")
    if rating.dont_know:
        parts.append(f"{rating.dont_know} don’t know")
    return ", ".join(parts)


def _score(context: Context, rating: QuestionRating, columns: list[Column]) -> Set:
    """The line of figures: five cells with the level, the index, the mean of each role, who answered."""
    marks: list[Mark] = []
    base = 9.4
    if not rating.applicable:
        marks.append(Text(_SIDE, base, "Not applicable", TABLE.size, color="ink3"))
    else:
        marks += glyphs.scale(_SIDE, 0, rating.median, _CELL, _CELL_GAP)
        shown = words.one_decimal(rating.index) if rating.index is not None else "open"
        if rating.mean_hidden:
            shown = "–"
        at = _SIDE + 5 * (_CELL + _CELL_GAP) + 5
        marks.append(Text(at, base, shown, 8.8, 600 if rating.index is not None else 400, color="ink"))
    for column, role in zip(columns[2:-1], context.roles, strict=True):
        asked = role in rating.question.roles
        mean = words.role_mean(rating, role, "–" if asked else "")
        marks.append(Text(column.x, base, mean, TABLE.size, color="ink2"))
    said = single(_counts(rating), columns[-1].width, TABLE_SOFT)
    marks.append(Text(columns[-1].x, base, said, 8.0, color="ink3"))
    return (_CELL + 3, tuple(marks))


def _accord(context: Context, rating: QuestionRating) -> Set:
    """How far people agree: A and its word, the answers by option where the mean is hidden, a wide gap."""
    said = agreement.of_question(rating)
    parts = [f"Agreement {said.text}" if said.value is not None else words.sentence(said.words)]
    if rating.mean_hidden:
        parts.append(f"answers at {distribution.counted(rating.levels, rating.distribution)}")
    gap = agreement.gap_words(rating, context.roles)
    if gap:
        parts.append(gap)
    line = single("; ".join(parts), context.width - _SIDE, CAPTION)
    color = said.token if said.loud else "ink3"
    return (
        CAPTION.leading,
        (Text(_SIDE, CAPTION.size, line, CAPTION.size, 600 if said.loud else 400, color=color),),
    )


def _remarks(context: Context, rating: QuestionRating) -> Iterator[tuple[str, str]]:
    """Everything said about a question, by role title: what was agreed, the dissent, reasons and notes."""
    book, question = context.book, rating.question
    said = book.consensus.get(question.id)
    if said is not None:
        value = f"{said.value}" if said.value is not None else "not applicable"
        by = f", agreed by: {whole_line(said.agreed_by)}" if said.agreed_by.strip() else ""
        without = (
            f"; index {words.one_decimal(rating.open_index)} without it"
            if rating.open_index is not None
            else ""
        )
        yield f"Consensus: {value}{by}{without}", said.reason
        if said.dissent.strip():
            yield "Dissent", said.dissent
    order = {each.id: number for number, each in enumerate(book.respondents)}
    said_by = book.answers_to(question.id)
    # Evidence may come before a choice, so respondents with evidence alone are heard, too.
    heard = {*said_by, *(who for who, asked in context.evidence if asked == question.id)}
    for respondent in sorted(heard, key=lambda each: order.get(each, 0)):
        who = context.labels.get(respondent, "Respondent")
        answer = said_by.get(respondent) or Answer(id="", respondent=respondent, question=question.id)
        if answer.reason.strip():
            counted = answer.state in (AnswerState.NOT_APPLICABLE, AnswerState.COUNTED)
            yield f"{who}, {'not applicable because' if counted else 'reason'}", answer.reason
        if answer.note.strip():
            yield who, answer.note
        for item in context.evidence.get((answer.respondent, question.id), ()):
            where = item.url if item.kind is EvidenceKind.LINK else f"file, SHA-256 {item.sha256[:16]}"
            yield f"{who}, evidence", f"{item.title} ({where})" if where else item.title


def _remark_lines(who: str, text: str, x: float, width: float) -> Iterator[Set]:
    for number, line in enumerate(break_lines(who, width, _WHO)):
        above = 2.0 if number == 0 else 0.0
        yield (_WHO.leading + above, (mark(line, x, above + _WHO.leading - 2, width, _WHO),))
    if not text.strip():
        return
    for line in break_lines(text, width, QUOTE):
        base = QUOTE.size * 0.36 + QUOTE.leading / 2
        yield (QUOTE.leading, (mark(line, x, base, width, QUOTE),) if line.text else ())


def _question(context: Context, rating: QuestionRating, columns: list[Column], head: Piece) -> list[Piece]:
    """A question as a row: the words left, the figures and remarks right; very long remarks run over pages."""
    width, name = context.width, f"q:{rating.question.id}"
    left: list[Line] = break_lines(rating.question.ask, _ASK, TABLE)
    if rating.question.essential is not None:
        left.append(Line(f"Essential for level {rating.question.essential.level}"))
    right: list[Set] = [_score(context, rating, columns)]
    if rating.applicable and rating.accord.voices:
        right.append(_accord(context, rating))
    for who, text in _remarks(context, rating):
        right += _remark_lines(who, text, _SIDE, width - _SIDE)
    first: list[Mark] = []
    for number, line in enumerate(left):
        last = rating.question.essential is not None and number == len(left) - 1
        base = _PAD + number * TABLE.leading + TABLE.size * 0.36 + TABLE.leading / 2
        first.append(mark(line, 0, base, _ASK, CAPTION if last else TABLE))
    need = len(left) * TABLE.leading + 2 * _PAD
    y = _PAD
    taken = 0
    for height, marks in right:
        if taken and y + _PAD >= need:
            break
        first += shift(marks, 0, y)
        y += height
        taken += 1
    rest = right[taken:]
    tall = max(need - (_PAD if rest else 0), y + (0 if rest else _PAD))
    pieces = [Piece(tall, tuple(first), row=name, head=head, anchor=name)]
    pieces += [Piece(height, marks, row=name, head=head) for height, marks in rest]
    last = pieces[-1]
    tall = last.height + (_PAD if rest else 0)
    line = Rect(0, tall - 0.5, width, 0.5, fill="line")
    pieces[-1] = replace(last, height=tall, marks=(*last.marks, line))
    return pieces


def _target(part: CapabilityRating) -> str:
    return f"target {words.one_decimal(part.target)}{' (suggested)' if part.suggested else ''}"


def _capability(context: Context, part: CapabilityRating, head: Piece) -> Piece:
    """The heading of a capability: level chip, level with its bounds, index with its bounds, target."""
    rating, width = part.rating, context.width
    still = words.open_questions(part.questions)
    level = words.sentence(words.level_with_bounds(rating, context.pack, still))
    said = level
    if rating.index is not None:
        said = f"{level}, index {words.one_decimal(rating.index)}"
        if rating.low != rating.high:
            said += f" ({words.one_decimal(rating.low)} to {words.one_decimal(rating.high)})"
        said += f", {_target(part)}"
    elif rating.applicable:
        said = f"{level}: {float(rating.coverage):.0%} answered, {_target(part)}"
    said = single(said, width * 0.66, TABLE_SOFT)
    room = width - TABLE_SOFT.measure(said) - 34
    bold = Style(9.4, 12, 600)
    marks: list[Mark] = [
        *glyphs.level_chip(0, 11, rating.level, 13),
        Text(19, 21.5, single(part.capability.name, room, bold), 9.4, 600),
        Text(width, 21.5, said, 8.3, color="ink2", anchor=Anchor.END),
    ]
    height = 29.0
    for text in _trust(context, part):
        for line in break_lines(text, width - 19, CAPTION):
            marks.append(mark(line, 19, height + 3.5, width - 19, CAPTION))
            height += CAPTION.leading
    marks.append(Rect(0, height - 0.6, width, 0.6, fill="line2"))
    return Piece(height, tuple(marks), hold=1, head=head, anchor=f"capability-{part.capability.id}")


def _alone(context: Context, part: CapabilityRating) -> str:
    still = words.open_without_consensus(part.questions)
    return words.level_and_index(part.without_consensus, context.pack, still)


def _trust(context: Context, part: CapabilityRating) -> Iterator[str]:
    """What the next level needs, how far people agree, the confidence with its cause, how sure the level is."""
    if not part.rating.applicable:
        return
    if not part.rating.rated:
        yield f"It may come out anywhere: {words.could_be(part.rating, context.pack)}."
    step = next_level(part)
    if step is not None:
        listed = [
            f"{whole_line(each.question.title or each.question.ask)} to {each.needs}" for each in step.raises
        ]
        yield f"{ladder.away_words(step, context.pack)}: {join_words(listed)}."
    said = agreement.of_capability(part)
    agreed = f"Agreement {said.text}. " if said.value is not None else ""
    if part.confidence is not None:
        yield f"{agreed}{part.confidence.words}"
    alone = part.without_consensus
    if part.agreed and (alone.level, alone.index) != (part.rating.level, part.rating.index):
        yield f"From the single answers alone, without the consensus: {_alone(context, part)}."
    sure = context.sure.capabilities.get(part.capability.id)
    if sure is not None and part.rating.rated:
        yield sure.sentence


def _band(context: Context, area: Area, parts: list[CapabilityRating]) -> Piece:
    """The four facts of an area in one frame."""
    rating = context.standing.areas[area.id]
    questions = [question for part in parts for question in part.questions]
    scored = sum(1 for each in questions if each.scored or not each.applicable)
    still = words.open_questions(questions)
    if not rating.applicable:
        level = "Not applicable"
    elif rating.level is None:
        level = "Not rated"
    else:
        level = words.level_with_bounds(rating, context.pack, 0)
    index = words.one_decimal(rating.index, "–")
    if rating.index is not None and rating.low != rating.high:
        index += f", from {words.one_decimal(rating.low)} to {words.one_decimal(rating.high)}"
    state = "Complete" if not still else f"Provisional, {still} open"
    facts = [
        ("Level", level),
        ("Index", index),
        ("Settled", f"{scored} of {plural(len(questions), 'question')}"),
        ("State", state),
    ]
    width, tall, x = context.width, 37.0, 0.0
    marks: list[Mark] = [Rect(0, 0, width, tall, stroke="line2", line=0.8, radius=4)]
    for number, ((name, value), part) in enumerate(zip(facts, _SHARES, strict=True)):
        share = width * part
        warn = number == 3 and still > 0
        if warn:
            marks.append(Rect(x, 0.4, share - 0.4, tall - 0.8, fill="warn-t", radius=3.5))
        if number:
            marks.append(Rect(x, 0.4, 0.6, tall - 0.8, fill="line2"))
        ink = "warn" if warn else "ink"
        marks.append(Text(x + 11, 14, name, 7.6, color="warn" if warn else "ink3"))
        marks.append(Text(x + 11, 27.5, single(value, share - 16, _BAND), 9.2, 600, color=ink))
        x += share
    return Piece(tall, tuple(marks), before=2)


def _opening(context: Context, area: Area, said: str) -> list[Piece]:
    words_piece = block(said, context.width - 46, FINDING, 46, most=3)
    marks: list[Mark] = [
        Text(0, 38, area.mark, 44, 500, "serif", "accent"),
        Text(46, 7, single(area.title, context.width - 46, CAPTION), 8.4, color="ink3"),
    ]
    marks += shift(words_piece.marks, 0, 12)
    return [Piece(max(44, words_piece.height + 12), tuple(marks)), space(12)]


def sections(context: Context) -> list[Section]:
    """One section an area, in the pack's order."""
    found: list[Section] = []
    for area in context.pack.areas:
        parts = [context.standing.capabilities[each.id] for each in context.pack.in_area(area.id)]
        asked = [part for part in parts if part.questions]
        if not asked:
            continue
        said = findings.area(context, area, context.standing.areas[area.id], parts)
        columns = _columns(context)
        title = Rect(0, 0, context.width, 0.9, fill="ink")
        strip = table_head(columns, context.width, before=0)
        head = replace(strip, before=0.0)
        aside = "middle answer of the roles, mean of their means, and the mean of each role"
        opening = Piece(
            24,
            (title, Text(0, 16, "What people answered", 10.2, 600), Text(118, 16, aside, 8.0, color="ink3")),
            before=14,
            hold=3,
        )
        pieces: list[Piece] = [*_opening(context, area, said), _band(context, area, asked), opening, head]
        for part in asked:
            pieces.append(_capability(context, part, head))
            for rating in part.questions:
                pieces += _question(context, rating, columns, head)
        found.append(Section(f"area-{area.id}", area.title, said, tuple(pieces)))
    return found
