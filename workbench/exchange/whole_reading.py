"""An exported assessment, read back: everything in the file is checked before anything is built from it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from workbench.content.loader import checked_pack
from workbench.content.yaml_tree import PackError
from workbench.domain.assessment import Assessment, EvidenceItem, EvidenceKind, StoredPack, Workspace
from workbench.domain.entity import Entity
from workbench.domain.snapshot import Snapshot
from workbench.domain.text import short
from workbench.exchange.door import WHOLE, NotRead, ask
from workbench.exchange.shapes import ShapeError, object_check
from workbench.exchange.strict_json import JsonError, read_json
from workbench.exchange.whole import FORMAT, OF_WORKSPACE, OWNED, STORED, VERSION, Whole
from workbench.storage.codec import from_values
from workbench.storage.kinds import BOOK_KINDS, TABLES, refers_to, unique_together

MOST_BYTES = 500_000_000
"""More is no export of ours: a workspace keeps 200 MB of files. Whoever reads one holds it to that."""
_LONGEST_ID = 200
_KEYS = (
    "format",
    "version",
    "program",
    "notice",
    "pack",
    "workspace",
    "assessment",
    "packs",
    "earlier_packs",
    "rows",
    "files",
)
_OF_PACK = ("id", "version", "title", "hash", "source")


class WholeError(ValueError):
    """A file cannot be taken in as an assessment; says where and why, and what to do."""


def read_whole(path: Path) -> Whole:
    """Read a file that `dump` made, checking everything in it, in a process of its own and once more here.

    Raises:
        WholeError: when it cannot be read or is no such file.
    """
    try:
        # In the order of the file: what it lists as named things is kept in it.
        return parse(json.dumps(ask(WHOLE, path).get("whole"), ensure_ascii=False).encode(), path.name)
    except NotRead as problem:
        raise WholeError(str(problem)) from None


def parse(data: bytes, name: str) -> Whole:
    """Read bytes that `dump` made; `name` is what the file is called.

    Raises:
        WholeError: with one sentence that says where it is wrong.
    """
    try:
        return _Reader(_values(data)).whole()
    except ShapeError as problem:
        raise WholeError(
            f"'{name}' was not taken in. {problem} Nothing was changed; export the assessment anew and try that file."
        ) from problem


def _values(data: bytes) -> dict[str, Any]:
    value = _json(data)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ShapeError(f"It does not say that it is an exported assessment ('format' is not '{FORMAT}').")
    return value


def _json(data: bytes) -> Any:
    try:
        return read_json(data)
    except JsonError as problem:
        raise ShapeError(str(problem)) from None


class _Reader:
    """Goes through the parts of a file, of which nothing is believed."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content
        version = content.get("version")
        if type(version) is not int or version < 1:
            raise ShapeError("'version': 1 is needed.")
        if version > VERSION:
            raise ShapeError(
                f"It was written by a newer program (version {version}, this one knows {VERSION}); install that to take it in."
            )
        missing = [key for key in _KEYS if key not in content]
        if missing:
            raise ShapeError(f"'{missing[0]}' is missing.")
        unknown = [key for key in content if key not in _KEYS]
        if unknown:
            raise ShapeError(f"'{short(unknown[0], 40)}' is not known here.")

    def whole(self) -> Whole:
        """Everything in the file."""
        content = self._content
        workspace = built(Workspace, content["workspace"], "The workspace", OF_WORKSPACE, {"id": "file"})
        assessment = built(Assessment, content["assessment"], "The assessment", STORED, {})
        _check_id(assessment.id, "The assessment")
        packs, earlier = self._packs(), self._earlier()
        for key, where in (
            (assessment.pack, "The assessment"),
            *((each, "'earlier_packs'") for each in earlier),
        ):
            if key not in packs:
                raise ShapeError(f"{where}: the content pack '{short(key, 20)}' is not among 'packs'.")
        entities = tuple(self._entities(assessment))
        files = self._files()
        used = set(_files_of(entities, files, packs))
        return Whole(
            workspace,
            assessment,
            entities,
            tuple(packs.values()),
            earlier,
            {key: data for key, data in files.items() if key in used},
        )

    def _earlier(self) -> tuple[str, ...]:
        listed = self._content["earlier_packs"]
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise ShapeError("'earlier_packs': a list of texts is needed.")
        return tuple(listed)

    def _packs(self) -> dict[str, StoredPack]:
        listed = self._content["packs"]
        if not isinstance(listed, list):
            raise ShapeError("'packs': a list is needed.")
        found: dict[str, StoredPack] = {}
        for number, each in enumerate(listed, 1):
            where = f"'packs', entry {number}"
            fits = isinstance(each, dict) and all(isinstance(each.get(key), str) for key in _OF_PACK)
            if not fits or len(each) != len(_OF_PACK):
                raise ShapeError(f"{where}: an object with the texts {', '.join(_OF_PACK)} is needed.")
            try:
                pack = checked_pack(each["source"], where)
            except PackError as problem:
                raise ShapeError(str(problem)) from None
            if pack.content_hash != each["hash"] or (pack.id, pack.version) != (each["id"], each["version"]):
                raise ShapeError(f"{where}: it is not the pack that its hash, id and version name.")
            found[pack.content_hash] = StoredPack(
                id=pack.content_hash,
                pack_id=pack.id,
                pack_version=pack.version,
                title=pack.title,
                source=each["source"],
            )
        return found

    def _entities(self, assessment: Assessment) -> Iterator[Entity]:
        rows = self._content["rows"]
        if not isinstance(rows, dict):
            raise ShapeError("'rows': an object is needed.")
        unknown = set(rows) - {TABLES[kind].name for kind in BOOK_KINDS}
        if unknown:
            raise ShapeError(f"'rows': '{short(min(unknown), 40)}' is not known here.")
        there: dict[type[Entity], Collection[str]] = {Assessment: {assessment.id}}
        for kind in BOOK_KINDS:
            table = TABLES[kind].name
            listed = rows.get(table, [])
            if not isinstance(listed, list):
                raise ShapeError(f"'rows', '{table}': a list is needed.")
            owner = {"assessment": assessment.id} if "assessment" in TABLES[kind].c else {}
            found: list[Entity] = []
            for number, row in enumerate(listed, 1):
                where = f"'{table}', entry {number}"
                found.append(built(kind, row, where, OWNED, owner))
                _check_id(found[-1].id, where)
            there[kind] = {each.id for each in found}
            _check_links(kind, found, there)
            yield from found

    def _files(self) -> dict[str, bytes]:
        listed = self._content["files"]
        if not isinstance(listed, dict):
            raise ShapeError("'files': an object is needed.")
        found: dict[str, bytes] = {}
        for key, text in listed.items():
            where = f"'files', '{short(key, 20)}'"
            if not isinstance(text, str):
                raise ShapeError(f"{where}: text in base64 is needed.")
            try:
                data = base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError):
                raise ShapeError(f"{where}: text in base64 is needed.") from None
            if hashlib.sha256(data).hexdigest() != key:
                raise ShapeError(f"{where}: the file is not the one that its SHA-256 names.")
            found[key] = data
        return found


@cache
def _check(kind: type[Any], without: frozenset[str], open_ended: bool = False) -> Callable[[Any, str], None]:
    return object_check(kind, without, open_ended=open_ended)


def built(kind: type[Any], row: Any, where: str, without: frozenset[str], more: Mapping[str, str]) -> Any:
    """Build an entry of a row; `without` are fields the file does not have, and `more` those it gets.

    Raises:
        ShapeError: when it has not the shape, or a value lies outside its scale.
    """
    _check(kind, without)(row, where)
    return _made(kind, {**row, **more}, where)


def _made(kind: type[Any], values: Mapping[str, Any], where: str) -> Any:
    try:
        return from_values(kind, values)
    except ValueError as problem:
        raise ShapeError(f"{where}: {problem}") from None


def _check_id(entry: str, where: str) -> None:
    if not 0 < len(entry) <= _LONGEST_ID or not entry.isprintable():
        raise ShapeError(f"{where}, 'id': text of 1 to {_LONGEST_ID} visible letters is needed.")


def _check_links(
    kind: type[Entity], found: Iterable[Entity], there: Mapping[type[Entity], Collection[str]]
) -> None:
    """Refuse what stands twice, and what hangs on an entry that is not in the file."""
    # The pack of a snapshot is looked for with its content.
    links = {name: of for name, of in refers_to(kind).items() if of is not StoredPack}
    alone = unique_together(kind)
    seen: set[tuple[object, ...]] = set()
    for number, each in enumerate(found, 1):
        where = f"'{TABLES[kind].name}', entry {number}"
        for name, of in links.items():
            if getattr(each, name) not in there[of]:
                raise ShapeError(f"{where}, '{name}': the file has no such {TABLES[of].name}.")
        for names in alone:
            key = (names, *(getattr(each, name) for name in names))
            if key in seen:
                shown = " and ".join(f"'{name}'" for name in names if name != "assessment")
                raise ShapeError(f"{where}: an entry before it has the same {shown or 'assessment'}.")
            seen.add(key)


def _files_of(
    entities: Iterable[Entity], files: Mapping[str, bytes], packs: Mapping[str, StoredPack]
) -> Iterator[str]:
    """The files that entries name, each of which must be there; what a snapshot froze must be readable."""
    for each in entities:
        if isinstance(each, EvidenceItem) and each.kind is EvidenceKind.FILE:
            if each.sha256 not in files:
                raise ShapeError(f"'files': the file '{short(each.title, 40)}' is missing.")
            yield each.sha256
        elif isinstance(each, Snapshot):
            where = f"Snapshot {each.number}"
            if each.sha256 not in files:
                raise ShapeError(f"'files': what {where[:1].lower()}{where[1:]} froze is missing.")
            if each.pack not in packs:
                raise ShapeError(f"{where}: its content pack is not among 'packs'.")
            _check_frozen(files[each.sha256], where)
            yield each.sha256


def _check_frozen(data: bytes, where: str) -> None:
    """Refuse a snapshot that could not be opened."""
    content = _json(data)
    if not isinstance(content, dict) or not isinstance(content.get("rows"), dict):
        raise ShapeError(f"{where}: what it froze is no assessment.")
    for kind, key in ((Workspace, "workspace"), (Assessment, "assessment")):
        _check(kind, frozenset(), open_ended=True)(content.get(key), f"{where}, '{key}'")
        _made(kind, content[key], f"{where}, '{key}'")
    for kind in BOOK_KINDS:
        table = TABLES[kind].name
        listed = content["rows"].get(table, [])
        if not isinstance(listed, list):
            raise ShapeError(f"{where}, '{table}': a list is needed.")
        for number, row in enumerate(listed, 1):
            place = f"{where}, '{table}', entry {number}"
            _check(kind, frozenset(), open_ended=True)(row, place)
            _made(kind, row, place)
