"""Services and their levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.service import Service
from workbench.storage.unit import Unit

_ROWS = entries.Rows(Service, "S", "a service")
LETTER, add, change = _ROWS.letter, _ROWS.add, _ROWS.change


@dataclass(frozen=True, slots=True)
class Example:
    """A kind of service to begin with: what to measure, and an objective to start a talk from, in per cent of 30 days."""

    id: str
    title: str
    indicator: str
    objective: float
    note: str


EXAMPLES = (
    Example(
        "web",
        "A website or interface that customers use",
        "Successful requests of all valid ones",
        99.9,
        "99.9% allows 43 minutes in 30 days. Ask who notices earlier than that, and what a better figure would cost.",
    ),
    Example(
        "speed",
        "A page that must be quick",
        "Requests answered within 300 milliseconds, of all valid ones",
        99.0,
        "Put in the time after which people give up. Slow and down are counted apart.",
    ),
    Example(
        "job",
        "A nightly job or data feed",
        "Runs that end complete and on time, of all runs",
        97.0,
        "Of 30 runs one may go wrong. Say by what time the result is needed.",
    ),
    Example(
        "store",
        "A database others depend on",
        "Minutes in which it answers, of all minutes",
        99.95,
        "Whatever needs it can promise no more than it does; link it where it is needed.",
    ),
)
"""Services are the client's own, so the content pack lists none; these are renamed as soon as they are taken."""


def pick(assessment_id: str, example: Example, **fields: Any) -> Edit:
    """Add a service that looks like an example."""
    return add(
        assessment_id,
        example.title,
        indicator=example.indicator,
        objective=example.objective,
        note=example.note,
        **fields,
    )


def remove(assessment_id: str, entity_id: str) -> Edit:
    """Take one away, and out of the services that need it."""

    def do(unit: Unit) -> None:
        entries.unlink(unit, Service, assessment_id, "needs", entity_id)
        unit.remove(Service, entity_id)

    return Edit("Remove a service", do)
