"""The commands about answer packs, as a user starts them: out, filled in elsewhere, and in again."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.exchange.forms import fill
from tests.exchange.packs import PASSPHRASE, book_of
from tests.exchange.test_answer_sheet import fill as fill_sheet
from tests.storage.raw import ROOT, digest
from workbench.actions import answers, assessments, demo, respondents
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer, AnswerState
from workbench.domain.book import Book
from workbench.domain.invitation import Intake, Invitation
from workbench.exchange.answer_pack import pack_bytes, read_pack
from workbench.exchange.answer_sheet import sheet_bytes
from workbench.storage.store import Store


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


@pytest.fixture
def first(demo_file: Path) -> str:
    """The id of the first respondent, called by a name, who has not answered SPON-1 yet."""
    with Store.open(demo_file) as store:
        who = book_of(store).respondents[0].id
        perform(store, respondents.change(who, name="Wilhelmina Okonkwo"))
        perform(store, answers.clear(who, "SPON-1"))
        perform(store, answers.set_strength(who, "SPON-1", None))
        perform(store, answers.set_note(who, "SPON-1", ""))
    return who


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def book(path: Path) -> Book:
    with Store.open(path, writable=False) as store:
        return book_of(store)


def answer(path: Path, who: str, question: str) -> Answer:
    found = book(path).answer(who, question)
    assert found is not None
    return found


def test_everybody_gets_a_file_without_a_name(shell: Shell, demo_file: Path, first: str, out: Path) -> None:
    before = digest(demo_file)
    ended = shell("pack", "export", "--workspace", demo_file, "--output", out)
    assert (ended.status, ended.err) == (0, "")
    people = book(demo_file).people()
    files = sorted(out.iterdir())
    assert len(files) == len(people) == ended.out.count("\n")
    assert f"{out}/larkfield-logistics-chief-technology-officer-{first[:8]}.sreanswers" in ended.out
    assert "(38 questions, 37 answered)" in ended.out
    assert not any(b"Okonkwo" in file.read_bytes() or "okonkwo" in file.name for file in files)
    assert digest(demo_file) == before
    shell("pack", "export", "--workspace", demo_file, "--output", out, "--record", "--format", "sheet")
    sent = book(demo_file).all(Invitation)
    assert len(sent) == len(people)
    assert {each.sent_as for each in sent} == {"sheet"}


def test_a_pdf_out_filled_in_and_in_again(shell: Shell, demo_file: Path, first: str, out: Path) -> None:
    ended = shell(
        "pack",
        "export",
        "--workspace",
        demo_file,
        "--output",
        out,
        "--format",
        "pdf",
        "--respondent",
        first[:8],
    )
    assert ended.status == 0
    (file,) = out.iterdir()
    file.write_bytes(
        fill(file.read_bytes(), {("answer", "SPON-1"): "/3", ("comment", "SPON-1"): "Better now"})
    )
    before = digest(demo_file)
    looked = shell("pack", "import", file, "--check", "--workspace", demo_file)
    assert "1 new, 37 same, 0 changed, 0 conflicts" in looked.out
    assert "To take in: 1 answer. Nothing was changed yet." in looked.out
    assert digest(demo_file) == before
    taken = shell("pack", "import", file, "--workspace", demo_file)
    assert (taken.status, taken.err) == (0, "")
    assert taken.out.endswith("Taken in: 1 answer.\n")
    assert "Okonkwo" not in taken.out
    said = answer(demo_file, first, "SPON-1")
    assert (said.value, said.note, said.alone) == (4, "Better now", True)
    after = digest(demo_file)
    again = shell("pack", "import", file, "--workspace", demo_file)
    assert "0 new, 38 same" in again.out
    assert digest(demo_file) == after
    assert len(book(demo_file).all(Intake)) == 1


def test_several_at_once_and_the_bad_ones_have_their_sentence(
    shell: Shell, demo_file: Path, first: str, out: Path
) -> None:
    shell(
        "pack",
        "export",
        "--workspace",
        demo_file,
        "--output",
        out,
        "--format",
        "sheet",
        "--respondent",
        first,
    )
    (file,) = out.iterdir()
    # A sheet under the name of a picture; the first question stands in row 9.
    renamed = out / "scan.png"
    renamed.write_bytes(fill_sheet(file.read_bytes(), {"F9": "I don’t know"}))
    (out / "letter.pdf").write_bytes(b"%PDF-1.7 and no more")
    ended = shell("pack", "import", renamed, out / "letter.pdf", out / "gone.pdf", "--workspace", demo_file)
    assert ended.status == 1
    assert "scan.png (spreadsheet, Chief Technology Officer" in ended.out
    assert "'letter.pdf' was not taken in: it is a PDF" in ended.out
    assert "'gone.pdf' was not taken in: it cannot be read" in ended.out
    assert ended.err == "sre-workbench: 2 of 3 files could not be taken in; the others were looked at\n"
    assert answer(demo_file, first, "SPON-1").state is AnswerState.DONT_KNOW


def test_locked_with_a_passphrase(
    shell: Shell, demo_file: Path, first: str, out: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    ended = shell(
        "pack",
        "export",
        "--workspace",
        demo_file,
        "--output",
        out,
        "--respondent",
        first,
        "--passphrase-file",
        key,
    )
    assert "locked with a passphrase" in ended.out
    (file,) = out.iterdir()
    assert b"SPON-1" not in file.read_bytes()
    assert "Give the passphrase" in shell.refused("pack", "import", file, "--workspace", demo_file)
    taken = shell("pack", "import", file, "--workspace", demo_file, "--passphrase-file", key)
    assert (taken.status, taken.err) == (0, "")
    for form in ("pdf", "sheet"):
        said = shell.refused("pack", "export", "--workspace", demo_file, "--output", out, "--format", form, "--passphrase-file", key)  # fmt: skip
        assert "Only an answer pack can be locked" in said


def test_a_conflict_is_shown_and_kept_unless_asked(
    shell: Shell, demo_file: Path, first: str, out: Path
) -> None:
    shell("pack", "export", "--workspace", demo_file, "--output", out, "--respondent", first)
    (file,) = out.iterdir()
    sent = read_pack(file.read_bytes())
    given = sent.given("SPON-2")
    assert given is not None
    assert given.value is not None
    other = 1 if given.value != 1 else 2
    file.write_bytes(
        pack_bytes(sent.with_answers({"SPON-2": replace(given, value=other)}, "2026-11-25T10:00:00+00:00"))
    )
    with Store.open(demo_file) as store:
        perform(store, answers.rate(first, "SPON-2", 5))
    kept = shell("pack", "import", file, "--workspace", demo_file)
    (line,) = [each for each in kept.out.splitlines() if each.startswith("  SPON-2: ")]
    assert line.startswith("  SPON-2: here 5")
    assert f", sent {other}" in line
    assert "1 conflict" in kept.out
    assert answer(demo_file, first, "SPON-2").value == 5
    taken = shell("pack", "import", file, "--conflicts", "take", "--workspace", demo_file)
    assert "Taken in: 1 answer." in taken.out
    assert answer(demo_file, first, "SPON-2").value == other


def test_nobody_is_named_by_what_is_printed(shell: Shell, demo_file: Path, first: str, out: Path) -> None:
    shell("pack", "export", "--workspace", demo_file, "--output", out, "--respondent", first)
    (file,) = out.iterdir()
    sent = read_pack(file.read_bytes())
    given = sent.given("SPON-2")
    assert given is not None
    said = replace(given, note="Okonkwo decides alone")
    file.write_bytes(pack_bytes(sent.with_answers({"SPON-2": said}, "2026-11-25T10:00:00+00:00")))
    sheet = out / "sheet.xlsx"
    sheet.write_bytes(fill_sheet(sheet_bytes(sent), {"F9": "Ask Wilhelmina Okonkwo"}))
    elsewhere = out / "elsewhere.sreanswers"
    elsewhere.write_bytes(pack_bytes(replace(sent, assessment="f" * 32)))
    with Store.open(demo_file) as store:
        perform(store, answers.set_note(first, "SPON-2", "They were not so sure, says Wilhelmina Okonkwo"))
        perform(store, assessments.change(demo.ASSESSMENT_ID, title="As Wilhelmina Okonkwo asked"))
    ended = shell("pack", "import", file, sheet, elsewhere, "--check", "--workspace", demo_file)
    lines = ended.out.splitlines()
    assert any(line.startswith("  SPON-2: here ") and "decides alone" in line for line in lines)
    assert any("which is none of the" in line for line in lines)
    assert any("it belongs to the assessment" in line for line in lines)
    assert "Okon" not in ended.out + ended.err
    assert "Wilhelm" not in ended.out + ended.err


def test_what_is_refused_changes_nothing(
    shell: Shell, demo_file: Path, first: str, out: Path, tmp_path: Path
) -> None:
    before = digest(demo_file)
    assert "there is no respondent 'zzz'" in shell.refused("pack", "export", "--workspace", demo_file, "--output", out, "--respondent", "zzz")  # fmt: skip
    assert "is no folder" in shell.refused(
        "pack", "export", "--workspace", demo_file, "--output", tmp_path / "none"
    )
    shell("pack", "export", "--workspace", demo_file, "--output", out, "--respondent", first)
    (file,) = out.iterdir()
    file.write_bytes(b"something else")
    assert "is there already and may hold answers" in shell.refused("pack", "export", "--workspace", demo_file, "--output", out, "--respondent", first)  # fmt: skip
    assert file.read_bytes() == b"something else"
    assert "neither an answer pack" in shell.refused("pack", "import", file, "--workspace", demo_file)
    assert digest(demo_file) == before


def test_a_pack_of_another_client_is_refused(shell: Shell, demo_file: Path, first: str, out: Path) -> None:
    shell("pack", "export", "--workspace", demo_file, "--output", out, "--respondent", first)
    (file,) = out.iterdir()
    other = out / "other.sreanswers"
    other.write_bytes(
        pack_bytes(replace(read_pack(file.read_bytes()), workspace="f" * 32, client="Tern Health"))
    )
    said = shell.refused("pack", "import", other, "--workspace", demo_file)
    assert "it was made for another workspace, of 'Tern Health'" in said


def test_what_the_built_program_asks_itself(demo_file: Path, shell: Shell, first: str, out: Path) -> None:
    shell("pack", "export", "--workspace", demo_file, "--output", out, "--respondent", first)
    (file,) = out.iterdir()
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "pack", "read-for-parent"],
        cwd=ROOT,
        input=json.dumps({"files": [str(file)]}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["kind"] == "pack"
