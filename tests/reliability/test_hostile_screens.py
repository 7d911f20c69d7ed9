"""H9: with markup in every text there is, no screen and no dialog takes any of it for more than letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QImage, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QListView,
    QMessageBox,
    QTextEdit,
    QWidget,
)

from tests.exchange.full import A, fill
from tests.reliability.conftest import Tally
from tests.ui.conftest import open_window, settled, theme  # noqa: F401 (fixtures)
from ui.main_window import MainWindow
from ui.screens.registry import PLACES
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

MENU = (
    "about", "assessment", "backups", "export", "export-data", "find", "forget", "keys", "new-assessment", "new-workspace", "packs", "protect", "read", "settings",
)  # fmt: skip
"""What the menus open as a dialog by itself."""


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A workspace in which every text names a picture that is there."""
    picture = tmp_path / "canary.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(picture))
    path = tmp_path / "client.srew"
    with Store.create(path, f"<img src='{picture}'> & Co", about=f"<img src='{picture}'>") as store:
        fill(store, lambda where: f"<b>{where}</b><img src='{picture}'><a href='file://{picture}'>x</a>")
    return path


def told(view: QAbstractItemView, model: QAbstractItemModel) -> Iterator[str]:
    """Every tool tip of a list or table, which Qt shows as markup where it looks like some."""
    above = view.rootIndex()
    for line in range(min(model.rowCount(above), 60)):
        # A plain list says how many columns it has to nobody.
        for column in range(1 if isinstance(view, QListView) else model.columnCount(above)):
            said = model.index(line, column, above).data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(said, str):
                yield said


def taken_for_markup(window: QWidget) -> list[str]:
    """What a widget would show otherwise than as it was typed."""
    found: list[str] = []
    for each in (window, *window.findChildren(QWidget)):
        name = f"{type(each).__name__} '{each.objectName()}'"
        tips = [each.toolTip(), each.whatsThis(), each.statusTip()]
        if isinstance(each, QLabel) and each.textFormat() != Qt.TextFormat.PlainText:
            tips.append(each.text())
            if each.textFormat() == Qt.TextFormat.RichText:
                found.append(f"{name} is rich")
        if isinstance(each, QMessageBox):
            tips += [each.text(), each.informativeText(), each.detailedText()]
        if isinstance(each, QTextEdit) and "canary" in each.toHtml() and "<img" in each.toHtml():
            found.append(f"{name} holds a picture")
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            tips += told(each, each.model())
        # What our own words make rich on purpose holds theirs escaped.
        found += [f"{name}: {tip[:80]}" for tip in tips if Qt.mightBeRichText(tip) and "<img" in tip]
    return found


@pytest.mark.fault("H9")
def test_no_screen_takes_what_was_typed_for_markup(
    qtbot: QtBot, open_window: OpenWindow, client: Path, tally: Tally  # noqa: F811
) -> None:  # fmt: skip
    window = open_window(client, A, (1600, 1000))
    assert taken_for_markup(window) == []
    for place in PLACES:
        window.go_to(place.key)
        settled(qtbot, window)
        QApplication.processEvents()
        assert taken_for_markup(window) == [], place.key
        _choose_first(window)
        QApplication.processEvents()
        assert taken_for_markup(window) == [], place.key
        tally.case()


def _choose_first(window: MainWindow) -> None:
    """Show the details of the first entry, where a screen has any."""
    book, screen = window.session.book, window.current
    choose, kind = getattr(screen, "choose", None), getattr(screen, "kind", None)
    if book is not None and callable(choose) and isinstance(kind, type):
        rows = book.rows.get(kind, {})
        if rows:
            choose(next(iter(rows)))


@pytest.mark.fault("H9")
@pytest.mark.parametrize("key", MENU)
def test_no_dialog_takes_what_was_typed_for_markup(
    key: str, qtbot: QtBot, open_window: OpenWindow, client: Path  # noqa: F811
) -> None:  # fmt: skip
    window = open_window(client, A)
    before = set(QApplication.topLevelWidgets())
    window.menus.trigger(key)
    settled(qtbot, window)
    QApplication.processEvents()
    opened = [each for each in QApplication.topLevelWidgets() if each not in before and each.isVisible()]
    assert opened or key in ("read",), "nothing was opened"
    for each in (window, *opened):
        assert taken_for_markup(each) == [], key
    for each in opened:
        each.close()


@pytest.mark.fault("H9")
def test_what_stands_above_the_screen_is_as_it_was_typed(open_window: OpenWindow, client: Path) -> None:  # noqa: F811
    window = open_window(client, A)
    window.tell(f"<img src='{client.with_name('canary.png')}'>")
    window.toast.say(f"<img src='{client.with_name('canary.png')}'>", "Undo", lambda: None)
    assert taken_for_markup(window) == []
