"""What can be told of a session without telling who was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.analysis.question import QuestionRating
from workbench.analysis.room import DONT_KNOW, NOT_APPLICABLE, Spread, finding, spread
from workbench.domain.book import Book
from workbench.domain.content import Question
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.role import Role
from workbench.domain.text import plural

_BESIDE = {NOT_APPLICABLE: "does not apply", DONT_KNOW: "don’t know"}


def present_by_role(book: Book, meeting: Meeting) -> str:
    """Who was there, counted by role, since a role title is often one person: '1 manager, 3 engineers'; or ''."""
    there = Counter(who.role for who in book.people() if who.id in meeting.present)
    return ", ".join(plural(there[role], role.label.lower(), role.plural) for role in Role if there[role])


def to_hold(listed: Iterable[Meeting]) -> Meeting | None:
    """The session that is going on, else the newest one that has not ended; of several the last in their order."""
    open_ones = [each for each in listed if not each.ended]
    going_on = [each for each in open_ones if each.started]
    return next(reversed(going_on or open_ones), None)


@dataclass(frozen=True, slots=True)
class Voted:
    """What may be told of one vote: never who said what, and how it spread only once it was revealed.

    `state` is 'hidden', 'revealed' or 'skipped'; `agreed` is what the room recorded, `dissent` the words kept beside it;
    `spread` says by role how many chose which sentence.
    """

    question: str
    title: str
    ask: str
    rounds: int
    state: str
    seconds: int
    agreed: str = ""
    sentence: str = ""
    dissent: str = ""
    finding: str = ""
    spread: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """All of it in words, a line each."""
        found = [
            f"Agreed on {self.agreed}: {self.sentence}" if self.sentence else f"Agreed on: {self.agreed}"
        ]
        found = found if self.agreed else ["Nothing is agreed on yet."]
        found += [f"Dissent: {self.dissent}"] if self.dissent else []
        if self.state != "revealed":
            return [*found, f"The vote is {self.state}."]
        return [*found, *filter(None, [self.finding]), *self.spread]


def voted_on(book: Book, meeting: Meeting, ratings: Mapping[str, QuestionRating]) -> list[Voted]:
    """The votes of a session, in the order they were begun; those on questions that the pack lost are left out.

    `ratings` are those of the assessment by question, as in `Standing.questions`.
    """
    votes = (each for each in book.all(Vote) if each.meeting == meeting.id)
    known = book.pack.by_question
    return [
        _voted(book, vote, known[vote.question], ratings.get(vote.question))
        for vote in sorted(votes, key=lambda each: each.position)
        if vote.question in known
    ]


def _voted(book: Book, vote: Vote, question: Question, rating: QuestionRating | None) -> Voted:
    agreed = book.consensus.get(question.id)
    state = "revealed" if vote.revealed else "skipped" if vote.skipped else "hidden"
    words = sentence = ""
    if agreed is not None:
        option = question.option(agreed.value, agreed.variant) if agreed.value else None
        words = f"level {agreed.value}" if agreed.value else "does not apply"
        sentence = option.text if option is not None else agreed.reason
    shown = spread(book, question) if vote.revealed else None
    return Voted(
        question=question.id,
        title=question.title or question.ask,
        ask=question.ask,
        rounds=len(vote.rounds),
        state=state,
        seconds=vote.seconds,
        agreed=words,
        sentence=sentence,
        dissent=agreed.dissent.strip() if agreed is not None else "",
        finding=finding(question, rating, shown) if shown is not None and rating is not None else "",
        spread=_by_label(shown) if shown is not None else (),
    )


def _by_label(shown: Spread) -> tuple[str, ...]:
    """How many of each role chose which level: 'Managers: 2 at level 2, 1 does not know'."""
    labels = dict.fromkeys(name for key in shown.keys for name in shown.counts.get(key, {}))
    found: list[str] = []
    for name in labels:
        counts: Counter[str] = Counter()
        for key in shown.keys:
            counts[_BESIDE.get(key, f"at level {key[0]}")] += shown.counts.get(key, {}).get(name, 0)
        said = ", ".join(f"{number} {words}" for words, number in counts.items() if number)
        if said:
            found.append(f"{name}: {said}" if name else f"Everybody: {said}")
    return tuple(found)
