"""The code that unlocks the program after a respondent had it: kept as a hash, so that the file does not tell it."""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata

from workbench.domain.entity import require

LEAST = 4
"""How many characters a code has at least: it keeps curious eyes out, and encrypts nothing."""
_KIND, _N, _R, _P, _SALT, _LENGTH = "scrypt", 2**15, 8, 1, 16, 32
_MEMORY = 64 << 20


def check_code(code: str) -> None:
    """Refuse a code that anybody would guess.

    Raises:
        ValueError: for one that is too short.
    """
    require(len(code.strip()) >= LEAST, f"A code has at least {LEAST} characters.")


def _key(code: str, salt: bytes) -> bytes:
    # One keyboard types an accent as one sign, another as two; space at the ends is seen by nobody.
    said = unicodedata.normalize("NFKC", code.strip()).encode("utf-8", "replace")
    return hashlib.scrypt(said, salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY, dklen=_LENGTH)


def hashed(code: str) -> str:
    """The code as it is kept: scrypt (RFC 7914) with a salt of its own; it takes about a tenth of a second.

    Raises:
        ValueError: for a code that is too short.
    """
    check_code(code)
    salt = os.urandom(_SALT)
    return f"{_KIND}${_N}${_R}${_P}${salt.hex()}${_key(code, salt).hex()}"


def opens(kept: str, code: str) -> bool:
    """Whether this is the code that was kept; nothing opens what `hashed` did not write."""
    try:
        kind, n, r, p, salt, key = kept.split("$")
        # Only the costs we write ourselves: a file must not say how much of this machine it takes.
        if (kind, n, r, p) != (_KIND, str(_N), str(_R), str(_P)):
            return False
        return hmac.compare_digest(_key(code, bytes.fromhex(salt)), bytes.fromhex(key))
    except ValueError:
        return False
