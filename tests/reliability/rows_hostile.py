"""The rows of hostile input."""

from __future__ import annotations

from tests.reliability.row import Row

HOSTILE: tuple[Row, ...] = ()
