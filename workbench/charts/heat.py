"""The grid of capabilities by role: what each role answers, where that leaves the capability, and its target."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from workbench.analysis.maturity import CapabilityRating
from workbench.analysis.standing import Standing
from workbench.charts import glyphs, words
from workbench.charts.dumbbell import is_wide
from workbench.charts.figure import Anchor, Figure, Line, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, wrap
from workbench.domain.book import Book
from workbench.domain.role import Role
from workbench.domain.text import plural

_HEAD = 50.0
_CELL = 46.0
_BREAK = 7.0
_INDEX = 46.0
_LEVEL = 34.0


def role_mean(part: CapabilityRating, role: Role) -> Fraction | None:
    """The weighted mean of one role's answers over a capability's applicable questions."""
    pairs = [
        (each.question.weight, each.role_means[role])
        for each in part.questions
        if each.applicable and role in each.role_means
    ]
    weight = sum(w for w, _ in pairs)
    return sum((w * x for w, x in pairs), Fraction(0)) / weight if weight else None


def title(standing: Standing, roles: Sequence[Role]) -> str:
    """Name the two roles that see most capabilities differently, where one sees nearly all of them higher."""
    parts = [part for part in standing.capabilities.values() if part.questions]
    means = [{role: role_mean(part, role) for role in roles} for part in parts]
    best: tuple[int, int, Role, Role] | None = None
    for high in roles:
        for low in roles:
            pairs = [(row[high], row[low]) for row in means]
            both = [(a, b) for a, b in pairs if a is not None and b is not None]
            higher = sum(1 for a, b in both if a > b)
            if (
                high is not low
                and len(both) >= 3
                and (best is None or higher * best[1] > best[0] * len(both))
            ):
                best = (higher, len(both), high, low)
    if all(value is None for row in means for value in row.values()):
        return "No scores yet"
    if best is None or 3 * best[0] < 2 * best[1]:
        return f"{plural(len(parts), 'capability', 'capabilities')} as each role sees them"
    higher, both_count, high, low = best
    much = f"all {both_count}" if higher == both_count else f"{higher} of {both_count}"
    return f"{high.plural.capitalize()} rate {much} capabilities they share with {low.plural} higher"


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
    found = [(each.name, [cap for cap in each.capabilities if cap in wanted]) for each in pack.dimensions]
    placed = {cap for _, ids in found for cap in ids}
    found.append(("Other", [cap for cap in wanted if cap not in placed]))
    return [(name, ids) for name, ids in found if ids]


class _Columns:
    """Where the columns of the grid lie."""

    def __init__(self, width: float, roles: int, bounds: bool) -> None:
        room = width - roles * _CELL - _INDEX - _LEVEL
        self.group = max(64.0, min(118.0, room * 0.2))
        self.axis = max(80.0, min(160.0, room * 0.24))
        self.name = max(60.0, room - self.group - self.axis - 42)
        self.cells = self.group + self.name
        self.axis_left = self.cells + roles * _CELL + 26
        self.axis_right = self.axis_left + self.axis
        self.index = width - _LEVEL - 6
        self.level = width - _LEVEL + 8


def _head(columns: _Columns, roles: Sequence[Role], width: float, by: str) -> list[Mark]:
    base = _HEAD - 10
    marks: list[Mark] = [
        Text(0, base, "Area" if by == "area" else "Dimension", 12, color="ink3"),
        Text(columns.group, base, "Capability", 12, color="ink3"),
        Text(columns.cells, base - 19, "Mean answer by role" if roles else "", 11.5, 600),
        Text(columns.axis_left - 4, base - 19, "Now and target", 11.5, 600),
        Text(columns.index, base, "Index", 12, color="ink3", anchor=Anchor.END),
        Text(width, base, "Level", 12, color="ink3", anchor=Anchor.END),
        Rect(0, _HEAD - 1, width, 1, fill="line2"),
    ]
    for number, role in enumerate(roles):
        x = columns.cells + number * _CELL + _CELL / 2
        marks.append(Text(x, base, role.short, 12, 500, color="ink3", anchor=Anchor.MIDDLE))
    for step in range(5):
        x = columns.axis_left + step * columns.axis / 4
        marks.append(Text(x, base, str(step + 1), 11, 500, color="ink3", anchor=Anchor.MIDDLE))
    return marks


def _cell(x: float, y: float, height: float, value: Fraction | None, key: str) -> list[Mark]:
    wide, tall = _CELL - 2.5, height - 3.5
    if value is None:
        return [Text(x + wide / 2, y + height / 2 + 3.5, "·", 12, color="ink3", anchor=Anchor.MIDDLE)]
    level = max(1, min(5, int(value)))
    return [
        Rect(x, y + 1.75, wide, tall, glyphs.ramp(level), glyphs.ramp_edge(level), radius=2.5, key=key),
        Text(
            x + wide / 2,
            y + height / 2 + 4,
            words.one_decimal(value),
            11.5,
            color=glyphs.on_ramp(level),
            anchor=Anchor.MIDDLE,
        ),
    ]


def _row(
    part: CapabilityRating, columns: _Columns, roles: Sequence[Role], y: float, height: float, chosen: bool
) -> tuple[list[Mark], list[Spot]]:
    rating, capability = part.rating, part.capability
    middle = y + height / 2
    marks: list[Mark] = []
    spots: list[Spot] = []
    weight = 600 if chosen else 400
    marks.append(
        Text(
            columns.group, middle + 4, shorten(capability.name, columns.name - 8, 12.5, weight), 12.5, weight
        )
    )
    for number, role in enumerate(roles):
        mean = role_mean(part, role)
        x = columns.cells + number * _CELL
        marks += _cell(x, y, height, mean, f"{capability.id}:{role}")
        said = f"{capability.name}, {role.plural}: {words.one_decimal(mean, 'no answer')}"
        spots.append(Spot(f"{capability.id}:{role}", x, y, _CELL, height, said))
    if rating.applicable:
        marks += glyphs.now_to_target(
            columns.axis_left, columns.axis_right, middle, rating.index, part.target, is_wide(part)
        )
    shown = words.one_decimal(rating.index) if rating.applicable else "n/a"
    marks.append(Text(columns.index, middle + 4, shown, 12.5, 500, anchor=Anchor.END))
    side = min(18.0, height - 4)
    if rating.level_high != rating.level and rating.level is not None:
        marks += glyphs.level_chip(columns.level - 6, middle - side / 2, rating.level, side)
        marks.append(Text(columns.level + side - 3, middle + 4, f"–{rating.level_high}", 11, color="ink3"))
    elif rating.applicable:
        marks += glyphs.level_chip(columns.level, middle - side / 2, rating.level, side)
    return marks, spots


def draw(
    book: Book,
    standing: Standing,
    width: float,
    roles: Sequence[Role],
    row_height: float = 25.0,
    by: str = "dimension",
    selected: str = "",
    only: Collection[str] | None = None,
) -> Figure:
    """Draw the grid, by 'dimension' or by 'area'; `only` limits it to some capabilities."""
    columns = _Columns(width, len(roles), True)
    marks = _head(columns, roles, width, by)
    spots: list[Spot] = []
    rows: list[tuple[str, ...]] = []
    y = _HEAD + 3
    listed = groups(book, by, only)
    bottom = _HEAD + 3 + sum(len(ids) * row_height + _BREAK for _, ids in listed)
    for step in range(5):
        x = columns.axis_left + step * columns.axis / 4
        marks.append(Line(((x, _HEAD + 2), (x, bottom - _BREAK)), "grid"))
    for number, (name, ids) in enumerate(listed):
        if number:
            marks.append(Rect(0, y - _BREAK / 2 - 0.5, width, 1, fill="line"))
        for line, text in enumerate(wrap(name, columns.group - 10, 11.5, most=min(2, len(ids)))):
            marks.append(Text(0, y + 15 + 14 * line, text, 11.5, color="ink3"))
        for capability in ids:
            part = standing.capabilities[capability]
            if capability == selected:
                marks.append(
                    Rect(columns.group - 8, y, width - columns.group + 8, row_height, fill="accent-t")
                )
            drawn, places = _row(part, columns, roles, y, row_height, capability == selected)
            marks += drawn
            said = f"{part.capability.name}: {words.level_with_bounds(part.rating, book.pack, words.open_questions(part.questions))}"
            spots.append(Spot(capability, 0, y, width, row_height, said, words.now_and_target(part)))
            spots += places
            rows.append(
                (
                    name,
                    part.capability.name,
                    *(words.one_decimal(role_mean(part, role)) for role in roles),
                    words.one_decimal(part.rating.index, words.NOT_RATED),
                    words.level_with_bounds(part.rating, book.pack, words.open_questions(part.questions)),
                    str(part.target),
                )
            )
            y += row_height
        y += _BREAK
    heads = (
        "Area" if by == "area" else "Dimension",
        "Capability",
        *(r.label for r in roles),
        "Index",
        "Level",
        "Target",
    )
    return Figure(
        width, bottom, tuple(marks), title(standing, roles), TableText(heads, tuple(rows)), tuple(spots)
    )
