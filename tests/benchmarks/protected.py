"""What a passphrase costs: the same saves and the same reading, with one and without, in one run."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.data import SAVES, large_book, pack_of
from tests.benchmarks.measure import Row, alternate, clock
from workbench.actions import answers, assessments, books
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer, Respondent
from workbench.domain.key import Key, derive
from workbench.domain.role import Role
from workbench.storage.store import Store


def run() -> Iterator[Row]:
    """The rows of this file; every yardstick is ours without a passphrase."""
    key = Key(os.urandom(32), os.urandom(16))
    with tempfile.TemporaryDirectory() as name:
        closed, bare = (
            _filled(Path(name) / f"{kind}.srew", k) for kind, k in (("closed", key), ("bare", None))
        )
        with Store.open(closed, key=key) as one, Store.open(bare) as other:
            ours, theirs = alternate(_saving(one), _saving(other))
            yield Row("answer durable, protected", ours, "the same without a passphrase", theirs, 1.3, 1.15)
            ours, theirs = alternate(lambda: _loading(one), lambda: _loading(other))
            yield Row("opening an assessment, protected", ours, "the same without", theirs, 1.5, 1.2)
        ours, theirs = alternate(lambda: _opened(closed, key), lambda: _opened(bare, None))
        yield Row("opening the file and an assessment, protected", ours, "the same without", theirs, 1.5, 1.2)
    took = clock(lambda: derive("otter lamp gravel nine", os.urandom(16)))
    yield Row("key from a passphrase, once for each opening", took, "a limit of 500 ms", 500, 1, 0.5)


def _filled(path: Path, key: Key | None) -> Path:
    pack, source = pack_of(200)
    book = large_book()
    with Store.create(path, "Client", key=key) as store:
        perform(
            store, assessments.create(pack, source, "A", dt.date(2026, 1, 1), list(Role), assessment_id="a")
        )
        with store.unit("Fill") as unit:
            unit.put_all(book.all(Respondent))
            unit.put_all(book.all(Answer))
    return path


def _saving(store: Store) -> Callable[[], float]:
    asked = [each.id for each in large_book().questions]
    turn = [0]

    def save() -> float:
        """Milliseconds for each of some answers, the last row of history on disk."""
        turn[0] += 1
        start = time.perf_counter()
        for number in range(SAVES):
            perform(store, answers.rate("r0", asked[number], (number + turn[0]) % 5 + 1))
        return (time.perf_counter() - start) * 1000 / SAVES

    return save


def _loading(store: Store) -> float:
    return clock(lambda: books.open_book(store, "a"))


def _opened(path: Path, key: Key | None) -> float:
    def whole() -> None:
        with Store.open(path, key=key) as store:
            books.open_book(store, "a")

    return clock(whole)
