"""What others see of the window, and what the program remembers of itself, names no client."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ui import settings as known
from ui.dialogs.settings import SettingsDialog

if TYPE_CHECKING:
    from tests.ui.conftest import OpenWindow


def test_the_title_names_the_file_alone_unless_more_is_wanted(
    open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    book = window.session.book
    assert book is not None
    client, title = book.workspace.client, book.assessment.title
    assert window.windowTitle() == "client - SRE Workbench"
    window.menus.trigger("settings")
    dialog = next(each for each in window.findChildren(SettingsDialog))
    assert not dialog.titles.isChecked()
    dialog.titles.click()
    assert window.windowTitle() == f"{client}: {title} - SRE Workbench"
    dialog.titles.click()
    assert window.windowTitle() == "client - SRE Workbench"
    dialog.reject()


def test_what_is_remembered_are_places_and_no_names(
    open_window: OpenWindow, workspace: Path, home: Path
) -> None:
    window = open_window(workspace)
    book = window.session.book
    assert book is not None
    window.settings.set(known.TEXT_SIZE, 1.0)
    window.close()
    for path in (each for each in home.rglob("*") if each.is_file() and each.suffix != ".srew"):
        data = path.read_bytes()
        for secret in (book.workspace.client, book.assessment.title):
            assert secret.encode() not in data, path
            assert secret.encode("utf-16-le") not in data, path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_settings_are_the_owners_alone(open_window: OpenWindow, home: Path) -> None:
    before = os.umask(0o022)
    try:
        window = open_window()
        window.settings.set(known.WHO, "Facilitator")
        window.close()
        window.settings._store.sync()
    finally:
        os.umask(before)
    file = home / "data" / "settings.ini"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "Facilitator" in file.read_text()
