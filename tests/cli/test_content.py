"""The content commands, as a user starts them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.content.small import SMALL, line_of

WRONG = SMALL.replace("id: AAA-2", "id: AAA-1")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_coverage_prints_every_clause_and_ends_well(shell: Shell) -> None:
    ended = shell("content", "coverage")
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[-1] == "265 clauses, 0 gaps"
    assert len([line for line in lines if "question" in line]) > 100
    row = next(line for line in lines if line.startswith("S0-DET-03 "))
    assert "question SPON-1" in row


def test_coverage_fails_on_a_gap_and_names_it(shell: Shell, tmp_path: Path) -> None:
    asking = SMALL.replace('kind: "rule"', 'kind: "rule", asks: plan')
    ended = shell("content", "coverage", write(tmp_path / "own.yaml", asking))
    assert ended.status == 1
    assert ended.err.strip().endswith(
        "1 clause is not served: C-1: it asks for a plan, and no template or function makes one"
    )
    assert ended.out.splitlines()[-1] == "1 clause, 1 gap"


def test_coverage_as_json(shell: Shell, tmp_path: Path) -> None:
    ended = shell("content", "coverage", "--json", write(tmp_path / "own.yaml", SMALL))
    told = json.loads(ended.out)
    assert (told["schema"], ended.status) == ("sre-workbench/coverage/1", 0)
    (clause,) = told["clauses"]
    assert [each["id"] for each in clause["served_by"]] == ["AAA-1", "silos", "second"]
    assert clause["gap"] is None


def test_check_counts_and_shows_what_is_hard_to_read(shell: Shell) -> None:
    ended = shell("content", "check")
    assert (ended.status, ended.err) == (0, "")
    assert "6 areas, 30 capabilities, 100 questions" in ended.out
    shown = ended.out.partition("Reading ease")[2].splitlines()[1:]
    figures = [float(line.split()[0]) for line in shown]
    assert len(figures) == 10
    assert figures == sorted(figures)
    everything = shell("content", "check", "--all").out.partition("Reading ease")[2].splitlines()[1:]
    assert everything[:10] == shown
    assert len(everything) == 100


def test_check_names_file_line_and_reason(shell: Shell, tmp_path: Path) -> None:
    said = shell.refused("content", "check", write(tmp_path / "wrong.yaml", WRONG))
    line = line_of('title: "Second"', WRONG) - 1
    assert f"wrong.yaml, line {line}: The question id 'AAA-1' is used twice" in said


def test_check_of_a_pack_in_another_language_says_that_there_is_no_figure(
    shell: Shell, tmp_path: Path
) -> None:
    ended = shell("content", "check", write(tmp_path / "own.yaml", SMALL.replace('"en-GB"', '"de-DE"')))
    assert ended.status == 0
    assert "No reading ease" in ended.out


def test_a_pack_is_added_once_and_listed(shell: Shell, tmp_path: Path) -> None:
    own = write(tmp_path / "own.yaml", SMALL)
    for _ in range(2):
        ended = shell("content", "add", own)
        assert (ended.status, ended.out) == (0, "A small pack, version 1.0 is ready for new assessments\n")
    rows = shell("content", "list").out.splitlines()
    assert [row.split()[:2] for row in rows][1:] == [["small", "1.0"]]
    said = shell.refused("content", "add", write(tmp_path / "wrong.yaml", WRONG))
    assert "wrong.yaml" in said
    assert len(shell("content", "list").out.splitlines()) == 2
