"""Keeps a report within a number of pages: first what only helps to read it goes, then the ends of long sections."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.reports.layout import Page, Section

SPARED = ("reading",)
"""What is left out first, since it holds nothing of the assessment."""
CUT = "The rest of this section is in the full report."

Paged = list[tuple[Section, list[Page]]]


def within(paged: Sequence[tuple[Section, list[Page]]], most: int) -> Paged:
    """The sections with as many of their pages as `most` allows, the last sections cut first and never silently.

    There must be no more sections than pages, but for those that can be spared.
    """
    found = list(paged)
    for key in SPARED:
        if _count(found) > most:
            found = [pair for pair in found if pair[0].key != key]
    for at in range(len(found) - 1, -1, -1):
        over = _count(found) - most
        section, pages = found[at]
        if over > 0 and len(pages) > 1:
            kept = pages[: max(1, len(pages) - over)]
            kept[-1].carried_on, kept[-1].cut = False, CUT
            found[at] = (section, kept)
    return found


def _count(paged: Sequence[tuple[Section, list[Page]]]) -> int:
    return sum(len(pages) for _, pages in paged)
