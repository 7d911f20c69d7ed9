"""What the tests of the workshop share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the workspace of the room is to be made."""
    return tmp_path / "room.srew"
