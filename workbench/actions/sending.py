"""Making the file a respondent gets: an answer pack, a form to fill in, or a spreadsheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from workbench.actions.invitations import FORM, PACK, SHEET
from workbench.actions.packing import pack_of
from workbench.analysis.standing import Standing, rate_book
from workbench.domain.answer_pack import AnswerPack
from workbench.domain.assessment import Respondent
from workbench.domain.book import Book
from workbench.domain.entity import require
from workbench.domain.text import join_words, slug, whole_line
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_folded import folded
from workbench.exchange.answer_pack import SUFFIX, pack_bytes
from workbench.exchange.answer_sheet import sheet_bytes
from workbench.reports.answer_form import form_bytes
from workbench.reports.brand import Branding
from workbench.storage.files import write_whole

SUFFIXES = {PACK: SUFFIX, FORM: ".pdf", SHEET: ".xlsx"}
"""What a file is called by, for each way it can be sent."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to send: a name any system takes, without anybody's name in it, and its content."""

    name: str
    data: bytes
    pack: AnswerPack


def parcel(
    book: Book,
    respondent: Respondent,
    way: str,
    now: dt.datetime,
    *,
    passphrase: str = "",
    paper: str = "A4",
    brand: Branding | None = None,
    standing: Standing | None = None,
) -> Parcel:
    """What one respondent is sent, in one of the ways of `SUFFIXES`; `standing` spares rating the book again.

    Raises:
        ValueError: when nothing is asked of them, or this way cannot hold it; in a whole sentence.
    """
    require(way in SUFFIXES, f"Questions are sent as {join_words(list(SUFFIXES))}, not as '{way}'.")
    require(
        not passphrase or way == PACK,
        "Only an answer pack can be locked with a passphrase: a form and a spreadsheet are filled in by other programs.",
    )
    pack = pack_of(book, respondent, now)
    if way == PACK:
        data = pack_bytes(pack, passphrase)
    elif way == SHEET:
        data = sheet_bytes(pack)
    else:
        rated = standing or rate_book(book)
        data = form_bytes(book, rated, pack, folded(pack), now.date(), paper, brand)
    # Two people of one role title get two files.
    label = whole_line(pack.role_title) or pack.role.label
    name = f"{slug(pack.client, label, respondent.id[:8])}{SUFFIXES[way]}"
    return Parcel(name, data, pack)


def put(path: Path, data: bytes) -> None:
    """Put such a file in its place, whole or not at all, and over nothing: what is there may be what came back.

    Raises:
        AnswerFileError: in a whole sentence, when it cannot be written or something is there.
    """
    try:
        if path.exists() and (not path.is_file() or path.stat().st_size):
            raise AnswerFileError(
                f"'{path.name}' is there already and may hold answers; it was left as it is. "
                "Take it in, move it away, or choose another folder."
            )
        write_whole(path, data)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise AnswerFileError(
            f"'{path.name}' cannot be written ({reason}); nothing there was changed."
        ) from problem
