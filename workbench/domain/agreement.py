"""The engagement agreement: what is wanted, what is offered, and both sides' consent (stage 2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.domain.consent import Consent, both_agree
from workbench.domain.entity import Entity, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Entity):
    """One engagement between SRE and another team.

    `needs` and `actions` are ids of entries of this assessment; `offered` are the services offered, `particulars` of
    the workstream: what belongs to it and what does not, who meets when.
    """

    assessment: str
    code: str
    title: str
    partner: str = ""
    purpose: str = ""
    needs: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    workstream: str = ""
    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    meetings: str = ""
    start: dt.date | None = None
    finish: dt.date | None = None
    acceptance: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    note: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "An engagement needs a title.")
        ordered = self.start is None or self.finish is None or self.start <= self.finish
        require(ordered, "An engagement cannot end before it starts.")

    @property
    def agreed(self) -> bool:
        """Whether both sides consent."""
        return both_agree(self.consents)
