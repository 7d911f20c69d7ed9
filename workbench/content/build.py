"""From a checked model of a pack to the `Pack` the rest of the program works with."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel

from workbench.content import schema
from workbench.domain import content
from workbench.domain.role import Role

T = TypeVar("T")


def _made(kind: type[T], model: BaseModel, **given: Any) -> T:
    """Make a dataclass from the model's fields of the same names; lists become tuples, `given` comes first."""
    values: dict[str, Any] = dict(given)
    for each in dataclasses.fields(kind):  # pyright: ignore[reportArgumentType]
        if each.name not in values and hasattr(model, each.name):
            value: Any = getattr(model, each.name)
            values[each.name] = tuple(value) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType]
    return kind(**values)


def _all(kind: type[T], models: Iterable[BaseModel]) -> tuple[T, ...]:
    return tuple(_made(kind, model) for model in models)


def _options(models: Iterable[schema.OptionModel]) -> tuple[content.Option, ...]:
    found: list[content.Option] = []
    for model in models:
        same = sum(1 for each in found if each.level == model.level)
        found.append(content.Option(model.level, model.text, same))
    return tuple(found)


def _question(model: schema.QuestionModel, capability: str) -> content.Question:
    return _made(
        content.Question,
        model,
        capability=capability,
        roles=tuple(Role(each) for each in model.roles),
        options=_options(model.options),
        essential=_made(content.Essential, model.essential) if model.essential else None,
    )


def _action(model: schema.ActionModel) -> content.SuggestedAction:
    return _made(
        content.SuggestedAction,
        model,
        roles=tuple(Role(each) for each in model.roles),
        measure=_made(content.Measure, model.measure) if model.measure else None,
    )


def _catalogue(model: schema.CatalogueModel) -> content.Catalogue:
    return _made(
        content.Catalogue,
        model,
        use=content.Use(model.use),
        entries=_all(content.CatalogueItem, model.entries),
    )


def build(model: schema.PackModel, source: str) -> content.Pack:
    """Build a pack; its hash is that of `source`, the canonical text a workspace keeps."""
    return content.Pack(
        id=model.id,
        version=model.version,
        title=model.title,
        language=model.language,
        pace=_made(content.Pace, model.minutes),
        levels=_all(content.Level, model.levels),
        areas=_all(content.Area, model.areas),
        dimensions=_all(content.Dimension, model.dimensions),
        capabilities=tuple(
            _made(
                content.Capability,
                each,
                questions=tuple(_question(asked, each.id) for asked in each.questions),
            )
            for each in model.capabilities
        ),
        deterrents=_all(content.CatalogueEntry, model.deterrents),
        obstacles=_all(content.CatalogueEntry, model.obstacles),
        talents=_all(content.CatalogueEntry, model.talents),
        risks=_all(content.CatalogueEntry, model.risks),
        actions=tuple(_action(each) for each in model.actions),
        role_models=_all(content.RoleModel, model.role_models),
        competences=_all(content.Competence, model.competences),
        skill_levels=_all(content.SkillLevel, model.skill_levels),
        documents=tuple(
            _made(content.DocumentTemplate, each, parts=_all(content.DocumentPart, each.parts))
            for each in model.documents
        ),
        projects=tuple(
            _made(content.ProjectTemplate, each, measure=_made(content.Measure, each.measure))
            for each in model.projects
        ),
        catalogues=tuple(_catalogue(each) for each in model.catalogues),
        functions=_all(content.ServedByProgram, model.functions),
        help=_all(content.HelpTopic, model.help),
        glossary=_all(content.Term, model.glossary),
        clauses=tuple(_made(content.Clause, each, asks=content.Asks(each.asks)) for each in model.clauses),
        content_hash=hashlib.sha256(source.encode()).hexdigest(),
    )
