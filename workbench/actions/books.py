"""Opening an assessment as a book, and keeping its stored summary true."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from workbench.analysis.standing import rate_book
from workbench.analysis.summary import SUMMARY_VERSION, summarise
from workbench.content.loader import pack_from_source
from workbench.domain.assessment import Assessment, StoredPack, Workspace
from workbench.domain.book import Book
from workbench.domain.content import Pack, Question
from workbench.domain.listing import Listed
from workbench.storage.store import Store
from workbench.storage.unit import Unit


def load_pack_of(unit: Unit, assessment: Assessment) -> Pack:
    """The content pack an assessment was made with, as kept in the workspace."""
    return pack_from_source(unit.get(StoredPack, assessment.pack).source)


def load(unit: Unit, assessment_id: str) -> Book:
    """Read an assessment with everything in it."""
    assessment = unit.get(Assessment, assessment_id)
    workspace = unit.all(Workspace)[0]
    book = Book.of(workspace, load_pack_of(unit, assessment), assessment, unit.entries(assessment_id))
    book.retired.update(_retired(unit, book))
    return book


def _retired(unit: Unit, book: Book) -> dict[str, tuple[Question, str]]:
    """The answered questions that the pack no longer has, as the last version worded them that had them."""
    missing = (book.answered_ids | set(book.consensus)) - set(book.pack.by_question)
    found: dict[str, tuple[Question, str]] = {}
    if not missing:
        return found
    for entry in unit.history(Assessment, book.assessment.id):
        stored = unit.find(StoredPack, entry.before.pack) if isinstance(entry.before, Assessment) else None
        if stored is not None and missing - set(found):
            pack = pack_from_source(stored.source)
            for question in missing & set(pack.by_question) - set(found):
                found[question] = (pack.by_question[question], pack.version)
    return found


def open_book(store: Store, assessment_id: str) -> Book:
    """Read an assessment in a transaction of its own."""
    with store.unit("Open an assessment", writes=False) as unit, _collector_asleep():
        return load(unit, assessment_id)


@contextmanager
def _collector_asleep() -> Generator[None]:
    """Thousands of new objects set off the garbage collector, which finds nothing and takes as long as the reading."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


def refresh_summary(store: Store, book: Book) -> dict[str, Any]:
    """Compute and store the figures the home screen shows for an open book."""
    figures = summarise(book, rate_book(book))
    with store.unit("Summary") as unit:
        unit.save_summary(book.assessment.id, unit.last_seq(book.assessment.id), figures)
    return figures


def listing(store: Store, *, writable: bool = True) -> list[Listed]:
    """List the assessments of a workspace, last changed first; a summary left stale by a crash is made anew."""
    with store.unit("List assessments", writes=False) as unit:
        rows = unit.listing()
        stale = [row.assessment.id for row in rows if not _current(row)]
        opened = {each: load(unit, each) for each in stale}
    figures = {key: summarise(book, rate_book(book)) for key, book in opened.items()}
    if figures and writable:
        with store.unit("Summaries") as unit:
            for assessment_id, each in figures.items():
                unit.save_summary(assessment_id, unit.last_seq(assessment_id), each)
    return [
        replace(row, figures=figures[row.assessment.id], fresh=True) if row.assessment.id in figures else row
        for row in rows
    ]


def _current(row: Listed) -> bool:
    return row.fresh and row.figures.get("version") == SUMMARY_VERSION
