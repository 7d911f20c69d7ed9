"""What the demo's inventories hold beyond obstacles, people, risks and actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from workbench.actions import advocacy, discoveries, needs, recognition, services
from workbench.actions.practices import place_id
from workbench.domain.advocacy import Advocacy
from workbench.domain.content import Pack
from workbench.domain.criteria import THRESHOLDS, RiskCriteria
from workbench.domain.discovery import Discovery
from workbench.domain.entity import Entity
from workbench.domain.need import Need
from workbench.domain.practice import Practice, Presence, Subject
from workbench.domain.recognition import Recognition
from workbench.domain.role_plan import RolePlan
from workbench.domain.service import Service
from workbench.domain.talent import ADKAR

Row = dict[str, Any]
PRESENCE = {"x": Presence.PRESENT, "p": Presence.PARTLY, "a": Presence.ABSENT, "n": Presence.NOT_NEEDED}
LISTS: tuple[tuple[str, type[Entity], str, tuple[str, ...]], ...] = (
    ("needs", Need, needs.LETTER, ("due",)),
    ("advocacy", Advocacy, advocacy.LETTER, ("due",)),
    ("discoveries", Discovery, discoveries.LETTER, ()),
    ("services", Service, services.LETTER, ()),
    ("recognitions", Recognition, recognition.LETTER, ("day",)),
)


def entries(
    data: Row,
    assessment: str,
    make: Callable[..., Entity],
    id_of: Callable[..., str],
    day: Callable[[int | None], Any],
) -> Iterator[Entity]:
    """Every entry of the demo's lists; `make(base, row, **more)` builds one, `id_of` gives stable ids."""
    for name, kind, letter, dates in LISTS:
        for position, row in enumerate(data[name]):
            start: Any = {
                "id": id_of(name, row["key"]),
                "assessment": assessment,
                "code": f"{letter}{position + 1}",
                "title": row["title"],
                "position": position,
            }
            more: Row = {each: day(row[each]) for each in dates}
            for field, what in (("actions", "action"), ("risks", "risk")):
                if field in row:
                    more[field] = [id_of(what, key) for key in row[field]]
            if kind is Service:
                more["needs"] = [id_of(name, key) for key in row["needs"]]
            yield make(kind(**start), row, **more)
    yield make(RiskCriteria(id=id_of("criteria"), assessment=assessment), data["criteria"], **_set(data, day))
    yield RolePlan(id=id_of("role plan"), assessment=assessment, **data["role_plan"])
    for position, title in enumerate(data["subjects"]):
        yield Subject(id=id_of("subject", title), assessment=assessment, title=title, position=position)
    yield from _practices(data, assessment, id_of)


def _set(data: Row, day: Callable[[int | None], Any]) -> Row:
    """The thresholds for risk, with the days they were set on."""
    found: Row = {}
    for name in THRESHOLDS:
        threshold: Row = data["criteria"][name]
        found[name] = {**threshold, "set_on": day(threshold["set_on"]).isoformat()}
    return found


def _practices(data: Row, assessment: str, id_of: Callable[..., str]) -> Iterator[Practice]:
    for key, marks in data["practices"].items():
        catalogue, item = key.split("/")
        for title, mark in zip(data["subjects"], marks, strict=True):
            subject = id_of("subject", title)
            yield Practice(
                id=place_id(subject, catalogue, item),
                assessment=assessment,
                subject=subject,
                catalogue=catalogue,
                item=item,
                presence=PRESENCE[mark],
            )


def person(data: Row, key: str, pack: Pack) -> Row:
    """What is known of one person beyond the list: ADKAR, competences and the area they speak up for."""
    row = data["people"].get(key, {})
    found: Row = dict(zip(ADKAR, row.get("adkar", ()), strict=False))
    if "competences" in row:
        ids = [each.id for each in pack.competences]
        found["competences"] = dict(zip(ids, row["competences"], strict=True))
    found["advocacy_area"] = row.get("area", "")
    found |= {name: row[name] for name in ("wanted", "goal_state") if name in row}
    return found
