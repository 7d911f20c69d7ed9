"""Names of teams and groups that hold a person's name, told without it, so that no two of them become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.domain.assessment import Respondent
from workbench.domain.entity import Entity
from workbench.domain.recognition import Recognition
from workbench.domain.talent import Talent

TEAMS: dict[type[Entity], tuple[str, ...]] = {
    Respondent: ("team", "group"),
    Talent: ("team",),
    Recognition: ("team",),
}
"""Where the name of a team or group stands, by kind."""


def apart(said: Iterable[str], words: Callable[[str], str]) -> dict[str, str]:
    """What becomes of each name that `words` changes; a number follows where the new one is taken already.

    Figures are counted by these names: two that came to sound alike would be one column.
    """
    known = sorted({each.strip() for each in said})
    told = {each: words(each) for each in known}
    taken = {each.casefold() for each in known if told[each] == each}
    moved: dict[str, str] = {}
    for each in known:
        if told[each] == each:
            continue
        name, number = told[each], 1
        while name.casefold() in taken:
            number += 1
            name = f"{told[each]} ({number})"
        taken.add(name.casefold())
        moved[each] = name
    return moved
