"""Saving an answer, opening an assessment, rescoring it."""

from __future__ import annotations

import datetime as dt
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from tests.benchmarks.measure import Row, alternate, clock
from workbench.actions import answers, assessments, books
from workbench.actions.edit import perform
from workbench.analysis.stability import _gammas
from workbench.analysis.standing import rate_book
from workbench.analysis.sureness import surenesses
from workbench.content.loader import built_in_pack, pack_from_source
from workbench.domain.assessment import Answer, AnswerState, Assessment, Respondent, Workspace
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.entity import new_id
from workbench.domain.role import Role
from workbench.storage.kinds import TABLES
from workbench.storage.store import Store

SAVES = 60
MANY = 50


def pack_of(count: int) -> tuple[Pack, str]:
    """The built-in pack with its questions doubled until there are `count`, and its source."""
    pack, source = built_in_pack()
    times = -(-count // len(pack.questions))
    tree = json.loads(source)
    for capability in tree["capabilities"]:
        capability["questions"] = [
            {key: value for key, value in question.items() if key != "essential" or i == 0}
            | {"id": f"{question['id']}-{i}"}
            for i in range(times)
            for question in capability["questions"]
        ]
    source = json.dumps(tree, ensure_ascii=False)
    return pack_from_source(source), source


def large_book(questions: int = 200, people: int = 30) -> Book:
    """One assessment of 200 questions by 30 respondents, every question answered by everyone."""
    pack, _ = pack_of(questions)
    assessment = Assessment(id="a", title="Large", date=dt.date(2026, 1, 1), pack="p")
    rng = random.Random(1)
    voices = [Respondent(id=f"r{i}", assessment="a", role=list(Role)[i % 4]) for i in range(people)]
    said = [
        Answer(
            id=f"{v.id}{q.id}",
            respondent=v.id,
            question=q.id,
            state=AnswerState.RATED,
            value=rng.randint(1, 5),
        )
        for v in voices
        for q in pack.questions
    ]
    return Book.of(Workspace(id="w", client="c"), pack, assessment, [*voices, *said])


def run() -> Iterator[Row]:
    """The rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        yield _saving(Path(folder))
        yield _opening(Path(folder))
    book = large_book()
    standing = rate_book(book)
    touched = {book.questions[77].id}
    ours, whole = alternate(
        lambda: clock(lambda: rate_book(book, standing, touched)), lambda: clock(lambda: rate_book(book))
    )
    yield Row("rescoring after one answer, 200 by 30", ours, "30 ms", 30, 1, 1 / 3)
    yield Row("scoring all of it, 200 by 30", whole, "300 ms", 300, 1, 1 / 3)
    yield _surely(book)
    with tempfile.TemporaryDirectory() as folder:
        yield from _scoring_many(Path(folder))


def _surely(book: Book) -> Row:
    """All that is not on the way of an answer: draws, roles and questions left out, in words."""

    def judged() -> float:
        _gammas.cache_clear()
        standing = rate_book(book)
        return clock(lambda: surenesses(standing, book.pack))

    ours, _ = alternate(judged, lambda: 0.0, rounds=3)
    return Row("how sure every level is, 200 by 30", ours, "1,000 ms", 1000, 1, 1 / 2)


def _scoring_many(folder: Path) -> Iterator[Row]:
    """Many assessments read from one file and scored, and how that grows with their number."""
    pack, source = pack_of(200)
    book = large_book()
    store = Store.create(folder / "many.srew", "Client")
    perform(store, assessments.create(pack, source, "A", dt.date(2026, 1, 1), list(Role), assessment_id="a"))
    with store.unit("Fill") as unit:
        unit.put_all(book.respondents)
        unit.put_all(book.all(Answer))
    names = ["a", *(f"a{i}" for i in range(1, MANY))]
    assert store._engine is not None
    with store._engine.begin() as connection:
        for name in names[1:]:
            _copy(connection, name)

    def all_of(count: int) -> None:
        with store.unit(writes=False) as unit:
            known = {each.id: each for each in unit.all(Assessment)}
            for name in names[:count]:
                books.stand(unit, known[name], pack)

    def scored(count: int) -> float:
        return clock(lambda: all_of(count))

    all_of_them, few = alternate(lambda: scored(MANY), lambda: scored(MANY // 5), rounds=3)
    store.close()
    yield Row(f"scoring {MANY} from the file, 200 by 30", all_of_them, "2,000 ms", 2000, 1, 3 / 4)
    yield Row(
        f"scoring {MANY} from the file, each",
        all_of_them / MANY,
        f"each of {MANY // 5}",
        few * 5 / MANY,
        1.3,
        1.1,
    )


def _copy(connection: sa.Connection, name: str) -> None:
    """Copy assessment 'a' with its respondents and answers, without a history."""
    for kind, own, parent in (
        (Assessment, "", ""),
        (Respondent, "assessment", ""),
        (Answer, "", "respondent"),
    ):
        table = TABLES[kind]
        values = [
            sa.literal(name)
            if column.name == own or (column.name == "id" and kind is Assessment)
            else (column + f"-{name}")
            if column.name in ("id", parent)
            else column
            for column in table.columns
        ]
        rows = sa.select(*values).where(~table.c.id.contains("-a"))
        if kind is Assessment:
            rows = rows.where(table.c.id == "a")
        connection.execute(sa.insert(table).from_select([column.name for column in table.columns], rows))


def _saving(folder: Path) -> Row:
    pack, source = built_in_pack()
    store = Store.create(folder / "save.srew", "Client")
    person = new_id()
    perform(
        store, assessments.create(pack, source, "A", dt.date(2026, 1, 1), list(Role), assessment_id="a" * 32)
    )
    from workbench.actions import respondents

    perform(store, respondents.add("a" * 32, Role.MANAGER, respondent_id=person))
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "secure_delete=ON"):
        bare.execute(f"PRAGMA {pragma}")
    bare.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, value INT, version INT)")
    bare.execute("CREATE TABLE history (seq INTEGER PRIMARY KEY, at TEXT, before TEXT, after TEXT)")
    bare.execute("INSERT INTO answer VALUES ('x', 1, 1)")

    def ours() -> float:
        start = time.perf_counter()
        for i in range(SAVES):
            perform(store, answers.rate(person, "SPON-1", i % 5 + 1))
        return (time.perf_counter() - start) * 1000 / SAVES

    def theirs() -> float:
        start = time.perf_counter()
        for i in range(SAVES):
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("UPDATE answer SET value = ?, version = version + 1 WHERE id = 'x'", (i % 5 + 1,))
            bare.execute(
                "INSERT INTO history (at, before, after) VALUES (?, ?, ?)", (str(i), "{}" * 150, "{}" * 150)
            )
            bare.execute("COMMIT")
        return (time.perf_counter() - start) * 1000 / SAVES

    mine, bare_time = alternate(ours, theirs)
    store.close()
    bare.close()
    return Row(
        "answer durable, with its history",
        mine,
        "bare sqlite3 commits, same pragmas and rows",
        bare_time,
        3,
        1.2,
    )


def _opening(folder: Path) -> Row:
    book = large_book()
    pack, source = pack_of(200)
    store = Store.create(folder / "open.srew", "Client")
    perform(store, assessments.create(pack, source, "A", dt.date(2026, 1, 1), list(Role), assessment_id="a"))
    with store.unit("Fill") as unit:
        unit.put_all(book.respondents)
        unit.put_all(book.all(Answer))
    table = TABLES[Answer]

    engine = store._engine
    assert engine is not None

    def core() -> float:
        def read() -> None:
            with engine.connect() as connection:
                for row in connection.execute(sa.select(table)).mappings():
                    dict(row)

        return clock(read)

    ours, theirs = alternate(lambda: clock(lambda: books.open_book(store, "a")), core)
    store.close()
    return Row("opening an assessment, 200 by 30", ours, "Core rows of the same answers", theirs, 2, 1)
