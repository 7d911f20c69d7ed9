"""What can be said to `sre-workbench check`, `backups` and `forget`; light, since every command reads it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_check(check: argparse.ArgumentParser) -> None:
    """Add what `check` has."""
    check.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: the one opened last")
    check.add_argument(
        "--salvage",
        type=Path,
        metavar="NEW",
        help="write what can be read into a new workspace, and say what is missing",
    )


def add_forget(forget: argparse.ArgumentParser) -> None:
    """Add what `forget` has."""
    forget.add_argument("name", metavar="NAME", help="as it is listed; '-' reads it from standard input")
    forget.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
    forget.add_argument("--yes", action="store_true", help="do it; without this what goes is only listed")
    forget.add_argument(
        "--keep-texts", action="store_true", help="leave the name where it was typed into other texts"
    )
    forget.add_argument(
        "--delete-backups",
        action="store_true",
        help="delete the backups there are, which hold the person still",
    )


def add_backups(backups: argparse.ArgumentParser) -> None:
    """Add what `backups` has."""
    about = backups.add_subparsers(dest="about", metavar="WHAT", required=True, parser_class=type(backups))
    listed = about.add_parser("list", help="list the backups, the newest first")
    make = about.add_parser("make", help="make one now, if anything was changed since the newest")
    restore = about.add_parser("restore", help="put one in the place of the workspace, which is set aside")
    restore.add_argument("number", type=int, metavar="NUMBER", help="as 'backups list' shows it")
    for each in (listed, make, restore):
        each.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
    for each in (listed, restore):
        each.add_argument(
            "--id", metavar="ID", help="of the workspace, where its file is gone or cannot be read"
        )
