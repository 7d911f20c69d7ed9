"""The key of a protected workspace: made from a passphrase, printed for a safe, and read back from paper.

It is derived just as SQLCipher 4 does it by itself, so that any tool for SQLCipher opens a workspace with its passphrase.
On paper it is 64 signs of Crockford's base 32 in eight lines. Each line ends with a check sign, so that a typo can be told
by its line, and all of it holds three bytes of a hash, so that nothing wrong is ever taken for right.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from workbench.domain.entity import require

LEAST = 12
"""How many characters a passphrase has at least."""
LEAST_DIFFERENT = 6
"""How many different ones are among them at least."""
ROUNDS = 256_000
KEY_BYTES, SALT_BYTES = 32, 16
LINES, GROUPS, SIGNS = 8, 2, 4
"""How a recovery key is printed: lines, groups in a line, signs in a group."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PROOF = 3
_DATA = GROUPS * SIGNS - 1
_LENGTH = LINES * GROUPS * SIGNS


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """32 bytes that open one workspace, and the 16 that its file begins with; neither is ever shown."""

    raw: bytes
    salt: bytes

    def __repr__(self) -> str:
        return "Key(…)"


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """By what a secret is known again without the key: a salt, and a hash that no key can be had from."""

    salt: bytes
    hash: bytes

    def is_of(self, secret: str) -> bool:
        """Whether a passphrase, or a recovery key off its sheet, gives the key this was made of; takes a fifth of a second."""
        if looks_like_recovery(secret):
            with suppress(TypoInKey):
                if self.fits(read_recovery(secret, self.salt)):
                    return True
        return self.fits(derive(secret, self.salt))

    def fits(self, key: Key) -> bool:
        """Whether this was made of a key."""
        return hmac.compare_digest(mark_of(key).hash, self.hash)


class TypoInKey(ValueError):
    """A recovery key was not typed as it was printed; the text says where."""


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that would protect nothing.

    Raises:
        ValueError: for one that is too short, repeats itself, or holds a sign that no keyboard has.
    """
    said = _composed(passphrase)
    require(
        len(said.strip()) >= LEAST,
        f"A passphrase has at least {LEAST} characters; four words that do not belong together are good.",
    )
    require(said.isprintable(), "A passphrase is one line of signs that can be typed.")
    require(
        len(set(said.casefold())) >= LEAST_DIFFERENT,
        "This passphrase repeats a few signs; take four words that do not belong together.",
    )


def strength_words(passphrase: str) -> str:
    """How good a passphrase is, while it is typed; '' for none."""
    if not passphrase:
        return ""
    try:
        check_passphrase(passphrase)
    except ValueError as problem:
        count = len(_composed(passphrase).strip())
        return f"{count} of at least {LEAST} characters." if count < LEAST else str(problem)
    words = [each for each in passphrase.split() if len(each) > 2]
    if len(words) >= 4 or len(passphrase) >= 20:
        return "Strong, as long as it is nobody's saying and in no book."
    return "It will do. Four words that do not belong together are harder to guess."


def derive(passphrase: str, salt: bytes) -> Key:
    """The key a passphrase gives with a file's salt: PBKDF2 with HMAC-SHA-512 (RFC 8018); takes a fifth of a second."""
    # A lone surrogate cannot be typed; where one is given it must not end the program.
    said = _composed(passphrase).encode("utf-8", "replace")
    return Key(hashlib.pbkdf2_hmac("sha512", said, salt, ROUNDS, KEY_BYTES), salt)


def new_key(passphrase: str) -> Key:
    """A key for a file that is made anew, with a salt of its own.

    Raises:
        ValueError: for a passphrase that would protect nothing.
    """
    check_passphrase(passphrase)
    return derive(passphrase, os.urandom(SALT_BYTES))


def mark_of(key: Key) -> Mark:
    """What is kept of a key that is forgotten, to know its secret again."""
    return Mark(key.salt, hashlib.sha256(b"sre-workbench mark/1 " + key.salt + key.raw).digest())


def _composed(passphrase: str) -> str:
    # One keyboard types an accent as one sign, another as two.
    return unicodedata.normalize("NFC", passphrase)


# On paper


def recovery_lines(key: Key) -> list[str]:
    """A key as it is printed: eight lines of two groups of four signs."""
    number = int.from_bytes(key.raw + _proof(key.raw), "big")
    count = LINES * _DATA
    signs = [_ALPHABET[number >> 5 * (count - 1 - at) & 31] for at in range(count)]
    lines: list[str] = []
    for at in range(LINES):
        line = "".join(signs[at * _DATA : (at + 1) * _DATA])
        line += _check_sign(line, at)
        lines.append(" ".join(line[i : i + SIGNS] for i in range(0, len(line), SIGNS)))
    return lines


def recovery_text(key: Key) -> str:
    """A key as text, one line below the other."""
    return "\n".join(recovery_lines(key))


def looks_like_recovery(text: str) -> bool:
    """Whether somebody typed this off a recovery sheet, perhaps with typos, rather than a passphrase."""
    said = _signs(text)
    # With the numbers of the lines, or without a line, and some signs too few or too many.
    near = _LENGTH - LINES - SIGNS <= len(said) <= _LENGTH + LINES + SIGNS
    return near and said.isascii() and said.isalnum()


def read_recovery(text: str, salt: bytes) -> Key:
    """The key a recovery sheet says; case, width, the lines' numbers and what stands between signs do not matter, O is read
    as 0, I and L as 1.

    Raises:
        TypoInKey: when it is not one; the sentence names the line with the typo, or that is missing, where that can be told.
    """
    said = _signs(text)
    gone = _missing_line(said)
    if gone:
        raise TypoInKey(
            f"It seems that line {gone} of the recovery key is missing. Compare it with the sheet."
        )
    if len(said) != _LENGTH:
        raise TypoInKey(
            f"A recovery key has {_LENGTH} signs, in {LINES} lines of {GROUPS * SIGNS}; this has {len(said)}. Compare it with the sheet."
        )
    number = 0
    for at in range(LINES):
        line = said[at * (_DATA + 1) : (at + 1) * (_DATA + 1)]
        if set(line) - set(_ALPHABET) or line[-1] != _check_sign(line[:-1], at):
            raise TypoInKey(
                f"There is a typo in line {at + 1} of the recovery key. Compare it with the sheet."
            )
        for sign in line[:-1]:
            number = number << 5 | _ALPHABET.index(sign)
    data = number.to_bytes(KEY_BYTES + _PROOF, "big")
    raw = data[:KEY_BYTES]
    if data[KEY_BYTES:] != _proof(raw):
        raise TypoInKey(
            "This is no recovery key: some line has more than one typo. Compare it with the sheet."
        )
    return Key(raw, salt)


def _signs(text: str) -> str:
    """The signs of a key as somebody typed them, without what stands between, and without the numbers of its lines."""
    typed = unicodedata.normalize("NFKC", text).upper()
    said = "".join(sign for sign in typed if sign.isalnum()).translate(_READ_AS)
    width = _DATA + 2
    numbers = said[::width]
    # Seven where a line was left out.
    numbered = len(said) % width == 0 and len(numbers) in (LINES - 1, LINES)
    if numbered and set(numbers) <= set("12345678") and list(numbers) == sorted(set(numbers)):
        return "".join(said[at + 1 : at + width] for at in range(0, len(said), width))
    return said


def _missing_line(said: str) -> int:
    """Which line of a key was left out, counted from 1, where its check signs tell that; 0 where not."""
    width = _DATA + 1
    if len(said) != _LENGTH - width or set(said) - set(_ALPHABET):
        return 0
    lines = [said[at : at + width] for at in range(0, len(said), width)]
    fits = [
        gone
        for gone in range(LINES)
        if all(line[-1] == _check_sign(line[:-1], at + (at >= gone)) for at, line in enumerate(lines))
    ]
    return fits[0] + 1 if len(fits) == 1 else 0


def _check_sign(line: str, at: int) -> str:
    # Odd weights, so that no other sign in one place gives the same sum.
    total = sum((2 * place + 1) * _ALPHABET.index(sign) for place, sign in enumerate(line))
    return _ALPHABET[(total + at) % 32]


def _proof(raw: bytes) -> bytes:
    return hashlib.sha256(b"sre-workbench recovery key/1 " + raw).digest()[:_PROOF]
