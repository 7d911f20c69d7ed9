"""How the answers to one question fall on its options: all of them, and role by role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from workbench.analysis.maturity import QuestionRating
from workbench.charts import glyphs, words
from workbench.charts.figure import Anchor, Circle, Figure, Line, Mark, Rect, TableText, Text
from workbench.charts.measure import shorten, text_width
from workbench.domain.role import Role
from workbench.domain.text import join_words

_LEAST = 2.0
_ROW = 24.0
_HEAD = 17.0
_LABEL = 92.0
_MEAN = 38.0


def counted(levels: Sequence[int], counts: Sequence[int]) -> str:
    """How many chose each option, in words: 'level 2: 3, level 4: 1'; '' where nobody did."""
    return ", ".join(f"level {level}: {count}" for level, count in zip(levels, counts, strict=False) if count)


def bars(
    x: float,
    base: float,
    width: float,
    height: float,
    levels: Sequence[int],
    counts: Sequence[int],
    *,
    labelled: bool = False,
) -> list[Mark]:
    """One bar an option, in order, in the colour of its level; the fullest is as high as there is room.

    Where it is `labelled`, the count stands above a bar and the level under it.
    """
    most = max(counts, default=0)
    step = width / max(1, len(levels))
    marks: list[Mark] = [Rect(x, base, width - step * 0.14, 1, fill="line2")]
    for number, (level, count) in enumerate(zip(levels, counts, strict=False)):
        left, wide = x + number * step, step * 0.86
        tall = max(_LEAST, height * count / most) if count else 0.0
        if count:
            fill, edge = glyphs.ramp(level), glyphs.ramp_edge(level)
            marks.append(Rect(left, base - tall, wide, tall, fill, edge, radius=1))
        if labelled:
            middle = left + wide / 2
            marks.append(Text(middle, base + 11, str(level), 10, color="ink3", anchor=Anchor.MIDDLE))
            if count:
                marks.append(Text(middle, base - tall - 3, str(count), 10, 600, anchor=Anchor.MIDDLE))
    return marks


def title(rating: QuestionRating) -> str:
    """Say how the answers lie: 'Two camps: 4 at level 1, 3 at level 5', '5 of 6 at level 2'."""
    counts = rating.distribution
    total = sum(counts)
    if not total:
        return "No answer yet"
    most = max(counts)
    top = [level for level, count in zip(rating.levels, counts, strict=True) if count == most]
    if rating.accord.mean_hidden:
        by_count = sorted(zip(rating.levels, counts, strict=True), key=lambda pair: -pair[1])[:2]
        said = join_words([f"{count} at level {level}" for level, count in sorted(by_count) if count])
        return f"Two camps: {said}"
    if total == 1:
        return f"One voice, at level {top[0]}"
    if most == total:
        return f"All {total} at level {top[0]}"
    if len(top) > 1:
        return f"{most} each at levels {join_words([str(level) for level in top])}, of {total}"
    return f"{most} of {total} at level {top[0]}"


def _line(label: str, levels: Sequence[int], counts: Sequence[int], mean: str, y: float, width: float,
          strong: bool) -> list[Mark]:  # fmt: skip
    left, right = _LABEL, width - _MEAN
    step = (right - left) / max(1, len(levels))
    weight = 600 if strong else 400
    marks: list[Mark] = [Text(0, y + 15, shorten(label, _LABEL - 6, 12, weight), 12, weight)]
    for number, (level, count) in enumerate(zip(levels, counts, strict=True)):
        x = left + number * step
        fill, edge = (glyphs.ramp(level), glyphs.ramp_edge(level)) if count else ("", "line")
        marks.append(Rect(x + 1, y + 1, step - 2, _ROW - 4, fill, edge, radius=2.5))
        if count:
            marks.append(
                Text(x + step / 2, y + 15, str(count), 11.5, 500, color=glyphs.on_ramp(level), anchor=Anchor.MIDDLE)
            )  # fmt: skip
    marks.append(Text(width, y + 15, mean, 12, weight, color="ink2", anchor=Anchor.END))
    return marks


def draw(rating: QuestionRating, width: float, roles: Sequence[Role] | None = None) -> Figure:
    """Draw how many chose each option: everybody, then each role; the mean at the end, unless there are two camps."""
    levels = rating.levels
    shown = [role for role in (list(Role) if roles is None else roles) if role in rating.role_distribution]
    overall = "–" if rating.mean_hidden else words.one_decimal(rating.open_index)
    lines = [("All", rating.distribution, overall)]
    lines += [
        (role.plural.capitalize(), rating.role_distribution[role], words.role_mean(rating, role))
        for role in shown
    ]
    step = (width - _MEAN - _LABEL) / max(1, len(levels))
    marks: list[Mark] = [
        Text(_LABEL + (n + 0.5) * step, 11, str(level), 11, color="ink3", anchor=Anchor.MIDDLE)
        for n, level in enumerate(levels)
    ]
    marks.append(Text(width, 11, "mean", 11, color="ink3", anchor=Anchor.END))
    for number, (label, counts, mean) in enumerate(lines):
        marks += _line(label, levels, counts, mean, _HEAD + number * _ROW, width, number == 0)
    heads = ("", *(f"Level {level}" for level in levels), "Mean")
    rows = tuple((label, *(str(count) for count in counts), mean) for label, counts, mean in lines)
    return Figure(width, _HEAD + _ROW * len(lines), tuple(marks), title(rating), TableText(heads, rows))


def strip(means: Iterable[tuple[str, Fraction]], width: float) -> Figure:
    """Draw who sees it how on one line from 1 to 5: a dot each, its name above; names that would collide share one."""
    listed = sorted(means, key=lambda each: each[1])
    left, right, y = 8.0, width - 8, 38.0
    marks: list[Mark] = []
    for level in glyphs.LEVELS:
        x = left + (level - 1) * (right - left) / 4
        marks.append(Line(((x, y - 12), (x, y + 12)), "grid"))
        marks.append(Text(x, y + 27, str(level), 11, color="ink3", anchor=Anchor.MIDDLE))
    rows = tuple((name, words.one_decimal(mean)) for name, mean in listed)
    table = TableText(("", "Mean"), rows)
    if not listed:
        marks.append(Text(left, y - 16, "Nobody has answered yet", 11.5, color="ink3"))
        return Figure(width, 70, tuple(marks), strip_title(listed), table)
    spots = [left + (float(mean) - 1) * (right - left) / 4 for _, mean in listed]
    marks.append(Line(((spots[0], y), (spots[-1], y)), "line2", 2))
    wide = listed[-1][1] - listed[0][1] >= words.WIDE_GAP
    for x, (_, mean) in zip(spots, listed, strict=True):
        end = wide and mean in (listed[0][1], listed[-1][1])
        marks.append(Circle(x, y, 4.5, fill="warn" if end else "ink2"))
    marks += _labels([name for name, _ in listed], spots, y - 13, width, wide)
    return Figure(width, 70, tuple(marks), strip_title(listed), table)


def _labels(names: Sequence[str], spots: Sequence[float], y: float, width: float, wide: bool) -> list[Mark]:
    """Names above their dots; neighbours too close for two names share one label, and labels keep off each other."""
    groups: list[tuple[list[str], list[float]]] = []
    for name, x in zip(names, spots, strict=True):
        if groups:
            known, at = groups[-1]
            room = (text_width(", ".join(known), 11.5, 500) + text_width(name, 11.5, 500)) / 2 + 8
            if x - sum(at) / len(at) < room:
                known.append(name)
                at.append(x)
                continue
        groups.append(([name], [x]))
    marks: list[Mark] = []
    free = 0.0
    for number, (known, at) in enumerate(groups):
        said = shorten(", ".join(known), width - 4, 11.5, 500)
        half = text_width(said, 11.5, 500) / 2
        middle = max(free + half, min(width - half, sum(at) / len(at)))
        middle = min(middle, width - half)
        free = middle + half + 6
        loud = wide and number in (0, len(groups) - 1) and len(groups) > 1
        marks.append(Text(middle, y, said, 11.5, 500, color="warn" if loud else "ink2", anchor=Anchor.MIDDLE))
    return marks


def strip_title(listed: Sequence[tuple[str, Fraction]]) -> str:
    """Say how far apart the ends lie."""
    if len(listed) < 2:
        return "Who disagrees: nobody yet, under two have answered" if not listed else f"Only {listed[0][0]}"
    apart = words.apart(listed[0][1], listed[-1][1])
    if not apart:
        return "All see it alike"
    return f"{listed[0][0]} and {listed[-1][0]} lie {words.one_decimal(apart)} apart"
