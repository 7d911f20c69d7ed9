"""An answer pack answered in a real window: by keys alone, to the letter, and never over somebody else's words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.exchange.packs import PASSPHRASE
from tests.storage.raw import ROOT
from tests.ui.respond.conftest import book_of
from tests.ui.respond.hands import HOSTILE, full_disk, hard, in_file, kept, key, note_in, view_of
from tests.ui.sample import MANAGER
from ui.respond.answering import Kept
from workbench.actions import answers
from workbench.actions.edit import perform
from workbench.actions.intake_rows import RowKind, compare
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState
from workbench.exchange.answer_pack import document_of, pack_bytes
from workbench.exchange.sealed import is_sealed
from workbench.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from tests.ui.respond.conftest import OpenPack


def test_answered_by_keys_closed_opened_again_and_taken_in_to_the_letter(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path, sent: AnswerPack, workspace: Path
) -> None:
    asked = [each.id for each in sent.questions]
    window = open_pack(pack_path)
    # The first is answered, so it begins at the second.
    assert view_of(window).question.id == asked[1]
    key(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view_of(window).pane.cards[1].isChecked()
    key(Qt.Key.Key_Return)
    note = view_of(window).pane.note
    assert view_of(window).question.id == asked[2]
    view_of(window).pane.dk.setFocus()
    key(Qt.Key.Key_Space)
    note.setFocus()
    QTest.keyClicks(note, "Ask the depot")
    # Half a second after the last key it is in the file, without leaving the field.
    qtbot.waitUntil(lambda: in_file(pack_path).given(asked[2]) is not None, timeout=5000)
    qtbot.waitUntil(lambda: note_in(pack_path, asked[2]) == "Ask the depot", timeout=5000)
    window.close()
    assert in_file(pack_path).saved_at

    again = open_pack(pack_path)
    assert view_of(again).question.id == asked[3]
    view_of(again).pane.na.setFocus()
    key(Qt.Key.Key_Space)
    reason = view_of(again).pane.reason
    assert QApplication.focusWidget() is reason
    reason.insertPlainText(HOSTILE)
    again.close()

    compared = compare(book_of(workspace), in_file(pack_path))
    there = {row.question: row for row in compared.rows}
    assert {name: row.kind for name, row in there.items()} == {
        asked[0]: RowKind.SAME,
        asked[1]: RowKind.NEW,
        asked[2]: RowKind.NEW,
        asked[3]: RowKind.NEW,
    }
    second = sent.questions[1].options[1]
    assert there[asked[1]].there == Given(
        question=asked[1], state=AnswerState.RATED, value=second.level, variant=second.variant
    )
    assert there[asked[2]].there == Given(
        question=asked[2], state=AnswerState.DONT_KNOW, note="Ask the depot"
    )
    assert there[asked[3]].there == Given(question=asked[3], state=AnswerState.NOT_APPLICABLE, reason=HOSTILE)


def test_a_sealed_file_asks_for_its_passphrase_and_stays_sealed(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path, sent: AnswerPack
) -> None:
    pack_path.write_bytes(pack_bytes(sent, PASSPHRASE))
    window = open_pack(pack_path)
    assert window.pages.currentWidget() is window.passphrase
    QTest.keyClicks(window.passphrase.field, "not the passphrase")
    key(Qt.Key.Key_Return, to=window.passphrase.field)
    qtbot.waitUntil(
        lambda: "does not open with this passphrase" in window.passphrase.trouble.text(), timeout=10_000
    )
    QTest.keyClicks(window.passphrase.field, PASSPHRASE)
    key(Qt.Key.Key_Return, to=window.passphrase.field)
    qtbot.waitUntil(lambda: window.view is not None, timeout=10_000)
    question = view_of(window).question.id
    view_of(window).pane.dk.click()
    kept(qtbot, window)
    assert is_sealed(pack_path.read_bytes())
    said = in_file(pack_path, PASSPHRASE).given(question)
    assert said is not None
    assert said.state is AnswerState.DONT_KNOW


def test_a_full_disk_keeps_the_words_and_saves_them_later(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path
) -> None:
    before = pack_path.read_bytes()
    window = open_pack(pack_path)
    view, question = view_of(window), view_of(window).question.id
    with full_disk():
        QTest.keyClicks(view.pane.note, "Kept")
        view.go_on()
        kept(qtbot, window, Kept.UNSAVED)
        assert view.head.saved.text() == "Not saved"
        assert pack_path.name in hard(view.head.trouble.text())
        assert "Make room" in view.head.trouble.text()
        assert pack_path.read_bytes() == before
        # Closing is refused once, and says why.
        window.close()
        assert window.isVisible()
        assert "close again to go without it" in view.head.trouble.text()
    view.head.again.emit()
    kept(qtbot, window)
    assert not view.head.notice.isVisible()
    assert note_in(pack_path, question) == "Kept"


def test_where_it_cannot_be_written_it_is_saved_elsewhere(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path, tmp_path: Path
) -> None:
    window = open_pack(pack_path)
    view, question = view_of(window), view_of(window).question.id
    # A stick that was pulled out: the folder is gone, whoever one is.
    away = pack_path.parent.rename(tmp_path / "pulled out")
    view.pane.dk.click()
    kept(qtbot, window, Kept.UNSAVED)
    there = tmp_path / "desk.sreanswers"
    window.save_elsewhere(there)
    kept(qtbot, window)
    view.pane.cards[0].click()
    kept(qtbot, window)
    said = in_file(there).given(question)
    assert said is not None
    assert said.value == 1
    assert in_file(away / pack_path.name).given(question) is None


def test_two_windows_on_one_file_the_second_is_told(open_pack: OpenPack, pack_path: Path) -> None:
    first = open_pack(pack_path)
    second = open_pack(pack_path)
    assert second.pages.currentWidget() is second.trouble
    assert "open in another window" in second.trouble.words.text()
    first.close()
    third = open_pack(pack_path)
    assert third.view is not None


def test_what_another_program_wrote_is_never_overwritten(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path, sent: AnswerPack
) -> None:
    window = open_pack(pack_path)
    asked = sent.questions[2].id
    foreign = pack_bytes(
        sent.with_answers({asked: Given(question=asked, note="Theirs")}, "2026-11-25T10:00:00+00:00")
    )
    pack_path.write_bytes(foreign)
    view_of(window).pane.dk.click()
    kept(qtbot, window, Kept.UNSAVED)
    assert "another program changed it" in view_of(window).head.trouble.text()
    assert pack_path.read_bytes() == foreign


def _newer(pack: AnswerPack) -> bytes:
    return json.dumps({**document_of(pack), "version": 2}).encode()


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda pack: pack_bytes(pack)[:-40], "It was cut short or changed"),
        (lambda pack: pack_bytes(pack).replace(b"autumn", b"spring").replace(b"Autumn", b"Spring"), "It was damaged on its way"),
        (lambda _pack: b"PK\x03\x04 no pack", "It was cut short or changed"),
        (lambda _pack: b"\xff\xfe\x00", "It is not in UTF-8"),
        (lambda _pack: b"[1, 2]", "It is no answer pack of this program"),
        (_newer, "It was written by another version of the program"),
        (lambda _pack: b" " * 20_000_001, "It is larger than 20 MB"),
    ],
)  # fmt: skip
def test_what_is_no_pack_is_said_in_a_sentence(
    made: Callable[[AnswerPack], bytes], says: str, open_pack: OpenPack, pack_path: Path, sent: AnswerPack
) -> None:
    data = made(sent)
    pack_path.write_bytes(data)
    window = open_pack(pack_path)
    assert window.pages.currentWidget() is window.trouble
    assert hard(window.trouble.head.text()) == f"{pack_path.name} cannot be opened"
    assert window.trouble.words.text().startswith(says)
    assert pack_path.read_bytes() == data


def test_the_main_window_opens_a_pack_beside_and_does_not_take_it_for_a_workspace(
    qtbot: QtBot, open_window: OpenWindow, pack_path: Path
) -> None:
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pack_path))])
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *how)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *how))
    packs = window.menus.respond.packs  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(packs.windows) and packs.windows[0].view is not None, timeout=10_000)
    assert window.session.store is None
    assert packs.windows[0].windowTitle() == "Autumn 2026 - SRE Workbench"
    packs.windows[0].close()
    assert not packs.windows


def test_a_pack_named_on_the_command_line_opens_without_any_workspace(pack_path: Path, home: Path) -> None:
    environment = {
        **os.environ,
        "SRE_WORKBENCH_QUIT_AFTER_MS": "1500",
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "ui.app", str(pack_path)],
        env=environment, capture_output=True, text=True, timeout=60, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert not list(home.rglob("*.srew"))
    assert not list(pack_path.parent.glob(".*.lock"))


def test_what_was_changed_here_as_well_comes_back_as_a_conflict(
    qtbot: QtBot, open_pack: OpenPack, pack_path: Path, workspace: Path
) -> None:
    window = open_pack(pack_path)
    question = view_of(window).question.id
    view_of(window).pane.cards[4].click()
    kept(qtbot, window)
    window.close()
    with Store.open(workspace) as store:
        # Meanwhile the consultant noted something else for the same question.
        perform(store, answers.rate(MANAGER, question, 1))
    compared = compare(book_of(workspace), in_file(pack_path))
    kinds = {row.question: row.kind for row in compared.rows}
    assert kinds[question] is RowKind.CONFLICT
    assert question not in compared.usual
