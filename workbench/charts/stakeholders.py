"""People by influence and stance: whom to win over, and whom the change can lean on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis import people as rules
from workbench.charts.figure import (
    Anchor,
    Circle,
    Drop,
    Figure,
    Handle,
    Line,
    Mark,
    Rect,
    Spot,
    TableText,
    Text,
)
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.words import MINUS, one_line
from workbench.domain.talent import STANCES, Talent
from workbench.domain.text import join_words, plural, sentence_case, spelled

INFLUENCE = ("Little", "Own team", "Several teams", "A whole department", "The whole organisation")
"""What each influence from 1 to 5 means."""
MORE = "more:"
"""What the key of an overflow marker begins with; then influence and stance, split by ':'."""
OPEN = "more:open"
"""The key of the note on people without influence or stance."""

_ROW, _RADIUS = 16.0, 5.0
_SIZE, _LINE = 11.5, 13.0
_WORDS, _FIGURES = 108.0, 26.0
_FOOT = 54.0
_HEAD = 5.0
ARROWS = "Arrow: where we want them"
_ROOMY = 620.0
_FILES = range(-2, 3)


def signed(step: int) -> str:
    """A stance as a figure: '−1', '0', '+2'."""
    return f"+{step}" if step > 0 else str(step).replace("-", MINUS)


def called(each: Talent, names: bool = True) -> str:
    """What a person is called on screen: the role, else the name; without any name where names are hidden."""
    return one_line(each.label) if names else rules.role_words(each)


def title(people: Sequence[Talent], names: bool = True) -> str:
    """Say who is to be won, and how many can be leaned on."""
    if not people:
        return "Nobody listed yet"
    placed = rules.coalition_of(people).people
    if not placed:
        return f"{sentence_case(_count(len(people)))} listed; influence and stance are still to be noted"
    strong = [each for each in placed if (each.influence or 0) >= rules.STRONG]
    if not strong:
        return "Nobody with a stance noted has much influence yet"
    against = sorted(rules.strong_opponents(strong), key=_weight)
    favour = len(rules.strong_supporters(strong))
    said = _favour_words(favour, len(strong))
    if not against:
        return said if favour == len(strong) else f"{said}; none of them holds out"
    first = [each for each in against if _weight(each) == _weight(against[0])]
    if len(first) > 2:
        return f"{said}; {spelled(len(against))} hold out"
    who = join_words([shorten(called(each, names), 300, 13) for each in first])
    if len(strong) == 1:
        return f"The one influential person holds out: {who}"
    if len(against) == 1:
        return f"{said}; the one who holds out: {who}"
    return f"{said}; the most influential holdout{'s' if len(first) > 1 else ''}: {who}"


def _weight(each: Talent) -> tuple[int, int]:
    return (-(each.influence or 0), each.stance or 0)


def _count(count: int) -> str:
    return f"{spelled(count)} {'person' if count == 1 else 'people'}"


def _favour_words(favour: int, strong: int) -> str:
    if strong == 1:
        return f"The one influential person is {'' if favour else 'not '}in favour"
    if favour == strong:
        return f"{'Both' if strong == 2 else f'All {spelled(strong)}'} influential people are in favour"
    if not favour:
        return f"None of {spelled(strong)} influential people is in favour"
    return f"{sentence_case(spelled(favour))} of {spelled(strong)} influential people {'is' if favour == 1 else 'are'} in favour"


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells lie."""

    left: float
    wide: float
    tall: float

    @property
    def right(self) -> float:
        return self.left + 5 * self.wide

    @property
    def bottom(self) -> float:
        return 5 * self.tall

    def corner(self, influence: int, stance: int) -> tuple[float, float]:
        """The top left corner of a cell."""
        return self.left + (stance + 2) * self.wide, (5 - influence) * self.tall

    def room(self, influence: int, stance: int) -> float:
        """The height there is for people; the corners of the quadrants hold a word as well."""
        held = influence in (1, rules.STRONG) and abs(stance) == 2
        return self.tall - 5 - (14 if held else 0)


def _frame(grid: _Grid, wordy: bool) -> list[Mark]:
    split_y = (6 - rules.STRONG) * grid.tall
    against, favour = grid.left + 2 * grid.wide, grid.left + 3 * grid.wide
    marks: list[Mark] = [
        Rect(grid.left, 0.5, against - grid.left, split_y - 0.5, fill="bad-t"),
        Rect(favour, 0.5, grid.right - favour, split_y - 0.5, fill="ok-t"),
        Rect(grid.left, 0.5, grid.right - grid.left, grid.bottom - 0.5, stroke="line2"),
        Line(((against, 0), (against, grid.bottom)), "line2", dash=(3, 3)),
        Line(((favour, 0), (favour, grid.bottom)), "line2", dash=(3, 3)),
        Line(((grid.left, split_y), (grid.right, split_y)), "line2", dash=(3, 3)),
    ]
    for words, x, y, token, anchor in (
        ("Win over", grid.left + 9, split_y - 6, "bad", Anchor.START),
        ("Lean on", grid.right - 9, split_y - 6, "ok", Anchor.END),
        ("Keep informed", grid.left + 9, grid.bottom - 6, "ink3", Anchor.START),
        ("Grow into advocates", grid.right - 9, grid.bottom - 6, "ink3", Anchor.END),
    ):
        marks.append(Text(x, y, words, 11.5, 600, color=token, anchor=anchor))
    for influence in range(1, 6):
        y = grid.corner(influence, 0)[1] + grid.tall / 2
        marks.append(Text(grid.left - 8, y + 4, str(influence), 12, color="ink2", anchor=Anchor.END))
        if wordy:
            lines = wrap(INFLUENCE[influence - 1], grid.left - 30, 11)
            top = y + 4 - 6.5 * (len(lines) - 1)
            marks += [
                Text(grid.left - 22, top + 13 * i, line, 11, color="ink3", anchor=Anchor.END)
                for i, line in enumerate(lines)
            ]
    for stance in _FILES:
        x = grid.corner(1, stance)[0] + grid.wide / 2
        marks.append(Text(x, grid.bottom + 16, signed(stance), 12, 500, color="ink2", anchor=Anchor.MIDDLE))
        lines = wrap(STANCES[stance], grid.wide - 8, 11)
        marks += [
            Text(x, grid.bottom + 29 + 12 * i, line, 11, color="ink3", anchor=Anchor.MIDDLE)
            for i, line in enumerate(lines)
        ]
    return marks


def _said(each: Talent, names: bool) -> str:
    influence, stance = each.influence or 0, each.stance or 0
    name = f", {one_line(each.name)}" if names and each.name.strip() else ""
    wanted = ""
    if each.wanted is not None and each.wanted != stance:
        wanted = f"; wanted: {signed(each.wanted)}, {STANCES[each.wanted].lower()}"
    return (
        f"{each.code} {called(each, names)}{name}: influence {influence}, {INFLUENCE[influence - 1].lower()}; "
        f"stance {signed(stance)}, {STANCES[stance].lower()}{wanted}"
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """How people are shown: which one is chosen, whether names may be seen, and which roles occur twice."""

    selected: str
    names: bool
    twice: frozenset[str]

    def label(self, each: Talent) -> str:
        said = called(each, self.names)
        return f"{each.code} {said}" if said in self.twice else said


def _lines(each: Talent, room: float, look: _Look, most: int) -> list[str]:
    weight = 600 if each.id == look.selected else 400
    return wrap(look.label(each), room - 2 * _RADIUS - 9, _SIZE, weight, most=most) or [""]


def _person(
    each: Talent, corner: tuple[float, float], room: float, look: _Look, lines: list[str]
) -> tuple[list[Mark], Spot]:
    """A ring with its label, the top left corner of both being given."""
    x, y = corner
    chosen = each.id == look.selected
    strong = (each.influence or 0) >= rules.STRONG and each.stance
    token = ("bad" if (each.stance or 0) < 0 else "ok") if strong else "ink"
    weight = 600 if chosen else 400
    middle = y + _ROW / 2
    marks: list[Mark] = [
        Circle(x + _RADIUS, middle, _RADIUS, token if chosen else "surface", token, 2, key=each.id)
    ]
    marks += [
        Text(x + 2 * _RADIUS + 6, middle + 4 + _LINE * n, line, _SIZE, weight) for n, line in enumerate(lines)
    ]
    wide = 2 * _RADIUS + 8 + max(text_width(line, _SIZE, weight) for line in lines)
    high = _ROW + _LINE * (len(lines) - 1)
    return marks, Spot(each.id, x - 2, y, min(wide + 2, room), high, _said(each, look.names))


def _arrow(each: Talent, foot: tuple[float, float], grid: _Grid) -> list[Mark]:
    """From somebody's ring, below the label, to the column of the stance this person is to come to."""
    if each.wanted is None or each.wanted == each.stance:
        return []
    ring, y = foot[0] + _RADIUS, foot[1] - 0.5
    left = grid.corner(1, each.wanted)[0]
    # Just inside the column, so that no label there is struck through.
    end, back = (left + _HEAD, -_HEAD) if left > ring else (left + grid.wide - _HEAD, _HEAD)
    return [
        Line(((ring, y - 4), (ring, y), (end, y)), "accent", 1.3),
        Line(((end + back, y - 3), (end, y), (end + back, y + 3)), "accent", 1.3),
    ]


def _cell(
    found: list[Talent], corner: tuple[float, float], grid: _Grid, high: float, look: _Look
) -> tuple[list[Mark], list[Spot]]:
    """The people of one cell one below the other, each with their label; the last place stands for all others.

    `high` is the room there is. Long labels take a second line where everybody still fits.
    """
    rows = max(1, int(high // _ROW))
    shown = found if len(found) <= rows else found[: rows - 1]
    rest = found[len(shown) :]
    x, room = corner[0] + 8, grid.wide - 12
    spare = high - _ROW * (len(shown) + (1 if rest else 0))
    labels: list[list[str]] = []
    for each in shown:
        lines = _lines(each, room, look, 2 if spare >= _LINE else 1)
        spare -= _LINE * (len(lines) - 1)
        labels.append(lines)
    y = corner[1] + 3 + max(0.0, spare) / 2
    marks: list[Mark] = []
    spots: list[Spot] = []
    for each, lines in zip(shown, labels, strict=True):
        drawn, spot = _person(each, (x, y), room, look, lines)
        marks += [*_arrow(each, (x, y + spot.height), grid), *drawn]
        spots.append(spot)
        y += spot.height
    if rest:
        first = rest[0]
        key = f"{MORE}{first.influence}:{first.stance}"
        said = f"{len(rest)} more" if shown else plural(len(rest), "person", "people")
        names = ", ".join(look.label(each) for each in rest[:20])
        middle = y + _ROW / 2
        marks.append(Circle(x + _RADIUS, middle, _RADIUS, "surface", "ink2", dash=(2, 2), key=key))
        text = shorten(said, room - 2 * _RADIUS - 9, _SIZE, 500)
        marks.append(Text(x + 2 * _RADIUS + 6, middle + 4, text, _SIZE, 500, color="accent"))
        spots.append(Spot(key, x - 2, y, room, _ROW, f"{said}: {names}"))
    return marks, spots


def draw(
    people: Sequence[Talent], width: float, height: float, selected: str = "", names: bool = True
) -> Figure:
    """Draw the map; `selected` is a person's id, a drop means (influence, stance). Without `names` none is said."""
    wordy = width >= _ROOMY
    left = _WORDS if wordy else _FIGURES
    grid = _Grid(left, (width - left - 2) / 5, (height - _FOOT) / 5)
    labels = Counter(called(each, names) for each in people)
    look = _Look(selected, names, frozenset(label for label, count in labels.items() if count > 1))
    marks, spots = _frame(grid, wordy), list[Spot]()
    cells: dict[tuple[int, int], list[Talent]] = {}
    for each in sorted(people, key=lambda one: (one.id != selected, one.position, one.code)):
        if each.influence is not None and each.stance is not None:
            cells.setdefault((each.influence, each.stance), []).append(each)
    for (influence, stance), found in sorted(cells.items()):
        drawn, places = _cell(found, grid.corner(influence, stance), grid, grid.room(influence, stance), look)
        marks += drawn
        spots += places
    if any(each.wanted not in (None, each.stance) for found in cells.values() for each in found):
        marks.append(Text(2, height - 2, ARROWS, 11.5, color="accent"))
    missing = [each for each in people if each.influence is None or each.stance is None]
    if missing:
        said = f"{len(missing):,} not on the map: influence or stance not noted yet"
        text = shorten(said, width - 16 - text_width(ARROWS, 11.5), 11.5, 500)
        marks.append(Text(width - 2, height - 2, text, 11.5, 500, color="warn", anchor=Anchor.END))
        wide = text_width(text, 11.5, 500)
        spots.append(Spot(OPEN, width - wide - 4, height - 15, wide + 4, 15, said))
    handles = tuple(
        Handle(spot.key, spot.x, spot.y, spot.width, spot.height, spot.name)
        for spot in spots
        if not spot.key.startswith(MORE)
    )
    drops = tuple(
        Drop(*grid.corner(influence, stance), grid.wide, grid.tall, (influence, stance))
        for influence in range(1, 6)
        for stance in _FILES
    )
    said = title(people, names)
    return Figure(width, height, tuple(marks), said, table(people, names), tuple(spots), handles, drops)


def _stance(step: int | None) -> str:
    return f"{signed(step)} {STANCES[step]}" if step is not None else "–"


def table(people: Sequence[Talent], names: bool) -> TableText:
    """The map as a table; the column of names is there only where names may be seen and somebody has one."""
    named = names and any(each.name.strip() for each in people)
    aimed = any(each.wanted is not None for each in people)
    heads = ("Code", "Role", *(("Name",) if named else ()), "Team", "Influence", "Stance")
    heads += ("Wanted",) if aimed else ()
    rows = tuple(
        (
            each.code,
            called(each, names),
            *((one_line(each.name),) if named else ()),
            one_line(each.team),
            f"{each.influence} {INFLUENCE[each.influence - 1]}" if each.influence is not None else "–",
            _stance(each.stance),
            *((_stance(each.wanted),) if aimed else ()),
        )
        for each in people
    )
    return TableText(heads, rows)
