"""Names that must stay different from one another, told without the people in them, so that no two become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.action import Action
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import Respondent
from workbench.domain.entity import Entity
from workbench.domain.recognition import Recognition
from workbench.domain.talent import Talent
from workbench.domain.text import whole_line
from workbench.domain.trade_off import TradeOff


@dataclass(frozen=True, eq=False)
class Shared:
    """A name that many entries have in common: the fields it stands in, by kind, and how two spellings of it are one."""

    fields: Mapping[type[Entity], tuple[str, ...]]
    key: Callable[[str], str]


TEAMS = Shared({Respondent: ("team", "group"), Talent: ("team",), Recognition: ("team",)}, str.strip)
"""Teams and groups: figures are counted by them."""
LANES = Shared({Action: ("workstream",), Agreement: ("workstream",)}, whole_line)
"""Workstreams: each is a lane of the roadmap."""
SHARED = (TEAMS, LANES)
OWN: dict[type[Entity], dict[str, str]] = {TradeOff: {"options": "name", "criteria": "name"}}
"""The parts of one entry that are told apart by a text of theirs, by kind: the field, and the text."""


def shared_by(kind: type[Entity], field: str) -> Shared | None:
    """What a field has in common with other entries; `None` where it is its own."""
    return next((each for each in SHARED if field in each.fields.get(kind, ())), None)


def distinct(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Names as they are told now; where one that was changed is taken already, a number follows."""
    taken = {_same(now) for was, now in zip(before, after, strict=True) if was == now}
    told: list[str] = []
    for was, now in zip(before, after, strict=True):
        name, number = now, 1
        if was != now:
            while _same(name) in taken:
                number += 1
                name = f"{now.rstrip()} ({number})"
            taken.add(_same(name))
        told.append(name)
    return told


def _same(name: str) -> str:
    return whole_line(name).casefold()


def apart(said: Iterable[str], words: Callable[[str], str]) -> dict[str, str]:
    """What becomes of each name that `words` changes; a number follows where the new one is taken already."""
    known = sorted(set(said))
    told = distinct(known, [words(each) for each in known])
    return {was: now for was, now in zip(known, told, strict=True) if was != now}
