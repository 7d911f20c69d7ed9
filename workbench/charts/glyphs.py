"""Small marks that recur on every screen and page: chips, staircases, bars and dots."""

from __future__ import annotations

from fractions import Fraction

from workbench.charts.figure import Anchor, Circle, Mark, Pattern, Polygon, Rect, Text
from workbench.charts.measure import text_width
from workbench.domain.risk import RiskKind, Zone

LEVELS = range(1, 6)
_STEP = {Zone.GREEN: "1", Zone.AMBER: "2", Zone.RED: "4"}
ZONE_PATTERN = {Zone.GREEN: Pattern.NONE, Zone.AMBER: Pattern.DOTS, Zone.RED: Pattern.CROSSED}


def ramp(level: int) -> str:
    """The fill token of a level."""
    return f"m{level}"


def on_ramp(level: int) -> str:
    """The ink token that reads on a level's fill."""
    return f"on-m{level}"


def ramp_edge(level: int) -> str:
    """The edge token of a level: the first is too light to stand without one."""
    return "m1-line" if level == 1 else ""


def chip_token(kind: RiskKind, zone: Zone) -> str:
    """The fill token of a zone's chip or marker."""
    return ("t" if kind is RiskKind.THREAT else "o") + _STEP[zone]


def cell_token(kind: RiskKind, zone: Zone) -> str:
    """The fill token of a zone's cell in a matrix."""
    return ("tf" if kind is RiskKind.THREAT else "of") + _STEP[zone]


def kind_token(kind: RiskKind) -> str:
    """The full colour of threats or opportunities."""
    return "t4" if kind is RiskKind.THREAT else "o4"


def level_chip(x: float, y: float, level: int | None, size: float = 18.0, key: str = "") -> list[Mark]:
    """A square with the level's numeral; dashed and empty while not rated."""
    if level is None:
        frame = Rect(x, y, size, size, stroke="control", radius=size / 5, dash=(2, 2), key=key)
        return [
            frame,
            Text(x + size / 2, y + size * 0.68, "–", size * 0.62, 500, color="ink3", anchor=Anchor.MIDDLE),
        ]
    return [
        Rect(x, y, size, size, fill=ramp(level), stroke=ramp_edge(level), radius=size / 5, key=key),
        Text(
            x + size / 2,
            y + size * 0.71,
            str(level),
            size * 0.62,
            600,
            color=on_ramp(level),
            anchor=Anchor.MIDDLE,
        ),
    ]


def scale(x: float, y: float, level: int, cell: float = 16.0, gap: float = 3.0) -> list[Mark]:
    """Five cells with the one reached filled and numbered; `level` 0 leaves all empty."""
    marks: list[Mark] = []
    for step in LEVELS:
        left = x + (step - 1) * (cell + gap)
        if step == level:
            marks += level_chip(left, y, step, cell)
        else:
            marks.append(Rect(left, y, cell, cell, fill="surface", stroke="line2", radius=cell / 6))
    return marks


def staircase(x: float, y: float, size: float, level: int | None = 5) -> list[Mark]:
    """The staircase as a mini glyph, coloured up to a level; with all five it is the logo."""
    step = size / 5
    marks: list[Mark] = []
    for each in LEVELS:
        height = size * each / 5
        reached = level is not None and each <= level
        marks.append(
            Rect(
                x + (each - 1) * step,
                y + size - height,
                step * 0.92,
                height,
                fill=ramp(each) if reached else "line",
                stroke=ramp_edge(each) if reached else "",
                line=0.5,
            )
        )
    return marks


def logo(x: float, y: float, size: float) -> list[Mark]:
    """The mark of the workbench: a staircase of five levels."""
    return staircase(x, y, size, 5)


def progress(
    x: float, y: float, width: float, share: Fraction | float, token: str = "accent", height: float = 4.0
) -> list[Mark]:
    """A bar filled to a share of 0 to 1."""
    part = max(0.0, min(1.0, float(share)))
    marks: list[Mark] = [Rect(x, y, width, height, fill="press", radius=height / 2)]
    if part > 0:
        marks.append(Rect(x, y, max(height, width * part), height, fill=token, radius=height / 2))
    return marks


def dots(x: float, y: float, value: int | None, radius: float = 4.0, gap: float = 3.0) -> list[Mark]:
    """One to five as filled dots out of five, centred on y; a dash while not rated."""
    if value is None:
        return [Text(x, y + radius, "–", radius * 3, color="ink3")]
    marks: list[Mark] = []
    for step in LEVELS:
        centre = x + radius + (step - 1) * (2 * radius + gap)
        if step <= value:
            marks.append(Circle(centre, y, radius, fill="ink2"))
        else:
            marks.append(Circle(centre, y, radius - 0.5, stroke="line2"))
    return marks


def zone_chip_width(kind: RiskKind, zone: Zone | None, size: float = 12.0) -> float:
    """How wide a zone's chip is."""
    return text_width(zone.word(kind) if zone else "Not rated", size, 600) + size * 1.2


def zone_chip(
    x: float, y: float, kind: RiskKind, zone: Zone | None, size: float = 12.0, width: float = 0.0
) -> list[Mark]:
    """A zone's word on its colour, `size` being the text's; y is the chip's top, its height 1.6 sizes."""
    wide = width or zone_chip_width(kind, zone, size)
    middle, base = x + wide / 2, y + size * 1.16
    if zone is None:
        return [
            Rect(x, y, wide, size * 1.6, stroke="control", radius=size / 3, dash=(2, 2)),
            Text(middle, base, "Not rated", size, color="ink3", anchor=Anchor.MIDDLE),
        ]
    ink = "surface" if zone is Zone.RED else "ink"
    edge = {Zone.GREEN: chip_token(kind, Zone.AMBER)}.get(zone, "")
    return [
        Rect(x, y, wide, size * 1.6, fill=chip_token(kind, zone), stroke=edge, radius=size / 3),
        Text(middle, base, zone.word(kind), size, 600, color=ink, anchor=Anchor.MIDDLE),
    ]


def now_to_target(
    left: float,
    right: float,
    y: float,
    now: Fraction | None,
    target: Fraction | float,
    wide: bool,
    key: str = "",
) -> list[Mark]:
    """A filled dot now, a ring at the target, and the way between on an axis of 1 to 5; `key` names the ring."""
    from_x = left if now is None else left + (float(now) - 1) * (right - left) / 4
    to_x = left + (float(target) - 1) * (right - left) / 4
    marks: list[Mark] = []
    if now is not None and to_x > from_x:
        marks.append(Rect(from_x, y - 1.25, to_x - from_x, 2.5, fill="bad" if wide else "line2"))
    marks.append(Circle(to_x, y, 5, fill="surface", stroke="accent", line=2, key=key))
    if now is not None:
        marks.append(Circle(from_x, y, 5, fill="data"))
    return marks


def arrow_head(x: float, y: float, size: float, token: str) -> Polygon:
    """A small triangle that points right, its tip at x, y."""
    return Polygon(((x, y), (x - size, y - size * 0.6), (x - size, y + size * 0.6)), fill=token)


def bolt(x: float, y: float, size: float = 13.0, token: str = "warn") -> Polygon:
    """A flash of lightning, which marks a quick win; x, y is its top left corner."""
    shape = ((0.62, 0), (0.12, 0.58), (0.46, 0.58), (0.38, 1), (0.88, 0.42), (0.54, 0.42))
    return Polygon(tuple((x + size * across, y + size * down) for across, down in shape), fill=token)


def check_box(x: float, y: float, size: float = 11.0) -> Rect:
    """An empty box to tick."""
    return Rect(x, y, size, size, stroke="control", radius=size / 5)
