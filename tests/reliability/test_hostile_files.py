"""H1 to H6, H12 and H15: files by the hundred at every door; read, or refused with a sentence, and nothing else."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.forms import made
from tests.exchange.full import A, fill
from tests.exchange.packs import book_of, demo_pack
from tests.reliability import hostile
from tests.reliability.conftest import Tally
from tests.reliability.extent import spread
from tests.reliability.hostile import DOORS, HEAD, ROWS, is_sentence, put, refusal, through
from workbench.actions import whole
from workbench.exchange import door
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_pack import pack_bytes
from workbench.exchange.door import Limits
from workbench.exchange.session_pack import Origin, SessionPack, read_session, session_bytes
from workbench.exchange.sheets import Sheet, SheetError, csv_bytes, read_sheet, workbook_bytes
from workbench.exchange.strict_json import JsonError, read_json
from workbench.exchange.whole import dump
from workbench.storage.store import Store

PLAIN = [list(HEAD), *(list(row) for row in ROWS)]


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.fault("H1")
@pytest.mark.parametrize("what", [door.TABLE, door.ANSWERS])
def test_odd_archives(what: str, tmp_path: Path, tally: Tally) -> None:
    listed = spread(hostile.archives(), 140)
    paths = put(tmp_path / "files", "list.xlsx", listed)
    before = everything_in(tmp_path)
    began = time.monotonic()
    for path, answer in zip(paths, through(what, paths), strict=True):
        said = refusal(answer)
        if said:
            assert is_sentence(said), (path.name, said)
            assert str(tmp_path) not in said
        else:
            # Members nobody named were not read: what was read is the table itself.
            assert what == door.TABLE
            rows = answer["sheets"][0]
            # A bit turned in a text that no checksum of the archive guards does not exist: each has one.
            assert rows == PLAIN, path.name
        tally.case()
    assert everything_in(tmp_path) == before
    assert time.monotonic() - began < 25 * 10


@pytest.mark.fault("H2")
def test_hostile_xml_in_spreadsheets(tmp_path: Path, tally: Tally) -> None:
    paths = put(tmp_path / "files", "list.xlsx", hostile.sheets_of_xml())
    before = everything_in(tmp_path)
    for path, answer in zip(paths, through(door.TABLE, paths), strict=True):
        said = refusal(answer)
        words = json.dumps(answer)
        assert "root:" not in words, path.name
        assert len(words) < 12_000_000
        assert not said or is_sentence(said), (path.name, said)
        tally.case()
    assert everything_in(tmp_path) == before


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
INSIDE = (
    '<image href="file:///etc/passwd"/>', '<image xlink:href="x.png"/>', '<use href="#a"/>', '<a href="http://127.0.0.1"/>',
    "<script>1</script>", '<style>*{fill:url(file:///x)}</style>', '<path fill="url(http://127.0.0.1/x)"/>', '<path style="fill:url(x.svg#a)"/>',
    '<rect onload="x()"/>', '<foreignObject/>', "<text>a</text>", "<animate/>", '<filter><feImage href="x"/></filter>', "<svg/>",
    "<g>" * 200 + "</g>" * 200, "<path/>" * 30_000, '<path fill="URL( \'//host/x\' )"/>', '<path style="@import \'x\'"/>',
)  # fmt: skip


@pytest.mark.fault("H2")
def test_hostile_drawings(tmp_path: Path, tally: Tally) -> None:
    bad = [SVG.format(each).encode() for each in INSIDE]
    bad += [f"{attack}<svg/>".encode() for attack in hostile.XML_ATTACKS if attack]
    good = [
        SVG.format(each).encode()
        for each in ("", '<path d="M0 0L9 9" fill="url(#a)"/>', "<title>x</title><g><rect/></g>")
    ]
    paths = put(tmp_path, "logo.svg", [*bad, *good])
    answers = through(door.PICTURE, paths)
    for path, answer in zip(paths[: len(bad)], answers, strict=False):
        assert is_sentence(refusal(answer)), path.read_bytes()[:200]
        tally.case()
    assert [refusal(each) for each in answers[len(bad) :]] == ["", "", ""]
    tally.case(len(good))


@pytest.mark.fault("H3")
def test_hostile_yaml(tmp_path: Path, tally: Tally) -> None:
    laughs = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    bad = [
        laughs, "!!python/object/apply:os.system ['touch evil']", "!!python/name:os.system", "!!binary aGk=", "!x y", "<<: *a",
        "- " * 90_000, "[" * 90_000, "{a: " * 60_000, "? " * 50_000, "a: 1\na: 2", "format: no", "format: 1:30", "%YAML 9.9\n---\n1",
        "---\na: 1\n---\nb: 2", "\t- a", "a: 'b", "\x00", "a: \ud800",
    ]  # fmt: skip
    paths = put(tmp_path / "files", "pack.yaml", [each.encode("utf-8", "surrogatepass") for each in bad])
    for path, answer in zip(paths, through(door.PACK, paths), strict=True):
        assert is_sentence(refusal(answer)), (path.read_bytes()[:60], answer)
        tally.case()
    assert sorted(each.name for each in tmp_path.rglob("*evil*")) == []


@pytest.mark.fault("H4")
@pytest.mark.parametrize("wrong", hostile.JSON_WRONG, ids=range(len(hostile.JSON_WRONG)))
def test_json_that_readers_take_for_different_things(wrong: str, tally: Tally) -> None:
    # Nothing at all is wrong by itself, and an empty list is none.
    for text in (wrong, f'{{"a":{wrong}}}', *([f"[{wrong}]"] if wrong else [])):
        with pytest.raises(JsonError) as caught:
            read_json(text.encode("utf-8", "surrogatepass"))
        assert is_sentence(str(caught.value))
        tally.case()


@pytest.mark.fault("H4")
def test_json_that_is_fine() -> None:
    for text, value in (
        ("1e400".replace("400", "30"), 1e30),
        ("-0", 0),
        ('"\\ud83d\\ude00"', "😀"),
        ("\ufeff[]", []),
        ("\r\n{} ", {}),
    ):
        assert read_json(text.encode()) == value


@pytest.mark.fault("H4")
def test_hostile_json_at_the_doors(tmp_path: Path, demo_store: Store, tally: Tally) -> None:
    book = demo_pack(demo_store)
    packs = spread(
        hostile.json_damage(pack_bytes(book).decode(), ['"version":1', f'"{book.workspace}"', "null"]), 90
    )
    with Store.create(tmp_path / "small.srew", "Tern Health") as store:
        fill(store, lambda where: where)
        small = whole.read(store, A)
    wholes = spread(
        hostile.json_damage(dump(small).decode(), ['"version": 1', '"position": 0', '"value": 5']), 60
    )
    origin = Origin("w", A, ("AAA",), "", "2026-11-23T09:00:00+00:00", 1, "b")
    rooms = spread(
        hostile.json_damage(
            session_bytes(SessionPack(origin, small)).decode(), ['"version":1', '"seq":"1"', '"value":5']
        ),
        60,
    )
    for what, name, listed in (
        (door.ANSWERS, "a.sreanswers", packs),
        (door.KEPT, "k.sreanswers", packs),
        (door.WHOLE, "w.json", wholes),
        (door.ANSWERS, "r.sresession", rooms),
    ):
        paths = put(tmp_path / what / name[:1], name, listed)
        for path, answer in zip(paths, through(what, paths), strict=True):
            assert is_sentence(refusal(answer)), (path.name, path.read_bytes()[:80], str(answer)[:200])
            tally.case()


@pytest.mark.fault("H4")
@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_room_with_what_is_no_number_is_refused_before_its_proof_is_tried(
    number: str, tmp_path: Path
) -> None:
    """With a proof that holds over it, too."""
    with Store.create(tmp_path / "small.srew", "Tern Health") as store:
        fill(store, lambda where: where)
        small = whole.read(store, A)
    origin = Origin("w", A, (), "", "2026-11-23T09:00:00+00:00", 1, "b")
    data = session_bytes(SessionPack(origin, small)).replace(b'"scale":40.0', f'"scale":{number}'.encode())
    assert number.encode() in data
    with pytest.raises(AnswerFileError, match="cut short or changed"):
        read_session(data)


FORMULAS = tuple(
    f"{before}{sign}{rest}"
    for before in ("", " ", "\u00a0", "'")
    for sign in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x";"y")')
)


@pytest.mark.fault("H6")
def test_formulas_are_text_and_come_back_to_the_letter(tmp_path: Path, tally: Tally) -> None:
    rows = [[str(number), each, "n"] for number, each in enumerate(FORMULAS)]
    for suffix, data in (
        (".csv", csv_bytes(HEAD, rows)),
        (".xlsx", workbook_bytes([Sheet("Risks", HEAD, rows)])),
    ):
        path = tmp_path / f"list{suffix}"
        path.write_bytes(data)
        assert [row[1] for row in read_sheet(path)[1:]] == [row[1] for row in rows]
        tally.case(len(rows))
    cells = openpyxl.load_workbook(tmp_path / "list.xlsx")["Risks"]["B"][1:]
    assert {cell.data_type for cell in cells} == {"s"}
    raw = (tmp_path / "list.csv").read_bytes().decode("utf-8-sig")
    assert not any(
        field.lstrip('"')[:1] in ("=", "+", "-", "@", "\t")
        for field in raw.replace("\r\n", ",").split(",")
        if field[:1] != '"'
    )


@pytest.mark.fault("H12")
def test_damaged_forms(tmp_path: Path, demo_store: Store, tally: Tally) -> None:
    pack = demo_pack(demo_store)
    form = made(book_of(demo_store), pack)
    listed = [*hostile.damaged(form, 40, 80), b"%PDF-1.7", b"%PDF-1.7\n%%EOF", form.replace(b"/AcroForm", b"/AcroFarm"),
              form.replace(b"/Kids", b"/Kid5"), form.replace(b"obj", b"o8j"), form + form, form[::-1], b"%PDF-" + b"(" * 100_000,
              b"%PDF-" + b"<<" * 100_000, b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/AcroForm 1 0 R/Fields[1 0 R]/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>"]  # fmt: skip
    paths = put(tmp_path, "form.pdf", spread(listed, 45))
    for path, answer in zip(paths, through(door.ANSWERS, paths), strict=True):
        said = refusal(answer)
        if said:
            assert is_sentence(said), (path.name, said)
        else:
            # A bit that turned where nothing is said: the same questions, or a sentence for each answer left out.
            assert [each["id"] for each in answer["pack"]["pack"]["questions"]] == [
                each.id for each in pack.questions
            ]
        tally.case()


@pytest.mark.skipif(os.name == "nt", reason="Windows limits by the clock alone")
@pytest.mark.fault("H12")
@pytest.mark.parametrize("what", DOORS)
def test_a_time_bomb_is_ended_and_the_next_file_is_read(what: str, tmp_path: Path, tally: Tally) -> None:
    endless, gone = tmp_path / "bomb.csv", tmp_path / "gone.csv"
    os.mkfifo(endless)
    began = time.monotonic()
    first, second = through(what, [endless, gone], Limits(wall=1.0))
    assert time.monotonic() - began < 20
    assert refusal(first) == hostile.STOPPED
    assert "cannot be read" in refusal(second)
    tally.case()


TABLE = [["a", "b"], ["x, y", 'say "hi"'], ["line\nbreak", "ü€漢"]]
_QUOTED = 'a{d}b{e}"x, y"{d}"say ""hi"""{e}"line\nbreak"{d}ü€漢{e}'
DIALECTS = tuple(
    (delimiter, end, bom) for delimiter in ",;\t" for end in ("\n", "\r\n") for bom in ("", "\ufeff")
)


@pytest.mark.fault("H15")
@pytest.mark.parametrize(("delimiter", "end", "bom"), DIALECTS)
def test_csv_as_programs_write_it(delimiter: str, end: str, bom: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes((bom + _QUOTED.format(d=delimiter, e=end)).encode())
    assert read_sheet(path) == TABLE


@pytest.mark.fault("H15")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_QUOTED.format(d=",", e="\n").encode("utf-16"), "not in UTF-8"),
        (_QUOTED.format(d=",", e="\n").encode("utf-16-le"), "not in UTF-8|no text"),
        ("a,b\nä,ö\n".encode("cp1252"), "not in UTF-8"),
        (b'a,b\n"x,y\n', "no CSV file"),
        (b'a,b\n"x"y,z\n', "no CSV file"),
        (b"a,b\n\0,c\n", "no text"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\n\n\r\n , \n", "is empty"),
        (b",".join([b"a"] * 500), "more than"),
        (b"a\n" * 200_000, "more than"),
        (b'"' + b"x" * 30_000_000 + b'"', "no CSV file"),
    ],
)
def test_csv_that_is_none(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(SheetError, match=said) as caught:
        read_sheet(path)
    assert "'list.csv'" in str(caught.value)
