"""How single roles, teams or groups see each capability: the columns of a heat map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from workbench.analysis.maturity import CapabilityRating
from workbench.analysis.question import Tally, rate_tallies
from workbench.analysis.standing import Standing, voices_of
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.role import Role


class By(StrEnum):
    """What the voices are sorted by."""

    ROLE = "role"
    TEAM = "team"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Column:
    """How one role, team or group sees things: mean answers of 1..5 by question and by capability.

    `name` is a role's value, or a team's or group's name, '' for those who have none. `people` counts persons,
    and for a show of hands the most that were up at once. Where a team or group has fewer people than the
    assessment's smallest group, `withheld` is set and there are no means: nobody's answers can be read off.
    `split` names the questions on which the column itself is in two camps, so that their mean is not shown;
    `hidden` the capabilities of which the mean is not shown either (`mostly_split`).
    """

    name: str
    people: int
    withheld: bool
    questions: Mapping[str, Fraction]
    capabilities: Mapping[str, Fraction]
    split: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """The head of the column, where it is a team or a group."""
        return self.name or "None"


_KEYS: Mapping[By, Callable[[Respondent], str]] = {
    By.ROLE: lambda each: each.role.value,
    By.TEAM: lambda each: each.team.strip(),
    By.GROUP: lambda each: each.group.strip(),
}


def mostly_split(part: CapabilityRating, answered: Collection[str], split: Collection[str]) -> bool:
    """Say whether somebody's mean of a capability is to be hidden, since it rests on two camps of their own.

    It is where at least half of the weight of the applicable questions they `answered` lies on those of them in
    which they are `split`: of such a mean hardly anyone would be near (domain.md 2.3, 'two camps': hide the mean).
    """
    asked = [each.question for each in part.questions if each.applicable and each.question.id in answered]
    apart = sum(each.weight for each in asked if each.id in split)
    return apart > 0 and 2 * apart >= sum(each.weight for each in asked)


def divided(part: CapabilityRating) -> bool:
    """Say whether everybody's mean of a capability rests on two camps, by the rule of `mostly_split`."""
    scored = [each for each in part.questions if each.applicable and each.index is not None]
    hidden = {each.question.id for each in scored if each.mean_hidden}
    return mostly_split(part, {each.question.id for each in scored}, hidden)


def _people(book: Book, key: Callable[[Respondent], str], answered: Mapping[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in book.respondents:
        if each.id in answered:
            found[key(each)] += answered[each.id] if each.kind is RespondentKind.TALLY else 1
    return found


def columns(book: Book, standing: Standing, by: By) -> tuple[Column, ...]:
    """Give the mean answer to each capability by role, team or group, of those who answered anything.

    Within a column each role counts the same, as in the index; a capability's mean runs over its applicable
    questions by weight, over those the column answered. Roles come in their own order, teams and groups by
    name, those without one last. What the room agreed on does not enter.
    """
    key = _KEYS[by]
    respondents = {each.id: each for each in book.respondents}
    tallies: dict[str, dict[str, dict[Role, Tally]]] = defaultdict(dict)
    answered: dict[str, int] = {}
    for rating in standing.questions.values():
        question, levels = rating.question.id, rating.levels
        for answer in book.answers_to(question).values():
            who = respondents.get(answer.respondent)
            if who is None or not answer.counts_for(rating.question):
                continue
            said = tallies[key(who)].setdefault(question, {}).setdefault(who.role, Tally())
            hands = 0
            for voice in voices_of(answer, who.role):
                if voice.value is None or levels.count(voice.value) > voice.variant:
                    said.add(voice)
                    hands += voice.count
            answered[who.id] = max(answered.get(who.id, 0), hands)
    people = _people(book, key, answered)
    smallest = 0 if by is By.ROLE else book.assessment.smallest_group
    order = {role.value: i for i, role in enumerate(Role)}
    names = sorted(
        tallies, key=lambda name: (name == "", order.get(name, 0) if by is By.ROLE else 0, name.casefold())
    )
    return tuple(_column(name, people[name], smallest, tallies[name], standing) for name in names)


def _column(
    name: str, people: int, smallest: int, tallies: Mapping[str, Mapping[Role, Tally]], standing: Standing
) -> Column:
    if people < smallest:
        return Column(name, people, True, {}, {})
    means: dict[str, Fraction] = {}
    split: set[str] = set()
    for question, said in tallies.items():
        rating = rate_tallies(standing.questions[question].question, said)
        seen = rating.role_means.values()
        if seen:
            means[question] = sum(seen, Fraction(0)) / len(seen)
        if rating.accord.mean_hidden:
            split.add(question)
    capabilities: dict[str, Fraction] = {}
    for part in standing.capabilities.values():
        mean = part.mean_of(lambda each: means.get(each.question.id))
        if mean is not None:
            capabilities[part.capability.id] = mean
    hidden = (key for key, part in standing.capabilities.items() if mostly_split(part, means, split))
    return Column(name, people, False, means, capabilities, frozenset(split), frozenset(hidden))
