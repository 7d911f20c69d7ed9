"""The actions of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbench.actions import entries, links, risks
from workbench.actions.edit import Edit
from workbench.analysis.schedule import find_cycle, too_early
from workbench.analysis.shifting import shifted
from workbench.domain.action import Action, Deliverable
from workbench.domain.agreement import Agreement
from workbench.domain.content import ProjectTemplate, SuggestedAction
from workbench.domain.entity import new_id
from workbench.domain.linked import Linked
from workbench.domain.plan_settings import PlanSettings
from workbench.domain.variant import Variant
from workbench.storage.unit import Unit

LETTER = "A"


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add an action at the end of the plan."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        unit.put(
            Action(
                id=new,
                assessment=assessment_id,
                code=entries.next_code(unit, Action, assessment_id, LETTER),
                title=title.strip(),
                position=entries.next_position(unit, Action, assessment_id),
                **fields,
            )
        )

    return Edit(f"Add action {title.strip()}", do)


def pick(assessment_id: str, entry: SuggestedAction, *, entity_id: str | None = None) -> Edit:
    """Add an action the content pack suggests; its prerequisites are linked where they are in the plan."""

    def do(unit: Unit) -> None:
        known = {
            each.catalogue: each.id for each in unit.all(Action, assessment=assessment_id) if each.catalogue
        }
        measure = entry.measure
        add(
            assessment_id,
            entry.title,
            entity_id=entity_id,
            workstream=entry.workstream,
            purpose=entry.purpose,
            capability=entry.capability,
            level=entry.level,
            effort_days=float(entry.effort_days),
            lead_days=entry.lead_days,
            deliverables=tuple(Deliverable(title=each) for each in entry.deliverables),
            acceptance=entry.acceptance,
            after=tuple(known[each] for each in entry.after if each in known),
            measure=measure.name if measure else "",
            unit=measure.unit if measure else "",
            lower_is_better=measure.lower_is_better if measure else True,
            catalogue=entry.id,
        ).do(unit)

    return Edit(f"Add action {entry.title}", do)


def start_project(assessment_id: str, entry: ProjectTemplate, *, entity_id: str | None = None) -> Edit:
    """Add an initial project the content pack describes; the figures of its example are left out: they are not ours."""
    return add(
        assessment_id,
        entry.title,
        entity_id=entity_id,
        purpose=entry.text,
        capability=next(iter(entry.capabilities), ""),
        effort_days=float(entry.effort_days),
        lead_days=entry.lead_days,
        measure=entry.measure.name,
        unit=entry.measure.unit,
        lower_is_better=entry.measure.lower_is_better,
        catalogue=entry.id,
        project=True,
    )


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields; a circle of prerequisites is refused with its path (`ValueError`)."""

    def do(unit: Unit) -> None:
        before = unit.get(Action, entity_id)
        after = replace(before, **fields)
        if after == before:
            return
        if "after" in fields:
            _refuse_circle(unit, after)
        if after.span is not None and after.span != before.span:
            _put_moved(unit, after)
        else:
            unit.put(after)

    return Edit("Change an action", do, merge)


def _refuse_circle(unit: Unit, changed: Action) -> None:
    actions = {each.id: each for each in unit.all(Action, assessment=changed.assessment)} | {
        changed.id: changed
    }
    path = find_cycle({each.id: each.after for each in actions.values()})
    if path is not None:
        codes = " → ".join(actions[each].code for each in path)
        raise ValueError(f"These actions would wait for each other: {codes}. Take one of the links out.")


def move(entity_id: str, start: dt.date, finish: dt.date) -> Edit:
    """Move an action in time, and what waits for it along; breaking a prerequisite is refused with the reason.

    The edit raises `ValueError` when something it needs is not finished by then.
    """

    def do(unit: Unit) -> None:
        _put_moved(unit, replace(unit.get(Action, entity_id), start=start, finish=finish))

    return Edit("Move an action", do)


def _put_moved(unit: Unit, moved: Action) -> None:
    """Write an action with new dates, and those of what waits for it."""
    span = moved.span
    assert span is not None
    actions = {each.id: each for each in unit.all(Action, assessment=moved.assessment)}
    # What is over is written down as it was, whatever the plan said.
    first = None if moved.state.ended else too_early(moved, span[0], actions)
    if first is not None and first.span is not None:
        raise ValueError(f"{moved.code} needs {first.code} first, which ends on {first.span[1]:%d.%m.%Y}.")
    settings = next(iter(unit.all(PlanSettings, assessment=moved.assessment)), None)
    holidays = frozenset(settings.holidays) if settings is not None else frozenset[dt.date]()
    try:
        spans = shifted(actions, moved.id, *span, holidays)
    except OverflowError:
        raise ValueError("What waits for this action would end beyond the calendar.") from None
    del spans[moved.id]
    if moved != actions[moved.id]:
        unit.put(moved)
    put_dates(unit, actions, spans)


def put_dates(
    unit: Unit, actions: Mapping[str, Action], spans: Mapping[str, tuple[dt.date, dt.date]]
) -> None:
    """Write new dates, where they are new."""
    for name, (begin, end) in spans.items():
        if (actions[name].start, actions[name].finish) != (begin, end):
            unit.put(replace(actions[name], start=begin, finish=end))


def reschedule(assessment_id: str, spans: Mapping[str, tuple[dt.date, dt.date]]) -> Edit:
    """Give many actions new dates in one step; those that are gone meanwhile are left out."""

    def do(unit: Unit) -> None:
        actions = {each.id: each for each in unit.all(Action, assessment=assessment_id)}
        put_dates(unit, actions, {name: span for name, span in spans.items() if name in actions})

    return Edit("Schedule the plan", do)


def link_back(assessment_id: str, entity_id: str, kind: type[Linked], ids: Sequence[str]) -> Edit:
    """Say which entries of an inventory, such as toil or services, an action serves: they name it from now on, no others."""

    def do(unit: Unit) -> None:
        wanted = set(ids)
        for row in unit.of_assessment(kind, assessment_id):
            if (row.id in wanted) != (entity_id in row.actions):
                kept = tuple(each for each in row.actions if each != entity_id)
                unit.put(replace(row, actions=(*kept, entity_id) if row.id in wanted else kept))

    return Edit("Link an action", do)


def remove(assessment_id: str, entity_id: str) -> Edit:
    """Take one away, out of everything that names it, what waits for it and the controls it would have brought."""

    def do(unit: Unit) -> None:
        risks.without_action(unit, assessment_id, entity_id)
        entries.unlink(unit, Action, assessment_id, "after", entity_id)
        links.unlink(unit, assessment_id, "actions", entity_id)
        entries.unlink(unit, Agreement, assessment_id, "actions", entity_id)
        entries.unlink(unit, Variant, assessment_id, "actions", entity_id)
        unit.remove(Action, entity_id)

    return Edit("Remove an action", do)
