"""Spreadsheets as other programs write them, and as nobody should."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
import xlsxwriter

from workbench.exchange.workbook import WorkbookError, read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{{}}<sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>'
TARGETS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId7" Type="{LINKS}/worksheet" Target="{{}}"/>'
    f'<Relationship Id="rId8" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId9" Type="{LINKS}/styles" Target="styles.xml"/></Relationships>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>Risk</t></si><si><r><t>Al</t></r><r><rPr><b/></rPr><t xml:space="preserve">ert </t></r></si>'
    "<si><t>漢字</t><rPh sb='0' eb='2'><t>かんじ</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>"
)


def packed(
    rows: str, about: str = "", target: str = "worksheets/sheet1.xml", start: str = "", **parts: str
) -> bytes:
    """A workbook with these rows in its only sheet."""
    sheet = f'{start}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", BOOK.format(about))
        archive.writestr("xl/_rels/workbook.xml.rels", TARGETS.format(target))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("xl/sharedStrings.xml", parts.get("strings", STRINGS))
    return out.getvalue()


def cell(value: str, kind: str = "n", style: int = 0, place: str = "A1") -> str:
    return f'<x:c r="{place}" t="{kind}" s="{style}"><x:v>{value}</x:v></x:c>'


def one(*cells: str, about: str = "") -> str:
    return read_workbook(packed(f"<x:row r='1'>{''.join(cells)}</x:row>", about))[0][0]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (cell("0", "s"), "Risk"),
        (cell("1", "s"), "Alert "),
        (cell("2", "s"), "漢字"),
        (cell("3", "s"), "a\rb_x0041_"),
        ('<x:c r="A1" t="inlineStr"><x:is><x:t>=1+1</x:t></x:is></x:c>', "=1+1"),
        ('<x:c r="A1" t="str"><x:f>A2&amp;"x"</x:f><x:v>result</x:v></x:c>', "result"),
        ('<x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c>', "2"),
        (cell("#REF!", "e"), "#REF!"),
        (cell("1", "b"), "yes"),
        (cell("0", "b"), "no"),
        (cell("2027-03-01T00:00:00", "d"), "2027-03-01"),
        (cell("0.30000000000000004"), "0.3"),
        (cell("1E3"), "1000"),
        # 1 March 2027 is day 46447 counted from 30 December 1899.
        (cell("46447", style=1), "2027-03-01"),
        (cell("46447", style=2), "2027-03-01"),
        (cell("46447.5", style=2), "2027-03-01 12:00:00"),
        (cell("1", style=1), "1900-01-01"),
        (cell("46447", style=3), "46447"),
        (cell("46447"), "46447"),
    ],
)
def test_every_kind_of_cell(found: str, text: str) -> None:
    assert one(found) == text


def test_the_other_calendar() -> None:
    # The same day is 1,462 days less from 1904.
    assert one(cell("44985", style=1), about='<workbookPr date1904="1"/>') == "2027-03-01"


def test_cells_stand_where_they_say_or_after_the_one_before() -> None:
    rows = f"<x:row r='2'>{cell('5', place='C2')}</x:row><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>"
    assert read_workbook(packed(rows)) == [[], ["", "", "5"], ["1", "2"]]


def test_a_target_may_be_named_from_the_root() -> None:
    data = packed(f"<x:row r='1'>{cell('5')}</x:row>", target="/xl/worksheets/sheet1.xml")
    assert read_workbook(data) == [["5"]]


def test_the_first_sheet_of_several_counts() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("One", "Two"):
            book.add_worksheet(name).write_string(0, 0, name)
    assert read_workbook(out.getvalue()) == [["One"]]


BILLION = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(f"<x:row>{cell('1', place='XFD1048576')}</x:row>"), "more than 10,000 rows or 200 columns"),
        (packed(f"<x:row>{cell('1', place='GS1')}</x:row>"), "more than 10,000 rows or 200 columns"),
        (packed(f"<x:row>{cell('1', place='A10002')}</x:row>"), "more than 10,000 rows or 200 columns"),
        (packed("<x:row r='99999999999'/>"), "more than 10,000 rows or 200 columns"),
        (packed("<x:row r='1e9'/>"), "no spreadsheet"),
        (packed(f"<x:row>{cell('1', place='a1')}</x:row>"), "no spreadsheet"),
        (packed(f"<x:row>{cell('1e999')}</x:row>"), "no spreadsheet"),
        (packed(f"<x:row>{cell('1e99', style=1)}</x:row>"), "no spreadsheet"),
        (packed(f"<x:row>{cell('99', 's')}</x:row>"), "no spreadsheet"),
        (packed("", start=BILLION), "no spreadsheet"),
        (packed("", strings=BILLION + STRINGS), "no spreadsheet"),
        (packed("", target="../../etc/passwd"), "no spreadsheet"),
        (packed("</x:row>"), "no spreadsheet"),
        (b"PK", "no spreadsheet"),
    ],
)
def test_what_no_list_holds_is_refused(data: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(WorkbookError, match=said):
        read_workbook(data)
    assert time.process_time() - began < 2


def test_what_unfolds_without_end_is_refused() -> None:
    data = packed("", strings=" " * 60_000_000)
    assert len(data) < 100_000
    with pytest.raises(WorkbookError, match="unfolds to more than 50 MB"):
        read_workbook(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"{number}.xml", "")
    with pytest.raises(WorkbookError, match="more parts"):
        read_workbook(out.getvalue())
