"""The commands about the risk register: show it, write it to a table, take it in from one."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager
from typing import Protocol

from workbench.actions.edit import perform
from workbench.actions.register import take
from workbench.analysis import risk as zones
from workbench.analysis.risk_process import done_actions
from workbench.analysis.veil import without_names
from workbench.charts import risk_words
from workbench.cli.problems import Refused, plain, print_json
from workbench.cli.risks_json import risks_document
from workbench.domain.book import Book
from workbench.domain.criteria import THRESHOLDS
from workbench.domain.text import plural, whole_line
from workbench.exchange.register import Register, export_register, read_register
from workbench.exchange.sheets import SheetError
from workbench.storage.store import Store

_MOST_PROBLEMS = 20


class Opened(Protocol):
    """Opens the workspace that is meant."""

    def __call__(
        self, options: argparse.Namespace, *, writable: bool = ...
    ) -> AbstractContextManager[Store]: ...


class Chosen(Protocol):
    """Reads the assessment that is meant."""

    def __call__(self, store: Store, wanted: str | None) -> Book: ...


def run(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> int:
    """Run `risks show`, `risks export` or `risks import`.

    Raises:
        Refused: when the file is no such table, with file and reason; nothing was changed then.
    """
    try:
        if options.about == "show":
            with opened(options) as store:
                _show(chosen(store, options.assessment), options)
            return 0
        if options.about == "export":
            with opened(options) as store:
                count = export_register(chosen(store, options.assessment), options.file, names=options.names)
            print(f"{options.file} ({plural(count, 'risk')})")
            return 0
        with opened(options, writable=not options.check) as store:
            book = chosen(store, options.assessment)
            register = read_register(book, options.file)
            _refuse(register, options.file.name)
            if not options.check and (register.changed or register.added):
                perform(store, take(book.assessment.id, register))
    except SheetError as problem:
        raise Refused(str(problem)) from problem
    for note in register.notes:
        print(plain(note))
    changed, added = plural(len(register.changed), "risk"), plural(len(register.added), "risk")
    if options.check:
        print(f"To change: {changed}; to add: {added}. Nothing was changed yet.")
    else:
        print(f"Changed: {changed}; added: {added}.")
    return 0


def _show(book: Book, options: argparse.Namespace) -> None:
    if options.json:
        print_json(risks_document(book, names=options.names))
        return
    shown = book if options.names else without_names(book)
    done = done_actions(shown)
    for risk in zones.ranked(shown.risks, shown.criteria):
        moments = (
            zones.zone_today(risk, shown.criteria),
            zones.zone_so_far(risk, shown.criteria, done),
            zones.zone_after(risk, shown.criteria),
        )
        words = [zone.word(risk.kind) if zone else "–" for zone in moments]
        print(plain(f"{risk.code:<6} {words[0]:<8} {words[1]:<8} {words[2]:<8} {whole_line(risk.title)}"))
    for name, each in shown.criteria.thresholds.items():
        print(plain(f"{THRESHOLDS[name]}: {risk_words.threshold(each, shown.criteria)}"))


def _refuse(register: Register, name: str) -> None:
    if not register.problems:
        return
    shown = register.problems[:_MOST_PROBLEMS]
    more = len(register.problems) - len(shown)
    rest = f" And {more} more." if more else ""
    raise Refused(plain(f"'{name}' was not taken in. {' '.join(shown)}{rest}"))
