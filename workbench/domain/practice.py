"""Practices ticked off per team or service: present, partly, absent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import Entity, require
from workbench.domain.linked import Linked


class Presence(StrEnum):
    """Whether a team or service has a practice."""

    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"
    NOT_NEEDED = "not needed"

    @property
    def label(self) -> str:
        """The presence as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Entity):
    """A team or service that practices are checked for: one column of the matrix."""

    assessment: str
    title: str
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A team or service needs a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Linked):
    """One cell: a practice (`catalogue` and `item` of the pack) in one subject."""

    assessment: str
    subject: str
    catalogue: str
    item: str
    presence: Presence
    note: str = ""
