"""Voting in a session: hands and single voices are hidden until they are revealed, and only then become answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from workbench.actions import entries
from workbench.actions.answers import offered, place_id, refuse
from workbench.actions.edit import Edit
from workbench.domain.assessment import (
    TALLY_KEY,
    Answer,
    AnswerState,
    Assessment,
    Respondent,
    RespondentKind,
)
from workbench.domain.entity import new_id, require
from workbench.domain.meeting import Meeting, Round, Vote, hands_key, question_key, split_hands
from workbench.domain.role import Role
from workbench.storage.unit import Unit


def _vote(unit: Unit, meeting: Meeting, question: str) -> Vote:
    found = next(iter(unit.all(Vote, meeting=meeting.id, question=question)), None)
    return found or Vote(
        # Voted on, taken back and voted on again it is the same entry.
        id=place_id(meeting.id, question),
        assessment=meeting.assessment,
        meeting=meeting.id,
        question=question,
        position=entries.next_position(unit, Vote, meeting.assessment),
    )


def _check(unit: Unit, meeting: Meeting, question: str, option: str) -> None:
    known = offered(unit, Assessment, meeting.assessment, question)
    if not TALLY_KEY.fullmatch(option) or option[0].isdigit():
        refuse(question, option, known)


def _change_round(
    meeting_id: str, question: str, label: str, options: tuple[str, ...], change: Callable[[Round], Round]
) -> Edit:
    """Change the round that is hidden still, or begin one."""

    def do(unit: Unit) -> None:
        meeting = unit.get(Meeting, meeting_id)
        for option in options:
            _check(unit, meeting, question, option)
        before = _vote(unit, meeting, question)
        hidden = bool(before.rounds) and not before.revealed
        now = before.rounds[-1] if hidden else Round()
        after = change(now)
        if after != now:
            kept = before.rounds[:-1] if hidden else before.rounds
            unit.put(replace(before, rounds=(*kept, after), revealed=False, skipped=False))

    return Edit(label, do)


def raise_hands(meeting_id: str, question: str, role: Role, option: str, by: int) -> Edit:
    """Count hands of a role for an option by its key, 'na' or 'dk'; a negative `by` takes some off.

    The edit raises `ValueError` for a question that the pack does not have, or an option that it does not offer.
    """
    key = hands_key(role, option)

    def change(now: Round) -> Round:
        return _with_hands(now, {key: max(0, now.hands.get(key, 0) + by)})

    return _change_round(meeting_id, question, f"Count hands on {question}", (option,), change)


def count_hands(meeting_id: str, question: str, role: Role, counts: Mapping[str, int]) -> Edit:
    """Type how many hands of a role were raised, by option; what is not named stays as it was counted."""
    given = {hands_key(role, option): number for option, number in counts.items()}
    return _change_round(
        meeting_id, question, f"Count hands on {question}", tuple(counts), lambda now: _with_hands(now, given)
    )


def _with_hands(now: Round, counts: Mapping[str, int]) -> Round:
    hands = {**now.hands, **counts}
    return replace(now, hands={key: number for key, number in hands.items() if number})


def speak(meeting_id: str, question: str, respondent_id: str, option: str) -> Edit:
    """Take one voice down: an option by its key, 'na' or 'dk'; '' takes it back."""

    def change(now: Round) -> Round:
        voices = {who: said for who, said in now.voices.items() if who != respondent_id}
        return replace(now, voices={**voices, respondent_id: option} if option else voices)

    return _change_round(meeting_id, question, f"A voice on {question}", (option,) if option else (), change)


def again(meeting_id: str, question: str) -> Edit:
    """Vote once more; what was revealed stays until the new round is."""

    def do(unit: Unit) -> None:
        before = _vote(unit, unit.get(Meeting, meeting_id), question)
        if before.revealed:
            unit.put(replace(before, rounds=(*before.rounds, Round()), revealed=False))

    return Edit(f"Vote again on {question}", do)


def skip(meeting_id: str, question: str) -> Edit:
    """Go on without a vote; one begun is kept hidden, and coming back takes it up."""

    def do(unit: Unit) -> None:
        before = _vote(unit, unit.get(Meeting, meeting_id), question)
        if not before.skipped and not before.revealed:
            unit.put(replace(before, skipped=True))

    return Edit(f"Skip {question}", do)


def spend(meeting_id: str, question: str, seconds: int) -> Edit:
    """Add to the time a question took."""

    def do(unit: Unit) -> None:
        before = _vote(unit, unit.get(Meeting, meeting_id), question)
        unit.put(replace(before, seconds=before.seconds + seconds))

    return Edit(f"Time of {question}", do)


def reveal(meeting_id: str, question: str) -> Edit:
    """Show a vote: hands become the answers of the shows of hands of their roles, single voices those of who gave them.

    A round takes the place of the one before: who gave a voice then and none now has none. What was sent in alone stays
    beside it. Without a round of its own it shows what came in already.

    The edit raises `ValueError` when a round begun anew is empty: it would take every answer of the last one away.
    """

    def do(unit: Unit) -> None:
        meeting = unit.get(Meeting, meeting_id)
        offered(unit, Assessment, meeting.assessment, question)
        vote = _vote(unit, meeting, question)
        if vote.revealed:
            return
        now = vote.rounds[-1] if vote.rounds else Round()
        last = vote.rounds[-2] if len(vote.rounds) > 1 else Round()
        require(
            bool(now.hands or now.voices) or len(vote.rounds) < 2,
            "Nobody has voted in this round. Count hands, take a voice down, or undo the new round.",
        )
        _answer_hands(unit, meeting, question, now, last)
        _answer_voices(unit, question, now, last)
        took = meeting.clock.get(question_key(question), vote.seconds)
        unit.put(replace(vote, rounds=vote.rounds or (now,), revealed=True, skipped=False, seconds=took))

    return Edit(f"Reveal the vote on {question}", do)


def _by_role(each: Round) -> dict[Role, dict[str, int]]:
    found: dict[Role, dict[str, int]] = defaultdict(dict)
    for key, number in each.hands.items():
        role, option = split_hands(key)
        found[role][option] = number
    return found


def _answer_hands(unit: Unit, meeting: Meeting, question: str, now: Round, last: Round) -> None:
    counted = _by_role(now)
    shows = {
        each.role: each
        for each in unit.all(Respondent, assessment=meeting.assessment)
        if each.kind is RespondentKind.TALLY
    }
    for role in (each for each in Role if each in counted or each in _by_role(last)):
        if role not in shows:
            shows[role] = unit.put(
                Respondent(
                    id=new_id(),
                    assessment=meeting.assessment,
                    role=role,
                    kind=RespondentKind.TALLY,
                    position=entries.next_position(unit, Respondent, meeting.assessment),
                )
            )
        hands = counted.get(role, {})
        state = AnswerState.COUNTED if hands else AnswerState.OPEN
        before = _answer(unit, shows[role].id, question)
        _put(unit, before, replace(before, state=state, value=None, variant=0, counts=hands))


def _answer_voices(unit: Unit, question: str, now: Round, last: Round) -> None:
    known = {*now.voices, *last.voices}
    for who in sorted(known):
        if unit.find(Respondent, who) is None:
            continue
        said = now.voices.get(who, "")
        before = _answer(unit, who, question)
        level, _, variant = said.partition(".") if said[:1].isdigit() else ("", "", "")
        state = {"": AnswerState.OPEN, "na": AnswerState.NOT_APPLICABLE, "dk": AnswerState.DONT_KNOW}.get(
            said, AnswerState.RATED
        )
        after = replace(
            before,
            state=state,
            value=int(level) if level else None,
            variant=int(variant or 0),
            counts={},
            # The choice was open, but words sent in alone before stay words sent in alone.
            alone=before.alone and bool(before.note.strip() or before.reason.strip()),
        )
        _put(unit, before, after)


def _answer(unit: Unit, respondent: str, question: str) -> Answer:
    found = next(iter(unit.all(Answer, respondent=respondent, question=question)), None)
    return found or Answer(id=place_id(respondent, question), respondent=respondent, question=question)


def _put(unit: Unit, before: Answer, after: Answer) -> None:
    if after != before:
        unit.put(after)
