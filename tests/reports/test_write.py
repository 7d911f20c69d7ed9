"""A report that cannot be written to its end leaves what was there, on a disk that is really full and in a program that really dies."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

WRITE = """
    import sys
    from pathlib import Path
    from tests.reports import sample
    from workbench.analysis.standing import rate_book
    from workbench.reports.build import write_report
    from workbench.reports.settings import ReportError, ReportSettings

    book = sample.book()
    standing = rate_book(book)
    settings = ReportSettings(date=sample.TODAY, sections=("cover", "summary", "risks"))
    {before}
    try:
        write_report(book, standing, settings, Path(sys.argv[1]))
    except ReportError as error:
        print(error)
        sys.exit(3)
"""
FULL_DISK = """
    import resource, signal
    from workbench.reports import fonts
    write_report(book, standing, settings, Path(sys.argv[1]).with_name("first.pdf"))
    Path(sys.argv[1]).with_name("first.pdf").unlink()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
"""
DIES = """
    import os
    sys.addaudithook(lambda event, _args: os._exit(9) if event == "os.rename" else None)
"""


def run(goal: Path, before: str) -> subprocess.CompletedProcess[str]:
    code = textwrap.dedent(WRITE).format(before=textwrap.dedent(before).strip())
    return subprocess.run(
        [sys.executable, "-B", "-c", code, str(goal)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_disk_without_room_keeps_the_old_report_and_leaves_nothing_else(tmp_path: Path) -> None:
    goal = tmp_path / "report.pdf"
    goal.write_bytes(b"%PDF-old")
    done = run(goal, FULL_DISK)
    assert done.returncode == 3, done.stderr
    assert "nothing there was changed" in done.stdout
    assert goal.read_bytes() == b"%PDF-old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_a_program_that_dies_before_the_file_is_whole_leaves_the_old_one(tmp_path: Path) -> None:
    goal = tmp_path / "report.pdf"
    goal.write_bytes(b"%PDF-old")
    done = run(goal, DIES)
    assert done.returncode == 9, done.stderr
    assert goal.read_bytes() == b"%PDF-old"
    # What it had written stands beside it under another name, and the next report takes its place all the same.
    assert run(goal, "").returncode == 0
    assert goal.read_bytes().startswith(b"%PDF-1")
