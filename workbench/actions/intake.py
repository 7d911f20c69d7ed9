"""Taking in answers that were sent: what was chosen of them, in one step, with a line that says what came from where."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.actions import entries
from workbench.actions.answers import place_id
from workbench.actions.edit import Edit, together
from workbench.actions.intake_rows import Comparison, Row, RowKind
from workbench.actions.invitations import put_invitation
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import Answer
from workbench.domain.entity import new_id, require
from workbench.domain.invitation import Intake, Invitation
from workbench.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Source:
    """The file answers came in: its name, its kind ('pack', 'pdf' or 'sheet') and its SHA-256."""

    file: str
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was said here, and who saved it."""

    at: dt.datetime
    who: str


def moments(unit: Unit, comparison: Comparison) -> dict[str, Moment]:
    """When and by whom the answers that would be replaced were saved here, by question."""
    found: dict[str, Moment] = {}
    for row in comparison.rows:
        if row.here is not None and row.kind.takes:
            stored = _stored(unit, comparison.respondent.id, row.question)
            history = unit.history(Answer, stored.id) if stored else []
            if history:
                found[row.question] = Moment(history[0].at, history[0].who)
    return found


def take(
    comparison: Comparison,
    chosen: Collection[str],
    source: Source,
    at: dt.datetime,
    by: str = "",
    problems: int = 0,
) -> Edit:
    """Take the rows of some questions in; all others stay as they are here. `problems` counts what the reading left out.

    A file that was taken in before, and of which nothing is chosen that is not here already, leaves no trace.
    The edit raises `ValueError` where an answer changed since it was compared; nothing was changed then.
    """
    taken = [row for row in comparison.rows if row.kind.takes and row.question in chosen]
    counts = comparison.counts
    left = sum(1 for row in comparison.rows if row.kind.takes and row.question not in chosen)
    respondent = comparison.respondent

    def do(unit: Unit) -> None:
        there = {each.question: each for each in unit.all(Answer, respondent=respondent.id)}
        made = [
            (row.kind, after) for row in taken if (after := _taken(there, respondent.id, row)) is not None
        ]
        unit.put_all(after for _, after in made if not after.version)
        for _, after in made:
            if after.version:
                unit.put(after)
        written = Counter(kind for kind, _ in made)
        wrote = written.total()
        known = unit.all(Intake, assessment=respondent.assessment, sha256=source.sha256)
        if not wrote and any(each.respondent == respondent.id for each in known):
            return
        unit.put(
            Intake(
                id=new_id(),
                assessment=respondent.assessment,
                at=at.astimezone(dt.UTC).isoformat(timespec="seconds"),
                file=source.file,
                kind=source.kind,
                sha256=source.sha256,
                respondent=respondent.id,
                added=written[RowKind.NEW],
                same=counts[RowKind.SAME] + counts[RowKind.AS_SENT] + len(taken) - wrote,
                changed=wrote - written[RowKind.NEW],
                left=left + len(comparison.left) + problems,
                by=by,
                position=entries.next_position(unit, Intake, respondent.assessment),
            )
        )
        invited = next(iter(unit.all(Invitation, respondent=respondent.id)), None)
        if comparison.rows and (wrote or invited is None or invited.returned_on is None):
            put_invitation(unit, respondent.id, returned_on=at.date())

    return Edit(f"Take in answers from {source.file}", do, copied=True)


def take_all(edits: Sequence[Edit]) -> Edit:
    """Take several files in as one step.

    The edit raises `ValueError` where two of them were chosen to answer the same question differently.
    """
    return together("Take answers in" if len(edits) != 1 else edits[0].label, edits)


def _stored(unit: Unit, respondent: str, question: str) -> Answer | None:
    return next(iter(unit.all(Answer, respondent=respondent, question=question)), None)


def _taken(stored_answers: Mapping[str, Answer], respondent: str, row: Row) -> Answer | None:
    """What an answer becomes; `None` where it is here already.

    Raises:
        ValueError: when it is not what it was when the files were compared.
    """
    there, stored = row.there, stored_answers.get(row.question)
    now = Given.of(stored) if stored is not None else None
    if now is not None and now.digest == there.digest:
        return None
    seen = row.here.digest if row.here else None
    require(
        (now.digest if now is not None and not now.blank else None) == seen,
        f"The answer to {row.question} changed since the files were compared, or two files answer it differently; "
        "compare them again and choose one.",
    )
    before = stored or Answer(
        id=place_id(respondent, row.question), respondent=respondent, question=row.question
    )
    return replace(
        before,
        state=there.state,
        value=there.value,
        variant=there.variant,
        reason=there.reason,
        note=there.note,
        strength=there.strength,
        counts={},
        alone=True,
    )
