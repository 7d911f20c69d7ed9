"""What titles claim, read back from whole reports: ties, nothing rated, one respondent, nothing placed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.reports import sample
from tests.reports.test_editions import answered
from tests.reports.test_leads import content, hexed
from tests.reports.test_report import FULL, all_text, made, reader, squeezed
from workbench.domain.action import Action
from workbench.domain.assessment import Answer, AnswerState, Target
from workbench.domain.book import Book, Change
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.entity import Entity
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.risk import Risk, RiskKind
from workbench.domain.service import Service
from workbench.domain.talent import Talent


def of(*entries: Entity) -> Book:
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), [*sample.respondents(), *entries])


def alone(value: int = 2) -> Book:
    """One manager alone has answered every question a manager is asked."""
    one = sample.respondents()[4]
    answers = [
        Answer(id=each.id, respondent=one.id, question=each.id, state=AnswerState.RATED, value=value)
        for each in sample.pack().questions
        if one.role in each.roles
    ]
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), [one, *answers])


def risk(number: int, **more: Any) -> Risk:
    return Risk(
        id=f"r{number}",
        assessment="a",
        code=f"T{number}",
        title=f"Risk {number}",
        **{"kind": RiskKind.THREAT, **more},
    )


def obstacle(number: int, **more: Any) -> Obstacle:
    return Obstacle(id=f"o{number}", assessment="a", code=f"B{number}", title=f"Obstacle {number}", **more)


def action(number: int, **more: Any) -> Action:
    return Action(id=f"a{number}", assessment="a", code=f"A{number}", title=f"Action {number}", **more)


def need(number: int) -> Need:
    return Need(id=f"n{number}", assessment="a", code=f"N{number}", title=f"Need {number}")


def toil(number: int) -> Discovery:
    return Discovery(
        id=f"h{number}", assessment="a", code=f"H{number}", title=f"Work {number}", kind=DiscoveryKind.TOIL, runs=10.0,
        minutes=60.0, people=1.0, position=number,
    )  # fmt: skip


def service(number: int) -> Service:
    return Service(id=f"s{number}", assessment="a", code=f"S{number}", title=f"Service {number}")


def person(number: int, influence: int | None, stance: int | None) -> Talent:
    return Talent(
        id=f"p{number}",
        assessment="a",
        code=f"P{number}",
        role_title=f"Role {number}",
        influence=influence,
        stance=stance,
    )


# Where a target is not set it is one more, and 3 at the most (domain.md 2.2): all at 3 are at their targets.
CASES: list[tuple[str, Book, tuple[str, ...], tuple[str, ...]]] = [
    ("all alike", answered(3), ("summary",), ("Lumen Freight is Defined. Every dimension is at its target.",
     "Every rated capability is at its target.")),
    ("all alike", answered(3), ("profile",), ("All 8 rated dimensions stand at 3.0.", "The 30 rated capabilities all stand at 3.0")),
    ("all alike", answered(3), ("agreement",), ("People agree on all 100 questions.",)),
    ("all alike", answered(3), ("areas",), ("Prevision: every rated capability is at its target.",)),
    ("nobody answered", of(), ("summary",), ("No scores yet.", "No capability is rated yet.")),
    ("nobody answered", of(), ("profile",), ("No scores yet.",)),
    ("nobody answered", of(), ("areas",), ("No scores yet in this area.",)),
    # A manager is asked about 25 of the 30 capabilities to the half at least; all of them stand at 2.0.
    ("one respondent", alone(), ("profile",), ("All 8 rated dimensions stand at 2.0.", "Only managers have answered so far")),
    ("one respondent", alone(), ("areas",), ("“Sponsorship and deterrents” is one level short of its target.",)),
    ("risks not rated", of(risk(1), risk(2)), ("risks",), ("No threat is rated yet.",)),
    ("two risks tie", of(risk(1, frequency=5, impact=5), risk(2, frequency=5, impact=5)), ("risks",),
     ("Two threats sit above the limit before treatment.", "No treatment is rated yet.")),
    ("one small risk", of(risk(1, frequency=1, impact=1)), ("risks",), ("No threat sits above the limit.",)),
    ("one opportunity", of(risk(1, kind=RiskKind.OPPORTUNITY, frequency=5, impact=5)), ("risks",),
     ("One opportunity is worth seizing.",)),
    ("obstacles not rated", of(obstacle(1), obstacle(2)), ("obstacles",), ("2 obstacles listed, none rated yet.",)),
    ("obstacles tie", of(obstacle(1, impact=4, tractability=4), obstacle(2, impact=4, tractability=4)), ("obstacles",),
     ("Two heavy obstacles can move now: B1 and B2.",)),
    ("one action", of(action(1)), ("actions",), ("The one action has no owner yet and no figure yet to be judged by.",)),
    ("one action", of(action(1)), ("roadmap",), ("One action, none with dates yet.",)),
    ("one action", of(action(1)), ("priority",), ("1 action, none with an effort yet.",)),
    ("actions alike", of(action(1, effort_days=3.0, lead_days=5), action(2, effort_days=3.0, lead_days=5)), ("priority",),
     ("A1 and A2 are quick wins.", "A1 comes first by priority: Action 1.")),
    ("actions done", of(action(1, owner="CTO", before=4.0, expected=2.0), action(2)), ("actions",),
     ("One of two actions has an owner, one of two actions has a figure to be judged by.",)),
    ("no KPI", of(need(1)), ("needs",), ("The one need has no KPI with a figure and a target;",)),
    ("no KPI", of(need(1), need(2)), ("needs",), ("None of 2 needs has a KPI with a figure and a target;",)),
    # 10 runs of an hour by one person are 10 hours.
    ("toil alike", of(toil(1), toil(2)), ("discoveries",), ("20 hours a month are toil; the most, 10 each: Work 1 and Work 2.",)),
    ("toil alike", of(toil(1), toil(2), toil(3)), ("discoveries",), ("30 hours a month are toil; the most, 10 each: 3 kinds.",)),
    ("one toil", of(toil(1)), ("discoveries",), ("10 hours a month are toil: Work 1.",)),
    ("no budget counted", of(service(1)), ("services",), ("1 service, no budget counted yet.",)),
    ("nobody placed", of(person(1, None, None)), ("stakeholders",), ("One person listed; influence and stance are still to be noted.",)),
    ("one against", of(person(1, 5, -2)), ("stakeholders",), ("The one influential person holds out: Senior leader 1.",)),
    ("all in favour", of(person(1, 5, 1), person(2, 4, 2)), ("stakeholders",), ("Both influential people are in favour.",)),
    ("two hold out alike", of(person(1, 5, -1), person(2, 5, -1)), ("stakeholders",),
     ("None of two influential people is in favour; the most influential holdouts: Senior leader 1 and Senior leader 2.",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "book", "sections", "said"), CASES, ids=[f"{case[0]}, {case[2][0]}" for case in CASES]
)
def test_what_a_title_says_is_true(
    name: str, book: Book, sections: tuple[str, ...], said: tuple[str, ...]
) -> None:
    text = all_text(made(book, replace(FULL, sections=sections)))
    for words in said:
        assert squeezed(words) in text, name


def test_at_target_nothing_is_said_to_be_unrated() -> None:
    text = all_text(made(answered(3), replace(FULL, sections=("summary",))))
    assert squeezed("Nothing rated yet") not in text


def test_a_gap_that_many_share_is_said_of_all_of_them() -> None:
    data = made(alone(), replace(FULL, sections=("summary",)))
    # Seven core capabilities of weight 2 that managers answer for would each be the largest: 2 · 1.0; five are drawn.
    core = [
        each.id
        for each in sample.pack().capabilities
        if each.weight == 2 and 2 * sum(q.weight for q in each.questions if sample.respondents()[4].role in q.roles)
        >= sum(q.weight for q in each.questions)
    ]  # fmt: skip
    assert len(core) > 5
    assert f"/Alt <{hexed(f'{len(core)} capabilities share the largest gap')}>" in content(data, 1)


def test_the_largest_gap_is_named_in_the_summary() -> None:
    book = answered(3)
    found = Target(id="t", assessment="a", capability="SLO", level=5)
    book.apply([Change(Target, found.id, None, found)])
    data = made(book, replace(FULL, sections=("summary",)))
    name = sample.pack().by_capability["SLO"].name
    assert f"/Alt <{hexed(f'{name}: the largest gap')}>" in content(data, 1)
    assert len(reader(data).pages) == 1


def test_answers_that_are_not_known_are_not_said_to_be_too_few() -> None:
    one = sample.respondents()[4]
    unknown = [
        Answer(id=each.id, respondent=one.id, question=each.id, state=AnswerState.DONT_KNOW)
        for each in sample.pack().questions
    ]
    text = all_text(made(of(*unknown), FULL))
    assert squeezed("100 questions of 100 answered, none of them with a value: no level yet.") in text
    assert squeezed("too few for a level") not in text
    assert squeezed("Too few answers for a profile") not in text
    assert squeezed("Too few answers have a value for a profile yet.") in text
