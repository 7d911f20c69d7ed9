"""The commands about the action plan: write it for other programs, take in how far it is."""

from __future__ import annotations

import argparse

from workbench.actions import progress
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.cli.problems import Refused, plain
from workbench.cli.risks import Chosen, Opened
from workbench.domain.text import plural
from workbench.exchange.plan_formats import BY_KEY
from workbench.exchange.plan_sheet import PlanRead, read_progress

_MOST_PROBLEMS = 20


def run(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> int:
    """Run `plan export` or `plan import`.

    Raises:
        Refused: when the file cannot be written or is no such table, with the reason; nothing was changed then.
    """
    try:
        if options.about == "export":
            _export(options, opened, chosen)
        else:
            _import(options, opened, chosen)
    except ValueError as problem:
        raise Refused(plain(str(problem))) from problem
    return 0


def _export(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> None:
    form = BY_KEY[options.format]
    with opened(options) as store:
        book = chosen(store, options.assessment)
    count = form.write(book, rate_book(book), options.file, options.names)
    print(f"{options.file} ({plural(count, form.what)})")


def _import(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> None:
    with opened(options, writable=not options.check) as store:
        read = read_progress(chosen(store, options.assessment), options.file)
        _refuse(read, options.file.name)
        if read.rows and not options.check:
            perform(store, progress.take(read))
    changed = plural(len(read.rows), "action")
    if options.check:
        print(f"To change: {changed}; as they are: {len(read.same)}. Nothing was changed yet.")
    else:
        print(f"Changed: {changed}; as they are: {len(read.same)}.")


def _refuse(read: PlanRead, name: str) -> None:
    if read.problems:
        shown, more = read.problems[:_MOST_PROBLEMS], len(read.problems) - _MOST_PROBLEMS
        rest = f" And {more} more." if more > 0 else ""
        raise Refused(plain(f"'{name}' was not taken in. {' '.join(shown)}{rest}"))
