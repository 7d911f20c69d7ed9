"""The commands about another room: take some capabilities there, open them there, and bring them back."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from workbench.actions import session_merge, session_packs
from workbench.actions.edit import perform
from workbench.actions.intake import Source
from workbench.actions.intake_rows import NotOurs, RowKind
from workbench.actions.sending import put
from workbench.analysis.veil import Veil
from workbench.cli.problems import Refused, plain
from workbench.cli.risks import Chosen, Opened
from workbench.domain.book import Book
from workbench.domain.text import join_words, plural, short
from workbench.exchange.reading import FileRead, read_files
from workbench.exchange.session_pack import SessionPack, session_bytes
from workbench.storage.store import Store


def export_room(options: argparse.Namespace, opened: Opened, chosen: Chosen, passphrase: str) -> int:
    """Write the file for another room, or the one on its way back."""
    now = dt.datetime.now(dt.UTC)
    with opened(options, writable=False) as store:
        if options.back:
            pack = session_packs.bring_back(store)
        else:
            book = chosen(store, options.assessment)
            _known(book, options.room)
            pack = session_packs.take_out(store, book, options.room, options.title, now)
        folder = options.output or store.path.parent
    if not folder.is_dir():
        raise Refused(f"'{folder}' is no folder; make it first, or name another")
    path = folder / session_packs.file_name(pack)
    put(path, session_bytes(pack, passphrase))
    locked = ", locked with a passphrase" if passphrase else ""
    print(f"{path} ({join_words(list(pack.origin.capabilities))}{locked})")
    return 0


def _known(book: Book, wanted: list[str]) -> None:
    unknown = [each for each in wanted if each not in book.pack.by_capability]
    if unknown:
        raise Refused(
            f"there is no capability '{unknown[0]}'; there are {', '.join(each.id for each in book.pack.capabilities)}"
        )


def open_room(options: argparse.Namespace, passphrase: str) -> int:
    """Make a workspace of what another room was given."""
    read = read_files([options.file], [passphrase] if passphrase else [])[0]
    if read.session is None:
        raise Refused(
            plain(read.problem or f"'{read.path.name}' is no session pack; take it in with 'pack import'")
        )
    path: Path = options.output or options.file.with_suffix(".srew")
    with session_packs.open_in(path, read.session) as store:
        print(f"{store.path} ({join_words(list(read.session.origin.capabilities))})")
    return 0


def take_in(
    options: argparse.Namespace, store: Store, book: Book, files: list[FileRead], bad: list[str]
) -> int:
    """Take in what came back from other rooms, each as a step of its own; gives how many entries were, or would be."""
    taken = 0
    veil = Veil(book)
    for file in files:
        assert file.session is not None
        try:
            found = _compared(store, file.session)
        except NotOurs as problem:
            bad.append(f"'{file.path.name}' was not taken in: {problem}")
            continue
        chosen = frozenset(row.key for row in found.rows if row.state.takes)
        if options.conflicts == "keep":
            chosen = found.usual
        source = Source(file.path.name, "session", file.sha256)
        if not options.check:
            perform(store, session_merge.merge(found, chosen, source, dt.datetime.now(dt.UTC)))
        _show(file, found, veil)
        taken += len(chosen)
    return taken


def _compared(store: Store, pack: SessionPack) -> session_merge.Merge:
    with store.unit(writes=False) as unit:
        return session_merge.compare(unit, pack)


def _show(file: FileRead, found: session_merge.Merge, veil: Veil) -> None:
    counts, redact = found.counts, veil.names.redact
    same = counts[RowKind.SAME] + counts[RowKind.AS_SENT]
    print(
        plain(
            f"{file.path.name} (another room, {redact(short(found.title))}, {found.pack.origin.at[:10]}): "
            f"{counts[RowKind.NEW]} new, {same} same, {counts[RowKind.CHANGED]} changed, "
            f"{plural(counts[RowKind.CONFLICT], 'conflict')}"
        )
    )
    if found.note:
        print(plain(f"  {found.note}"))
    for row in found.rows:
        if row.state is RowKind.CONFLICT:
            here, there = (
                redact(short(session_merge.words(veil.book, each), 80)) for each in (row.here, row.there)
            )
            print(plain(f"  {redact(session_merge.subject(row.there))}: here {here}, there {there}"))
