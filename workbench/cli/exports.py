"""The commands export and import: everything beside the PDF, and a whole assessment back again."""

from __future__ import annotations

import argparse
import datetime as dt

from workbench.actions import exports, whole
from workbench.actions.edit import perform
from workbench.actions.exports import BY_KEY
from workbench.analysis.veil import without_names
from workbench.cli.problems import Refused, plain
from workbench.cli.risks import Chosen, Opened
from workbench.domain.text import join_words, plural, slug
from workbench.exchange.everything import names_written
from workbench.exchange.whole import NOTICE, Whole
from workbench.exchange.whole_reading import read_whole
from workbench.storage.store import Store


def run(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> int:
    """Run `export` or `import`.

    Raises:
        Refused: when a file cannot be written or taken in, with the reason; nothing was changed then.
    """
    try:
        if options.command == "export":
            _export(options, opened, chosen)
        else:
            _import(options, opened)
    except ValueError as problem:
        raise Refused(plain(str(problem))) from problem
    return 0


def _export(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> None:
    form = BY_KEY[options.format]
    with opened(options) as store:
        book = chosen(store, options.assessment)
        title = (book if options.names else without_names(book)).assessment.title
        name = slug(book.workspace.client, title, "plan" if form.key == "docx" else "data")
        path = options.output or store.path.parent / f"{name}{form.suffix}"
        loaded = exports.load(store, form, book.assessment.id)
    held = exports.write(form, book, path, dt.date.today(), names=options.names, loaded=loaded)
    print(f"{path} ({held})")
    if form.whole:
        print(NOTICE)
    elif options.names:
        named = names_written(book)
        said = (
            f"Names written: {plain(', '.join(named))}"
            if named
            else "No names are in it: nobody's was typed."
        )
        print(said)


def _import(options: argparse.Namespace, opened: Opened) -> None:
    found = read_whole(options.file)
    if options.check:
        print(f"{_said(found)}. Nothing was changed yet.")
        return
    if not options.workspace.exists():
        if options.copy:
            raise Refused(
                f"there is no workspace at '{options.workspace}' to put a copy beside; leave out --copy"
            )
        with whole.create_workspace(options.workspace, found):
            print(f"{options.workspace} (new): {_said(found)}")
        return
    with opened(options, writable=True) as store:
        _take(store, found, options)
    print(f"{options.workspace}: {_said(found)}")


def _take(store: Store, found: Whole, options: argparse.Namespace) -> None:
    try:
        perform(store, whole.take_in(found, copy=options.copy, other_client=options.other_client))
    except whole.AlreadyThere as problem:
        raise Refused(plain(f"{problem} A copy is made with --copy.")) from problem
    except whole.OtherClient as problem:
        raise Refused(plain(f"{problem} That is --other-client.")) from problem


def _said(found: Whole) -> str:
    counts = [plural(count, one, many) for one, many, count in found.counts if count]
    held = join_words(counts) if counts else "nothing yet"
    return plain(
        f"'{found.assessment.title}' of {found.assessment.date.isoformat()} for {found.workspace.client}, with {held}"
    )
