"""Which thing of a pack, or of the program, serves each clause of the blueprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.content import Asks, Clause, Pack
from workbench.domain.function import FUNCTIONS

GUIDANCE = "guidance"


class Server(StrEnum):
    """What kind of thing serves a clause."""

    QUESTION = "question"
    CATALOGUE = "catalogue entry"
    ACTION = "suggested action"
    TEMPLATE = "template"
    FUNCTION = "function"
    HELP = "help text"


@dataclass(frozen=True, slots=True)
class Serving:
    """One thing that serves a clause: what it is, its id in the pack and its name."""

    server: Server
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause, everything that serves it, and what is missing (`gap`, one sentence, or nothing)."""

    clause: Clause
    servings: tuple[Serving, ...]
    gap: str


def coverage(pack: Pack) -> tuple[ClauseCoverage, ...]:
    """Give every clause of the pack what serves it, in the pack's order.

    A clause is served by at least one thing. Help text serves guidance alone; a clause that asks for an
    inventory, a document or a plan needs the template or the function of the program where it is made.
    """
    served: dict[str, list[Serving]] = {clause.id: [] for clause in pack.clauses}
    for clauses, serving in _servings(pack):
        for clause in clauses:
            if clause in served:
                served[clause].append(serving)
    return tuple(
        ClauseCoverage(clause, tuple(served[clause.id]), _gap(clause, served[clause.id]))
        for clause in pack.clauses
    )


def _gap(clause: Clause, servings: list[Serving]) -> str:
    kinds = {serving.server for serving in servings}
    if not kinds:
        return "Nothing serves this clause."
    if kinds == {Server.HELP} and clause.kind != GUIDANCE:
        return "Help text alone serves this clause, and it is no guidance."
    if clause.asks is not Asks.NOTHING and not kinds & {Server.TEMPLATE, Server.FUNCTION}:
        article = "an" if clause.asks is Asks.INVENTORY else "a"
        return f"It asks for {article} {clause.asks.value}, and no template or function makes one."
    return ""


def _servings(pack: Pack) -> Iterator[tuple[Iterable[str], Serving]]:
    for question in pack.questions:
        yield question.clauses, Serving(Server.QUESTION, question.id, question.title)
    for entries in (pack.deterrents, pack.obstacles, pack.talents, pack.risks):
        for entry in entries:
            yield entry.clauses, Serving(Server.CATALOGUE, entry.id, entry.title)
    for level in pack.levels:
        yield level.clauses, Serving(Server.CATALOGUE, f"level {level.level}", level.name)
    for model in pack.role_models:
        yield model.clauses, Serving(Server.CATALOGUE, model.id, model.title)
    for competence in pack.competences:
        yield competence.clauses, Serving(Server.CATALOGUE, competence.id, competence.name)
    for skill in pack.skill_levels:
        yield skill.clauses, Serving(Server.CATALOGUE, f"level {skill.id}", skill.name)
    for catalogue in pack.catalogues:
        yield catalogue.clauses, Serving(Server.CATALOGUE, catalogue.id, catalogue.title)
        for item in catalogue.entries:
            yield item.clauses, Serving(Server.CATALOGUE, f"{catalogue.id}/{item.id}", item.title)
    for action in pack.actions:
        yield action.clauses, Serving(Server.ACTION, action.id, action.title)
    for document in pack.documents:
        yield document.clauses, Serving(Server.TEMPLATE, document.id, document.title)
    for project in pack.projects:
        yield project.clauses, Serving(Server.TEMPLATE, project.id, project.title)
    names = {each.id: each.title for each in FUNCTIONS}
    for function in pack.functions:
        yield function.clauses, Serving(Server.FUNCTION, function.function, names[function.function])
    for topic in pack.help:
        yield topic.clauses, Serving(Server.HELP, topic.id, topic.title)
    for term in pack.glossary:
        yield term.clauses, Serving(Server.HELP, term.term, term.term)
