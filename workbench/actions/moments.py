"""Moments that can be compared: assessments of the same pack's lineage as they are, and their snapshots."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.actions import books, frozen
from workbench.analysis.compare import Comparison, compare, finished_between, side_of, spoke
from workbench.analysis.standing import rate_book
from workbench.analysis.veil import without_names
from workbench.domain.assessment import Assessment, StoredPack
from workbench.domain.book import Book
from workbench.domain.snapshot import Snapshot
from workbench.domain.text import plural, short
from workbench.storage.store import Store
from workbench.storage.unit import Unit

FARTHEST = 20
"""How many assessments back a plan is followed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An assessment as it is (`snapshot` is ''), or as one of its snapshots froze it."""

    assessment: str
    snapshot: str
    title: str
    on: dt.date
    number: int = 0

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.assessment}/{self.snapshot}"

    @property
    def label(self) -> str:
        """How it is called in a list."""
        if not self.snapshot:
            return f"{self.title}, now"
        return f"{self.title} (snapshot {self.number}, {self.on.day} {self.on:%b %Y})"


def moments(store: Store, assessment_id: str) -> list[Moment]:
    """All moments of the assessments whose pack has the same lineage, the newest first; each assessment before its snapshots."""
    with store.unit("List moments", writes=False) as unit:
        lineage = {each.id: each.pack_id for each in unit.all(StoredPack)}
        mine = lineage[unit.get(Assessment, assessment_id).pack]
        found: list[Moment] = []
        listed = [each for each in unit.all(Assessment) if lineage.get(each.pack) == mine]
        for each in sorted(listed, key=lambda each: (each.date, each.id), reverse=True):
            found.append(Moment(each.id, "", each.title, each.date))
            taken = sorted(unit.all(Snapshot, assessment=each.id), key=lambda one: -one.number)
            found += [Moment(each.id, one.id, one.name, one.taken_on, one.number) for one in taken]
    return found


@dataclass(frozen=True)
class Looked:
    """Two moments and what moved between them."""

    before: Book
    after: Book
    found: Comparison


def look(store: Store, before: Moment, after: Moment, *, names: bool = True) -> Looked:
    """Open two moments and compare them; without `names` roles stand in the place of people.

    Raises:
        StorageError: when one of them is gone or damaged.
        ValueError: when their packs are not versions of one pack.
    """
    with store.unit("Compare", writes=False) as unit:
        then, now = _open(unit, before), _open(unit, after)
        known = origins(unit, then, now)
    if not names:
        then, now = without_names(then, now), without_names(now, then)
    done = finished_between(then.actions, now.actions, known)
    return Looked(then, now, compare(side_of(then, rate_book(then)), side_of(now, rate_book(now)), done))


def head(book: Book, moment: Moment | None) -> tuple[str, str]:
    """A moment as a picture names it, and how many people answered."""
    name = moment.title if moment is not None and moment.snapshot else book.assessment.title
    return short(name, 40), plural(len(spoke(book)), "respondent")


def _open(unit: Unit, moment: Moment) -> Book:
    if moment.snapshot:
        return frozen.read(unit, unit.get(Snapshot, moment.snapshot))
    return books.load(unit, moment.assessment)


def origins(unit: Unit, before: Book, after: Book) -> dict[str, str]:
    """The earlier id of each action of a plan that was carried forward: its code stays when it is."""
    if before.assessment.id == after.assessment.id:
        return {}
    name = after.assessment.carried_from
    for _ in range(FARTHEST):
        if name == before.assessment.id:
            known = {each.code: each.id for each in before.actions}
            return {each.id: known[each.code] for each in after.actions if each.code in known}
        found = unit.find(Assessment, name) if name else None
        name = found.carried_from if found else ""
    return {}
