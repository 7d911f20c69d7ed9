"""Bytes under a passphrase: a key from scrypt (RFC 7914), AES-256-GCM (NIST SP 800-38D), the header proved as well."""

from __future__ import annotations

import json
import os
import unicodedata
from typing import Any

from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
from workbench.exchange.strict_json import read_json

LEAST = 8
"""How many letters a passphrase has at least."""
_MARK = b"sre-workbench/sealed/1 "
_N, _R, _P = 2**15, 8, 1
_LONGEST_HEADER = 500
_HEADER: dict[str, Any] = {"kdf": "scrypt", "n": _N, "r": _R, "p": _P, "cipher": "aes-256-gcm"}
_SALT, _NONCE, _TAG = 16, 12, 16


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that would protect nothing.

    Raises:
        AnswerFileError: for one that is too short.
    """
    if len(passphrase.strip()) < LEAST:
        raise AnswerFileError(
            f"A passphrase has at least {LEAST} letters; four words that do not belong together are good."
        )


def is_sealed(data: bytes) -> bool:
    """Whether this was locked by `seal`."""
    return data.startswith(_MARK)


def _key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # only a locked file needs it

    # One person types an accent as one sign, another system as two.
    said = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "replace")
    return Scrypt(salt=salt, length=32, n=_N, r=_R, p=_P).derive(said)


def seal(data: bytes, passphrase: str) -> bytes:
    """Lock bytes: a line that says how, then what nobody reads or changes without the passphrase.

    Raises:
        AnswerFileError: for a passphrase that would protect nothing.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    check_passphrase(passphrase)
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    said = json.dumps({**_HEADER, "salt": salt.hex(), "nonce": nonce.hex()}, separators=(",", ":"))
    header = _MARK + said.encode() + b"\n"
    return header + AESGCM(_key(passphrase, salt)).encrypt(nonce, data, header)


def unseal(data: bytes, passphrase: str) -> bytes:
    """Unlock what `seal` locked.

    Raises:
        AnswerFileLocked: without a passphrase, with the wrong one, or when a single bit was changed.
        AnswerFileError: when it was not written by `seal`.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    line, end, body = data[:_LONGEST_HEADER].partition(b"\n")
    damaged = AnswerFileError("it was damaged on its way. Ask for the file again.")
    try:
        header: Any = read_json(line[len(_MARK) :])
        salt, nonce = bytes.fromhex(header.pop("salt")), bytes.fromhex(header.pop("nonce"))
    except (ValueError, AttributeError, KeyError, TypeError):
        raise damaged from None
    body = data[len(line) + 1 :]
    # Only the costs we write ourselves: a file must not say how much of this machine it takes.
    if not end or header != _HEADER or len(salt) != _SALT or len(nonce) != _NONCE or len(body) < _TAG:
        raise damaged
    if not passphrase:
        raise AnswerFileLocked("it is locked. Give the passphrase it was saved with.")
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, body, line + b"\n")
    except InvalidTag:
        raise AnswerFileLocked(
            "it does not open with this passphrase, or was damaged. Type the passphrase again, or ask for the file again."
        ) from None
