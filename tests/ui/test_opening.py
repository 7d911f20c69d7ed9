"""Opening a workspace that is damaged, held by somebody else, or only to be read, and going on in a copy of it."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.storage.raw import database, digest
from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, MANAGER
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.salvage import SalvageDialog
from ui.dialogs.unlock import UnlockDialog
from ui.life_menu import KEYS
from ui.main_window import MainWindow
from ui.menus import Menus
from workbench.actions import answers
from workbench.domain.assessment import Answer
from workbench.domain.key import new_key
from workbench.storage import backups, hold
from workbench.storage.checking import check_file
from workbench.storage.cipher import key_from
from workbench.storage.engine import make_engine
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

Shown = TypeVar("Shown", bound=QWidget)
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
_OPENS = """
import sys
from pathlib import Path
from workbench.storage.store import Store
with Store.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def open_elsewhere(path: Path) -> Iterator[None]:
    """Have a workspace open in another process of this program."""
    command = [sys.executable, "-c", _OPENS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield
        assert process.stdin is not None
        process.stdin.close()


def shown(qtbot: QtBot, kind: type[Shown]) -> Shown:
    def there() -> list[Shown]:
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(there()), timeout=10_000)
    return there()[0]


def offers(window: MainWindow) -> list[str]:
    return [each.text() for each in window.notice.offers if not each.isHidden()]


def with_assessment(qtbot: QtBot, window: MainWindow) -> None:
    window.session.open_assessment(ASSESSMENT)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)


def rate(qtbot: QtBot, window: MainWindow, value: int) -> None:
    window.session.run(answers.rate(MANAGER, "SPON-2", value))
    settled(qtbot, window)


def rating(window: MainWindow) -> int | None:
    book = window.session.book
    assert book is not None
    answer = book.answer(MANAGER, "SPON-2")
    return answer.value if answer is not None else None


def test_a_damaged_workspace_is_read_into_a_new_one(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    with database(workspace) as raw:
        raw.execute("UPDATE answer SET respondent = 'nobody' WHERE rowid = 1")
        raw.execute("DELETE FROM respondent WHERE rowid = 1")
    before = digest(workspace)
    window = open_window(workspace, assessment=None)
    dialog = shown(qtbot, BackupsDialog)
    assert "is damaged" in window.notice.text
    assert not dialog.list.isVisible()
    dialog.salvage.click()
    reading = shown(qtbot, SalvageDialog)
    reading.primary.click()
    qtbot.waitUntil(reading.missing.isVisible, timeout=10_000)
    assert digest(workspace) == before
    goal = workspace.with_name("client (saved).srew")
    assert check_file(goal).sound
    # The respondent came back from the history; an answer of nobody's is kept for whom it was, or named as missing.
    assert "1 row of these came back from the history" in reading.about.text()
    reading.save_list(str(tmp_path / "list.txt"))
    assert (tmp_path / "list.txt").read_text(encoding="utf-8") == reading.missing.toPlainText()
    assert "answer" in reading.missing.toPlainText()
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        reading.primary.click()
    assert window.session.path == goal
    assert len(window.session.listing) == 1


def test_a_damaged_workspace_can_be_looked_at(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with database(workspace) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else'")
    before = digest(workspace)
    window = open_window(workspace, assessment=None)
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        shown(qtbot, BackupsDialog).look.click()
    with_assessment(qtbot, window)
    assert window.only_read.text == "Open for reading only. 'client.srew' is damaged."
    rate(qtbot, window, 5)
    assert rating(window) != 5
    assert digest(workspace) == before


def test_a_place_that_is_taken_is_refused_and_another_can_be_named(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with database(workspace) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else'")
    window = open_window(workspace, assessment=None)
    shown(qtbot, BackupsDialog).salvage.click()
    reading = shown(qtbot, SalvageDialog)
    reading.name.setText(str(workspace))
    reading.primary.click()
    qtbot.waitUntil(lambda: "is there already" in reading.trouble.text(), timeout=10_000)
    reading.name.setText("  ")
    reading.primary.click()
    assert "Say where" in reading.trouble.text()
    reading.name.setText("new one")
    reading.primary.click()
    qtbot.waitUntil(reading.missing.isVisible, timeout=10_000)
    assert (workspace.parent / "new one.srew").exists()
    reading.reject()
    assert window.session.store is None


def test_what_another_window_has_open_is_read_and_gone_on_with_in_a_copy(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with open_elsewhere(workspace):
        before = digest(workspace)
        window = open_window(workspace, assessment=None)
        assert "is open in another window of this program" in window.notice.text
        assert offers(window) == ["Open to read"]
        with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
            window.notice.offers[0].click()
        with_assessment(qtbot, window)
        qtbot.waitUntil(window.only_read.isVisible, timeout=5000)
        assert "Open for reading only. 'client.srew' is open in another window" in window.only_read.text
        rate(qtbot, window, 5)
        assert "open for reading only, so nothing was changed" in window.notice.text
        assert rating(window) != 5
        assert digest(workspace) == before
        goal = workspace.with_name("copy.srew")
        with qtbot.waitSignal(window.session.moved, timeout=10_000):
            window.opening.go_on_in(goal)
    assert not window.only_read.isVisible()
    assert not window.notice.isVisible()
    rate(qtbot, window, 5)
    assert rating(window) == 5
    assert window.session.path == goal
    assert window.key != "home"
    assert digest(workspace) == before


def test_what_another_computer_has_open_is_opened_anyway_when_somebody_says_so(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    said = {"computer": "ANNA-LAPTOP", "since": "2026-11-22T10:41+01:00"}
    hold.note_of(workspace).write_text(json.dumps(said), encoding="utf-8")
    window = open_window(workspace, assessment=None)
    assert "is open on 'ANNA-LAPTOP' since 22 Nov 2026, 10:41" in window.notice.text
    assert offers(window) == ["Open to read", "Open it anyway"]
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        window.notice.offers[1].click()
    with_assessment(qtbot, window)
    assert window.session.writable
    assert not window.only_read.isVisible()
    rate(qtbot, window, 5)
    assert rating(window) == 5


def test_left_behind_as_open_elsewhere_and_lost_a_backup_is_put_back_anyway(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    backups.make(workspace, "by-hand", NOW)
    said = {"computer": "ANNA-LAPTOP", "since": "2026-11-22T10:41+01:00"}
    hold.note_of(workspace).write_text(json.dumps(said), encoding="utf-8")
    workspace.write_bytes(b"no database" * 1000)
    window = open_window(workspace, assessment=None)
    if offers(window):
        # The note is read first; what is wrong with the file is found by whoever opens it anyway.
        window.notice.offers[1].click()
    dialog = shown(qtbot, BackupsDialog)
    qtbot.waitUntil(lambda: "It is sound." in dialog.about.text(), timeout=10_000)
    dialog.back.click()
    dialog.back.click()
    qtbot.waitUntil(lambda: offers(window) == ["Put it back anyway"], timeout=10_000)
    assert "is open on 'ANNA-LAPTOP' since 22 Nov 2026, 10:41" in window.notice.text
    assert not check_there(workspace)
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        window.notice.offers[0].click()
    assert len(window.session.listing) == 1
    assert window.session.writable
    qtbot.waitUntil(lambda: "was put back" in window.notice.text, timeout=10_000)


def check_there(path: Path) -> bool:
    """Whether there is a sound workspace."""
    return path.exists() and path.read_bytes()[:6] == b"SQLite"


def test_a_damaged_workspace_that_was_moved_is_known_by_what_it_says_itself(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    backups.make(workspace, "by-hand", NOW)
    with database(workspace) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else'")
    (tmp_path / "elsewhere").mkdir()
    moved = workspace.rename(tmp_path / "elsewhere" / "moved.srew")
    window = open_window(moved, assessment=None)
    dialog = shown(qtbot, BackupsDialog)
    assert dialog.list.isVisible()
    assert dialog.list.topLevelItemCount() == 1
    qtbot.waitUntil(lambda: "It is sound." in dialog.about.text(), timeout=10_000)
    dialog.back.click()
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        dialog.back.click()
    assert window.session.path == moved


def test_a_protected_one_that_was_moved_says_it_to_whoever_gave_its_passphrase(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    passphrase = "otter lamp gravel café"
    with Store.open(workspace) as store:
        store.protect(new_key(passphrase))
    key = key_from(workspace, passphrase)
    backups.make(workspace, "by-hand", NOW, key)
    engine = make_engine(workspace, key=key)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE answer SET note = 'somebody else'")
    engine.dispose()
    moved = workspace.rename(tmp_path / "moved.srew")
    window = open_window(None)
    window.open_path(moved)
    ask = shown(qtbot, UnlockDialog)
    ask.secret.setText(passphrase)
    ask.on_accept()
    dialog = shown(qtbot, BackupsDialog)
    assert dialog.list.topLevelItemCount() == 1


def test_what_is_only_read_is_neither_protected_nor_is_anybody_forgotten_in_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    backups.make(workspace, "by-hand", NOW)
    with open_elsewhere(workspace):
        before = digest(workspace)
        window = open_window(workspace, assessment=None)
        assert isinstance(window.menus, Menus)
        window.notice.offers[0].click()
        qtbot.waitUntil(window.only_read.isVisible, timeout=10_000)
        with_assessment(qtbot, window)
        for key in ("protect", "forget", "new-assessment", "take-in", "hand-over", *KEYS):
            assert not window.menus.actions[key].isEnabled()
        for key in ("new-workspace", "export", "copy"):
            assert window.menus.actions[key].isEnabled()
        assert window.menus.actions["backups"].isEnabled()
        session, said = window.session, list[str]()
        session.protect("", "otter lamp gravel café", lambda _done: None, lambda e: said.append(str(e)))
        session.forget(lambda _store: 0, lambda _count: None, lambda e: said.append(str(e)))
        settled(qtbot, window)
        assert len(said) == 2
        assert all("is open for reading only, so nothing was changed" in each for each in said)
        assert digest(workspace) == before
        assert len(backups.backups_of(backups.workspace_id_of(workspace))) == 1


def test_opening_another_one_takes_the_strip_away(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.srew"
    Store.create(other, "Somebody else").close()
    with open_elsewhere(workspace):
        window = open_window(workspace, assessment=None)
        window.notice.offers[0].click()
        qtbot.waitUntil(window.only_read.isVisible, timeout=10_000)
        with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
            window.open_path(other)
    assert not window.only_read.isVisible()
    assert window.session.writable


def test_what_is_answered_while_the_copy_is_made_is_in_the_copy(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    before = digest(workspace)
    goal = workspace.with_name("copy.srew")
    window.opening.go_on_in(goal)
    with qtbot.waitSignal(window.session.saved, timeout=10_000):
        window.session.run(answers.rate(MANAGER, "SPON-2", 5))
    settled(qtbot, window)
    assert window.session.path == goal
    assert rating(window) == 5
    assert digest(workspace) == before
    with Store.open(goal, writable=False) as store, store.unit(writes=False) as unit:
        assert 5 in {each.value for each in unit.all(Answer) if each.question == "SPON-2"}


def test_what_is_open_already_is_opened_again(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    rate(qtbot, window, 5)
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        window.open_path(workspace)
    with_assessment(qtbot, window)
    assert rating(window) == 5
    assert not window.notice.isVisible()
    with database(workspace) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else'")
    window.open_path(workspace)
    shown(qtbot, BackupsDialog).reject()
    assert window.session.store is None
    assert window.session.book is None
    assert "is damaged" in window.notice.text


def test_a_copy_is_never_written_over_what_is_there(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there.srew"
    there.write_bytes(b"something of mine")
    window = open_window(workspace)
    window.opening.go_on_in(there)
    qtbot.waitUntil(lambda: "is there already" in window.notice.text, timeout=10_000)
    assert there.read_bytes() == b"something of mine"
    assert window.session.path == workspace
    rate(qtbot, window, 5)
    assert rating(window) == 5


def test_a_copy_is_asked_for_in_the_menu(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(None, assessment=None)
    assert isinstance(window.menus, Menus)
    assert not window.menus.actions["copy"].isEnabled()
    window.open_path(workspace)
    qtbot.waitUntil(lambda: window.session.workspace is not None, timeout=10_000)
    assert window.menus.actions["copy"].isEnabled()
    window.menus.trigger("copy")
    dialog = shown(qtbot, QFileDialog)
    assert dialog.selectedFiles() == [str(workspace.with_name("client (copy).srew"))]
    dialog.reject()
