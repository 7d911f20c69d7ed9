"""Evidence behind an answer: links, and files copied into the workspace."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from workbench.actions.edit import Edit
from workbench.actions.entries import remove
from workbench.domain.assessment import EvidenceItem, EvidenceKind
from workbench.domain.entity import new_id
from workbench.storage.store import Store
from workbench.storage.unit import Unit

MEGABYTE = 1_000_000
MOST_PER_FILE = 10 * MEGABYTE
MOST_IN_ALL = 200 * MEGABYTE


class EvidenceRefused(ValueError):
    """A file or link cannot be taken as evidence; the text says why and what to do."""


def add_link(respondent: str, question: str, url: str, title: str = "") -> Edit:
    """Add a link.

    Raises:
        EvidenceRefused: when it is no web or file-share address.
    """
    address = url.strip()
    if not address.lower().startswith(("http://", "https://")):
        raise EvidenceRefused("A link begins with http:// or https://. To keep a file, choose it instead.")
    item = EvidenceItem(
        id=new_id(),
        respondent=respondent,
        question=question,
        kind=EvidenceKind.LINK,
        title=title.strip() or address,
        url=address,
    )
    return Edit("Add a link", lambda unit: _put(unit, item))


def add_file(respondent: str, question: str, path: Path) -> Edit:
    """Copy a file into the workspace.

    Raises:
        EvidenceRefused: when it cannot be read or is larger than 10 MB; the edit itself refuses over 200 MB in all.
    """
    try:
        if not path.is_file():
            raise EvidenceRefused(f"'{path.name}' is no file. Choose a single file.")
        size = path.stat().st_size
        if size > MOST_PER_FILE:
            raise EvidenceRefused(
                f"'{path.name}' has {size / MEGABYTE:.1f} MB; at most 10 MB can be kept. Add a link to it."
            )
        data = path.read_bytes()
    except OSError as error:
        raise EvidenceRefused(f"'{path.name}' cannot be read ({error.strerror}).") from error
    digest = hashlib.sha256(data).hexdigest()
    item = EvidenceItem(
        id=new_id(),
        respondent=respondent,
        question=question,
        kind=EvidenceKind.FILE,
        title=path.name,
        size=len(data),
        sha256=digest,
    )

    def do(unit: Unit) -> None:
        unit.keep_blob(digest, data)
        if unit.blob_bytes() > MOST_IN_ALL:
            raise EvidenceRefused("A workspace keeps at most 200 MB of files. Remove some, or add a link.")
        _put(unit, item)

    return Edit("Add a file", do)


def _put(unit: Unit, item: EvidenceItem) -> None:
    known = unit.all(EvidenceItem, respondent=item.respondent, question=item.question)
    unit.put(replace(item, position=max((each.position for each in known), default=-1) + 1))


def remove_item(item_id: str) -> Edit:
    """Take a link or file away."""
    return remove(EvidenceItem, item_id, "Remove evidence")


def content(store: Store, item: EvidenceItem) -> bytes:
    """The bytes of a kept file, for saving a copy."""
    with store.unit("Save a copy", writes=False) as unit:
        return unit.blob(item.sha256)
