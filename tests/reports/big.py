"""A workspace far larger than most, as a report has to survive it: everything in the hundreds, and odd text among it."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.reports import sample
from tests.reports.test_everything import NAUGHTY
from workbench.domain.action import Action, ActionState
from workbench.domain.assessment import Consensus
from workbench.domain.book import Book
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle
from workbench.domain.review import Review
from workbench.domain.risk import Risk, RiskKind
from workbench.domain.service import Service

STREAMS = (
    "Monitoring",
    "Service levels",
    "Toil",
    "Delivery",
    "Engagement",
    "A stream with a long name, longer than its place",
)


def words(chance: random.Random, most: int) -> str:
    """Some words, now and then very many, now and then odd ones."""
    count = chance.randint(1, most) if chance.random() < 0.98 else most * 40
    listed = [
        chance.choice(("outage", "a", "release", "pager", "who", "Abhängigkeit", "the", "reliability"))
        for _ in range(count)
    ]
    if chance.random() < 0.05:
        listed.insert(0, chance.choice(NAUGHTY[:-1]))
    return " ".join(listed)


def entities(count: int, seed: int = 7) -> list[Entity]:
    """`count` entries in the lists, told apart by their codes."""
    chance = random.Random(seed)
    found: list[Entity] = []
    for n in range(count):
        said = words(chance, 14)
        match n % 6:
            case 0:
                found.append(
                    Risk(
                        id=f"x{n}",
                        assessment="a",
                        code=f"T{n}",
                        title=f"Risk {n} {said}",
                        kind=RiskKind.THREAT,
                        frequency=n % 5 + 1,
                        impact=n % 4 + 1,
                        cause=words(chance, 60),
                        position=n,
                    )
                )
            case 1:
                found.append(
                    Obstacle(
                        id=f"x{n}",
                        assessment="a",
                        code=f"B{n}",
                        title=f"Obstacle {n} {said}",
                        impact=n % 5 + 1,
                        tractability=n % 3 + 1,
                        detail=words(chance, 60),
                        position=n,
                    )
                )
            case 2:
                found.append(
                    Discovery(
                        id=f"x{n}",
                        assessment="a",
                        code=f"H{n}",
                        title=f"Toil {n} {said}",
                        kind=DiscoveryKind.TOIL,
                        runs=float(n % 40),
                        minutes=20.0,
                        people=1.0,
                        detail=words(chance, 60),
                        position=n,
                    )
                )
            case 3:
                found.append(
                    Action(
                        id=f"x{n}",
                        assessment="a",
                        code=f"A{n}",
                        title=f"Action {n} {said}",
                        workstream=STREAMS[n % 6],
                        purpose=words(chance, 60),
                        acceptance=(words(chance, 30), words(chance, 30)),
                        effort_days=float(n % 30 + 1),
                        state=ActionState.RUNNING if n % 4 else ActionState.DROPPED,
                        drop_reason=words(chance, 20),
                        position=n,
                    )
                )
            case 4:
                found.append(
                    Service(
                        id=f"x{n}",
                        assessment="a",
                        code=f"S{n}",
                        title=f"Service {n} {said}",
                        objective=99.5,
                        elapsed=10.0,
                        downtime=float(n % 50),
                        note=words(chance, 60),
                        position=n,
                    )
                )
            case _:
                found.append(
                    Review(
                        id=f"x{n}",
                        assessment="a",
                        code=f"V{n}",
                        title=f"Review {n} {said}",
                        users=words(chance, 40),
                        view=words(chance, 60),
                        position=n,
                    )
                )
    return found


def book(count: int, seed: int = 7) -> Book:
    """The sample with long notes, and `count` more entries."""
    chance = random.Random(seed)
    answers = [replace(each, note=words(chance, 50)) if each.note else each for each in sample.answers()]
    agreed = [
        replace(each, dissent=words(chance, 80)) for each in sample.agreed() if isinstance(each, Consensus)
    ]
    return Book.of(
        sample.workspace(), sample.pack(), sample.assessment(),
        [*sample.respondents(), *answers, *agreed, *entities(count, seed)],
    )  # fmt: skip
