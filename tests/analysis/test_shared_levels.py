"""Six options on five levels: figures work on the levels, agreement on the options."""

from __future__ import annotations

from fractions import Fraction

import pytest

from workbench.analysis.agreement import van_der_eijk_a
from workbench.analysis.question import Voice, rate_question, without_role
from workbench.domain.content import Option, Question
from workbench.domain.role import Role

SIX = Question(
    id="Q",
    capability="C",
    title="",
    ask="",
    roles=tuple(Role),
    weight=1,
    options=tuple(
        Option(level, str(i), variant)
        for i, (level, variant) in enumerate(((1, 0), (2, 0), (3, 0), (3, 1), (4, 0), (5, 0)))
    ),
)
M, E = Role.MANAGER, Role.ENGINEER


def test_options_of_one_level_are_steps_of_their_own() -> None:
    rated = rate_question(SIX, [Voice(M, 3), Voice(M, 3, variant=1), Voice(E, 3, variant=1), Voice(E, 4)])
    assert rated.distribution == (0, 0, 1, 2, 1, 0)
    assert rated.role_distribution == {M: (0, 0, 1, 1, 0, 0), E: (0, 0, 0, 1, 1, 0)}
    # (3 + 3.5) / 2, from the levels.
    assert (rated.index, rated.median) == (Fraction(13, 4), 3)
    found = rated.agreement
    assert found is not None
    assert float(found) == pytest.approx(van_der_eijk_a([0, 0, 1, 2, 1, 0]))


def test_leaving_a_role_out_keeps_the_options_apart() -> None:
    rated = rate_question(SIX, [Voice(M, 3, variant=1), Voice(E, 5)])
    assert without_role(rated, E).distribution == (0, 0, 0, 1, 0, 0)


def test_an_option_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no option for level 4"):
        rate_question(SIX, [Voice(M, 4, variant=1)])
