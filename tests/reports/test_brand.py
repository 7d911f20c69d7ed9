"""A client's brand on paper: a logo, one accent that can be read, and the client's own words."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.reports import sample
from tests.reports.test_report import all_text, made, reader, squeezed
from workbench.domain.assessment import Respondent
from workbench.domain.brand import Brand
from workbench.exchange.picture import MOST_BYTES, PictureError, small_png
from workbench.reports import brand
from workbench.reports.brand import Branding
from workbench.reports.settings import ReportSettings

ORANGE = (230, 120, 20)
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda each: "#{:02X}{:02X}{:02X}".format(*each))


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, ORANGE).save(out, kind, **more)
    return out.getvalue()


def settings(**fields: object) -> ReportSettings:
    return ReportSettings(date=sample.TODAY, edition="executive", brand=Branding(**fields))  # type: ignore[arg-type]


def has_orange(data: bytes, page: int) -> bool:
    """Whether the logo's colour is anywhere on a page, as another library draws it."""
    drawn = pypdfium2.PdfDocument(data)[page].render(scale=1).to_pil().convert("RGB")
    return any(
        max(abs(a - b) for a, b in zip(colour, ORANGE, strict=True)) < 12
        for _, colour in drawn.getcolors(1_000_000) or []
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_logo_stands_on_the_cover_and_every_page(kind: str) -> None:
    data = made(sample.book(), settings(logo=small_png(picture(kind))))
    count = len(reader(data).pages)
    assert [has_orange(data, page) for page in range(count)] == [True] * count
    plain = made(sample.book(), settings())
    assert not any(has_orange(plain, page) for page in range(count))
    # Its pixels are in the file once, however many pages show it.
    images = {ref.idnum for page in reader(data).pages for ref in page["/Resources"]["/XObject"].values()}
    assert len(images) == 1


def test_a_logo_keeps_its_pixels_alone() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Zebedee Quillfeather at home"
    data = picture("JPEG", exif=exif)
    assert b"Zebedee" in data
    assert b"Zebedee" not in small_png(data)
    large = Image.open(BytesIO(small_png(picture(size=(4000, 1000)))))
    assert large.size == (1200, 300)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no picture"),
        (b"<svg/>", "no picture"),
        (picture()[:200], "no picture"),
        (picture("GIF"), "no picture"),
        (b"\x89PNG" + b"0" * MOST_BYTES, "larger than 10 MB"),
        (picture(size=(10_000, 5_000)), "40 million points"),
    ],
    ids=["empty", "other", "cut", "gif", "large", "bomb"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(PictureError, match=said):
        small_png(data)


def test_contrast_is_that_of_the_standard() -> None:
    # The ends of the scale, and the grey that WCAG's authors name as the lightest on white: #767676 has 4.54.
    assert brand.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert brand.contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert brand.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@given(COLOURS)
def test_every_accent_can_be_read_on_white_and_on_its_tint(colour: str) -> None:
    tokens = brand.tokens(colour)
    for ground in ("#FFFFFF", tokens["accent-t"]):
        assert brand.contrast(tokens["accent"], ground) >= 4.5
    assert brand.contrast(tokens["on-accent"], tokens["accent"]) >= 4.5
    if brand.contrast(colour, brand.tint(colour)) >= 4.5:
        assert tokens["accent"] == colour


def test_a_pale_accent_is_corrected_on_paper() -> None:
    plain, yellow = (made(sample.book(), settings(accent=each)) for each in ("", "#FFD400"))
    assert plain != yellow
    content = b"".join(page.get_contents().get_data() for page in reader(yellow).pages)
    red, green, blue = (part / 255 for part in brand.parts_of(brand.readable("#FFD400")))
    assert f"{round(red, 4):g} {round(green, 4):g} {round(blue, 4):g} rg".encode() in content
    assert b"1 0.8314 0 rg" not in content


def test_cover_and_foot_say_what_the_client_wants_as_plain_text() -> None:
    data = made(
        sample.book(),
        replace(
            settings(cover="For the <b>board</b> & owners", footer="Tern Health <i>internal</i>"),
            classification="Strictly confidential",
        ),
    )
    pages = [squeezed(page.extract_text()) for page in reader(data).pages]
    assert squeezed("For the <b>board</b> & owners") in pages[0]
    assert all(squeezed("Strictly confidential · Tern Health <i>internal</i>") in each for each in pages[1:])


def test_names_in_the_clients_words_are_replaced_by_roles() -> None:
    found = sample.book()
    first = found.respondents[0]
    named = replace(first, name="Wilhelmina Osgood")
    found.rows[Respondent][first.id] = named
    text = all_text(made(found, settings(cover="With thanks to Wilhelmina Osgood", footer="For Wilhelmina")))
    assert "Wilhelmina" not in text
    assert squeezed(f"With thanks to {named.role_title}") in text


def test_a_long_cover_text_leaves_the_stairs_alone() -> None:
    data = made(sample.book(), settings(cover="word " * 400))
    page = pypdfium2.PdfDocument(data)[0]
    assert len(page.get_textpage().get_text_range()) < 3000


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="#2858A7"):
        Brand(accent="blue")
    assert Brand(accent="#abcdef").accent == "#abcdef"
