"""What packs that go out and come back have in common: JSON that says what it is and proves itself undamaged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.domain.text import short
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.sealed import is_sealed, seal, unseal
from workbench.exchange.strict_json import JsonError, read_json

ASK_AGAIN = "Ask for the file again"


def canonical(value: Any) -> bytes:
    """JSON with one way to write the same thing, so that a proof over it holds."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Envelope:
    """A kind of pack: what it is called, its format and version, the parts it has, and the most bytes of one.

    The proof is over the part alone where there is one, else over all of them together.
    """

    what: str
    format: str
    version: int
    parts: tuple[str, ...]
    most: int

    def wrap(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The parts with format, version and proof."""
        return {"format": self.format, "version": self.version, "sha256": self._proof(content), **content}

    def seal(self, content: Mapping[str, Any], passphrase: str = "") -> bytes:
        """The whole file; with a passphrase nobody reads it without.

        Raises:
            AnswerFileError: for a passphrase that would protect nothing.
        """
        data = canonical(self.wrap(content))
        return seal(data, passphrase) if passphrase else data

    def read(self, data: bytes, passphrase: str = "") -> dict[str, Any]:
        """The parts of a file that `seal` made.

        Raises:
            AnswerFileError: when it is no such file, was damaged, or is locked with another passphrase.
        """
        if len(data) > self.most:
            raise AnswerFileError(f"it is larger than {self.most // 1_000_000} MB; that is no {self.what}.")
        if is_sealed(data):
            data = unseal(data, passphrase)
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise AnswerFileError(
                f"it is not in UTF-8, so another program changed it. {ASK_AGAIN}, unopened."
            ) from None
        try:
            return self.check(read_json(data))
        except JsonError:
            raise AnswerFileError(f"it was cut short or changed. {ASK_AGAIN}.") from None

    def check(self, found: Any) -> dict[str, Any]:
        """The same of what was read already.

        Raises:
            AnswerFileError: naming the first thing that is not as it must be.
        """
        if not isinstance(found, dict) or found.get("format") != self.format:
            raise AnswerFileError(f"it is no {self.what} of this program. Choose the file that was sent.")
        if type(found.get("version")) is not int or found["version"] != self.version:
            raise AnswerFileError(
                f"it was written by another version of the program (format {short(str(found.get('version')), 20)}, "
                f"this one reads {self.version}). Update the older of the two and save it again."
            )
        if set(found) != {"format", "version", "sha256", *self.parts}:
            raise AnswerFileError(f"it was changed by another program. {ASK_AGAIN}.")
        try:
            proof = self._proof(found)
        except (ValueError, RecursionError):
            # Half a surrogate pair, which JSON can name and no text can hold.
            proof = ""
        if proof != found["sha256"]:
            raise AnswerFileError(f"it was damaged on its way, or changed by hand. {ASK_AGAIN}.")
        return {each: found[each] for each in self.parts}

    def _proof(self, content: Mapping[str, Any]) -> str:
        proved = {each: content[each] for each in self.parts}
        return hashlib.sha256(canonical(proved if len(proved) > 1 else proved[self.parts[0]])).hexdigest()
