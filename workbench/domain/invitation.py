"""An invitation to answer: what one respondent is asked, when it went out and when it came back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.domain.entity import Entity

HANDED = "handed"
"""How questions went out to somebody who answers on this computer now: the program is locked until it is given back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Entity):
    """What one respondent was asked to answer alone; a respondent has one at most.

    `questions` are those asked, () for all that are meant for the role; `sent_as` says how: 'pack', 'pdf', 'sheet' or
    'here', and `HANDED` while the respondent has this computer in front of them.
    """

    assessment: str
    respondent: str
    questions: tuple[str, ...] = ()
    sent_on: dt.date | None = None
    sent_as: str = ""
    due: dt.date | None = None
    returned_on: dt.date | None = None
    reminded_on: dt.date | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(Entity):
    """One file that was taken in: which, when and what came of it, answer by answer counted.

    `at` is the moment in UTC as ISO 8601, `sha256` that of the file, `left` how many answers were not taken.
    """

    assessment: str
    at: str
    file: str
    kind: str
    sha256: str
    respondent: str = ""
    added: int = 0
    same: int = 0
    changed: int = 0
    left: int = 0
    by: str = ""
    position: int = 0
