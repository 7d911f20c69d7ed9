"""The program that packaging/build.py makes starts, writes the PDF and opens a window; takes minutes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "sre-workbench" / "sre-workbench"

pytestmark = [pytest.mark.system, pytest.mark.slow]


@pytest.fixture(scope="module")
def program() -> Path:
    """The built program, made anew from this source."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the Windows and macOS specs are untried")
    subprocess.run([sys.executable, ROOT / "packaging" / "build.py"], cwd=ROOT, check=True)
    return PROGRAM


def run(program: Path, arguments: Sequence[str | Path], home: Path, **more: str) -> str:
    """Run the built program as a new user without Python and return what it printed."""
    settings = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }
    done = subprocess.run(
        [program, *arguments],
        cwd=home,
        env=settings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_demo_without_a_window(program: Path, tmp_path: Path) -> None:
    workspace, report = tmp_path / "demo.srew", tmp_path / "plan.pdf"
    run(program, ["demo", "--no-window", "--workspace", workspace, "--pdf", report], tmp_path)
    assert report.read_bytes().startswith(b"%PDF-")
    assert workspace.stat().st_mode & 0o777 == 0o600


def test_window_opens_and_closes(program: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "demo.srew"
    arguments = ["demo", "--workspace", workspace, "--pdf", tmp_path / "plan.pdf"]
    run(program, arguments, tmp_path, SRE_WORKBENCH_QUIT_AFTER_MS="1500")


def test_unused_parts_are_left_out(program: Path) -> None:
    names = [path.name for path in program.parent.rglob("*")]
    for unwanted in ("libqgtk3", "libgtk-3", "DarkGarden", "libQt6Qml", "libQt6Quick", "PyQt"):
        assert not [name for name in names if name.startswith(unwanted)], unwanted


def test_debian_package(program: Path, tmp_path: Path) -> None:
    packages = sorted(PROGRAM.parent.parent.glob("*.deb"))
    assert packages, "no .deb was made; is dpkg-deb installed?"
    subprocess.run(["dpkg-deb", "--extract", packages[-1], tmp_path / "root"], check=True)
    command = tmp_path / "root" / "usr" / "bin" / "sre-workbench"
    report = tmp_path / "plan.pdf"
    run(command, ["demo", "--no-window", "--workspace", tmp_path / "demo.srew", "--pdf", report], tmp_path)
    assert report.read_bytes().startswith(b"%PDF-")
    assert os.access(command, os.X_OK)
