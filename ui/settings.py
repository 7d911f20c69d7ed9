"""What the program remembers of itself: each setting declared once, with its default."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings


class Setting(NamedTuple):
    """One setting: its key, its default, and what it means."""

    key: str
    default: Any
    means: str


THEME = Setting("look/theme", "system", "Light, dark, or as the system says")
TEXT_SIZE = Setting("look/text_size", 1.0, "Text size, 1.0 to 1.5")
WHO = Setting("work/who", "", "The role written into the history beside each change")
SINGLE_KEYS = Setting("work/single_keys", True, "Single letters as shortcuts")
SHOW_INSPECTOR = Setting("window/inspector", True, "Whether the side panel is shown")
LOCK_AFTER = Setting(
    "work/lock_after", 10, "Minutes without key or mouse until a protected workspace is locked; 0 never"
)
GEOMETRY = Setting("window/geometry", QByteArray(), "Where the window was")
TITLES = Setting(
    "window/titles", False, "Whether the window's title, which others see, names client and assessment"
)
ALL = (THEME, TEXT_SIZE, WHO, SINGLE_KEYS, SHOW_INSPECTOR, LOCK_AFTER, GEOMETRY, TITLES)


class Settings:
    """Reads and writes settings; wrong values found on disk give the default."""

    def __init__(self, file: Path | None = None) -> None:
        home = os.environ.get("SRE_WORKBENCH_HOME")
        if file is None and home:
            file = Path(home) / "data" / "settings.ini"
        if file is not None:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)
        else:
            self._store = QSettings("SRE Workbench", "SRE Workbench")
        if file is not None or sys.platform == "linux":
            _own(Path(self._store.fileName()))

    def get(self, setting: Setting) -> Any:
        """The value of a setting, in the type of its default."""
        value = self._store.value(setting.key, setting.default)
        kind = type(setting.default)
        if kind is bool:
            return str(value).lower() in ("true", "1")
        try:
            return value if isinstance(value, kind) else kind(value)
        except (TypeError, ValueError):
            return setting.default

    def set(self, setting: Setting, value: Any) -> None:
        """Remember a value."""
        self._store.setValue(setting.key, value)


def _own(file: Path) -> None:
    """Make the file readable by its owner alone, before anything is written into it; Qt keeps that."""
    from workbench.storage.files import make_own  # light, and not before there is something to keep

    with suppress(OSError):
        make_own(file.parent)
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        file.chmod(0o600)
