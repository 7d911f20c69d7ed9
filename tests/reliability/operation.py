"""What an operation is that is disturbed, and the workspace it starts from."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.checker import Lost
from tests.storage.steps import ASSESSMENT, held, prepare, step
from workbench.actions import books
from workbench.actions.edit import perform
from workbench.content.loader import built_in_pack
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.storage import backups
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

DATABASES = Path(__file__).parents[1] / "databases"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
STEPS = 6
"""How many steps the workspace holds before anything happens to it."""
SAVES = 3
Say = Callable[[object], None]
Run = Callable[[Say], None]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: how its folder is laid out, what is run (first what is not disturbed), and what must hold."""

    name: str
    lay_out: Callable[[Path], None]
    ready: Callable[[Path], Run]
    check: Callable[[Path, Sequence[str], object], None]


def workspace(folder: Path) -> Path:
    """The workspace of a folder."""
    return folder / "ws" / "client.srew"


@functools.cache
def _pack() -> tuple[Pack, str]:
    return built_in_pack()


def base(folder: Path) -> None:
    """A workspace with some steps in it, which has been copied once."""
    for name in ("ws", "out"):
        (folder / name).mkdir(parents=True)
    os.environ[HOME_VARIABLE] = str(folder / "home")
    prepare(workspace(folder), *_pack())
    backups.make(workspace(folder), "opened", NOW)
    with Store.open(workspace(folder)) as store:
        for number in range(STEPS):
            perform(store, step(number))


def holds_steps(last: int) -> Callable[[Store], None]:
    """See that so many steps are there, at most one more, and each whole."""

    def holds(store: Store) -> None:
        try:
            held(store, last)
        except (AssertionError, KeyError) as problem:
            raise Lost(f"not what was acknowledged ({last}): {problem}") from problem

    return holds


def book_of(store: Store) -> Book:
    return books.open_book(store, ASSESSMENT)


def is_sentence(said: str) -> bool:
    """Whether an error speaks to people: a sentence of ours, not a driver's words."""
    return (said[:1].isupper() or said[:1] == "'") and said.endswith(".") and "Error" not in said


def speaks(problem: Exception, why: object) -> None:
    """See that an error speaks to people.

    Raises:
        AssertionError: when it does not.
    """
    if not is_sentence(str(problem)):
        raise AssertionError(f"no sentence: {problem!r} {why}")
