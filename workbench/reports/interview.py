"""The interview sheet of one skill level: what is expected, what to ask, and room for what was heard."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from workbench.analysis.people import PROFICIENCY
from workbench.analysis.standing import Standing
from workbench.analysis.veil import Veil
from workbench.charts import calendar, glyphs
from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.content import Competence, Pack, SkillLevel
from workbench.domain.text import sentence_case
from workbench.reports.build import takes_place
from workbench.reports.context import Context
from workbench.reports.document import new_canvas, print_one, print_pages
from workbench.reports.layout import (
    PAPERS,
    Cell,
    Column,
    Page,
    Piece,
    Section,
    finding,
    flow,
    heading,
    paragraph,
    table_head,
    table_row,
)
from workbench.reports.settings import ReportError, ReportResult, ReportSettings
from workbench.reports.text import BODY, CAPTION, LABEL, TABLE, TABLE_SOFT, break_lines, set_lines, single
from workbench.storage.files import write_whole

NOTE_LINES = 4
_LINE = 17.0
_BOXES = 15.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet is made for; the candidate's name is never asked for, there is a line to write it on."""

    level: str
    external: bool = False
    date: dt.date | None = None
    interviewer: str = ""

    @property
    def candidate(self) -> str:
        """Where the candidate comes from."""
        return "External" if self.external else "Internal"


def _level(pack: Pack, sheet: Sheet) -> SkillLevel:
    found = next((each for each in pack.skill_levels if each.id == sheet.level), None)
    if found is None:
        raise ReportError(f"The content pack has no skill level '{sheet.level}'.")
    return found


def title(level: SkillLevel) -> str:
    """What a sheet is called."""
    return f"Interview for level {level.id}, {one_line(level.name)}"


def expected_words(level: SkillLevel, competence: Competence) -> str:
    """The proficiency a level expects, with its words."""
    value = max(0, min(5, level.expected.get(competence.id, 0)))
    return f"{value}, {PROFICIENCY[value].lower()}"


def as_text(pack: Pack, sheet: Sheet) -> str:
    """The sheet as text with headings, ready for a document."""
    level = _level(pack, sheet)
    lines = [
        f"# {title(level)}",
        "",
        level.text,
        "",
        "Candidate: ",
        f"From: {sheet.candidate.lower()}",
        f"Date: {calendar.day_words(sheet.date) if sheet.date else ''}",
        f"Interviewer: {sheet.interviewer}",
        "",
        "## Competences",
        "",
    ]
    for each in pack.competences:
        core = ", core" if each.core else ""
        lines.append(f"- {one_line(each.name)}{core}: expected {expected_words(level, each)}. Found: ")
    lines += ["", "## Questions", ""]
    for number, question in enumerate(level.questions, 1):
        lines += [f"{number}. {question}", "   Notes: ", ""]
    lines += [
        "## Placement",
        "",
        f"Placed at level ({', '.join(each.id for each in pack.skill_levels)}): ",
        "Steps missing for the next level: ",
        "Decision, and what happens next: ",
        "",
        *(f"{i}: {words}" for i, words in enumerate(PROFICIENCY)),
    ]
    return "\n".join(lines)


# The pages


def _facts(sheet: Sheet, width: float) -> Piece:
    """Who, when and by whom; empty fields are lines to write on."""
    share = width / 2
    marks: list[Mark] = []
    fields = (
        ("Candidate", ""),
        ("From", sheet.candidate),
        ("Date", calendar.day_words(sheet.date) if sheet.date else ""),
        ("Interviewer, by role", sheet.interviewer.strip()),
    )
    for number, (name, value) in enumerate(fields):
        x, y = (number % 2) * share, (number // 2) * 32.0
        room = share - 16
        marks.append(Text(x, y + 9, name, LABEL.size, color="ink3"))
        if value:
            marks.append(Text(x, y + 23, single(value, room, BODY), 10, 500))
        else:
            marks.append(Rect(x, y + 26, room, 0.5, fill="line2"))
    return Piece(64, tuple(marks))


def _columns(width: float) -> list[Column]:
    return [
        Column("Competence", 0, 150),
        Column("Expected", 156, 122),
        Column("Found, 0 to 5", 284, 6 * _BOXES + 4),
        Column("Seen or heard", 284 + 6 * _BOXES + 12, width - 296 - 6 * _BOXES),
    ]


def _competence(
    each: Competence, level: SkillLevel, columns: list[Column], width: float, head: Piece
) -> list[Piece]:
    wanted = level.expected.get(each.id, 0)
    boxes: list[Mark] = []
    for step in range(6):
        boxes.append(glyphs.check_box(step * _BOXES, -1.5, 8))
        weight = 600 if step == wanted else 400
        boxes.append(
            Text(step * _BOXES + 4, 14.5, str(step), 7, weight, color="ink" if step == wanted else "ink3", anchor=Anchor.MIDDLE)
        )  # fmt: skip
    cells = [
        Cell(f"{one_line(each.name)}, core" if each.core else one_line(each.name), TABLE),
        Cell(sentence_case(expected_words(level, each)), TABLE_SOFT),
        Cell("", TABLE, tuple(boxes)),
        Cell("", TABLE),
    ]
    return table_row(cells, columns, width, head, f"competence:{each.id}", 7.4)


def _question(number: int, text: str, width: float) -> Piece:
    lines = break_lines(text, width - 18, BODY)
    marks: list[Mark] = [Text(0, 10, str(number), 9.3, 600)]
    marks += set_lines(lines, 18, 0, width - 18, BODY)
    y = len(lines) * BODY.leading
    marks += [Rect(18, y + (n + 1) * _LINE, width - 18, 0.5, fill="line2") for n in range(NOTE_LINES)]
    return Piece(y + NOTE_LINES * _LINE + 8, tuple(marks), before=6)


def _placement(pack: Pack, width: float) -> list[Piece]:
    marks: list[Mark] = [Text(0, 10, "Placed at", LABEL.size, color="ink3")]
    share = min(58.0, (width - 60) / max(1, len(pack.skill_levels)))
    for number, each in enumerate(pack.skill_levels):
        x = 60 + number * share
        marks.append(glyphs.check_box(x, 2.2, 9))
        marks.append(Text(x + 13, 10, each.id, 9, 500))
    pieces = [Piece(24, tuple(marks))]
    for words in ("Steps missing for the next level", "Decision, and what happens next"):
        lines: list[Mark] = [Text(0, 10, words, LABEL.size, color="ink3")]
        lines += [Rect(0, 12 + (n + 1) * _LINE, width, 0.5, fill="line2") for n in range(3)]
        pieces.append(Piece(12 + 3 * _LINE + 6, tuple(lines), before=4))
    return pieces


def _section(context: Context, sheet: Sheet) -> Section:
    level, width = _level(context.pack, sheet), context.width
    columns = _columns(width)
    head = table_head(columns, width)
    pieces: list[Piece] = [*finding(title(level), width, level.text), _facts(sheet, width)]
    pieces += [heading("Competences", width, aside="bold: what the level expects", before=10, hold=3), head]
    for each in context.pack.competences:
        pieces += _competence(each, level, columns, width, head)
    scale = "; ".join(f"{i} {words.lower()}" for i, words in enumerate(PROFICIENCY))
    core = any(each.core for each in context.pack.competences)
    rule = "A level is reached with every core competence and 80% of all of them met. " if core else ""
    pieces += paragraph(f"{rule}{scale}.", width, CAPTION, before=5)
    if level.questions:
        pieces.append(heading("Questions", width, aside=f"for level {level.id}", before=16))
        pieces += [_question(number, text, width) for number, text in enumerate(level.questions, 1)]
    pieces += [heading("Placement", width, before=16, hold=3), *_placement(context.pack, width)]
    return Section("interview", title(level), "", tuple(pieces))


class SheetDraft:
    """A sheet that is laid out: how many pages it has, one of them, or all.

    Raises:
        ReportError: with one sentence, where the content pack has no such level.
    """

    def __init__(self, book: Book, standing: Standing, sheet: Sheet, day: dt.date, paper: str = "A4") -> None:
        size = PAPERS.get(paper)
        if size is None:
            raise ReportError(f"There is no paper '{paper}'; there are {', '.join(PAPERS)}.")
        veil = Veil(book)
        sheet = replace(sheet, interviewer=veil.names.redact(sheet.interviewer))
        self._context = Context(veil.book, standing, ReportSettings(date=day, paper=paper), size)
        self._pages: list[Page] = flow(_section(self._context, sheet), size)

    def __len__(self) -> int:
        return len(self._pages)

    def page(self, number: int) -> bytes:
        """One page, counted from 1, as a PDF of its own."""
        out = BytesIO()
        canvas: Any = new_canvas(out, self._context)
        print_one(canvas, self._context, self._pages[number - 1], number, len(self._pages))
        canvas.save()
        return out.getvalue()

    def whole(self) -> bytes:
        """All pages."""
        out = BytesIO()
        canvas: Any = new_canvas(out, self._context)
        print_pages(canvas, self._context, self._pages)
        canvas.save()
        return out.getvalue()


def write_sheet(
    book: Book, standing: Standing, sheet: Sheet, path: Path, day: dt.date, paper: str = "A4"
) -> ReportResult:
    """Write a sheet; what was at `path` stays until the new file is whole and on the disk.

    Raises:
        ReportError: with one sentence, when it cannot be written; the old file is then as it was.
    """
    if not path.is_dir() and not takes_place(path):
        raise ReportError(
            f"'{path}' is there already and is no PDF. It was left as it is; name another file."
        )
    draft = SheetDraft(book, standing, sheet, day, paper)
    data = draft.whole()
    try:
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReportError(
            f"The sheet could not be written to '{path}': {reason}; nothing there was changed."
        ) from error
    return ReportResult(len(draft), len(data))
