"""What respondents send back, for tests of the window: files made from the open assessment and answered outside."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from tests.ui.sample import ASSESSMENT
from ui.screens.respondents.screen import RespondentsScreen
from workbench.actions import books
from workbench.actions.packing import pack_of
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState
from workbench.domain.book import Book
from workbench.exchange.answer_pack import pack_bytes
from workbench.storage.store import Store

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
LATER = "2026-11-25T16:05:00+00:00"
PASSPHRASE = "four words not together"


def rated(question: str, value: int, note: str = "") -> Given:
    return Given(question=question, state=AnswerState.RATED, value=value, note=note)


def pack_for(path: Path, respondent: str) -> AnswerPack:
    """What somebody would be sent now."""
    with Store.open(path, writable=False) as store:
        book = books.open_book(store, ASSESSMENT)
        found = next(each for each in book.respondents if each.id == respondent)
        return pack_of(book, found, NOW)


def answered(pack: AnswerPack, *given: Given, passphrase: str = "") -> bytes:
    """The file that comes back with some answers in it."""
    return pack_bytes(pack.with_answers({each.question: each for each in given}, LATER), passphrase)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def drop(target: QWidget, *files: Path) -> None:
    """Let files go over a window, as the system's file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    at, copy, button, keys = (
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(at.toPoint(), copy, data, button, keys)
    target.dragEnterEvent(entered)
    assert entered.isAccepted()
    target.dropEvent(QDropEvent(at, copy, data, button, keys))


def screen_of(window: QWidget) -> RespondentsScreen:
    window.go_to("respondents")  # type: ignore[attr-defined]
    screen = window.current  # type: ignore[attr-defined]
    assert isinstance(screen, RespondentsScreen)
    return screen


def book_of(window: QWidget) -> Book:
    book = window.session.book  # type: ignore[attr-defined]
    assert book is not None
    return book
