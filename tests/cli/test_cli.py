"""The commands without a window, as a user starts them: what they print, where, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pypdf import PdfReader

from tests.cli import forking
from tests.conftest import DEMO_DAY
from tests.storage.raw import ROOT, database, digest, holding
from workbench import __version__
from workbench.actions import assessments, books, demo
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.content import Pack
from workbench.domain.role import Role
from workbench.storage.store import Store


@dataclass
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


class Shell:
    """A shell with a home of its own and no display."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = {
            k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        }
        self.environment = {**kept, "SRE_WORKBENCH_HOME": str(home), "PYTHONIOENCODING": "utf-8"}

    def __call__(self, *arguments: str | Path, **environment: str) -> Ended:
        if not forking.POSSIBLE or any(name.startswith("PYTHON") for name in environment):
            return self.started(*arguments, **environment)
        with TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            status = forking.run(list(map(str, arguments)), {**self.environment, **environment}, out, err)
            return Ended(status, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def started(self, *arguments: str | Path, **environment: str) -> Ended:
        """Run it as a user's shell does, from its first line on."""
        done = subprocess.run(
            [sys.executable, "-m", "workbench", *map(str, arguments)],
            cwd=ROOT,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def refused(self, *arguments: str | Path, status: int = 2) -> str:
        """Run what must be refused: nothing on stdout, one line on stderr; gives the line."""
        ended = self(*arguments)
        assert (ended.status, ended.out) == (status, ""), ended
        assert ended.err.startswith("sre-workbench: ")
        assert ended.err.count("\n") == 1
        assert "Traceback" not in ended.err
        return ended.err


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Where this test's commands run."""
    return Shell(tmp_path / "home")


def pages(path: Path) -> int:
    return len(PdfReader(path).pages)


# demo


def test_demo_makes_both_files_once_and_says_where(shell: Shell) -> None:
    first = shell.started("demo", "--no-window")
    workspace, pdf = shell.home / "data" / "demo.srew", shell.home / "data" / "demo-action-plan.pdf"
    assert (first.status, first.err) == (0, "")
    assert first.out == f"Demo workspace: {workspace}\nAction plan:    {pdf}\n"
    assert pages(pdf) >= 10
    assert sorted(each.name for each in workspace.parent.iterdir()) == [
        "demo-action-plan.pdf",
        "demo.srew",
        "recent.json",
    ]
    before = digest(workspace)
    pdf.unlink()
    # Once more, and without a display: the PDF is there before that is said.
    again = shell("demo")
    assert (again.status, again.err) == (0, "")
    assert again.out == first.out + "There is no display here, so no window was opened.\n"
    assert digest(workspace) == before
    assert pdf.exists()
    # It is the one opened last, so the other commands find it.
    assert shell("list").out.startswith("Larkfield Logistics: 1 assessment\n")


def test_demo_goes_where_it_is_told(shell: Shell, tmp_path: Path) -> None:
    workspace, pdf = tmp_path / "new" / "own.srew", tmp_path / "plan.pdf"
    ended = shell("demo", "--workspace", workspace, "--pdf", pdf, "--no-window")
    assert ended.out == f"Demo workspace: {workspace}\nAction plan:    {pdf}\n"
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert not (shell.home / "data" / "demo.srew").exists()
    with Store.open(workspace) as store:
        assert [row.assessment.id for row in books.listing(store)] == [demo.ASSESSMENT_ID]


def test_demo_keeps_what_was_changed_in_it(shell: Shell, demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        perform(store, assessments.change(demo.ASSESSMENT_ID, title="Mine now"))
    before = digest(demo_file)
    assert shell("demo", "--workspace", demo_file, "--no-window").status == 0
    assert digest(demo_file) == before


def test_demo_never_takes_another_file(shell: Shell, tmp_path: Path) -> None:
    client, text = tmp_path / "client.srew", tmp_path / "notes.txt"
    Store.create(client, "Tern Health").close()
    text.write_text("mine")
    before = digest(client)
    assert "is no demo" in shell.refused("demo", "--workspace", client, "--no-window")
    assert "not an SRE Workbench workspace" in shell.refused("demo", "--workspace", text, "--no-window")
    assert "folder" in shell.refused("demo", "--workspace", tmp_path, "--no-window")
    assert (digest(client), text.read_text()) == (before, "mine")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["client.srew", "home", "notes.txt"]


# list, score, report


def test_list(shell: Shell, demo_file: Path) -> None:
    before = digest(demo_file)
    ended = shell("list", "--workspace", demo_file)
    head, row = ended.out.splitlines()
    assert head == "Larkfield Logistics: 1 assessment"
    assert row.split() == [
        demo.ASSESSMENT_ID, "2026-11-22", "running", "Managed,", "index", "2.2,", "98", "of", "100", "answered", "Autumn", "2026",
    ]  # fmt: skip
    found = json.loads(shell("list", "--workspace", demo_file, "--json").out)
    assert found == {
        "schema": "sre-workbench/list/1",
        "client": "Larkfield Logistics",
        "assessments": [
            {
                "id": demo.ASSESSMENT_ID,
                "title": "Autumn 2026",
                "date": "2026-11-22",
                "state": "running",
                "level": 2,
                "index": "2.2",
                "answered": 98,
                "asked": 100,
            }
        ],
    }
    assert digest(demo_file) == before


def test_score_gives_the_figures_of_the_core(shell: Shell, demo_file: Path) -> None:
    found = json.loads(shell("score", "--workspace", demo_file, "--json").out)
    with Store.open(demo_file) as store:
        standing = rate_book(books.open_book(store, demo.ASSESSMENT_ID))
    assert (found["schema"], found["program"]) == ("sre-workbench/score/1", __version__)
    assert (found["answered"], found["asked"]) == (98, 100)
    assert found["overall"]["level"] == standing.overall.level
    assert found["overall"]["index"] == pytest.approx(float(standing.overall.index or 0), abs=1e-6)
    assert [each["id"] for each in found["areas"]] == ["S0", "S1", "S2", "S3", "S4", "OC"]
    by_id = {each["id"]: each for each in found["capabilities"]}
    rev = by_id["REV"]
    assert (rev["level"], rev["level_low"], rev["level_high"], rev["target"], rev["target_suggested"]) == (
        1,
        1,
        2,
        2,
        True,
    )
    assert (by_id["SLO"]["target"], by_id["SLO"]["target_suggested"], by_id["SLO"]["gap"]) == (3, False, 4.0)
    questions = {each["id"]: each for each in found["questions"]}
    assert len(questions) == 100
    assert (
        questions["ADVR-3"]["applicable"],
        questions["ADVR-3"]["index"],
        questions["ADVR-3"]["median"],
    ) == (False, None, None)
    assert (questions["OBS-2"]["consensus"], questions["OBS-2"]["index"]) == (True, 2.0)


def test_score_as_a_table(shell: Shell, demo_file: Path) -> None:
    lines = shell("score", "--workspace", demo_file).out.splitlines()
    assert lines[:2] == ["Larkfield Logistics, Autumn 2026, 2026-11-22", "98 of 100 questions answered"]
    assert next(line for line in lines if line.startswith("Overall")).split() == ["Overall", "2.2", "Managed"]
    assert next(line for line in lines if line.startswith("  REV")).endswith(
        "Initial; up to Managed, 1 question open  target 2"
    )
    assert sum(line.startswith("  ") for line in lines) == 30


def test_report(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    ended = shell("report", "--workspace", demo_file, "--output", tmp_path / "out.pdf")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == f"{tmp_path / 'out.pdf'} ({pages(tmp_path / 'out.pdf')} pages)\n"
    ended = shell("report", "--workspace", demo_file)
    assert ended.out.startswith(f"{tmp_path / 'larkfield-logistics-autumn-2026-full.pdf'} (")
    unknown = shell.refused("report", "--workspace", demo_file, "--edition", "brief")
    assert (
        "there is no edition 'brief'; there are full, executive, engagement, handout, questionnaire"
        in unknown
    )
    assert "is a folder" in shell.refused("report", "--workspace", demo_file, "--output", tmp_path)
    missing = shell.refused(
        "report", "--workspace", demo_file, "--output", tmp_path / "none" / "out.pdf", status=1
    )
    assert "none" in missing


def test_an_agreement_is_written_to_be_signed(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    shell("report", "--workspace", demo_file, "--edition", "engagement", "--agreement", "E1", "--output", out)
    text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Fewer pages for Tracking" in text
    assert "For Development" in text
    unknown = shell.refused(
        "report", "--workspace", demo_file, "--edition", "engagement", "--agreement", "E9"
    )
    assert "there is no agreement 'E9'; there are E1" in unknown
    assert "--agreement goes with --edition engagement" in shell.refused(
        "report", "--workspace", demo_file, "--agreement", "E1"
    )


def test_several_assessments_must_be_told_apart(
    shell: Shell, demo_file: Path, pack: Pack, pack_source: str
) -> None:
    with Store.open(demo_file) as store:
        perform(
            store,
            assessments.create(pack, pack_source, "Winter\n\x1b[31m", DEMO_DAY, Role, assessment_id="f" * 32),
        )
    line = shell.refused("score", "--workspace", demo_file)
    assert "holds 2 assessments; name one with --assessment: " in line
    assert f"{demo.ASSESSMENT_ID} (Autumn 2026)" in line
    assert "\x1b" not in line
    assert "Autumn 2026" in shell("score", "--workspace", demo_file, "--assessment", demo.ASSESSMENT_ID).out
    assert "Winter" in shell("score", "--workspace", demo_file, "--assessment", "ffff").out
    assert "there is no assessment 'x'" in shell.refused(
        "score", "--workspace", demo_file, "--assessment", "x"
    )
    listed = shell("list", "--workspace", demo_file).out
    assert len(listed.splitlines()) == 3
    assert "\x1b" not in listed


# Wrong use and bad input


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--bogus"], "--bogus"),
        (["score", "--bogus"], "--bogus"),
        (["list", "--edition", "full"], "--edition"),
        (["report", "--output"], "expected one argument"),
        (["list"], "no workspace was opened here yet"),
        ([], "no window"),
        (["open"], "no window"),
        (["nothing.srew"], "no window"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(arguments: list[str], words: str, shell: Shell) -> None:
    assert words in shell.refused(*arguments)


def test_bad_workspaces(shell: Shell, tmp_path: Path, demo_file: Path) -> None:
    (tmp_path / "empty.srew").touch()
    assert "There is no workspace" in shell.refused("list", "--workspace", tmp_path / "none.srew")
    assert "is empty" in shell.refused("score", "--workspace", tmp_path / "empty.srew")
    with database(demo_file) as raw:
        raw.execute("PRAGMA user_version=99")
    assert "newer version" in shell.refused("report", "--workspace", demo_file)


def test_a_damaged_workspace_is_a_job_that_failed(shell: Shell, demo_file: Path) -> None:
    with demo_file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 200_000)
    assert "damaged" in shell.refused("list", "--workspace", demo_file, status=1)


def test_reading_goes_on_while_a_window_holds_the_workspace(shell: Shell, demo_file: Path) -> None:
    with holding("hold", demo_file):
        assert shell("list", "--workspace", demo_file).status == 0
        # As in the middle of a save.
        demo_file.with_name("demo.srew-journal").touch()
        assert shell("list", "--workspace", demo_file).status == 0
        assert "open in another window" in shell.refused(
            "demo", "--workspace", demo_file, "--no-window", status=1
        )


def test_version_and_help(shell: Shell) -> None:
    assert shell("--version").out == f"sre-workbench {__version__}\n"
    for arguments in (["--help"], ["demo", "--help"]):
        ended = shell(*arguments)
        assert (ended.status, ended.err) == (0, "")
        assert ended.out.startswith("usage: sre-workbench")


def test_a_terminal_that_cannot_show_a_letter(shell: Shell, demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        perform(store, assessments.rename_client(demo.WORKSPACE_ID, "Żółw 漢字"))
    ended = shell("list", "--workspace", demo_file, PYTHONIOENCODING="ascii")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("\\u017b\\xf3\\u0142w")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_reason_to_complain(shell: Shell, demo_file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "score", "--workspace", str(demo_file)],
        cwd=ROOT,
        env=shell.environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_the_commands_run_without_qt(shell: Shell, demo_file: Path) -> None:
    """Nothing of the window is loaded, so none of it need be installed."""
    program = (
        "import sys; sys.modules.update({'PySide6': None, 'pyqtgraph': None}); "
        "from workbench.cli import main; raise SystemExit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "score", "--workspace", str(demo_file)],
        cwd=ROOT,
        env=shell.environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
