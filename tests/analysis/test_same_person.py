"""Two names that one entry had: a corrected spelling and a new surname are the same person, a takeover is none."""

from __future__ import annotations

import pytest

from workbench.analysis.same_person import same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jana Nowak", "Jana Novak"),
        ("Jana Novak", "Jana Weber"),
        ("J. Novak", "Jana Novak"),
        ("Novák", "Nowak"),
        ("Seán", "SEAN O'Hara"),
        ("Анна Петрова", "Анна Смирнова"),
        ("이철수", "김철수"),
        ("山田花子", "田中花子"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jana Novak", "Ivan Horvat"),
        ("Mr Li", "Mr Wu"),
        ("Ludwig von Berg", "Anna von Stein"),
        ("J. Novak", "J. Horvat"),
        ("Jan May", "Jon Mac"),
        ("김철수", "김영희"),
        ("山田太郎", "山田花子"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)
