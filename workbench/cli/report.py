"""The command that writes a report."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.actions import reports
from workbench.actions.edit import perform
from workbench.actions.reports import Made
from workbench.analysis.standing import rate_book
from workbench.analysis.veil import without_names
from workbench.cli.problems import Failed, Refused, plain
from workbench.cli.risks import Chosen, Opened
from workbench.domain.book import Book
from workbench.domain.brand import Brand
from workbench.domain.text import plural, slug
from workbench.exchange.picture import PictureError, is_drawing, read_picture
from workbench.reports.brand import Branding
from workbench.reports.build import labels_printed, names_printed, write_report
from workbench.reports.editions import EDITIONS, ReportSettings
from workbench.reports.locked import check_password
from workbench.reports.settings import ENGAGEMENT, ReportError

_STAKEHOLDERS = "stakeholders"
Place = Callable[[Path, Path], Path]


def run(options: argparse.Namespace, opened: Opened, chosen: Chosen, place: Place) -> int:
    """Run `report`.

    Raises:
        Refused: when an option does not fit, with the reason; nothing was written then.
        Failed: when the report is written and could not be recorded.
    """
    if options.list_sections:
        return _list(options)
    if options.edition not in EDITIONS:
        raise Refused(f"there is no edition '{options.edition}'; there are {', '.join(EDITIONS)}")
    if options.record and options.snapshot is not None:
        raise Refused("--record freezes the assessment as it is now; a snapshot is frozen already")
    password = _password(options)
    with opened(options, writable=options.record) as store:
        book = chosen(store, options.assessment)
        folder = store.path.parent
        try:
            made = reports.prepare(store, book.assessment.id, options.snapshot)
        except ValueError as problem:
            raise Refused(str(problem)) from problem
        book = made.book
        title = (book if options.names else without_names(book)).assessment.title
        name = f"{slug(book.workspace.client, title, options.edition)}.pdf"
        output = place(options.output or folder / name, store.path)
        settings = _settings(options, book, made)
        if made.trouble and not settings.brand.logo:
            print(made.trouble, file=sys.stderr)
        standing = rate_book(book)
        result = write_report(book, standing, settings, output, password=password)
        print(f"{output} ({plural(result.pages, 'page')}{', locked with a password' if password else ''})")
        if options.names:
            named = names_printed(book, standing, settings)
            said = (
                f"Names printed: {plain(', '.join(named))}"
                if named
                else "No names are printed: nobody's was typed."
            )
            print(said)
        if options.stakeholders:
            labels = labels_printed(book, standing, settings)
            print(f"Labels on the stakeholder map: {plain(', '.join(labels)) or 'none, nobody is listed'}")
        if options.record:
            day = settings.date
            called = f"{EDITIONS[settings.edition].title}, {day.day} {day:%B} {day.year}"
            edit = reports.record(book.assessment.id, made.content, called, settings.edition, day)
            try:
                perform(store, edit)
            except ValueError as problem:
                raise Failed(f"the report was written, but not recorded: {problem}") from problem
            print(f"Recorded as snapshot {made.number}.")
    return 0


def _list(options: argparse.Namespace) -> int:
    """The sections of one edition, or of all, by the keys they are chosen with."""
    for name, edition in EDITIONS.items():
        print(f"{name}: {edition.title}. {edition.text}")
        for key, title in edition.sections:
            print(f"  {key:14} {title}")
        for key, title in edition.optional:
            print(f"  {key:14} {title}, on request")
    return 0


def _settings(options: argparse.Namespace, book: Book, made: Made) -> ReportSettings:
    edition = EDITIONS[options.edition]
    known = {key for key, _ in (*edition.sections, *edition.optional)}
    wanted = None if options.sections is None else [part.strip() for part in options.sections.split(",")]
    for key in wanted or ():
        if key not in known:
            raise Refused(
                f"the edition '{options.edition}' has no section '{key}'; --list-sections shows them"
            )
    if options.stakeholders:
        if _STAKEHOLDERS not in known:
            raise Refused(f"the edition '{options.edition}' has no stakeholder map")
        wanted = [*(wanted if wanted is not None else [key for key, _ in edition.sections])]
        if _STAKEHOLDERS not in wanted:
            wanted.append(_STAKEHOLDERS)
    elif wanted is not None and _STAKEHOLDERS in wanted:
        # It shows where single people stand, so it takes a word of its own.
        raise Refused("the stakeholder map is printed with --stakeholders alone")
    usual = book.workspace.brand.confidentiality
    said: dict[str, Any] = {}
    if options.confidentiality or usual:
        said["classification"] = options.confidentiality or usual
    if options.version_label:
        said["version"] = options.version_label
    return ReportSettings(
        edition=options.edition,
        date=options.date or dt.date.today(),
        paper=options.paper,
        sections=None if wanted is None else tuple(wanted),
        names=options.names,
        agreements=_agreements(book, options),
        brand=_brand(options, made.brand),
        snapshot=made.number if options.record or made.snapshot else None,
        content=made.content,
        earlier=made.earlier,
        **said,
    )


def _logo(path: Path) -> bytes:
    """A logo from a file; without a window nothing here draws a drawing."""
    picture = read_picture(path)
    if is_drawing(picture):
        raise PictureError(f"'{path.name}' is a drawing. Take it as PNG or JPEG, or take it in the window.")
    return picture


def _brand(options: argparse.Namespace, brand: Branding) -> Branding:
    """The client's brand, with what was given for this report alone in its place."""
    fields: dict[str, Any] = {}
    try:
        if options.logo is not None:
            fields["logo"] = _logo(options.logo)
        if options.accent is not None:
            fields["accent"] = Brand(accent=options.accent).accent
    except (ReportError, ValueError) as problem:
        raise Refused(str(problem)) from problem
    for name in ("cover", "footer"):
        given = getattr(options, name)
        if given is not None:
            fields[name] = given
    return replace(brand, **fields)


def _password(options: argparse.Namespace) -> str:
    """The password from a file or from the keyboard; never from the command line, which others can read."""
    if options.password_file is not None:
        try:
            lines = options.password_file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as problem:
            raise Refused(f"the password in '{options.password_file}' cannot be read: {problem}") from problem
        password = lines[0] if lines else ""
    elif options.password:
        if not sys.stdin.isatty():
            raise Refused("there is no keyboard to ask for the password; use --password-file")
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Password, once more: "):
            raise Refused("the two passwords differ; nothing was written")
    else:
        return ""
    try:
        check_password(password)
    except ReportError as problem:
        raise Refused(str(problem)) from problem
    return password


def _agreements(book: Book, options: argparse.Namespace) -> tuple[str, ...] | None:
    """The ids of the agreements that were named by code; `None` where none was."""
    if options.agreement is None:
        return None
    if options.edition != ENGAGEMENT:
        raise Refused(f"--agreement goes with --edition {ENGAGEMENT}")
    known = {each.code: each.id for each in book.agreements}
    unknown = [code for code in options.agreement if code not in known]
    if unknown:
        there = f"there are {', '.join(known)}" if known else "there is none yet"
        raise Refused(f"there is no agreement '{unknown[0]}'; {there}")
    return tuple(known[code] for code in options.agreement)
