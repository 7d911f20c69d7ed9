"""Everything a file says, however it is packed: parts of archives, streams, names of fields, bookmarks, metadata."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)


def said_in(data: bytes) -> Iterator[str]:
    """All of it as text, in every encoding that could hide a word."""
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        yield data.decode(code, "ignore")
        yield data[1:].decode(code, "ignore") if code != "utf-8" else ""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment.decode("utf-8", "ignore")
            for each in archive.infolist():
                yield f"{each.filename} {each.comment!r} {each.extra!r}"
                yield from said_in(archive.read(each))
    elif data.startswith(b"%PDF"):
        yield from _said_in_pdf(data)


def _said_in_pdf(data: bytes) -> Iterator[str]:
    reader: Any = PdfReader(io.BytesIO(data))
    yield f"{reader.metadata} {reader.xmp_metadata} {reader.outline} {reader.named_destinations} {reader.attachments}"
    for page in reader.pages:
        yield page.extract_text()
    for generation in reader.xref:
        for number in reader.xref[generation]:
            yield from _of(reader.get_object(number))
    for number in reader.xref_objStm:
        yield from _of(reader.get_object(number))


def _of(value: Any, depth: int = 0) -> Iterator[str]:
    if depth > 20:
        return
    if isinstance(value, StreamObject):
        raw = value.get_data()
        yield (raw if isinstance(raw, bytes) else str(raw).encode()).decode("latin-1")
    if isinstance(value, DictionaryObject):
        for key, each in value.items():
            yield str(key)
            yield from _of(each, depth + 1)
    elif isinstance(value, ArrayObject):
        for each in value:
            yield from _of(each, depth + 1)
    elif isinstance(value, (TextStringObject, NameObject)):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode("utf-16-be", "ignore")
        yield value.decode("latin-1")


def found_in(data: bytes, words: Iterable[str]) -> set[str]:
    """Which of some words a file says, in any case, also with its spaces lost."""
    wanted = [each.casefold() for each in words]
    found: set[str] = set()
    for said in said_in(data):
        folded = said.casefold()
        squeezed = "".join(folded.split())
        found |= {each for each in wanted if each in folded or "".join(each.split()) in squeezed}
    return found
