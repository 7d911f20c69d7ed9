"""The command protect: put a workspace under a passphrase, change or remove it, and write its recovery sheet."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from workbench.actions.protecting import Protected, of_other_names, protect
from workbench.cli.problems import Failed, Refused, plain
from workbench.cli.unlocking import new_passphrase, secret_for
from workbench.domain.key import Key, recovery_text
from workbench.domain.text import plural
from workbench.storage.cipher import is_protected, key_from
from workbench.storage.files import write_whole
from workbench.storage.store import Store


def run(options: argparse.Namespace) -> int:
    """Run `protect`.

    Raises:
        Refused: for wrong use; nothing was changed then.
        Failed: when the workspace could not be written anew, or the sheet not at all.
    """
    path: Path = options.file.absolute()
    protected = is_protected(path)
    changes = options.change or options.remove or not protected
    if protected and not changes and options.recovery_key_to is None:
        raise Refused(
            f"'{path.name}' is protected already; --change sets another passphrase, --remove takes it away, "
            "--recovery-key-to FILE writes its recovery key"
        )
    if options.remove and (not protected or options.change or options.recovery_key_to):
        raise Refused(
            f"'{path.name}' is not protected" if not protected else "--remove goes with no other wish"
        )
    if options.recovery_key_to is not None:
        _free(options.recovery_key_to)
    secret = secret_for(path, options) if protected else ""
    before = key = key_from(path, secret) if protected else None
    # Asked for before anything is opened.
    wanted = new_passphrase(options.new_passphrase_file) if changes and not options.remove else ""
    with Store.open(path, key=before, take_over=options.open_anyway) as store:
        if changes:
            try:
                done = protect(
                    store, secret, wanted, dt.datetime.now(dt.UTC), remove_old=options.remove_old_backups
                )
            except ValueError as problem:
                raise Refused(str(problem)) from problem
            key = done.key
            print(plain(f"{path}: {_said(before, key)}"))
            _tell_backups(done)
            if of_other_names(done):
                print(of_other_names(done))
    if options.recovery_key_to is not None and key is not None:
        _write_sheet(key, path, options.recovery_key_to)
    return 0


def _said(before: Key | None, after: Key | None) -> str:
    if after is None:
        return "anybody who has the file can read it now"
    if before is None:
        return "protected; without the passphrase or the recovery key nobody can read it, not even we"
    return "another passphrase; the old one and the old recovery key open older backups alone"


def _tell_backups(done: Protected) -> None:
    if done.left:
        print(
            f"{plural(done.left, 'backup')} from before can still be read without the new passphrase; "
            "--remove-old-backups takes such away."
        )
    if done.removed:
        print(f"{plural(done.removed, 'backup')} from before removed; one under the new passphrase was made.")


def _free(goal: Path) -> None:
    if goal.suffix.lower() not in (".pdf", ".txt"):
        raise Refused(f"'{goal}' ends neither in .pdf nor in .txt; name a file that does")
    if goal.exists():
        raise Refused(f"'{goal}' is there already; it was left as it is, name another file")


def _write_sheet(key: Key, path: Path, goal: Path) -> None:
    if goal.suffix.lower() == ".pdf":
        from workbench.reports.recovery import sheet_bytes  # brings what draws pages

        data = sheet_bytes(key, path.name, dt.date.today())
    else:
        data = f"Recovery key of {path.name}\n\n{recovery_text(key)}\n".encode()
    try:
        write_whole(goal, data)
    except OSError as problem:
        raise Failed(f"the recovery key could not be written to '{goal}': {problem.strerror}") from problem
    print(plain(f"{goal}: keep it away from this computer; whoever has it can read the workspace"))
