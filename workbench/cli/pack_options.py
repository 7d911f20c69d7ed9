"""What can be said to `sre-workbench pack`; light, since every command reads it."""

from __future__ import annotations

import argparse
from pathlib import Path

FORMATS = ("pack", "pdf", "sheet")
"""Known here, too, since the formats themselves bring libraries no other command needs."""
CHILD = "read-for-parent"
"""What the program asks itself, where it is built and there is no Python beside it; for nobody's eyes."""


def add_pack(pack: argparse.ArgumentParser) -> None:
    """Add what `pack` has."""
    about = pack.add_subparsers(dest="about", metavar="WHAT", required=True, parser_class=type(pack))
    export = about.add_parser("export", help="write a file for each respondent, with questions and answers")
    export.add_argument(
        "--format",
        choices=FORMATS,
        default="pack",
        help="an answer pack for this program, a PDF to fill in, or a spreadsheet (default: pack)",
    )
    export.add_argument(
        "--respondent",
        metavar="ID",
        action="append",
        help="whom it is for, by the beginning of the id; may be repeated (default: everybody)",
    )
    export.add_argument("--output", type=Path, metavar="FOLDER", help="default: beside the workspace")
    export.add_argument(
        "--record", action="store_true", help="note in the workspace that the questions went out today"
    )
    export.add_argument("--paper", choices=("A4", "Letter"), default="A4", help="for a PDF (default: A4)")
    export.add_argument(
        "--room",
        metavar="CAPABILITY",
        action="append",
        help="write one file instead, that takes this capability to another room; may be repeated",
    )
    export.add_argument("--title", default="Another room", help="what that room's session is called")
    export.add_argument(
        "--back",
        action="store_true",
        help="write what goes back, from a workspace that another room was given",
    )
    room = about.add_parser("open", help="make a workspace of what another room was given")
    room.add_argument("file", type=Path, metavar="FILE")
    room.add_argument("--output", type=Path, metavar="FILE", help="default: beside it, ending in .srew")
    room.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="its first line opens a locked file"
    )
    take = about.add_parser("import", help="take answers in from packs, PDFs, spreadsheets and other rooms")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument("--check", action="store_true", help="say what would change, and change nothing")
    take.add_argument(
        "--conflicts",
        choices=("keep", "take"),
        default="keep",
        help="where an answer was changed here and there: keep the one here, or take the one sent (default: keep)",
    )
    unlock = about.add_parser(
        "unlock",
        help="take away a forgotten code, with which a respondent's turn at this computer ends; answers stay",
    )
    unlock.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
    about.add_parser(CHILD)
    for each in (export, take):
        each.add_argument(
            "--passphrase-file", type=Path, metavar="FILE", help="answer packs are locked with its first line"
        )
        each.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
        each.add_argument("--assessment", metavar="ID", help="default: the only one")
