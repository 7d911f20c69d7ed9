"""What must hold across a whole pack: ids once, references that lead somewhere, no circles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.analysis.schedule import find_cycle
from workbench.content.schema import PackModel
from workbench.content.yaml_tree import PackError, Path
from workbench.domain.function import FUNCTIONS

Fail = Callable[[Path, str], PackError]


MOST_QUESTIONS = 1000


def check(pack: PackModel, fail: Fail) -> None:
    """Check a pack that has the right shape.

    Raises:
        PackError: made by `fail` at the first place that is wrong.
    """
    _levels(pack, fail)
    asked = sum(len(capability.questions) for capability in pack.capabilities)
    if asked > MOST_QUESTIONS:
        raise fail(
            ("capabilities",), f"A pack may ask {MOST_QUESTIONS:,} questions; this one asks {asked:,}."
        )
    areas = _unique("area", ((area.id, ("areas", i)) for i, area in enumerate(pack.areas)), fail)
    clauses = _unique("clause", ((each.id, ("clauses", i)) for i, each in enumerate(pack.clauses)), fail)
    capabilities = _unique(
        "capability", ((each.id, ("capabilities", i)) for i, each in enumerate(pack.capabilities)), fail
    )
    _unique("dimension", ((each.id, ("dimensions", i)) for i, each in enumerate(pack.dimensions)), fail)
    _unique(
        "question",
        (
            (question.id, ("capabilities", i, "questions", j))
            for i, capability in enumerate(pack.capabilities)
            for j, question in enumerate(capability.questions)
        ),
        fail,
    )
    _references(pack, areas, clauses, capabilities, fail)
    _questions(pack, fail)
    _prerequisites(pack, fail)
    _people(pack, clauses, capabilities, fail)
    _library(pack, clauses, capabilities, fail)


def _unique(what: str, ids: Iterable[tuple[str, Path]], fail: Fail) -> set[str]:
    seen: set[str] = set()
    for each, path in ids:
        if each in seen:
            raise fail((*path, "id"), f"The {what} id '{each}' is used twice; every id may stand once.")
        seen.add(each)
    return seen


def _levels(pack: PackModel, fail: Fail) -> None:
    for i, level in enumerate(pack.levels):
        if level.level != i + 1:
            raise fail(("levels", i, "level"), "The five levels must be listed from 1 to 5.")


def _known(
    names: Iterable[str], known: set[str], what: str, path: Path, fail: Fail, required: bool = True
) -> None:
    if not required:
        return
    for i, name in enumerate(names):
        if name not in known:
            raise fail((*path, i), f"There is no {what} '{name}' in this pack.")


def _references(
    pack: PackModel, areas: set[str], clauses: set[str], capabilities: set[str], fail: Fail
) -> None:
    listed = bool(clauses)
    for i, capability in enumerate(pack.capabilities):
        path: Path = ("capabilities", i)
        if capability.area not in areas:
            raise fail((*path, "area"), f"There is no area '{capability.area}' in this pack.")
        _known(capability.clauses, clauses, "clause", (*path, "clauses"), fail, listed)
        for j, question in enumerate(capability.questions):
            _known(question.clauses, clauses, "clause", (*path, "questions", j, "clauses"), fail, listed)
    for i, dimension in enumerate(pack.dimensions):
        _known(dimension.capabilities, capabilities, "capability", ("dimensions", i, "capabilities"), fail)
    for name, entries in (
        ("deterrents", pack.deterrents),
        ("obstacles", pack.obstacles),
        ("talents", pack.talents),
        ("risks", pack.risks),
    ):
        _unique(name[:-1], ((each.id, (name, i)) for i, each in enumerate(entries)), fail)
        for i, entry in enumerate(entries):
            _known(entry.clauses, clauses, "clause", (name, i, "clauses"), fail, listed)
            _known(entry.capabilities, capabilities, "capability", (name, i, "capabilities"), fail)
    for i, entry in enumerate(pack.risks):
        if not entry.kind:
            raise fail(("risks", i), "A risk must say its kind: threat or opportunity.")
    for i, action in enumerate(pack.actions):
        if action.capability not in capabilities:
            raise fail(
                ("actions", i, "capability"), f"There is no capability '{action.capability}' in this pack."
            )
        _known(action.clauses, clauses, "clause", ("actions", i, "clauses"), fail, listed)


def _questions(pack: PackModel, fail: Fail) -> None:
    for i, capability in enumerate(pack.capabilities):
        essentials = 0
        for j, question in enumerate(capability.questions):
            path: Path = ("capabilities", i, "questions", j)
            levels = [option.level for option in question.options]
            if levels != sorted(levels) or len(set(levels)) < 2:
                raise fail(
                    (*path, "options"),
                    "Options must be listed from the lowest level up, on two levels at least.",
                )
            texts = [option.text.casefold() for option in question.options]
            for number, text in enumerate(texts):
                if text in texts[:number]:
                    raise fail((*path, "options", number), "Two options of a question say the same.")
            if len(set(question.roles)) != len(question.roles):
                raise fail((*path, "roles"), "A role is named twice here.")
            if question.essential is not None:
                essentials += 1
                if question.essential.level > levels[-1]:
                    raise fail((*path, "essential"), "The essential level lies above the highest option.")
                if essentials > 1:
                    raise fail((*path, "essential"), "A capability may have one essential question at most.")


def _prerequisites(pack: PackModel, fail: Fail) -> None:
    places = {action.id: i for i, action in enumerate(pack.actions)}
    _unique("action", ((each.id, ("actions", i)) for i, each in enumerate(pack.actions)), fail)
    for i, action in enumerate(pack.actions):
        _known(action.after, set(places), "action", ("actions", i, "after"), fail)
    circle = find_cycle({action.id: action.after for action in pack.actions})
    if circle is not None:
        raise fail(
            ("actions", places[circle[0]], "after"),
            f"These actions wait for each other: {' → '.join(circle)}.",
        )


def _links(
    clauses_of: list[str],
    capabilities_of: list[str],
    known: tuple[set[str], set[str]],
    path: Path,
    fail: Fail,
) -> None:
    """Clauses and capabilities that an entry names must be there."""
    clauses, capabilities = known
    _known(clauses_of, clauses, "clause", (*path, "clauses"), fail, bool(clauses))
    _known(capabilities_of, capabilities, "capability", (*path, "capabilities"), fail)


def _people(pack: PackModel, clauses: set[str], capabilities: set[str], fail: Fail) -> None:
    known = (clauses, capabilities)
    competences = _unique(
        "competence", ((each.id, ("competences", i)) for i, each in enumerate(pack.competences)), fail
    )
    _unique("role model", ((each.id, ("role_models", i)) for i, each in enumerate(pack.role_models)), fail)
    _unique("skill level", ((each.id, ("skill_levels", i)) for i, each in enumerate(pack.skill_levels)), fail)
    for i, model in enumerate(pack.role_models):
        _links(model.clauses, model.capabilities, known, ("role_models", i), fail)
    for i, competence in enumerate(pack.competences):
        _links(competence.clauses, [], known, ("competences", i), fail)
    for i, level in enumerate(pack.skill_levels):
        path: Path = ("skill_levels", i)
        _links(level.clauses, [], known, path, fail)
        for name in level.expected:
            if name not in competences:
                raise fail((*path, "expected", name), f"There is no competence '{name}' in this pack.")
        for name in sorted(competences - set(level.expected)):
            raise fail((*path, "expected"), f"Level {level.id} says nothing of the competence '{name}'.")


def _library(pack: PackModel, clauses: set[str], capabilities: set[str], fail: Fail) -> None:
    known = (clauses, capabilities)
    for name, what, entries in (
        ("documents", "document", pack.documents),
        ("projects", "project", pack.projects),
        ("catalogues", "catalogue", pack.catalogues),
        ("help", "help topic", pack.help),
    ):
        _unique(what, ((each.id, (name, i)) for i, each in enumerate(entries)), fail)
        for i, entry in enumerate(entries):
            _links(entry.clauses, entry.capabilities, known, (name, i), fail)
    for i, catalogue in enumerate(pack.catalogues):
        path: Path = ("catalogues", i, "entries")
        _unique("entry", ((each.id, (*path, j)) for j, each in enumerate(catalogue.entries)), fail)
        for j, item in enumerate(catalogue.entries):
            _links(item.clauses, item.capabilities, known, (*path, j), fail)
    functions = {each.id for each in FUNCTIONS}
    for i, served in enumerate(pack.functions):
        if served.function not in functions:
            raise fail(
                ("functions", i, "function"),
                f"The program has no function '{served.function}'; it has {', '.join(sorted(functions))}.",
            )
        _links(served.clauses, [], known, ("functions", i), fail)
    written: set[str] = set()
    for i, term in enumerate(pack.glossary):
        _links(term.clauses, [], known, ("glossary", i), fail)
        for form in (term.term, *term.also):
            if form.casefold() in written:
                raise fail(("glossary", i), f"'{form}' is explained twice; every term may stand once.")
            written.add(form.casefold())
    for i, level in enumerate(pack.levels):
        _links(level.clauses, [], known, ("levels", i), fail)
