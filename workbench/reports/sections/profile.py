"""The maturity profile: the radar, the areas, and every capability as each role sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.analysis.breakdown import By
from workbench.analysis.maturity import CapabilityRating, QuestionRating, Rating
from workbench.charts import dumbbell, glyphs, heat, heat_grid, ladder, radar, words
from workbench.charts.figure import Anchor, Figure, Mark, Text
from workbench.charts.seen import Seen, by_role, merged_roles_seen, seen_by
from workbench.domain.text import join_words, plural, sentence_case, spelled
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.fonts import printable
from workbench.reports.fonts import width as text_width
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    beside,
    finding,
    heading,
    paragraph,
    picture,
    table_head,
    table_row,
)
from workbench.reports.text import BODY, CAPTION, STRONG, TABLE, TABLE_SOFT

SCALE = 0.7
_RADAR = 280.0
_ROWS = 34
_GRID = 0.64
_LAGGING = 4


def _reading(context: Context, width: float) -> list[Piece]:
    day = context.book.assessment.target_date
    until = f" for {words.month(day.month)} {day.year}" if day else ""
    standing = context.standing
    set_by = sum(1 for part in standing.capabilities.values() if not part.suggested)
    targets = f"{sentence_case(spelled(set_by))} {'target is' if set_by == 1 else 'targets are'} set by the client, the others are suggested."
    parts = [
        heading("How to read this", width, before=0),
        *paragraph(f"Solid shape: the index today. Dashed line: the target{until}. {targets}", width, BODY),
        *paragraph(
            "The index says how far on average, the level what has been earned; neither follows from the other. "
            "Dimensions have an index only.",
            width,
            BODY,
            before=5,
        ),
    ]
    gaps = standing.gaps()[:3]
    if gaps:
        parts.append(Piece(20, (Text(0, 14, "Look here first", 8.8, 600),)))
        parts.append(picture(_nearest(context, gaps, width), SCALE))
    return parts


def _nearest(context: Context, gaps: Sequence[CapabilityRating], width: float) -> Figure:
    everything = list(context.standing.capabilities.values())
    return dumbbell.draw(gaps, width / SCALE, 30, emphasis=False, among=everything)


def _bounds(rating: Rating) -> str:
    if rating.low is None or rating.high is None:
        return "–"
    if rating.low == rating.high:
        return "settled"
    return f"{words.one_decimal(rating.low)} to {words.one_decimal(rating.high)}"


def _areas(context: Context) -> list[Piece]:
    width = context.width
    columns = [
        Column("Area", 0, 142),
        Column("", 148, 16),
        Column("Level", 168, 112),
        Column("Index", 284, 28),
        Column("Index can be", 316, 56),
        Column("Answered", 376, 42),
        Column("Rated", 422, 30),
        Column("How sure", 456, width - 456),
    ]
    head = table_head(columns, width)
    pieces = [head]
    standing = context.standing
    listed = [(area.title, area.id) for area in context.pack.areas]
    for name, area_id in [*listed, ("All areas", "")]:
        parts = [
            each for each in standing.capabilities.values() if not area_id or each.capability.area == area_id
        ]
        rating = standing.areas[area_id] if area_id else standing.overall
        live = [part for part in parts if part.rating.applicable]
        rated = sum(1 for part in live if part.rating.rated)
        sure = context.sure.areas.get(area_id) if area_id else context.sure.overall
        still = words.open_questions(question for part in parts for question in part.questions)
        level = words.level_with_bounds(rating, context.pack, still)
        style = TABLE if area_id else STRONG
        chip = tuple(glyphs.level_chip(0, -0.5, rating.level, 12)) if rating.applicable else ()
        cells = [
            Cell(name, style),
            Cell("", style, chip),
            Cell(words.sentence(level), TABLE_SOFT),
            Cell(words.one_decimal(rating.index), style),
            Cell(_bounds(rating) if rating.applicable else "–", TABLE_SOFT),
            Cell(f"{float(rating.coverage):.0%}" if rating.applicable else "–", TABLE_SOFT),
            Cell(f"{rated}/{len(live)}", TABLE_SOFT),
            Cell(sure.word.value if sure is not None and rating.rated else "–", TABLE_SOFT),
        ]
        pieces += table_row(cells, columns, width, head, f"area:{area_id}")
    return pieces


def _in_area(context: Context, rating: QuestionRating, area: str) -> bool:
    return context.pack.by_capability[rating.question.capability].area == area


def _behind(context: Context) -> list[Piece]:
    """What the level of the whole rests on: how sure it is, what the next one lacks, and what it is without consensus."""
    standing, pack, width = context.standing, context.pack, context.width
    if not standing.overall.rated:
        return []
    said: list[str] = []
    sure = context.sure.overall
    if sure is not None:
        said.append(f"How sure the level of the whole is. {sure.sentence}")
    lacks = ladder.blocked(standing, pack)
    if lacks is not None:
        names = [words.one_line(each.capability.name) for each in lacks.lagging[:_LAGGING]]
        more = len(lacks.lagging) - len(names)
        listed = join_words([*names, f"{more} more"] if more else names)
        reasons = " ".join(lacks.reasons)
        said.append(
            f"What it lacks for {pack.level_name(lacks.level)}. {reasons}{f' They are {listed}.' if listed and len(lacks.lagging) > 1 else f' It is {listed}.' if listed else ''}"
        )
    for name, key in [*((area.title, area.id) for area in pack.areas), ("All areas", "")]:
        now = standing.areas[key] if key else standing.overall
        then = standing.without_consensus.areas[key] if key else standing.without_consensus.overall
        if now.level != then.level:
            asked = (each for each in standing.questions.values() if not key or _in_area(context, each, key))
            level = words.level_and_index(then, pack, words.open_without_consensus(asked))
            said.append(f"{name}, from the single answers alone: {level}.")
    return [line for each in said for line in paragraph(each, width, CAPTION, before=4)]


def _legend(context: Context, width: float) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    x = width
    for level in reversed(context.pack.levels):
        x -= text_width(level.name, 8) + 4
        marks.append(Text(x + 4, 15.6, level.name, 8.0, color="ink3"))
        x -= 11
        marks += glyphs.level_chip(x, 7, level.level, 10.5)
        x -= 10
    return tuple(marks)


def _chunks(context: Context) -> Iterator[list[str]]:
    """Capabilities as they fit on one page each, dimension by dimension."""
    chunk: list[str] = []
    for _, ids in heat.groups(context.book, "dimension"):
        for start in range(0, len(ids), _ROWS):
            part = ids[start : start + _ROWS]
            if chunk and len(chunk) + len(part) > _ROWS:
                yield chunk
                chunk = []
            chunk = [*chunk, *part]
    if chunk:
        yield chunk


def _grids(context: Context, columns: Sequence[Seen], by: By, found: str) -> Iterator[Piece]:
    """The capabilities as columns see them, page by page; columns without room come on further pages."""
    width = context.width
    row = min(25.0, (context.paper.room - 180) / _GRID / _ROWS)
    yield from finding(found, width)
    asked = sum(1 for part in context.standing.capabilities.values() if part.questions)
    counted = plural(asked, "capability", "capabilities")
    fits = max(1, heat_grid.fitting(width / _GRID, columns, still=True))
    for start in range(0, max(1, len(columns)), fits):
        for ids in _chunks(context):
            head = heading(f"{counted} by {by.value}", width, before=0)
            drawn = heat.draw(
                context.book, context.standing, width / _GRID, columns[start : start + fits], row,
                only=set(ids), kind=by.value, still=True, said=found,
            )  # fmt: skip
            yield replace(head, marks=(*head.marks, *_legend(context, width)), hold=1)
            yield picture(drawn, _GRID)


def _others(context: Context) -> Iterator[Section]:
    """The same by team and by group, where respondents have one; those that are too small stand together."""
    for by in (By.TEAM, By.GROUP):
        sight = seen_by(context.book, context.standing, by)
        if not sight.columns:
            continue
        columns = [
            replace(each, head=printable(each.head), label=printable(each.label), name=printable(each.name))
            for each in sight.columns
        ]
        note = paragraph(sight.note, context.width, CAPTION, before=6) if sight.note else []
        found = heat.title(context.standing, columns, partial=bool(sight.note))
        yield Section(
            f"{by.value}s",
            f"Capabilities by {by.value}",
            found,
            (*_grids(context, columns, by, found), *note),
            level=1,
        )


def _seen_by_role(context: Context) -> tuple[Seen, ...]:
    least = context.book.assessment.smallest_group
    others = merged_roles_seen(context.standing, context.merged, least)
    return (*by_role(context.standing, context.roles), *others)


def _heat(context: Context, columns: Sequence[Seen], found: str) -> Iterator[Piece]:
    width = context.width
    yield from _grids(context, columns, By.ROLE, found)
    people = ", ".join(
        plural(sum(1 for each in context.book.people() if each.role is role), role.label.lower(), role.plural)
        for role in context.roles
    )
    if context.merged:
        count = sum(1 for each in context.book.people() if each.role in context.merged)
        people = ", ".join(part for part in (people, f"{plural(count, 'other')}") if part)
    note = (
        f"{people}. Cells: weighted mean of a role's answers, coloured by its whole part; split: the role is in two camps itself on half or more of it. Filled dot now, ring target, "
        "red one and a half levels or more short. A point: the role was not asked or gave no value. Agreement: mean A over "
        "the questions, 1 unanimous, 0 spread evenly, below 0 two camps."
    )
    yield from paragraph(note, width, CAPTION, before=6)


def sections(context: Context) -> list[Section]:
    """The profile: one page for the dimensions and areas, one for the capabilities."""
    width = context.width
    said = findings.profile(context)
    right = _RADAR + 20
    figure = radar.draw(context.standing, _RADAR / SCALE, 340, context.scope)
    left = [
        heading(f"{words.sentence(_count(context))}, now and target", _RADAR, before=0),
        picture(figure, SCALE, lead="capabilities"),
    ]
    first = [
        *finding(said, width),
        beside(left, _reading(context, width - right), right),
        heading("Areas and levels", width, aside="level earned, index on average", before=18),
        *_areas(context),
        *_behind(context),
        Piece(14, (Text(width, 10, context.scope, 7.5, color="ink3", anchor=Anchor.END),)),
    ]
    # The grid begins its own page: a section of its own in the flow, but not among the bookmarks.
    return [
        Section("profile", "Maturity profile", said, tuple(first)),
        *_by_role(context),
    ]


def _by_role(context: Context) -> list[Section]:
    if context.brief and len(list(_chunks(context))) > 1:
        return []
    others = () if context.brief else _others(context)
    columns = _seen_by_role(context)
    # Who is merged may be too few for a column of their own, and has answered all the same.
    found = heat.title(context.standing, columns, partial=bool(context.merged))
    return [
        Section(
            "capabilities",
            "Capabilities by role",
            found,
            tuple(_heat(context, columns, found)),
            level=1,
        ),
        *others,
    ]


def _count(context: Context) -> str:
    count = len(context.standing.dimensions)
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{names[count] if count < len(names) else count} {'dimension' if count == 1 else 'dimensions'}"
