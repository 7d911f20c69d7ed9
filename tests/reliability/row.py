"""One row of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A fault: its number, its name, what is done to bring it about, and what must come of it.

    `elsewhere` names test functions outside this folder ('tests/storage/test_unit.py::test_…') that prove it with every
    run of the quick tests; they are not done here again, and counted there (tests/proofs.py).
    """

    key: str
    fault: str
    done: str
    expected: str
    elsewhere: tuple[str, ...] = ()
