"""A suggestion that was turned down, and why: it is not made again while its facts stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.entity import Entity, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal(Entity):
    """One suggestion turned down; `key` names the suggestion with its facts, `title` is what it proposed."""

    assessment: str
    key: str
    title: str = ""
    reason: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.reason.strip()), "Say in a few words why it is turned down: others will ask.")
