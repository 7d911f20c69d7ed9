"""The fillable form: to the letter of the standard, filled in by another library, read back to the letter."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, TextStringObject

from tests.exchange.forms import DAY, fields_of, fill, made, press, written
from tests.exchange.packs import LATER, book_of, demo_pack, filled
from workbench.analysis.standing import rate_book
from workbench.domain.answer_form import IDENTITY, answer_values, field_name, state_at
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState, Respondent, Strength
from workbench.domain.book import Book
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_folded import folded
from workbench.exchange.answer_form import read_answer_form
from workbench.reports.answer_form import form_bytes
from workbench.reports.brand import Branding
from workbench.storage.store import Store


@pytest.fixture(scope="module")
def book(demo_template: Path) -> Book:
    with Store.open(demo_template, writable=False) as store:
        return book_of(store)


@pytest.fixture(scope="module")
def pack(demo_template: Path) -> AnswerPack:
    with Store.open(demo_template, writable=False) as store:
        whole = demo_pack(store)
    return replace(whole, questions=whole.questions[:8], answers=(), before={})


@pytest.fixture(scope="module")
def form(book: Book, pack: AnswerPack) -> bytes:
    return made(book, pack)


def test_to_the_letter_of_the_standard(form: bytes, pack: AnswerPack) -> None:
    assert form.startswith(b"%PDF-1.7\n")
    reader = PdfReader(io.BytesIO(form))
    root: Any = reader.trailer["/Root"]
    acro = root["/AcroForm"]
    assert acro["/NeedAppearances"].value is False
    assert set(acro["/DR"]["/Font"]) == {"/Helv", "/ZaDb"}
    fields = fields_of(reader)
    names = [str(each["/T"]) for each in fields]
    assert len(set(names)) == len(names) == 1 + 3 * len(pack.questions)
    assert not any("." in name for name in names)
    assert all(str(each["/TU"]).strip() for each in fields)
    on_pages = [each.idnum for page in reader.pages for each in page.get("/Annots", [])]
    radios = [each for each in fields if each["/FT"] == "/Btn"]
    widgets = 0
    for field in radios:
        kids = [kid.get_object() for kid in field["/Kids"]]
        assert field["/Ff"] == 1 << 15
        assert len(field["/Opt"]) == len(kids)
        assert field["/V"] == "/Off"
        for number, (kid, reference) in enumerate(zip(kids, field["/Kids"], strict=True)):
            # A state each and 'Off', each with its look in the file; the state is its place in /Opt.
            assert set(kid["/AP"]["/N"]) == {f"/{number}", "/Off"}
            assert all(each.get_object().get_data() for each in kid["/AP"]["/N"].values())
            assert kid["/AS"] == "/Off"
            assert str(kid["/TU"]).strip()
            assert (
                fields_of(reader)[fields.index(field)]["/Kids"][number].get_object()["/Parent"]["/T"]
                == field["/T"]
            )
            assert reference.idnum in on_pages
            widgets += 1
    assert widgets == len(pack.questions) * (5 + 2 + 3)
    boxes = [each for each in fields if str(each["/T"]).startswith("comment")]
    assert all(each["/AP"]["/N"].get_data() for each in boxes)
    hidden = fields[names.index(IDENTITY)]
    assert (hidden["/Ff"], hidden["/F"]) == (1, 2), "read-only and hidden"


def test_the_tooltips_and_the_page_say_the_same(form: bytes, pack: AnswerPack) -> None:
    reader = PdfReader(io.BytesIO(form))
    first = pack.questions[0]
    field = next(each for each in fields_of(reader) if each["/T"] == field_name("answer", first.id))
    assert field["/TU"] == first.ask
    said = [str(kid.get_object()["/TU"]) for kid in field["/Kids"]]
    assert said == [option.text for option in first.options] + ["Does not apply", "I don’t know"]
    text = " ".join(reader.pages[1].extract_text().split())
    assert first.ask in text
    assert all(" ".join(option.text.split()) in text for option in first.options)
    assert "How sure are you?" in text


def test_nobody_is_named_by_the_clients_words(book: Book, pack: AnswerPack) -> None:
    first = book.respondents[0]
    people = [replace(first, name="Wilhelmina Osgood"), *book.respondents[1:]]
    rest = [each for rows in book.rows.values() for each in rows.values() if not isinstance(each, Respondent)]
    named = Book.of(book.workspace, book.pack, book.assessment, [*people, *rest])
    brand = Branding(
        cover="With thanks to Wilhelmina Osgood", footer="For Wilhelmina Osgood, within the firm"
    )
    data = form_bytes(named, rate_book(named), pack, folded(pack), DAY, brand=brand)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "within the firm" in " ".join(text.split())
    assert "Wilhelmina" not in text
    assert "Osgood" not in text


def test_names_of_fields_are_different_for_different_ids() -> None:
    ids = ["A.1", "A_1", "A-1", "A_2e_1", "A 1", "Ä1"]
    names = {field_name("answer", each) for each in ids}
    assert len(names) == len(ids)
    assert not any("." in name for name in names)


def test_states_are_places_or_export_values(pack: AnswerPack) -> None:
    values = answer_values(pack.questions[0])
    assert values == ["level 1", "level 2", "level 3", "level 4", "level 5", "na", "dk"]
    assert [state_at(each, values) for each in ("0", "6", "level 2", "dk")] == [0, 6, 1, 6]
    assert [state_at(each, values) for each in ("7", "-1", "level 9", "²", "", "Yes")] == [None] * 6


def test_filled_by_another_library_and_read_back_to_the_letter(form: bytes, pack: AnswerPack) -> None:
    first, second, third, fourth = pack.questions[:4]
    note = "Two lines,\nand =1+1, (brackets) \\ ‘quotes’, 数 and ß"
    data = fill(
        form,
        {
            ("answer", first.id): "/2",
            ("sure", first.id): "/1",
            ("comment", first.id): note,
            ("answer", second.id): "/5",
            ("comment", second.id): "We have none",
            ("answer", third.id): "/6",
            ("comment", fourth.id): "Must ask",
        },
    )
    found = read_answer_form(data, LATER)
    assert (found.kind, found.problems) == ("pdf", ())
    assert found.pack.answers == (
        Given(question=first.id, state=AnswerState.RATED, value=3, note=note, strength=Strength.EXAMPLE),
        Given(question=second.id, state=AnswerState.NOT_APPLICABLE, reason="We have none"),
        Given(question=third.id, state=AnswerState.DONT_KNOW),
        Given(question=fourth.id, note="Must ask"),
    )
    assert replace(found.pack, answers=(), saved_at="") == pack


@given(data=st.data())
@settings(max_examples=8)
def test_what_was_answered_goes_out_and_comes_back(book: Book, pack: AnswerPack, data: st.DataObject) -> None:
    some = data.draw(filled(pack))
    some = replace(some, before={each.question: each.digest for each in some.answers})
    found = read_answer_form(fill(made(book, some), {}), some.saved_at)
    assert found.problems == ()
    # One box has room for one text: the other one, which nobody could touch, goes along with the pack.
    assert [each.digest for each in found.pack.answers] == [each.digest for each in some.answers]


def test_export_values_and_texts_are_understood_as_well(form: bytes, pack: AnswerPack) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form)))
    first, second = (
        next(each for each in fields_of(writer) if each["/T"] == field_name("answer", question.id))
        for question in pack.questions[:2]
    )
    first[NameObject("/V")] = NameObject("/level 4")
    second[NameObject("/V")] = TextStringObject("dk")
    found = read_answer_form(written(writer)).pack.answers
    assert [(each.state, each.value) for each in found] == [
        (AnswerState.RATED, 4),
        (AnswerState.DONT_KNOW, None),
    ]


def test_two_buttons_set_or_none_that_is_there(form: bytes, pack: AnswerPack) -> None:
    first, second, third = (each.id for each in pack.questions[:3])
    data = press(fill(form, {("answer", third): "/0"}), first, 1, 3)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    field = next(each for each in fields_of(writer) if each["/T"] == field_name("answer", second))
    field[NameObject("/V")] = NameObject("/9")
    found = read_answer_form(written(writer))
    assert [each.question for each in found.pack.answers] == [third]
    said = {problem.partition(":")[0]: problem for problem in found.problems}
    assert set(said) == {first, second}
    # The parent says 'Off', the buttons say two things.
    assert "has two answers set at once" in said[first]
    assert "answer the form does not have" in said[second]
    assert all(problem.endswith("Ask which one was meant.") for problem in found.problems)


def test_a_comment_of_a_hundred_thousand_letters(form: bytes, pack: AnswerPack) -> None:
    first, second = (each.id for each in pack.questions[:2])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(fill(form, {("answer", second): "/1"}))))
    field = next(each for each in fields_of(writer) if each["/T"] == field_name("comment", first))
    field[NameObject("/V")] = TextStringObject("x" * 100_000)
    found = read_answer_form(written(writer))
    assert [each.question for each in found.pack.answers] == [second]
    assert "100,000 letters" in found.problems[0]


def refused(data: bytes) -> str:
    with pytest.raises(AnswerFileError) as caught:
        read_answer_form(data)
    return str(caught.value)


def test_what_is_no_such_form(form: bytes) -> None:
    for end in (20, len(form) // 3, len(form) * 9 // 10):
        assert "cut short or damaged" in refused(form[:end]) or "without the fields" in refused(form[:end])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form)))
    writer.encrypt("secret", algorithm="AES-256")
    assert "locked with a password" in refused(written(writer))
    flat = PdfWriter()
    for page in PdfReader(io.BytesIO(form)).pages:
        page.pop("/Annots", None)
        flat.add_page(page)
    assert "printed into a new PDF" in refused(written(flat))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form)))
    fields_of(writer)[0][NameObject("/V")] = TextStringObject("AAAA")
    assert "changed by another program" in refused(written(writer))
    assert "larger than 50 MB" in refused(b"%PDF-1.7" + b" " * 50_000_000)


def test_fields_that_go_in_circles_end(form: bytes, pack: AnswerPack) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form)))
    fields = writer.root_object["/AcroForm"]["/Fields"]  # pyright: ignore[reportIndexIssue]
    circle = fields[2].get_object()
    circle[NameObject("/Kids")] = ArrayObject([fields[2], fields[2]])
    found = read_answer_form(written(writer))
    assert [each.id for each in found.pack.questions] == [each.id for each in pack.questions]


def test_damage_is_told_and_not_logged(form: bytes, caplog: pytest.LogCaptureFixture) -> None:
    refused(form[: len(form) // 2])
    assert caplog.records == []


@given(data=st.data())
@settings(max_examples=30)
def test_damage_anywhere_ends_in_a_sentence(form: bytes, data: st.DataObject) -> None:
    some = bytearray(form)
    at = data.draw(st.integers(0, len(some) - 1))
    some[at : at + data.draw(st.integers(1, 400))] = data.draw(st.binary(max_size=60))
    try:
        read_answer_form(bytes(some))
    except AnswerFileError:
        return


def _page(data: bytes, number: int) -> Image.Image:
    """A page as Chrome and Edge draw it, two pixels a point."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    try:
        return document[number].render(scale=2).to_pil().convert("L")
    finally:
        document.close()


def _dark(picture: Image.Image, spot: tuple[int, int]) -> bool:
    value: Any = picture.getpixel(spot)
    return value < 80


def _middle(data: bytes, question: str, place: int, height: float = 841.89) -> tuple[int, int]:
    """The middle of a button in such a picture."""
    field = next(
        each
        for each in fields_of(PdfReader(io.BytesIO(data)))
        if each["/T"] == field_name("answer", question)
    )
    left, low, right, high = (float(each) for each in field["/Kids"][place].get_object()["/Rect"])
    return round(left + right), round(2 * height - low - high)


def test_pdfium_draws_what_was_chosen(form: bytes, pack: AnswerPack) -> None:
    first = pack.questions[0].id
    data = fill(form, {("answer", first): "/3", ("comment", first): "WWWWWWWWWWWWWWWWWWWW"})
    before, after = _page(form, 1), _page(data, 1)
    for place in range(7):
        spot = _middle(form, first, place)
        assert not _dark(before, spot)
        assert _dark(after, spot) == (place == 3)


@pytest.mark.system
def test_poppler_draws_what_was_chosen(form: bytes, pack: AnswerPack, tmp_path: Path) -> None:
    first = pack.questions[0].id
    for name, data in (("before", form), ("after", fill(form, {("answer", first): "/3"}))):
        (tmp_path / f"{name}.pdf").write_bytes(data)
        subprocess.run(
            ["pdftoppm", "-r", "144", "-f", "2", "-l", "2", "-singlefile", "-png", f"{name}.pdf", name],
            cwd=tmp_path,
            check=True,
            timeout=60,
        )
    before, after = (Image.open(tmp_path / f"{name}.png").convert("L") for name in ("before", "after"))
    for place in range(7):
        spot = _middle(form, first, place)
        assert not _dark(before, spot)
        assert _dark(after, spot) == (place == 3)


def test_what_is_filled_in_already_is_drawn_in_any_script(book: Book, pack: AnswerPack) -> None:
    first, second = (each.id for each in pack.questions[:2])
    some = pack.with_answers(
        {
            first: Given(question=first, state=AnswerState.RATED, value=2, note="数据 и слова, عربي"),
            second: Given(question=second, state=AnswerState.NOT_APPLICABLE, reason="None here"),
        },
        LATER,
    )
    data = made(book, some)
    picture = _page(data, 1)
    assert [place for place in range(7) if _dark(picture, _middle(data, first, place))] == [1]
    assert [place for place in range(7) if _dark(picture, _middle(data, second, place))] == [5]
    field = next(
        each for each in fields_of(PdfReader(io.BytesIO(data))) if each["/T"] == field_name("comment", first)
    )
    left, low, right, high = (float(each) for each in field["/Rect"])
    box = picture.crop(
        (round(2 * left), round(1683.78 - 2 * high), round(2 * right), round(1683.78 - 2 * low))
    )
    dark = sum(box.histogram()[:100])
    assert dark > 100, "the words are drawn"
