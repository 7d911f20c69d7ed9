"""The commands about content packs: is a file sound, is every clause served, what is on the shelf."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from workbench.actions import packs
from workbench.cli.problems import Failed, Refused, plain, print_json
from workbench.content.coverage import ClauseCoverage, coverage
from workbench.content.loader import built_in_pack
from workbench.content.reading import hardest_first
from workbench.content.yaml_tree import PackError
from workbench.domain.content import Pack
from workbench.domain.text import plural
from workbench.exchange.pack_file import read_pack_file

COVERAGE_SCHEMA = "sre-workbench/coverage/1"
HARDEST = 10


def run(options: argparse.Namespace) -> int:
    """Run `content coverage`, `check`, `list` or `add`.

    Raises:
        Refused: when a pack file is wrong, with file, line and reason.
    """
    try:
        match options.about:
            case "coverage":
                return _coverage(_pack(options.file), options)
            case "check":
                return _check(_pack(options.file), options)
            case "add":
                return _add(options.file)
            case _:
                return _list()
    except PackError as problem:
        raise Refused(str(problem)) from problem


def _pack(file: Path | None) -> Pack:
    return read_pack_file(file)[0] if file is not None else built_in_pack()[0]


def _served(each: ClauseCoverage) -> str:
    """What serves a clause, as one cell: the kinds with their ids."""
    kinds: dict[str, list[str]] = {}
    for serving in each.servings:
        kinds.setdefault(serving.server.value, []).append(serving.id)
    return "; ".join(f"{kind} {', '.join(ids)}" for kind, ids in kinds.items())


def _coverage(pack: Pack, options: argparse.Namespace) -> int:
    if not pack.clauses:
        raise Failed(f"'{pack.title}' lists no clauses, so there is nothing to cover")
    table = coverage(pack)
    gaps = [each for each in table if each.gap]
    if options.json:
        print_json(
            {
                "schema": COVERAGE_SCHEMA,
                "pack": {"id": pack.id, "version": pack.version, "hash": pack.content_hash},
                "clauses": [
                    {
                        "id": each.clause.id,
                        "kind": each.clause.kind,
                        "asks": each.clause.asks.value or None,
                        "text": each.clause.text,
                        "served_by": [
                            {"kind": serving.server.value, "id": serving.id, "title": serving.title}
                            for serving in each.servings
                        ],
                        "gap": each.gap or None,
                    }
                    for each in table
                ],
            }
        )
    else:
        width = max(len(each.clause.id) for each in table)
        kind = max(len(each.clause.kind) for each in table)
        for each in table:
            served = each.gap.upper() if each.gap else _served(each)
            print(plain(f"{each.clause.id:{width}}  {each.clause.kind:{kind}}  {served}"))
        print(f"\n{plural(len(table), 'clause')}, {plural(len(gaps), 'gap')}")
    if gaps:
        raise Failed(
            f"{plural(len(gaps), 'clause is', 'clauses are')} not served: "
            + "; ".join(
                f"{each.clause.id}: {each.gap[:1].lower()}{each.gap[1:].rstrip('.')}" for each in gaps
            )
        )
    return 0


def _check(pack: Pack, options: argparse.Namespace) -> int:
    print(plain(f"{pack.title}, version {pack.version} ({pack.id}, {pack.content_hash[:12]}): sound"))
    counts = {
        "area": len(pack.areas),
        "capability": len(pack.capabilities),
        "question": len(pack.questions),
        "catalogue": len(pack.catalogues),
        "template": len(pack.documents) + len(pack.projects),
        "suggested action": len(pack.actions),
        "glossary entry": len(pack.glossary),
        "clause": len(pack.clauses),
    }
    many = {"capability": "capabilities", "glossary entry": "glossary entries"}
    print(", ".join(plural(count, name, many.get(name)) for name, count in counts.items()))
    asked = Counter(role for question in pack.questions for role in question.roles)
    print("Asked: " + ", ".join(f"{role.label.lower()} {count}" for role, count in asked.items()))
    if pack.clauses:
        gaps = sum(1 for each in coverage(pack) if each.gap)
        print(f"Clauses not served: {gaps} ('content coverage' shows which)")
    listed = hardest_first(pack)
    if not listed:
        print(f"No reading ease: the formula is for English, and this pack is in '{plain(pack.language)}'")
        return 0
    shown = listed if options.all else listed[:HARDEST]
    mean = sum(each.ease for each in listed) / len(listed)
    print(
        f"\nReading ease, {mean:.0f} on average (60 plain, 30 hard), {'all' if options.all else 'the hardest'}:"
    )
    for each in shown:
        print(plain(f"{each.ease:6.1f}  {each.question.id:9} {each.question.ask}"))
    return 0


def _list() -> int:
    shelf = packs.shelf()
    for each in shelf.packs:
        where = "with the program" if each.path is None else str(each.path)
        print(
            plain(
                f"{each.pack.id} {each.pack.version}  {each.pack.content_hash[:12]}  {each.pack.title}  ({where})"
            )
        )
    if shelf.problems:
        raise Failed("; ".join(shelf.problems))
    return 0


def _add(file: Path) -> int:
    kept = packs.put_on_shelf(file)
    print(plain(f"{kept.name} is ready for new assessments"))
    return 0
