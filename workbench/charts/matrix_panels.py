"""The two halves of the risk matrix: their cells in the colours of the zones, their scales, and their limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.analysis.exposure import cell_zone
from workbench.charts import glyphs
from workbench.charts.crowded import INSIDE, LARGEST, SHOWN
from workbench.charts.figure import Anchor, Line, Mark, Rect, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import STEPS, RiskKind, Zone

HEAD = 26.0
_GUTTER = 70.0
_GAP = 2.0
_SMALLEST = 11.0
AXES_FOOT = 46.0
"""How far below the cells the last line of the scales stands."""
DIRECTIONS = {RiskKind.THREAT: "← Negative impact", RiskKind.OPPORTUNITY: "Positive impact →"}
HEADS = {RiskKind.THREAT: "Threats", RiskKind.OPPORTUNITY: "Opportunities"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One half: all threats, or all opportunities; `code_width` is how wide the widest code of a risk is."""

    kind: RiskKind
    left: float
    top: float
    cell_width: float
    cell_height: float
    criteria: RiskCriteria
    code_width: float = 0.0

    def corner(self, frequency: int, impact: int) -> tuple[float, float]:
        """The top left corner of a cell: threats mirrored, the most frequent on top."""
        column = STEPS - impact if self.kind is RiskKind.THREAT else impact - 1
        return (self.left + column * self.cell_width, self.top + (STEPS - frequency) * self.cell_height)

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + STEPS * self.cell_width

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.top + STEPS * self.cell_height

    @property
    def radius(self) -> float:
        """How large a marker is: its code fits into it, and it into its cell."""
        wanted = max(
            _SMALLEST, self.code_width / INSIDE, min(self.cell_height * 0.22, self.cell_width * 0.15)
        )
        return max(6.0, min(LARGEST, wanted, self.cell_height / 2 - 1, self.cell_width / 2 - 1))

    @property
    def across(self) -> int:
        """How many markers stand side by side in a cell."""
        return max(1, int((self.cell_width - 1) // (2 * self.radius + 1)))

    @property
    def down(self) -> int:
        """How many markers stand one below the other in a cell."""
        return max(1, int((self.cell_height - 1) // (2 * self.radius + 1)))

    @property
    def room(self) -> int:
        """How many markers a cell shows one by one before the rest is counted."""
        return min(SHOWN, self.across * self.down)


def cells_of(panel: Panel) -> Iterator[tuple[int, int, Zone, float, float]]:
    """Every cell: steps of frequency and impact, zone, and its top left corner."""
    for frequency in range(1, STEPS + 1):
        for impact in range(1, STEPS + 1):
            zone = cell_zone(frequency, impact, panel.criteria)
            yield (frequency, impact, zone, *panel.corner(frequency, impact))


def panels_of(
    width: float, height: float, criteria: RiskCriteria, show: RiskKind | None, code_width: float
) -> list[Panel]:
    """Give both halves, or the one to `show`, side by side in a width; `height` is down to the last cells."""
    tall = (height - HEAD) / STEPS
    if show is not None:
        left = _GUTTER if show is RiskKind.OPPORTUNITY else 0.0
        return [Panel(show, left, HEAD, (width - _GUTTER) / STEPS, tall, criteria, code_width)]
    wide = (width - _GUTTER) / (2 * STEPS)
    return [
        Panel(RiskKind.THREAT, 0, HEAD, wide, tall, criteria, code_width),
        Panel(RiskKind.OPPORTUNITY, width / 2 + _GUTTER / 2, HEAD, wide, tall, criteria, code_width),
    ]


def grid(panel: Panel) -> list[Mark]:
    """The cells in the colours and patterns of their zones."""
    marks: list[Mark] = []
    edge = glyphs.cell_token(panel.kind, Zone.AMBER)
    for _, _, zone, x, y in cells_of(panel):
        marks.append(
            Rect(
                x + _GAP / 2,
                y + _GAP / 2,
                panel.cell_width - _GAP,
                panel.cell_height - _GAP,
                fill=glyphs.cell_token(panel.kind, zone),
                stroke=edge if zone is Zone.GREEN else "",
                radius=2,
                pattern=glyphs.ZONE_PATTERN[zone],
            )
        )
    return marks


def step_line(panel: Panel) -> Line:
    """The edge of the red zone: from the inner top corner down to the outer edge."""
    lowest = {
        impact: min(
            (f for f, i, zone, _, _ in cells_of(panel) if i == impact and zone is Zone.RED), default=STEPS + 1
        )
        for impact in range(1, STEPS + 1)
    }
    points: list[tuple[float, float]] = []
    mirrored = panel.kind is RiskKind.THREAT
    for impact in range(1, STEPS + 1):
        if lowest[impact] > STEPS:
            continue
        x, y = panel.corner(lowest[impact], impact)
        inner, outer = (x + panel.cell_width, x) if mirrored else (x, x + panel.cell_width)
        if not points:
            points.append((inner, panel.top))
        points += [(inner, y + panel.cell_height), (outer, y + panel.cell_height)]
    return Line(tuple(points), "ink", 2, () if mirrored else (5, 3))


def axes(panels: Sequence[Panel], width: float) -> list[Mark]:
    """The scales between and below the halves, and what each half is."""
    marks: list[Mark] = []
    first = panels[0]
    middle = width / 2
    if len(panels) == 1:
        middle = _GUTTER / 2 if first.kind is RiskKind.OPPORTUNITY else width - _GUTTER / 2
    marks.append(Text(middle, 14, "Frequency", 12, color="ink3", anchor=Anchor.MIDDLE))
    for step, word in enumerate(first.criteria.frequency_words, 1):
        lines = wrap(word, _GUTTER - 4, 12)
        y = first.top + (STEPS - step + 0.5) * first.cell_height - 6 * (len(lines) - 1)
        for at, said in enumerate((*lines, str(step))):
            small = at == len(lines)
            look = (11, "ink3") if small else (12, "ink2")
            place_y = y + 13 * at + (2 if small else 0)
            marks.append(Text(middle, place_y, said, look[0], color=look[1], anchor=Anchor.MIDDLE))
    for panel in panels:
        threat = panel.kind is RiskKind.THREAT
        scale = panel.criteria.impact_words if threat else panel.criteria.benefit_words
        head = HEADS[panel.kind]
        edge, anchor = (panel.left, Anchor.START) if threat else (panel.right, Anchor.END)
        marks.append(Text(edge, 14, head, 14, 600, color=glyphs.kind_token(panel.kind), anchor=anchor))
        for impact in range(1, STEPS + 1):
            x = panel.corner(1, impact)[0] + panel.cell_width / 2
            marks.append(Text(x, panel.bottom + 15, str(impact), 12, color="ink2", anchor=Anchor.MIDDLE))
            word = scale[impact - 1]
            size = max(9.5, min(11.0, 11 * (panel.cell_width - 2) / text_width(word, 11)))
            word = shorten(word, panel.cell_width - 1.9, size)
            marks.append(Text(x, panel.bottom + 29, word, size, color="ink3", anchor=Anchor.MIDDLE))
        said = DIRECTIONS[panel.kind]
        marks.append(Text(edge, panel.bottom + AXES_FOOT, said, 12, color="ink3", anchor=anchor))
    return marks
