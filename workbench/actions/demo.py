"""The demo assessment: an invented company at the start of its journey, ready to look at and to play with."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, cast

from workbench.actions import books, demo_inventories, demo_plan
from workbench.analysis.standing import rate_book
from workbench.analysis.summary import summarise
from workbench.content.loader import built_in_pack
from workbench.domain.action import Action
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    EvidenceItem,
    EvidenceKind,
    Respondent,
    RespondentKind,
    State,
    StoredPack,
    Strength,
    Target,
)
from workbench.domain.content import Pack
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.domain.risk import Risk, RiskKind
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.storage.codec import from_values, to_values
from workbench.storage.store import Store
from workbench.storage.unit import Unit

Row = dict[str, Any]
E = TypeVar("E", bound=Entity)

_NAMESPACE = uuid.UUID("6f1d9d2e-5a0b-5c55-9a0f-3c1f0a7d4e11")


def _id(*key: str) -> str:
    """The same id every time: a demo made anew on another machine has the same entries."""
    return uuid.uuid5(_NAMESPACE, "/".join(key)).hex


WORKSPACE_ID = _id("workspace")
ASSESSMENT_ID = _id("assessment")

_SEASONS = ("Winter", "Spring", "Summer", "Autumn")
_STRENGTHS = {"": Strength.ASSERTED, "e": Strength.EXAMPLE, "s": Strength.ARTEFACT}
_SATURDAY = 5
_FILES = ("demo.json", "inventories.json", "plan.json")


def create(path: Path, date: dt.date) -> Store:
    """Make the demo workspace as seen on a day and open it; its plan lies ahead of that day.

    Raises:
        StorageError: when something is at `path` already, or it cannot be written; nothing is left there then.
    """
    data = _data()
    workspace = data["workspace"]
    return Store.create(
        path,
        workspace["client"],
        workspace["about"],
        workspace_id=WORKSPACE_ID,
        fill=lambda unit: _write(unit, data, date),
    )


def fill(store: Store, date: dt.date) -> str:
    """Add the demo assessment to an open workspace that has none, and give its id.

    Raises:
        StorageError: when it could not be saved; nothing was changed then.
    """
    with store.unit("Add the demo assessment") as unit:
        if unit.find(Assessment, ASSESSMENT_ID) is None:
            _write(unit, _data(), date)
    return ASSESSMENT_ID


def _data() -> Row:
    folder = resources.files("resources").joinpath("demo")
    files = (folder.joinpath(name).read_text(encoding="utf-8") for name in _FILES)
    return {key: value for text in files for key, value in json.loads(text).items()}


def title(date: dt.date) -> str:
    """Name the assessment after its season, as people do: 'Autumn 2026'."""
    return f"{_SEASONS[date.month % 12 // 3]} {date.year}"


def _write(unit: Unit, data: Row, date: dt.date) -> None:
    pack, source = built_in_pack()
    unit.keep_pack(
        StoredPack(
            id=pack.content_hash,
            pack_id=pack.id,
            pack_version=pack.version,
            title=pack.title,
            source=source,
        )
    )
    assessment = Assessment(
        id=ASSESSMENT_ID,
        title=title(date),
        date=date,
        pack=pack.content_hash,
        state=State.RUNNING,
        target_date=date + dt.timedelta(days=365),
        **data["assessment"],
    )
    unit.put_all([assessment, *_respondents(data), *_answers(data, pack), *_agreed(data)])
    for item, content in _evidence(data):
        if content:
            unit.keep_blob(item.sha256, content)
        unit.put_all([item])
    unit.put_all([*_obstacles(data), *_talents(data, date, pack), *_risks(data, date), *_actions(data, date)])
    for part in (demo_inventories, demo_plan):
        unit.put_all(part.entries(data, ASSESSMENT_ID, _of, _id, partial(_day, date)))
    book = books.load(unit, ASSESSMENT_ID)
    unit.save_summary(ASSESSMENT_ID, unit.last_seq(ASSESSMENT_ID), summarise(book, rate_book(book)))


def _day(date: dt.date, days: int | None, *, later: bool = True) -> dt.date | None:
    """The day so many days ahead; off a weekend, to the Monday after it or the Friday before."""
    if days is None:
        return None
    day = date + dt.timedelta(days=days)
    over = day.weekday() - _SATURDAY
    if over < 0:
        return day
    return day + dt.timedelta(days=2 - over if later else -1 - over)


def _respondents(data: Row) -> Iterator[Respondent]:
    for position, row in enumerate(data["respondents"]):
        yield Respondent(
            id=_id("respondent", row["key"]),
            assessment=ASSESSMENT_ID,
            role=Role(row["role"]),
            kind=RespondentKind(row.get("kind", "person")),
            role_title=row["role_title"],
            team=row["team"],
            group=row["group"],
            position=position,
        )


def _answers(data: Row, pack: Pack) -> Iterator[Answer]:
    people = {
        role: [each["key"] for each in data["respondents"] if each["role"] == role and "kind" not in each]
        for role in Role
    }
    for question in pack.questions:
        said = data["answers"].get(question.id, {})
        for role, marks in said.items():
            for key, mark in zip(people[Role(role)], marks.split(), strict=True):
                answer = _answer(data, key, question.id, mark)
                if answer is not None:
                    yield answer
        hands = data["hands"].get(question.id)
        if hands is not None:
            yield Answer(
                id=_id("answer", "hands", question.id),
                respondent=_id("respondent", "hands"),
                question=question.id,
                state=AnswerState.COUNTED,
                counts=hands,
                note=_said(data, "notes", question.id, "hands"),
            )


def _said(data: Row, what: str, question: str, key: str) -> str:
    return str(data[what].get(question, {}).get(key, ""))


def _answer(data: Row, key: str, question: str, mark: str) -> Answer | None:
    """Read one mark: 1 to 5 and how it is backed ('', 'e' example, 's' shown), 'n', 'd', or '-' for none."""
    if mark == "-":
        return None
    states = {"n": AnswerState.NOT_APPLICABLE, "d": AnswerState.DONT_KNOW}
    state = states.get(mark, AnswerState.RATED)
    rated = state is AnswerState.RATED
    return Answer(
        id=_id("answer", key, question),
        respondent=_id("respondent", key),
        question=question,
        state=state,
        value=int(mark[0]) if rated else None,
        strength=_STRENGTHS[mark[1:]] if rated else None,
        reason=_said(data, "reasons", question, key),
        note=_said(data, "notes", question, key),
    )


def _agreed(data: Row) -> Iterator[Entity]:
    for row in data["consensus"]:
        yield Consensus(id=_id("consensus", row["question"]), assessment=ASSESSMENT_ID, **row)
    for capability, level in data["targets"].items():
        yield Target(
            id=_id("target", capability), assessment=ASSESSMENT_ID, capability=capability, level=level
        )


def _evidence(data: Row) -> Iterator[tuple[EvidenceItem, bytes]]:
    for position, row in enumerate([*data["links"], *data["files"]]):
        content = str(row.get("text", "")).encode()
        item = EvidenceItem(
            id=_id("evidence", row["respondent"], row["question"], row["title"]),
            respondent=_id("respondent", row["respondent"]),
            question=row["question"],
            kind=EvidenceKind.FILE if content else EvidenceKind.LINK,
            title=row["title"],
            url=row.get("url", ""),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest() if content else "",
            position=position,
        )
        yield item, content


def _of(base: E, row: Row, **more: Any) -> E:
    """Give an entity with the row's plain values, and `more`, over those of `base`."""
    named = {field.name: row[field.name] for field in fields(base) if field.name in row}
    dated = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in more.items()}
    return from_values(type(base), {**to_values(base), **named, **dated})


def _obstacles(data: Row) -> Iterator[Obstacle]:
    counts = dict.fromkeys(ObstacleKind, 0)
    for position, row in enumerate(data["obstacles"]):
        kind = ObstacleKind(row["kind"])
        counts[kind] += 1
        base = Obstacle(
            id=_id("obstacle", row["key"]),
            assessment=ASSESSMENT_ID,
            code=f"{kind.letter}{counts[kind]}",
            title=row["title"],
            position=position,
        )
        yield _of(base, row)


def _talents(data: Row, date: dt.date, pack: Pack) -> Iterator[Talent]:
    for position, row in enumerate(data["talents"]):
        base = Talent(
            id=_id("talent", row["key"]),
            assessment=ASSESSMENT_ID,
            code=f"P{position + 1}",
            role_title=row["role_title"],
            position=position,
        )
        more = demo_inventories.person(data, row["key"], pack)
        yield _of(base, row, due=_day(date, row["due"]), **more)


def _risks(data: Row, date: dt.date) -> Iterator[Risk]:
    counts = dict.fromkeys(RiskKind, 0)
    for position, row in enumerate(data["risks"]):
        kind = RiskKind(row["kind"])
        counts[kind] += 1
        base = Risk(
            id=_id("risk", row["key"]),
            assessment=ASSESSMENT_ID,
            code=f"{kind.letter}{counts[kind]}",
            title=row["title"],
            position=position,
        )
        controls = [
            {**each, "action": _id("action", each["action"])} if "action" in each else each
            for each in row.get("controls", ())
        ]
        dates = {name: _day(date, row[name]) for name in ("due", "review")}
        yield _of(base, row, **dates, controls=controls)


def _actions(data: Row, date: dt.date) -> Iterator[Action]:
    for position, row in enumerate(data["actions"]):
        base = Action(
            id=_id("action", row["key"]),
            assessment=ASSESSMENT_ID,
            code=f"A{position + 1}",
            title=row["title"],
            position=position,
        )
        yield _of(
            base,
            row | data["more_of_actions"].get(row["key"], {}),
            start=_day(date, row["start"]),
            finish=_day(date, row["finish"], later=False),
            deliverables=[{"title": each} for each in row["deliverables"]],
            after=_ids("action", row["after"]),
            obstacles=_ids("obstacle", row["obstacles"]),
            risks=_ids("risk", row["risks"]),
        )


def _ids(kind: str, keys: Any) -> list[str]:
    return [_id(kind, key) for key in cast("list[str]", keys)]
