"""The program without a window: demo, list, score, report, export, import, risks, plan, pack, check, backups, protect, forget
and content."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from workbench import __version__
from workbench.cli.keeping_options import (
    add_anyway,
    add_backups,
    add_check,
    add_forget,
    add_protect,
    add_unlocking,
)
from workbench.cli.pack_options import add_pack
from workbench.cli.problems import Failed, Refused, plain

NAME = "sre-workbench"
OpenWindow = Callable[[Path | None], int]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message}; '{self.prog} --help' shows what there is")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=NAME, description="Assess where an organisation stands with SRE, and plan what comes next."
    )
    parser.add_argument("--version", action="version", version=f"{NAME} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    window = commands.add_parser("open", help="open the window on a workspace (also: sre-workbench FILE)")
    window.add_argument("file", nargs="?", type=Path, metavar="FILE")

    demo = commands.add_parser("demo", help="make the demo assessment and its PDF, and open the window on it")
    demo.add_argument(
        "--workspace", type=Path, metavar="FILE", help="where the demo lives (default: the data folder)"
    )
    demo.add_argument(
        "--pdf", type=Path, metavar="FILE", help="where its action plan goes (default: beside it)"
    )
    demo.add_argument("--no-window", action="store_true", help="write both files and stop there")

    listed = commands.add_parser("list", help="list the assessments of a workspace")
    score = commands.add_parser("score", help="print levels and indexes")
    report = commands.add_parser("report", help="write the PDF")
    for each in (listed, score, report):
        each.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
    for each in (score, report):
        each.add_argument("--assessment", metavar="ID", help="default: the only one")
    for each in (listed, score):
        each.add_argument("--json", action="store_true", help="print JSON instead of a table")
    report.add_argument("--output", type=Path, metavar="FILE", help="default: beside the workspace")
    for each in (score, report):
        each.add_argument(
            "--names", action="store_true", help="keep names of people that were typed (default: their roles)"
        )
    _add_report(report)
    _add_export(commands.add_parser("export", help="write everything as a spreadsheet, CSV, Word or JSON"))
    _add_import(commands.add_parser("import", help="take in an assessment that was exported as JSON"))
    _add_risks(
        commands.add_parser(
            "risks", help="show the risks, write the register to a table, or take it in from one"
        )
    )
    _add_plan(
        commands.add_parser("plan", help="write the action plan for other programs, take in how far it is")
    )
    add_pack(commands.add_parser("pack", help="send questions to respondents, take their answers in"))
    add_check(
        commands.add_parser("check", help="look whether a workspace is sound, and save what can be read")
    )
    add_backups(
        commands.add_parser("backups", help="list the backups of a workspace, make one, or put one back")
    )
    add_protect(
        commands.add_parser("protect", help="put a workspace under a passphrase, change it, or remove it")
    )
    add_forget(
        commands.add_parser("forget", help="take everything that names a person out of a workspace, for good")
    )
    _add_content(commands.add_parser("content", help="check content packs, and show what serves each clause"))
    add_unlocking(parser)
    add_anyway(parser)
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-11-30") from None


def _add_report(report: argparse.ArgumentParser) -> None:
    report.add_argument("--edition", metavar="NAME", default="full", help="which edition (default: full)")
    report.add_argument(
        "--list-sections", action="store_true", help="show editions and sections, and stop there"
    )
    report.add_argument(
        "--sections",
        metavar="KEYS",
        help="which sections in which order, by key, with commas between (default: all)",
    )
    report.add_argument(
        "--agreement",
        metavar="CODE",
        action="append",
        help="which agreement the edition 'engagement' is for, such as E1; may be repeated (default: all)",
    )
    report.add_argument(
        "--stakeholders", action="store_true", help="print the stakeholder map, and say what it calls people"
    )
    report.add_argument("--paper", choices=("A4", "Letter"), default="A4", help="A4 or Letter (default: A4)")
    report.add_argument("--date", type=_day, metavar="DAY", help="the day it is made for (default: today)")
    report.add_argument("--version-label", metavar="TEXT", help="the version it carries (default: 1.0)")
    report.add_argument(
        "--snapshot", type=int, metavar="NUMBER", help="what a snapshot froze (default: as it is now)"
    )
    report.add_argument(
        "--record",
        action="store_true",
        help="freeze what it is made of, so that the next report says what changed; writes to the workspace",
    )
    report.add_argument("--password", action="store_true", help="lock it; asks for the password")
    report.add_argument(
        "--password-file", type=Path, metavar="FILE", help="lock it with the first line of a file"
    )
    brand = report.add_argument_group("for this report alone, in the place of the client's brand")
    brand.add_argument("--logo", type=Path, metavar="FILE", help="a PNG or JPEG file")
    brand.add_argument(
        "--accent", metavar="COLOUR", help="such as #2858A7; darkened where it could not be read"
    )
    brand.add_argument("--cover", metavar="TEXT", help="a text on the cover")
    brand.add_argument("--footer", metavar="TEXT", help="what stands at the foot of each page")
    brand.add_argument("--confidentiality", metavar="TEXT", help="such as Internal (default: Confidential)")


EXPORT_FORMATS = ("xlsx", "csv", "docx", "json")
"""Known here, too, since the formats themselves bring libraries no other command needs."""


def _add_export(export: argparse.ArgumentParser) -> None:
    export.add_argument(
        "--format",
        choices=EXPORT_FORMATS,
        default="xlsx",
        help="a spreadsheet, CSV files in a .zip, the plan as a Word document, or JSON that loses nothing and holds "
        "names and stances (default: xlsx)",
    )
    export.add_argument("--output", type=Path, metavar="FILE", help="default: beside the workspace")
    export.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
    export.add_argument("--assessment", metavar="ID", help="default: the only one")
    export.add_argument(
        "--names", action="store_true", help="keep names of people that were typed (default: their roles)"
    )


def _add_import(take: argparse.ArgumentParser) -> None:
    take.add_argument("file", type=Path, metavar="FILE", help="what 'export --format json' wrote")
    take.add_argument("workspace", type=Path, metavar="WORKSPACE", help="made anew where there is none")
    take.add_argument("--check", action="store_true", help="say what is in the file, and change nothing")
    take.add_argument(
        "--copy",
        action="store_true",
        help="give everything new ids, beside what is there; snapshots stay out",
    )
    take.add_argument(
        "--other-client", action="store_true", help="also into a workspace that belongs to another client"
    )


def _add_risks(risks: argparse.ArgumentParser) -> None:
    about = risks.add_subparsers(dest="about", metavar="WHAT", required=True, parser_class=_Parser)
    show = about.add_parser("show", help="print every risk with its zones, and what they are held against")
    show.add_argument("--json", action="store_true", help="print JSON instead of a table")
    export = about.add_parser("export", help="write every risk to a .csv or .xlsx file")
    take = about.add_parser(
        "import", help="change risks by the rows of a .csv or .xlsx file, and add new ones"
    )
    take.add_argument("--check", action="store_true", help="say what would change, and change nothing")
    for each in (export, take):
        each.add_argument("file", type=Path, metavar="FILE")
    for each in (show, export, take):
        each.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
        each.add_argument("--assessment", metavar="ID", help="default: the only one")
    for each in (show, export):
        each.add_argument(
            "--names", action="store_true", help="keep names of people that were typed (default: their roles)"
        )


PLAN_FORMATS = ("sheet", "jira", "azure", "markdown", "calendar")
"""Known here, too, since the formats themselves bring libraries no other command needs."""


def _add_plan(plan: argparse.ArgumentParser) -> None:
    about = plan.add_subparsers(dest="about", metavar="WHAT", required=True, parser_class=_Parser)
    export = about.add_parser("export", help="write every action to a file")
    export.add_argument(
        "--format", choices=PLAN_FORMATS, default="sheet", help=f"{', '.join(PLAN_FORMATS)} (default: sheet)"
    )
    export.add_argument(
        "--names", action="store_true", help="keep names of people that were typed (default: their roles)"
    )
    take = about.add_parser("import", help="take in how far each action is, from a table written by export")
    take.add_argument("--check", action="store_true", help="say what would change, and change nothing")
    for each in (export, take):
        each.add_argument("file", type=Path, metavar="FILE")
        each.add_argument("--workspace", type=Path, metavar="FILE", help="default: the one opened last")
        each.add_argument("--assessment", metavar="ID", help="default: the only one")


def _add_content(content: argparse.ArgumentParser) -> None:
    about = content.add_subparsers(dest="about", metavar="WHAT", required=True, parser_class=_Parser)
    coverage = about.add_parser("coverage", help="show what serves each clause; a gap ends with status 1")
    coverage.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="default: the program's own pack"
    )
    coverage.add_argument("--json", action="store_true", help="print JSON instead of a table")
    check = about.add_parser("check", help="check a pack file, and show its questions hardest to read")
    check.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: the program's own pack")
    check.add_argument("--all", action="store_true", help="show the reading ease of every question")
    about.add_parser("list", help="list the packs new assessments can be made with")
    add = about.add_parser("add", help="keep a pack, so that new assessments can be made with it")
    add.add_argument("file", type=Path, metavar="FILE")


COMMANDS = (
    *("open", "demo", "list", "score", "report", "export", "import", "risks", "plan", "pack"),
    *("check", "backups", "protect", "forget", "content"),
)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; a bare FILE means 'open FILE', nothing at all means 'open'.

    Raises:
        Refused: when it cannot be understood.
    """
    listed = list(arguments)
    if not listed or (listed[0] not in COMMANDS and not listed[0].startswith("-")):
        listed.insert(0, "open")
    return _parser().parse_args(listed)


def no_display() -> bool:
    """Whether a window cannot be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (_wayland_is_served() or _x_is_served())


def _wayland_is_served() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and _listens(os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name or ""))


def _x_is_served() -> bool:
    # '[host]:number[.screen]'; Qt would end the program with its own words where nobody answers.
    host, colon, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    if host not in ("", "unix"):
        # Elsewhere, which only Qt asks: this program opens no network connection.
        return True
    place = f"/tmp/.X11-unix/X{number}"
    return _listens(place) or _listens(f"\0{place}")


def _listens(address: str) -> bool:
    import socket  # costs three milliseconds that no other command needs

    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True


def main(arguments: Sequence[str] | None = None, open_window: OpenWindow | None = None) -> int:
    """Run a command; gives the exit status: 0 done, 1 the job failed, 2 wrong use or bad input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets its number, not a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(parse(sys.argv[1:] if arguments is None else arguments), open_window)
        sys.stdout.flush()
        return status
    except Refused as problem:
        return _say(problem, 2)
    except Failed as problem:
        return _say(problem, 1)
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return _say("stopped; nothing half done was left", 1)
    except Exception as problem:
        # Whatever we did not foresee is still one line; its own words may quote what somebody typed.
        return _say(_reported(problem), 1)


def _reported(problem: Exception) -> str:
    """Keep a report of an error, and say where it is."""
    from workbench.storage import crashes  # only for what should never happen

    now = dt.datetime.now(dt.UTC)
    path = crashes.keep(crashes.describe(problem, "running a command", now), now)
    where = (
        f"; a report without anything you typed is in '{path}', to be read and sent by hand" if path else ""
    )
    return f"unexpected error ({type(problem).__name__}){where}"


def _say(problem: object, status: int) -> int:
    line = plain(" ".join(str(problem).split()))
    print(f"{NAME}: {line}", file=sys.stderr)
    return status


def _run(options: argparse.Namespace, open_window: OpenWindow | None) -> int:
    if options.command in (None, "open"):
        return _open(getattr(options, "file", None), open_window)
    from workbench.cli import commands  # heavy: the window must come up without it

    return commands.run(options, lambda path: _window_after_demo(path, open_window))


def _open(file: Path | None, open_window: OpenWindow | None) -> int:
    if open_window is None:
        raise Refused(
            "this command has no window; start 'sre-workbench', or name a command such as list or report"
        )
    if file is not None and not file.exists():
        raise Refused(f"there is no workspace at '{file}'; check the name")
    if no_display():
        raise Failed("there is no display to open a window on; list, score and report work without one")
    if file is None:
        from workbench.storage import places  # its library would delay a named file for nothing

        file = places.last_workspace()
    return open_window(file)


def _window_after_demo(path: Path, open_window: OpenWindow | None) -> int:
    if open_window is None or no_display():
        print("There is no display here, so no window was opened.")
        return 0
    sys.stdout.flush()
    return open_window(path)
