"""Where a report's figures and lists lead to: the pages that hold what they show a mark of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.charts.figure import Spot
from workbench.reports.layout import Link, Page, Piece, Placed

_PARTS = re.compile(r"[:/]")
_BEST = ("action-", "capability-", "risk:")
"""What begins the anchor of the fullest account of a thing, where there are several."""


@dataclass(frozen=True)
class Leads:
    """The anchors there are: by name, and by the id of what stands there; and the page each is on, from 1."""

    pages: Mapping[str, int]
    ids: Mapping[str, str]

    @classmethod
    def of(cls, pages: Sequence[Page]) -> Leads:
        """Take in every anchor of laid out pages; of two with one name the first counts."""
        numbers: dict[str, int] = {}
        ids: dict[str, str] = {}
        for number, page in enumerate(pages, 1):
            for _, piece in page.placed:
                anchor = piece.anchor
                if not anchor or anchor in numbers:
                    continue
                numbers[anchor] = number
                name = re.split(r"[:-]", anchor, maxsplit=1)[-1]
                if name not in ids or anchor.startswith(_BEST):
                    ids[name] = anchor
        return cls(numbers, ids)

    def target(self, key: str, otherwise: str = "") -> str:
        """The anchor for what a figure or a list names; '' where this report has none."""
        for name in (key, _PARTS.split(key, maxsplit=1)[0]):
            found = name if name in self.pages else self.ids.get(name, "")
            if found:
                return found
        return otherwise if otherwise in self.pages else ""

    def of_piece(self, piece: Piece) -> Iterator[Link]:
        """The links of a piece and of its figures that lead somewhere, as areas of the piece."""
        for link in piece.links:
            target = self.target(link.target)
            if target:
                yield Link(link.x, link.y, link.width, link.height, target)
        for placed in piece.figures:
            yield from self._of_figure(placed)

    def _of_figure(self, placed: Placed) -> Iterator[Link]:
        taken: list[tuple[Spot, str]] = []
        for spot in placed.figure.spots:
            target = self.target(spot.key, placed.lead)
            if not target or any(to == target and _inside(spot, other) for other, to in taken):
                continue
            taken.append((spot, target))
            scale = placed.scale
            yield Link(
                placed.x + spot.x * scale,
                placed.y + spot.y * scale,
                spot.width * scale,
                spot.height * scale,
                target,
            )

    def reached(self, pages: Iterable[Page]) -> set[str]:
        """The anchors something leads to."""
        return {link.target for page in pages for _, piece in page.placed for link in self.of_piece(piece)}


def _inside(spot: Spot, other: Spot) -> bool:
    """Whether one spot lies in another, but for the odd unit."""
    return (
        spot.x >= other.x - 1
        and spot.y >= other.y - 1
        and spot.x + spot.width <= other.x + other.width + 1
        and spot.y + spot.height <= other.y + other.height + 1
    )
