"""The files respondents get: names without names, locks where they hold, and nothing else overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.packs import NOW, PASSPHRASE, book_of
from workbench.actions import answers, invitations, respondents
from workbench.actions.edit import perform
from workbench.actions.packing import pack_of
from workbench.actions.sending import SUFFIXES, parcel, put
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_files import read_answers
from workbench.storage.store import Store


def test_every_way_brings_the_same_back(demo_store: Store) -> None:
    book = book_of(demo_store)
    who = book.respondents[3]
    answered = pack_of(book, who, NOW)
    for way, suffix in SUFFIXES.items():
        made = parcel(book, who, way, NOW)
        assert made.name.endswith(f"-{who.id[:8]}{suffix}")
        read = read_answers(made.data)
        assert (read.kind, read.problems) == (way, ())
        assert [each.digest for each in read.pack.answers] == [each.digest for each in answered.answers]
        assert read.pack.questions == answered.questions


def test_names_of_other_people_stay_here(demo_store: Store) -> None:
    first, second = book_of(demo_store).respondents[:2]
    perform(demo_store, respondents.change(second.id, name="Wilhelmina Okonkwo"))
    perform(
        demo_store, respondents.change(first.id, role_title="Deputy of Wilhelmina Okonkwo", name="Ada Quist")
    )
    perform(demo_store, answers.set_note(first.id, "SPON-1", "My own words on Okonkwo"))
    book = book_of(demo_store)
    made = parcel(book, book.respondents[0], invitations.PACK, NOW)
    text = made.data.decode()
    assert "Quist" not in text
    assert "okonkwo" not in made.name
    # What the respondent wrote comes back to them as it was.
    assert text.count("Okonkwo") == text.count("My own words on Okonkwo") == 1


def test_only_packs_are_locked(demo_store: Store) -> None:
    book = book_of(demo_store)
    who = book.respondents[0]
    locked = parcel(book, who, invitations.PACK, NOW, passphrase=PASSPHRASE)
    assert read_answers(locked.data, PASSPHRASE).pack == locked.pack
    for way in (invitations.FORM, invitations.SHEET):
        with pytest.raises(ValueError, match="Only an answer pack can be locked"):
            parcel(book, who, way, NOW, passphrase=PASSPHRASE)
    with pytest.raises(ValueError, match="not as 'here'"):
        parcel(book, who, invitations.HERE, NOW)


def test_a_comment_no_cell_takes_is_sent_another_way(demo_store: Store) -> None:
    who = book_of(demo_store).respondents[0]
    perform(demo_store, answers.set_note(who.id, "SPON-1", "x" * 40_000))
    book = book_of(demo_store)
    with pytest.raises(AnswerFileError, match="The comment on SPON-1 is longer than the 32,767 letters"):
        parcel(book, who, invitations.SHEET, NOW)
    for way in (invitations.PACK, invitations.FORM):
        read = read_answers(parcel(book, who, way, NOW).data)
        given = read.pack.given("SPON-1")
        assert given is not None
        assert len(given.note) == 40_000


def test_nothing_is_overwritten(demo_store: Store, tmp_path: Path) -> None:
    book = book_of(demo_store)
    data = parcel(book, book.respondents[0], invitations.PACK, NOW).data
    path = tmp_path / "one.sreanswers"
    path.touch()
    put(path, data)
    assert path.read_bytes() == data
    with pytest.raises(AnswerFileError, match="may hold answers; it was left as it is"):
        put(path, b"another")
    assert path.read_bytes() == data
    with pytest.raises(AnswerFileError, match="may hold answers"):
        put(tmp_path, data)
    with pytest.raises(AnswerFileError, match="cannot be written"):
        put(tmp_path / "none" / "x", data)
