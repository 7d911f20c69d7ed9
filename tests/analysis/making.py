"""Short ways to make questions, capabilities and voices."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.maturity import QuestionRating, Voice, rate_question
from workbench.domain.assessment import Strength
from workbench.domain.content import Capability, Essential, Option, Question
from workbench.domain.role import Role

X, M, E, O = Role.EXECUTIVE, Role.MANAGER, Role.ENGINEER, Role.OPERATIONS  # noqa: E741


def question(
    name: str = "Q1", weight: int = 1, essential: int | None = None, levels: Sequence[int] = (1, 2, 3, 4, 5)
) -> Question:
    """Make a question with plain anchors, five unless said otherwise."""
    return Question(
        id=name,
        capability="CAP",
        title=name,
        ask=f"{name}?",
        roles=tuple(Role),
        weight=weight,
        options=tuple(Option(level, f"Anchor {level}") for level in levels),
        essential=Essential(essential, "because") if essential else None,
    )


def capability(name: str, weight: int, questions: Sequence[Question] = ()) -> Capability:
    """Make a capability; weight 2 makes it a core one."""
    return Capability(id=name, area="S0", name=name, weight=weight, questions=tuple(questions))


def said(role: Role, *values: int | str, strength: Strength | None = None) -> list[Voice]:
    """Make voices of one role: 1 to 5, 'na' (with a reason) or 'dk'."""
    return [
        Voice(role, value, strength=strength)
        if isinstance(value, int)
        else Voice(role, None, na=value == "na")
        for value in values
    ]


def worked_example() -> list[QuestionRating]:
    """The first worked example of domain.md 2.2, with its evidence of 1, .7 and .4."""
    seen, example = Strength.ARTEFACT, Strength.EXAMPLE
    return [
        rate_question(
            question("Q1", 2, 3),
            said(X, 3, strength=seen) + said(E, 4, 4, 5, strength=seen) + said(O, 4, "dk", strength=seen),
        ),
        rate_question(question("Q2"), said(E, 3, 3, 2, strength=example) + said(O, 3, strength=example)),
        rate_question(question("Q3"), said(E, "na", "na") + said(O, 2)),
        rate_question(question("Q4"), said(M, "dk") + said(E, "dk", "dk")),
        rate_question(question("Q5"), said(M, 2) + said(E, 2, 4, strength=Strength.ASSERTED)),
    ]


def rated(*pairs: tuple[int, int], essential: int | None = None) -> list[QuestionRating]:
    """Questions of (weight, value); value 0 is 'don't know', -1 'not applicable'; `essential` is the last one's."""
    words = {0: "dk", -1: "na"}
    return [
        rate_question(
            question(f"Q{i + 1}", weight, essential if i == len(pairs) - 1 else None),
            said(E, words.get(value, value)),
        )
        for i, (weight, value) in enumerate(pairs)
    ]
