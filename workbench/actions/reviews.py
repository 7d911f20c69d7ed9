"""Reviews of processes."""

from __future__ import annotations

from workbench.actions.entries import Rows
from workbench.domain.review import Review

_ROWS = Rows(Review, "V", "a review")
LETTER, add, change, remove = _ROWS.letter, _ROWS.add, _ROWS.change, _ROWS.remove
