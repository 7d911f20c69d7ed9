"""How sure a level is, in one sentence that names the main reason (domain.md 2.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.figures import per_cent
from workbench.analysis.maturity import CapabilityRating, Rating
from workbench.analysis.question import QuestionRating
from workbench.analysis.sensitivity import leave_questions_out, leave_role_out, roles_of, without_one_role
from workbench.analysis.stability import Stabilities, Stability, Sure, capability_stability, stabilities
from workbench.analysis.standing import Standing
from workbench.domain.content import Pack
from workbench.domain.role import Role
from workbench.domain.text import plural, short


class Reason(StrEnum):
    """What a level hangs on most."""

    NOT_RATED = "not_rated"
    OPEN_QUESTIONS = "open_questions"
    WEIGHTS = "weights"
    ROLE = "role"
    CONSENSUS = "consensus"
    QUESTION = "question"
    NOTHING = "nothing"


_FIRM = {
    Reason.ROLE: "Firm against other weights, but without the {what} it would be {then}.",
    Reason.CONSENSUS: "Firm against other weights, but from the single answers alone it would be {then}.",
    Reason.QUESTION: "Firm against other weights, but without the question ‘{what}’ it would be {then}.",
    Reason.NOTHING: "Firm: it stays {now} in {stays} of {draws} other weightings, whichever role or question is left out.",
}
_FIRM_ROLLED = "Firm: it stays {now} in {stays} of {draws} other weightings, whichever role is left out."
# Where small roles are not told apart, nothing is said of what would be without them.
_FIRM_MERGED = "Firm: it stays {now} in {stays} of {draws} other weightings, whichever question is left out."
_FIRM_ROLLED_MERGED = "Firm: it stays {now} in {stays} of {draws} other weightings."
_LIKELY = {
    Reason.ROLE: "Likely: it stays {now} in {stays} of {draws} other weightings, and without the {what} it would be {then}.",
    Reason.CONSENSUS: "Likely: it stays {now} in {stays} of {draws} other weightings, and from the single answers alone it would be {then}.",
    Reason.QUESTION: "Likely: it stays {now} in {stays} of {draws} other weightings, and without the question ‘{what}’ it would be {then}.",
    Reason.NOTHING: "Likely: it stays {now} in {stays} of {draws} other weightings.",
}
_OPEN = {
    Reason.ROLE: "Open: it stays {now} in only {stays} of {draws} other weightings, and without the {what} it would be {then}.",
    Reason.CONSENSUS: "Open: it stays {now} in only {stays} of {draws} other weightings, and from the single answers alone it would be {then}.",
    Reason.QUESTION: "Open: it stays {now} in only {stays} of {draws} other weightings, and without the question ‘{what}’ it would be {then}.",
    Reason.NOTHING: "Open: it stays {now} in only {stays} of {draws} other weightings.",
}
_SENTENCES = {Sure.FIRM: _FIRM, Sure.LIKELY: _LIKELY, Sure.OPEN: _OPEN}


@dataclass(frozen=True, slots=True)
class HowSure:
    """Whether a level is firm, likely or open, the main reason, and both in a sentence."""

    word: Sure
    reason: Reason
    sentence: str


@dataclass(frozen=True, slots=True)
class Surenesses:
    """How sure every level is; `None` where nothing applies."""

    capabilities: Mapping[str, HowSure | None]
    areas: Mapping[str, HowSure | None]
    overall: HowSure | None


@dataclass(frozen=True, slots=True)
class _Otherwise:
    """What a rating would be without something: a role, the consensus, a question."""

    reason: Reason
    what: str
    rating: Rating


def _unsettled(rating: Rating, still_open: int, pack: Pack) -> HowSure | None:
    """The reasons why a level is not settled at all."""
    if rating.level is None:
        share = per_cent(rating.coverage)
        said = f"Open: {share} of the weight is answered, and a level needs half of it."
        return HowSure(Sure.OPEN, Reason.NOT_RATED, said)
    if rating.level_high > rating.level_low:
        most, waiting = pack.level_name(rating.level_high), plural(still_open, "question")
        said = f"Open: it may still become {most}, with {waiting} unanswered."
        return HowSure(Sure.OPEN, Reason.OPEN_QUESTIONS, said)
    return None


def _judge(
    rating: Rating,
    still_open: int,
    stability: Stability | None,
    others: Iterable[_Otherwise],
    pack: Pack,
    firm: str = _FIRM[Reason.NOTHING],
) -> HowSure | None:
    if not rating.applicable:
        return None
    unsettled = _unsettled(rating, still_open, pack)
    if unsettled is not None or stability is None or rating.level is None:
        return unsettled
    other = next((each for each in others if each.rating.level != rating.level), None)
    reason = other.reason if other is not None else Reason.NOTHING
    then = other.rating.level if other is not None else None
    settled = other is None and stability.word is Sure.FIRM
    said = (firm if settled else _SENTENCES[stability.word][reason]).format(
        now=pack.level_name(rating.level),
        stays=f"{stability.stays:,}",
        draws=f"{stability.draws:,}",
        what=other.what if other is not None else "",
        then="not rated" if then is None else pack.level_name(then),
    )
    return HowSure(stability.word, reason if stability.word is Sure.FIRM else Reason.WEIGHTS, said)


def _open(questions: Iterable[QuestionRating]) -> int:
    return sum(1 for each in questions if each.applicable and not each.scored)


def capability_sureness(
    part: CapabilityRating,
    pack: Pack,
    stability: Stability | None = None,
    small: Collection[Role] = (),
) -> HowSure | None:
    """Say how sure a capability's level is.

    Open while it is not rated or an open question may still raise it; else the word comes from the draws of
    weights (`stability`, made here when not given). The sentence also names what it would not survive: the
    absence of a role, of the consensus, or of one question; the absence of a `small` role is never told.

    Returns:
        `None` where no question applies.
    """

    def others() -> Iterable[_Otherwise]:
        for role in roles_of(part.questions):
            if role in small:
                continue
            yield _Otherwise(Reason.ROLE, role.plural, leave_role_out(part, role))
        yield _Otherwise(Reason.CONSENSUS, "", part.without_consensus)
        titles = {each.question.id: each.question.title or each.question.ask for each in part.questions}
        for left in leave_questions_out(part):
            yield _Otherwise(Reason.QUESTION, short(titles[left.question]), left.rating)

    if stability is None and part.rating.level_high == part.rating.level_low:
        stability = capability_stability(part)
    firm = _FIRM_MERGED if small else _FIRM[Reason.NOTHING]
    return _judge(part.rating, _open(part.questions), stability, others(), pack, firm)


def surenesses(
    standing: Standing, pack: Pack, found: Stabilities | None = None, small: Collection[Role] = ()
) -> Surenesses:
    """Say how sure every level is: of the capabilities, the areas and the whole.

    It draws 1,000 weightings unless their outcome is given: never on the way of an answer. What is found for a
    standing is remembered with it. What would be without one of the roles that are too `small` to be told apart stands
    in no sentence.
    """
    if found is not None and found is not stabilities(standing):
        return _surenesses(standing, pack, found, small)
    key = f"surenesses {pack.content_hash} {' '.join(sorted(small))}"
    known = standing.worked_out.get(key)
    if not isinstance(known, Surenesses):
        known = standing.worked_out[key] = _surenesses(standing, pack, found, small)
    return known


def _surenesses(
    standing: Standing, pack: Pack, found: Stabilities | None, small: Collection[Role]
) -> Surenesses:
    drawn = found if found is not None else stabilities(standing)
    parts = standing.capabilities
    told = [role for role in roles_of(list(standing.questions.values())) if role not in small]
    absent = {role: without_one_role(standing, role) for role in told}
    firm = _FIRM_ROLLED_MERGED if small else _FIRM_ROLLED

    def area(key: str) -> HowSure | None:
        own = (each for part in parts.values() if part.capability.area == key for each in part.questions)
        others = [
            *(_Otherwise(Reason.ROLE, role.plural, each.areas[key]) for role, each in absent.items()),
            _Otherwise(Reason.CONSENSUS, "", standing.without_consensus.areas[key]),
        ]
        return _judge(standing.areas[key], _open(own), drawn.areas[key], others, pack, firm)

    others = [
        *(_Otherwise(Reason.ROLE, role.plural, each.overall) for role, each in absent.items()),
        _Otherwise(Reason.CONSENSUS, "", standing.without_consensus.overall),
    ]
    still_open = _open(standing.questions.values())
    return Surenesses(
        {key: capability_sureness(part, pack, drawn.capabilities[key], small) for key, part in parts.items()},
        {key: area(key) for key in standing.areas},
        _judge(standing.overall, still_open, drawn.overall, others, pack, firm),
    )
