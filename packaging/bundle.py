"""What all three PyInstaller specs share: what goes into the built program, and what is left out."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ICON = str(ROOT / "resources" / "icons" / "app-256.png")

# Never imported by the program; without this list they come along when the build machine has them.
EXCLUDED_MODULES = [
    "IPython",
    "OpenGL",
    "PyQt5",
    "PyQt6",
    "PySide6.QtDesigner",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtUiTools",
    "matplotlib",
    "scipy",
    "setuptools",
    "sqlite3",
    "tkinter",
]

# Plugins that the program uses; Qt finds any other that is bundled and pulls in what that needs.
KEPT_PLUGINS = re.compile(
    r"plugins/(?:"
    r"platforms/|iconengines/|xcbglintegrations/|wayland-|printsupport/|styles/"
    r"|platforminputcontexts/.*(?:compose|ibus)"
    r"|platformthemes/.*xdgdesktopportal"
    r"|imageformats/.*(?:svg|jpeg|gif|ico|icns))"
)
LEFT_OUT = re.compile(
    r"platforms/.*(?:eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)"
    r"|(?:lib)?Qt6?(?:Qml|Quick|Pdf|VirtualKeyboard|Designer|EglF[sS]|3D|WebEngine)\w*(?:\.|$)"
    # A licence-free display face among ReportLab's own; the program embeds its own fonts.
    r"|reportlab/fonts/DarkGarden"
    # Brought along by Qt's GTK theme, which is left out; they would pin the desktop's own GTK to ours.
    r"|^lib(?:gtk-3|gdk-3|gdk_pixbuf|cairo|pango|atk|atspi|epoxy|harfbuzz|fribidi|thai|datrie|pixman"
    r"|graphite2|jbig|tiff|webp|deflate|Lerc|rsvg|cloudproviders|json-glib|tracker)[-\w.+]*\.so"
)
TRANSLATION = re.compile(r"PySide6/(?:Qt/)?translations/")
KEPT_TRANSLATION = re.compile(r"translations/qtbase_[\w]+\.qm$")


def is_wanted(destination: str) -> bool:
    """Tell whether a collected file belongs into the program, by its place in the bundle."""
    place = destination.replace("\\", "/")
    if "/plugins/" in place and "PySide6" in place and not KEPT_PLUGINS.search(place):
        return False
    if TRANSLATION.search(place) and not KEPT_TRANSLATION.search(place):
        return False
    return not LEFT_OUT.search(place)


def trimmed(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return PyInstaller's table of files without those that the program never opens."""
    return [entry for entry in entries if is_wanted(entry[0])]


def analysis_options() -> dict[str, Any]:
    """Return the arguments of PyInstaller's Analysis, the same on every system."""
    # The lists in workbench and ui are explicit, but migrations and lazy imports are found only by asking.
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in ("workbench", "ui")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "__main__.py"
    ]
    return {
        "scripts": [str(ROOT / "packaging" / "launch.py")],
        "pathex": [str(ROOT)],
        "datas": [(str(ROOT / "resources"), "resources"), (str(ROOT / "LICENSE"), ".")],
        "hiddenimports": [*modules, "resources", "sqlcipher3", "sqlalchemy.dialects.sqlite"],
        "excludes": EXCLUDED_MODULES,
    }
