"""Competences against skill levels: how many people reach which, and what each level expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.analysis import people as rules
from workbench.analysis.people import SkillRow
from workbench.charts.figure import Anchor, Figure, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.words import one_line
from workbench.domain.content import Competence, SkillLevel
from workbench.domain.talent import Talent
from workbench.domain.text import join_words, plural, sentence_case, spelled

SKILL = "skill:"
"""What the key of a cell begins with; then competence and level, split by ':'. Without a level: below the first."""

_HEAD, _ROW, _FOOT, _GAP = 40.0, 36.0, 30.0, 2.0
_EXPECTED_ROW = 30.0
_BELOW = 44.0
_WIDEST = 72.0


def title(rows: Sequence[SkillRow], talents: Iterable[Talent]) -> str:
    """Say which competence rests on one person, or what the plan lacks most."""
    people = list(talents)
    if not any(each.competences for each in people):
        return "Nobody's competences are noted yet"
    alone = rules.single_points(people, [row.competence for row in rows])
    short = max(rows, key=lambda row: max(row.short, default=0), default=None)
    most = max(short.short, default=0) if short is not None else 0
    lacking = ""
    if short is not None and most:
        worst = [row for row in rows if max(row.short, default=0) == most]
        who = f"{spelled(most)} {'person' if most == 1 else 'people'}"
        lacking = (
            f"the plan lacks {who} in {_inside(short)}"
            if len(worst) == 1
            else f"the plan lacks people in {spelled(sum(1 for row in rows if any(row.short)))} of {spelled(len(rows))} competences"
        )
    if len(alone) == 1:
        said = f"Only one person works without help in {_inside_name(alone[0].competence)}"
    elif alone:
        said = f"{sentence_case(spelled(len(alone)))} competences rest on one person each"
    else:
        said = ""
    if said and lacking:
        return f"{said}; {lacking}"
    return said or sentence_case(lacking) or "No competence rests on one person alone"


def _inside(row: SkillRow) -> str:
    return _inside_name(row.competence)


def _inside_name(competence: Competence) -> str:
    name = one_line(competence.name)
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _left(competences: Sequence[Competence], width: float) -> float:
    """The room for the names of competences: as wide as they need, and no more than a third."""
    need = max((text_width(one_line(each.name), 12.5, 600) for each in competences), default=0.0)
    return min(need + 14, width * 0.36)


def _heads(levels: Sequence[SkillLevel], left: float, cell: float) -> list[Mark]:
    marks: list[Mark] = []
    for i, level in enumerate(levels):
        x = left + (i + 0.5) * cell
        token = "ink3" if level.award else "ink"
        marks.append(
            Text(x, 14, shorten(level.id, cell - 4, 12.5, 600), 12.5, 600, color=token, anchor=Anchor.MIDDLE)
        )
        name = shorten(one_line(level.name), cell - 3, 10.5)
        marks.append(Text(x, 29, name, 10.5, color="ink3", anchor=Anchor.MIDDLE))
    return marks


def _names(competences: Sequence[Competence], left: float, row: float, strong: Iterable[str]) -> list[Mark]:
    marks: list[Mark] = []
    heavy = set(strong)
    for i, each in enumerate(competences):
        weight = 600 if each.id in heavy else 400
        y = _HEAD + (i + 0.5) * row
        lines = wrap(one_line(each.name), left - 10, 12.5, weight)
        top = y + 4.5 - 7 * (len(lines) - 1)
        marks += [Text(0, top + 14 * n, line, 12.5, weight) for n, line in enumerate(lines)]
    return marks


def _fill(count: int, most: int) -> tuple[str, str]:
    """The colours of a cell with so many people: its ground and its figure."""
    if not count:
        return "surface", "ink3"
    share = count / max(3, most)
    if share > 0.75:
        return "accent", "on-accent"
    return ("of4" if share > 0.5 else "of3" if share > 0.25 else "of2"), "ink"


def _cell_words(row: SkillRow, at: int, level: SkillLevel, needed: int) -> str:
    words = f"{one_line(row.competence.name)} at {level.id} {level.name}: {plural(len(row.people[at]), 'person', 'people')}"
    if needed:
        words += f"; the plan needs {needed} at this level"
    if row.short[at]:
        words += f", {row.short[at]} short, those above counted"
    return words


def draw(
    rows: Sequence[SkillRow], levels: Sequence[SkillLevel], needed: Mapping[str, int], width: float
) -> Figure:
    """Draw how many people reach which level, the levels the plan needs outlined; the height follows."""
    competences = [row.competence for row in rows]
    left = _left(competences, width)
    low = any(row.below for row in rows)
    start = left + (_BELOW if low else 0)
    cell = min(_WIDEST, (width - start - 1) / max(1, len(levels)))
    most = max((len(at) for row in rows for at in row.people), default=0)
    strong = [row.competence.id for row in rows if any(row.short)]
    marks = [*_heads(levels, start, cell), *_names(competences, left, _ROW, strong)]
    if low:
        marks.append(Text(left + _BELOW / 2, 29, "below", 10.5, color="ink3", anchor=Anchor.MIDDLE))
    spots: list[Spot] = []
    for number, row in enumerate(rows):
        y = _HEAD + number * _ROW
        if row.below:
            said = f"{one_line(row.competence.name)}: {plural(len(row.below), 'person', 'people')} below the first level"
            marks.append(
                Text(left + _BELOW / 2, y + _ROW / 2 + 4, str(len(row.below)), 12, color="ink2", anchor=Anchor.MIDDLE)
            )  # fmt: skip
            spots.append(
                Spot(f"{SKILL}{row.competence.id}:", left, y, _BELOW - 4, _ROW - _GAP, said, _who(row.below))
            )
        for i, level in enumerate(levels):
            x = start + i * cell
            wants = needed.get(level.id, 0)
            marks += _cell(row, i, level, (x, y), cell, wants, most)
            if row.people[i] or wants:
                spots.append(
                    Spot(
                        f"{SKILL}{row.competence.id}:{level.id}", x, y, cell - _GAP, _ROW - _GAP,
                        _cell_words(row, i, level, wants), _who(row.people[i]),
                    )
                )  # fmt: skip
    height = _HEAD + len(rows) * _ROW + _FOOT
    marks += _legend(levels, width, height - 8, any(needed.get(level.id) for level in levels))
    heads = ("Competence", *(("Below",) if low else ()), *(level.id for level in levels))
    table = TableText(
        heads,
        tuple(
            (
                one_line(row.competence.name),
                *((str(len(row.below)),) if low else ()),
                *(str(len(at)) for at in row.people),
            )
            for row in rows
        ),
    )
    everybody = {each.id: each for row in rows for at in (*row.people, row.below) for each in at}
    return Figure(width, height, tuple(marks), title(rows, everybody.values()), table, tuple(spots))


def _who(people: Sequence[Talent]) -> str:
    """Who stands behind a count, by role; names are never said here."""
    roles = [f"{each.code} {rules.role_words(each)}" for each in people[:8]]
    more = [f"{len(people) - 8} more"] if len(people) > 8 else []
    return join_words([*roles, *more])


def _cell(
    row: SkillRow,
    at: int,
    level: SkillLevel,
    corner: tuple[float, float],
    wide: float,
    needed: int,
    most: int,
) -> list[Mark]:
    x, y = corner
    count, short = len(row.people[at]), row.short[at]
    fill, ink = _fill(count, most)
    dash = (2.0, 2.0) if level.award and not needed else ()
    edge = "ink" if needed else "line2" if not count else ""
    size = (wide - _GAP, _ROW - _GAP)
    inset = 1.0 if needed else 0.5
    marks: list[Mark] = [
        Rect(
            x + inset, y + inset, size[0] - 2 * inset, size[1] - 2 * inset, fill, edge,
            2.0 if needed else 1.0, 4, dash,
        )
    ]  # fmt: skip
    middle = x + size[0] / 2
    if count or short:
        base = y + size[1] / 2 + (0 if short else 4.5)
        marks.append(Text(middle, base, str(count), 12.5, 600, color=ink, anchor=Anchor.MIDDLE))
    if short:
        token = ink if fill == "accent" else "bad"
        said = shorten(f"{short} short", size[0] - 4, 10, 500)
        marks.append(Text(middle, y + size[1] / 2 + 12, said, 10, 500, color=token, anchor=Anchor.MIDDLE))
    return marks


def _legend(levels: Sequence[SkillLevel], width: float, y: float, plan: bool) -> list[Mark]:
    marks: list[Mark] = []
    x = 0.0
    if plan:
        said = "Level the plan needs"
        marks += [
            Rect(x + 1, y - 10, 13, 12, "surface", "ink", 2, 3),
            Text(x + 20, y, said, 11, color="ink3"),
        ]
        x += 20 + text_width(said, 11) + 18
    given = [level.id for level in levels if level.award]
    if given:
        said = shorten(f"{join_words(given)} is awarded, outside the usual path", width - x - 22, 11)
        marks += [
            Rect(x + 1, y - 10, 13, 12, "surface", "line2", 1, 3, (2, 2)),
            Text(x + 20, y, said, 11, color="ink3"),
        ]
    return marks


_EXPECTED = ("surface", "of1", "of2", "of3", "of4", "accent")


def expected(competences: Sequence[Competence], levels: Sequence[SkillLevel], width: float) -> Figure:
    """Draw what each level expects, 0 to 5 in each competence."""
    left = _left(competences, width)
    cell = min(_WIDEST, (width - left - 1) / max(1, len(levels)))
    marks = [
        *_heads(levels, left, cell),
        *_names(competences, left, _EXPECTED_ROW, (each.id for each in competences if each.core)),
    ]
    spots: list[Spot] = []
    for number, each in enumerate(competences):
        y = _HEAD + number * _EXPECTED_ROW
        spots.append(
            Spot(
                f"{SKILL}{each.id}:", 0, y, left - 8, _EXPECTED_ROW, one_line(each.name), one_line(each.text)
            )
        )
        for i, level in enumerate(levels):
            x = left + i * cell
            value = level.expected.get(each.id, 0)
            fill = _EXPECTED[max(0, min(5, value))]
            ink = "on-accent" if fill == "accent" else "ink" if value else "ink3"
            edge = "" if value else "line2"
            marks.append(Rect(x + 1, y + 1, cell - _GAP - 2, _EXPECTED_ROW - _GAP - 2, fill, edge, radius=4))
            marks.append(
                Text(x + cell / 2 - 1, y + _EXPECTED_ROW / 2 + 3.5, str(value), 12, 600 if value else 400, color=ink, anchor=Anchor.MIDDLE)
            )  # fmt: skip
            words = rules.PROFICIENCY[max(0, min(5, value))].lower()
            said = f"{one_line(each.name)} at {level.id} {level.name}: {value}, {words}"
            spots.append(Spot(f"{SKILL}{each.id}:{level.id}", x, y, cell - _GAP, _EXPECTED_ROW - _GAP, said))
    height = _HEAD + len(competences) * _EXPECTED_ROW + 8
    table = TableText(
        ("Competence", *(level.id for level in levels)),
        tuple(
            (one_line(each.name), *(str(level.expected.get(each.id, 0)) for level in levels))
            for each in competences
        ),
    )
    core = sum(1 for each in competences if each.core)
    said = f"{plural(len(competences), 'competence')}, {spelled(core)} of them core, over {plural(len(levels), 'level')}"
    return Figure(width, height, tuple(marks), said, table, tuple(spots))
