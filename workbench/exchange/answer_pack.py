"""An answer pack as a file: JSON that proves itself undamaged, or the same locked with a passphrase."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

from workbench.domain.answer_pack import AnswerPack
from workbench.domain.text import short
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.sealed import is_sealed, seal, unseal
from workbench.exchange.shapes import ShapeError, object_check
from workbench.storage.codec import from_values, to_values

FORMAT, VERSION = "sre-workbench/answers", 1
SUFFIX = ".sreanswers"
MOST_BYTES = 20_000_000
"""More is no pack of ours: 2,000 questions with their comments are a tenth of it."""
_KEYS = {"format", "version", "sha256", "pack"}
_ASK_AGAIN = "Ask for the file again"


def canonical(value: Any) -> bytes:
    """JSON with one way to write the same thing, so that a proof over it holds."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def document_of(pack: AnswerPack) -> dict[str, Any]:
    """The pack as plain values, with its format, its version and its proof."""
    untyped: Any = pack
    values = to_values(untyped)
    proof = hashlib.sha256(canonical(values)).hexdigest()
    return {"format": FORMAT, "version": VERSION, "sha256": proof, "pack": values}


def pack_bytes(pack: AnswerPack, passphrase: str = "") -> bytes:
    """The whole file; with a passphrase nobody reads it without.

    Raises:
        AnswerFileError: for a passphrase that would protect nothing.
    """
    data = canonical(document_of(pack))
    return seal(data, passphrase) if passphrase else data


def is_pack(data: bytes) -> bool:
    """Whether this looks like an answer pack, open or locked, whatever its name is."""
    start = data[:300].removeprefix(b"\xef\xbb\xbf").lstrip()
    return is_sealed(data) or (start.startswith(b"{") and FORMAT.encode() in start)


def read_pack(data: bytes, passphrase: str = "") -> AnswerPack:
    """Read a file that `pack_bytes` made, checking everything in it.

    Raises:
        AnswerFileError: when it is no such file, was damaged, or is locked with another passphrase.
    """
    if len(data) > MOST_BYTES:
        raise AnswerFileError(f"it is larger than {MOST_BYTES // 1_000_000} MB; that is no answer pack.")
    if is_sealed(data):
        data = unseal(data, passphrase)
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise AnswerFileError(
            f"it is not in UTF-8, so another program changed it. {_ASK_AGAIN}, unopened."
        ) from None
    except (ValueError, RecursionError):
        raise AnswerFileError(f"it was cut short or changed. {_ASK_AGAIN}.") from None
    return pack_from(found)


def _no_number(_said: str) -> NoReturn:
    raise ValueError


def pack_from(found: Any) -> AnswerPack:
    """Build a pack from the plain values of `document_of`.

    Raises:
        AnswerFileError: naming the first thing that is not as it must be.
    """
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise AnswerFileError("it is no answer pack of this program. Choose the file that was sent back.")
    if type(found.get("version")) is not int or found["version"] != VERSION:
        raise AnswerFileError(
            f"it was written by another version of the program (format {short(str(found.get('version')), 20)}, "
            f"this one reads {VERSION}). Update the older of the two and save it again."
        )
    if set(found) != _KEYS:
        raise AnswerFileError(f"it was changed by another program. {_ASK_AGAIN}.")
    values = found["pack"]
    try:
        proof = hashlib.sha256(canonical(values)).hexdigest()
    except (ValueError, RecursionError):
        # Half a surrogate pair, which JSON can name and no text can hold.
        proof = ""
    if proof != found["sha256"]:
        raise AnswerFileError(f"it was damaged on its way, or changed by hand. {_ASK_AGAIN}.")
    try:
        object_check(AnswerPack)(values, "the pack")
        untyped: Any = AnswerPack
        pack: AnswerPack = from_values(untyped, values)
    except ShapeError as problem:
        raise AnswerFileError(
            f"it is no answer pack as this program writes it ({problem}) {_ASK_AGAIN}."
        ) from None
    except (ValueError, TypeError) as problem:
        raise AnswerFileError(f"it cannot be taken: {problem} {_ASK_AGAIN}.") from None
    return pack
