"""A workspace that is saved to step by step, such that half a step would show."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlcipher3 import dbapi2

from workbench.actions import answers, assessments, respondents
from workbench.actions.edit import Edit, perform, together
from workbench.domain.assessment import Answer, Consensus
from workbench.domain.content import Pack
from workbench.domain.role import Role
from workbench.storage.store import Store
from workbench.storage.unit import Unit

ASSESSMENT, MANAGER, ENGINEER = "a" * 32, "b" * 32, "c" * 32
_CAPABILITIES = "SPON TAL KPI ROLE ADVB OBS SLO DISC OUT XAC"
# Forty questions of the built-in pack: every one of these capabilities asks four.
_ASKED = tuple(f"{name}-{number}" for name in _CAPABILITIES.split() for number in range(1, 5))
QUESTIONS = len(_ASKED)
# Long enough to spread a step over several pages of the file.
_TALK = "We hear about a release when the pager goes off. " * 40


def prepare(path: Path, pack: Pack, source: str) -> None:
    """Make the workspace."""
    with Store.create(path, "Tern Health") as store:
        make = [
            assessments.create(pack, source, "Autumn", dt.date(2026, 11, 22), Role, assessment_id=ASSESSMENT),
            respondents.add(ASSESSMENT, Role.MANAGER, respondent_id=MANAGER),
            respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id=ENGINEER),
        ]
        perform(store, together("Prepare", make))


def question(number: int) -> str:
    """The question a step is about."""
    return _ASKED[number % QUESTIONS]


def value(number: int) -> int:
    """What everybody says in a step."""
    return number % 7 % 5 + 1


def step(number: int) -> Edit:
    """One save: two people answer with a note, and the room agrees; every part carries the number."""
    agree = answers.agree(ASSESSMENT, question(number), value(number), agreed_by=str(number))
    both = [answers.rate(who, question(number), value(number)) for who in (MANAGER, ENGINEER)]
    notes = [answers.set_note(who, question(number), f"{number}: {_TALK}") for who in (MANAGER, ENGINEER)]
    return together(f"Step {number}", [*both, *notes, agree])


def steps_in(unit: Unit) -> int:
    """How many steps a workspace holds."""
    return max((int(each.agreed_by) for each in unit.all(Consensus)), default=-1) + 1


def check(path: Path, acknowledged: int) -> int:
    """Open the file as the program would after a crash, and give the last step in it.

    Everything acknowledged must be there, at most one step more, and no step by half.
    """
    with Store.open(path) as store:
        last = held(store, acknowledged)
        assert store.path == path
    assert sound(path)
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]
    return last


def held(store: Store, acknowledged: int) -> int:
    """The last step in a workspace, which is whole, as are all before it."""
    with store.unit(writes=False) as unit:
        agreed = {int(each.agreed_by): each for each in unit.all(Consensus, assessment=ASSESSMENT)}
        said = {(each.respondent, each.question): each for each in unit.all(Answer)}
        last = steps_in(unit) - 1
        assert acknowledged <= last <= acknowledged + 1
        for number in range(max(0, last - QUESTIONS + 1), last + 1):
            assert agreed[number].question == question(number)
            assert agreed[number].value == value(number)
            for who in (MANAGER, ENGINEER):
                answer = said[who, question(number)]
                assert answer.value == value(number)
                assert answer.note == f"{number}: {_TALK}"
                if number == last:
                    assert unit.history(Answer, answer.id)[0].after == answer
        assert len(said) == 2 * len(agreed) == 2 * min(last + 1, QUESTIONS)
    return last


def sound(path: Path) -> bool:
    """Whether SQLite itself finds nothing wrong with a file."""
    connection = dbapi2.connect(str(path))  # pyright: ignore[reportAttributeAccessIssue]
    try:
        fine = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return fine and connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()
