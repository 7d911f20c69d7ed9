"""The level staircase: five steps coloured up to the level earned, a pin for the index and one for the target."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.analysis.figures import per_cent
from workbench.analysis.maturity import HALF, MOST, TOP, CapabilityRating
from workbench.analysis.next_level import NextLevel, next_level
from workbench.analysis.standing import Standing
from workbench.charts import glyphs, words
from workbench.charts.figure import Anchor, Circle, Figure, Line, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.domain.content import Pack
from workbench.domain.text import plural, sentence_case, spelled

_LABELS = 46.0
_LINE = 15.0
_STEM = 56.0
_CROWN = 20.0
_NEAR = 42.0


def title(standing: Standing, pack: Pack, who: str = "") -> str:
    """Say where the whole stands against its target; where it is a part of it, `who` names that."""
    rating = standing.overall
    if rating.level is None:
        said = _not_rated(standing)
        return f"{who}: {said[:1].lower()}{said[1:]}" if who else said
    said = words.level_and_index(rating, pack, words.overall_open(standing))
    if who:
        said = f"{who} is {said}"
    against = _against_target(standing)
    return f"{said}: {against}" if against else said


def _not_rated(standing: Standing) -> str:
    if words.nothing_applies(standing):
        return words.NOTHING_APPLIES
    if standing.answered == 0:
        return words.NOTHING_YET
    return f"Too few answers for a level yet: {standing.answered} of {standing.asked} questions have one"


def _against_target(standing: Standing) -> str:
    """How far index and level are from the mean target, as G sees it: whichever lags more is named."""
    rating, target = standing.overall, standing.overall_target
    if rating.index is None or target is None:
        return ""
    # The target of the whole is a mean, of which the level can only earn the whole part.
    short, levels = words.apart(rating.index, target), int(target) - rating.level_low
    goal = words.one_decimal(target)
    if short > 0:
        if levels > short:
            return f"index {words.one_decimal(short)} short of its target of {goal}, level {spelled(levels)} short"
        return f"{words.one_decimal(short)} short of its target"
    if levels > 0:
        return f"index at its target of {goal}, level {spelled(levels)} short"
    gaps = len(standing.gaps())
    if gaps:
        return f"index at its target of {goal}; {words.fall_short(gaps)}"
    return f"at its target of {goal}"


@dataclass(frozen=True, slots=True)
class Blocked:
    """What the whole lacks for its next level: `reasons` in sentences, and the core capabilities that lag behind."""

    level: int
    reasons: tuple[str, ...]
    lagging: tuple[CapabilityRating, ...]


def blocked(standing: Standing, pack: Pack) -> Blocked | None:
    """Say what stands between the whole and its next level; `None` while not rated and at the top."""
    rating = standing.overall
    if rating.level is None or rating.level >= TOP:
        return None
    goal = rating.level + 1
    reasons: list[str] = []
    if rating.shares[goal] <= HALF:
        share, name = per_cent(rating.shares[goal]), pack.level_name(goal)
        reasons.append(f"More than half of the weight has to be {name} or above: {share} is.")
    for level in range(2, goal):
        if rating.shares[level] <= MOST:
            share, name = per_cent(rating.shares[level]), pack.level_name(level)
            reasons.append(f"More than 85% of the weight has to be {name} or above: {share} is.")
    parts = [part for part in standing.capabilities.values() if part.rating.applicable]
    lagging = tuple(part for part in parts if part.capability.core and (part.rating.level or 0) < goal - 1)
    if lagging:
        reasons.append(
            f"Every core capability has to be at least {pack.level_name(goal - 1)}: "
            f"{plural(len(lagging), 'is', 'are')} not."
        )
    return Blocked(goal, tuple(reasons), lagging)


def steps_to_next(standing: Standing) -> list[tuple[CapabilityRating, NextLevel]]:
    """The capabilities and what takes each one level up, the fewest answers first; ties in the pack's order."""
    found = [(part, step) for part in standing.rated if (step := next_level(part)) is not None]
    return sorted(found, key=lambda each: (len(each[1].raises), sum(r.needs - r.now for r in each[1].raises)))


def away_words(step: NextLevel, pack: Pack) -> str:
    """'Two answers away from Defined'."""
    count = len(step.raises)
    return f"{sentence_case(spelled(count))} {'answer' if count == 1 else 'answers'} away from {pack.level_name(step.level)}"


@dataclass(frozen=True, slots=True)
class _Pin:
    x: float
    head: float
    foot: float
    figure: str
    words: str
    size: float

    @property
    def wide(self) -> float:
        return max(text_width(self.figure, self.size, 600), text_width(self.words, 12)) + 14


def _pin_x(index: float, left: float, step: float) -> float:
    # An index of 5.0 stands on the last step, not on its edge.
    return left + min(max(0.1, index - 1), 4.9) * step


def _step_top(index: float, bottom: float, rise: float) -> float:
    return bottom - rise * min(5, int(index))


def _rise(standing: Standing, bottom: float) -> float:
    """The height of one step, so that the highest pin still fits under the top."""
    known = [float(each) for each in (standing.overall.index, standing.overall_target) if each is not None]
    highest = min(5, int(max(known, default=1)))
    return max(8.0, min((bottom - 12) / 5, (bottom - _STEM - _CROWN) / min(5, highest + 1)))


def _head(pin: _Pin, left: float, step: float, bottom: float, rise: float) -> float:
    """Where a pin's head lies: high enough that its words clear the step they run over."""
    under = min(5.0, (pin.x + pin.wide - left) / step + 1)
    return min(pin.foot - _STEM, _step_top(under, bottom, rise) - 30)


def _pins(
    standing: Standing, left: float, step: float, bottom: float, rise: float, labels: tuple[str, str]
) -> list[_Pin]:
    pins: list[_Pin] = []
    both = ((standing.overall.index, labels[0], 24.0), (standing.overall_target, labels[1], 14.0))
    for value, label, size in both:
        if value is None:
            continue
        foot = _step_top(float(value), bottom, rise)
        pin = _Pin(_pin_x(float(value), left, step), foot, foot, words.one_decimal(value), label, size)
        head = _head(pin, left, step, bottom, rise)
        if pins and abs(head - pins[0].head) < _NEAR and abs(pin.x - pins[0].x) < pins[0].wide + pin.wide:
            head = pins[0].head - _NEAR
        pins.append(replace(pin, head=max(14.0, head)))
    return pins


def _draw_pin(pin: _Pin, now: bool, leftward: bool) -> list[Mark]:
    ink = "ink" if now else "accent"
    side, anchor = (-12, Anchor.END) if leftward else (12, Anchor.START)
    x = pin.x + side
    stem = Line(((pin.x, pin.head), (pin.x, pin.foot)), ink, 2 if now else 1.5, () if now else (3, 3))
    head = (
        Circle(pin.x, pin.head, 6, fill="ink")
        if now
        else Circle(pin.x, pin.head, 4.5, fill="surface", stroke="accent", line=2)
    )
    base = pin.head + (6 if now else 3)
    return [
        stem,
        head,
        Text(x, base, pin.figure, pin.size, 600, color=ink, anchor=anchor),
        Text(x, base + 17, pin.words, 12, color="ink2", anchor=anchor),
    ]


def _draw_pins(pins: list[_Pin], right: float) -> list[Mark]:
    marks: list[Mark] = []
    for pin in pins:
        now = pin.size > 20
        leftward = pin.x + pin.wide > right
        other = pins[1] if now and len(pins) > 1 else None
        if other and 0 <= other.x - pin.x < pin.wide + 4 and pin.x > pin.wide:
            leftward = True
        marks += _draw_pin(pin, now, leftward)
    return marks


def _steps(
    standing: Standing, pack: Pack, left: float, step: float, bottom: float, rise: float
) -> list[Mark]:
    rating = standing.overall
    marks: list[Mark] = []
    for level in pack.levels:
        number = level.level
        x, height = left + (number - 1) * step, rise * number
        y, wide = bottom - height, step - 2
        reached = rating.level is not None and number <= rating.level
        possible = rating.level is not None and rating.level < number <= rating.level_high
        key = f"level:{number}"
        if reached:
            marks.append(Rect(x, y, wide, height, glyphs.ramp(number), glyphs.ramp_edge(number), key=key))
        else:
            dash = (4.0, 3.0) if possible else ()
            marks.append(
                Rect(x, y, wide, height, "sunk", "control" if possible else "line2", dash=dash, key=key)
            )
            marks.append(Rect(x, y, wide, min(6, height), glyphs.ramp(number), glyphs.ramp_edge(number)))
        here = rating.level == number
        name = shorten(f"{number} {level.name}", wide, 13, 600 if here else 500)
        marks.append(Text(x, bottom + 18, name, 13, 600 if here else 500))
        for line, text in enumerate(wrap(level.short, wide - 6, 11.5)):
            marks.append(Text(x, bottom + 35 + _LINE * line, text, 11.5, color="ink3"))
    return marks


def draw(
    standing: Standing,
    pack: Pack,
    width: float,
    height: float,
    now_label: str = "Now",
    target_label: str = "Target",
    scope: str = "",
) -> Figure:
    """Draw the staircase; `scope` is the words a narrower scope carries (`words.scope_label`)."""
    rating = standing.overall
    step = (width + 2) / 5
    twice = any(len(wrap(level.short, step - 8, 11.5)) > 1 for level in pack.levels)
    bottom = height - _LABELS - (_LINE if twice else 0)
    rise = _rise(standing, bottom)
    marks: list[Mark] = list(_steps(standing, pack, 0, step, bottom, rise))
    marks += _draw_pins(_pins(standing, 0, step, bottom, rise, (now_label, target_label)), width)
    bounds = words.level_with_bounds(rating, pack, words.overall_open(standing))
    notes = [bounds if rating.level is not None and rating.level_high != rating.level else "", scope]
    if rating.level is None:
        notes[0] = "Not applicable" if words.nothing_applies(standing) else "Not rated yet"
    lines = [each for each in notes if each]
    for row, each in enumerate(lines):
        marks.append(
            Text(0, 12 + 17 * row, shorten(each, width * 0.6, 12), 12, color="warn" if row == 0 else "ink3")
        )
    spots = [
        Spot(
            f"level:{level.level}",
            (level.level - 1) * step,
            bottom - rise * level.level,
            step - 2,
            rise * level.level,
            f"Level {level.level}, {level.name}",
            level.text,
        )
        for level in pack.levels
    ]
    return Figure(width, height, tuple(marks), title(standing, pack), _table(standing, pack), tuple(spots))


def _table(standing: Standing, pack: Pack) -> TableText:
    rating = standing.overall
    return TableText(
        ("", "Value"),
        (
            ("Level", words.level_with_bounds(rating, pack, words.overall_open(standing))),
            ("Index", words.one_decimal(rating.index, words.NOT_RATED)),
            ("Target", words.one_decimal(standing.overall_target, "not set")),
        ),
    )


def cover(
    standing: Standing,
    pack: Pack,
    width: float,
    height: float,
    inset: float,
    now_label: str,
    target_label: str,
) -> Figure:
    """Draw the staircase edge to edge in full colour, the names inside the steps, for the foot of a cover."""
    step, rise = width / 5, _rise(standing, height)
    base = height - max(14.0, rise * 0.42)
    marks: list[Mark] = []
    for level in pack.levels:
        number = level.level
        x = (number - 1) * step
        marks.append(Rect(x, height - rise * number, step + 0.4, rise * number, glyphs.ramp(number)))
        label = max(x + 20, inset)
        ink = glyphs.on_ramp(number)
        marks.append(Text(label, base, str(number), 14, 600, color=ink))
        name = shorten(level.name, step - (label - x) - 16, 14)
        marks.append(Text(label + 15, base, name, 14, color=ink))
    pins = _pins(standing, 0, step, height, rise, (now_label, target_label))
    marks += _draw_pins(pins, width - 20)
    return Figure(width, height, tuple(marks), title(standing, pack), _table(standing, pack))
