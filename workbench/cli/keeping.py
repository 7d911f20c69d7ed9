"""The commands that keep a workspace: look whether it is sound, save what can be read, make backups and put them back."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from workbench.actions.packs import shelf
from workbench.cli.problems import Failed, Refused, plain
from workbench.cli.unlocking import HOW, key_for, secret_for
from workbench.domain.key import Key
from workbench.domain.text import join_words, plural
from workbench.storage import backups, errors, places
from workbench.storage.checking import check_file
from workbench.storage.cipher import fits, key_from, wrong_for_backup
from workbench.storage.salvage import salvage


def run(options: argparse.Namespace) -> int:
    """Run `check` or one of `backups`.

    Raises:
        Refused: for wrong use.
        Failed: when a workspace is not sound, or could not be copied or put back.
    """
    if options.command == "check":
        return _check(options)
    match options.about:
        case "list":
            return _list(options)
        case "make":
            return _make(options)
        case _:
            return _restore(options)


def _path(given: Path | None) -> Path:
    path = given or places.last_workspace()
    if path is None:
        raise Refused("no workspace was opened here yet; name one")
    return path.absolute()


def _check(options: argparse.Namespace) -> int:
    path = _path(options.file)
    key = key_for(path, options)
    health = check_file(path, key)
    print(
        f"{plain(path.name)}: {plural(health.rows, 'row')} and {plural(health.lines, 'line')} of history looked at."
    )
    for each in health.findings:
        print(plain(f"  {each}"))
    if options.salvage is not None:
        _salvage(path, options.salvage.absolute(), key)
        return 0
    if not health.sound:
        raise Failed(
            f"'{path.name}' is not sound; it was left as it is. 'backups restore' puts a backup in its place, "
            "'check --salvage NEW' saves what can be read"
        )
    print("It is sound.")
    return 0


def _salvage(path: Path, goal: Path, key: Key | None) -> None:
    saved = salvage(path, goal, key, (each.source for each in shelf().packs))
    kept = join_words([f"{count:,} {name}" for name, count in saved.kept.items()]) or "nothing"
    print(plain(f"Saved into {goal}: {kept}."))
    if saved.from_history:
        print(f"{plural(saved.from_history, 'row')} came from the history.")
    for each in saved.missing:
        print(plain(f"  {each}"))
    if not saved.missing:
        print("Nothing is missing.")


def _list(options: argparse.Namespace) -> int:
    found = backups.backups_of(options.id or _known(_path(options.workspace), options)[0])
    path = options.workspace or places.last_workspace()
    here = backups.place_of(path) if path is not None and not options.id else ""
    for each in found:
        elsewhere = "  of a file elsewhere" if here and each.place not in ("", here) else ""
        print(
            f"{each.number:6}  {each.at:%Y-%m-%d %H:%M} UTC  {each.reason:15} {each.size:>12,} bytes{_locked(each)}{elsewhere}"
        )
    if not found:
        print("There is no backup yet.")
    return 0


def _locked(backup: backups.Backup) -> str:
    return "  protected" if backup.protected else ""


def _make(options: argparse.Namespace) -> int:
    path = _path(options.workspace)
    made = backups.make(path, "by-hand", dt.datetime.now(dt.UTC), key_for(path, options))
    print(f"{made.path}" if made else "Nothing was changed since the newest backup.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    path = _path(options.workspace)
    workspace_id, key = (options.id, None) if options.id else _known(path, options)
    listed = backups.backups_of(workspace_id)
    found = next((each for each in listed if each.number == options.number), None)
    if found is None:
        raise Refused(f"there is no backup {options.number}; 'backups list' shows what there is")
    if found.protected and (key is None or not fits(found.path, key)):
        # It was made under another passphrase, or the file cannot say which one it has.
        try:
            key = key_from(found.path, secret_for(found.path, options))
        except errors.WrongPassphrase as problem:
            raise Refused(f"{wrong_for_backup(found.path, problem)} To do so: {HOW}.") from problem
    aside = backups.restore(found.path, path, key, over=options.open_anyway)
    print(f"{path}: backup {found.number} of {found.at:%Y-%m-%d %H:%M} UTC")
    if aside is not None:
        print(f"What was there is now {aside}")
    return 0


def _known(path: Path, options: argparse.Namespace) -> tuple[str, Key | None]:
    """Which workspace a file is, and its key; one that cannot say so, or not with this passphrase, is known by its place."""
    try:
        key = key_for(path, options)
        return backups.workspace_id_of(path, key), key
    except (Refused, errors.StorageError):
        known = backups.last_known_at(path)
        if not known:
            raise
        return known, None
