"""Protected workspaces in the window: made, opened, changed, and locked when nobody is there."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.conftest import settled
from tests.ui.respond.laptop import handed
from tests.ui.respond.laptop import unlock as take_back
from tests.ui.sample import ASSESSMENT, MANAGER, small_workspace
from ui import settings as known
from ui.dialogs.assessment_details import AssessmentDetailsDialog
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.protect import ProtectDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.unlock import ConfirmDialog, UnlockDialog
from ui.locking import LockedWindow, Locking, seconds_passed
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.pages import render_pages
from ui.screens.questionnaire.screen import QuestionnaireScreen
from ui.workshop.projector import ProjectorWindow
from workbench.actions import answers, risks
from workbench.domain.assessment import Answer
from workbench.domain.key import new_key, recovery_lines, recovery_text
from workbench.domain.risk import Risk, RiskKind
from workbench.storage.backups import backups_of
from workbench.storage.cipher import is_protected, key_from
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

PASSPHRASE = "otter lamp gravel café"
OTHER = "nine quiet tractors sing"
W = TypeVar("W", bound=QWidget)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace under a passphrase; copy it, never open it."""
    path = tmp_path_factory.mktemp("protected") / "client.srew"
    small_workspace(path, dt.date(2026, 11, 23))
    with Store.open(path) as store:
        store.protect(new_key(PASSPHRASE))
    return path


@pytest.fixture
def protected(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "client.srew"))


def shown(qtbot: QtBot, kind: type[W]) -> W:
    """The window of a kind that can be seen, as soon as there is one."""

    def there() -> list[W]:
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(there()), timeout=10_000)
    return there()[0]


def visible(kind: type[QWidget]) -> bool:
    return any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets())


def locking(window: MainWindow) -> Locking:
    assert isinstance(window.menus, Menus)
    return window.menus.secrets.locking


def opened(qtbot: QtBot, open_window: OpenWindow, path: Path, assessment: bool = True) -> MainWindow:
    """The window on a protected workspace, its passphrase typed."""
    window = open_window(None)
    window.open_path(path)
    dialog = shown(qtbot, UnlockDialog)
    dialog.secret.insert(PASSPHRASE)
    QTest.keyClick(dialog.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.workspace is not None, timeout=10_000)
    if assessment:
        window.session.open_assessment(ASSESSMENT)
        qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    return window


def lock(qtbot: QtBot, window: MainWindow) -> LockedWindow:
    with qtbot.waitSignal(locking(window).locked, timeout=10_000):
        window.menus.trigger("lock")
    settled(qtbot, window)
    return shown(qtbot, LockedWindow)


def unlock(qtbot: QtBot, window: MainWindow, secret: str = PASSPHRASE) -> None:
    page = shown(qtbot, LockedWindow).page
    page.field.setText(secret)
    with qtbot.waitSignal(locking(window).unlocked, timeout=10_000):
        QTest.keyClick(page.field, Qt.Key.Key_Return)


def words_in_sight() -> str:
    """Every word in a window that can be seen, its title among them."""
    said: list[str] = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            said.append(window.windowTitle())
            said += [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    return "\n".join(said)


# Making and protecting


def test_made_with_a_passphrase_it_shows_a_key_that_must_be_kept(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(None)
    window.menus.trigger("new-workspace")
    dialog = shown(qtbot, NewWorkspaceDialog)
    path = tmp_path / "secret.srew"
    dialog.client.setText("Tern Health")
    dialog.path.setText(str(path))
    dialog.secret.tick.click()
    QTest.keyClicks(dialog.secret.first, "abcdef")
    assert dialog.secret.strength.text() == "6 of at least 12 characters."
    dialog.secret.again.setText("abcdef")
    dialog.primary.click()
    assert "at least 12 characters" in dialog.trouble.text()
    dialog.secret.first.setText(PASSPHRASE)
    dialog.primary.click()
    assert "differ" in dialog.trouble.text()
    assert not path.exists()
    dialog.secret.again.setText(PASSPHRASE)
    assert dialog.secret.strength.text().startswith("Strong")
    dialog.primary.click()
    sheet = shown(qtbot, RecoveryDialog)
    assert is_protected(path)
    key = window.session.key
    assert key is not None
    assert all(line in words_in_sight() for line in recovery_lines(key))
    # Neither Esc nor Enter leaves it before it was kept.
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "Print the key" in sheet.trouble.text()
    assert not sheet.primary.isEnabled()
    sheet.save_to(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o777 == 0o600
    text = PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text()
    assert "secret.srew" in text
    assert "Tern Health" not in text
    sheet.named.click()
    sheet.save_to(tmp_path / "sheet.pdf")
    assert "Tern Health" in PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text()
    sheet.kept.click()
    sheet.primary.click()
    qtbot.waitUntil(lambda: not visible(RecoveryDialog), timeout=5000)
    assert key_from(path, recovery_text(key)) == key == key_from(path, PASSPHRASE)


def test_an_open_workspace_is_protected_and_its_steps_of_undo_stay(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    assert not window.menus.actions["lock"].isEnabled()  # pyright: ignore[reportAttributeAccessIssue]
    with qtbot.waitSignal(window.keeper.made, timeout=15_000):
        pass
    with qtbot.waitSignal(window.session.saved, timeout=5000):
        window.session.run(answers.rate(MANAGER, "SPON-2", 4))
    window.menus.trigger("protect")
    dialog = shown(qtbot, ProtectDialog)
    dialog.box.first.setText(PASSPHRASE)
    dialog.box.again.setText(PASSPHRASE)
    dialog.old.click()
    dialog.primary.click()
    sheet = shown(qtbot, RecoveryDialog)
    sheet.kept.click()
    sheet.primary.click()
    assert is_protected(workspace)
    assert window.session.workspace is not None
    assert [each.protected for each in backups_of(window.session.workspace.id)] == [True]
    settled(qtbot, window)
    assert window.menus.actions["lock"].isEnabled()  # pyright: ignore[reportAttributeAccessIssue]
    window.session.undo()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert book.answer(MANAGER, "SPON-2") is None or book.answer(MANAGER, "SPON-2").value is None  # pyright: ignore[reportOptionalMemberAccess]


def test_the_passphrase_is_changed_and_taken_away_by_whoever_knows_it(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.menus.trigger("protect")
    dialog = shown(qtbot, ProtectDialog)
    dialog.present.setText(OTHER)
    dialog.box.first.setText(OTHER)
    dialog.box.again.setText(OTHER)
    dialog.primary.click()
    qtbot.waitUntil(lambda: "neither the passphrase" in dialog.trouble.text(), timeout=10_000)
    dialog.present.setText(PASSPHRASE)
    dialog.primary.click()
    sheet = shown(qtbot, RecoveryDialog)
    sheet.kept.click()
    sheet.primary.click()
    assert key_from(protected, OTHER) == window.session.key
    window.menus.trigger("protect")
    dialog = shown(qtbot, ProtectDialog)
    dialog.present.setText(OTHER)
    dialog.off.click()
    dialog.primary.click()
    qtbot.waitUntil(lambda: "The passphrase is gone" in window.notice.text, timeout=10_000)
    assert window.session.key is None
    assert not is_protected(protected)


def test_the_recovery_key_is_shown_to_whoever_knows_the_passphrase(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected, assessment=False)
    window.menus.trigger("recovery")
    ask = shown(qtbot, ConfirmDialog)
    ask.secret.setText(OTHER)
    ask.primary.click()
    qtbot.waitUntil(lambda: "neither" in ask.trouble.text(), timeout=10_000)
    assert not visible(RecoveryDialog)
    ask.secret.setText(PASSPHRASE)
    ask.primary.click()
    sheet = shown(qtbot, RecoveryDialog)
    assert all(line in words_in_sight() for line in recovery_lines(key_from(protected, PASSPHRASE)))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printed = protected.with_name("printed.pdf")
    printer.setOutputFileName(str(printed))
    sheet.print_to(printer)
    picture = render_pages(printed.read_bytes(), 200)[0]
    middle = [picture.pixelColor(x, picture.height() * 2 // 5).lightness() for x in range(200)]
    assert min(middle) < 200 < max(middle), "the signs in their box"
    sheet.reject()
    assert not visible(RecoveryDialog)


# Opening


def test_a_wrong_passphrase_is_said_and_closing_leaves_everything_as_it_is(
    qtbot: QtBot, open_window: OpenWindow, protected: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.srew"
    small_workspace(plain, dt.date(2026, 11, 23))
    window = open_window(plain)
    before = window.session.book
    window.open_path(protected)
    dialog = shown(qtbot, UnlockDialog)
    dialog.secret.setText(OTHER)
    dialog.primary.click()
    assert not dialog.primary.isEnabled(), "it is looked into on the other thread"
    qtbot.waitUntil(lambda: "neither the passphrase nor" in dialog.trouble.text(), timeout=10_000)
    assert dialog.primary.isEnabled()
    dialog.reject()
    assert window.session.path == plain
    assert window.session.book is before
    window.open_path(protected)
    dialog = shown(qtbot, UnlockDialog)
    lines = recovery_lines(key_from(protected, PASSPHRASE))
    lines[2] = ("A" if lines[2][0] != "A" else "B") + lines[2][1:]
    dialog.secret.setText(" ".join(lines))
    dialog.primary.click()
    qtbot.waitUntil(lambda: "typo in line 3" in dialog.trouble.text(), timeout=10_000)
    dialog.secret.setText(recovery_text(key_from(protected, PASSPHRASE)))
    dialog.primary.click()
    qtbot.waitUntil(lambda: window.session.path == protected, timeout=10_000)
    assert not window.notice.isVisible()


def test_dropped_on_the_window_and_on_the_home_screen_it_asks(
    qtbot: QtBot, open_window: OpenWindow, protected: Path, home: Path
) -> None:
    folder = home / "SRE Workbench"
    folder.mkdir(parents=True)
    there = Path(shutil.copy(protected, folder / "other.srew"))
    window = open_window(None)
    said = [each.accessibleName() for each in window.home.findChildren(QWidget)]
    assert "other.srew, protected with a passphrase" in said
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(there))])
    spot = QPointF(100, 100)
    none = Qt.MouseButton.NoButton
    window.dropEvent(QDropEvent(spot, Qt.DropAction.CopyAction, mime, none, Qt.KeyboardModifier.NoModifier))
    dialog = shown(qtbot, UnlockDialog)
    dialog.reject()
    window.go_to(f"recent:{there}")
    dialog = shown(qtbot, UnlockDialog)
    dialog.reject()


def test_a_backup_under_an_earlier_passphrase_is_looked_into_with_that_one(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected, assessment=False)
    with qtbot.waitSignal(window.keeper.made, timeout=15_000):
        pass
    window.session.protect(PASSPHRASE, OTHER, lambda _done: None, lambda error: pytest.fail(str(error)))
    settled(qtbot, window)
    window.menus.trigger("backups")
    dialog = shown(qtbot, BackupsDialog)
    qtbot.waitUntil(lambda: "passphrase that is not known here" in dialog.about.text(), timeout=10_000)
    assert not dialog.back.isEnabled()
    dialog.give.click()
    ask = next(each for each in dialog.findChildren(QWidget) if each.windowTitle() == "Backup")
    ask.secret.setText(PASSPHRASE)  # pyright: ignore[reportAttributeAccessIssue]
    ask.primary.click()  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.waitUntil(lambda: "It is sound." in dialog.about.text(), timeout=10_000)
    # And removed on request, once there is one under the new passphrase.
    assert dialog.old.isVisible()
    dialog.old.click()
    assert "Press again" in dialog.trouble.text()
    dialog.old.click()
    qtbot.waitUntil(lambda: not dialog.old.isVisible(), timeout=10_000)
    assert dialog.list.topLevelItemCount() == 1
    qtbot.waitUntil(lambda: "It is sound." in dialog.about.text(), timeout=10_000)
    dialog.back.click()
    with qtbot.waitSignal(window.session.workspace_opened, timeout=10_000):
        dialog.back.click()
    assert window.session.key is not None
    assert key_from(protected, OTHER) == window.session.key


# The lock


def test_locked_nothing_can_be_seen_and_unlocked_everything_is_where_it_was(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.go_to("questionnaire")
    assert window.windowTitle() == "client - SRE Workbench"
    window.menus.trigger("settings")
    dialog = shown(qtbot, SettingsDialog)
    dialog.who.setText("Half typed")
    locked = lock(qtbot, window)
    assert not window.isVisible()
    assert not dialog.isVisible()
    for secret in ("Autumn 2026", "Tern Health", "client", "Half typed"):
        assert secret not in words_in_sight()
    assert window.session.key is None
    # What a kill would leave behind: the encrypted file and nothing else.
    assert [each.name for each in protected.parent.glob("*client*")] == ["client.srew"]
    assert not list(protected.parent.glob(".client*"))
    locked.page.field.setText(OTHER)
    QTest.keyClick(locked.page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "neither the passphrase nor" in locked.page.trouble.text(), timeout=10_000)
    assert not window.isVisible()
    unlock(qtbot, window)
    assert window.isVisible()
    assert dialog.isVisible()
    assert dialog.who.text() == "Half typed"
    assert window.key == "questionnaire"
    assert window.session.book is not None
    dialog.reject()
    with qtbot.waitSignal(window.session.saved, timeout=5000):
        window.session.run(answers.rate(MANAGER, "SPON-2", 4))


def test_the_recovery_key_unlocks_as_well(qtbot: QtBot, open_window: OpenWindow, protected: Path) -> None:
    window = opened(qtbot, open_window, protected)
    lock(qtbot, window)
    unlock(qtbot, window, recovery_text(key_from(protected, PASSPHRASE)))
    assert window.isVisible()


def test_what_was_typed_just_before_the_lock_is_on_the_disk(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.go_to("questionnaire")
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    screen.page.note.setFocus()
    QTest.keyClicks(screen.page.note, "The pager was off that night")
    lock(qtbot, window)
    # Nobody holds the file any more, and the words are in it.
    key = key_from(protected, PASSPHRASE)
    with Store.open(protected, key=key, writable=False) as store, store.unit(writes=False) as unit:
        assert any(each.note == "The pager was off that night" for each in unit.all(Answer))
    unlock(qtbot, window)
    assert window.key == "questionnaire"


def test_nobody_there_for_as_long_as_the_setting_says_locks_it(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    watch, clock = locking(window), [0.0]
    watch.now = lambda: clock[0]
    watch.follow()
    clock[0] = 9 * 60
    watch.tick()
    assert window.isVisible()
    # A key or the mouse in any window counts.
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    clock[0] = 18 * 60
    watch.tick()
    assert window.isVisible()
    window.settings.set(known.LOCK_AFTER, 0)
    clock[0] = 1000 * 60
    watch.tick()
    assert window.isVisible()
    window.settings.set(known.LOCK_AFTER, 5)
    with qtbot.waitSignal(watch.locked, timeout=10_000):
        watch.tick()
    assert not window.isVisible()
    unlock(qtbot, window)
    clock[0] += 4 * 60
    watch.tick()
    assert window.isVisible()


def test_the_first_key_after_a_sleep_locks_it_and_does_nothing_else(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.go_to("questionnaire")
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    watch, clock = locking(window), [0.0]
    watch.now = lambda: clock[0]
    watch.follow()
    before = screen.page.note.toPlainText()
    screen.page.note.setFocus()
    # The lid was closed for a night; a key is there before any timer has run.
    clock[0] = 8 * 3600
    handle = window.windowHandle()
    assert handle is not None
    with qtbot.waitSignal(watch.locked, timeout=10_000):
        QTest.keyClick(handle, Qt.Key.Key_X)
    assert not window.isVisible()
    unlock(qtbot, window)
    assert screen.page.note.toPlainText() == before


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="Linux alone has this clock")
def test_the_clock_of_the_lock_goes_on_in_sleep() -> None:
    # man clock_gettime: CLOCK_BOOTTIME also includes any time that the system is suspended.
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= seconds_passed() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_by_its_own_clock_it_locks_without_anybody_asking(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    watch = locking(window)
    started = time.monotonic()
    # A minute goes by in a hundredth of a second.
    watch.now = lambda: (time.monotonic() - started) * 6000
    watch.follow()
    watch._timer.setInterval(20)
    with qtbot.waitSignal(watch.locked, timeout=10_000):
        pass
    watch._timer.stop()
    unlock(qtbot, window)


def test_a_workspace_without_a_passphrase_is_never_locked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    watch, clock = locking(window), [0.0]
    watch.now = lambda: clock[0]
    watch.follow()
    clock[0] = 10_000.0
    watch.tick()
    window.menus.trigger("lock")
    assert window.isVisible()
    assert not visible(LockedWindow)


def test_a_job_that_runs_is_finished_first_and_hidden_at_once(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    import threading

    window = opened(qtbot, open_window, protected)
    may_end, came = threading.Event(), list[str]()
    window.jobs.pool(lambda _job: may_end.wait(20), lambda _done: came.append("told"))
    window.menus.trigger("lock")
    assert visible(LockedWindow)
    assert not window.isVisible()
    assert window.session.key is not None, "the job may need the file"
    assert "finished first" in words_in_sight()
    with qtbot.waitSignal(locking(window).locked, timeout=10_000):
        may_end.set()
    settled(qtbot, window)
    assert window.session.key is None
    assert came == [], "nothing is shown while it is locked"
    unlock(qtbot, window)
    assert came == ["told"]


def test_unlocked_before_the_job_has_ended_nothing_is_let_go_of(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    import threading

    window = opened(qtbot, open_window, protected)
    may_end = threading.Event()
    window.jobs.pool(lambda _job: may_end.wait(20))
    window.menus.trigger("lock")
    unlock(qtbot, window)
    with qtbot.waitSignal(window.jobs.rested, timeout=10_000):
        may_end.set()
    settled(qtbot, window)
    assert window.session.key is not None
    assert window.isVisible()


def test_what_changes_by_itself_meanwhile_is_saved_once_it_is_unlocked(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    lock(qtbot, window)
    window.session.run(risks.add(ASSESSMENT, "Came while locked", RiskKind.THREAT))
    settled(qtbot, window)
    book = window.session.stored_book
    assert book is not None
    assert len(book.all(Risk)) == 1
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: len(book.all(Risk)) == 2, timeout=5000)


def test_where_another_program_wrote_meanwhile_it_is_opened_anew(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    from workbench.actions.edit import perform

    window = opened(qtbot, open_window, protected)
    lock(qtbot, window)
    with Store.open(protected, key=key_from(protected, PASSPHRASE)) as store:
        perform(store, risks.add(ASSESSMENT, "From elsewhere", RiskKind.THREAT))
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=10_000)
    book = window.session.book
    assert book is not None
    assert "From elsewhere" in [each.title for each in book.all(Risk)]


def test_the_projector_shows_no_content_while_it_is_locked(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    projector = ProjectorWindow(window.theme, lambda _event: False)
    qtbot.addWidget(projector)
    projector.show_still("Session of Tern Health")
    projector.show()
    lock(qtbot, window)
    assert projector.isVisible(), "behind it the room would see the desktop"
    assert projector.covered
    assert not projector.title.isVisible()
    unlock(qtbot, window)
    assert not projector.covered
    assert projector.title.isVisible()


def test_with_a_respondent_it_locks_as_well_and_comes_back_to_their_questions(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    theirs, view = handed(qtbot, window)
    locking(window).lock()
    qtbot.waitUntil(lambda: window.session.locked, timeout=10_000)
    settled(qtbot, window)
    assert not theirs.isVisible()
    unlock(qtbot, window)
    assert theirs.isVisible()
    assert theirs.view is view
    assert not window.isVisible(), "it is still with the respondent"
    take_back(qtbot, window)
    qtbot.waitUntil(window.isVisible, timeout=10_000)


def test_closing_while_it_is_locked_ends_the_program(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    locked = lock(qtbot, window)
    assert locked.close()
    assert window.session.store is None
    window.jobs.drain()
    with Store.open(protected, key=key_from(protected, PASSPHRASE)):
        pass


def test_how_long_is_chosen_in_the_settings(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(None)
    dialog = SettingsDialog(window.settings, window.session, window.theme, window)
    assert dialog.lock_after.currentData() == 10
    dialog.lock_after.setCurrentIndex(dialog.lock_after.findText("Never"))
    assert window.settings.get(known.LOCK_AFTER) == 0
    dialog.reject()


def test_a_dialog_with_typed_words_behind_the_lock_is_not_called_saved_and_warned_of_once(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.menus.trigger("assessment")
    dialog = shown(qtbot, AssessmentDetailsDialog)
    QTest.keyClicks(dialog.about, "The depots")
    locked = lock(qtbot, window)
    assert locked.page.words.text().startswith("What you typed in a dialog is not saved")
    assert not locked.close()
    assert "What you typed in a dialog is not saved" in locked.page.trouble.text()
    unlock(qtbot, window)
    assert dialog.isVisible()
    assert dialog.about.text() == "The depots"
    dialog.primary.click()
    settled(qtbot, window)
    assert lock(qtbot, window).page.words.text().startswith("Everything you typed is saved")


def test_closing_a_second_time_leaves_a_dialog_behind_the_lock(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.menus.trigger("assessment")
    QTest.keyClicks(shown(qtbot, AssessmentDetailsDialog).about, "The depots")
    locked = lock(qtbot, window)
    assert not locked.close()
    assert locked.close()


def test_a_dialog_nobody_typed_in_is_nothing_to_warn_of(
    qtbot: QtBot, open_window: OpenWindow, protected: Path
) -> None:
    window = opened(qtbot, open_window, protected)
    window.menus.trigger("assessment")
    shown(qtbot, AssessmentDetailsDialog)
    locked = lock(qtbot, window)
    assert locked.page.words.text().startswith("Everything you typed is saved")
    assert locked.close()
