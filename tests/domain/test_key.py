"""The key of a protected workspace: derived as the standard says, kept quiet, and typed off paper with every human mistake."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.key import (
    Key,
    TypoInKey,
    check_passphrase,
    derive,
    looks_like_recovery,
    mark_of,
    new_key,
    read_recovery,
    recovery_lines,
    recovery_text,
    strength_words,
)

SALT = bytes(range(16))
KEYS = st.binary(min_size=32, max_size=32).map(lambda raw: Key(raw, SALT))
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_it_is_derived_as_rfc_8018_says() -> None:
    """PBKDF2 written out: one block of HMAC-SHA-512, taken 256,000 times, is cut to 32 bytes."""
    import hmac

    block = hmac.digest(b"correct horse battery", SALT + b"\0\0\0\1", "sha512")
    total = int.from_bytes(block, "big")
    for _ in range(256_000 - 1):
        block = hmac.digest(b"correct horse battery", block, "sha512")
        total ^= int.from_bytes(block, "big")
    assert derive("correct horse battery", SALT).raw == total.to_bytes(64, "big")[:32]


def test_an_accent_typed_as_one_sign_or_two_gives_the_same_key() -> None:
    assert derive("café noir et lait", SALT) == derive("cafe\u0301 noir et lait", SALT)
    assert derive("Cafe noir et lait", SALT) != derive("cafe noir et lait", SALT)


def test_a_key_shows_nothing_of_itself() -> None:
    key = Key(b"\x41" * 32, SALT)
    for said in (repr(key), str(key), f"{key}", repr([key]), repr({"key": key})):
        assert "A" * 8 not in said
        assert "41" * 8 not in said


def test_a_new_key_has_a_salt_of_its_own() -> None:
    one, other = new_key("correct horse battery"), new_key("correct horse battery")
    assert one.salt != other.salt
    assert one.raw != other.raw


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("", "at least 12"),
        ("eleven char", "at least 12"),
        ("   short     ", "at least 12"),
        ("aaaaaaaaaaaaaaa", "repeats"),
        ("abababababab", "repeats"),
        ("one line\nand another", "one line"),
        ("a nul in\0the midst", "one line"),
    ],
)
def test_what_would_protect_nothing_is_refused(passphrase: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_passphrase(passphrase)
    with pytest.raises(ValueError, match=words):
        new_key(passphrase)


def test_how_good_it_is_is_said_while_it_is_typed() -> None:
    assert strength_words("") == ""
    assert strength_words("abcdef") == "6 of at least 12 characters."
    assert "repeats" in strength_words("aaaaaaaaaaaa")
    assert strength_words("Tr0ub4dor&3xy").startswith("It will do.")
    assert strength_words("otter lamp gravel nine").startswith("Strong")


@given(KEYS)
def test_paper_and_back(key: Key) -> None:
    lines = recovery_lines(key)
    assert len(lines) == 8
    assert all(re.fullmatch(f"[{ALPHABET}]{{4}} [{ALPHABET}]{{4}}", line) for line in lines)
    assert read_recovery(recovery_text(key), SALT) == key
    assert looks_like_recovery(recovery_text(key))


@given(KEYS)
def test_case_blanks_dashes_and_look_alike_letters_do_not_matter(key: Key) -> None:
    typed = recovery_text(key).lower().replace(" ", "-").replace("0", "o").replace("\n", "  ")
    assert read_recovery(typed.replace("1", "l"), SALT) == key
    assert read_recovery(typed.replace("1", "I"), SALT) == key


@given(KEYS, st.integers(0, 63), st.integers(1, 31))
def test_one_wrong_sign_is_told_by_its_line(key: Key, place: int, by: int) -> None:
    signs = list(recovery_text(key).replace(" ", "").replace("\n", ""))
    signs[place] = ALPHABET[(ALPHABET.index(signs[place]) + by) % 32]
    with pytest.raises(TypoInKey, match=f"line {place // 8 + 1} "):
        read_recovery("".join(signs), SALT)


@given(KEYS, st.lists(st.integers(0, 63), min_size=2, max_size=6, unique=True), st.integers(1, 31))
def test_several_wrong_signs_are_never_taken_for_a_key(key: Key, places: list[int], by: int) -> None:
    signs = list(recovery_text(key).replace(" ", "").replace("\n", ""))
    for place in places:
        signs[place] = ALPHABET[(ALPHABET.index(signs[place]) + by) % 32]
    with pytest.raises(TypoInKey):
        read_recovery("".join(signs), SALT)


def test_lines_in_another_order_and_missing_signs_are_told() -> None:
    key = Key(hashlib.sha256(b"some key").digest(), SALT)
    lines = recovery_lines(key)
    swapped = [lines[1], lines[0], *lines[2:]]
    with pytest.raises(TypoInKey, match="line 1"):
        read_recovery("\n".join(swapped), SALT)
    with pytest.raises(TypoInKey, match="64 signs, in 8 lines of 8; this has 63"):
        read_recovery(recovery_text(key)[:-1], SALT)
    with pytest.raises(TypoInKey, match="line 1"):
        read_recovery("U" + recovery_text(key)[1:], SALT)
    assert not looks_like_recovery("correct horse battery staple")


def _wide(text: str) -> str:
    """As an East Asian keyboard types it: letters and figures of full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@given(KEYS, st.sampled_from(("{} {}", "{}. {}", "{}) {}", "{}: {}", "  {}.{}", "{}\t{}", "{} — {}")))
def test_the_numbers_before_the_lines_do_not_matter(key: Key, form: str) -> None:
    numbered = "\n".join(form.format(at, line) for at, line in enumerate(recovery_lines(key), 1))
    assert looks_like_recovery(numbered)
    assert read_recovery(numbered, SALT) == key
    # A field of one line puts blanks where lines ended.
    assert read_recovery(numbered.replace("\n", " "), SALT) == key


@given(KEYS, st.sampled_from("-‐‑‒–—−_.·:|/,;"))
def test_whatever_is_between_the_groups_does_not_matter(key: Key, between: str) -> None:
    typed = recovery_text(key).replace(" ", between).replace("\n", f"{between} ")
    assert read_recovery(typed, SALT) == key
    assert read_recovery(_wide(typed), SALT) == key


@given(KEYS, st.integers(0, 7), st.booleans())
def test_a_line_that_was_left_out_is_named(key: Key, gone: int, numbered: bool) -> None:
    lines = recovery_lines(key)
    if numbered:
        lines = [f"{at} {line}" for at, line in enumerate(lines, 1)]
    del lines[gone]
    with pytest.raises(TypoInKey, match=f"line {gone + 1} .*is missing"):
        read_recovery("\n".join(lines), SALT)
    assert looks_like_recovery("\n".join(lines))


def test_a_secret_is_known_again_by_a_mark_that_holds_nothing_of_the_key() -> None:
    key = derive("otter lamp gravel café", bytes(range(16)))
    mark = mark_of(key)
    sheet = recovery_text(key)
    assert mark.is_of("otter lamp gravel café")
    assert mark.is_of(sheet.lower())
    # One sign of the sheet typed wrong is neither the key nor its passphrase.
    wrong = ("1" if sheet[0] != "1" else "2") + sheet[1:]
    assert not mark.is_of(wrong)
    assert not mark.is_of("otter lamp gravel cafe")
    # The same passphrase gives another key with another salt, and so another mark.
    assert not mark.fits(derive("otter lamp gravel café", bytes(16)))
    assert key.raw not in mark.hash
    assert key.raw.hex() not in repr(mark)
