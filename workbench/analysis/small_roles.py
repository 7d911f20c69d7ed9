"""Roles with too few people to be told apart in what leaves the program: they are merged into 'others'.

The rule binds answers sent in alone; what was said openly in the room may be shown by role at any size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from workbench.domain.assessment import Answer, Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.role import Role

OTHERS = "Others"


def _spoke(book: Book) -> dict[str, list[Answer]]:
    """What each person chose or typed whose answers count, by respondent."""
    people = {each.id for each in book.people() if not each.set_aside}
    found: dict[str, list[Answer]] = {}
    for question in book.answered_ids:
        for who, answer in book.answers_to(question).items():
            if who in people and (answer.given or answer.note.strip() or answer.reason.strip()):
                found.setdefault(who, []).append(answer)
    return found


def merged_roles(book: Book) -> frozenset[Role]:
    """The roles whose people are shown together, since a role alone would tell who said what.

    It is every role in which somebody answered alone and fewer people answered than the smallest group of the
    assessment, and as many of the next smallest ones as it takes until so many people stand behind what is merged: one
    small role alone would be told by its absence. All of them at once are none to be shown by role.
    """
    spoke = _spoke(book)
    people: Counter[Role] = Counter()
    alone: set[Role] = set()
    for each in book.people():
        said = spoke.get(each.id)
        if said:
            # A note alone is told by somebody, too, but stands behind no figure.
            people[each.role] += any(answer.given for answer in said)
            if any(answer.alone for answer in said):
                alone.add(each.role)
    least = book.assessment.smallest_group
    order = sorted(people, key=lambda role: (people[role], list(Role).index(role)))
    merged = [role for role in order if people[role] < least and role in alone]
    for role in order:
        if not merged or sum(people[each] for each in merged) >= least:
            break
        if role not in merged:
            merged.append(role)
    return frozenset(merged)


def told_by_role(book: Book) -> tuple[frozenset[Role], frozenset[Role]]:
    """The roles whose people are not told apart where all they said is shown, and those among them that are too small.

    Whoever was set aside is told by nothing else than the rest, so they count here, unlike in `merged_roles`.
    """
    least = book.assessment.smallest_group
    if least == 1:
        return frozenset(), frozenset()
    alone: set[Role] = set()
    people: Counter[Role] = Counter()
    for each in book.people():
        said = [book.answer(each.id, question) for question in book.answered_ids]
        given = [answer for answer in said if answer is not None]
        people[each.role] += any(answer.given for answer in given)
        if any(answer.alone for answer in given):
            alone.add(each.role)
    small = set(merged_roles(book)) | {role for role in alone if people[role] < least}
    for role in sorted(people, key=lambda role: (people[role], list(Role).index(role))):
        if not small or sum(people[each] for each in small) >= least:
            break
        small.add(role)
    return frozenset(alone | small), frozenset(small)


def role_names(book: Book, aside: bool = False) -> Mapping[str, str]:
    """What each respondent is called by role, by id: the role, or 'Others' where it has too few people.

    `aside` is for what tells the answers of those who were set aside as well.
    """
    small = told_by_role(book)[1] if aside else merged_roles(book)
    return {each.id: _name(each, small) for each in book.respondents}


def _name(each: Respondent, small: Iterable[Role]) -> str:
    hidden = each.role in small and each.kind is RespondentKind.PERSON
    return OTHERS if hidden else each.role.label


def answered_alone(book: Book) -> frozenset[str]:
    """The people who sent an answer in alone, by id: what they said is printed by role, never by title."""
    return frozenset(who for who, said in _spoke(book).items() if any(each.alone for each in said))
