"""Where engagement agreements stand: which sides agreed, and who is waited for."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.agreement import Agreement
from workbench.domain.text import join_words, plural


def waiting(agreement: Agreement) -> tuple[str, ...]:
    """The sides that have not agreed yet; a side that is not even listed is one of them."""
    if agreement.agreed:
        return ()
    open_sides = tuple(" ".join(each.side.split()) for each in agreement.consents if not each.given)
    return open_sides or ("the other side",)


def waiting_words(agreement: Agreement) -> str:
    """Whether both sides agree, or who has not: 'Waits for Development'."""
    sides = waiting(agreement)
    return f"Waits for {join_words(list(sides))}" if sides else "Agreed by both sides"


def finding(listed: Sequence[Agreement]) -> str:
    """Say how many have the consent of both sides, and who is waited for."""
    if not listed:
        return "Nothing is agreed with another team yet."
    open_ones = [each for each in listed if not each.agreed]
    agreed = len(listed) - len(open_ones)
    if len(listed) == 1:
        if agreed:
            return "The one engagement has the consent of both sides."
        return f"The one engagement waits for the consent of {join_words(list(waiting(listed[0])))}."
    verb = "has" if agreed == 1 else "have"
    said = f"{agreed} of {plural(len(listed), 'engagement')} {verb} the consent of both sides"
    if len(open_ones) == 1:
        said += f"; {open_ones[0].code} waits for {join_words(list(waiting(open_ones[0])))}"
    return f"{said}."
