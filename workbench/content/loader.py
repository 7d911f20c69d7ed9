"""From a pack file to a `Pack`, and from a `Pack`'s source kept in a workspace back again."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any, TypeGuard

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbench.content import schema
from workbench.content.checks import check
from workbench.content.yaml_tree import PackError, Tree, read_tree
from workbench.domain import content
from workbench.domain.role import Role

BUILT_IN = "sre-blueprint.yaml"


def load_pack(path: Path) -> tuple[content.Pack, str]:
    """Load and check a pack file; gives the pack and its source, the text a workspace keeps.

    Raises:
        PackError: with file, line and reason.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PackError(str(path), None, f"The file cannot be read ({error.strerror}).") from None
    return _from_tree(read_tree(data, path.name))


def built_in_pack() -> tuple[content.Pack, str]:
    """Load the pack that comes with the program, and its source."""
    data = resources.files("resources").joinpath("packs", BUILT_IN).read_bytes()
    return _from_tree(read_tree(data, BUILT_IN))


def pack_from_source(source: str) -> content.Pack:
    """Rebuild a pack from the source a workspace keeps.

    Raises:
        PackError: when the source is damaged.
    """
    try:
        model = schema.PackModel.model_validate_json(source)
    except ValidationError as error:
        raise PackError("The content pack in this workspace", None, _reason(error.errors()[0])) from None
    return _build(model, source)


def _from_tree(tree: Tree) -> tuple[content.Pack, str]:
    if not _is_mapping(tree.value):
        raise tree.error((), "A pack is a list of named parts, beginning with 'format: 1'.")
    try:
        model = schema.PackModel.model_validate(tree.value)
    except ValidationError as error:
        # A misspelt word is also a missing one; the misspelling is what has to be mended.
        found = error.errors()
        first = next((each for each in found if each["type"] == "extra_forbidden"), found[0])
        raise tree.error(first["loc"], _reason(first)) from None
    check(model, tree.error)
    source = json.dumps(
        model.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return _build(model, source), source


def _is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _reason(error: ErrorDetails) -> str:
    """Say what pydantic found in words of ours."""
    name = ".".join(str(part) for part in error["loc"]) or "the pack"
    if error["type"] == "missing":
        return f"'{name}' is missing."
    if error["type"] == "extra_forbidden":
        return f"'{name}' is not known here; check its spelling or take it out."
    message = error["msg"]
    return f"'{name}': {message[:1].lower()}{message[1:]}."


def _entries(models: list[schema.EntryModel]) -> tuple[content.CatalogueEntry, ...]:
    return tuple(
        content.CatalogueEntry(
            id=each.id,
            title=each.title,
            detail=each.detail,
            countermeasure=each.countermeasure,
            cause=each.cause,
            consequence=each.consequence,
            kind=each.kind,
            clauses=tuple(each.clauses),
            capabilities=tuple(each.capabilities),
        )
        for each in models
    )


def _question(model: schema.QuestionModel, capability: str) -> content.Question:
    return content.Question(
        id=model.id,
        capability=capability,
        title=model.title,
        ask=model.ask,
        roles=tuple(Role(each) for each in model.roles),
        weight=model.weight,
        options=tuple(content.Option(each.level, each.text) for each in model.options),
        why=model.why,
        evidence=model.evidence,
        clauses=tuple(model.clauses),
        essential=content.Essential(model.essential.level, model.essential.reason)
        if model.essential
        else None,
    )


def _action(model: schema.ActionModel) -> content.SuggestedAction:
    measure = model.measure
    return content.SuggestedAction(
        id=model.id,
        title=model.title,
        capability=model.capability,
        level=model.level,
        workstream=model.workstream,
        purpose=model.purpose,
        effort_days=model.effort_days,
        lead_days=model.lead_days,
        roles=tuple(Role(each) for each in model.roles),
        deliverables=tuple(model.deliverables),
        acceptance=tuple(model.acceptance),
        measure=content.Measure(measure.name, measure.unit, measure.lower_is_better) if measure else None,
        after=tuple(model.after),
        quick_win=model.quick_win,
        clauses=tuple(model.clauses),
    )


def _build(model: schema.PackModel, source: str) -> content.Pack:
    return content.Pack(
        id=model.id,
        version=model.version,
        title=model.title,
        language=model.language,
        pace=content.Pace(model.minutes.alone, model.minutes.together),
        levels=tuple(content.Level(each.level, each.name, each.short, each.text) for each in model.levels),
        areas=tuple(content.Area(each.id, each.name, each.purpose) for each in model.areas),
        dimensions=tuple(
            content.Dimension(each.id, each.name, each.short, tuple(each.capabilities))
            for each in model.dimensions
        ),
        capabilities=tuple(
            content.Capability(
                id=each.id,
                area=each.area,
                name=each.name,
                weight=each.weight,
                questions=tuple(_question(question, each.id) for question in each.questions),
                about=each.about,
                clauses=tuple(each.clauses),
            )
            for each in model.capabilities
        ),
        deterrents=_entries(model.deterrents),
        obstacles=_entries(model.obstacles),
        talents=_entries(model.talents),
        risks=_entries(model.risks),
        actions=tuple(_action(each) for each in model.actions),
        glossary=tuple(content.Term(each.term, each.text) for each in model.glossary),
        clauses=tuple(content.Clause(each.id, each.section, each.kind, each.text) for each in model.clauses),
        content_hash=hashlib.sha256(source.encode()).hexdigest(),
    )
