"""What came back from another room, beside what is here: taken in entry by entry, as one step."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.actions import entries
from workbench.actions.copies import exchanged
from workbench.actions.edit import Edit
from workbench.actions.intake import Source
from workbench.actions.intake_rows import NotOurs, RowKind
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    EvidenceItem,
    Respondent,
    RespondentKind,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.entity import Entity, new_id, require
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import RUNNING, Meeting, Vote
from workbench.domain.snapshot import Snapshot
from workbench.domain.text import plural, short, whole_line
from workbench.exchange.session_pack import SessionPack
from workbench.storage.kinds import BOOK_KINDS, TABLES, unique_together
from workbench.storage.unit import Unit

_STAYS: frozenset[type[Entity]] = frozenset({Snapshot, Intake, Invitation})
"""What belongs to one workspace alone."""
_UNSAID = frozenset({"version", "position", "code"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that came back beside the one that is here (`None` where there is none)."""

    kind: type[Entity]
    id: str
    state: RowKind
    here: Entity | None
    there: Entity

    @property
    def key(self) -> tuple[str, str]:
        """By what it is chosen."""
        return TABLES[self.kind].name, self.id


@dataclass(frozen=True, slots=True)
class Merge:
    """What came back: its differences, and a sentence where not all can be told."""

    pack: SessionPack
    rows: tuple[Difference, ...]
    note: str = ""

    @property
    def counts(self) -> Counter[RowKind]:
        """How many there are of each kind."""
        return Counter(row.state for row in self.rows)

    @property
    def usual(self) -> frozenset[tuple[str, str]]:
        """What is taken unless somebody chooses otherwise."""
        return frozenset(row.key for row in self.rows if row.state in (RowKind.NEW, RowKind.CHANGED))

    @property
    def title(self) -> str:
        """What the other room called its session, or the assessment."""
        found = (each for each in self.pack.whole.entities if each.id == self.pack.origin.meeting)
        return whole_line(next((str(getattr(each, "title", "")) for each in found), "")) or "Another room"


def _same(one: Entity | None, other: Entity | None, running: bool = True) -> bool:
    if one is None or other is None:
        return one is other
    return _said(one, running) == _said(other, running)


def _said(entity: Entity, running: bool) -> dict[str, Any]:
    # A clock leaves no line of history behind, so the history does not know how far it was.
    beside = _UNSAID if running else _UNSAID | RUNNING.get(type(entity), frozenset())
    return {name: getattr(entity, name) for name in entity.__dataclass_fields__ if name not in beside}


def compare(unit: Unit, pack: SessionPack) -> Merge:
    """Hold what came back against the workspace it was taken from.

    What the room was given is known from the history here, so that a change there and a change here can be told apart;
    where the history does not know that moment, whatever differs is a conflict.

    Raises:
        NotOurs: for a pack of another workspace or assessment, of another version of the content pack, or one on its way out.
    """
    _belongs(unit, pack)
    base = _known_there(unit, pack)
    here = {kind: unit.of_assessment(kind, pack.origin.assessment) for kind in BOOK_KINDS}
    by_id = {(kind, each.id): each for kind, listed in here.items() for each in listed}
    rows: list[Difference] = []
    for there in _as_known_here(pack, here):
        kind = type(there)
        now = by_id.get((kind, there.id))
        before = (base or {}).get((kind, there.id))
        rows.append(Difference(kind, there.id, _state(now, before, there, base is not None), now, there))
    note = ""
    if base is None:
        note = (
            "The history of this workspace does not reach back to the moment the room was given its part, perhaps since it "
            "was restored from a backup: whatever differs is shown as a conflict."
        )
    return Merge(pack, tuple(rows), note)


def _known_there(unit: Unit, pack: SessionPack) -> dict[tuple[type[Entity], str], Entity] | None:
    """What the room had when it was last in step with this workspace: what it was given, and what was taken in from it."""
    origin = pack.origin
    given = unit.as_of((origin.seq, origin.batch), origin.assessment)
    if given is None:
        return None
    taken = [each.id for each in unit.all(Intake, assessment=origin.assessment, respondent=origin.meeting)]
    later = unit.written_with(Intake, taken) if taken else {}
    return given | {key: each for key, each in later.items() if each is not None}


def _belongs(unit: Unit, pack: SessionPack) -> None:
    workspace, origin = unit.all(Workspace)[0], pack.origin
    if origin.workspace != workspace.id:
        raise NotOurs(
            f"it came from another workspace, of '{short(pack.whole.workspace.client)}'; this one belongs to "
            f"'{short(workspace.client)}'. Open that workspace and take it in there."
        )
    if not origin.back:
        raise NotOurs(
            "it is on its way to another room. Open it there; what comes back from that room is taken in here."
        )
    found = unit.find(Assessment, origin.assessment)
    if found is None or pack.whole.assessment.id != origin.assessment:
        raise NotOurs(
            "its assessment is not in this workspace any more. Undo the removal, then take it in again."
        )
    if pack.whole.assessment.pack != found.pack:
        raise NotOurs(
            "its questions come from another version of the content pack than this assessment asks now. "
            "Move this one to the same version, or take the answers down by hand."
        )


def _as_known_here(pack: SessionPack, here: Mapping[type[Entity], list[Any]]) -> Iterator[Entity]:
    """The entries of the pack with the ids they have here: one show of hands a role, one answer a respondent and question."""
    tallies = {each.role: each.id for each in here[Respondent] if each.kind is RespondentKind.TALLY}
    known = {
        each.id: tallies[each.role]
        for each in pack.whole.entities
        if isinstance(each, Respondent) and each.kind is RespondentKind.TALLY and each.role in tallies
    }
    known = {there: mine for there, mine in known.items() if there != mine}
    for kind in BOOK_KINDS:
        if kind in _STAYS:
            continue
        uniques = [names for names in unique_together(kind) if names != ("id",)]
        places = {
            (names, tuple(getattr(each, name) for name in names)): each.id
            for names in uniques
            for each in here[kind]
        }
        for each in pack.whole.entities:
            if type(each) is not kind:
                continue
            moved = exchanged(each, known) if known else each
            for names in uniques:
                mine = places.get((names, tuple(getattr(moved, name) for name in names)))
                if mine is not None and mine != moved.id:
                    known[each.id] = mine
                    moved = replace(moved, id=mine)
            yield replace(moved, version=0)


def _state(now: Entity | None, before: Entity | None, there: Entity, told: bool) -> RowKind:
    if _same(now, there):
        return RowKind.SAME
    if now is None and before is None and told:
        return RowKind.NEW
    if told and _same(there, before, running=False) and _same(there, now, running=False):
        return RowKind.CHANGED
    if told and _same(there, before, running=False):
        return RowKind.AS_SENT
    if told and _same(now, before, running=False):
        return RowKind.CHANGED
    return RowKind.NEW if now is None and not told else RowKind.CONFLICT


def merge(
    found: Merge, chosen: Collection[tuple[str, str]], source: Source, at: dt.datetime, by: str = ""
) -> Edit:
    """Take some of what came back in, with everybody and everything it hangs on; all else stays as it is here.

    What is new gets a place and a code behind what is here. The edit raises `ValueError` where an entry changed since it
    was compared; nothing was changed then.
    """
    wanted = _with_owners(found, [row for row in found.rows if row.state.takes and row.key in chosen])
    counts = found.counts
    left = sum(1 for row in found.rows if row.state.takes and row not in wanted)
    assessment = found.pack.origin.assessment

    def do(unit: Unit) -> None:
        kept = {row.there.sha256 for row in wanted if isinstance(row.there, EvidenceItem)}
        for sha256, data in found.pack.whole.files.items():
            if sha256 in kept:
                unit.keep_blob(sha256, data)
        written = 0
        for row in wanted:
            now = unit.find(row.kind, row.id)
            if _same(now, row.there):
                continue
            require(
                _same(now, row.here),
                f"{subject(row.there)} changed since it was compared. Compare the file again and choose anew.",
            )
            unit.put(_placed(unit, assessment, row, now))
            written += 1
        known = unit.all(Intake, assessment=assessment, sha256=source.sha256)
        if not written and known:
            return
        unit.put(
            Intake(
                id=new_id(),
                assessment=assessment,
                at=at.astimezone(dt.UTC).isoformat(timespec="seconds"),
                file=source.file,
                kind="session",
                sha256=source.sha256,
                # Not a person: by this the next file from the same room is known.
                respondent=found.pack.origin.meeting,
                added=sum(1 for row in wanted if row.here is None),
                same=counts[RowKind.SAME] + counts[RowKind.AS_SENT],
                changed=sum(1 for row in wanted if row.here is not None),
                left=left,
                by=by,
                position=entries.next_position(unit, Intake, assessment),
            )
        )

    return Edit(f"Take in what came back from {found.title}", do, copied=True)


def _with_owners(found: Merge, rows: list[Difference]) -> list[Difference]:
    """The rows with those of the new respondents, sessions and others they name, in the order they can be written."""
    new = {row.id: row for row in found.rows if row.here is None and row.state is RowKind.NEW}
    needed: dict[tuple[str, str], Difference] = {}

    def add(row: Difference) -> None:
        if row.key in needed:
            return
        needed[row.key] = row
        for name in ("respondent", "meeting", "subject"):
            owner = new.get(str(getattr(row.there, name, "")))
            if owner is not None:
                add(owner)

    for row in rows:
        add(row)
    order = {kind: number for number, kind in enumerate(BOOK_KINDS)}
    return sorted(needed.values(), key=lambda row: order[row.kind])


def _placed(unit: Unit, assessment: str, row: Difference, now: Entity | None) -> Entity:
    """An entry as it is written: in the place and under the code it has here, or behind all others."""
    there: Any = row.there
    fields: dict[str, Any] = {"version": now.version if now is not None else 0}
    names = there.__dataclass_fields__
    if "position" in names and "assessment" in names:
        fields["position"] = (
            getattr(now, "position", 0)
            if now is not None
            else entries.next_position(unit, row.kind, assessment)
        )
    if "code" in names and row.kind is not Workspace:
        letter = there.code.rstrip("0123456789")
        fields["code"] = (
            getattr(now, "code", "")
            if now is not None
            else entries.next_code(unit, row.kind, assessment, letter)
        )
    return replace(there, **fields)


# In words


def subject(entity: Entity) -> str:
    """What an entry is about, without anybody's name: 'The answer to OBS-2', or its title."""
    question = str(getattr(entity, "question", ""))
    if isinstance(entity, Answer):
        return f"The answer to {question}"
    if isinstance(entity, Consensus):
        return f"The consensus on {question}"
    if isinstance(entity, Vote):
        return f"The vote on {question}"
    if isinstance(entity, Respondent):
        return f"Respondent '{short(whole_line(entity.label), 60)}'"
    title = str(getattr(entity, "title", "") or getattr(entity, "text", ""))
    name = "session" if isinstance(entity, Meeting) else TABLES[type(entity)].name.replace("_", " ")
    return f"{name.capitalize()} '{short(whole_line(title), 60)}'" if title else name.capitalize()


def words(book: Book, entity: Entity | None) -> str:
    """What an entry says, in a line: the choice with its note, what was agreed on, or its title."""
    if entity is None:
        return "–"
    if isinstance(entity, Answer):
        return _answer_words(book, entity)
    if isinstance(entity, Consensus):
        said = "not applicable" if entity.value is None else f"level {entity.value}"
        more = [each for each in (entity.reason, entity.dissent) if each.strip()]
        return ": ".join([f"Agreed: {said}", *map(whole_line, more)])
    if isinstance(entity, Vote):
        hands = sum(sum(each.hands.values()) + len(each.voices) for each in entity.rounds[-1:])
        return f"{plural(len(entity.rounds), 'round')}, {plural(hands, 'voice')}{'' if entity.revealed else ', hidden'}"
    return whole_line(str(getattr(entity, "title", "") or getattr(entity, "label", "") or subject(entity)))


_STATES = {
    AnswerState.OPEN: "no choice",
    AnswerState.NOT_APPLICABLE: "does not apply",
    AnswerState.DONT_KNOW: "don’t know",
}


def _answer_words(book: Book, answer: Answer) -> str:
    if answer.state is AnswerState.COUNTED:
        said = ", ".join(f"{number} at {key}" for key, number in sorted(answer.counts.items()))
    else:
        said = _STATES.get(answer.state, f"level {answer.value}")
    question = book.pack.by_question.get(answer.question)
    option = question.option(answer.value, answer.variant) if question and answer.value else None
    more = [option.text if option else "", answer.reason, answer.note]
    return ": ".join([said, *(whole_line(each) for each in more if each.strip())])
