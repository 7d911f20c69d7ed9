"""What the fields of the fillable form are called, so that who draws it and who reads it back cannot disagree."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.answer_pack import PackQuestion
from workbench.domain.assessment import Strength

IDENTITY = "sre_workbench_pack"
"""The hidden field that holds the pack the form was made from."""
NOT_APPLICABLE, DONT_KNOW = "na", "dk"
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")


def field_name(part: str, question: str) -> str:
    """The name of a field: 'answer', 'sure' or 'comment' and the question's id.

    A full stop would make it two names (ISO 32000-2, 12.7.4.2), so every sign but letters, digits and the hyphen is
    written as its number; no two ids share a name.
    """
    return f"{part}_{''.join(sign if sign in _PLAIN else f'_{ord(sign):x}_' for sign in question)}"


def answer_values(question: PackQuestion) -> list[str]:
    """The export values of a question's radio buttons, in their order; none reads like the name of a state."""
    return [*(f"level {option.key}" for option in question.options), NOT_APPLICABLE, DONT_KNOW]


def sure_values() -> list[str]:
    """The export values of 'how sure are you?'."""
    return [each.value for each in Strength]


def state_at(state: str, values: Sequence[str]) -> int | None:
    """Which button a state names: by its place, as /Opt asks for, or by its export value, as some programs write it."""
    if state in values:
        return values.index(state)
    number = int(state) if state.isascii() and state.isdigit() and len(state) < 4 else -1
    return number if 0 <= number < len(values) else None
