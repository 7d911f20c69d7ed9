"""The passphrase of a protected workspace for a command: from a file, the environment, the keyboard or standard input.

Never from the command line, which others can read.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from workbench.cli.problems import Refused
from workbench.domain.key import Key
from workbench.storage import errors
from workbench.storage.cipher import is_protected, key_from

VARIABLE = "SRE_WORKBENCH_PASSPHRASE"
HOW = f"give its passphrase with --workspace-passphrase-file, in {VARIABLE}, or on standard input"


def key_for(path: Path, options: argparse.Namespace) -> Key | None:
    """The key of a workspace, asked for where it is protected; `None` where it is not.

    Raises:
        Refused: when no passphrase was given, or it is the wrong one.
    """
    if not is_protected(path):
        return None
    try:
        return key_from(path, secret_for(path, options))
    except errors.WrongPassphrase as problem:
        raise Refused(str(problem)) from problem


def secret_for(path: Path, options: argparse.Namespace) -> str:
    """The passphrase or recovery key of a protected workspace, as it was given or is typed.

    Raises:
        Refused: when there is none.
    """
    file = getattr(options, "workspace_passphrase_file", None)
    if file is not None:
        return first_line(file)
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    if sys.stdin is not None and sys.stdin.isatty():
        said = getpass.getpass(f"Passphrase or recovery key of '{path.name}': ")
    else:
        said = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not said:
        raise Refused(f"'{path.name}' is protected; {HOW}")
    return said


def first_line(file: Path) -> str:
    """The passphrase in the first line of a file.

    Raises:
        Refused: when it cannot be read, or there is none in it.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(f"the passphrase in '{file}' cannot be read: {problem}") from problem
    if not lines or not lines[0]:
        raise Refused(f"'{file}' has no passphrase in its first line")
    return lines[0]


def new_passphrase(file: Path | None) -> str:
    """The passphrase a workspace is to have: from a file, or typed twice.

    Raises:
        Refused: when the two differ, or there is no keyboard.
    """
    if file is not None:
        return first_line(file)
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused("there is no keyboard to ask for the new passphrase; use --new-passphrase-file")
    passphrase = getpass.getpass("New passphrase: ")
    if passphrase != getpass.getpass("New passphrase, once more: "):
        raise Refused("the two passphrases differ; nothing was changed")
    return passphrase
