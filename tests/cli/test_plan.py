"""The commands about the action plan, as a user starts them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.storage.raw import digest
from workbench.actions import books, demo
from workbench.cli import PLAN_FORMATS
from workbench.domain.action import ActionState
from workbench.exchange.plan_formats import FORMATS
from workbench.storage.store import Store


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def test_the_formats_are_the_same_on_the_command_line() -> None:
    assert tuple(each.key for each in FORMATS) == PLAN_FORMATS


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.key)
def test_every_format_is_written(form: object, shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / f"plan{form.suffix}"  # type: ignore[attr-defined]
    ended = shell("plan", "export", path, "--format", form.key, "--workspace", demo_file)  # type: ignore[attr-defined]
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"{path} (")
    assert path.stat().st_size > 500


def test_progress_comes_back(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    assert shell("plan", "export", table, "--workspace", demo_file).out == f"{table} (14 actions)\n"
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["State"] = "Running"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    before = digest(demo_file)
    looked = shell("plan", "import", table, "--check", "--workspace", demo_file)
    assert looked.out == "To change: 1 action; as they are: 13. Nothing was changed yet.\n"
    assert digest(demo_file) == before
    assert (
        shell("plan", "import", table, "--workspace", demo_file).out
        == "Changed: 1 action; as they are: 13.\n"
    )
    with Store.open(demo_file) as store:
        assert books.open_book(store, demo.ASSESSMENT_ID).actions[0].state is ActionState.RUNNING


def test_what_is_wrong_is_said_in_one_line(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("Code,State\nA1,finished\n", encoding="utf-8")
    said = shell.refused("plan", "import", table, "--workspace", demo_file)
    assert "'plan.csv' was not taken in. Row 2, State: 'finished'" in said
    assert "give it that ending" in shell.refused(
        "plan", "export", tmp_path / "plan.txt", "--format", "jira", "--workspace", demo_file
    )
