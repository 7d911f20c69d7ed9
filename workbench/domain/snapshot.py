"""A snapshot: an assessment as it was on a day, frozen (stage 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.domain.entity import Entity, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Entity):
    """One frozen state; its content is kept apart, under the SHA-256 of its bytes, and never changes.

    `number` counts from 1 and is not given twice; `pack` is the content hash of the pack it was taken with,
    `report` the edition of the report that was made of it, '' where there was none.
    """

    assessment: str
    number: int
    name: str
    taken_on: dt.date
    by: str = ""
    note: str = ""
    sha256: str
    pack: str
    position: int = 0
    report: str = ""

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A snapshot needs a name.")
