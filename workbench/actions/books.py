"""Opening an assessment as a book, and keeping its stored summary true."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from workbench.analysis.standing import rate_book
from workbench.analysis.summary import SUMMARY_VERSION, summarise
from workbench.content.loader import pack_from_source
from workbench.domain.assessment import Assessment, StoredPack, Workspace
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.storage.store import Store
from workbench.storage.unit import Unit


@dataclass(frozen=True)
class Listed:
    """An assessment as a list shows it: `figures` from `analysis.summary`, `changed` with what was done."""

    assessment: Assessment
    figures: dict[str, Any]
    changed: dt.datetime | None
    what: str


def load_pack_of(unit: Unit, assessment: Assessment) -> Pack:
    """The content pack an assessment was made with, as kept in the workspace."""
    return pack_from_source(unit.get(StoredPack, assessment.pack).source)


def load(unit: Unit, assessment_id: str) -> Book:
    """Read an assessment with everything in it."""
    assessment = unit.get(Assessment, assessment_id)
    workspace = unit.all(Workspace)[0]
    return Book.of(workspace, load_pack_of(unit, assessment), assessment, unit.entries(assessment_id))


def open_book(store: Store, assessment_id: str) -> Book:
    """Read an assessment in a transaction of its own."""
    with store.unit("Open an assessment", writes=False) as unit:
        return load(unit, assessment_id)


def refresh_summary(store: Store, book: Book) -> dict[str, Any]:
    """Compute and store the figures the home screen shows for an open book."""
    figures = summarise(book, rate_book(book))
    with store.unit("Summary") as unit:
        unit.save_summary(book.assessment.id, unit.last_seq(book.assessment.id), figures)
    return figures


def listing(store: Store, *, writable: bool = True) -> list[Listed]:
    """List the assessments of a workspace, last changed first; a summary left stale by a crash is made anew."""
    with store.unit("List assessments", writes=False) as unit:
        assessments = unit.all(Assessment)
        stale = [each for each in assessments if _stored(unit, each) is None]
        books = [load(unit, each.id) for each in stale]
    fresh = {book.assessment.id: summarise(book, rate_book(book)) for book in books}
    if fresh and writable:
        with store.unit("Summaries") as unit:
            for assessment_id, figures in fresh.items():
                unit.save_summary(assessment_id, unit.last_seq(assessment_id), figures)
    with store.unit("List assessments", writes=False) as unit:
        rows = [_listed(unit, each, fresh) for each in assessments]
    oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(rows, key=lambda row: row.changed or oldest, reverse=True)


def _stored(unit: Unit, assessment: Assessment) -> dict[str, Any] | None:
    found = unit.summary(assessment.id)
    if (
        found is None
        or found[0] != unit.last_seq(assessment.id)
        or found[1].get("version") != SUMMARY_VERSION
    ):
        return None
    return found[1]


def _listed(unit: Unit, assessment: Assessment, fresh: dict[str, dict[str, Any]]) -> Listed:
    figures = fresh.get(assessment.id) or _stored(unit, assessment) or {}
    changed = unit.last_change(assessment.id)
    return Listed(assessment, figures, changed[0] if changed else None, changed[1] if changed else "")
