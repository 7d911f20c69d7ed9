"""Who sees what: the columns of the heat map by role, team or group, none of them too small to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from workbench.analysis.breakdown import By, Column, columns, mostly_split
from workbench.analysis.standing import Standing
from workbench.charts.words import one_decimal, one_line
from workbench.domain.assessment import AnswerState, Consensus, Respondent
from workbench.domain.book import Book
from workbench.domain.role import Role
from workbench.domain.text import plural, spelled

OTHERS = "\N{MIDDLE DOT}others"
"""The key of the column in which small groups stand together."""
_NOUNS = {By.ROLE: "role", By.TEAM: "team", By.GROUP: "group"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One column: mean answers of 1..5 by question and by capability.

    `head` stands above it, `label` in a table, `name` in sentences; `many` says that the name takes the verb of several.
    On the questions of `split` they are in two camps themselves, so that no mean is shown; nor is one of the
    capabilities in `hidden`, which rest on such questions for at least half (`breakdown.mostly_split`).
    """

    key: str
    head: str
    label: str
    name: str
    many: bool
    questions: Mapping[str, Fraction]
    capabilities: Mapping[str, Fraction]
    split: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @property
    def comparable(self) -> Mapping[str, Fraction]:
        """The means of capabilities that may be shown, and so compared with those of others."""
        if not self.hidden:
            return self.capabilities
        return {key: mean for key, mean in self.capabilities.items() if key not in self.hidden}

    def of_capability(self, key: str, missing: str = "–") -> str:
        """The mean of a capability as printed: '2.3', 'split', or what says that there is none."""
        return "split" if key in self.hidden else one_decimal(self.capabilities.get(key), missing)


@dataclass(frozen=True, slots=True)
class Sight:
    """The columns of a heat map, what they are called together, and what is not shown and why."""

    by: By
    columns: tuple[Seen, ...]
    note: str = ""

    @property
    def count_words(self) -> str:
        """'4 roles', '1 team'."""
        return plural(len(self.columns), _NOUNS[self.by])


def by_role(standing: Standing, roles: Sequence[Role]) -> tuple[Seen, ...]:
    """Give a column for each role, in the order given, from a standing alone."""
    found: list[Seen] = []
    for role in roles:
        means = {part.capability.id: part.role_mean(role) for part in standing.capabilities.values()}
        own = {
            each.question.id: each.role_means[role]
            for each in standing.questions.values()
            if role in each.role_means
        }
        split = frozenset(key for key, each in standing.questions.items() if each.role_split(role))
        found.append(
            Seen(
                role.value,
                role.short,
                role.label,
                role.plural,
                True,
                own,
                {key: mean for key, mean in means.items() if mean is not None},
                split,
                frozenset(
                    key for key, part in standing.capabilities.items() if mostly_split(part, own, split)
                ),
            )
        )
    return tuple(found)


def merged_roles_seen(standing: Standing, roles: Collection[Role], smallest: int) -> tuple[Seen, ...]:
    """Give one column for several roles taken together, each counting the same; none where there is none to show.

    A question has a mean there only where at least `smallest` people of them chose an option.
    """
    means: dict[str, Fraction] = {}
    for key, each in standing.questions.items():
        found = [each.role_means[role] for role in roles if role in each.role_means]
        voices = sum(sum(each.role_distribution[role]) for role in roles if role in each.role_distribution)
        if found and voices >= smallest:
            means[key] = sum(found, Fraction(0)) / len(found)
    if not means:
        return ()
    capabilities: dict[str, Fraction] = {}
    for part in standing.capabilities.values():
        mean = part.mean_of(lambda each: means.get(each.question.id))
        if mean is not None:
            capabilities[part.capability.id] = mean
    return (Seen(OTHERS, "Others", "Others", "the others", True, means, capabilities),)


def answering_roles(standing: Standing) -> list[Role]:
    """The roles that chose an option somewhere, in their own order."""
    return [role for role in Role if any(role in each.role_means for each in standing.questions.values())]


def seen_by(book: Book, standing: Standing, by: By, *, narrowed: bool = False) -> Sight:
    """Give the columns by role, team or group.

    Teams and groups of fewer people than the assessment's smallest group stand together as 'others', and are
    left out where they are still too few; the note says so. Roles are shown whatever their size, unless the
    book is `narrowed` to a team or group: there they would be smaller groups still.
    """
    noun, smallest = _NOUNS[by], book.assessment.smallest_group
    if by is By.ROLE:
        roles = answering_roles(standing)
        people = {each.name: each.people for each in columns(book, standing, by)} if narrowed else {}
        large = [role for role in roles if not narrowed or people.get(role.value, 0) >= smallest]
        gone = plural(len(roles) - len(large), noun)
        note = f"Not shown: {gone} of fewer than {spelled(smallest)} people." if large != roles else ""
        return Sight(by, by_role(standing, large), note)
    found = columns(book, standing, by)
    if found and not any(each.name for each in found):
        return Sight(by, (), f"Nobody who answered has a {noun} yet.")
    small = [each.name for each in found if each.withheld]
    shown = [_seen(each) for each in found if not each.withheld]
    if not small:
        return Sight(by, tuple(shown))
    few = f"{plural(len(small), noun)} of fewer than {spelled(smallest)} people"
    if len(small) > 1:
        merged = columns(_renamed(book, by, small), standing, by)
        others = next((each for each in merged if each.name == OTHERS), None)
        if others is not None and not others.withheld:
            column = replace(_seen(others), head="Others", label="Others", name="the others", many=True)
            return Sight(by, (*shown, column), f"Others: {few}, taken together.")
    return Sight(by, tuple(shown), f"Not shown: {few}.")


def _seen(column: Column) -> Seen:
    name = one_line(column.name) or "Without one"
    return Seen(
        column.name, name, name, name, False, column.questions, column.capabilities, column.split, column.hidden
    )  # fmt: skip


def _renamed(book: Book, by: By, names: Sequence[str]) -> Book:
    """The book with the people of some teams or groups in one together."""
    copy = book.snapshot()
    field = by.value
    copy.rows[Respondent] = {
        each.id: replace(each, **{field: OTHERS}) if getattr(each, field).strip() in names else each
        for each in book.respondents
    }
    return copy


@dataclass(frozen=True, slots=True)
class People:
    """Whose answers are looked at: everybody's, or those of one role, team or group."""

    by: By | None = None
    name: str = ""

    @property
    def words(self) -> str:
        """'Everybody', 'Executives', 'Team Depot'."""
        if self.by is None:
            return "Everybody"
        if self.by is By.ROLE:
            return Role(self.name).plural.capitalize()
        return f"{self.by.value.capitalize()} {one_line(self.name)}"

    def book(self, book: Book) -> Book:
        """The book with their answers alone; what the room agreed on is not theirs."""
        if self.by is None:
            return book
        copy, field = book.snapshot(), self.by.value
        copy.rows[Respondent] = {
            each.id: each for each in book.respondents if str(getattr(each, field)).strip() == self.name
        }
        copy.rows[Consensus] = {}
        return copy


def choices(book: Book, standing: Standing) -> list[People]:
    """Everybody, each role that answered, and each team and group that is large enough to be looked at alone."""
    found = [People(), *(People(By.ROLE, role.value) for role in answering_roles(standing))]
    for by in (By.TEAM, By.GROUP):
        heard = _heard(book, standing, by)
        large = (name for name, people in heard.items() if name and people >= book.assessment.smallest_group)
        found += [People(by, name) for name in sorted(large, key=str.casefold)]
    return found


def _heard(book: Book, standing: Standing, by: By) -> Counter[str]:
    """How many people of each team or group answered; of a show of hands the most that were up at once."""
    up: Counter[str] = Counter()
    for question in standing.questions:
        for who, answer in book.answers_to(question).items():
            if answer.given:
                hands = sum(answer.counts.values()) if answer.state is AnswerState.COUNTED else 1
                up[who] = max(up[who], hands)
    found: Counter[str] = Counter()
    for each in book.respondents:
        if each.id in up:
            found[str(getattr(each, by.value)).strip()] += up[each.id]
    return found
