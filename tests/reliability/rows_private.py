"""The rows of privacy."""

from __future__ import annotations

from tests.reliability.row import Row

PRIVATE: tuple[Row, ...] = ()
