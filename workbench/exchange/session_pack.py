"""A session pack: what another room takes along, as one file, and the same file on its way back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from workbench.domain.text import short
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_pack import canonical
from workbench.exchange.sealed import is_sealed, seal, unseal
from workbench.exchange.session_mark import FORMAT, MOST_BYTES, SUFFIX, VERSION, is_session
from workbench.exchange.whole import Whole, dump
from workbench.exchange.whole_reading import WholeError, parse

__all__ = ["SUFFIX", "Origin", "SessionPack", "is_session", "read_session", "session_bytes"]

_KEYS = {"format", "version", "sha256", "origin", "whole"}
_ASK_AGAIN = "Ask for the file again"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a session pack came from, and when: ids, and the line of history it was made after.

    `seq` and `batch` are what `Unit.mark` gave; `back` says that it is on its way back.
    """

    workspace: str
    assessment: str
    capabilities: tuple[str, ...]
    meeting: str
    at: str
    seq: int
    batch: str
    back: bool = False

    def as_texts(self) -> dict[str, str]:
        """As a workspace keeps it."""
        return {
            "workspace": self.workspace,
            "assessment": self.assessment,
            "capabilities": " ".join(self.capabilities),
            "meeting": self.meeting,
            "at": self.at,
            "seq": str(self.seq),
            "batch": self.batch,
            "back": "yes" if self.back else "",
        }

    @classmethod
    def of(cls, texts: object) -> Origin:
        """The reverse of `as_texts`.

        Raises:
            ValueError: when something is missing or is no text.
        """
        if not isinstance(texts, dict):
            raise ValueError("The origin is no object.")
        said: dict[Any, Any] = dict(texts)  # pyright: ignore[reportUnknownArgumentType]
        names = ("workspace", "assessment", "capabilities", "meeting", "at", "seq", "batch", "back")
        if set(said) != set(names) or not all(
            isinstance(each, str) and len(each) < 10_000 for each in said.values()
        ):
            raise ValueError("The origin lacks a text.")
        if not (said["seq"].isascii() and said["seq"].isdigit() and len(said["seq"]) < 16):
            raise ValueError("The origin names no line of history.")
        return cls(
            said["workspace"],
            said["assessment"],
            tuple(said["capabilities"].split()),
            said["meeting"],
            said["at"],
            int(said["seq"]),
            said["batch"],
            said["back"] == "yes",
        )


@dataclass(frozen=True, slots=True)
class SessionPack:
    """What goes to another room and comes back: its origin, and an assessment narrowed to what that room talks about."""

    origin: Origin
    whole: Whole


def session_bytes(pack: SessionPack, passphrase: str = "") -> bytes:
    """The whole file; with a passphrase nobody reads it without.

    Raises:
        AnswerFileError: for a passphrase that would protect nothing.
    """
    content = {"origin": pack.origin.as_texts(), "whole": json.loads(dump(pack.whole))}
    proof = hashlib.sha256(canonical(content)).hexdigest()
    data = canonical({"format": FORMAT, "version": VERSION, "sha256": proof, **content})
    return seal(data, passphrase) if passphrase else data


def read_session(data: bytes, passphrase: str = "") -> SessionPack:
    """Read a file that `session_bytes` made, checking everything in it.

    Raises:
        AnswerFileError: when it is no such file, was damaged, or is locked with another passphrase.
    """
    if len(data) > MOST_BYTES:
        raise AnswerFileError(f"it is larger than {MOST_BYTES // 1_000_000} MB; that is no session pack.")
    if is_sealed(data):
        data = unseal(data, passphrase)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise AnswerFileError(f"it was cut short or changed. {_ASK_AGAIN}.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise AnswerFileError("it is no session pack of this program. Choose the file that was sent.")
    if type(found.get("version")) is not int or found["version"] != VERSION:
        raise AnswerFileError(
            f"it was written by another version of the program (format {short(str(found.get('version')), 20)}, "
            f"this one reads {VERSION}). Update the older of the two and save it again."
        )
    if set(found) != _KEYS:
        raise AnswerFileError(f"it was changed by another program. {_ASK_AGAIN}.")
    try:
        proof = hashlib.sha256(canonical({key: found[key] for key in ("origin", "whole")})).hexdigest()
    except (ValueError, RecursionError):
        # Half a surrogate pair, which JSON can name and no text can hold.
        proof = ""
    if proof != found["sha256"]:
        raise AnswerFileError(f"it was damaged on its way, or changed by hand. {_ASK_AGAIN}.")
    try:
        return SessionPack(Origin.of(found["origin"]), parse(canonical(found["whole"]), "the session"))
    except (WholeError, ValueError) as problem:
        raise AnswerFileError(f"it cannot be taken: {problem} {_ASK_AGAIN}.") from None
