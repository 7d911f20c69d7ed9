"""Answer packs as files: what goes out comes back to the letter, and whatever was touched is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.packs import LATER, PASSPHRASE, book_of, demo_pack, filled
from workbench.actions import assessments, demo, respondents
from workbench.actions.edit import perform
from workbench.domain.answer_pack import MOST_LETTERS, AnswerPack, Given
from workbench.domain.assessment import AnswerState, ScopeKind
from workbench.domain.role import Role
from workbench.exchange.answer_checks import checked
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_pack import document_of, is_pack, pack_bytes, read_pack
from workbench.exchange.envelope import canonical
from workbench.storage.store import Store


@pytest.fixture(scope="module")
def pack(demo_template: Path) -> AnswerPack:
    with Store.open(demo_template, writable=False) as store:
        return demo_pack(store)


def refused(data: bytes, passphrase: str = "") -> str:
    with pytest.raises(AnswerFileError) as caught:
        read_pack(data, passphrase)
    return str(caught.value)


def resealed(document: dict[str, Any], **changes: Any) -> bytes:
    """A file by somebody who knows how the proof is made."""
    import hashlib

    document["pack"] = {**document["pack"], **changes}
    document["sha256"] = hashlib.sha256(canonical(document["pack"])).hexdigest()
    return canonical(document)


def test_a_pack_knows_where_it_belongs_and_holds_no_name(demo_store: Store) -> None:
    pack = demo_pack(demo_store)
    assert pack.client == "Larkfield Logistics"
    assert len(pack.questions) == 38, "what an executive is asked"
    assert all(len(each.options) == 5 for each in pack.questions)
    assert len(pack.before) == len(pack.answers) > 0
    text = pack_bytes(pack).decode()
    assert text.startswith('{"format":"sre-workbench/answers","pack":{')
    assert '"name"' not in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Anna Berg, Head of Depots", "Head of Depots"),
        ("Anna Berg", ""),
        ("Field Engineer", "Field Engineer"),
        ("Assistant to Bert Claes", "Assistant to CEO"),
    ],
)
def test_nobody_reads_their_role_title_twice_or_as_a_colleagues(
    demo_store: Store, typed: str, shown: str
) -> None:
    first, second = (each.id for each in book_of(demo_store).respondents[:2])
    perform(demo_store, respondents.change(second, name="Bert Claes", role_title="CEO"))
    perform(demo_store, respondents.change(first, name="Anna Berg", role_title=typed))
    assert demo_pack(demo_store).role_title == shown


def test_a_role_title_with_a_name_is_not_said_where_nothing_is_asked(demo_store: Store) -> None:
    first = book_of(demo_store).respondents[0].id
    perform(demo_store, respondents.change(first, name="Anna Berg", role_title="Anna Berg, CTO"))
    asked = tuple(each.id for each in book_of(demo_store).pack.questions if Role.EXECUTIVE not in each.roles)
    own = ScopeKind.OWN
    perform(demo_store, assessments.change(demo.ASSESSMENT_ID, scope=own, questions=asked[:1]))
    with pytest.raises(ValueError, match="Nothing is asked of 'CTO'"):
        demo_pack(demo_store)


@given(data=st.data())
@settings(max_examples=40)
def test_out_and_back_to_the_letter(pack: AnswerPack, data: st.DataObject) -> None:
    some = data.draw(filled(pack))
    assert read_pack(pack_bytes(some)) == some


def test_locked_and_opened_again(pack: AnswerPack) -> None:
    data = pack_bytes(pack, PASSPHRASE)
    assert is_pack(data)
    assert b"Larkfield" not in data
    assert read_pack(data, PASSPHRASE) == pack
    assert data != pack_bytes(pack, PASSPHRASE), "salt and nonce are new each time"
    assert "it is locked. Give the passphrase" in refused(data)
    assert "does not open with this passphrase" in refused(data, "other words entirely")
    with pytest.raises(AnswerFileError, match="at least 8 letters"):
        pack_bytes(pack, "short")


def test_accents_open_it_however_they_are_typed(pack: AnswerPack) -> None:
    data = pack_bytes(pack, "caf\N{LATIN SMALL LETTER E WITH ACUTE} au lait")
    assert read_pack(data, "cafe\N{COMBINING ACUTE ACCENT} au lait") == pack


@given(data=st.data())
@settings(max_examples=25)
def test_a_bit_changed_anywhere_in_a_locked_file_is_found(pack: AnswerPack, data: st.DataObject) -> None:
    sealed = bytearray(pack_bytes(pack, PASSPHRASE))
    # The beginning holds the mark and the header, all of which is proved.
    at = data.draw(st.integers(0, 260) | st.integers(0, len(sealed) - 1))
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    refused(bytes(sealed), PASSPHRASE)


@given(data=st.data())
@settings(max_examples=60)
def test_a_bit_changed_in_an_open_file_is_found_or_says_the_same(
    pack: AnswerPack, data: st.DataObject
) -> None:
    some = bytearray(pack_bytes(pack))
    some[data.draw(st.integers(0, len(some) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = read_pack(bytes(some))
    except AnswerFileError:
        return
    assert found == pack


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_rubbish_is_refused_in_a_sentence(data: bytes) -> None:
    assert refused(data).endswith(".")


def test_cut_short(pack: AnswerPack) -> None:
    data = pack_bytes(pack)
    for end in (0, 1, 40, len(data) // 2, len(data) - 1):
        assert "Ask for the file again" in refused(data[:end])
    sealed = pack_bytes(pack, PASSPHRASE)
    for end in (25, 100, 250, len(sealed) - 1):
        refused(sealed[:end], PASSPHRASE)


def test_wrong_and_hostile_files(pack: AnswerPack) -> None:
    document = document_of(pack)
    assert "another version of the program (format 2" in refused(canonical({**document, "version": 2}))
    assert "no answer pack of this program" in refused(b'{"format": "sre-workbench/assessment"}')
    assert "no answer pack of this program" in refused(b"[1, 2]")
    assert "changed by another program" in refused(canonical({**document, "more": 1}))
    assert "damaged on its way, or changed by hand" in refused(
        pack_bytes(pack).replace(b"Larkfield", b"Larkfiend")
    )
    assert "cut short or changed" in refused(b'{"format":"sre-workbench/answers","pack":' + b"[" * 100_000)
    assert "cut short or changed" in refused(b'{"format":"sre-workbench/answers","version":NaN}')
    assert "not in UTF-8" in refused(pack_bytes(pack).replace(b"Larkfield", b"L\xe4rkfield"))
    assert "larger than 20 MB" in refused(b" " * 20_000_001)
    assert "'client': text is needed, not a whole number" in refused(resealed(document_of(pack), client=5))
    assert "'role': one of" in refused(resealed(document_of(pack), role="king"))
    assert "'extra' is not known here" in refused(resealed(document_of(pack), extra=1))
    answer = {"question": pack.questions[0].id, "state": "rated", "value": 7}
    assert "An answer must be a whole number from 1 to 5, not 7" in refused(
        resealed(document_of(pack), answers=[answer])
    )
    twice = [{**answer, "value": 1}] * 2
    assert "answered twice" in refused(resealed(document_of(pack), answers=twice))
    assert "belongs to no question" in refused(
        resealed(document_of(pack), answers=[{"question": "NO-SUCH", "state": "dk"}])
    )


def test_a_header_cannot_ask_for_more_than_we_do(pack: AnswerPack) -> None:
    sealed = pack_bytes(pack, PASSPHRASE)
    assert b'"n":32768' in sealed
    assert "damaged" in refused(sealed.replace(b'"n":32768', b'"n":1073741824'), PASSPHRASE)


def test_too_long_and_not_offered_are_left_out_and_the_others_kept(pack: AnswerPack) -> None:
    first, second, third = (each.id for each in pack.questions[:3])
    some = pack.with_answers(
        {
            first: Given(question=first, state=AnswerState.DONT_KNOW, note="x" * 100_000),
            second: Given(question=second, state=AnswerState.RATED, value=3, variant=4),
            third: Given(question=third, state=AnswerState.DONT_KNOW, note="x" * MOST_LETTERS),
        },
        LATER,
    )
    read = checked("pack", some)
    assert [problem.partition(":")[0] for problem in read.problems] == [first, second]
    assert "100,000 letters and the most is 32,767" in read.problems[0]
    assert "does not offer" in read.problems[1]
    said = {each.question for each in read.pack.answers}
    assert third in said
    assert not said & {first, second}


def test_what_went_out_as_it_is_comes_back(pack: AnswerPack) -> None:
    long = Given(question=pack.questions[0].id, note="x" * 100_000)
    import dataclasses

    some = dataclasses.replace(pack, answers=(long,), before={long.question: long.digest})
    assert not checked("pack", some).problems


def test_documents_say_the_same_in_one_way(pack: AnswerPack) -> None:
    assert pack_bytes(pack) == pack_bytes(read_pack(pack_bytes(pack)))
