"""Who is to be forgotten in a workspace, and what becomes of each thing in it that knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

from workbench.actions import frozen
from workbench.actions.kept_text import blocks
from workbench.analysis.apart import OWN, SHARED, Shared, apart, distinct, shared_by
from workbench.analysis.names import Names, Person
from workbench.analysis.same_person import same_person
from workbench.analysis.spelling import words_of
from workbench.analysis.veil import OURS, PARTS, TEXTS
from workbench.domain.assessment import (
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Respondent,
    StoredPack,
    Workspace,
)
from workbench.domain.entity import Entity
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import Meeting
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.text import short, whole_line
from workbench.storage import rewriting
from workbench.storage.errors import DamagedWorkspace, StorageError
from workbench.storage.kept_books import WRONG, book_of, content_of
from workbench.storage.kinds import BY_NAME, KINDS, TABLES
from workbench.storage.rewriting import Values
from workbench.storage.unit import Unit

FORGOTTEN = "Forgotten person"
_FILE = "A file that was forgotten"
_BEFORE = 60
_LISTED = (Talent, Respondent)
# What a line of history must still say so that it can be read at all.
_BARE: dict[type[Entity], tuple[str, ...]] = {
    Talent: ("id", "version", "assessment", "code", "position"),
    Invitation: ("id", "version", "assessment", "respondent"),
}


class NobodyThere(ValueError):
    """Nobody of this name is, or was, listed in the workspace, and no text or file names them."""


def nobody(name: str) -> NobodyThere:
    """What is said where nobody is found."""
    return NobodyThere(
        f"Nobody called '{whole_line(name)}' is, or was, listed in this workspace, and nothing in it names them."
    )


class TooShort(ValueError):
    """A name of one letter: it would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text that names the person: the kind and the field it stands in, the text now, and with the role instead."""

    kind: str
    field: str
    text: str
    instead: str

    @property
    def around(self) -> str:
        """The text on one line, from shortly before the first name in it."""
        pairs = enumerate(zip(self.text, self.instead, strict=False))
        at = next((at for at, (was, now) in pairs if was != now), 0)
        begin = 0 if at < _BEFORE else self.text.rfind(" ", 0, at - _BEFORE // 2) + 1
        return whole_line(f"{'…' if begin else ''}{self.text[begin:]}")


@dataclass(frozen=True, slots=True)
class Stays:
    """What is chosen to stay as it is though it holds the name: whole texts, and kept files by id."""

    texts: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


NOTHING = Stays()


class Forgotten:
    """Who is to be forgotten: ids, every name they had, and what becomes of each thing that knows them."""

    def __init__(
        self,
        unit: Unit,
        name: str,
        also: Sequence[str] = (),
        texts: bool = True,
        stays: Stays = NOTHING,
    ) -> None:
        self._texts = texts
        self._stay = {whole_line(each) for each in stays.texts}
        self._files_stay = stays.files
        also = tuple(whole_line(each) for each in also if each.strip())
        for each in (name, *also):
            if sum(map(len, words_of(each))) == 1:
                raise TooShort(
                    f"'{whole_line(each)}' is too short to be looked for; a name has two letters at least."
                )
        self._called = {words_of(each) for each in (name, *also)} - {()}
        self.gone: set[str] = set()
        self.frozen: dict[str, str] = {}
        last: dict[str, tuple[type[Entity], Values]] = {}
        called: dict[str, set[str]] = {}
        for kind, values in rewriting.lines_of(unit, *_LISTED):
            last[values["id"]] = (kind, values)
            if values.get("name", "").strip():
                called.setdefault(values["id"], set()).add(values["name"])
        mine = {each: values for each, (_, values) in last.items() if self._is_name(values.get("name", ""))}
        was = {each for each, names in called.items() if any(map(self._is_name, names))}
        self.listed = bool(mine or was)
        if not words_of(name):
            raise nobody(name)
        spelled = (values["name"] for values in mine.values() if words_of(values["name"]) == words_of(name))
        self.name = whole_line(next(spelled, name))
        self.talents = {each for each in mine if last[each][0] is Talent}
        self.respondents = {each for each in mine if last[each][0] is Respondent}
        titles = (values.get("role_title", "") for values in mine.values())
        title = next((each for each in titles if each.strip()), "")
        # Of the names their entries had theirs are those of the same person: somebody else may have taken one over.
        said = (self.name, *also)
        had = {
            one
            for each in {*mine, *was}
            for one in called.get(each, ())
            if any(same_person(name, one) for name in said)
        }
        known = dict.fromkeys([self.name, *sorted(had)])
        self._had = {each: frozenset(map(words_of, called[each] & had)) for each in was}
        others = [
            Person(values["name"], values.get("role_title", ""))
            for each, (_, values) in last.items()
            if each not in mine and values.get("name", "").strip() and not self._is_name(values["name"])
        ]
        known |= dict.fromkeys(also)
        listed = [Person(each, title, exact=each in also) for each in known]
        client = unit.all(Workspace)[0].client
        self._names = Names([*listed, *others], keep=(client,))
        # Of somebody who is listed nowhere a part of the name says nothing where the whole one is not.
        whole = [replace(each, whole=not self.listed) for each in listed]
        self._whole = None if self.listed else Names([*whole, *others], keep=(client,))
        self._only = frozenset(whole_line(each) for each in known)
        self._needles = self._names.needles(self._only)
        self._plain = _in_bytes(known)
        self.role = self._names.redact(self.name, self._only)
        # Others, listed now or once, of whom their names do not tell that they are somebody else.
        named = {one for each, names in called.items() if each not in mine for one in names}
        perhaps = (each for each in named - had if not self._is_name(each) and self._named(each))
        self.perhaps = tuple(sorted(perhaps, key=str.casefold))
        self.packs = [each for each in unit.all(StoredPack) if self._named(f"{each.title}\n{each.source}")]
        used = {each.pack for kind in (Assessment, Snapshot) for each in unit.all(kind)}
        self._packs_gone = {each.id for each in self.packs if each.id not in used}
        self._apart = {each: apart(_said(unit, each), self.words) for each in SHARED}

    def _is_name(self, name: str) -> bool:
        return words_of(name) in self._called

    def is_in_history(self, unit: Unit) -> bool:
        """Whether a line of history names them."""
        lines = rewriting.lines_of(unit, *KINDS)
        return any(self.rewritten(kind, dict(values)) != values for kind, values in lines) or any(
            self.words(each) != each for each in rewriting.labels_of(unit)
        )

    def is_anywhere(self, unit: Unit) -> bool:
        """Whether a text, a file, a snapshot, a pack that goes, or a line of history names them."""
        rows = (place for kind, values in rewriting.rows_of(unit) for place in self.places(kind, values))
        found = (rows, self.files(unit), self.snapshots(unit), self._packs_gone)
        return any(any(True for _ in each) for each in found) or self.is_in_history(unit)

    def _is_theirs(self, values: Mapping[str, Any]) -> bool:
        """Whether an entry, or a line of history of one, is called what they are or were."""
        name = values.get("name", "")
        return self._is_name(name) or words_of(name) in self._had.get(values["id"], ())

    def words(self, text: str) -> str:
        """A text with the role in the place of the name; as it is where that was chosen."""
        if self._stay and whole_line(text) in self._stay:
            return text
        return self._names.redact(text, self._only) if self._is_meant(text) else text

    def _is_meant(self, text: str) -> bool:
        return self._whole is None or not self._only.isdisjoint(self._whole.found(text))

    def goes(self, kind: type[Entity], values: Mapping[str, Any]) -> bool:
        """Whether an entry is taken away altogether."""
        if kind is Talent:
            return values["id"] in self.talents or self._is_theirs(values)
        if kind is Invitation:
            return values.get("respondent") in self.respondents
        if kind is StoredPack:
            return values["id"] in self._packs_gone
        return values["id"] in self.gone

    def files(self, unit: Unit) -> Iterator[EvidenceItem]:
        """Kept files whose title or content, as it lies there, names them."""
        for each in unit.all(EvidenceItem):
            if each.kind is not EvidenceKind.FILE or each.id in self._files_stay:
                continue
            # A title with an ordinary word in it is rewritten as any text is; the file is lost for a name alone.
            if self._named(each.title) or self._is_in(unit.blob(each.sha256)):
                yield each

    def _is_in(self, data: bytes) -> bool:
        """Whether the content of a file names them; not by an ordinary word alone, since the file is lost then."""
        texts = blocks(data)
        first = next(texts, None)
        if first is None:
            return self._plain is not None and self._plain.search(data) is not None
        return self._named(first) or any(map(self._named, texts))

    def _named(self, text: str) -> bool:
        return self._needles.may_be_in(text) and not self._only.isdisjoint(
            (self._whole or self._names).found(text, careful=True)
        )

    def places(self, kind: type[Entity], values: Values) -> Iterator[Place]:
        """The texts of an entry that stays and hold the name."""
        if self.goes(kind, values):
            return
        told = self._without_name(kind, dict(values))
        for (name, text), (_, instead) in zip(_texts(kind, values), _texts(kind, told), strict=True):
            if kind in _LISTED and (
                name == "name" or (name == "role_title" and values["id"] in self.respondents)
            ):
                continue
            if instead != text:
                yield Place(TABLES[kind].name, name, text, instead)

    def rewritten(self, kind: type[Entity], values: Values) -> Values:
        """An entry, or a line of history of one, as it stays; an empty one where nothing of it does."""
        if kind is StoredPack:
            return {} if self.goes(kind, values) else values
        if kind in _BARE and self.goes(kind, values):
            bare = {name: values[name] for name in _BARE[kind] if name in values}
            return {**bare, "role_title": FORGOTTEN} if kind is Talent else bare
        said = dict(values)
        if kind is EvidenceItem and self.goes(kind, values):
            said |= {"title": _FILE, "url": "", "sha256": ""}
        elif kind is Respondent and (values["id"] in self.respondents or self._is_theirs(values)):
            said |= {"name": "", "role_title": ""}
        elif kind is Meeting:
            said["present"] = [each for each in values.get("present", ()) if each not in self.respondents]
        elif kind is Intake and values.get("respondent") in self.respondents:
            said["file"] = _FILE
        elif kind is Snapshot:
            said["sha256"] = self.frozen.get(values["sha256"], values["sha256"])
        return self._without_name(kind, said) if self._texts else said

    def _without_name(self, kind: type[Entity], values: Values) -> Values:
        for name in TEXTS.get(kind, ()):
            # What others are called is theirs.
            if name in values and not (kind in _LISTED and name == "name"):
                value = values[name]
                values[name] = self._instead(kind, name, value)
        for name, texts in PARTS.get(kind, {}).items():
            if name in values and texts:
                parts = self._parts(values[name], texts)
                own = OWN.get(kind, {}).get(name)
                values[name] = _apart(values[name], parts, own) if own and values[name] else parts
        return values

    def _instead(self, kind: type[Entity], field: str, value: Any) -> Any:
        if not isinstance(value, str):
            ours = OURS.get(kind, {}).get(field, ())
            return [each if each in ours else self.words(str(each)) for each in value]
        shared = shared_by(kind, field)
        told = self._apart[shared].get(shared.key(value)) if shared is not None else None
        return self.words(value) if told is None else told

    def _parts(self, value: Any, texts: Iterable[str]) -> Any:
        if isinstance(value, list):
            return [self._parts(each, texts) for each in cast("list[Any]", value)]
        part: Values = dict(value or {})
        return {**part, **{each: self.words(part[each]) for each in texts if part.get(each)}}

    def snapshots(self, unit: Unit) -> Iterator[tuple[str, bytes]]:
        """What snapshots froze that knows the person: the SHA-256 it has, and the content as it stays."""
        for snapshot, content in _kept(unit):
            try:
                told = self._frozen(content)
                if told != content:
                    book_of(told)
                    yield snapshot.sha256, frozen.packed(told)
            except (*WRONG, DamagedWorkspace) as problem:
                raise StorageError(
                    f"Snapshot {snapshot.number}, '{short(self.words(snapshot.name))}', could not be read any more without the "
                    "name. Nothing was changed; remove that snapshot first."
                ) from problem

    def _frozen(self, content: Values) -> Values:
        rows: dict[str, list[Values]] = content["rows"]
        stays: dict[str, list[Values]] = {}
        for table, listed in rows.items():
            kind = BY_NAME[table]
            stays[table] = [self.rewritten(kind, each) for each in listed if not self._out(kind, each)]
        return {
            **content,
            "workspace": self.rewritten(Workspace, content["workspace"]),
            "assessment": self.rewritten(Assessment, content["assessment"]),
            "rows": stays,
        }

    def _out(self, kind: type[Entity], values: Values) -> bool:
        return kind in (*_BARE, EvidenceItem) and self.goes(kind, values)


def _kept(unit: Unit) -> Iterator[tuple[Snapshot, Values]]:
    """What snapshots froze, each content once, with the first snapshot of it.

    Raises:
        StorageError: when one holds something else.
    """
    known: set[str] = set()
    for each in unit.all(Snapshot):
        if each.sha256 in known:
            continue
        known.add(each.sha256)
        try:
            content = content_of(unit.blob(each.sha256))
        except DamagedWorkspace as problem:
            raise StorageError(
                f"Snapshot {each.number} holds something that this program never froze, so it cannot be looked through for a "
                "name. Nothing was changed; remove that snapshot first."
            ) from problem
        yield each, content


def _said(unit: Unit, shared: Shared) -> Iterator[str]:
    """Every such name there is or was: in rows, in history and in snapshots, which may come from elsewhere."""
    for kind, values in (*rewriting.lines_of(unit, *shared.fields), *rewriting.rows_of(unit, *shared.fields)):
        yield from (shared.key(values.get(field, "")) for field in shared.fields[kind])
    for _, content in _kept(unit):
        for kind, fields in shared.fields.items():
            for values in content["rows"].get(TABLES[kind].name, ()):
                yield from (shared.key(values.get(field, "")) for field in fields)


def _apart(before: list[Values], after: list[Values], text: str) -> list[Values]:
    """Parts of one entry as they stay, still told apart by a text of theirs."""
    told = distinct([each.get(text, "") for each in before], [each.get(text, "") for each in after])
    return [{**each, text: name} for each, name in zip(after, told, strict=True)]


def _texts(kind: type[Entity], values: Values) -> Iterator[tuple[str, str]]:
    """Everything typed as free text into one entry, with its field."""
    for name in TEXTS.get(kind, ()):
        found = values.get(name)
        listed = cast("list[Any]", found) if isinstance(found, list) else [found]
        yield from ((name, each) for each in listed if isinstance(each, str))
    for name, texts in PARTS.get(kind, {}).items():
        held = values.get(name)
        parts = cast("list[Any]", held) if isinstance(held, list) else [held]
        for part in parts:
            if isinstance(part, dict):
                said = cast("Values", part)
                yield from ((name, said[each]) for each in texts if isinstance(said.get(each), str))


def _in_bytes(names: Iterable[str]) -> re.Pattern[bytes] | None:
    """Names of two words and more as they stand in a file that is no text, such as a picture that says who took it.

    One word may be any bytes there, and the file is lost when it is found.
    """
    spelt = {one for each in names if len(each.split()) > 1 and len(each) > 6 for one in (each, each.upper())}
    said: set[bytes] = set()
    for each in spelt:
        for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            with suppress(UnicodeEncodeError):
                said.add(re.escape(each.encode(code)))
    if not said:
        return None
    return re.compile(rb"(?<![A-Za-z])(?:" + b"|".join(sorted(said)) + rb")(?![A-Za-z])", re.IGNORECASE)
