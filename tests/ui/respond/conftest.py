"""Windows on answer packs, and packs to open in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.sample import ASSESSMENT, MANAGER
from ui.respond.opening import PackWindow, PackWindows
from ui.theme import Theme
from workbench.actions import books
from workbench.actions.packing import pack_of
from workbench.domain.answer_pack import AnswerPack
from workbench.domain.book import Book
from workbench.exchange.answer_pack import pack_bytes
from workbench.storage.store import Store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    OpenPack = Callable[..., PackWindow]

SENT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def book_of(path: Path) -> Book:
    """The assessment as it is in the file."""
    with Store.open(path, writable=False) as store:
        return books.open_book(store, ASSESSMENT)


@pytest.fixture
def sent(workspace: Path) -> AnswerPack:
    """What the manager was sent: four questions, the first of them answered with its third sentence."""
    book = book_of(workspace)
    pack = pack_of(book, next(each for each in book.respondents if each.id == MANAGER), SENT)
    assert pack.questions[0].id == "SPON-1"
    return replace(pack, questions=pack.questions[:4], due=dt.date(2026, 11, 26))


@pytest.fixture
def pack_path(sent: AnswerPack, tmp_path: Path) -> Path:
    """The same as a file, in a folder of its own."""
    folder = tmp_path / "mail"
    folder.mkdir()
    path = folder / "tern-head-of-operations.sreanswers"
    path.write_bytes(pack_bytes(sent))
    return path


@pytest.fixture
def open_pack(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[OpenPack]:
    """Opens a window on a pack and waits until it shows something to do."""
    theme.choose("light", 1.0)
    packs = PackWindows(theme, qapp)

    def make(path: Path, size: tuple[int, int] = (1280, 720)) -> PackWindow:
        window = packs.open(path)
        window.resize(*size)
        window.activateWindow()
        qtbot.waitUntil(lambda: window.pages.currentWidget() is not window.waiting, timeout=10_000)
        qtbot.waitUntil(window.isActiveWindow, timeout=5000)
        return window

    yield make
    for window in list(packs.windows):
        window.close()
        window.close()
    assert not packs.windows
    packs.deleteLater()
