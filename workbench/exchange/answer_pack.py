"""An answer pack as a file: JSON that proves itself undamaged, or the same locked with a passphrase."""

from __future__ import annotations

from typing import Any

from workbench.domain.answer_pack import AnswerPack
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.envelope import ASK_AGAIN, Envelope
from workbench.exchange.sealed import is_sealed
from workbench.exchange.shapes import ShapeError, object_check
from workbench.storage.codec import from_values, to_values

FORMAT, VERSION = "sre-workbench/answers", 1
SUFFIX = ".sreanswers"
MOST_BYTES = 20_000_000
"""More is no pack of ours: 2,000 questions with their comments are a tenth of it."""
_ENVELOPE = Envelope("answer pack", FORMAT, VERSION, ("pack",), MOST_BYTES)


def document_of(pack: AnswerPack) -> dict[str, Any]:
    """The pack as plain values, with its format, its version and its proof."""
    untyped: Any = pack
    return _ENVELOPE.wrap({"pack": to_values(untyped)})


def pack_bytes(pack: AnswerPack, passphrase: str = "") -> bytes:
    """The whole file; with a passphrase nobody reads it without.

    Raises:
        AnswerFileError: for a passphrase that would protect nothing.
    """
    untyped: Any = pack
    return _ENVELOPE.seal({"pack": to_values(untyped)}, passphrase)


def is_pack(data: bytes) -> bool:
    """Whether this looks like an answer pack, open or locked, whatever its name is."""
    start = data[:300].removeprefix(b"\xef\xbb\xbf").lstrip()
    return is_sealed(data) or (start.startswith(b"{") and FORMAT.encode() in start)


def read_pack(data: bytes, passphrase: str = "") -> AnswerPack:
    """Read a file that `pack_bytes` made, checking everything in it.

    Raises:
        AnswerFileError: when it is no such file, was damaged, or is locked with another passphrase.
    """
    return _built(_ENVELOPE.read(data, passphrase)["pack"])


def pack_from(found: Any) -> AnswerPack:
    """Build a pack from the plain values of `document_of`.

    Raises:
        AnswerFileError: naming the first thing that is not as it must be.
    """
    return _built(_ENVELOPE.check(found)["pack"])


def _built(values: Any) -> AnswerPack:
    try:
        object_check(AnswerPack)(values, "the pack")
        untyped: Any = AnswerPack
        pack: AnswerPack = from_values(untyped, values)
    except ShapeError as problem:
        raise AnswerFileError(
            f"it is no answer pack as this program writes it ({problem}) {ASK_AGAIN}."
        ) from None
    except (ValueError, TypeError) as problem:
        raise AnswerFileError(f"it cannot be taken: {problem} {ASK_AGAIN}.") from None
    return pack
