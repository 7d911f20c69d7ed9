"""The four roles that drive which questions a respondent gets and how their answers count."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The part a respondent plays in the organisation."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    ENGINEER = "engineer"
    OPERATIONS = "operations"

    @property
    def label(self) -> str:
        """The role's name as it stands on screen and paper."""
        return self.value.capitalize()

    @property
    def plural(self) -> str:
        """The people of this role."""
        return _PLURALS[self]

    @property
    def short(self) -> str:
        """The role in at most four letters, for the head of a narrow column."""
        return _SHORTS[self]


_PLURALS = {
    Role.EXECUTIVE: "executives",
    Role.MANAGER: "managers",
    Role.ENGINEER: "engineers",
    Role.OPERATIONS: "operations people",
}
_SHORTS = {Role.EXECUTIVE: "Exec", Role.MANAGER: "Mgr", Role.ENGINEER: "Eng", Role.OPERATIONS: "Ops"}
