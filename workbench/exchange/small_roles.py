"""Roles with too few people to be told apart in what leaves the program: they are merged into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.role import Role

OTHERS = "Others"


def merged_roles(book: Book) -> frozenset[Role]:
    """The roles whose people are shown together, since a role alone would tell who said what.

    It is every role with fewer people than the smallest group of the workspace, and as many of the next smallest
    ones as it takes until so many people stand behind what is merged: one small role alone would be told by its
    absence. A show of hands was given openly and counts nothing here.
    """
    people = Counter(each.role for each in book.respondents if each.kind is RespondentKind.PERSON)
    least = book.workspace.smallest_group
    order = sorted(people, key=lambda role: (people[role], list(Role).index(role)))
    merged = [role for role in order if people[role] < least]
    for role in order[len(merged) :]:
        if not merged or sum(people[each] for each in merged) >= least:
            break
        merged.append(role)
    return frozenset(merged)


def role_names(book: Book) -> Mapping[str, str]:
    """What each respondent is called by role, by id: the role, or 'Others' where it has too few people."""
    small = merged_roles(book)
    return {each.id: _name(each, small) for each in book.respondents}


def _name(each: Respondent, small: frozenset[Role]) -> str:
    hidden = each.role in small and each.kind is RespondentKind.PERSON
    return OTHERS if hidden else each.role.label
