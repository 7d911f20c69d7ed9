"""Links of entries to what can be taken away: risks and actions of the same assessment."""

from __future__ import annotations

from workbench.actions import entries
from workbench.domain.advocacy import Advocacy
from workbench.domain.discovery import Discovery
from workbench.domain.linked import Linked
from workbench.domain.need import Need
from workbench.domain.practice import Practice
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.service import Service
from workbench.domain.talent import Talent
from workbench.domain.trade_off import TradeOff
from workbench.storage.unit import Unit

LINKED: tuple[type[Linked], ...] = (
    Need,
    Advocacy,
    Discovery,
    Service,
    Talent,
    Practice,
    Recognition,
    Review,
    TradeOff,
)


def unlink(unit: Unit, assessment_id: str, field: str, entity_id: str) -> None:
    """Take a removed risk or action out of every entry that names it."""
    for kind in LINKED:
        entries.unlink(unit, kind, assessment_id, field, entity_id)
