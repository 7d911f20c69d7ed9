"""An answer pack as one line of letters, for the hidden place it has in forms and spreadsheets."""

from __future__ import annotations

import base64
import binascii
import zlib

from workbench.domain.answer_pack import AnswerPack
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_pack import MOST_BYTES, document_of, pack_from
from workbench.exchange.envelope import canonical
from workbench.exchange.strict_json import read_json

_LOST = "what it was sent for was changed by another program. Ask for the file that was sent, filled in and saved."


def folded(pack: AnswerPack) -> str:
    """The pack as letters, digits and three signs."""
    return base64.b64encode(zlib.compress(canonical(document_of(pack)), 9)).decode("ascii")


def unfolded(text: str) -> AnswerPack:
    """The pack that `folded` wrote.

    Raises:
        AnswerFileError: when it was changed, or unfolds to more than any pack.
    """
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode("".join(text.split()), validate=True), MOST_BYTES)
        whole = unpacker.eof
        found = read_json(data) if whole else None
    except (binascii.Error, zlib.error, ValueError):
        raise AnswerFileError(_LOST) from None
    if not whole:
        raise AnswerFileError(_LOST)
    return pack_from(found)
