"""P1, P3, P6, P7 and P8: what leaves the program, what it writes on the way, and what it says when it fails."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.full import A, fill
from tests.reliability.conftest import Tally
from tests.reliability.extent import FULL
from tests.reliability.scan import found_in, said_in
from tests.storage.raw import ROOT, database
from workbench import cli
from workbench.cli import COMMANDS, EXPORT_FORMATS, PLAN_FORMATS
from workbench.domain.obstacle import Obstacle
from workbench.reports.editions import EDITIONS
from workbench.storage import crashes
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

FIRST, LAST = "Zebedee", "Quillfeather"
NAME = f"{FIRST} {LAST}"
PEOPLE = ("pe", "person0")


def mark(where: str) -> str:
    """Every text there is names the person; whoever is listed beside them has no name."""
    kind, field, *_, entry = where.split(".")
    if kind in ("Talent", "Respondent") and field in ("name", "role_title"):
        return {"name": NAME if entry in PEOPLE else "", "role_title": "Keeper"}[field]
    return f"{where}, said {NAME}; and {LAST}'s word counts"


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A workspace in which every text of every kind names a person."""
    path = tmp_path / "work" / "client.srew"
    with Store.create(path, "Tern Health") as store:
        fill(store, mark)
    return path


def run(*words: object) -> int:
    return cli.main([str(each) for each in words])


def exports(client: Path, out: Path) -> Iterator[Path]:
    """Every report and export, with what is usual."""
    out.mkdir(exist_ok=True)
    at = ("--workspace", client, "--assessment", A)
    for edition in EDITIONS:
        yield from _made(out / f"{edition}.pdf", "report", *at, "--edition", edition, "--output")
    for form in EXPORT_FORMATS:
        if form != "json":  # which loses nothing, and says so
            suffix = "zip" if form == "csv" else form
            yield from _made(out / f"all-{form}.{suffix}", "export", *at, "--format", form, "--output")
    suffixes = {"sheet": "xlsx", "jira": "csv", "azure": "csv", "markdown": "md", "calendar": "ics"}
    for form in PLAN_FORMATS:
        yield from _made(out / f"plan-{form}.{suffixes[form]}", "plan", "export", *at, "--format", form)
    for suffix in ("csv", "xlsx"):
        yield from _made(out / f"risks.{suffix}", "risks", "export", *at)


def _made(path: Path, *words: object) -> Iterator[Path]:
    assert run(*words, path) == 0, path.name
    yield path


@pytest.mark.fault("P1")
def test_no_export_names_anybody(client: Path, tmp_path: Path, tally: Tally) -> None:
    for path in exports(client, tmp_path / "out"):
        data = path.read_bytes()
        assert found_in(data, (FIRST, LAST)) == set(), path.name
        # What was looked into did say something, so that nothing was found for want of reading.
        assert found_in(data, ("Keeper", "Tern Health", "said", "Code")), path.name
        tally.case()


@pytest.mark.fault("P1")
def test_the_scan_finds_a_name_where_there_is_one(client: Path, tmp_path: Path, tally: Tally) -> None:
    at = ("--workspace", client, "--assessment", A, "--names")
    for suffix, words in (
        ("pdf", ("report", *at, "--output")),
        ("xlsx", ("export", *at, "--output")),
        ("docx", ("export", *at, "--format", "docx", "--output")),
    ):
        path = tmp_path / f"named.{suffix}"
        assert run(*words, path) == 0
        assert LAST.casefold() in found_in(path.read_bytes(), (LAST,)), suffix
        tally.case()


@pytest.mark.fault("P3")
def test_no_export_says_whose_machine_it_was_made_on(
    client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "canaryuser")
    shown = tmp_path / "canaryfolder"
    machine = os.uname().nodename if hasattr(os, "uname") else "canaryhost"
    words = ["canaryuser", "canaryfolder", str(ROOT), str(tmp_path)]
    if len(machine) > 5:
        words.append(machine)
    for path in exports(client, shown):
        assert found_in(path.read_bytes(), words) == set(), path.name
        tally.case()


def modes(*folders: Path) -> dict[str, int]:
    """Every file and folder that others may look into."""
    listed = [each for folder in folders for each in (folder, *folder.rglob("*"))]
    return {str(each): mode for each in listed if (mode := stat.S_IMODE(each.stat().st_mode)) & 0o077}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.fault("P6")
def test_everything_is_the_owners_alone(
    client: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    before = os.umask(0o022)
    try:
        place = tmp_path / "mine" / "client.srew"
        with Store.create(place, "Tern Health") as store:
            fill(store, mark)
            with store.unit("Look") as unit:
                unit.put(replace(unit.get(Obstacle, "ob"), title="Being written"))
                there = {each.name for each in place.parent.iterdir()}
                assert "client.srew-journal" in there
                assert modes(place.parent) == {}
        assert run("demo", "--no-window", "--workspace", tmp_path / "demo" / "d.srew") == 0
        assert run("list", "--workspace", place) == 0
        assert run("backups", "make", "--workspace", place) == 0
        packs = Path(__file__).parents[2] / "resources" / "packs" / "sre-blueprint.yaml"
        assert run("content", "add", packs) == 0
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        crashes.keep("report", dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
        made = list(exports(place, tmp_path / "mine"))
        assert modes(place.parent, tmp_path / "demo", home) == {}
        tally.case(len(made) + 6)
    finally:
        os.umask(before)


_WRITES = re.compile(r'(?:openat\(AT_FDCWD, |open\(|creat\()"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)')
_TRACED = ",".join(
    (
        *("?open", "openat", "?creat", "?rename", "renameat", "renameat2", "?mkdir", "mkdirat"),
        *("?link", "linkat", "?symlink", "symlinkat", "?unlink", "unlinkat"),
    )
)
_MOVES = re.compile(r'(?<![a-z])(?:rename|mkdir|link|symlink|unlink)[a-z0-9]*\((?:AT_FDCWD, )?"([^"]+)"')


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.fault("P7")
def test_only_known_places_are_written(client: Path, tmp_path: Path, home: Path, tally: Tally) -> None:
    out = tmp_path / "out"
    out.mkdir()
    known = (str(client.parent), str(out), str(home), "/dev/null", "/dev/tty", "/proc/self/")
    environment = {
        **os.environ, HOME_VARIABLE: str(home), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "system"),
    }  # fmt: skip
    (tmp_path / "system").mkdir()
    at = ("--workspace", str(client), "--assessment", A)
    for number, words in enumerate(
        (
            ("list", "--workspace", str(client)),
            ("report", *at, "--output", str(out / "a.pdf")),
            ("export", *at, "--output", str(out / "a.xlsx")),
            ("export", *at, "--format", "json", "--output", str(out / "a.json")),
            ("import", str(out / "a.json"), str(out / "new.srew")),
            ("risks", "export", *at, str(out / "r.csv")),
            ("risks", "import", *at, str(out / "r.csv")),
            ("backups", "make", "--workspace", str(client)),
            ("check", str(client)),
            ("forget", NAME, "--workspace", str(client), "--yes", "--delete-backups"),
        )
    ):
        if not FULL and words[0] in ("list", "check", "risks"):
            continue
        trace = tmp_path / f"trace{number}"
        done = subprocess.run(
            ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(trace), "-e", f"trace={_TRACED}", sys.executable, "-m", "workbench", *words],
            env=environment, cwd=tmp_path, capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        for line in trace.read_text(errors="replace").splitlines():
            found = _WRITES.search(line) or _MOVES.search(line)
            if found and " = -1 " not in line:
                assert found[1].startswith(known) or not found[1].startswith("/"), line
        tally.case()
    assert list((tmp_path / "system").iterdir()) == []
    assert [
        each for each in (client.parent, out) for each in each.iterdir() if each.name.startswith(".")
    ] == []


HARM = (
    ("obstacle", "capabilities", f'["{NAME}'),
    ("obstacle", "state", NAME),
    ("talent", "due", NAME),
    ("talent", "influence", NAME),
    ("action", "deliverables", f'[{{"title": "{NAME}", "none": 1}}]'),
    ("assessment", "date", NAME),
    ("assessment", "questions", f'{{"{NAME}": '),
    ("respondent", "role", NAME),
    ("answer", "counts", f'{{"{NAME}": [1]}}'),
    ("pack", "source", f'{{"{NAME}": '),
    ("history", "after", f'{{"{NAME}": '),
    ("workspace", "brand", f'"{NAME}'),
)


@pytest.mark.fault("P8")
@pytest.mark.parametrize(("table", "column", "value"), HARM, ids=lambda each: str(each)[:12])
def test_no_command_that_fails_quotes_anybody(
    table: str,
    column: str,
    value: str,
    client: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    tally: Tally,
) -> None:
    with database(client) as raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        raw.execute(f'UPDATE "{table}" SET "{column}" = ?', (value,))
    out = tmp_path / "out"
    out.mkdir()
    secret = out / "secret.txt"
    secret.write_text("four words that are long", encoding="utf-8")
    at = ("--workspace", client, "--assessment", A)
    asked: dict[str, tuple[object, ...]] = {
        "list": ("list", "--workspace", client),
        "score": ("score", *at),
        "report": ("report", *at, "--output", out / "a.pdf"),
        "export": ("export", *at, "--output", out / "a.xlsx"),
        "import": ("import", client, out / "n.srew"),
        "risks": ("risks", "show", *at),
        "plan": ("plan", "export", *at, out / "p.csv"),
        "pack": ("pack", "export", *at, "--output", out),
        "check": ("check", client),
        "backups": ("backups", "make", "--workspace", client),
        "forget": ("forget", "Somebody else", "--workspace", client),
        "protect": ("protect", client, "--new-passphrase-file", secret),
        "content": ("content", "check", client),
        "demo": ("demo", "--no-window", "--workspace", client),
        "open": ("open", client),
    }
    assert set(asked) == set(COMMANDS)
    failed = 0
    # Each harm with some of the commands, all of them with some harm.
    beginning = 0 if FULL else [each[0] for each in HARM].index(table) % 2
    for words in list(asked.values())[beginning :: 1 if FULL else 2]:
        capsys.readouterr()
        failed += run(*words) != 0
        said = capsys.readouterr().err
        assert LAST not in said, (words[0], said)
        assert "Traceback" not in said
        tally.case()
    assert failed
    for path in crashes.kept():
        assert not any(LAST in each for each in said_in(path.read_bytes())), path.read_text()
