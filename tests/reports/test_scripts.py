"""Text of the world on paper: as glyphs of an embedded font where there is one, else by name, and never left out."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pypdf
import pypdfium2
import pytest

from tests.reports import everything
from tests.reports.test_report import FULL, made, squeezed
from workbench.reports import fonts
from workbench.reports.fonts import printable
from workbench.reports.text import TABLE, break_lines

SCRIPTS = {
    "latin": ("Příliš žluťoučký kůň, Łódź, Straße, Þórður", "WorkbenchSans"),
    "vietnamese": ("Tiếng Việt, độ tin cậy", "WorkbenchSans"),
    "cyrillic": ("Надёжность і її наслідки", "WorkbenchSans"),
    "greek": ("Ελληνικά, αξιοπιστία", "WorkbenchSans"),
    "chinese": ("可靠性工程，體驗", "NotoSansSC"),
    "japanese": ("信頼性エンジニアリング の テスト", "NotoSansSC"),
    "korean": ("신뢰성 엔지니어링 한국어", "NotoSansKR"),
    "arabic": ("العربية مرحبا بالعالم", "DejaVuSans"),
    "persian": ("گزارش پایداری", "DejaVuSans"),
    "hebrew": ("שלום עולם", "DejaVuSans"),
    "thai": ("การทดสอบความน่าเชื่อถือ", "NotoSansThai"),
    "georgian": ("საიმედოობა", "DejaVuSans"),
    "armenian": ("Հայերեն", "DejaVuSans"),
    "devanagari": ("विश्वसनीयता", "NotoSans"),
}


def needs(text: str) -> bytes:
    """The page of business needs with this text in every field."""
    return made(everything.book(lambda word: f"{word} {text}"), replace(FULL, sections=("needs",)))


def read(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def embedded(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            each = font.get_object()
            found[str(each["/BaseFont"])] = each["/FontDescriptor"].get_object()
    return found


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_drawn_with_an_embedded_subset_and_read_back_as_typed(script: str) -> None:
    text, family = SCRIPTS[script]
    assert printable(text) == text
    data = needs(text)
    assert squeezed(text) in squeezed(unicodedata.normalize("NFC", read(data)))
    used = {name: each for name, each in embedded(data).items() if family in name}
    assert used
    for name, each in embedded(data).items():
        assert "/FontFile2" in each, name
        # A subset: never the ten megabytes of a whole font.
        assert len(each["/FontFile2"].get_object().get_data()) < 200_000, name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\U0001f600", "[grinning face]"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "[man + woman + girl]"),
        ("\U0001f44d\U0001f3fd", "[thumbs up sign, skin type-4]"),
        ("\U0001f1e9\U0001f1ea", "[flag DE]"),
        ("\u2764\ufe0f", "\u2764\ufe0f"),
        ("\u0e01\u0e49", "\u0e01\u0e49"),
        ("\u12a0", "[ethiopic syllable glottal a]"),
        ("\ubdc1", "[hangul syllable bwelg]"),
        ("\U00020000", "[cjk unified ideograph-20000]"),
        ("\u202e", "[right-to-left override]"),
        ("\x07", "[U+0007]"),
        ("\ue000", "[U+E000]"),
        ("\ud800", "[U+D800]"),
        ("e\u0301", "é"),
        ("→ ✓ ½ €", "→ ✓ ½ €"),
    ],
)
def test_what_no_font_has_is_named(typed: str, shown: str) -> None:
    assert printable(f"a {typed} b") == f"a {shown} b"


def test_no_sign_of_the_basic_plane_is_left_out() -> None:
    for code in range(0x20, 0x10000, 7):
        sign = chr(code)
        shown = printable(sign)
        assert shown, hex(code)
        assert all(each in "\n\t" or fonts.runs(each, "sans", 400)[0] for each in shown)


def test_a_mark_is_never_parted_from_its_letter() -> None:
    text = "กี่" * 200
    for line in break_lines(text, 60, TABLE):
        assert not unicodedata.category(line.text[0]).startswith("M")
    assert "".join(line.text for line in break_lines(text, 60, TABLE)) == text


def shape(data: bytes) -> np.ndarray[Any, Any]:
    document = pypdfium2.PdfDocument(data)
    try:
        return np.array(document[0].render(scale=2).to_numpy())
    finally:
        document.close()


def test_arabic_letters_join_and_the_line_runs_the_other_way() -> None:
    # Shaped, the letters take other forms than each alone, and the first one stands furthest right.
    assert fonts.shaped("مرحبا") != "مرحبا"
    assert all("\ufe70" <= sign <= "\ufeff" for sign in fonts.shaped("مرحبا"))
    # The marks of vowels stay on their letters.
    assert set("َُِّ") <= set(fonts.shaped("مُحَمَّدِ"))
    assert fonts.shaped("שלום") == "םולש"
    assert fonts.shaped("abc שלום 12") == "abc 12 םולש"
    joined, apart = shape(needs("مرحبا بالعالم")), shape(needs("م ر ح ب ا ب ا ل ع ا ل م"))
    assert not np.array_equal(joined, apart)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        # What opens on the right of its contents is drawn as its mirror (Unicode bidirectional algorithm, rule L4).
        ("שלום (SLO) 99%", "99% (SLO) םולש"),
        ("שלום (אבג) סוף", "ףוס (גבא) םולש"),
        ("שלום [1] <b>", "<b> [1] םולש"),
        ("((שלום))", "((םולש))"),
        # Within a line from left to right only what stands among the letters from right to left.
        ("abc (שלום) def", "abc (םולש) def"),
        ("abc שלום (אב) גד", "abc דג (בא) םולש"),
    ],
)
def test_brackets_enclose_what_they_were_typed_around(typed: str, drawn: str) -> None:
    assert fonts.shaped(typed) == drawn


@pytest.mark.parametrize("name", fonts._FALLBACK)
def test_every_font_comes_with_its_open_licence(name: str) -> None:
    from importlib import resources

    folder = resources.files("resources").joinpath("fonts", "LICENSES")
    said = [each.read_text(encoding="utf-8") for each in folder.iterdir()]
    family = name.split("-")[0]
    listed = resources.files("resources").joinpath("fonts", "README.md").read_text(encoding="utf-8")
    assert f"| {family}" in listed
    assert sum("SIL Open Font License" in each or "Bitstream" in each for each in said) == len(said)
