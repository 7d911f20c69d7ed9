"""A PDF takes the place of a PDF or of nothing, and a display that nobody serves is no display."""

from __future__ import annotations

import datetime as dt
import socket
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell, shell
from tests.storage.raw import digest
from workbench.actions import books, demo
from workbench.analysis.standing import rate_book
from workbench.cli import no_display
from workbench.reports.build import ReportError, write_report
from workbench.reports.settings import ReportSettings
from workbench.storage.store import Store

__all__ = ["shell"]


def test_report_never_takes_the_place_of_the_workspace(shell: Shell, demo_file: Path) -> None:
    before = digest(demo_file)
    said = shell.refused("report", "--workspace", demo_file, "--output", demo_file)
    assert "is the workspace" in said
    assert digest(demo_file) == before


@pytest.mark.parametrize("command", ["report", "demo"])
def test_a_file_of_another_kind_stays(shell: Shell, demo_file: Path, tmp_path: Path, command: str) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    where = ["--output", notes] if command == "report" else ["--no-window", "--pdf", notes]
    assert "notes.txt' is there already and is no PDF" in shell.refused(
        command, "--workspace", demo_file, *where
    )
    assert notes.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("pdf", ["new.srew", "."])
def test_demo_refuses_a_wrong_place_before_it_makes_anything(shell: Shell, tmp_path: Path, pdf: str) -> None:
    workspace = tmp_path / "new.srew"
    shell.refused("demo", "--no-window", "--workspace", workspace, "--pdf", tmp_path / pdf)
    assert not workspace.exists()


def test_a_device_is_not_replaced(shell: Shell, demo_file: Path) -> None:
    shell.refused("report", "--workspace", demo_file, "--output", "/dev/null")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_the_report_itself_refuses_another_kind_of_file(demo_store: Store, tmp_path: Path) -> None:
    other = tmp_path / "client.srew"
    other.write_bytes(b"SQLite format 3\x00")
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    settings = ReportSettings(date=dt.date(2026, 11, 23), edition="executive")
    with pytest.raises(ReportError, match="is no PDF"):
        write_report(book, rate_book(book), settings, other)
    assert other.read_bytes() == b"SQLite format 3\x00"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="displays have names on Linux alone")
def test_a_display_that_nobody_serves_is_no_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert no_display()
    for name, stale in (("DISPLAY", ":977"), ("DISPLAY", "nonsense"), ("WAYLAND_DISPLAY", "wayland-977")):
        monkeypatch.setenv(name, stale)
        assert no_display(), stale
    served = tmp_path / "w"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(served))
        server.listen()
        monkeypatch.setenv("WAYLAND_DISPLAY", str(served))
        assert not no_display()
