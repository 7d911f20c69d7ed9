"""What an agreed assessment keeps, and a closed one refuses: checked for every edit, whoever makes it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import fields

from workbench.domain.agreement import Agreement
from workbench.domain.assessment import Answer, Assessment, Consensus, EvidenceItem, Respondent, State
from workbench.domain.book import Change
from workbench.domain.entity import Entity
from workbench.domain.meeting import Vote
from workbench.domain.snapshot import Snapshot
from workbench.storage.unit import Unit

ANSWERED: frozenset[type[Entity]] = frozenset({Answer, Consensus, EvidenceItem, Respondent})
_ASKED = ("pack", "scope", "questions", "roles")
_AGREED = "Both sides agreed to these answers, so they stay as they are. Reopen the assessment first: who and why are kept."
_CLOSED = "This assessment is closed: it can be read, not changed. Reopen it first, or carry it forward into the next one."
_ENGAGED = "A side agreed to this engagement, so it stays as it is. Withdraw every consent first, then both sides agree anew."
# A note is no part of what was agreed.
_NOT_AGREED = frozenset({"id", "version", "consents", "note", "position"})
_LINKS = frozenset({"needs", "actions"})


def refuse(unit: Unit, changes: Iterable[Change]) -> None:
    """Refuse an edit that changes what was agreed or closed; nothing of it is kept then.

    What takes a whole assessment away, brings it back or changes its state may pass.

    Raises:
        ValueError: with one sentence that says what to do.
    """
    listed = list(changes)
    whole = {each.id for each in listed if each.kind is Assessment and _turns(each)}
    states: dict[str, State | None] = {}
    elsewhere = {each.id for each in listed if each.before is None or each.after is None}
    for change in listed:
        owner = unit.owner_of(change)
        if not owner or owner in whole:
            continue
        if owner not in states:
            found = unit.find(Assessment, owner)
            states[owner] = found.state if found else None
        _check(change, states[owner])
        if _breaks_engagement(change, elsewhere):
            raise ValueError(_ENGAGED)


def _turns(change: Change) -> bool:
    """Whether the assessment itself comes, goes or changes its state."""
    before, after = change.before, change.after
    if not isinstance(before, Assessment) or not isinstance(after, Assessment):
        return True
    return before.state is not after.state


def _check(change: Change, state: State | None) -> None:
    if state is State.CLOSED and change.kind is not Snapshot and not _archived(change):
        raise ValueError(_CLOSED)
    # A vote could not be revealed, so it is refused at the first hand already.
    if state is State.AGREED and (change.kind in ANSWERED | {Vote} or _asks_other(change)):
        raise ValueError(_AGREED)


def _archived(change: Change) -> bool:
    before, after = change.before, change.after
    return (
        isinstance(before, Assessment) and isinstance(after, Assessment) and before.archived != after.archived
    )


def _asks_other(change: Change) -> bool:
    """Whether other questions would be asked, so that other answers count."""
    before, after = change.before, change.after
    if not isinstance(before, Assessment) or not isinstance(after, Assessment):
        return False
    return any(getattr(before, name) != getattr(after, name) for name in _ASKED)


def _breaks_engagement(change: Change, elsewhere: AbstractSet[str]) -> bool:
    """Whether an engagement would say something else, or be agreed to by somebody else, while a consent to it stands.

    Its links follow what comes or goes in other lists in the same step, whose ids are `elsewhere`.
    """
    before, after = change.before, change.after
    if not isinstance(before, Agreement) or not isinstance(after, Agreement):
        return False
    pairs = zip(before.consents, after.consents, strict=False)
    if any(old.given and new.given and new not in before.consents for old, new in pairs):
        return True
    if not any(each.given and each in before.consents for each in after.consents):
        return False
    names = {each.name for each in fields(Agreement)} - _NOT_AGREED
    if any(getattr(before, name) != getattr(after, name) for name in names - _LINKS):
        return True
    return any((set(getattr(before, name)) ^ set(getattr(after, name))) - elsewhere for name in _LINKS)
