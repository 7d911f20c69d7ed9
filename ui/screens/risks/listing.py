"""The risks as a list: its columns, what a filter finds, the catalogue, and what a crowded cell holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ui.dialogs.pick import Choice
from ui.models.entries import Column, text_cell
from ui.screens.risks.cells import owner_cell, steps, zone_cell
from workbench.analysis import risk as zones
from workbench.analysis.exposure import When, exposure
from workbench.charts.calendar import day_words
from workbench.domain.book import Book
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind

_NAMES = {RiskKind.THREAT: "Threats", RiskKind.OPPORTUNITY: "Opportunities"}


def columns(criteria: Callable[[], RiskCriteria], done: Callable[[], Collection[str]]) -> Sequence[Column]:
    """The columns of the register; `done` gives the ids of the actions that are done."""
    return (
        Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: (each.kind, each.position)),
        Column(
            "Risk", 0, lambda each: text_cell(each.title), lambda each: each.title.casefold(), edits="title"
        ),
        Column(
            "Zone, before and after",
            204,
            lambda each: zone_cell(each, criteria(), done()),
            lambda each: zones.sort_key(each, criteria()),
        ),
        Column(
            "Steps",
            84,
            lambda each: text_cell(steps(exposure(each, criteria())), "ink2"),
            lambda each: _steps_order(each, criteria()),
            least=760,
        ),
        Column(
            "Owner",
            150,
            lambda each: owner_cell(each, criteria()),
            lambda each: (not zones.missing(each, criteria()), each.owner.casefold()),
            least=560,
        ),
        Column(
            "Due",
            100,
            lambda each: text_cell(day_words(each.due) if each.due else "–", "ink2"),
            lambda each: (each.due is None, each.due),
            least=860,
        ),
    )


def _steps_order(each: Risk, criteria: RiskCriteria) -> int:
    found = exposure(each, criteria)
    return -(found.frequency_step + found.impact_step) if found else 0


def haystack(each: Risk, criteria: RiskCriteria) -> str:
    """Everything a filter looks in."""
    known = (zones.zone_today(each, criteria), zones.zone_after(each, criteria))
    words = [zone.word(each.kind) for zone in known if zone]
    return " ".join((each.code, each.title, each.cause, each.event, each.owner, each.kind.label, *words))


def catalogue(book: Book) -> Sequence[Choice]:
    """The risks of the content pack, threats first."""
    have = {(each.kind, each.title) for each in book.risks}
    listed = sorted(book.pack.risks, key=lambda each: list(RiskKind).index(RiskKind(each.kind)))
    return [
        Choice(
            each.id,
            each.title,
            each.consequence or each.detail,
            _NAMES[RiskKind(each.kind)],
            (RiskKind(each.kind), each.title) in have,
        )
        for each in listed
    ]


def in_cell(key: str, risks: Sequence[Risk], criteria: RiskCriteria) -> list[tuple[str, str]]:
    """What lies in a cell of the matrix, in words and by id; `key` is kind, frequency and impact, split by ':'."""
    kind, frequency, impact = key.split(":")
    place = (int(frequency), int(impact))
    return [
        (f"{each.code}  {each.title}{after}", each.id)
        for each in zones.ranked(zones.live(risks), criteria)
        for after, found in (
            ("", exposure(each, criteria)),
            (", after treatment", exposure(each, criteria, When.AFTER)),
        )
        if each.kind == kind and found is not None and (found.frequency_step, found.impact_step) == place
    ]
