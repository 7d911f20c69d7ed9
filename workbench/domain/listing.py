"""An assessment as a list shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from workbench.domain.assessment import Assessment


@dataclass(frozen=True)
class Listed:
    """An assessment with its stored figures (see `analysis.summary`), when it was changed and how.

    `fresh` tells whether the figures rest on the newest change.
    """

    assessment: Assessment
    figures: dict[str, Any]
    changed: dt.datetime | None
    what: str
    fresh: bool
