"""Who agreed to something for which side, and when; and who opened it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.entity import require

SIDES = ("SRE", "The business")
"""The two sides an agreement usually has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One side's consent; `who` is a role, such as 'Head of Operations', `on` the day it was given."""

    side: str
    who: str = ""
    on: dt.date | None = None

    def __post_init__(self) -> None:
        require(bool(self.side.strip()), "Say which side agrees, such as 'SRE' or 'Operations'.")

    @property
    def given(self) -> bool:
        """Whether somebody is named and dated."""
        return bool(self.who.strip()) and self.on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """Something that was agreed and opened again: when, by whom, and why."""

    on: dt.date
    who: str
    reason: str

    def __post_init__(self) -> None:
        named = bool(self.who.strip()) and bool(self.reason.strip())
        require(named, "Say who opens it again, and why: both are kept.")


def both_agree(consents: Iterable[Consent]) -> bool:
    """Whether at least two different sides gave their consent, and no side that is listed has not."""
    listed = list(consents)
    sides = {each.side.strip().casefold() for each in listed if each.given}
    return len(sides) >= 2 and all(each.given for each in listed)
