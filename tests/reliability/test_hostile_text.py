"""H5, H7, H8, H10 and H11: what people type is data, never markup, SQL, a colour's code, or something to be opened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.exchange.full import A, fill
from tests.exchange.packs import book_of
from tests.reliability.conftest import Tally
from tests.storage.raw import ROOT
from workbench.actions import books, evidence
from workbench.actions.edit import perform
from workbench.domain.brand import Brand
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.domain.risk import Risk
from workbench.domain.text import storable
from workbench.exchange.columns import Kind
from workbench.exchange.register import REGISTER, read_register
from workbench.exchange.sheets import csv_bytes
from workbench.storage.store import Store

NUMBERS: Mapping[str, float | None] = {
    "NaN": None, "nan": None, "inf": None, "-inf": None, "Infinity": None, "1e999": None, "-1e999": None, "9223372036854775808000": None,
    "0x10": None, "1__0": None, "1_000": None, "true": None, "TRUE": None, "1,5,5": None, "1.2.3": None, "--1": None, "1e": None, "½": None,
    "one": None, "=1+1": None, "1;2": None, "1\x00": None, "∞": None, "1 000 000 000 000 000 000 000": None,
}  # fmt: skip
"""What is no number here, or none that a field takes."""


@pytest.mark.fault("H5")
@pytest.mark.parametrize(
    "column",
    [each for each in REGISTER if each.kind in (Kind.NUMBER, Kind.WHOLE, Kind.STEP)],
    ids=lambda each: each.key,
)
def test_what_is_no_number_is_refused_with_its_place(
    column: Any, demo_store: Store, tmp_path: Path, tally: Tally
) -> None:
    path = tmp_path / "risks.csv"
    said = [each.replace("\x00", "\x01") for each in NUMBERS]
    path.write_bytes(
        csv_bytes(["Risk", column.title], [[f"Risk {number}", each] for number, each in enumerate(said)])
    )
    read = read_register(book_of(demo_store), path)
    assert len(read.rows) == len(said)
    for row, typed in zip(read.rows, said, strict=True):
        assert len(row.wrong) == 1, (column.key, typed, row.values)
        # What is a number and out of every range is refused in the field's own words.
        assert row.wrong[0].startswith(f"Row {row.number}, "), row.wrong
        assert row.wrong[0].rstrip().endswith("."), row.wrong
        tally.case()


@pytest.mark.fault("H5")
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 2**63, "1", True], ids=str)
def test_no_entry_holds_what_is_no_number(value: Any, store: Store, tally: Tally) -> None:
    """Not even a caller inside the program can: NaN would be stored as nothing at all, silently."""
    with store.unit(writes=False) as unit:
        before = unit.count(Risk)
    for field in ("frequency_number", "impact_number", "impact", "treatment_cost"):
        with pytest.raises((ValueError, TypeError)):
            Risk(id="r", assessment="a", code="R1", title="t", **{field: value})
        tally.case()
    with store.unit(writes=False) as unit:
        assert unit.count(Risk) == before


TAGS = (
    "b", "i", "u", "font color=red", "font face=x", 'font size="1e9"', "para", 'para leftIndent="9999"', "br/", "super", "sub", "strike", "ul", "li", "ol",
    'a href="file:///etc/passwd"', 'a href="javascript:x"', 'a href="http://127.0.0.1:9/"', 'link destination="x"', 'img src="CANARY"', 'img src="file://CANARY"',
    'img src="http://127.0.0.1:9/x.png"', "greek", "seq/", 'seqreset id="x"', 'onDraw name="x" label="y"', 'index item="x"', 'evalString code="1"', "unichar code='38'", "name",
    "span style='x'", "bullet", "dynamic", "ext", "nobr", "pre", "!DOCTYPE x [<!ENTITY e SYSTEM 'file://CANARY'>]", "?xml version='1.0'?", "![CDATA[x]]", "!-- x --",
)  # fmt: skip
MARKUP = (
    *(f"<{tag}>" for tag in TAGS), *(f"<{tag}>x</{tag.split()[0]}>" for tag in TAGS), "a <Bob Smith> b", "a < b > c & d", "&amp;", "&#60;b&#62;",
    "&nosuch;", "</para>", "<", ">", "&", "<b", "b>", '"\'><script>', "{{7*7}}", "${7*7}", "%s%n%x", "\\x41", "<![CDATA[", "]]>", "&lt;b&gt;",
)  # fmt: skip
_MAKER = """
import datetime as dt, sys
seen, watching = [], [False]
def hook(event, args):
    if not watching[0]:
        return
    if event in ('socket.connect', 'socket.getaddrinfo', 'subprocess.Popen', 'os.system', 'urllib.Request'):
        seen.append(f'{event} {args!r}')
    if event == 'open' and 'canary' in str(args[0]).lower():
        seen.append(f'{event} {args!r}')
sys.addaudithook(hook)
from pathlib import Path
from workbench.actions import books
from workbench.analysis.standing import rate_book
from workbench.reports.build import write_report
from workbench.reports.editions import EDITIONS, ReportSettings
from workbench.storage.store import Store
with Store.open(Path(sys.argv[1]), writable=False) as store:
    book = books.open_book(store, sys.argv[2])
watching[0] = True
for edition in EDITIONS:
    write_report(book, rate_book(book), ReportSettings(edition=edition, date=dt.date(2026, 11, 23)), Path(sys.argv[3]) / f'{edition}.pdf')
watching[0] = False
print('\\n'.join(seen))
"""


@pytest.mark.fault("H7")
def test_markup_in_every_field_of_a_report_is_printed_as_it_was_typed(tmp_path: Path, tally: Tally) -> None:
    picture = tmp_path / "canary.png"
    from PIL import Image

    Image.new("RGB", (8, 8), "red").save(picture)
    listed = [each.replace("CANARY", str(picture)) for each in MARKUP]
    given_out: dict[str, str] = {}

    def mark(where: str) -> str:
        said = listed[len(given_out) % len(listed)]
        given_out[where] = said
        return said if not where.startswith(("Talent.name", "Respondent.name")) else ""

    path = tmp_path / "client.srew"
    with Store.create(path, "Tern Health") as store:
        fill(store, mark)
    out = tmp_path / "out"
    out.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _MAKER, str(path), A, str(out)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
    text = "".join("".join(page.extract_text() for page in PdfReader(out / "full.pdf").pages).split())
    obstacle = given_out["Obstacle.detail.ob"]
    assert "".join(obstacle.split()) in text
    for pdf in out.iterdir():
        reader = PdfReader(pdf)
        links = [
            str(note.get_object().get("/A", {}).get("/URI", ""))
            for page in reader.pages
            for note in page.get("/Annots", [])
        ]
        assert not [each for each in links if each], pdf.name
        assert not [1 for page in reader.pages for _ in page.images], pdf.name
        tally.case(len(listed))


COLOURS = (
    "[[[getattr(pow, Word('__globals__'))['os'].system('touch evil')]]]", "rgb(255,0,0)", "red", "#FFF", "#GGGGGG", "#2858A7;", "#2858A7\n", "0x2858A7",
    "CMYKColor(1,1,1,1)", "#2858A７", "__import__('os')", "toColor('red')",
)  # fmt: skip


@pytest.mark.fault("H8")
@pytest.mark.parametrize("colour", COLOURS, ids=range(len(COLOURS)))
def test_a_colour_is_six_digits(colour: str) -> None:
    with pytest.raises(ValueError, match="six digits"):
        Brand(accent=colour)


@pytest.mark.fault("H8")
def test_the_library_reads_no_colour_as_code() -> None:
    """CVE-2023-33733 was an expression in a colour; what stands against it is still there."""
    from reportlab import rl_config
    from reportlab.lib import colors

    assert rl_config.toColorCanUse == "rl_extended_literal_eval"
    for said in COLOURS:
        if said.startswith(("[[", "__")):
            with pytest.raises(ValueError, match=r".+"):
                colors.toColor(said)


_TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["' OR 1=1 --", '"; DROP TABLE obstacle; --', "%", "_", "\\", "a%b", "İ", "ß", "ẞ", "'", '"', "x' UNION SELECT 1--", "?", ":id", "NULL", "\x00", "\ud800"]),
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.create(tmp_path_factory.mktemp("h10") / "client.srew", "Tern Health") as store:
        fill(store, lambda where: where)
        yield store


@pytest.mark.fault("H10")
@given(titles=st.lists(_TEXTS, min_size=1, max_size=6), asked=_TEXTS)
def test_a_filter_finds_what_python_finds(shelf: Store, titles: list[str], asked: str) -> None:
    class Undone(Exception):
        """Takes back what an example wrote."""

    def look() -> None:
        with shelf.unit("Fill") as unit:
            listed = [
                Obstacle(
                    id=f"h{n}",
                    assessment=A,
                    code=f"H{n}",
                    title=each.strip() or "t",
                    kind=ObstacleKind.OBSTACLE,
                    owner=each,
                    position=n,
                )
                for n, each in enumerate(titles)
            ]
            unit.put_all(listed)
            wanted = storable(asked)
            everything = [*unit.all(Obstacle)]
            assert [each.id for each in unit.all(Obstacle, owner=wanted)] == [
                each.id for each in everything if each.owner == wanted
            ]
            assert unit.count(Obstacle, owner=wanted) == sum(1 for each in everything if each.owner == wanted)
            assert [unit.get(Obstacle, each.id).owner for each in listed] == [
                storable(each.owner) for each in listed
            ]
            assert sorted(unit.values(Obstacle, "owner", title=wanted)) == sorted(
                each.owner for each in everything if each.title == wanted
            )
            raise Undone

    with pytest.raises(Undone):
        look()


NAMES = (
    "report.pdf.exe", "invoice\u202efdp.exe", "run.lnk", "macro.docm", "autorun.inf", "evil.desktop", ".hidden", "-rf", "a\nb.txt", "CON", "x.html", "x.svg", "ä.txt", "e" * 200 + ".txt",
    "$(touch evil)", "; touch evil", "|calc", "%00.txt", "..", "file",
)  # fmt: skip


@pytest.mark.fault("H11")
def test_a_file_is_kept_as_bytes_and_nothing_is_done_with_it(
    shelf: Store, tmp_path: Path, tally: Tally
) -> None:
    seen: list[str] = []

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if hook_on[0] and (
            event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
        ):
            seen.append(f"{event} {args!r}")

    hook_on = [True]
    sys.addaudithook(hook)
    for name in NAMES:
        path = tmp_path / name
        if name == "..":
            continue
        path.write_bytes(b"MZ\x00" + name.encode())
        perform(shelf, evidence.add_file("person1", "AAA-1", path))
        with shelf.unit(writes=False) as unit:
            kept = [
                each for each in unit.all(evidence.EvidenceItem, respondent="person1") if each.title == name
            ]
        assert len(kept) == 1, name
        assert evidence.content(shelf, kept[0]) == path.read_bytes()
        tally.case()
    hook_on[0] = False
    assert seen == []
    assert not [each for each in tmp_path.iterdir() if each.name == "evil"]
    assert [each.title for each in books.open_book(shelf, A).obstacles] == ["Obstacle.title.ob"]
