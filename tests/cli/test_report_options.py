"""The options of `report`: order of sections, paper, brand, password, snapshots, and what changed since the last one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.cli.test_cli import Shell, shell  # noqa: F401
from tests.conftest import DEMO_DAY
from workbench.actions import branding, demo, obstacles, snapshots
from workbench.actions.edit import perform
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
PASSWORD = "correct horse battery"


def text_of(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_sections_come_in_the_order_that_was_asked_for(shell: Shell, demo_file: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "out.pdf"
    ended = shell(
        "report",
        "--workspace",
        demo_file,
        "--output",
        out,
        "--sections",
        "method, obstacles,cover",
        "--paper",
        "Letter",
    )
    assert ended.status == 0, ended
    reader = PdfReader(out)
    titles = [str(each["/Title"]) for each in reader.outline if isinstance(each, dict)]
    assert titles[0] == "Cover"
    assert titles.index("Method") < titles.index("Obstacles")
    assert [float(each) for each in reader.pages[0].mediabox[2:]] == [612, 792]
    unknown = shell.refused("report", "--workspace", demo_file, "--sections", "method,gossip")
    assert "no section 'gossip'; --list-sections shows them" in unknown
    listed = shell("report", "--list-sections").out
    assert "full: Full report" in listed
    assert "stakeholders" in listed


def test_the_brand_of_one_report(shell: Shell, demo_file: Path, tmp_path: Path) -> None:  # noqa: F811
    logo, out = tmp_path / "logo.png", tmp_path / "out.pdf"
    held = BytesIO()
    Image.new("RGB", (40, 20), (230, 120, 20)).save(held, "PNG")
    logo.write_bytes(held.getvalue())
    given = ("--footer", "Do not forward", "--cover", "For the board", "--confidentiality", "Internal")
    ended = shell(
        "report", "--workspace", demo_file, "--output", out, "--edition", "executive", "--logo", logo,
        "--accent", "#C02020", "--date", "2027-02-28", "--version-label", "2.1", *given,
    )  # fmt: skip
    assert ended.status == 0, ended
    text = text_of(out)
    for said in ("Internal · Do not forward", "For the board", "28 February 2027", "version 2.1"):
        assert squeezed(said) in text
    assert len(list(PdfReader(out).pages[0].images)) == 1
    assert "such as #2858A7" in shell.refused("report", "--workspace", demo_file, "--accent", "red")
    (tmp_path / "no.png").write_text("no picture")
    assert "no picture" in shell.refused("report", "--workspace", demo_file, "--logo", tmp_path / "no.png")
    assert "cannot be read" in shell.refused(
        "report", "--workspace", demo_file, "--logo", tmp_path / "gone.png"
    )
    assert "'soon' is no date" in shell.refused("report", "--workspace", demo_file, "--date", "soon")


def test_a_password_comes_from_a_file(shell: Shell, demo_file: Path, tmp_path: Path) -> None:  # noqa: F811
    secret, out = tmp_path / "secret.txt", tmp_path / "out.pdf"
    secret.write_text(f"{PASSWORD}\nnot this\n", encoding="utf-8")
    ended = shell(
        "report",
        "--workspace",
        demo_file,
        "--output",
        out,
        "--edition",
        "executive",
        "--password-file",
        secret,
    )
    assert ended.status == 0, ended
    assert "locked with a password" in ended.out
    assert PASSWORD not in ended.out + ended.err
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(out)
    assert len(pypdfium2.PdfDocument(out, password=PASSWORD)) > 1
    secret.write_text("short\n", encoding="utf-8")
    refused = ("report", "--workspace", demo_file, "--output", tmp_path / "no.pdf", "--password-file", secret)
    assert "at least 8 letters" in shell.refused(*refused)
    assert not (tmp_path / "no.pdf").exists()
    assert "no keyboard" in shell.refused("report", "--workspace", demo_file, "--password")


def test_a_recorded_report_is_what_the_next_one_is_compared_with(
    shell: Shell,  # noqa: F811
    demo_file: Path,
    tmp_path: Path,
) -> None:
    first, second, again = (tmp_path / f"{name}.pdf" for name in ("first", "second", "again"))
    ended = shell("report", "--workspace", demo_file, "--output", first, "--record")
    assert ended.status == 0, ended
    assert "Recorded as snapshot" in ended.out
    assert squeezed("Changed since the last report") not in text_of(first)
    number = int(ended.out.split("Recorded as snapshot ")[1].split(".")[0])
    assert squeezed(f"Snapshot {number}, content") in text_of(first)
    with Store.open(demo_file) as store:
        perform(store, obstacles.add(A, "A brand new hurdle"))
    ended = shell("report", "--workspace", demo_file, "--output", second, "--sections", "changed,method")
    assert ended.status == 0, ended
    text = text_of(second)
    assert squeezed("A brand new hurdle New obstacle") in text
    assert squeezed("Not frozen as a snapshot, content") in text
    # The frozen one can be written again, to the byte.
    ended = shell("report", "--workspace", demo_file, "--output", again, "--snapshot", str(number))
    assert ended.status == 0, ended
    assert again.read_bytes() == first.read_bytes()
    assert "is frozen already" in shell.refused(
        "report", "--workspace", demo_file, "--snapshot", str(number), "--record"
    )
    assert f"no snapshot 9; there are {number}" in shell.refused(
        "report", "--workspace", demo_file, "--snapshot", "9"
    )


def test_a_report_of_a_snapshot_says_what_was_frozen(shell: Shell, demo_file: Path, tmp_path: Path) -> None:  # noqa: F811
    with Store.open(demo_file) as store:
        perform(store, snapshots.take(A, "Before", DEMO_DAY))
        perform(store, obstacles.add(A, "A brand new hurdle"))
    out = tmp_path / "out.pdf"
    assert shell("report", "--workspace", demo_file, "--output", out, "--snapshot", "1").status == 0
    assert squeezed("A brand new hurdle") not in text_of(out)


def test_the_stakeholder_map_takes_a_word_of_its_own(shell: Shell, demo_file: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "out.pdf"
    assert "with --stakeholders alone" in shell.refused(
        "report", "--workspace", demo_file, "--sections", "stakeholders"
    )
    ended = shell(
        "report", "--workspace", demo_file, "--output", out, "--stakeholders", "--sections", "method"
    )
    assert ended.status == 0, ended
    assert "Labels on the stakeholder map: Senior leader 1" in ended.out
    assert "no stakeholder map" in shell.refused(
        "report", "--workspace", demo_file, "--edition", "executive", "--stakeholders"
    )


def test_a_kept_logo_that_is_no_picture_is_left_out(shell: Shell, demo_file: Path, tmp_path: Path) -> None:  # noqa: F811
    with Store.open(demo_file) as store:
        perform(store, branding.set_logo(b"no picture"))
    out = tmp_path / "out.pdf"
    done = shell("report", "--workspace", demo_file, "--output", out, "--edition", "executive")
    assert done.status == 0
    assert (
        done.err
        == "What is kept as the client's logo is no picture, so the report is made without it. Take another logo.\n"
    )
    assert out.read_bytes().startswith(b"%PDF")
