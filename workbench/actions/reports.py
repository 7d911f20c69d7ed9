"""Reports that were made: each is frozen as a snapshot, so that the next one can say what changed since."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, replace

from workbench.actions import books, frozen, snapshots
from workbench.actions.edit import Edit
from workbench.actions.moments import FARTHEST, origins
from workbench.domain.assessment import Assessment, Workspace
from workbench.domain.book import Book
from workbench.domain.snapshot import Snapshot
from workbench.exchange.picture import is_kept
from workbench.reports.brand import Branding
from workbench.reports.earlier import Earlier
from workbench.storage.errors import StorageError
from workbench.storage.store import Store
from workbench.storage.unit import Unit

NO_LOGO = (
    "What is kept as the client's logo is no picture, so the report is made without it. Take another logo."
)


@dataclass(frozen=True)
class Made:
    """What a report is made of besides the book: its proof, the client's brand and the report before it.

    `content` is the SHA-256 of everything the assessment holds, `snapshot` the newest one frozen with just that content
    and `following` the number the next snapshot gets. `trouble` says in a sentence what the report has to do without.
    """

    book: Book
    content: str
    snapshot: Snapshot | None
    following: int
    brand: Branding
    earlier: Earlier | None
    trouble: str = ""

    @property
    def number(self) -> int:
        """The number of the snapshot that a report made now is known by."""
        return self.snapshot.number if self.snapshot else self.following


def prepare(store: Store, assessment_id: str, number: int | None = None) -> Made:
    """Read what a report is made of, all at one moment: an assessment as it is, or as snapshot `number` froze it.

    Raises:
        StorageError: when it cannot be read.
        ValueError: when there is no such snapshot.
    """
    with store.unit("Prepare a report", writes=False) as unit:
        if number is not None:
            return _of_snapshot(unit, assessment_id, number)
        book = books.load(unit, assessment_id)
        brand = brand_of(unit)
        content = frozen.digest(frozen.write(unit, assessment_id))
        same = [each for each in book.snapshots if each.sha256 == content]
        return Made(
            book=book,
            content=content,
            snapshot=max(same, key=lambda each: each.number, default=None),
            following=snapshots.next_number(unit, assessment_id),
            brand=brand,
            earlier=_earlier(unit, book, content),
            trouble=_trouble(unit, brand),
        )


def _of_snapshot(unit: Unit, assessment_id: str, number: int) -> Made:
    taken = unit.all(Snapshot, assessment=assessment_id)
    found = next((each for each in taken if each.number == number), None)
    if found is None:
        there = ", ".join(str(each.number) for each in sorted(taken, key=lambda each: each.number))
        raise ValueError(
            f"There is no snapshot {number}; {f'there are {there}' if there else 'none was taken yet'}."
        )
    book = frozen.read(unit, found)
    following = snapshots.next_number(unit, assessment_id)
    earlier = _earlier(unit, book, found.sha256, before=number)
    brand = brand_of(unit)
    return Made(book, found.sha256, found, following, brand, earlier, _trouble(unit, brand))


def _trouble(unit: Unit, brand: Branding) -> str:
    return NO_LOGO if unit.all(Workspace)[0].brand.logo and not brand.logo else ""


def brand_of(unit: Unit) -> Branding:
    """The client's brand with its logo; without a logo where what is kept as one is no picture."""
    brand = unit.all(Workspace)[0].brand
    logo = b""
    if brand.logo:
        with suppress(StorageError):
            logo = unit.blob(brand.logo)
    return Branding(
        logo=logo if is_kept(logo) else b"", accent=brand.accent, cover=brand.cover, footer=brand.footer
    )


def _earlier(unit: Unit, book: Book, content: str, before: int | None = None) -> Earlier | None:
    """The last report of other content: of this assessment, or of the ones it was carried forward from."""
    assessment = book.assessment
    lineage = book.pack.id
    for _ in range(FARTHEST):
        taken = unit.all(Snapshot, assessment=assessment.id)
        told = [
            each
            for each in taken
            if each.report and each.sha256 != content and (before is None or each.number < before)
        ]
        before = None
        if told:
            last = max(told, key=lambda each: each.number)
            then = frozen.read(unit, last)
            if then.pack.id != lineage:
                return None
            return Earlier(then, last.taken_on, last.number, last.report, origins(unit, then, book))
        found = unit.find(Assessment, assessment.carried_from) if assessment.carried_from else None
        if found is None:
            return None
        assessment = found
    return None


def record(assessment_id: str, content: str, name: str, edition: str, day: dt.date, by: str = "") -> Edit:
    """Freeze what a report was made of, unless a snapshot has just that content, and note that it went out.

    The edit raises `ValueError` when the assessment was changed since the report was prepared.
    """

    def do(unit: Unit) -> None:
        if frozen.digest(frozen.write(unit, assessment_id)) != content:
            raise ValueError("The assessment changed while its report was made; make the report again.")
        same = [each for each in unit.all(Snapshot, assessment=assessment_id) if each.sha256 == content]
        if not same:
            snapshots.take(assessment_id, name, day, by=by, report=edition).do(unit)
            return
        newest = max(same, key=lambda each: each.number)
        if not newest.report:
            unit.put(replace(newest, report=edition))

    return Edit("Freeze what the report was made of", do)
