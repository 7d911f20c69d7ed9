"""What a snapshot froze, read back: of a content whose hash is right not even that is believed that it is one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast, get_type_hints

from workbench.domain.assessment import Assessment, Workspace
from workbench.domain.entity import Entity
from workbench.storage.codec import from_values, names_of
from workbench.storage.errors import DamagedWorkspace
from workbench.storage.kinds import BOOK_KINDS, TABLES

WRONG = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What values that were never written by us can raise."""

_NAMES = frozenset(TABLES[kind].name for kind in BOOK_KINDS)


@dataclass(frozen=True, slots=True)
class KeptBook:
    """What was frozen: the workspace, the assessment, and its entries in the order of kinds."""

    workspace: Workspace
    assessment: Assessment
    entities: tuple[Entity, ...]


def content_of(data: bytes) -> dict[str, Any]:
    """The content as plain values, each of which can be read as what it says it is.

    Raises:
        DamagedWorkspace: when it is no content of a snapshot.
    """
    try:
        found = json.loads(data)
        book_of(found)
    except (*WRONG, DamagedWorkspace) as error:
        raise _no_content() from error
    return cast("dict[str, Any]", found)


def book_of(content: Mapping[str, Any]) -> KeptBook:
    """The content as entries.

    Raises:
        DamagedWorkspace: when it is no content of a snapshot.
    """
    try:
        rows = content["rows"]
        if not rows.keys() <= _NAMES:
            raise ValueError("rows of a kind that is none")
        return KeptBook(
            _built(Workspace, content["workspace"]),
            _built(Assessment, content["assessment"]),
            tuple(_entities(rows)),
        )
    except WRONG as error:
        raise _no_content() from error


def _no_content() -> DamagedWorkspace:
    return DamagedWorkspace(
        "A snapshot holds something that this program never froze, so it cannot be read. It was left as it is; "
        "remove that snapshot, or open a backup."
    )


def _entities(rows: Mapping[str, Any]) -> Iterator[Entity]:
    # In the order of kinds: answers hang on respondents.
    for kind in BOOK_KINDS:
        for values in rows.get(TABLES[kind].name, ()):
            yield _built(kind, values)


def _built(kind: type[Any], values: Mapping[str, Any]) -> Any:
    texts = _texts(kind)
    if not all(isinstance(values[name], str) for name in texts if name in values):
        raise ValueError("a number where a text must be")
    return from_values(kind, values)


@cache
def _texts(kind: type[Entity]) -> tuple[str, ...]:
    """The fields of a kind that are bare text; a column would make text of what stands there, a frozen line does not."""
    hints = get_type_hints(kind)
    return tuple(name for name in names_of(kind) if hints[name] is str)
