"""The command that forgets a person: what goes is listed first, and nothing is changed without '--yes'."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from workbench.actions.backups_left import delete_backups
from workbench.actions.forgetting import Trace, forget, look
from workbench.actions.forgotten import NobodyThere, Place, Stays, TooShort
from workbench.cli.problems import Refused, plain
from workbench.domain.text import plural, short
from workbench.storage.store import Store

_MOST_TEXTS = 40


def run(options: argparse.Namespace, opened: Callable[..., AbstractContextManager[Store]]) -> int:
    """Run `forget`.

    Raises:
        Refused: when nobody of that name is, or was, listed, and nothing names them.
    """
    # Read from standard input it stays in no history of a shell.
    name = sys.stdin.readline().strip() if options.name == "-" else options.name
    try:
        with opened(options, writable=options.yes) as store:
            found = look(store, name, also=options.also)
            stays = _staying(found, options.keep)
            for line in _said(found, stays, options):
                print(plain(line))
            if not options.yes:
                print("Nothing was changed yet. It cannot be undone; add --yes to do it.")
                return 0
            deleted = forget(
                store,
                name,
                also=options.also,
                texts=not options.keep_texts,
                stays=stays,
                old_backups=options.delete_backups,
            )
    except TooShort as problem:
        raise Refused(str(problem)) from problem
    except NobodyThere as problem:
        if options.yes and options.delete_backups:
            # Forgotten before, with the backups left for later: they hold whoever it was still.
            with opened(options, writable=True) as store:
                deleted = delete_backups(store)
            print(f"{problem} {plural(deleted, 'backup')} made before deleted.")
            return 0
        raise Refused(str(problem)) from problem
    print(f"Forgotten. {plural(deleted, 'backup')} deleted.")
    return 0


def _staying(found: Trace, words: Sequence[str]) -> Stays:
    """What is to stay: texts that hold one of these words, and files of such a title."""
    return Stays(
        frozenset(each.text for each in found.texts if any(word in each.text for word in words)),
        frozenset(each.id for each in found.files if any(word in each.title for word in words)),
    )


def _said(found: Trace, stays: Stays, options: argparse.Namespace) -> list[str]:
    texts = [each for each in found.texts if each.text not in stays.texts]
    files = [each for each in found.files if each.id not in stays.files]
    lines = [
        f"Taken away: {plural(found.entries, 'entry', 'entries')} among people, {plural(found.invitations, 'invitation')}, "
        f"{plural(len(files), 'file')} and being there at {plural(found.sessions, 'session')}.",
        f"Their answers stay, as those of somebody of the same role: {plural(found.respondents, 'respondent')}.",
        f"Snapshots written anew: {found.snapshots}.",
    ]
    what = (
        "these texts keep the name until this is run without --keep-texts"
        if options.keep_texts
        else f"'{found.role}' takes the place of the name in these texts"
    )
    if texts:
        lines.append(f"{len(texts):,} found; {what}:")
        lines += _listed(texts)
    for each in files:
        lines.append(f"  file, taken away: {short(each.title, 100)}")
    if stays.texts:
        kept = [each for each in found.texts if each.text in stays.texts]
        lines.append(f"{len(kept):,} to stay as they are, with the name in them:")
        lines += _listed(kept)
    for each in found.files:
        if each.id in stays.files:
            lines.append(f"  file, stays as it is: {short(each.title, 100)}")
    for each in found.packs_gone:
        lines.append(f"  content pack that nothing uses, taken away: {short(each, 100)}")
    for each in found.packs:
        lines.append(f"Named in the content pack '{short(each, 100)}'; packs in use stay as they are.")
    for each in found.perhaps:
        lines.append(
            f"Perhaps the same person, stays listed: {short(each, 100)}. Forget them by that name too."
        )
    if found.backups:
        left = (
            "are deleted"
            if options.delete_backups
            else "still hold the person; --delete-backups deletes them"
        )
        elsewhere = (
            f", {found.backups_elsewhere} of them of a file elsewhere" if found.backups_elsewhere else ""
        )
        lines.append(f"{plural(found.backups, 'backup')} made before now{elsewhere}: they {left}.")
    return lines


def _listed(texts: Sequence[Place]) -> list[str]:
    lines = [f"  {each.kind}, {each.field}: {short(each.around, 100)}" for each in texts[:_MOST_TEXTS]]
    if len(texts) > _MOST_TEXTS:
        lines.append(f"  and {len(texts) - _MOST_TEXTS:,} more")
    return lines
