"""What can be said to `check`, `backups`, `protect` and `forget`, and how a protected workspace is opened; light, since
every command reads it."""

from __future__ import annotations

import argparse
from pathlib import Path

_WRITE = {
    *(("demo",), ("report",), ("import",), ("risks", "import"), ("plan", "import"), ("backups", "restore")),
    *(("pack", "export"), ("pack", "import"), ("pack", "unlock"), ("protect",), ("forget",)),
}


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
        "--also",
        action="append",
        default=[],
        metavar="NAME",
        help="another name they are listed or written under, such as 'Bob' or 'RJ'; may be given several times",
    )
    forget.add_argument(
        "--keep",
        action="append",
        default=[],
        metavar="WORDS",
        help="leave texts that hold these words, and files of such a title, as they are; may be given several times",
    )
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


def add_protect(protect: argparse.ArgumentParser) -> None:
    """Add what `protect` has."""
    protect.add_argument("file", type=Path, metavar="FILE")
    protect.add_argument("--change", action="store_true", help="set another passphrase")
    protect.add_argument("--remove", action="store_true", help="take the passphrase away")
    protect.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help="its first line is the new passphrase (default: asks for it twice)",
    )
    protect.add_argument(
        "--recovery-key-to",
        type=Path,
        metavar="FILE",
        help="write the recovery key to a .pdf or .txt file, to be printed and kept elsewhere",
    )
    protect.add_argument(
        "--remove-old-backups",
        action="store_true",
        help="remove the backups that can be read without the new passphrase, once there is one under it",
    )


def add_anyway(parser: argparse.ArgumentParser) -> None:
    """Add to every command that writes a workspace how one is opened that another computer left behind as open."""
    for command, about in _listed(parser, ()):
        if command in _WRITE:
            about.add_argument(
                "--open-anyway",
                action="store_true",
                help="also where another computer left the workspace behind as open",
            )


def add_unlocking(parser: argparse.ArgumentParser) -> None:
    """Add how a protected workspace is opened to every command that opens one."""
    for command, about in _listed(parser, ()):
        if {each.dest for each in about._actions} & {"workspace"} or command[0] in ("check", "protect"):
            # Files for others have a passphrase of their own, which `pack` calls by the shorter name.
            short = () if command[0] == "pack" else ("--passphrase-file",)
            about.add_argument(
                "--workspace-passphrase-file",
                *short,
                type=Path,
                metavar="FILE",
                help="its first line opens a protected workspace (default: asks for it)",
            )


def _listed(
    parser: argparse.ArgumentParser, path: tuple[str, ...]
) -> list[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every command that has no commands below it, with its names from the top."""
    found: list[tuple[tuple[str, ...], argparse.ArgumentParser]] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found += _listed(below, (*path, name))
    return found or [(path, parser)]
