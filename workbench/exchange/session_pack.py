"""A session pack: what another room takes along, as one file, and the same file on its way back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.envelope import ASK_AGAIN, Envelope, canonical
from workbench.exchange.session_mark import FORMAT, MOST_BYTES, SUFFIX, VERSION, is_session
from workbench.exchange.whole import Whole, dump
from workbench.exchange.whole_reading import WholeError, parse

__all__ = ["SUFFIX", "Origin", "SessionPack", "is_session", "read_session", "session_bytes"]

_ENVELOPE = Envelope("session pack", FORMAT, VERSION, ("origin", "whole"), MOST_BYTES)


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
    return _ENVELOPE.seal(
        {"origin": pack.origin.as_texts(), "whole": json.loads(dump(pack.whole))}, passphrase
    )


def read_session(data: bytes, passphrase: str = "") -> SessionPack:
    """Read a file that `session_bytes` made, checking everything in it.

    Raises:
        AnswerFileError: when it is no such file, was damaged, or is locked with another passphrase.
    """
    found = _ENVELOPE.read(data, passphrase)
    try:
        return SessionPack(Origin.of(found["origin"]), parse(canonical(found["whole"]), "the session"))
    except (WholeError, ValueError) as problem:
        raise AnswerFileError(f"it cannot be taken: {problem} {ASK_AGAIN}.") from None
