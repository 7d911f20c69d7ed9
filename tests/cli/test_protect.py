"""Protected workspaces without a window: where the passphrase comes from, and the command protect."""

from __future__ import annotations

import contextlib
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.actions.content import content
from tests.cli.test_cli import Shell
from tests.storage.raw import ROOT, digest
from workbench.domain.key import new_key, recovery_lines
from workbench.storage.cipher import is_protected, key_from
from workbench.storage.store import Store

PASSPHRASE, OTHER = "otter lamp gravel café", "nine quiet tractors sing"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


@pytest.fixture
def protected(demo_file: Path) -> Path:
    with Store.open(demo_file) as store:
        store.protect(new_key(PASSPHRASE))
    return demo_file


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_asked_for_in_every_way_but_the_command_line(
    shell: Shell, protected: Path, tmp_path: Path
) -> None:
    where = ("list", "--workspace", protected)
    file = written(tmp_path, "secret.txt", f"{PASSPHRASE}\nnot this line\n")
    for done in (
        shell(*where, "--passphrase-file", file),
        shell(*where, "--workspace-passphrase-file", file),
        shell(*where, SRE_WORKBENCH_PASSPHRASE=PASSPHRASE),
        shell(*where, SRE_WORKBENCH_PASSPHRASE=" ".join(recovery_lines(key_from(protected, PASSPHRASE)))),
    ):
        assert done.status == 0, done
        assert "Larkfield Logistics" in done.out
    piped = subprocess.run(
        [sys.executable, "-m", "workbench", *map(str, where)],
        cwd=ROOT,
        env=shell.environment,
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Larkfield Logistics" in piped.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_on_a_terminal_it_is_asked_for_and_not_shown(shell: Shell, protected: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "list", "--workspace", str(protected)],
        cwd=ROOT,
        env=shell.environment,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        seen = b""
        while b": " not in seen:
            seen += os.read(ours, 1000)
        assert b"Passphrase or recovery key of 'demo.srew'" in seen
        os.write(ours, f"{PASSPHRASE}\n".encode())
        assert b"Larkfield Logistics" in child.stdout.read()
    os.close(theirs)
    os.set_blocking(ours, False)
    # Where the other side is gone, there was nothing more.
    with contextlib.suppress(OSError):
        seen += os.read(ours, 4000)
    os.close(ours)
    assert child.returncode == 0
    assert PASSPHRASE.encode() not in seen


def test_a_wrong_one_and_none_are_one_line_each(shell: Shell, protected: Path, tmp_path: Path) -> None:
    before = digest(protected)
    wrong = written(tmp_path, "wrong.txt", OTHER)
    for command in (
        ("list", "--workspace", protected),
        ("score", "--workspace", protected),
        ("check", protected),
        ("backups", "make", "--workspace", protected),
        ("protect", protected, "--change"),
    ):
        said = shell.refused(*command, "--passphrase-file", wrong)
        assert "neither the passphrase nor the recovery key of 'demo.srew'" in said
        assert OTHER not in said
    pipe = subprocess.DEVNULL
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "list", "--workspace", str(protected)],
        cwd=ROOT,
        env=shell.environment,
        stdin=pipe,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "--workspace-passphrase-file" in done.stderr
    empty = written(tmp_path, "empty.txt", "\n")
    assert "no passphrase in its first line" in shell.refused(
        "list", "--workspace", protected, "--passphrase-file", empty
    )
    assert digest(protected) == before


def test_set_changed_and_removed(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    with Store.open(demo_file) as store:
        wanted = content(store)
    one, two = written(tmp_path, "one.txt", PASSPHRASE), written(tmp_path, "two.txt", OTHER)
    short = written(tmp_path, "short.txt", "short")
    assert "at least 12 characters" in shell.refused("protect", demo_file, "--new-passphrase-file", short)
    assert not is_protected(demo_file)
    assert shell("backups", "make", "--workspace", demo_file).status == 0
    done = shell("protect", demo_file, "--new-passphrase-file", one)
    assert done.status == 0, done
    assert "1 backup from before can still be read" in done.out
    assert is_protected(demo_file)
    assert "is protected already" in shell.refused("protect", demo_file, "--passphrase-file", one)
    done = shell(
        *("protect", demo_file, "--change", "--passphrase-file", one, "--new-passphrase-file", two),
        "--remove-old-backups",
    )
    assert done.status == 0, done
    assert "1 backup from before removed" in done.out
    with Store.open(demo_file, key=key_from(demo_file, OTHER)) as store:
        assert content(store) == wanted
    listed = shell("backups", "list", "--workspace", demo_file, "--passphrase-file", two).out
    assert listed.count("\n") == 1
    assert listed.endswith("protected\n")
    done = shell("protect", demo_file, "--remove", "--passphrase-file", two)
    assert "anybody who has the file can read it now" in done.out
    with Store.open(demo_file) as store:
        assert content(store) == wanted
    assert "is not protected" in shell.refused("protect", demo_file, "--remove")


def test_another_name_under_which_it_stays_readable_is_told(
    shell: Shell, demo_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.srew"
    os.link(demo_file, other)
    said = tmp_path / "said.txt"
    said.write_text(PASSPHRASE, encoding="utf-8")
    done = shell("protect", demo_file, "--new-passphrase-file", said)
    assert (
        "The file has another name on this disk (a hard link), under which it is still as it was" in done.out
    )
    assert other.read_bytes().startswith(b"SQLite format 3")
    other.unlink()
    changed = shell(
        "protect", demo_file, "--change", "--new-passphrase-file", said, "--passphrase-file", said
    )
    assert "another name" not in changed.out


def test_the_recovery_key_is_written_for_its_owner_alone(
    shell: Shell, protected: Path, tmp_path: Path
) -> None:
    lines = recovery_lines(key_from(protected, PASSPHRASE))
    secret = written(tmp_path, "secret.txt", PASSPHRASE)
    for name in ("key.pdf", "key.txt"):
        goal = tmp_path / name
        done = shell("protect", protected, "--recovery-key-to", goal, "--passphrase-file", secret)
        assert done.status == 0, done
        assert stat.S_IMODE(goal.stat().st_mode) == 0o600
        assert not any(line in done.out + done.err for line in lines)
        assert "is there already" in shell.refused("protect", protected, "--recovery-key-to", goal)
    said = (tmp_path / "key.txt").read_text(encoding="utf-8")
    assert all(line in said for line in lines)
    sheet = PdfReader(tmp_path / "key.pdf")
    assert len(sheet.pages) == 1
    text = sheet.pages[0].extract_text()
    assert all(group in text for line in lines for group in line.split())
    assert "demo.srew" in text
    assert "Larkfield" not in text
    assert "neither in .pdf nor in .txt" in shell.refused(
        "protect", protected, "--recovery-key-to", tmp_path / "key.doc"
    )


def test_a_backup_is_put_back_and_a_damaged_file_saved(shell: Shell, protected: Path, tmp_path: Path) -> None:
    secret = ("--workspace-passphrase-file", written(tmp_path, "secret.txt", PASSPHRASE))
    assert shell("backups", "make", "--workspace", protected, *secret).status == 0
    data = bytearray(protected.read_bytes())
    data[30 * 4096 + 99] ^= 1
    protected.write_bytes(data)
    done = shell("check", protected, *secret)
    assert done.status == 1
    assert "1 page of the file cannot be proved" in done.out
    saved = tmp_path / "saved.srew"
    assert shell("check", protected, "--salvage", saved, *secret).status == 0
    assert is_protected(saved)
    assert shell("list", "--workspace", saved, *secret).status == 0
    done = shell("backups", "restore", "1", "--workspace", protected, *secret)
    assert done.status == 0, done
    assert shell("check", protected, *secret).out.endswith("It is sound.\n")


def test_reports_and_packs_come_out_of_a_protected_one(shell: Shell, protected: Path, tmp_path: Path) -> None:
    secret = ("--workspace-passphrase-file", written(tmp_path, "secret.txt", PASSPHRASE))
    where = ("--workspace", protected, *secret)
    assert shell("report", *where, "--output", tmp_path / "plan.pdf").status == 0
    assert shell("export", *where, "--output", tmp_path / "all.xlsx").status == 0
    assert shell("pack", "export", *where, "--output", tmp_path).status == 0
    assert is_protected(protected)
