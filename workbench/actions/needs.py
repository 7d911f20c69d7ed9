"""Business needs, future plans and their KPIs."""

from __future__ import annotations

from workbench.actions.entries import Rows
from workbench.domain.need import Need

_ROWS = Rows(Need, "N", "a business need")
LETTER, add, change, remove = _ROWS.letter, _ROWS.add, _ROWS.change, _ROWS.remove
