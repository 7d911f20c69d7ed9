"""Answers that come back: 30 files of 100 answers read in the child process and compared, and taken in; a vote revealed."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.measure import Row, clock
from tests.exchange.forms import fill, made
from workbench.actions import books, demo, invitations, meetings, respondents, votes
from workbench.actions.edit import perform, together
from workbench.actions.intake import Source, take, take_all
from workbench.actions.intake_rows import Comparison, compare, compare_all
from workbench.actions.packing import pack_of
from workbench.analysis.room import finding, seats, spread
from workbench.analysis.standing import rate_book
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState
from workbench.domain.book import Book
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.role import Role
from workbench.exchange.answer_pack import pack_bytes
from workbench.exchange.reading import FileRead, read_files
from workbench.storage import backups
from workbench.storage.store import Store

_PEOPLE, _ANSWERS = 30, 100
_NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
_LATER = "2026-11-25T16:05:00+00:00"
_A = demo.ASSESSMENT_ID
_M = "m" * 32


def run() -> Iterator[Row]:
    """The rows of this file; every yardstick is the limit that was set."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo.create(folder / "demo.srew", dt.date(2026, 11, 22)).close()
        with Store.open(folder / "demo.srew") as store:
            yield from _files(store, folder)
            yield _reveal(store)


def _files(store: Store, folder: Path) -> Iterator[Row]:
    added = [
        respondents.add(_A, Role.ENGINEER, respondent_id=f"{n:032}", role_title=f"Engineer {n}")
        for n in range(_PEOPLE)
    ]
    everything = [each.id for each in books.open_book(store, _A).questions]
    asked = [invitations.invite(f"{n:032}", everything) for n in range(_PEOPLE)]
    perform(store, together("Many", [*added, *asked]))
    book = books.open_book(store, _A)
    packs = [_answered(book, f"{n:032}") for n in range(_PEOPLE)]
    paths = [folder / f"{n}.sreanswers" for n in range(_PEOPLE)]
    for path, pack in zip(paths, packs, strict=True):
        path.write_bytes(pack_bytes(pack))
    forms = [folder / f"{n}.pdf" for n in range(_PEOPLE)]
    for path, pack in zip(forms, packs, strict=True):
        path.write_bytes(_filled(book, pack))
    took = clock(lambda: _compared(book, paths))
    yield Row("30 answer packs of 100 answers, previewed", took, "a limit of 3 s", 3000, 1, 0.5)
    took = clock(lambda: _compared(book, forms))
    yield Row("30 filled forms of 100 answers, previewed", took, "a limit of 12 s", 12_000, 1, 0.75)
    compared, read = _compared(book, paths)
    edits = [
        take(each, each.usual, Source(file.path.name, "pack", file.sha256), _NOW)
        for each, file in zip(compared, read, strict=True)
    ]
    # As the window does it while the files are read.
    backups.make(store.path, "before-import", _NOW)
    took = clock(lambda: perform(store, take_all(edits)))
    yield Row("30 packs of 100 answers, taken in", took, "a limit of 1 s", 1000, 1, 0.5)


def _answered(book: Book, who: str) -> AnswerPack:
    """Everything is asked, whatever the role: no role alone is asked 100 questions."""
    respondent = next(each for each in book.respondents if each.id == who)
    pack = pack_of(book, respondent, _NOW)
    assert len(pack.questions) == _ANSWERS
    said = {
        each.id: Given(
            question=each.id,
            state=AnswerState.RATED,
            value=each.options[n % len(each.options)].level,
            note=f"Note {n}",
        )
        for n, each in enumerate(pack.questions)
    }
    return pack.with_answers(said, _LATER)


def _filled(book: Book, pack: AnswerPack) -> bytes:
    places = {("answer", each.id): f"/{n % len(each.options)}" for n, each in enumerate(pack.questions)}
    notes = {("comment", each.id): f"Note {n}" for n, each in enumerate(pack.questions)}
    return fill(made(book, replace(pack, answers=())), {**places, **notes})


def _compared(book: Book, paths: list[Path]) -> tuple[list[Comparison], list[FileRead]]:
    read = read_files(paths)
    found = [compare(book, each.read.pack) for each in read if each.read is not None]
    assert len(found) == len(paths)
    assert all(len(each.usual) == _ANSWERS for each in found)
    return compare_all(found), read


def _reveal(store: Store) -> Row:
    """From the key to everything that is shown: the edit, the figures, the spread by role and its sentence."""
    book = books.open_book(store, _A)
    people = tuple(each.id for each in book.people())
    perform(store, meetings.add(_A, "Stage 4", entity_id=_M, present=people))
    asked = [each.id for each in book.questions[:6]]
    for question in asked:
        spoken = [votes.speak(_M, question, who, str(n % 5 + 1)) for n, who in enumerate(people)]
        perform(store, together("Voices", [*spoken, votes.raise_hands(_M, question, Role.MANAGER, "2", 5)]))
    book = books.open_book(store, _A)
    standing = rate_book(book)

    def reveal(question: str) -> None:
        nonlocal standing
        touched = book.apply(perform(store, votes.reveal(_M, question)).changes)
        standing = rate_book(book, standing, touched)
        asked_now = book.pack.by_question[question]
        shown = spread(book, asked_now)
        assert finding(asked_now, standing.questions[question], shown)
        vote = next(each for each in book.all(Vote) if each.question == question)
        assert seats(book, book.all(Meeting)[0], vote, question)

    reveal(asked[0])
    took = sorted(clock(lambda question=question: reveal(question)) for question in asked[1:])[2]
    return Row("a vote of 49 people revealed, on the disk", took, "a limit of 100 ms", 100, 1, 0.5)
