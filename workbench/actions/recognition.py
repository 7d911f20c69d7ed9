"""Recognition given and incentives offered."""

from __future__ import annotations

from workbench.actions.entries import Rows
from workbench.domain.recognition import Recognition

_ROWS = Rows(Recognition, "R", "a recognition")
LETTER, add, change, remove = _ROWS.letter, _ROWS.add, _ROWS.change, _ROWS.remove
