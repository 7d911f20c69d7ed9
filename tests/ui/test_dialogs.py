"""Export, settings, keys and finding things."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import RISK
from ui.dialogs.about import AboutDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.find import FindDialog
from ui.dialogs.keys import KeysDialog
from ui.dialogs.settings import SettingsDialog
from ui.widgets.parts import Button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow


def export(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    window.menus.trigger("export")
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.thumbs.count() > 0, timeout=20_000)
    return dialog


def test_the_preview_shows_the_pages_that_are_written(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = export(qtbot, window)
    path = Path(dialog.path.text())
    assert path.parent == workspace.parent
    assert path.name == "tern-health-autumn-2026-full.pdf"
    dialog.on_accept()
    qtbot.waitUntil(dialog._done.isVisible, timeout=20_000)
    reader = PdfReader(path)
    assert len(reader.pages) == dialog.thumbs.count()
    assert "Alerts are missed" in "".join(page.extract_text() for page in reader.pages)
    assert not list(path.parent.glob(".*part*"))


def test_sections_and_editions_change_the_preview(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = export(qtbot, window)
    whole = dialog.thumbs.count()
    dialog.editions["executive"].setChecked(True)
    qtbot.waitUntil(lambda: 0 < dialog.thumbs.count() < whole, timeout=20_000)
    assert dialog.thumbs.count() <= 6
    assert dialog.path.text().endswith("-executive.pdf")


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    dialog = export(qtbot, window)
    blocker = tmp_path / "file"
    blocker.write_bytes(b"")
    dialog.path.setText(str(blocker / "report.pdf"))
    dialog.on_accept()
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=20_000)
    assert "report.pdf" in dialog.trouble.text()
    assert dialog.primary.isEnabled()
    assert blocker.read_bytes() == b""


def test_cancelling_leaves_the_report_that_was_there(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = export(qtbot, window)
    path = Path(dialog.path.text())
    path.write_bytes(b"%PDF-the old one")
    dialog.on_accept()
    dialog.reject()
    window.jobs.drain()
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=20_000)
    # What is said is what happened: stopped with the old one still there, or too late and written.
    stopped = "Nothing was written" in dialog.trouble.text()
    assert stopped == (path.read_bytes() == b"%PDF-the old one")
    assert stopped != dialog._done.isVisible()
    dialog.reject()
    assert not list(path.parent.glob(".*part*"))


def test_find_anything_goes_to_a_question_and_to_an_entry(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    for typed, screen in (("OBS-2", "questionnaire"), ("alerts missed", "risks")):
        window.menus.trigger("find")
        dialog = window.findChildren(FindDialog)[-1]
        qtbot.keyClicks(dialog.words, typed)
        qtbot.keyClick(dialog.words, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.words, Qt.Key.Key_Up)
        dialog.on_accept()
        assert window.key == screen
    assert RISK


def test_settings_take_effect_at_once_and_last(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = SettingsDialog(window.settings, window.session, window.theme, window)
    dialog.look.setCurrentIndex(dialog.look.findData("dark"))
    dialog.text_size.setCurrentIndex(2)
    dialog.who.setText("Facilitator, room 2")
    dialog.reject()
    assert window.theme.dark
    assert window.theme.scale == pytest.approx(1.25)
    assert window.session.who == "Facilitator, room 2"
    from ui import settings as known
    from ui.settings import Settings

    again = Settings()
    assert again.get(known.THEME) == "dark"
    assert again.get(known.TEXT_SIZE) == pytest.approx(1.25)


def test_keys_and_about_open(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    for dialog in (KeysDialog(window.theme, window), AboutDialog(window.theme, window)):
        dialog.show()
        assert dialog.isVisible()
        dialog.close()


def test_no_label_takes_markup_and_every_icon_button_has_a_name(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    from ui.screens.registry import PLACES
    from ui.widgets.parts import IconButton

    window = open_window(workspace)
    for place in PLACES:
        window.go_to(place.key)
        settled(qtbot, window)
    for text in window.findChildren(QLabel):
        shown = text.text()
        rich = text.textFormat() is Qt.TextFormat.RichText
        guessed = text.textFormat() is Qt.TextFormat.AutoText and "<" in shown
        assert not rich, shown
        assert not guessed, shown
    for button in (*window.findChildren(IconButton), *window.findChildren(Button)):
        if button.isVisibleTo(window):
            assert button.accessibleName()
