"""Short ways to make questions, capabilities and voices."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.maturity import Voice
from workbench.domain.content import Capability, Essential, Option, Question
from workbench.domain.role import Role

X, M, E, O = Role.EXECUTIVE, Role.MANAGER, Role.ENGINEER, Role.OPERATIONS  # noqa: E741


def question(name: str = "Q1", weight: int = 1, essential: int | None = None) -> Question:
    """Make a question with five plain anchors."""
    return Question(
        id=name,
        capability="CAP",
        title=name,
        ask=f"{name}?",
        roles=tuple(Role),
        weight=weight,
        options=tuple(Option(level, f"Anchor {level}") for level in range(1, 6)),
        essential=Essential(essential, "because") if essential else None,
    )


def capability(name: str, weight: int, questions: Sequence[Question] = ()) -> Capability:
    """Make a capability; weight 2 makes it a core one."""
    return Capability(id=name, area="S0", name=name, weight=weight, questions=tuple(questions))


def said(role: Role, *values: int | str) -> list[Voice]:
    """Make voices of one role: 1 to 5, 'na' (with a reason) or 'dk'."""
    return [
        Voice(role, value) if isinstance(value, int) else Voice(role, None, na=value == "na")
        for value in values
    ]
