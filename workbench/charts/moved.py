"""How far each capability moved between two moments, the furthest rise first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from workbench.analysis.compare import Comparison, Direction, Shift
from workbench.charts import words
from workbench.charts.figure import Anchor, Figure, Line, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten
from workbench.charts.slope import moved_tenths, signed
from workbench.domain.content import Pack
from workbench.domain.text import join_words

_HEAD = 24.0
_NAMED = 3


def title(found: Comparison) -> str:
    """Count: '21 rose, 1 held, 2 fell'."""
    return f"Capabilities: {found.counts}"


def overall(found: Comparison, pack: Pack) -> str:
    """'From 1.7 Initial to 2.3 Managed'; what is not rated is said to be so."""
    whole = found.overall
    return f"From {figures(whole.index_before, whole.level_before, pack)} to {figures(whole.index_after, whole.level_after, pack)}"


def figures(index: Fraction | None, level: int | None, pack: Pack) -> str:
    """Index and level at one moment: '2.3 Managed', or 'not rated'."""
    if index is None or level is None:
        return "not rated"
    return f"{words.one_decimal(index)} {pack.level_name(level)}"


def _known(found: Comparison) -> list[Shift]:
    known = [each for each in found.capabilities if each.direction is not Direction.UNKNOWN]
    return sorted(known, key=lambda each: -moved_tenths(each))


def draw(found: Comparison, width: float, height: float = 190.0, selected: str = "") -> Figure:
    """Draw a bar for each capability rated at both moments; names stand at both ends, and in the table."""
    known = _known(found)
    marks: list[Mark] = []
    spots: list[Spot] = []
    if not known:
        marks.append(Text(0, _HEAD, "Nothing is rated at both moments.", 13, color="ink3"))
        return Figure(width, _HEAD * 2, tuple(marks), title(found), _table(found))
    steps = [moved_tenths(each) for each in known]
    most, least = max(0, *steps), min(0, *steps)
    room = height - 2 * _HEAD - 20
    unit = room / max(1, most - least)
    zero = _HEAD + 12 + most * unit
    each_width = width / len(known)
    bar = min(24.0, each_width * 0.72)
    labels = each_width >= 19
    first = _ends(known[:_NAMED], Direction.ROSE)
    if first:
        marks.append(Text(0, 12, shorten(first, width, 11.5, 600), 11.5, 600, color="ok"))
    for number, (shift, moved) in enumerate(zip(known, steps, strict=True)):
        x = number * each_width + (each_width - bar) / 2
        top, tall = (zero - moved * unit, moved * unit) if moved > 0 else (zero, -moved * unit)
        fill = "bad" if moved < 0 else "ok" if number < _NAMED and moved > 0 else "line2"
        stroke = "accent" if shift.id == selected else ""
        marks.append(Rect(x, top, bar, max(1.0, tall), fill=fill, stroke=stroke, line=2.0, key=shift.id))
        if labels:
            y = top - 4 if moved >= 0 else top + tall + 12
            marks.append(
                Text(
                    x + bar / 2,
                    y,
                    signed(moved),
                    10.5 if each_width >= 26 else 9,
                    anchor=Anchor.MIDDLE,
                    color="ink2",
                )
            )
        said = (
            f"{shift.name}: {words.one_decimal(shift.index_before)}, then {words.one_decimal(shift.index_after)}, "
            f"{signed(moved)}"
        )
        spots.append(Spot(shift.id, number * each_width, 16, each_width, height - 32, said, said))
    marks.append(Line(((0, zero), (width, zero)), "ink2", 0.8))
    last = _ends(known[::-1][:_NAMED], Direction.FELL)
    if last:
        marks.append(
            Text(
                width, height - 4, shorten(last, width, 11.5, 600), 11.5, 600, color="bad", anchor=Anchor.END
            )
        )
    return Figure(width, height, tuple(marks), title(found), _table(found), tuple(spots))


def _ends(shifts: Sequence[Shift], direction: Direction) -> str:
    return join_words([each.name for each in shifts if each.direction is direction])


def _table(found: Comparison) -> TableText:
    rows = tuple(
        (
            each.name,
            words.one_decimal(each.index_before, words.NOT_RATED),
            words.one_decimal(each.index_after, words.NOT_RATED),
            signed(moved_tenths(each)) if each.direction is not Direction.UNKNOWN else "–",
            str(each.level_before or "–"),
            str(each.level_after or "–"),
        )
        for each in found.capabilities
    )
    return TableText(("Capability", "Index then", "Index now", "Change", "Level then", "Level now"), rows)
