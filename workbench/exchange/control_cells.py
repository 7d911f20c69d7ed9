"""The controls of a risk in one cell of a table: a line for each, its parts split by '|'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from workbench.domain.assessment import Strength
from workbench.domain.control import Control
from workbench.domain.written import read_number
from workbench.exchange.columns import NO, YES

HELP = "name | prevention | mitigation | evidence | cost a year | in place | action"
"""What the parts of a line are; all but the name may be left out."""
_ESCAPES = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r"}
_PLAIN = {written: sign for sign, written in _ESCAPES.items()}


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(letter, letter) for letter in text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\[\\|nr]", lambda found: _PLAIN[found[0]], text)


def write_controls(controls: Iterable[Control], codes: Mapping[str, str]) -> str:
    """Write controls so that `read_controls` gives them back; `codes` are those of the actions, by id."""
    lines: list[str] = []
    for each in controls:
        parts = [
            _escaped(each.name),
            f"{each.prevention:.15g}",
            f"{each.mitigation:.15g}",
            each.evidence.value,
            f"{each.cost:.15g}",
            "yes" if each.in_place else "no",
            _escaped(codes.get(each.action, "")),
        ]
        lines.append(" | ".join(parts))
    return "\n".join(lines)


def read_controls(text: str, ids: Mapping[str, str]) -> tuple[Control, ...]:
    """Read what `write_controls` wrote, or people did; `ids` are those of the actions, by code.

    Raises:
        ValueError: with one sentence that names the line.
    """
    found: list[Control] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(_read(line, ids))
        except ValueError as wrong:
            raise ValueError(f"Control {number}: {wrong}") from None
    return tuple(found)


def _read(line: str, ids: Mapping[str, str]) -> Control:
    parts = [_unescaped(part.strip()) for part in re.findall(r"(?:^|\|)((?:\\.|[^|\\])*)", line)]
    if len(parts) > 7:
        raise ValueError(f"It has {len(parts)} parts; write {HELP}.")
    name, prevention, mitigation, evidence, cost, placed, action = [*parts, *[""] * (7 - len(parts))]
    if action and action not in ids:
        raise ValueError(f"There is no action '{action[:40]}'.")
    return Control(
        name=name,
        prevention=read_number(prevention, ".") or 0.0,
        mitigation=read_number(mitigation, ".") or 0.0,
        evidence=_strength(evidence),
        cost=read_number(cost, ".") or 0.0,
        in_place=_flag(placed),
        action=ids[action] if action else "",
    )


def _strength(text: str) -> Strength:
    for each in Strength:
        if text.casefold() in (each.value, each.label.casefold()):
            return each
    if text:
        raise ValueError(f"'{text[:40]}' is no evidence; write asserted, example or artefact.")
    return Strength.ASSERTED


def _flag(text: str) -> bool:
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise ValueError(f"'{text[:40]}' is no answer to 'in place'; write yes or no.")
