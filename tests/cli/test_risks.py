"""The commands about the risk register, as a user starts them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.storage.raw import digest, holding
from workbench.actions import books, demo
from workbench.storage.store import Store


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def test_out_and_in_again(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "register.csv"
    ended = shell("risks", "export", table, "--workspace", demo_file)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == f"{table} (13 risks)\n"
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Code"] for row in rows][:2] == ["T1", "T2"]
    before = digest(demo_file)
    again = shell("risks", "import", table, "--workspace", demo_file)
    assert (again.status, again.out) == (0, "Changed: 0 risks; added: 0 risks.\n")
    assert digest(demo_file) == before
    table.write_text("Code,Risk,Owner\nT2,Promises,Board\n,New,Board\n", encoding="utf-8")
    looked = shell("risks", "import", table, "--check", "--workspace", demo_file)
    assert looked.out == "To change: 1 risk; to add: 1 risk. Nothing was changed yet.\n"
    assert digest(demo_file) == before
    taken = shell("risks", "import", table, "--workspace", demo_file)
    assert taken.out == "Changed: 1 risk; added: 1 risk.\n"
    with Store.open(demo_file) as store:
        found = books.open_book(store, demo.ASSESSMENT_ID).risks
    assert (found[1].title, found[1].owner) == ("Promises", "Board")
    assert (found[13].code, found[13].title) == ("T9", "New")


def test_a_wrong_table_is_refused_and_changes_nothing(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "register.csv"
    table.write_text("Risk,Impact\nA,9\nB,10\n", encoding="utf-8")
    before = digest(demo_file)
    said = shell.refused("risks", "import", table, "--workspace", demo_file)
    assert "'register.csv' was not taken in. Row 2, Impact: '9'" in said
    assert "Row 3, Impact: '10'" in said
    assert "neither .csv nor .xlsx" in shell.refused(
        "risks", "export", tmp_path / "a.pdf", "--workspace", demo_file
    )
    assert "cannot be read" in shell.refused("risks", "import", tmp_path / "no.csv", "--workspace", demo_file)
    assert "WHAT" in shell.refused("risks")
    assert digest(demo_file) == before


def test_a_workspace_open_elsewhere_can_be_written_out_and_not_into(
    shell: Shell, demo_file: Path, tmp_path: Path
) -> None:
    table = tmp_path / "register.xlsx"
    with holding("hold", demo_file):
        assert shell("risks", "export", table, "--workspace", demo_file).status == 0
        assert shell("risks", "import", table, "--check", "--workspace", demo_file).status == 0
        shell.refused("risks", "import", table, "--workspace", demo_file, status=1)
