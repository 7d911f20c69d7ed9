"""A workspace that another computer left behind as open: said with what opens it anyway, by every command that writes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.storage.raw import digest
from workbench import cli
from workbench.storage import hold
from workbench.storage.cipher import is_protected

ANYWAY = "--open-anyway"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


@pytest.fixture
def left(demo_file: Path) -> Path:
    """A demo that somebody's laptop says it has open."""
    leave(demo_file)
    return demo_file


def leave(path: Path) -> None:
    said = {"computer": "ANNA-LAPTOP", "since": "2026-11-22T10:41+01:00"}
    hold.note_of(path).write_text(json.dumps(said), encoding="utf-8")


def refused(shell: Shell, *arguments: str | Path) -> None:
    """It says who has it and what opens it, in one line."""
    said = shell.refused(*arguments, status=1)
    assert "is open on 'ANNA-LAPTOP' since 22 Nov 2026, 10:41" in said
    assert said.endswith(f"That is {ANYWAY}.\n")


def test_a_backup_is_put_back_anyway(shell: Shell, demo_file: Path) -> None:
    where = ("--workspace", demo_file)
    assert shell("backups", "make", *where).status == 0
    leave(demo_file)
    demo_file.write_bytes(b"no database" * 1000)
    refused(shell, "backups", "restore", "1", *where)
    assert demo_file.read_bytes() == b"no database" * 1000
    done = shell("backups", "restore", "1", *where, ANYWAY)
    assert done.status == 0, done.err
    assert shell("check", demo_file).status == 0
    assert not hold.note_of(demo_file).exists()


def test_it_is_protected_anyway(shell: Shell, left: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("otter lamp gravel nine")
    before = digest(left)
    command = ("protect", left, "--new-passphrase-file", secret)
    refused(shell, *command)
    assert digest(left) == before
    done = shell(*command, ANYWAY)
    assert done.status == 0, done.err
    assert is_protected(left)


def test_a_register_a_plan_and_an_assessment_are_taken_in_anyway(
    shell: Shell, left: Path, tmp_path: Path
) -> None:
    where = ("--workspace", left)
    # What only reads asks nobody.
    for name in ("risks", "plan"):
        file = tmp_path / f"{name}.csv" if name == "risks" else tmp_path / f"{name}.xlsx"
        assert shell(name, "export", file, *where).status == 0
        refused(shell, name, "import", file, *where)
        assert shell(name, "import", file, *where, "--check").status == 0
        assert hold.note_of(left).exists()
        done = shell(name, "import", file, *where, ANYWAY)
        assert done.status == 0, done.err
        assert not hold.note_of(left).exists()
        leave(left)
    whole = tmp_path / "whole.json"
    assert shell("export", "--format", "json", "--output", whole, *where).status == 0
    refused(shell, "import", whole, left, "--copy")
    assert shell("import", whole, left, "--copy", ANYWAY).status == 0


def test_a_person_is_forgotten_and_a_report_recorded_anyway(shell: Shell, left: Path, tmp_path: Path) -> None:
    report = ("report", "--workspace", left, "--output", tmp_path / "plan.pdf", "--record")
    refused(shell, *report)
    assert shell(*report, ANYWAY).status == 0
    leave(left)
    unlock = ("pack", "unlock", "--workspace", left)
    refused(shell, *unlock)
    assert ANYWAY not in shell(*unlock, ANYWAY).err
    leave(left)
    forget = ("forget", "Nobody Known", "--workspace", left, "--yes")
    refused(shell, *forget)
    assert "Nobody Known" in shell(*forget, ANYWAY).err


def test_every_command_that_can_write_has_it_and_no_other() -> None:
    having = {" ".join(names) for names, parser in _commands(cli._parser(), ()) if _has(parser)}
    assert having == {
        *("demo", "report", "import", "protect", "forget", "backups restore", "risks import", "plan import"),
        *("pack export", "pack import", "pack unlock"),
    }


def _has(parser: argparse.ArgumentParser) -> bool:
    return any(ANYWAY in each.option_strings for each in parser._actions)


def _commands(
    parser: argparse.ArgumentParser, names: tuple[str, ...]
) -> list[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    below = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not below:
        return [(names, parser)]
    return [
        found
        for each in below
        for name, one in each.choices.items()
        for found in _commands(one, (*names, name))
    ]
