"""The lock: no key, menu or drop leads out, nor does a kill, and only the code opens it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QKeyCombination, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tests.storage.raw import ROOT
from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.respond.conftest import book_of
from tests.ui.respond.laptop import CODE, handed, invitation, lock_of, locked, menus_of, stored, unlock
from tests.ui.sample import MANAGER
from ui.respond.answering import Kept
from ui.respond.lock import NOT_KEPT, UNSAVED
from workbench.actions import handing, invitations
from workbench.actions.edit import perform
from workbench.storage.listing import glance
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from ui.app import build, make_application
from ui.respond.hand_over import HandOverDialog

def wait(there):
    for _ in range(3000):
        app.processEvents()
        if there():
            return
        QTest.qWait(10)
    raise SystemExit("nothing came")

app = make_application()
window = build(app, Path(sys.argv[1]))
window.show()
wait(lambda: window._finished and window.session.workspace is not None)
window.session.open_assessment("a" * 32)
wait(lambda: window.session.book is not None)
window.menus.trigger("hand-over")
wait(lambda: window.findChildren(HandOverDialog))
dialog = window.findChildren(HandOverDialog)[0]
dialog.code.setText(sys.argv[2])
dialog.again.setText(sys.argv[2])
dialog.primary.click()
lock = window.menus.respond.lock
wait(lambda: lock.window is not None and lock.window.view is not None)
lock.window.view.pane.cards[2].click()
wait(lambda: window.jobs.pending == 0)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _first(text: str) -> QKeyCombination:
    """The first combination of a shortcut."""
    sequence: Any = QKeySequence(text)
    return sequence[0]


def test_every_key_menu_and_drop_is_locked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.srew"
    shutil.copy(workspace, other)
    window = open_window(workspace)
    actions = [each for each in menus_of(window).actions.values() if not each.shortcut().isEmpty()]
    assert len(actions) > 15
    keys = {sequence.toString() for each in actions for sequence in each.shortcuts()}
    keys |= {f"Ctrl+{digit}" for digit in range(1, 10)} | {"F5", "Ctrl+G", "Alt+F", "F10", "Escape", "Ctrl+W"}
    triggered: list[str] = []
    for name, action in menus_of(window).actions.items():
        action.triggered.connect(lambda _checked=False, name=name: triggered.append(name))
    respondent, view = handed(qtbot, window)
    triggered.clear()
    book, path = window.session.book, window.session.path
    before = book_of(workspace)
    for text in sorted(keys):
        combination = _first(text)
        for to in (respondent, view.pane.cards[0], view.next):
            QTest.keyClick(to, combination.key(), combination.keyboardModifiers())
        assert QApplication.activeWindow() is respondent, text
        assert not window.isVisible(), text
    assert not triggered
    assert not [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, (QDialog, QMenu)) and each.isVisible()
    ]
    assert (window.session.book, window.session.path) == (book, path)
    own = [each for each in respondent.findChildren(QAction) if not each.shortcut().isEmpty()]
    sizes = (QKeySequence.StandardKey.ZoomIn, QKeySequence.StandardKey.ZoomOut)
    assert {each.shortcut().toString() for each in own} == {QKeySequence(each).toString() for each in sizes}
    # No file is taken, neither by the window nor by a field.
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    data.setText(str(other))
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    places: tuple[QWidget, ...] = (respondent, view, view.pane.note.viewport(), view.pane.reason.viewport())
    for place in places:
        assert not place.acceptDrops()
        entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *how)
        entered.ignore()
        QApplication.sendEvent(place, entered)
        assert not entered.isAccepted()
        QApplication.sendEvent(place, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *how))
    assert view.pane.note.toPlainText() == ""
    assert window.session.path == path
    assert respondent.windowTitle() == "Autumn 2026 - SRE Workbench"
    # Nothing was answered by any of it but what keys for answering do.
    settled(qtbot, window)
    after = book_of(workspace)
    assert after.risks == before.risks
    assert len(after.respondents) == len(before.respondents)
    unlock(qtbot, window)
    assert window.session.book is book


def test_closing_leads_to_the_pause_and_a_wrong_code_has_to_wait(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    respondent, view = handed(qtbot, window)
    question = view.question
    view.pane.note.insertPlainText("Half a sent")
    assert not respondent.close()
    assert respondent.isVisible()
    assert respondent.pages.currentWidget() is respondent.pause
    settled(qtbot, window)
    assert stored(workspace, question.id).note == "Half a sent"
    pause = respondent.pause
    for wrong, seconds in (("nothing", "Wait 1 second."), ("RED KITE 7", "Wait 2 seconds.")):
        pause.field.setText(wrong)
        pause.press.click()
        qtbot.waitUntil(lambda said=seconds: said in pause.trouble.text(), timeout=5000)
        assert "cannot be looked up" in pause.trouble.text()
        assert not pause.field.isEnabled()
        assert not window.isVisible()
        # One may go on answering all the while.
        pause.on.click()
        assert respondent.pages.currentWidget() is view
        respondent.close()
        qtbot.waitUntil(pause.field.isEnabled, timeout=8000)
    unlock(qtbot, window)


def test_killed_while_handed_over_it_opens_locked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(workspace), CODE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    # Not even the list of assessments is glanced at.
    assert glance(workspace) is None
    window = open_window(workspace, None)
    respondent, view = locked(qtbot, window)
    assert not window.isVisible()
    assert view.answering.pack.respondent == MANAGER
    # The answer given before is there, and it goes on after it.
    assert [each.id for each in view.answering.pack.questions].index(view.question.id) == 2
    respondent.close()
    unlock(qtbot, window)
    assert invitation(workspace).sent_as == invitations.HERE
    assert glance(workspace) is not None


def test_a_forgotten_code_is_taken_away_without_a_window(workspace: Path, home: Path) -> None:
    with Store.open(workspace) as store:
        perform(store, handing.set_code(CODE))
        perform(store, handing.hand_over(MANAGER, dt.date(2026, 11, 23)))
    for says in ("The code of client.srew is gone.", "client.srew has no code"):
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "pack", "unlock", "--workspace", str(workspace)],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, cwd=ROOT,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(says)
    assert invitation(workspace).sent_as == invitations.HERE


def test_what_cannot_be_saved_is_kept_tried_again_and_not_lost_by_unlocking(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    respondent, view = handed(qtbot, window)
    question = view.question
    lock = lock_of(window)
    with hold(workspace):
        view.pane.note.insertPlainText("Kept")
        view.pane.cards[4].click()
        view.go_on()
        qtbot.waitUntil(lambda: view.answering.kept is Kept.UNSAVED, timeout=30_000)
        assert view.head.notice.isVisible()
        assert "held by another program" in view.head.trouble.text()
        assert not view.head._elsewhere.isVisible()
        respondent.close()
        qtbot.waitUntil(lambda: respondent.pause.words.text() == NOT_KEPT, timeout=30_000)
        QTest.keyClicks(respondent.pause.field, CODE)
        respondent.pause.press.click()
        qtbot.waitUntil(lambda: respondent.pause.trouble.text().startswith(UNSAVED), timeout=60_000)
        assert not window.isVisible()
    assert lock.window is respondent
    unlock(qtbot, window)
    said = stored(workspace, question.id)
    assert (said.value, said.note, said.alone) == (5, "Kept", True)
