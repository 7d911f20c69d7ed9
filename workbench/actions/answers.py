"""Answering: choices, notes, evidence strength, hands, and what the room agreed on."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import (
    TALLY_KEY,
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    Respondent,
    Strength,
)
from workbench.domain.content import option_key
from workbench.domain.entity import require_step
from workbench.domain.text import join_words
from workbench.storage.errors import StorageError
from workbench.storage.unit import Unit


def place_id(owner: str, question: str) -> str:
    """The id of what a respondent says to a question, or an assessment's room: taken back and said again, it is
    the same entry, so that its history reaches back to the first word."""
    return hashlib.sha256(f"{owner}/{question}".encode()).hexdigest()[:32]


def _change(respondent: str, question: str, label: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields of an answer, or begin it."""

    def do(unit: Unit) -> None:
        found = next(iter(unit.all(Answer, respondent=respondent, question=question)), None)
        before = found or Answer(id=place_id(respondent, question), respondent=respondent, question=question)
        after = replace(before, **fields)
        if after != before:
            unit.put(after)

    return Edit(label, do, merge)


def offered(unit: Unit, owner: type[Respondent] | type[Assessment], owner_id: str, question: str) -> set[str]:
    """The keys of the options of a question.

    Raises:
        ValueError: when the assessment's pack has no such question.
    """
    found = unit.question_of(owner, owner_id, question)
    if found is None:
        raise ValueError(f"There is no question '{question}' in the content pack of this assessment.")
    keys: set[str] = set()
    seen: Counter[int] = Counter()
    for option in json.loads(found)["options"]:
        keys.add(option_key(option["level"], seen[option["level"]]))
        seen[option["level"]] += 1
    return keys


def refuse(question: str, key: str, known: set[str]) -> None:
    """Refuse an option that a question does not offer.

    Raises:
        ValueError: with what it offers.
    """
    if key not in known:
        raise ValueError(f"Question {question} has no answer {key}; it offers {join_words(sorted(known))}.")


def rate(respondent: str, question: str, value: int, variant: int = 0) -> Edit:
    """Choose an anchor by its level, 1 to 5; `variant` says which of several options of that level.

    Doing it raises `ValueError` for a question that the pack does not have, or an option that it does not offer.
    """
    change = _change(
        respondent,
        question,
        f"Answer {question}: {value}",
        state=AnswerState.RATED,
        value=value,
        variant=variant,
        counts={},
    )

    def do(unit: Unit) -> None:
        require_step("An answer", value, 1, 5)
        refuse(question, option_key(value, variant), offered(unit, Respondent, respondent, question))
        change.do(unit)

    return Edit(change.label, do)


def not_applicable(respondent: str, question: str, reason: str | None = None) -> Edit:
    """Say 'not applicable'; it counts only with a reason, which may follow."""
    fields: dict[str, Any] = {} if reason is None else {"reason": reason}
    state = AnswerState.NOT_APPLICABLE
    return _change(
        respondent,
        question,
        f"Answer {question}: not applicable",
        state=state,
        value=None,
        variant=0,
        counts={},
        **fields,
    )


def dont_know(respondent: str, question: str) -> Edit:
    """Say 'don't know'."""
    state = AnswerState.DONT_KNOW
    return _change(
        respondent, question, f"Answer {question}: don't know", state=state, value=None, variant=0, counts={}
    )


def clear(respondent: str, question: str) -> Edit:
    """Take a choice back; its note stays."""
    state = AnswerState.OPEN
    return _change(respondent, question, f"Clear {question}", state=state, value=None, variant=0, counts={})


def set_reason(respondent: str, question: str, reason: str, merge: str = "") -> Edit:
    """Write why a question does not apply."""
    return _change(respondent, question, f"Reason on {question}", merge, reason=reason)


def set_note(respondent: str, question: str, note: str, merge: str = "") -> Edit:
    """Write the note that stays with an answer."""
    return _change(respondent, question, f"Note on {question}", merge, note=note)


def set_strength(respondent: str, question: str, strength: Strength | None) -> Edit:
    """Say how well an answer is backed."""
    return _change(respondent, question, f"Evidence strength of {question}", strength=strength)


def give_alone(respondent: str, said: Given) -> Edit:
    """Take what a respondent answers alone, all of it at once: choice, reason, note and how sure.

    Doing it raises `ValueError` for a question that the pack does not have, or an option that it does not offer.
    """

    def do(unit: Unit) -> None:
        known = offered(unit, Respondent, respondent, said.question)
        if said.value is not None:
            refuse(said.question, option_key(said.value, said.variant), known)
        found = next(iter(unit.all(Answer, respondent=respondent, question=said.question)), None)
        if found is None and said.blank:
            return
        before = found or Answer(
            id=place_id(respondent, said.question), respondent=respondent, question=said.question
        )
        after = replace(
            before,
            state=said.state,
            value=said.value,
            variant=said.variant,
            reason=said.reason,
            note=said.note,
            strength=said.strength,
            counts={},
            alone=True,
        )
        if after != before:
            unit.put(after)

    return Edit(f"Answer {said.question} alone", do)


def count_hands(respondent: str, question: str, key: str, by: int) -> Edit:
    """Add hands to a tally's count for an option by its key ('1' to '5'), 'na' or 'dk', or take them off with a negative `by`."""

    def do(unit: Unit) -> None:
        if by > 0 and TALLY_KEY.fullmatch(key) and key[0].isdigit():
            refuse(question, key, offered(unit, Respondent, respondent, question))
        found = next(iter(unit.all(Answer, respondent=respondent, question=question)), None)
        before = found or Answer(id=place_id(respondent, question), respondent=respondent, question=question)
        counts = {**before.counts, key: max(0, before.counts.get(key, 0) + by)}
        after = replace(
            before,
            state=AnswerState.COUNTED,
            value=None,
            variant=0,
            counts={name: count for name, count in counts.items() if count},
        )
        if after != before:
            unit.put(after)

    return Edit(f"Count hands on {question}", do)


def agree(
    assessment: str,
    question: str,
    value: int | None,
    reason: str | None = None,
    agreed_by: str | None = None,
    dissent: str | None = None,
    merge: str = "",
    variant: int = 0,
) -> Edit:
    """Record what the room agreed on; `None` is 'not applicable' and needs a reason. A text left out stays."""
    texts = {"reason": reason, "agreed_by": agreed_by, "dissent": dissent}
    given: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}

    def do(unit: Unit) -> None:
        known = offered(unit, Assessment, assessment, question)
        if value is not None:
            refuse(question, option_key(value, variant), known)
        found = next(iter(unit.all(Consensus, assessment=assessment, question=question)), None)
        if found is None:
            new = place_id(assessment, question)
            unit.put(
                Consensus(
                    id=new, assessment=assessment, question=question, value=value, variant=variant, **given
                )
            )
            return
        after = replace(found, value=value, variant=variant, **given)
        if after != found:
            unit.put(after)

    return Edit(f"Consensus on {question}", do, merge)


def word_consensus(assessment: str, question: str, merge: str = "", **texts: str) -> Edit:
    """Write who agreed (`agreed_by`) or who did not (`dissent`); where nothing was agreed, nothing is written."""

    def do(unit: Unit) -> None:
        for found in unit.all(Consensus, assessment=assessment, question=question):
            after = replace(found, **texts)
            if after != found:
                unit.put(after)

    return Edit(f"Words on the consensus on {question}", do, merge)


def withdraw_consensus(assessment: str, question: str) -> Edit:
    """Take a consensus back; the single answers count again."""

    def do(unit: Unit) -> None:
        for each in unit.all(Consensus, assessment=assessment, question=question):
            unit.remove(Consensus, each.id)

    return Edit(f"Withdraw the consensus on {question}", do)


def restore(seq: int) -> Edit:
    """Bring an answer back to what it was after one line of its history."""

    def do(unit: Unit) -> None:
        entry = unit.history_entry(seq)
        wanted = entry.after if entry else None
        if not isinstance(wanted, Answer):
            raise StorageError("This line of the history holds no answer to restore.")
        found = next(iter(unit.all(Answer, respondent=wanted.respondent, question=wanted.question)), None)
        version = found.version if found else 0
        unit.put(replace(wanted, id=found.id if found else wanted.id, version=version))

    return Edit("Restore an earlier answer", do)
