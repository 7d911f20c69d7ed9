"""The commands export and import, as a user starts them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_cli import Ended
from tests.storage.raw import digest
from workbench.actions import books, demo, whole
from workbench.actions.exports import FORMATS
from workbench.cli import EXPORT_FORMATS, main
from workbench.exchange.whole import dump
from workbench.storage.store import Store


class Shell:
    """The program called as the console script calls it; starting Python anew for each would take seconds."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ended:
        status = main([str(each) for each in arguments])
        said = self._capsys.readouterr()
        return Ended(status, said.out, said.err)

    def refused(self, *arguments: str | Path) -> str:
        ended = self(*arguments)
        assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1), ended
        return ended.err


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("SRE_WORKBENCH_HOME", str(tmp_path / "home"))
    return Shell(capsys)


def test_the_formats_are_the_same_on_the_command_line() -> None:
    assert tuple(each.key for each in FORMATS) == EXPORT_FORMATS


def test_every_format_is_written_and_leaves_the_workspace_alone(
    shell: Shell, demo_file: Path, tmp_path: Path
) -> None:
    before = digest(demo_file)
    for form in FORMATS:
        path = tmp_path / f"out{form.suffix}"
        ended = shell("export", "--format", form.key, "--output", path, "--workspace", demo_file)
        assert (ended.status, ended.err) == (0, "")
        assert ended.out.startswith(f"{path} (")
        assert path.stat().st_mode & 0o077 == 0
        assert zipfile.is_zipfile(path) or json.loads(path.read_bytes())
        # What holds everything says so each time.
        assert ("stances" in ended.out) == form.whole
    assert digest(demo_file) == before
    assert not list(tmp_path.glob(".out*"))


def test_without_a_place_it_stands_beside_the_workspace(shell: Shell, demo_file: Path) -> None:
    ended = shell("export", "--workspace", demo_file, "--names")
    path = demo_file.parent / "larkfield-logistics-autumn-2026-data.xlsx"
    assert ended.out.splitlines() == [f"{path} (34 tables)", "No names are in it: nobody's was typed."]
    assert path.exists()


def test_what_is_there_of_another_kind_stays(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    before = digest(demo_file)
    said = shell.refused("export", "--workspace", demo_file, "--output", demo_file)
    assert said.endswith("does not end in .xlsx; give it this ending.\n")
    letter = tmp_path / "letter.json"
    letter.write_text("Dear all", "utf-8")
    said = shell.refused("export", "--format", "json", "--workspace", demo_file, "--output", letter)
    assert "is there already and is no .json file; it was left as it is" in said
    assert letter.read_text("utf-8") == "Dear all"
    (tmp_path / "folder.xlsx").mkdir()
    shell.refused("export", "--workspace", demo_file, "--output", tmp_path / "folder.xlsx")
    said = shell.refused("export", "--workspace", demo_file, "--output", tmp_path / "none" / "a.xlsx")
    assert "cannot be written" in said
    assert digest(demo_file) == before


def test_an_assessment_goes_out_and_comes_back(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "a.json", tmp_path / "new.srew"
    shell("export", "--format", "json", "--output", file, "--workspace", demo_file)
    looked = shell("import", file, new, "--check")
    assert looked.out.startswith("'Autumn 2026' of ")
    assert "958 answers" in looked.out
    assert looked.out.endswith("Nothing was changed yet.\n")
    assert not new.exists()
    assert shell("import", file, new).out.startswith(f"{new} (new): 'Autumn 2026'")
    with Store.open(new) as store:
        assert dump(whole.read(store, demo.ASSESSMENT_ID)) == file.read_bytes()
    # A second time it is there already; as a copy it stands beside it.
    said = shell.refused("import", file, new)
    assert said.endswith("A copy is made with --copy.\n")
    assert shell("import", file, new, "--copy").status == 0
    with Store.open(new) as store:
        assert [row.assessment.title for row in books.listing(store)] == ["Autumn 2026"] * 2


def test_a_workspace_of_another_client_is_refused(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "a.json", tmp_path / "other.srew"
    shell("export", "--format", "json", "--output", file, "--workspace", demo_file)
    Store.create(other, "Tern Health").close()
    assert shell.refused("import", file, other).endswith("That is --other-client.\n")
    assert shell("import", file, other, "--other-client").status == 0


def test_what_cannot_be_taken_in_is_said_in_one_line(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "a.json", tmp_path / "new.srew"
    file.write_text('{"format": "sre-workbench/assessment",\n"version": 1}', "utf-8")
    said = shell.refused("import", file, new)
    assert "'a.json' was not taken in. 'program' is missing." in said
    assert not new.exists()
    said = shell.refused("import", tmp_path / "none.json", new)
    assert "'none.json' cannot be read" in said
    before = digest(demo_file)
    shell.refused("import", file, demo_file)
    assert digest(demo_file) == before
