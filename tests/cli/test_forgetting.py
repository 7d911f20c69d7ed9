"""Forgetting a person from the command line: listed first, done when it is said, and the name in no history of a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.storage.raw import digest
from workbench.actions import demo, evidence, obstacles, talents
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer, EvidenceItem
from workbench.domain.obstacle import Obstacle
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


def test_backups_of_a_copy_elsewhere_are_told_before_they_go(
    shell: Shell, client: Path, tmp_path: Path
) -> None:
    shell("backups", "make", "--workspace", client)
    copy = tmp_path / "elsewhere" / client.name
    copy.parent.mkdir()
    copy.write_bytes(client.read_bytes())
    shell("backups", "make", "--workspace", copy)
    said = shell("forget", NAME, "--workspace", copy, "--delete-backups").out
    assert "2 backups made before now, 1 of them of a file elsewhere: they are deleted." in said


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


def test_texts_that_kept_the_name_are_cleared_of_it_later(shell: Shell, client: Path) -> None:
    looked = shell("forget", NAME, "--workspace", client, "--keep-texts")
    assert "1 found; these texts keep the name until this is run without --keep-texts:" in looked.out
    shell("forget", NAME, "--workspace", client, "--keep-texts", "--yes")
    assert b"Quillfeather waits" in client.read_bytes()
    done = shell("forget", NAME, "--workspace", client, "--yes")
    assert "0 entries among people" in done.out
    assert "1 found; 'A colleague' takes the place of the name in these texts:" in done.out
    assert b"Quillfeather" not in client.read_bytes()


def test_other_names_are_given_and_what_is_to_stay_is_chosen(
    shell: Shell, client: Path, tmp_path: Path
) -> None:
    kept = {"quill.txt": "A quill, as Zeb Quillfeather wrote", "letter.txt": "Quillfeather's letter"}
    with Store.open(client) as store:
        perform(store, obstacles.add(demo.ASSESSMENT_ID, "Zeb said no, ZQ said yes"))
        perform(store, obstacles.add(demo.ASSESSMENT_ID, "Quillfeather is a village in Kent"))
        with store.unit(writes=False) as unit:
            answer = unit.of_assessment(Answer, demo.ASSESSMENT_ID)[0]
        for title, text in kept.items():
            (tmp_path / title).write_text(text)
            perform(store, evidence.add_file(answer.respondent, answer.question, tmp_path / title))
            (tmp_path / title).unlink()
    asked = ("forget", NAME, "--workspace", client, "--also", "Zeb", "--also", "ZQ", "--keep", "in Kent")
    looked = shell(*asked, "--keep", "quill.txt").out.splitlines()
    assert "1 to stay as they are, with the name in them:" in looked
    assert "  obstacle, title: Quillfeather is a village in Kent" in looked
    assert "  file, stays as it is: quill.txt" in looked
    assert "  file, taken away: letter.txt" in looked
    assert shell(*asked, "--keep", "quill.txt", "--yes").status == 0
    with Store.open(client) as store, store.unit(writes=False) as unit:
        titles = [each.title for each in unit.all(Obstacle)]
        files = [unit.blob(each.sha256).decode() for each in unit.all(EvidenceItem) if each.sha256]
    assert "Harbour Master said no, Harbour Master said yes" in titles
    assert "Quillfeather is a village in Kent" in titles
    assert "Harbour Master waits" in titles
    assert kept["quill.txt"] in files
    assert kept["letter.txt"] not in files
    assert check_file(client).sound


def test_a_name_of_one_letter_is_refused(shell: Shell, client: Path) -> None:
    before = digest(client)
    said = shell.refused("forget", NAME, "--also", "Z", "--workspace", client, "--yes")
    assert "'Z' is too short" in said
    assert digest(client) == before
