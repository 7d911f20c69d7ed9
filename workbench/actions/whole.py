"""A whole assessment leaves the workspace and comes into another: gathered, and taken in as one edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from workbench.actions.copies import with_new_ids
from workbench.actions.edit import Edit
from workbench.actions.evidence import MOST_IN_ALL, EvidenceRefused
from workbench.domain.assessment import Assessment, EvidenceItem, StoredPack, Workspace
from workbench.domain.entity import Entity, new_id
from workbench.domain.snapshot import Snapshot
from workbench.domain.text import short, whole_line
from workbench.exchange.whole import Whole
from workbench.storage.kinds import BOOK_KINDS
from workbench.storage.store import Store
from workbench.storage.unit import Unit


class AlreadyThere(ValueError):
    """The assessment, or something of it, is in the workspace already; the text says what can be done."""


class OtherClient(ValueError):
    """The assessment belongs to another client than the workspace; the text says what can be done."""


def gather(unit: Unit, assessment_id: str) -> Whole:
    """Read everything an assessment is made of, the bytes of files and snapshots included.

    Raises:
        StorageError: when it is not there, or something of it is damaged.
    """
    assessment = unit.get(Assessment, assessment_id)
    entities = tuple(unit.entries(assessment_id))
    earlier = _earlier(unit, assessment)
    snapshots = [each for each in entities if isinstance(each, Snapshot)]
    packs = dict.fromkeys((assessment.pack, *earlier, *(each.pack for each in snapshots)))
    kept = [each.sha256 for each in entities if isinstance(each, (EvidenceItem, Snapshot)) and each.sha256]
    return Whole(
        workspace=unit.all(Workspace)[0],
        assessment=assessment,
        entities=entities,
        packs=tuple(unit.get(StoredPack, each) for each in packs),
        earlier=earlier,
        files={each: unit.blob(each) for each in dict.fromkeys(kept)},
    )


def read(store: Store, assessment_id: str) -> Whole:
    """Read everything an assessment is made of, in a transaction of its own."""
    with store.unit("Export an assessment", writes=False) as unit:
        return gather(unit, assessment_id)


def _earlier(unit: Unit, assessment: Assessment) -> tuple[str, ...]:
    """The packs it was moved on from, the oldest first: they word the questions that the present one has retired."""
    past = (line.before for line in reversed(unit.history(Assessment, assessment.id)))
    packs = dict.fromkeys(each.pack for each in past if isinstance(each, Assessment))
    return tuple(each for each in packs if each != assessment.pack)


def take_in(whole: Whole, *, copy: bool = False, other_client: bool = False) -> Edit:
    """Take an assessment into a workspace as a new one.

    Its ids stay, so that tables and snapshots still fit; `copy` gives everything new ones and leaves its snapshots
    out, as `life.duplicate` does. Only `other_client` lets it into a workspace of another client.

    The edit raises `AlreadyThere`, `OtherClient` or `EvidenceRefused`; nothing was changed then.
    """
    # Made once, so that it is the same copy when the edit is done again.
    new = new_id()

    def do(unit: Unit) -> None:
        if not other_client:
            _same_client(unit, whole)
        if copy:
            fill(unit, _as_copy(whole, new))
        else:
            _not_there(unit, whole)
            fill(unit, whole)

    return Edit("Import the assessment", do, copied=True)


def create_workspace(path: Path, whole: Whole) -> Store:
    """Make a workspace for the client of an assessment, with the assessment in it, and open it.

    Raises:
        StorageError: when something is there already, or it cannot be written; there is no file then.
    """

    def first(unit: Unit) -> None:
        fill(unit, whole)

    return Store.create(path, whole.workspace.client, whole.workspace.about, fill=first)


def fill(unit: Unit, whole: Whole) -> None:
    """Write an assessment with everything in it."""
    for pack in whole.packs:
        unit.keep_pack(pack)
    for sha256, data in whole.files.items():
        unit.keep_blob(sha256, data)
    if unit.blob_bytes() > MOST_IN_ALL:
        raise EvidenceRefused(
            "A workspace keeps at most 200 MB of files, and with those of this assessment there would be more. Take it into a new workspace."
        )
    assessment = replace(whole.assessment, version=0)
    for pack_hash in whole.earlier:
        # One line of history each, from which the wording of retired questions is read.
        assessment = unit.put(replace(assessment, pack=pack_hash))
    unit.put(replace(assessment, pack=whole.assessment.pack))
    unit.put_all(replace(each, version=0) for each in _in_order(whole.entities))


def _in_order(entities: Iterable[Entity]) -> list[Entity]:
    """Respondents before their answers, subjects before what is noted of them."""
    place = {kind: number for number, kind in enumerate(BOOK_KINDS)}
    return sorted(entities, key=lambda each: place[type(each)])


def _as_copy(whole: Whole, new: str) -> Whole:
    # What a snapshot froze has the ids of the assessment it was taken of.
    rows = _in_order(each for each in whole.entities if not isinstance(each, Snapshot))
    frozen = {each.sha256 for each in whole.entities if isinstance(each, Snapshot)}
    evidence = {each.sha256 for each in rows if isinstance(each, EvidenceItem)}
    return replace(
        whole,
        assessment=replace(whole.assessment, id=new),
        entities=tuple(with_new_ids(rows, whole.assessment.id, new)),
        files={key: data for key, data in whole.files.items() if key in evidence or key not in frozen},
    )


def _same_client(unit: Unit, whole: Whole) -> None:
    here = unit.all(Workspace)[0].client
    if whole_line(here).casefold() != whole_line(whole.workspace.client).casefold():
        raise OtherClient(
            f"This assessment is of '{short(whole.workspace.client)}', and the workspace belongs to '{short(here)}'. "
            "Take it into a workspace of its own, or say that it belongs here."
        )


def _not_there(unit: Unit, whole: Whole) -> None:
    found = unit.find(Assessment, whole.assessment.id)
    if found is not None:
        raise AlreadyThere(
            f"The assessment '{short(found.title)}' of {found.date.isoformat()} is in this workspace already. "
            "Delete it first, take this one in as a copy, or take it into a new workspace."
        )
    for kind in BOOK_KINDS:
        ids = {each.id for each in whole.of(kind)}
        if ids and not ids.isdisjoint(unit.values(kind, "id")):
            raise AlreadyThere(
                "Parts of this assessment are in another one of this workspace. Take it in as a copy, or take it into a new workspace."
            )
