"""The command that forgets a person: what goes is listed first, and nothing is changed without '--yes'."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from workbench.actions.backups_left import delete_backups
from workbench.actions.forgetting import NobodyThere, Trace, forget, look
from workbench.cli.problems import Refused, plain
from workbench.domain.text import plural, short
from workbench.storage.store import Store

_MOST_TEXTS = 40


def run(options: argparse.Namespace, opened: Callable[..., AbstractContextManager[Store]]) -> int:
    """Run `forget`.

    Raises:
        Refused: when nobody of that name is, or was, listed.
    """
    # Read from standard input it stays in no history of a shell.
    name = sys.stdin.readline().strip() if options.name == "-" else options.name
    try:
        with opened(options, writable=options.yes) as store:
            found = look(store, name)
            for line in _said(found, options):
                print(plain(line))
            if not options.yes:
                print("Nothing was changed yet. It cannot be undone; add --yes to do it.")
                return 0
            deleted = forget(store, name, texts=not options.keep_texts, old_backups=options.delete_backups)
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


def _said(found: Trace, options: argparse.Namespace) -> list[str]:
    lines = [
        f"Taken away: {plural(found.entries, 'entry', 'entries')} among people, {plural(found.invitations, 'invitation')}, "
        f"{plural(len(found.files), 'file')} and being there at {plural(found.sessions, 'session')}.",
        f"Their answers stay, as those of somebody of the same role: {plural(found.respondents, 'respondent')}.",
        f"Snapshots written anew: {found.snapshots}.",
    ]
    what = (
        "these texts keep the name, and this command cannot clear them of it later, when nobody of that name is listed"
        if options.keep_texts
        else f"'{found.role}' takes the place of the name in these texts"
    )
    if found.texts:
        lines.append(f"{len(found.texts):,} found; {what}:")
        lines += [
            f"  {each.kind}, {each.field}: {short(each.text, 100)}" for each in found.texts[:_MOST_TEXTS]
        ]
        if len(found.texts) > _MOST_TEXTS:
            lines.append(f"  and {len(found.texts) - _MOST_TEXTS:,} more")
    for each in found.files:
        lines.append(f"  file, taken away: {short(each, 100)}")
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
        lines.append(f"{plural(found.backups, 'backup')} made before now: they {left}.")
    return lines
