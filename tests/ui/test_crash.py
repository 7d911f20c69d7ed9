"""What should never happen: a report without a word of anybody's is kept and shown, and the window goes on."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.storage.raw import ROOT
from tests.ui.conftest import settled
from ui.crash import Watch
from ui.dialogs.crash import CrashDialog
from ui.jobs import Jobs
from workbench.actions import obstacles
from workbench.storage import crashes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

CANARY = "Zebedee Quillfeather"
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def broken(said: str) -> None:
    """Fail as a slot might: with words of a client in the error, in a value and in what led to it."""
    secret = f"{said} resists"
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise ValueError(f"cannot take {secret}") from error


def test_a_report_holds_places_and_no_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="resists") as caught:
        broken(CANARY)
    text = crashes.describe(caught.value, "working in the window", NOW)
    assert "Zebedee" not in text
    assert "resists" not in text
    assert str(ROOT) not in text
    assert os.path.expanduser("~") not in text
    assert "tests/ui/test_crash.py, line" in text
    assert text.index("KeyError") < text.index("which led to") < text.index("ValueError")
    path = crashes.keep(text, NOW)
    assert path is not None
    assert path.read_text(encoding="utf-8") == text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_called_like_one_of_the_programs_is_not_named() -> None:
    code = compile("1 / 0", "/home/jo/tests/Larkfield Bank/sre/workbench/x.py", "exec")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(code)
    text = crashes.describe(caught.value, "working in the window", NOW)
    assert "Larkfield" not in text
    assert "  x.py, line 1" in text


WORDS = """Fatal Python error: Segmentation fault

Current thread 0x00007f1c (most recent call first):
  File "/home/zebedee/Quillfeather "Bank"/ui/x.py", line 3 in f
  File "{json}", line 7 in loads
  File "/opt/python3.11/Zebedee Quillfeather/client.py", line 9 in g
  File "/home/site-packages/Zebedee/client.py", line 9 in g

Current thread's C stack trace (most recent call first):
  Binary file "/home/zebedee/Quillfeather/libQt6Core.so.6", at qt_x+0x1 [0x7f]
  Binary file "/home/zebedee"/python", at _Py_DumpStack+0x31 [0x5]
  Library /home/zebedee/x.so
"""


def test_no_line_of_a_hard_crash_names_a_folder() -> None:
    text = crashes.describe_words(WORDS.replace("{json}", json.__file__), "the last time", NOW)
    assert text.partition("Segmentation fault\n")[2] == (
        """
Current thread 0x00007f1c (most recent call first):
  File "x.py", line 3 in f
  File "json/__init__.py", line 7 in loads
  File "client.py", line 9 in g
  File "client.py", line 9 in g

Current thread's C stack trace (most recent call first):
  Binary file "libQt6Core.so.6", at qt_x+0x1 [0x7f]
  Binary file "python", at _Py_DumpStack+0x31 [0x5]
  (a line is left out, since it may name a folder)
"""
    )


def test_what_goes_wrong_while_clearing_away_is_told_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Broken:
        def __del__(self) -> None:
            raise ValueError(CANARY)

    watch = Watch()
    watch.start()
    try:
        Broken()
    finally:
        watch.stop()
    assert "Zebedee" not in capsys.readouterr().err
    (kept,) = crashes.kept()
    assert "clearing away" in kept.read_text()
    assert "Zebedee" not in kept.read_text()


def test_the_newest_are_kept() -> None:
    for day in range(1, 15):
        crashes.keep(f"report {day}", dt.datetime(2026, 11, day, tzinfo=dt.UTC))
    assert [each.read_text() for each in crashes.kept()] == [f"report {day}" for day in range(14, 4, -1)]


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch(qapp)
    assert made.start() == ""
    yield made
    made.stop()
    made.deleteLater()


def test_an_error_in_a_slot_is_shown_and_the_window_goes_on(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    watch: Watch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    window = open_window(workspace)
    watch.show_in(window, window.theme)
    QTimer.singleShot(0, lambda: broken(CANARY))
    qtbot.waitUntil(lambda: any(isinstance(each, CrashDialog) for each in window.children()), timeout=5000)
    dialog = next(each for each in window.children() if isinstance(each, CrashDialog))
    assert dialog.box.toPlainText() == crashes.kept()[0].read_text(encoding="utf-8")
    assert "Zebedee" not in dialog.box.toPlainText()
    assert isinstance(dialog.box, QPlainTextEdit)
    dialog.copy.click()
    assert QApplication.clipboard().text() == dialog.text
    out = workspace.with_name("report.txt")
    dialog.save_to(out)
    assert out.read_text(encoding="utf-8") == dialog.text
    dialog.save_to(workspace.with_name("none") / "report.txt")
    assert "cannot be written" in dialog.trouble.text()
    dialog.reject()
    # The same once more is no second report, and the window saves as before.
    QTimer.singleShot(0, lambda: broken(CANARY))
    book = window.session.stored_book
    assert book is not None
    window.session.run(obstacles.add(book.assessment.id, "Still alive"))
    settled(qtbot, window)
    assert window.session.stored_book is not None
    assert "Still alive" in [each.title for each in window.session.stored_book.obstacles]
    said = capsys.readouterr()
    assert "Zebedee" not in said.out + said.err


def test_threads_and_logged_errors_are_heard_too(
    qtbot: QtBot, watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    thread = threading.Thread(target=broken, args=(CANARY,))
    thread.start()
    thread.join()
    assert len(crashes.kept()) == 1
    jobs = Jobs()
    jobs.pool(lambda _job: int(CANARY))
    # Nobody asked to be told of it, so it is logged; pytest-qt and this program both hear of that.
    qtbot.waitUntil(lambda: len(crashes.kept()) == 2, timeout=5000)
    jobs.close()
    assert not any("Zebedee" in each.read_text(encoding="utf-8") for each in crashes.kept())
    assert "Zebedee" not in capsys.readouterr().err


CHILD = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app
path = Path(sys.argv[1])
application = app.make_application()
app.make_application = lambda: application
if sys.argv[2] == "die":
    QTimer.singleShot(1500, lambda: os.kill(os.getpid(), signal.SIGSEGV))
sys.exit(app.open_window(path))
"""


@pytest.mark.skipif(os.name == "nt", reason="ended by a signal")
def test_after_a_hard_crash_the_next_start_tells(workspace: Path, home: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, str(workspace), "die"],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == -signal.SIGSEGV, ended.stderr
    left = list((home / "data" / "crash-reports").iterdir())
    assert len(left) == 1
    assert stat.S_IMODE(left[0].stat().st_mode) == 0o600
    text = crashes.take_fatal(NOW)
    assert "Segmentation fault" in text
    assert "ui/app.py" in text
    assert str(ROOT) not in text
    # Told once, and kept as a report.
    assert crashes.take_fatal(NOW) == ""
    assert [each.read_text(encoding="utf-8") for each in crashes.kept()] == [text]


def test_a_run_that_ended_well_leaves_nothing(workspace: Path, home: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "SRE_WORKBENCH_QUIT_AFTER_MS": "500",
    }
    subprocess.run(
        [sys.executable, "-c", CHILD, str(workspace), "live"], env=environment, timeout=60, check=True
    )
    assert list((home / "data" / "crash-reports").iterdir()) == []
