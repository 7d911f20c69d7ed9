"""What this program is, its version, and the licences of what it is made with."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import label
from workbench import __version__

PARTS = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("pyqtgraph", "MIT"),
    ("numpy", "BSD-3-Clause"),
    ("SQLAlchemy", "MIT"),
    ("sqlmodel", "MIT"),
    ("alembic", "MIT"),
    ("sqlcipher3", "zlib"),
    ("pydantic", "MIT"),
    ("PyYAML", "MIT"),
    ("reportlab", "BSD-3-Clause"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("python-docx", "MIT"),
    ("lxml", "BSD-3-Clause"),
    ("icalendar", "BSD-2-Clause"),
    ("python-dateutil", "Apache-2.0 or BSD-3-Clause"),
    ("tzdata", "Apache-2.0"),
    ("python-bidi", "LGPL-3.0"),
    ("arabic-reshaper", "MIT"),
    ("pillow", "MIT-CMU"),
    ("pypdf", "BSD-3-Clause"),
    ("cryptography", "Apache-2.0 or BSD-3-Clause"),
    ("pypdfium2", "BSD-3-Clause or Apache-2.0"),
    ("platformdirs", "MIT"),
    ("filelock", "MIT"),
)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


class AboutDialog(Dialog):
    """Says what this is."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "About SRE Workbench", parent)
        self.head(f"SRE Assessment Workbench {__version__}")
        self.body.addWidget(
            label(
                "Turns the SRE Framework Blueprint into work people can do in a room. Everything stays on this "
                "laptop: the program opens no network connection. MIT licence.",
                wrap=True,
            )
        )
        text = "\n".join(f"{name} {_version(name)}  ({licence})" for name, licence in PARTS)
        text += "\n\nFonts: IBM Plex (as Workbench Sans, Serif, Mono), Noto Sans, Noto Sans Thai, KR and SC: OFL 1.1; DejaVu Sans: Bitstream Vera licence"
        text += "\nIcons: Lucide, ISC"
        box = QPlainTextEdit(text)
        box.setReadOnly(True)
        box.setAccessibleName("Licences")
        self.body.addWidget(box, 1)
