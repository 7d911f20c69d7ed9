"""Who has been talked to, and about what: teams across, kinds down."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis import heard
from workbench.charts.figure import Anchor, Figure, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten
from workbench.domain.discovery import Discovery, DiscoveryKind, HeardFrom
from workbench.domain.text import join_words

ROW, HEAD = 20.0, 24.0


def title(discoveries: Sequence[Discovery]) -> str:
    """Name the teams nothing was heard from."""
    silent = heard.silent(discoveries)
    if not silent:
        return "Every team has been heard"
    names = join_words([team.label for team in silent])
    return f"Not talked to yet: {names}"


def draw(discoveries: Sequence[Discovery], width: float) -> Figure:
    """Draw the grid; the key of a cell is 'team:kind'."""
    counts, silent = heard.grid(discoveries), set(heard.silent(discoveries))
    left = min(150.0, width * 0.46)
    wide = (width - left) / len(HeardFrom)
    marks: list[Mark] = []
    spots: list[Spot] = []
    for column, team in enumerate(HeardFrom):
        x = left + (column + 0.5) * wide
        token = "bad" if team in silent else "ink2"
        marks.append(
            Text(
                x,
                14,
                team.label if wide >= 74 else team.short,
                11.5,
                600 if team in silent else 400,
                color=token,
                anchor=Anchor.MIDDLE,
            )
        )
    most = max(counts.values(), default=1)
    for line, kind in enumerate(DiscoveryKind):
        y = HEAD + line * ROW
        marks.append(Text(0, y + 14, shorten(kind.label, left - 6, 12), 12, color="ink2"))
        for column, team in enumerate(HeardFrom):
            count = counts.get((team, kind), 0)
            x = left + column * wide + 2
            fill = "" if not count else "accent-t" if count < most or most == 1 else "accent-l"
            marks.append(Rect(x, y + 1, wide - 4, ROW - 2, fill, "line", radius=3))
            if count:
                marks.append(Text(x + wide / 2 - 2, y + 14, str(count), 12, 600, anchor=Anchor.MIDDLE))
            name = f"{team.label}, {kind.label.lower()}: {count or 'nothing heard'}"
            spots.append(Spot(f"{team.value}:{kind.value}", x, y + 1, wide - 4, ROW - 2, name))
    height = HEAD + ROW * len(DiscoveryKind) + 4
    table = TableText(
        ("Kind", *(team.label for team in HeardFrom)),
        tuple(
            (kind.label, *(str(counts.get((team, kind), 0)) for team in HeardFrom)) for kind in DiscoveryKind
        ),
    )
    return Figure(width, height, tuple(marks), title(discoveries), table, tuple(spots))
