"""What must hold after every fault: the file is sound, everything acknowledged is in it, and the next start clears up."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from workbench.storage import backups, errors
from workbench.storage.checking import check_file
from workbench.storage.files import sweep
from workbench.storage.places import data_folder
from workbench.storage.store import Store

LONG_AGO = 1_000_000_000
"""A time at which a stray file is old enough to be swept: the next start comes hours after the power cut."""


class Lost(AssertionError):
    """A save that was acknowledged is not there, or one that was not is there by half."""


class Corrupt(AssertionError):
    """A file is damaged, half, or cannot be opened."""


def check_workspace(path: Path, holds: Callable[[Store], object], *, why: object = "") -> None:
    """Look into a workspace as the program would find it after a fault, start on it, and see that it clears up.

    `holds` raises `Lost` where something acknowledged is missing.

    Raises:
        Corrupt: when the file is not sound, does not open, or something stray is left beside it.
        Lost: when `holds` says so.
    """
    _sound(path, why)
    age(path.parent)
    try:
        with Store.open(path) as store:
            try:
                holds(store)
            except errors.StorageError as problem:
                raise Corrupt(f"{path.name}: {problem} {why}") from problem
    except errors.StorageError as problem:
        raise Corrupt(f"{path.name}: {problem} {why}") from problem
    _sound(path, why)
    left = strays(path.parent)
    if left:
        raise Corrupt(f"left beside {path.name}: {left} {why}")


def _sound(path: Path, why: object) -> None:
    try:
        health = check_file(path)
    except errors.StorageError as problem:
        raise Corrupt(f"{path.name}: {problem} {why}") from problem
    if not health.sound:
        raise Corrupt(f"{path.name}: {health.findings} {why}")


def check_backups(path: Path, at_least: int, *, why: object = "") -> None:
    """Every copy there is opens and is sound, there are as many as were acknowledged, and no half one lies about.

    Raises:
        Corrupt: when a copy is damaged or something stray is left.
        Lost: when there are fewer.
    """
    workspace_id = backups.workspace_id_of(path)
    folder = backups.folder_of(workspace_id)
    kept = backups.backups_of(workspace_id)
    for each in kept:
        _sound(each.path, why)
        backups.look_into(each.path)
    if len(kept) < at_least:
        raise Lost(f"{len(kept)} backups where {at_least} were acknowledged {why}")
    if folder.exists():
        age(folder)
        sweep([folder, data_folder()])
        left = [name for name in strays(folder) if name != ".turn.lock"]
        if left:
            raise Corrupt(f"left among the backups: {left} {why}")


def check_old_or_new(
    path: Path, old: bytes | None, whole: Callable[[bytes], bool], acknowledged: bool
) -> None:
    """A file that was written stands there as it was before or whole; once acknowledged it is the new one.

    Raises:
        Corrupt: when it is half.
        Lost: when it was acknowledged and the old one is there.
    """
    now = path.read_bytes() if path.exists() else None
    if now == old:
        if acknowledged:
            raise Lost(f"{path.name} was acknowledged, and the old one is there")
        return
    if now is None or not whole(now):
        raise Corrupt(f"{path.name} is neither the old one nor whole")


def strays(folder: Path) -> list[str]:
    """What lies in a folder that no user put there: hidden files, journals, locks; backups and workspaces do not count."""
    return sorted(
        each.name
        for each in folder.iterdir()
        if each.name.startswith(".") or each.name.endswith(("-journal", "-wal", "-shm", "-mj"))
    )


def age(folder: Path) -> None:
    """Let what lies about be of long ago."""
    for each in folder.iterdir():
        if each.name.startswith("."):
            os.utime(each, (LONG_AGO, LONG_AGO))


def swept(goal: Path, why: object) -> None:
    """What an export was killed over goes with the next one there."""
    age(goal.parent)
    sweep([goal.parent])
    if strays(goal.parent):
        raise Corrupt(f"left beside {goal.name}: {strays(goal.parent)} {why}")
