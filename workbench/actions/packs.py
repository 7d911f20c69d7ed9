"""The shelf of content packs: the one that comes with the program, and the ones brought along."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.actions.edit import Edit
from workbench.analysis.moving import moved, renamed_options
from workbench.content.loader import built_in_pack, load_pack, pack_bytes, pack_from_source
from workbench.content.yaml_tree import PackError
from workbench.domain.assessment import Answer, Assessment, Consensus, StoredPack
from workbench.domain.book import Book
from workbench.domain.content import Pack, option_key
from workbench.domain.text import slug
from workbench.exchange.pack_file import read_pack_file
from workbench.storage import places
from workbench.storage.files import make_own, write_whole
from workbench.storage.store import Store
from workbench.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Shelved:
    """A pack that new assessments can be made with; `path` is `None` for the one of the program."""

    pack: Pack
    source: str
    path: Path | None

    @property
    def name(self) -> str:
        """The pack as a list names it."""
        return f"{self.pack.title}, version {self.pack.version}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every pack that can be read, the program's own first, and a sentence for each that cannot."""

    packs: tuple[Shelved, ...]
    problems: tuple[str, ...]


def shelf() -> Shelf:
    """Read the packs there are; a damaged one on the shelf does not keep the others away."""
    pack, source = built_in_pack()
    packs, problems = [Shelved(pack, source, None)], list[str]()
    folder = places.pack_folder()
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            packs.append(Shelved(*load_pack(path), path))
        except PackError as problem:
            problems.append(str(problem))
    return Shelf(tuple(packs), tuple(problems))


def put_on_shelf(path: Path) -> Shelved:
    """Check a pack file and keep a copy of it, so that new assessments can be made with it.

    Raises:
        PackError: when the file is no sound pack, or its id and version belong to other content; the shelf is
            as it was then.
    """
    pack, source, sha256 = read_pack_file(path)
    data = pack_bytes(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PackError(path.name, None, "The file was changed while it was read. Import it again.")
    for known in shelf().packs:
        if known.pack.content_hash == pack.content_hash:
            return known
        if (known.pack.id, known.pack.version) == (pack.id, pack.version):
            raise PackError(
                path.name,
                None,
                f"Version {pack.version} of '{pack.id}' is there already with other content; give this one a new "
                "version.",
            )
    folder = places.pack_folder()
    kept = folder / f"{slug(pack.id, pack.version)}-{pack.content_hash[:8]}.yaml"
    try:
        make_own(folder)
        write_whole(kept, data)
    except OSError as problem:
        raise PackError(str(folder), None, f"The pack could not be kept ({problem.strerror}).") from None
    return Shelved(pack, source, kept)


def take_from_shelf(shelved: Shelved) -> None:
    """Forget a pack; assessments made with it keep their own copy.

    Raises:
        ValueError: for the pack of the program, which stays.
        OSError: when the file cannot be removed.
    """
    if shelved.path is None:
        raise ValueError("The pack that comes with the program stays.")
    shelved.path.unlink(missing_ok=True)


def keep(unit: Unit, pack: Pack, source: str) -> None:
    """Keep a pack in the workspace, known by the hash of its content."""
    unit.keep_pack(
        StoredPack(
            id=pack.content_hash, pack_id=pack.id, pack_version=pack.version, title=pack.title, source=source
        )
    )


def move(book: Book, pack: Pack, source: str) -> Edit:
    """Move an assessment to another version of its pack; answers stay with their questions by id.

    Raises:
        ValueError: when `pack` is no other version of the assessment's pack.
    """
    moved(book, pack)
    assessment_id = book.assessment.id
    if not book.assessment.in_scope(pack):
        raise ValueError(
            "None of the questions this assessment asks is in that version; widen its scope first, then move it."
        )
    places = renamed_options(book.pack, pack)

    def do(unit: Unit) -> None:
        keep(unit, pack, source)
        for answer in unit.of_assessment(Answer, assessment_id):
            _follow(unit, answer, places)
        for agreed in unit.all(Consensus, assessment=assessment_id):
            _follow(unit, agreed, places)
        unit.put(replace(unit.get(Assessment, assessment_id), pack=pack.content_hash))

    return Edit(f"Move to version {pack.version} of the content pack", do, copied=True)


def _follow(unit: Unit, said: Answer | Consensus, places: Mapping[tuple[str, str], str]) -> None:
    """Let a choice follow its option, where options of one level changed places among themselves."""
    if said.value is not None:
        key = places.get((said.question, option_key(said.value, said.variant)))
        if key is not None:
            unit.put(replace(said, variant=int(key.partition(".")[2] or 0)))
    elif isinstance(said, Answer) and any((said.question, key) in places for key in said.counts):
        counts = {places.get((said.question, key), key): hands for key, hands in said.counts.items()}
        unit.put(replace(said, counts=counts))


def versions_of(store: Store, pack: Pack) -> list[Shelved]:
    """Every other version of a pack, those on the shelf first, then those only kept in the workspace."""
    found = {each.pack.content_hash: each for each in shelf().packs}
    with store.unit("Versions of a pack", writes=False) as unit:
        kept = unit.all(StoredPack, pack_id=pack.id)
    for each in kept:
        if each.id not in found:
            found[each.id] = Shelved(pack_from_source(each.source), each.source, None)
    return [each for key, each in found.items() if each.pack.id == pack.id and key != pack.content_hash]
