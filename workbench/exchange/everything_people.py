"""The people the change depends on, as counts alone: nobody's stance, influence, competence or place is in a table."""

from __future__ import annotations

from collections import Counter

from workbench.analysis.people import coalition_of, placing
from workbench.analysis.small_roles import OTHERS, merged_roles
from workbench.domain.assessment import RespondentKind
from workbench.domain.book import Book
from workbench.domain.role import Role
from workbench.domain.talent import STANCES
from workbench.exchange.everything_parts import Field, number, table
from workbench.exchange.sheets import Sheet, Value

SMALLEST = 3
"""From how many people on counts of them are given, whatever the workspace says."""
_Row = tuple[str, str, Value]


def people(book: Book) -> Sheet:
    """How many people there are by role, stance and skill level; nothing where too few stand behind a count."""
    fields: list[Field[_Row]] = [
        ("What", lambda row: row[0]),
        ("Which", lambda row: row[1]),
        ("Count", lambda row: row[2]),
    ]
    return table("People, counts", fields, [*_asked(book), *_listed(book)])


def _asked(book: Book) -> list[_Row]:
    """Who was asked, roles with too few people together."""
    small = merged_roles(book)
    count = Counter(each.role for each in book.respondents if each.kind is RespondentKind.PERSON)
    rows: list[_Row] = [
        ("People asked", role.plural, count[role]) for role in Role if count[role] and role not in small
    ]
    if small:
        rows.append(("People asked", OTHERS, sum(count[role] for role in small)))
    hands = sum(1 for each in book.respondents if each.kind is RespondentKind.TALLY)
    return [*rows, ("Shows of hands", "", hands)] if hands else rows


def _listed(book: Book) -> list[_Row]:
    least = max(SMALLEST, book.assessment.smallest_group)
    talents = book.talents
    if len(talents) < least:
        return []
    rows: list[_Row] = [("People listed", "", len(talents))]
    known = [each for each in talents if each.stance is not None]
    if len(known) >= least:
        rows += [
            ("People by stance", words, sum(1 for each in known if each.stance == stance))
            for stance, words in STANCES.items()
        ]
    found = coalition_of(talents)
    if found.value is not None and len(found.people) >= least:
        rows.append(("Coalition", f"−1 to 1, of {len(found.people)} people", number(found.value)))
    plan = book.role_plan
    levels = placing(
        book.pack.skill_levels, book.pack.competences, talents, plan.needed if plan is not None else {}
    )
    if levels.placed >= least:
        rows += [
            ("People by skill level", f"{each.level.id} {each.level.name}", len(each.placed))
            for each in levels.levels
        ]
        if levels.below:
            rows.append(("People by skill level", "Below the first", len(levels.below)))
    return rows


def role_plan(book: Book) -> Sheet:
    """Which form the SRE role takes, and how many people it needs at each level."""
    plan = book.role_plan
    rows: list[_Row] = []
    if plan is not None:
        names = {each.id: each.title for each in book.pack.role_models}
        rows = [
            ("Form of the role", "", names.get(plan.model, plan.model) or None),
            ("Reason", "", plan.reason),
            ("Engineers", "", plan.engineers),
            ("Teams", "", plan.teams),
            ("Free to choose", "", plan.freedom),
            *(("People needed", level, count) for level, count in plan.needed.items()),
        ]
    fields: list[Field[_Row]] = [
        ("What", lambda row: row[0]),
        ("Which", lambda row: row[1]),
        ("Value", lambda row: row[2]),
    ]
    return table("Role plan", fields, rows)
