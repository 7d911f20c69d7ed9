"""Files that came back, held against the assessment, and what is chosen of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.actions.edit import Edit
from workbench.actions.intake import Moment, Source, moments, take, take_all
from workbench.actions.intake_rows import Comparison, NotOurs, Row, RowKind, compare, compare_all
from workbench.domain.book import Book
from workbench.domain.invitation import Intake
from workbench.exchange.reading import FileRead
from workbench.storage.store import Store

_ROOM = "open it with 'Open workspace', or drop it on the window alone."


@dataclass(frozen=True)
class Incoming:
    """A file: what comes of it, or the sentence that says why nothing does.

    `known` is when the same file was taken in before, '' when it was not; `moments` says who saved what it would replace.
    """

    file: FileRead
    comparison: Comparison | None = None
    problem: str = ""
    known: str = ""
    moments: dict[str, Moment] = field(default_factory=dict[str, Moment])

    @property
    def whose(self) -> str:
        """The id of the respondent it is of; '' where that is not known."""
        return self.comparison.respondent.id if self.comparison else ""

    @property
    def takes(self) -> list[Row]:
        """The rows that would write something."""
        return [row for row in self.comparison.rows if row.kind.takes] if self.comparison else []


def compared(store: Store, book: Book, files: Sequence[FileRead]) -> list[Incoming]:
    """Hold all files against a book that stays as it is; one that belongs elsewhere costs only itself."""
    before: dict[str, str] = {}
    for each in book.all(Intake):
        before[each.sha256] = max(before.get(each.sha256, ""), each.at)
    found: list[tuple[FileRead, Comparison | None, str]] = []
    for file in files:
        if file.session is not None:
            found.append((file, None, f"'{file.path.name}' is from another room: {_ROOM}"))
            continue
        if file.read is None:
            found.append((file, None, file.problem))
            continue
        try:
            found.append((file, compare(book, file.read.pack), ""))
        except NotOurs as problem:
            found.append((file, None, f"'{file.path.name}' was not taken in: {problem}"))
    settled = iter(compare_all([each for _, each, _ in found if each is not None]))
    with store.unit("Compare answers", writes=False) as unit:
        return [
            Incoming(file, done := next(settled), "", before.get(file.sha256, ""), moments(unit, done))
            if each is not None
            else Incoming(file, None, problem)
            for file, each, problem in found
        ]


class Choice:
    """Which rows of which files are taken; of two that differ on one question only one can be."""

    def __init__(self, files: Sequence[Incoming]) -> None:
        self.files = list(files)
        self._rows = [{row.question: row for row in each.takes} for each in files]
        self._chosen: list[set[str]] = [
            set(each.comparison.usual) if each.comparison else set() for each in files
        ]
        # Which files answer the same question for the same person, and what each says.
        self._said: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        for at, rows in enumerate(self._rows):
            for question, row in rows.items():
                self._said[files[at].whose, question][at] = row.there.digest

    def rows(self, at: int) -> Mapping[str, Row]:
        """The rows of a file that would write something, by question."""
        return self._rows[at]

    def chosen(self, at: int) -> frozenset[str]:
        """The questions taken from a file."""
        return frozenset(self._chosen[at])

    @property
    def count(self) -> int:
        """How many answers are taken, from all files; one that several files give is one."""
        return len(
            {(self.files[at].whose, each) for at, chosen in enumerate(self._chosen) for each in chosen}
        )

    @property
    def offered(self) -> int:
        """How many different answers could be taken."""
        return sum(len(set(said.values())) for said in self._said.values())

    def set(self, at: int, question: str, on: bool) -> None:
        """Take an answer of a file or not; one that differs from it and was taken before gives way."""
        if question not in self._rows[at]:
            return
        if not on:
            self._chosen[at].discard(question)
            return
        said = self._said[self.files[at].whose, question]
        for other, digest in said.items():
            if digest != said[at]:
                self._chosen[other].discard(question)
        self._chosen[at].add(question)

    def set_many(self, on: bool, kinds: Collection[RowKind]) -> None:
        """Take all rows of some kinds or none, of all files; of two that differ the last one stands."""
        for at, rows in enumerate(self._rows):
            for question, row in rows.items():
                if row.kind in kinds:
                    self.set(at, question, on)

    def _goes_in(self, at: int) -> bool:
        """Whether anything comes of a file: answers, or that it came back with nothing new in it."""
        each = self.files[at]
        if each.comparison is None:
            return False
        return bool(self._chosen[at]) or (not self._rows[at] and not each.known)

    @property
    def files_in(self) -> list[int]:
        """The files that anything comes of."""
        return [at for at in range(len(self.files)) if self._goes_in(at)]

    def edit(self, at: dt.datetime, by: str) -> Edit:
        """The one edit that takes in what is chosen."""
        edits: list[Edit] = []
        for number in self.files_in:
            each = self.files[number]
            assert each.comparison is not None
            assert each.file.read is not None
            source = Source(each.file.path.name, each.file.read.kind, each.file.sha256)
            problems = len(each.file.read.problems)
            edits.append(take(each.comparison, self._chosen[number], source, at, by, problems))
        return take_all(edits)
