"""Names of people in what commands print and write: replaced by roles unless --names asks for them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from workbench import cli
from workbench.actions import answers, assessments, respondents, talents
from workbench.actions.edit import perform, together
from workbench.content.loader import built_in_pack
from workbench.domain.role import Role
from workbench.storage.store import Store

NAME = "Zebedee Quillfeather"
ASSESSMENT, WHO = "a" * 32, "b" * 32


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SRE_WORKBENCH_HOME", str(tmp_path / "home"))
    path = tmp_path / "client.srew"
    pack, source = built_in_pack()
    title = f"Autumn with {NAME}"
    with Store.create(path, "Tern Health") as store:
        edits = [
            assessments.create(
                pack, source, title, dt.date(2026, 11, 23), tuple(Role), assessment_id=ASSESSMENT
            ),
            talents.add(ASSESSMENT, "", name=NAME, stance=-1),
            respondents.add(
                ASSESSMENT, Role.MANAGER, respondent_id=WHO, role_title="Buyer", team=f"{NAME}'s team"
            ),
            answers.rate(WHO, "SPON-1", 3),
            answers.set_note(WHO, "SPON-1", f"{NAME} objects", ""),
            answers.agree(ASSESSMENT, "SPON-1", 2, reason=""),
            answers.word_consensus(
                ASSESSMENT, "SPON-1", "", dissent="Quillfeather disagrees", agreed_by=NAME
            ),
        ]
        perform(store, together("Fill", edits))
    return path


def run(*arguments: str | Path) -> None:
    assert cli.main([str(each) for each in arguments]) == 0


def test_score_prints_roles(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("score", "--workspace", workspace, "--json")
    printed = capsys.readouterr().out
    assert "Quillfeather" not in printed
    assert "Zebedee" not in printed
    found = json.loads(printed)
    room = next(each["room"] for each in found["questions"] if each["id"] == "SPON-1")
    assert (room["agreed_by"], room["dissent"]) == ("Person 1", "Person 1 disagrees")
    assert found["assessment"]["title"] == "Autumn with Person 1"
    assert [each["name"] for each in found["columns"]["team"]] == ["Person 1's team"]
    run("score", "--workspace", workspace)
    assert "Quillfeather" not in capsys.readouterr().out


def test_score_prints_names_where_asked(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("score", "--workspace", workspace, "--json", "--names")
    assert "Quillfeather disagrees" in capsys.readouterr().out
    run("score", "--workspace", workspace, "--names")
    assert f"Autumn with {NAME}" in capsys.readouterr().out


def test_a_report_names_nobody_not_even_in_its_file_name(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("report", "--workspace", workspace)
    printed = capsys.readouterr().out
    assert "quillfeather" not in printed.casefold().replace(str(workspace.parent).casefold(), "")
    path = workspace.parent / "tern-health-autumn-with-person-1-full.pdf"
    assert "Quillfeather" not in "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_report_with_names_says_whose(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = workspace.with_name("named.pdf")
    run("report", "--workspace", workspace, "--names", "--output", output)
    assert f"Names printed: {NAME}\n" in capsys.readouterr().out
    assert "Quillfeather" in "".join(page.extract_text() for page in PdfReader(output).pages)
