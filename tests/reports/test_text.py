"""Lines broken: nothing lost, nothing wider than its column."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.reports import fonts
from workbench.reports.layout import PAPERS, TOP, Column, Piece, Section, flow, table_head, table_row
from workbench.reports.layout import Cell as TableCell
from workbench.reports.text import BODY, TABLE, break_lines, single


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=400), st.floats(60, 500))
def test_no_character_is_lost(text: str, width: float) -> None:
    said = "".join(line.text for line in break_lines(text, width, BODY))
    assert "".join(said.split()) == "".join(fonts.printable(text).split())


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=400), st.floats(60, 500))
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    for line in break_lines(text, width, BODY):
        assert BODY.measure(line.text) <= width + 0.01


def test_line_breaks_and_spaces_stay_as_typed() -> None:
    lines = break_lines("one\n\n  two  three\r\nfour", 400, BODY)
    assert [line.text for line in lines] == ["one", "", "  two  three", "four"]


def test_closing_marks_do_not_begin_a_line() -> None:
    for line in break_lines("可靠性工程，" * 30, 100, BODY):
        assert not line.text.startswith("，")


@given(st.text(max_size=300), st.floats(30, 300))
def test_single_lines_fit(text: str, width: float) -> None:
    assert BODY.measure(single(text, width, BODY)) <= width + 0.01


def test_placeholders_are_visible() -> None:
    assert fonts.printable("\U0001f680") == "[rocket]"
    assert fonts.printable("\x00\x9f\U00020000") == "[U+0000][U+009F][cjk unified ideograph-20000]"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=40))
def test_rows_never_leave_the_page_and_all_are_placed(lengths: list[int]) -> None:
    paper = PAPERS["A4"]
    columns = [Column("", 0, 30), Column("Text", 40, 200)]
    head = table_head(columns, paper.inner)
    pieces: list[Piece] = [head]
    for number, length in enumerate(lengths):
        cells = [TableCell(str(number), TABLE), TableCell("\n".join(["line"] * length), TABLE)]
        pieces += table_row(cells, columns, paper.inner, head, f"row:{number}")
    pages = flow(Section("t", "T", "", tuple(pieces)), paper)
    placed = [piece for page in pages for _, piece in page.placed]
    assert sum(1 for piece in placed if piece.row) == sum(1 for piece in pieces if piece.row)
    for number, page in enumerate(pages):
        assert page.placed[0][0] == TOP
        y, last = page.placed[-1]
        assert y + last.height <= paper.bottom + 0.1
        assert page.placed[0][1].marks == head.marks
        assert page.carried_on == (number < len(pages) - 1)
