"""What tests of the respondent's view do with their hands and eyes."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QWidget

from ui.respond.answering import Kept
from ui.respond.opening import PackWindow
from ui.respond.view import RespondView
from ui.widgets.auto_text import AutoText
from workbench.domain.answer_pack import AnswerPack
from workbench.exchange.answer_pack import read_pack

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOSTILE = (
    "<b>&amp;</b> <img src='/etc/hostname'> =1+1 \N{GRINNING FACE} \u05e9\u05dc\u05d5\u05dd \u4f60\u597d"
)


def key(*keys: Qt.Key, to: QWidget | None = None) -> None:
    """Press keys where the keyboard is."""
    for each in keys:
        focused = to or QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, each)


def view_of(window: PackWindow) -> RespondView:
    assert window.view is not None
    return window.view


def kept(qtbot: QtBot, window: PackWindow, state: Kept = Kept.SAVED) -> None:
    """Wait until what was answered is saved, or known not to be."""
    answering = view_of(window).answering
    qtbot.waitUntil(lambda: window.jobs.pending == 0 and answering.kept is state, timeout=10_000)


def hard(text: str) -> str:
    """What a label says, without the places where a long word may break."""
    return text.replace("\N{ZERO WIDTH SPACE}", "")


def in_file(path: Path, passphrase: str = "") -> AnswerPack:
    return read_pack(path.read_bytes(), passphrase)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow beyond a hundred bytes, as when the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class Folder(QObject):
    """Stands for the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def opened(self, url: QUrl) -> None:
        self.urls.append(url)


def note_in(path: Path, question: str) -> str:
    said = in_file(path).given(question)
    return said.note if said else ""


def words_of(window: QMainWindow) -> set[str]:
    """Everything a window says, tooltips and accessible names included."""
    found: set[str] = {window.windowTitle()}
    for each in window.findChildren(QWidget):
        found |= {each.accessibleName(), each.toolTip(), each.accessibleDescription()}
        if isinstance(each, (QLabel, QAbstractButton)):
            found.add(each.text())
        if isinstance(each, AutoText):
            found.add(each.placeholderText())
    return found - {""}
