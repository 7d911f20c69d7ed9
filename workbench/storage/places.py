"""Where the program keeps its own things, and where it looks for workspaces."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from workbench.storage.files import make_own, write_whole

APP = "SRE Workbench"
HOME_VARIABLE = "SRE_WORKBENCH_HOME"
MOST_RECENT = 12


def data_folder() -> Path:
    """The program's own folder; one variable moves everything, for trials and tests."""
    moved = os.environ.get(HOME_VARIABLE)
    return Path(moved) / "data" if moved else Path(platformdirs.user_data_dir(APP, appauthor=False))


def workspace_folder() -> Path:
    """Where new workspaces go unless the user says otherwise."""
    moved = os.environ.get(HOME_VARIABLE)
    return Path(moved) / APP if moved else Path(platformdirs.user_documents_dir()) / APP


def demo_workspace() -> Path:
    """Where the demo assessment lives."""
    return data_folder() / "demo.srew"


def pack_folder() -> Path:
    """Where content packs are kept that were brought along."""
    return data_folder() / "packs"


def _state_file() -> Path:
    return data_folder() / "recent.json"


def recent_workspaces() -> list[Path]:
    """The workspaces opened last, newest first; damaged notes of ours are no reason to fail."""
    with suppress(OSError, ValueError):
        stored: Any = json.loads(_state_file().read_text(encoding="utf-8"))
        if isinstance(stored, list):
            return [Path(each) for each in stored if isinstance(each, str)]  # pyright: ignore[reportUnknownVariableType]
    return []


def remember_workspace(path: Path) -> None:
    """Put a workspace first among the recent ones; not being able to is no reason to fail."""
    path = path.absolute()
    rest = [each for each in recent_workspaces() if each != path]
    with suppress(OSError):
        make_own(data_folder())
        listed = [str(each) for each in [path, *rest][:MOST_RECENT]]
        write_whole(_state_file(), json.dumps(listed, ensure_ascii=False, indent=1).encode())


def last_workspace() -> Path | None:
    """The workspace opened last, if it is still there."""
    return next((each for each in recent_workspaces() if each.is_file()), None)
