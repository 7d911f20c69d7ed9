"""Opening an assessment as a book, and keeping its stored summary true."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from workbench.analysis.moving import waiting
from workbench.analysis.question import TENTHS, Tally, levels_of
from workbench.analysis.standing import Standing, count_in, rate_book, rate_counted
from workbench.analysis.summary import SUMMARY_VERSION, summarise
from workbench.content.loader import pack_from_source
from workbench.domain.assessment import Answer, AnswerState, Assessment, StoredPack, Strength, Workspace
from workbench.domain.book import Book
from workbench.domain.collector import collector_asleep
from workbench.domain.content import Pack, Question
from workbench.domain.listing import Listed
from workbench.domain.role import Role
from workbench.storage.kinds import BOOK_KINDS, VIA_RESPONDENT
from workbench.storage.store import Store
from workbench.storage.unit import Said, Unit


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
    """The answered questions that the pack no longer has, or not with every option chosen, as the last version
    worded them that had them."""
    missing = (book.answered_ids | set(book.consensus)) - set(book.pack.by_question)
    missing |= {question.id for question in book.pack.questions if waiting(book, question)}
    found: dict[str, tuple[Question, str]] = {}
    if not missing:
        return found
    for entry in unit.history(Assessment, book.assessment.id):
        stored = unit.find(StoredPack, entry.before.pack) if isinstance(entry.before, Assessment) else None
        if stored is not None and stored.id != book.pack.content_hash and missing - set(found):
            pack = pack_from_source(stored.source)
            for question in sorted((missing & set(pack.by_question)) - set(found)):
                found[question] = (pack.by_question[question], pack.version)
    return found


def open_book(store: Store, assessment_id: str) -> Book:
    """Read an assessment in a transaction of its own."""
    with store.unit("Open an assessment", writes=False) as unit, collector_asleep():
        return load(unit, assessment_id)


def stand(unit: Unit, assessment: Assessment, pack: Pack) -> tuple[Book, Standing]:
    """Rate an assessment from the file without making an object of every answer.

    The book has everything but answers and evidence; the standing is what `rate_book` gives for the whole.
    """
    workspace = unit.all(Workspace)[0]
    kinds = [kind for kind in BOOK_KINDS if kind not in VIA_RESPONDENT]
    rows = (entity for kind in kinds for entity in unit.of_assessment(kind, assessment.id))
    book = Book.of(workspace, pack, assessment, rows)
    return book, rate_counted(book, _counted(unit, assessment.id, pack))


def _counted(unit: Unit, assessment_id: str, pack: Pack) -> dict[str, dict[Role, Tally]]:
    levels = {question.id: levels_of(question) for question in pack.questions}
    roles = {role.value: role for role in Role}
    strengths = {None: TENTHS[None], **{each.value: TENTHS[each] for each in Strength}}
    found: dict[str, dict[Role, Tally]] = {}
    for said in unit.said(assessment_id):
        offered = levels.get(said.question)
        if offered is None:
            continue
        tallies = found.get(said.question)
        if tallies is None:
            tallies = found[said.question] = {}
        role = roles[said.role]
        if said.value is None or said.variant:
            count_in(tallies, _answer(said), role, offered)
            continue
        if said.value in offered:
            tally = tallies.get(role)
            if tally is None:
                tally = tallies[role] = Tally()
            tally.counts[said.value - 1] += 1
            tally.strong += strengths[said.strength]
    return found


def _answer(said: Said) -> Answer:
    return Answer(
        id="",
        respondent="",
        question=said.question,
        state=AnswerState(said.state),
        value=said.value,
        variant=said.variant,
        reason=said.reason,
        strength=Strength(said.strength) if said.strength else None,
        counts=json.loads(said.counts),
    )


def refresh_summary(store: Store, book: Book) -> dict[str, Any]:
    """Compute and store the figures the home screen shows for an open book."""
    figures = summarise(book, rate_book(book))
    with store.unit("Summary") as unit:
        unit.save_summary(book.assessment.id, unit.last_seq(book.assessment.id), figures)
    return figures


def listing(store: Store) -> list[Listed]:
    """List the assessments of a workspace, last changed first; a summary left stale by a crash is made anew, and kept where that can be."""
    with store.unit("List assessments", writes=False) as unit:
        rows = unit.listing()
        packs: dict[str, Pack] = {}
        figures: dict[str, dict[str, Any]] = {}
        with collector_asleep():
            for row in rows:
                if not _current(row):
                    pack = packs.get(row.assessment.pack) or load_pack_of(unit, row.assessment)
                    packs[row.assessment.pack] = pack
                    figures[row.assessment.id] = summarise(*stand(unit, row.assessment, pack))
    if figures and store.writable:
        with store.unit("Summaries") as unit:
            for assessment_id, each in figures.items():
                unit.save_summary(assessment_id, unit.last_seq(assessment_id), each)
    return [
        replace(row, figures=figures[row.assessment.id], fresh=True) if row.assessment.id in figures else row
        for row in rows
    ]


def _current(row: Listed) -> bool:
    return row.fresh and row.figures.get("version") == SUMMARY_VERSION
