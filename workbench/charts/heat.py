"""The grid of capabilities: how each role, team or group sees them, where that leaves them, and how far people agree."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from workbench.analysis.figures import two_decimals
from workbench.analysis.maturity import CapabilityRating, QuestionRating
from workbench.analysis.standing import Standing
from workbench.charts import agreement, glyphs, heat_title, words
from workbench.charts.dumbbell import is_wide
from workbench.charts.figure import (
    Anchor,
    Drop,
    Figure,
    Handle,
    Line,
    Mark,
    Polygon,
    Rect,
    Spot,
    TableText,
    Text,
)
from workbench.charts.heat_grid import Grid, head
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.seen import Seen, by_role
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.role import Role

QUESTION = "question:"
"""What the key of a question's row begins with."""
_BREAK = 7.0
_CHOSEN = "accent-t"


def _as_columns(standing: Standing, columns: Sequence[Role] | Sequence[Seen]) -> tuple[Seen, ...]:
    seen = tuple(each for each in columns if isinstance(each, Seen))
    return seen or by_role(standing, [each for each in columns if isinstance(each, Role)])


def title(
    standing: Standing, columns: Sequence[Role] | Sequence[Seen], *, who: str = "", partial: bool = False
) -> str:
    """Name who rates nearly all capabilities higher or lower than the others; with no finding, what is shown.

    `who` names the people looked at where it is not everybody; `partial` says that columns are left out.
    """
    return heat_title.title(standing, _as_columns(standing, columns), who, partial=partial)


def groups(book: Book, by: str, only: Collection[str] | None = None) -> list[tuple[str, list[str]]]:
    """The capability ids under their dimension or area; those without a dimension come last."""
    pack = book.pack
    wanted = [each.id for each in pack.capabilities if only is None or each.id in only]
    if by == "area":
        found = [
            (area.title, [each.id for each in pack.in_area(area.id) if each.id in wanted])
            for area in pack.areas
        ]
        return [(name, ids) for name, ids in found if ids]
    found = [(each.name, [cap for cap in each.capabilities if cap in wanted]) for each in pack.axes]
    placed = {cap for _, ids in found for cap in ids}
    found.append(("Other", [cap for cap in wanted if cap not in placed]))
    return [(name, ids) for name, ids in found if ids]


# The rows


def _cell(
    x: float, y: float, wide: float, height: float, value: Fraction | None, key: str, split: bool
) -> list[Mark]:
    wide, tall = wide - 2.5, height - 3.5
    if split:
        # Two camps: no mean, and so no colour, of which hardly anyone would be near.
        said = Text(x + wide / 2, y + height / 2 + 4, "split", 11, color="bad", anchor=Anchor.MIDDLE)
        return [Rect(x, y + 1.75, wide, tall, "", "line2", radius=2.5, key=key), said]
    if value is None:
        return [Text(x + wide / 2, y + height / 2 + 3.5, "·", 12, color="ink3", anchor=Anchor.MIDDLE)]
    level = max(1, min(5, int(value)))
    base, ink = y + height / 2 + 4, glyphs.on_ramp(level)
    return [
        Rect(x, y + 1.75, wide, tall, glyphs.ramp(level), glyphs.ramp_edge(level), radius=2.5, key=key),
        Text(x + wide / 2, base, words.one_decimal(value), 11.5, color=ink, anchor=Anchor.MIDDLE),
    ]


def _cells(grid: Grid, seen: Sequence[Seen], y: float, key: str, name: str, question: bool) -> tuple[list[Mark], list[Spot]]:  # fmt: skip
    marks: list[Mark] = []
    spots: list[Spot] = []
    for number, each in enumerate(seen[grid.first : grid.first + grid.count]):
        mean = (each.questions if question else each.capabilities).get(key)
        x = grid.cells + number * grid.cell
        split = key in (each.split if question else each.hidden)
        marks += _cell(x, y, grid.cell, grid.row, mean, f"{key}:{each.key}", split)
        if not question:
            said = f"{name}, {each.name}: {each.of_capability(key, 'no answer')}"
            spots.append(Spot(f"{key}:{each.key}", x, y, grid.cell, grid.row, said))
    return marks, spots


def _level(grid: Grid, part: CapabilityRating, middle: float) -> list[Mark]:
    rating = part.rating
    if not grid.level:
        return []
    shown = words.one_decimal(rating.index) if rating.applicable else "n/a"
    marks: list[Mark] = [Text(grid.index, middle + 4, shown, 12.5, 500, anchor=Anchor.END)]
    side = min(18.0, grid.row - 4)
    if rating.applicable:
        marks += glyphs.level_chip(grid.level - 2, middle - side / 2, rating.level, side)
    if rating.level is not None and rating.level_high != rating.level:
        marks.append(Text(grid.level + side, middle + 4, f"–{rating.level_high}", 11, color="ink3"))
    return marks


def _stands(part: CapabilityRating, pack: Pack) -> str:
    """Now and target of a row, and what may still become of it."""
    rating = part.rating
    if not rating.applicable:
        return words.NOTHING_APPLIES
    if rating.index is None:
        return f"{words.sentence(words.could_be(rating, pack))}; target {part.target}"
    if rating.low == rating.high:
        return words.now_and_target(part)
    low, high = words.one_decimal(rating.low), words.one_decimal(rating.high)
    return f"{words.now_and_target(part)}; index {low} to {high}"


def _row(
    book: Book,
    part: CapabilityRating,
    grid: Grid,
    seen: Sequence[Seen],
    y: float,
    chosen: bool,
    opened: bool | None,
) -> tuple[list[Mark], list[Spot], tuple[str, ...]]:
    """A capability: its marks, its spots, and the figures of its row as text."""
    rating, capability = part.rating, part.capability
    middle, weight = y + grid.row / 2, 600 if chosen else 400
    name = words.one_line(capability.name)
    x = grid.group + 12
    down = ((x - 11, middle - 2), (x - 4, middle - 2), (x - 7.5, middle + 2.5))
    right = ((x - 9.5, middle - 3.5), (x - 5, middle), (x - 9.5, middle + 3.5))
    marks: list[Mark] = []
    if chosen:
        marks.append(Rect(grid.group - 4, y, grid.width - grid.group + 4, grid.row, fill=_CHOSEN, radius=3))
    if opened is None:
        x = grid.group
    else:
        marks.append(Polygon(down if opened else right, fill="ink3"))
    room = grid.cells - x - 8
    size = 12.5 if text_width(name, 12.5, weight) <= room else 11.5
    marks.append(Text(x, middle + 4, shorten(name, room, size, weight), size, weight))
    drawn, spots = _cells(grid, seen, y, capability.id, name, False)
    marks += drawn
    if rating.applicable:
        wide = is_wide(part)
        marks += glyphs.now_to_target(
            grid.axis_left, grid.axis_right, middle, rating.index, part.target, wide, capability.id
        )
    marks += _level(grid, part, middle)
    said = agreement.of_capability(part)
    marks += agreement.cell(grid.agree, middle, grid.agree_wide, said, 34 if grid.level else 0)
    level = words.level_with_bounds(rating, book.pack, words.open_questions(part.questions))
    hint = f"{_stands(part, book.pack)}\n{agreement.explained(part, said)}"
    spots = [Spot(capability.id, 0, y, grid.width, grid.row, f"{name}: {level}", hint), *spots]
    figures = (
        capability.name,
        *(one.of_capability(capability.id) for one in seen),
        words.one_decimal(rating.index, words.NOT_RATED),
        level,
        str(part.target) if rating.applicable else "–",
        two_decimals(said.value),
        said.words,
    )
    return marks, spots, figures


def _question(rating: QuestionRating, grid: Grid, seen: Sequence[Seen], y: float) -> tuple[list[Mark], Spot]:
    """A question under its capability: the same columns, and its answers where the target stands above."""
    name = words.one_line(rating.question.title or rating.question.ask)
    middle, x = y + grid.row / 2, grid.group + 24
    marks: list[Mark] = [
        Text(x, middle + 4, shorten(name, grid.cells - x - 8, 12), 12, color="ink2"),
        *_cells(grid, seen, y, rating.question.id, name, True)[0],
    ]
    if rating.applicable:
        marks += _spread(rating, grid, y)
    said = agreement.of_question(rating)
    marks += agreement.cell(grid.agree, middle, grid.agree_wide, said, 34 if grid.level else 0, 11.5)
    if grid.level:
        index = "n/a" if not rating.applicable else words.one_decimal(rating.index)
        if rating.mean_hidden:
            index = "–"
        marks.append(Text(grid.index, middle + 4, index, 12, color="ink2", anchor=Anchor.END))
        if rating.median:
            marks += glyphs.level_chip(grid.level, middle - 7, rating.median, 14)
    hint = f"{words.one_line(rating.question.ask)}\n{agreement.mean_words(rating)}; {said.text}"
    return marks, Spot(f"{QUESTION}{rating.question.id}", grid.group, y, grid.width - grid.group, grid.row, name, hint)  # fmt: skip


def _spread(rating: QuestionRating, grid: Grid, y: float) -> list[Mark]:
    """The answers by option, each at its level on the axis."""
    counts = rating.distribution
    most = max(counts, default=0)
    base, wide = y + grid.row - 4, min(14.0, grid.step * 0.7)
    return [
        Rect(grid.axis_left + (level - 1) * grid.step - wide / 2, base - tall, wide, tall, glyphs.ramp(level), glyphs.ramp_edge(level), radius=1)
        for level, count in zip(rating.levels, counts, strict=True)
        if count and (tall := max(2.0, (grid.row - 8) * count / most))
    ]  # fmt: skip


# The whole


def _heads(seen: Sequence[Seen], by: str) -> tuple[str, ...]:
    first = "Area" if by == "area" else "Dimension"
    return (first, "Capability", *(each.label for each in seen), "Index", "Level", "Target", "A", "Agreement")


def _moves(part: CapabilityRating, grid: Grid, y: float) -> Handle:
    x = grid.axis_left + (part.target - 1) * grid.step
    said = f"Target of {part.capability.name}: {part.target}"
    return Handle(part.capability.id, x - 9, y + grid.row / 2 - 9, 18, 18, said)


def draw(
    book: Book,
    standing: Standing,
    width: float,
    columns: Sequence[Role] | Sequence[Seen],
    row_height: float = 25.0,
    by: str = "dimension",
    selected: str = "",
    only: Collection[str] | None = None,
    *,
    opened: Collection[str] = (),
    kind: str = "role",
    start: int = 0,
    still: bool = False,
    said: str = "",
) -> Figure:
    """Draw the grid, by 'dimension' or by 'area'; `only` limits it to some capabilities.

    `said` is the finding where more is known than the columns show, such as whose answers they are.

    `opened` capabilities show their questions; `still` is for paper, where none can be opened. `start` is the
    first column of cells where not all have room. The ring of a target can be dragged along the axis.
    """
    seen = _as_columns(standing, columns)
    grid = Grid.fit(width, seen, row_height, start, still=still)
    spots: list[Spot] = []
    handles: list[Handle] = []
    body: list[Mark] = []
    rows: list[tuple[str, ...]] = []
    y = grid.head + 3
    for number, (name, ids) in enumerate(groups(book, by, only)):
        if number:
            body.append(Rect(0, y - _BREAK / 2 - 0.5, width, 1, fill="line"))
        room = len(ids) + sum(len(standing.capabilities[each].questions) for each in ids if each in opened)
        for line, text in enumerate(wrap(name, grid.group - 10, 11.5, most=min(2, room))):
            body.append(Text(0, y + 15 + 14 * line, text, 11.5, color="ink3"))
        for capability in ids:
            part = standing.capabilities[capability]
            shown = capability in opened
            drawn, places, figures = _row(
                book, part, grid, seen, y, capability == selected, None if still else shown
            )
            body += drawn
            spots += places
            rows.append((name, *figures))
            if part.rating.applicable:
                handles.append(_moves(part, grid, y))
            y += row_height
            for rating in part.questions if shown else ():
                drawn, place = _question(rating, grid, seen, y)
                body += drawn
                spots.append(place)
                y += row_height
        y += _BREAK
    bottom = max(y, grid.head + row_height)
    # The ground of the chosen row comes before the lines of the axis, everything else after them.
    under = [each for each in body if isinstance(each, Rect) and each.fill == _CHOSEN]
    over = [each for each in body if not (isinstance(each, Rect) and each.fill == _CHOSEN)]
    return Figure(
        width,
        bottom,
        (*head(grid, seen, by, kind), *under, *_axis(grid, bottom), *over),
        said or title(standing, seen),
        TableText(_heads(seen, by), tuple(rows)),
        tuple(spots),
        tuple(handles),
        _drops(grid, bottom),
    )


def _axis(grid: Grid, bottom: float) -> list[Mark]:
    places = (grid.axis_left + step * grid.step for step in range(5))
    return [Line(((x, grid.head + 2), (x, bottom - _BREAK)), "grid") for x in places]


def _drops(grid: Grid, bottom: float) -> tuple[Drop, ...]:
    """One column a level, as high as the grid: a ring can leave its row on the way."""
    return tuple(
        Drop(grid.axis_left + (level - 1.5) * grid.step, grid.head, grid.step, bottom - grid.head, level)
        for level in glyphs.LEVELS
    )
