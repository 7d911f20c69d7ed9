"""The commands about answer packs: write one for each respondent, take in what came back."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable

from workbench.actions import handing, invitations, sending
from workbench.actions.edit import perform, together
from workbench.actions.intake import Source, take, take_all
from workbench.actions.intake_rows import Comparison, NotOurs, RowKind, compare, compare_all
from workbench.actions.reports import brand_of
from workbench.analysis.standing import rate_book
from workbench.analysis.veil import Veil
from workbench.cli import rooms
from workbench.cli.pack_options import CHILD
from workbench.cli.problems import Failed, Refused, plain
from workbench.cli.risks import Chosen, Opened
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import AnswerState, Respondent
from workbench.domain.book import Book
from workbench.domain.text import join_words, plural, short
from workbench.exchange import reading_child
from workbench.exchange.reading import FileRead, read_files

_KINDS = {"pack": "answer pack", "pdf": "PDF", "sheet": "spreadsheet"}


def run(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> int:
    """Run `pack export`, `pack import` or `pack unlock`.

    Raises:
        Refused: when nothing could be done with what was named, with the reason; nothing was changed then.
        Failed: when some of the files could not be taken in; the others were.
    """
    if options.about == CHILD:
        return reading_child.main()
    try:
        if options.about == "open":
            return rooms.open_room(options, _passphrase(options))
        if options.about == "export" and (options.room or options.back):
            return rooms.export_room(options, opened, chosen, _passphrase(options))
        if options.about == "export":
            return _export(options, opened, chosen)
        if options.about == "unlock":
            return _unlock(options, opened)
        return _import(options, opened, chosen)
    except ValueError as problem:
        raise Refused(plain(str(problem))) from problem


def _passphrase(options: argparse.Namespace) -> str:
    """The passphrase from a file; never from the command line, which others can read."""
    if options.passphrase_file is None:
        return ""
    try:
        lines = options.passphrase_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(f"the passphrase in '{options.passphrase_file}' cannot be read: {problem}") from problem
    if not lines or not lines[0]:
        raise Refused(f"'{options.passphrase_file}' has no passphrase in its first line")
    return lines[0]


def _wanted(book: Book, ids: list[str] | None) -> list[Respondent]:
    people = [each for each in book.people() if not each.set_aside]
    if ids is None:
        if not people:
            raise Refused("there is nobody in this assessment who answers alone; add respondents first")
        return people
    redact = Veil(book).names.redact
    found: list[Respondent] = []
    for wanted in ids:
        named = [each for each in book.people() if wanted and each.id.startswith(wanted)]
        if len(named) != 1:
            listed = ", ".join(f"{each.id[:8]} ({plain(redact(each.label))})" for each in book.people())
            raise Refused(f"there is no respondent '{wanted}', or more than one; there are {listed}")
        found += named
    return found


def _export(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> int:
    passphrase = _passphrase(options)
    now = dt.datetime.now(dt.UTC)
    with opened(options, writable=options.record) as store:
        book = chosen(store, options.assessment)
        folder = options.output or store.path.parent
        if not folder.is_dir():
            raise Refused(f"'{folder}' is no folder; make it first, or name another")
        with store.unit(writes=False) as unit:
            brand = brand_of(unit)
        standing, wanted = rate_book(book), _wanted(book, options.respondent)
        parcels = [
            sending.parcel(
                book,
                each,
                options.format,
                now,
                passphrase=passphrase,
                paper=options.paper,
                brand=brand,
                standing=standing,
            )
            for each in wanted
        ]
        for each in parcels:
            path = folder / each.name
            sending.put(path, each.data)
            asked, said = plural(len(each.pack.questions), "question"), len(each.pack.answers)
            print(f"{path} ({asked}, {said} answered{', locked with a passphrase' if passphrase else ''})")
        if options.record:
            edits = [invitations.sent(each.id, options.format, dt.date.today()) for each in wanted]
            perform(store, together("Send questions", edits))
    return 0


def _unlock(options: argparse.Namespace, opened: Opened) -> int:
    with opened(options, writable=True) as store:
        done = perform(store, handing.forget_code(), "pack unlock")
        name = plain(store.path.name)
    if done.changes:
        print(f"The code of {name} is gone. The next time it is handed over, a new one is asked for.")
    else:
        print(f"{name} has no code, so nothing was locked.")
    return 0


def _import(options: argparse.Namespace, opened: Opened, chosen: Chosen) -> int:
    passphrase = _passphrase(options)
    read = read_files(options.files, [passphrase] if passphrase else [])
    with opened(options, writable=not options.check) as store:
        book = chosen(store, options.assessment)
        redact = Veil(book).names.redact
        good: list[tuple[FileRead, Comparison]] = []
        bad: list[str] = []
        sessions = [each for each in read if each.session is not None]
        for each in read:
            if each.session is not None:
                continue
            if each.read is None:
                bad.append(each.problem)
                continue
            try:
                good.append((each, compare(book, each.read.pack)))
            except NotOurs as problem:
                bad.append(f"'{each.path.name}' was not taken in: {redact(str(problem))}")
        entries = rooms.take_in(options, store, book, sessions, bad) if sessions else 0
        if not good and len(bad) == len(read):
            raise Refused(plain(" ".join(bad)))
        compared = compare_all([each for _, each in good])
        pairs = list(zip((file for file, _ in good), compared, strict=True))
        edits = [
            take(
                each,
                _chosen_of(each, options.conflicts),
                Source(file.path.name, file.read.kind, file.sha256),
                dt.datetime.now(dt.UTC),
                problems=len(file.read.problems),
            )
            for file, each in pairs
            if file.read is not None
        ]
        if edits and not options.check:
            perform(store, take_all(edits))
        for file, each in pairs:
            _show(file, each, redact)
    for problem in bad:
        print(plain(problem))
    taken = sum(len(_chosen_of(each, options.conflicts)) for each in compared)
    count = join_words(
        [
            *([plural(taken, "answer")] if pairs or not sessions else []),
            *([plural(entries, "entry", "entries") + " from other rooms"] if sessions else []),
        ]
    )
    print(f"To take in: {count}. Nothing was changed yet." if options.check else f"Taken in: {count}.")
    if bad:
        raise Failed(
            f"{len(bad)} of {plural(len(read), 'file')} could not be taken in; the others were looked at"
        )
    return 0


def _chosen_of(each: Comparison, conflicts: str) -> frozenset[str]:
    if conflicts == "keep":
        return each.usual
    return frozenset(row.question for row in each.rows if row.kind.takes)


def _show(file: FileRead, each: Comparison, redact: Callable[[str], str]) -> None:
    """Print what came of a file; `redact` puts roles in the place of names, also in what was typed."""
    assert file.read is not None
    who = redact(each.who)
    counts = each.counts
    same = counts[RowKind.SAME] + counts[RowKind.AS_SENT]
    print(
        plain(
            f"{file.path.name} ({_KINDS[file.read.kind]}, {who}, {each.at[:10] or 'no date'}): "
            f"{counts[RowKind.NEW]} new, {same} same, {counts[RowKind.CHANGED]} changed, "
            f"{plural(counts[RowKind.CONFLICT], 'conflict')}"
        )
    )
    for sentence in (each.note, *file.read.problems, *each.left):
        if sentence:
            print(plain(f"  {redact(sentence)}"))
    for row in each.rows:
        if row.kind is RowKind.CONFLICT:
            here, sent = (_said(said, redact) for said in (row.here, row.there))
            print(plain(f"  {row.question}: here {here}, sent {sent}"))
        if row.warning and row.kind.takes:
            print(plain(f"  {row.question}: {row.warning}"))


def _said(given: Given | None, redact: Callable[[str], str]) -> str:
    if given is None:
        return "nothing"
    words = {AnswerState.NOT_APPLICABLE: "does not apply", AnswerState.DONT_KNOW: "don’t know", AnswerState.OPEN: "no choice"}  # fmt: skip
    said = str(given.value) if given.value is not None else words.get(given.state, "")
    # A name that is cut short is not found any more.
    return f"{said} (‘{short(redact(given.note), 40)}’)" if given.note else said
