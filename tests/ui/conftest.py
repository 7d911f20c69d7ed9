"""Real windows on real workspace files, offscreen, in a home of their own."""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent

from tests.ui.sample import ASSESSMENT, small_workspace
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    OpenWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder and a workspace folder for this test alone."""
    monkeypatch.setenv("SRE_WORKBENCH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """One theme for all tests, since it belongs to the application."""
    qapp.setStyle("Fusion")
    made = Theme(qapp, "light")
    made.load_second_fonts()
    made.load_later_fonts()
    return made


@pytest.fixture(scope="session")
def workspace_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that tests of the window begin with; copy it, never open it."""
    path = tmp_path_factory.mktemp("small") / "client.srew"
    small_workspace(path, dt.date(2026, 11, 23))
    return path


@pytest.fixture
def workspace(workspace_template: Path, tmp_path: Path) -> Path:
    """A workspace with one assessment: two respondents, a few answers, a risk, two actions."""
    return Path(shutil.copy(workspace_template, tmp_path / "client.srew"))


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[OpenWindow]:
    """Opens the main window, on a workspace and its assessment where one is given."""
    theme.choose("light", 1.0)
    windows: list[MainWindow] = []

    def make(
        path: Path | None = None, assessment: str | None = ASSESSMENT, size: tuple[int, int] = (1280, 720)
    ) -> MainWindow:
        jobs = Jobs(qapp)
        session = Session(jobs, "Facilitator", qapp)
        window = MainWindow(session, jobs, theme, Settings(), Menus)
        windows.append(window)
        window.begin(None)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=5000)
        if path is not None:
            window.open_path(path)
            qtbot.waitUntil(lambda: session.workspace is not None or bool(window.notice.text), timeout=10_000)
            if assessment is not None and session.workspace is not None:
                session.open_assessment(assessment)
                qtbot.waitUntil(lambda: session.book is not None, timeout=10_000)
        return window

    yield make
    for window in windows:
        window.close()
        window.jobs.close()
        window.deleteLater()
    # Qt deletes later only in a running event loop; without this every window would live to the end.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything asked for is on disk."""
    qtbot.waitUntil(lambda: window.jobs.pending == 0, timeout=10_000)
