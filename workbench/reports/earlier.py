"""The report before this one, which a reader may have: what it was made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.book import Book


@dataclass(frozen=True)
class Earlier:
    """An assessment as the last report showed it, frozen as snapshot `number`.

    `origins` gives the earlier id of each action that was carried forward since (see `analysis.compare`).
    """

    book: Book
    day: dt.date
    number: int
    edition: str
    origins: Mapping[str, str] = field(default_factory=dict[str, str])
