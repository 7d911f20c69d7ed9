"""Forgetting a person from the command line: listed first, done when it is said, and the name in no history of a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.storage.raw import digest
from workbench.actions import demo, evidence, obstacles, talents
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer
from workbench.storage.checking import check_file
from workbench.storage.store import Store

NAME = "Zebedee Quillfeather"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


@pytest.fixture
def client(demo_file: Path) -> Path:
    with Store.open(demo_file) as store:
        perform(store, talents.add(demo.ASSESSMENT_ID, "Harbour Master", name=NAME, stance=-2))
        perform(store, obstacles.add(demo.ASSESSMENT_ID, f"{NAME} waits"))
    return demo_file


def test_it_is_listed_then_done(shell: Shell, client: Path, tmp_path: Path) -> None:
    shell("backups", "make", "--workspace", client)
    before = digest(client)
    looked = shell("forget", NAME, "--workspace", client)
    assert looked.status == 0
    assert "1 entry among people" in looked.out
    assert f"obstacle, title: {NAME} waits" in looked.out
    assert "1 backup made before now: they still hold the person" in looked.out
    assert looked.out.endswith("add --yes to do it.\n")
    assert digest(client) == before
    scores = shell("score", "--workspace", client).out
    done = shell("forget", NAME, "--workspace", client, "--yes", "--delete-backups")
    assert done.out.endswith("Forgotten. 1 backup deleted.\n")
    assert shell("score", "--workspace", client).out == scores
    assert check_file(client).sound
    assert [
        each.name for each in tmp_path.rglob("*") if each.is_file() and b"Quillfeather" in each.read_bytes()
    ] == []


def test_nobody_of_that_name_is_refused(shell: Shell, client: Path) -> None:
    before = digest(client)
    said = shell.refused("forget", "Ada Lovelace", "--workspace", client, "--yes")
    assert "is, or was, listed" in said
    assert digest(client) == before


def test_files_are_listed_and_so_is_who_is_perhaps_the_same(
    shell: Shell, client: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "minutes.txt"
    kept.write_text("Agreed with ZEBEDEE QUILLFEATHER.")
    with Store.open(client) as store:
        perform(store, talents.add(demo.ASSESSMENT_ID, "Pilot", name="Z. Quillfeather"))
        with store.unit(writes=False) as unit:
            answer = unit.of_assessment(Answer, demo.ASSESSMENT_ID)[0]
        perform(store, evidence.add_file(answer.respondent, answer.question, kept))
    said = shell("forget", NAME, "--workspace", client).out.splitlines()
    assert "  file, taken away: minutes.txt" in said
    assert "Perhaps the same person, stays listed: Z. Quillfeather. Forget them by that name too." in said


def test_backups_left_for_later_are_deleted_when_nobody_is_listed_any_more(
    shell: Shell, client: Path, tmp_path: Path
) -> None:
    shell("backups", "make", "--workspace", client)
    assert shell("forget", NAME, "--workspace", client, "--yes").status == 0
    assert any(b"Quillfeather" in each.read_bytes() for each in tmp_path.rglob("*.srew"))
    done = shell("forget", NAME, "--workspace", client, "--yes", "--delete-backups")
    assert done.status == 0
    assert done.out.endswith("1 backup made before deleted.\n")
    assert not any(b"Quillfeather" in each.read_bytes() for each in tmp_path.rglob("*.srew"))


def test_texts_that_keep_the_name_keep_it_for_good_and_that_is_said_before(
    shell: Shell, client: Path
) -> None:
    looked = shell("forget", NAME, "--workspace", client, "--keep-texts")
    assert "keep the name, and this command cannot clear them of it later" in looked.out
    assert "cannot clear" not in shell("forget", NAME, "--workspace", client).out
    shell("forget", NAME, "--workspace", client, "--keep-texts", "--yes")
    assert b"Quillfeather waits" in client.read_bytes()
