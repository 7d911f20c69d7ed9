"""The register as a file: what is written, what is read, and what taking it in changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.screens.entries.file_desk import FileDesk, Listed, Way
from ui.session import Session
from ui.theme import Theme
from workbench.actions.register import take
from workbench.domain.book import Book
from workbench.exchange.changes import Taken
from workbench.exchange.register import Register, export_register, names_written, read_register
from workbench.exchange.register_changes import look

_WORDS = ("Register…", "Write the register to a file, or take it in from one", "Register: export or import")


def _write(book: Book, path: Path, names: bool) -> int:
    return export_register(book, path, names=names)


def _read(book: Book, path: Path) -> tuple[Register, list[Taken]]:
    register = read_register(book, path)
    return register, look(book, register)


_REGISTER = Listed(
    "risk",
    "risks",
    (
        Way("Export as spreadsheet…", ".xlsx", "Spreadsheets (*.xlsx)", "risk", _write),
        Way("Export as CSV…", ".csv", "CSV files (*.csv)", "risk", _write),
    ),
    names_written,
    _read,
    lambda book, register: take(book.assessment.id, register),
)


def register_desk(session: Session, theme: Theme, owner: QWidget, flush: Callable[[], None]) -> FileDesk:
    """The button for the risk register."""
    return FileDesk(session, theme, owner, flush, _REGISTER, _WORDS)
