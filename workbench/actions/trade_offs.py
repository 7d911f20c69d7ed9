"""Decision records."""

from __future__ import annotations

from workbench.actions.entries import Rows
from workbench.domain.trade_off import TradeOff

_ROWS = Rows(TradeOff, "K", "a trade-off")
LETTER, add, change, remove = _ROWS.letter, _ROWS.add, _ROWS.change, _ROWS.remove
