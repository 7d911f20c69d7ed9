"""What a report is made with, what comes of it, and what can go wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from workbench.reports.brand import Branding
from workbench.reports.earlier import Earlier

FULL = "full"
EXECUTIVE = "executive"
ENGAGEMENT = "engagement"
HANDOUT = "handout"
QUESTIONNAIRE = "questionnaire"

BRIEF_PAGES = 6
"""The most pages of an executive edition, whatever is in the assessment."""


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What a report is made with; `sections` names the parts wanted of an edition by key, in the order they are to have.

    Cover and contents come first wherever they are named; `None` is all that the edition has by itself.

    Names of people are replaced by their roles wherever they were typed, unless `names` asks for them. `agreements` are the
    ids of those an engagement edition is for, `sessions` of those whose records are printed, `None` for all.

    `snapshot` is the number it can be found under again and `content` the SHA-256 of what it was made of; `earlier` is the
    report before it, for what changed since.
    """

    date: dt.date
    edition: str = FULL
    paper: str = "A4"
    sections: tuple[str, ...] | None = None
    classification: str = "Confidential"
    version: str = "1.0"
    names: bool = False
    agreements: tuple[str, ...] | None = None
    sessions: tuple[str, ...] | None = None
    brand: Branding = field(default_factory=Branding)
    snapshot: int | None = None
    content: str = ""
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What was written: pages and bytes."""

    pages: int
    bytes: int


class ReportError(Exception):
    """A report that could not be written; the message is one sentence that says why."""


class Cancelled(ReportError):
    """The report was called off; nothing was written."""
