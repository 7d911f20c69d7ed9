"""The cells of a risk matrix alone: what the criteria make of each, to look at and to colour by hand."""

from __future__ import annotations

from collections.abc import Collection

from workbench.analysis.exposure import cell_zone
from workbench.charts import glyphs
from workbench.charts.figure import Anchor, Figure, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import STEPS, RiskKind
from workbench.domain.text import plural

_LEFT, _TOP, _FOOT, _GAP = 84.0, 22.0, 40.0, 2.0


def key(frequency: int, impact: int) -> str:
    """What a cell's spot is called."""
    return f"{frequency}:{impact}"


def cell_of(name: str) -> tuple[int, int]:
    """The frequency and impact step of a spot."""
    frequency, impact = name.split(":")
    return int(frequency), int(impact)


def draw(
    criteria: RiskCriteria,
    width: float,
    height: float,
    changed: Collection[tuple[int, int]] = (),
    wrong: Collection[tuple[int, int]] = (),
) -> Figure:
    """Draw 5 by 5 cells with the word of their zone; `changed` ones are ringed, `wrong` ones crossed through.

    Cells are (frequency step, impact step), the most frequent on top and the largest impact right.
    """
    wide, tall = (width - _LEFT) / STEPS, (height - _TOP - _FOOT) / STEPS
    marks: list[Mark] = [Text(0, 12, "Frequency", 11.5, color="ink3")]
    spots: list[Spot] = []
    rows: list[tuple[str, ...]] = []
    for frequency in range(STEPS, 0, -1):
        y = _TOP + (STEPS - frequency) * tall
        said = f"{frequency} {criteria.frequency_words[frequency - 1]}"
        marks.append(Text(0, y + tall / 2 + 4, shorten(said, _LEFT - 8, 11.5), 11.5, color="ink2"))
        words: list[str] = []
        for impact in range(1, STEPS + 1):
            zone = cell_zone(frequency, impact, criteria)
            x = _LEFT + (impact - 1) * wide
            word = zone.word(RiskKind.THREAT)
            words.append(word)
            ringed = (frequency, impact) in changed
            marks.append(
                Rect(
                    x + _GAP / 2, y + _GAP / 2, wide - _GAP, tall - _GAP,
                    fill=glyphs.cell_token(RiskKind.THREAT, zone),
                    stroke="ink" if ringed else "line", line=2 if ringed else 1,
                    radius=2, pattern=glyphs.ZONE_PATTERN[zone], key=key(frequency, impact),
                )
            )  # fmt: skip
            bad = (frequency, impact) in wrong
            shown = f"{word} !" if bad else word
            marks.append(
                Text(
                    x + wide / 2, y + tall / 2 + 4, shorten(shown, wide - 6, 11, 600), 11, 600 if bad else 500,
                    color="ink", anchor=Anchor.MIDDLE,
                )
            )  # fmt: skip
            name = f"Frequency {frequency} {criteria.frequency_words[frequency - 1]}, impact {impact} {criteria.impact_words[impact - 1]}: {word}"
            name += ", other than now" if ringed else ""
            name += ", breaks a rule of the colouring" if bad else ""
            spots.append(Spot(key(frequency, impact), x, y, wide, tall, name, name))
        rows.append((said, *words))
    for impact in range(1, STEPS + 1):
        x = _LEFT + (impact - 0.5) * wide
        bottom = _TOP + STEPS * tall
        marks.append(Text(x, bottom + 15, str(impact), 11.5, color="ink2", anchor=Anchor.MIDDLE))
        word = shorten(criteria.impact_words[impact - 1], wide - 3, 10.5)
        marks.append(Text(x, bottom + 29, word, 10.5, color="ink3", anchor=Anchor.MIDDLE))
    heads = ("Frequency", *(f"{i} {criteria.impact_words[i - 1]}" for i in range(1, STEPS + 1)))
    found = (
        plural(len(changed), "cell changes colour", "cells change colour")
        if changed
        else "The colours of the matrix"
    )
    return Figure(width, height, tuple(marks), found, TableText(heads, tuple(rows)), tuple(spots))
