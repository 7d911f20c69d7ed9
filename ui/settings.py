"""What the program remembers of itself: each setting declared once, with its default."""

from __future__ import annotations

import os
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
ALL = (THEME, TEXT_SIZE, WHO, SINGLE_KEYS, SHOW_INSPECTOR, LOCK_AFTER, GEOMETRY)


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
