"""The rows of the table: every fault by its number, what is done to the program, and what it promises then."""

from __future__ import annotations

from tests.reliability.row import Row
from tests.reliability.rows_faults import FAULTS
from tests.reliability.rows_hostile import HOSTILE
from tests.reliability.rows_private import PRIVATE

ROWS: tuple[Row, ...] = (*FAULTS, *HOSTILE, *PRIVATE)
