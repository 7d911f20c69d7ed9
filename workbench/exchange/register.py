"""The risk register as a table: every field of every risk, known again by its id or its code when it comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workbench.analysis.veil import names_in, texts_of, without_names
from workbench.domain.book import Book
from workbench.domain.control import Control
from workbench.domain.risk import TREATMENTS, Risk, RiskKind, Treatment
from workbench.domain.text import whole_line
from workbench.exchange.columns import Column, Kind, column_mark, line, listed, text
from workbench.exchange.control_cells import read_controls, write_controls
from workbench.exchange.criteria_sheet import criteria_sheet
from workbench.exchange.inventories import COLUMNS, try_row
from workbench.exchange.sheets import Value, head_of, read_sheet, write_sheet

ID, CODE = line("id", "Id"), line("code", "Code")
CONTROLS = text("controls", "Controls")
REGISTER: tuple[Column, ...] = (
    ID,
    CODE,
    *COLUMNS[Risk],
    line("capability", "Capability"),
    listed("clauses", "Clauses"),
    listed("obstacles", "Obstacles"),
    CONTROLS,
)
"""Every column, in order. Obstacles and the actions of controls are named by their codes."""
_SHEET = "Risks"
_FIXED = ("id", "code")
_LONGEST = 24
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Names:
    """What codes in a table stand for, and the other way round."""

    obstacles: Mapping[str, str]
    actions: Mapping[str, str]

    @classmethod
    def of(cls, book: Book) -> Names:
        """The obstacles and actions of an assessment, ids by code."""
        return cls(
            {each.code: each.id for each in book.obstacles}, {each.code: each.id for each in book.actions}
        )


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of a table: its number in the file, the risk it means, and the fields it says otherwise.

    `risk` is `None` for a new one, which keeps the id and the code of the table where it has them and they are free.
    `wrong` are sentences that name row and column; `doubt` is one about a row that can be taken all the same.
    """

    number: int
    risk: Risk | None
    id: str
    values: Mapping[str, Any]
    code: str = ""
    wrong: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A table as it would be taken in; with any problem, nothing is.

    `faults` are what is wrong with the table as a whole, `notes` what was left out of it.
    """

    rows: tuple[RegisterRow, ...]
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that is wrong, in sentences that name row and column."""
        return (*self.faults, *(each for row in self.rows for each in row.wrong))

    @property
    def changed(self) -> list[RegisterRow]:
        """The rows that change a risk there is."""
        return [row for row in self.rows if row.risk is not None and row.values]

    @property
    def added(self) -> list[RegisterRow]:
        """The rows that are risks not there yet."""
        return [row for row in self.rows if row.risk is None]


def _raw(column: Column, value: Any, names: Names) -> Any:
    if column is CONTROLS:
        return write_controls(value, {entry: code for code, entry in names.actions.items()})
    if column.key == "obstacles":
        codes = {entry: code for code, entry in names.obstacles.items()}
        return tuple(codes[each] for each in value if each in codes)
    return value


def written(column: Column, value: Any, names: Names) -> str:
    """A field of a risk as the text of its cell."""
    return column.write(_raw(column, value, names))


def _value(column: Column, risk: Risk, names: Names) -> Value:
    """A field as a cell: numbers and dates as such, everything else in words."""
    value = _raw(column, getattr(risk, column.key), names)
    if value is None or column.kind in (Kind.NUMBER, Kind.WHOLE, Kind.STEP, Kind.DATE):
        return value
    return column.write(value)


def export_register(book: Book, path: Path, *, names: bool = False) -> int:
    """Write all risks to a .csv or .xlsx file, in the user's order, and give their number.

    A spreadsheet has a second sheet with the criteria, for people to read. Roles stand in place of the names of
    people, unless `names` asks for them.

    Raises:
        SheetError: when it cannot be written; what was there is then as it was.
    """
    shown = book if names else without_names(book)
    known = Names.of(shown)
    rows = [[_value(column, risk, known) for column in REGISTER] for risk in shown.risks]
    head = [column.title for column in REGISTER]
    write_sheet(path, _SHEET, head, rows, criteria_sheet(shown.criteria))
    return len(rows)


def names_written(book: Book) -> list[str]:
    """Everybody who would be named by a register with names, in alphabetical order."""
    names = names_in(book)
    texts = (text for each in (*book.risks, book.criteria) for text in texts_of(each))
    return sorted({name for text in texts for name in names.found(text)}, key=str.casefold)


def read_register(book: Book, path: Path) -> Register:
    """Read a .csv or .xlsx file as the risk register of a book, changing nothing.

    A row means the risk with its id, or without an id the one with its code; else it is a new one. Fields whose
    columns are missing stay as they are; an empty cell empties its field. A text that was written with roles in
    place of names means the text with the names.

    Raises:
        SheetError: when the file is no table of risks.
    """
    table = read_sheet(path, _names_columns)
    top = head_of(table, _names_columns) or 0
    head, body = table[top], table[top + 1 :]
    columns = _columns(head)
    notes = tuple(
        f"The column '{whole_line(name)[:40]}' is none of the register's and was left out."
        for name, column in zip(head, columns, strict=True)
        if column is None and name.strip()
    )
    if "title" not in {column.key for column in columns if column}:
        return Register((), ("The first row must name the columns; none of them is 'Risk'.",), notes)
    names = Names.of(book)
    by_id = {risk.id: risk for risk in book.risks}
    by_code = {risk.code: risk for risk in book.risks}
    by_role = {risk.id: risk for risk in without_names(book).risks}
    titles = {(risk.kind, risk.title.casefold()): risk.code for risk in reversed(book.risks)}
    marks = {
        at: column_mark(body, at)
        for at, column in enumerate(columns)
        if column and column.kind is Kind.NUMBER
    }
    rows: list[RegisterRow] = []
    seen: dict[str, int] = {}
    codes: dict[str, int] = {}
    for number, cells in enumerate(body, top + 2):
        if not cells:
            continue
        said = {
            column: (cells[at] if at < len(cells) else "", marks.get(at, ""))
            for at, column in enumerate(columns)
            if column is not None
        }
        entry, code = (whole_line(said[key][0]) if key in said else "" for key in (ID, CODE))
        # What is no id of ours, such as another program's, tells nothing apart here.
        known = bool(_ID.fullmatch(entry)) or entry in by_id
        risk = by_id.get(entry) if known else by_code.get(code) if code else None
        values, found = _row(said, risk, by_role.get(risk.id) if risk else None, names)
        wrong = [f"Row {number}, {each}" for each in found]
        mark = risk.id if risk else entry
        if mark and mark in seen:
            wrong.append(f"Row {number} is the same risk as row {seen[mark]}; keep one of them.")
        seen[mark or f"row {number}"] = number
        if risk is None and len(code) > _LONGEST:
            wrong.append(f"Row {number}, Code: '{code[:20]}…' is too long; write {_LONGEST} letters at most.")
        if risk is None and code and codes.setdefault(code, number) != number:
            wrong.append(f"Row {number}, Code: '{code[:40]}' is the code of row {codes[code]} too; keep one.")
        doubt = "" if risk else _there_already(values, titles)
        own = entry if _ID.fullmatch(entry) else ""
        rows.append(RegisterRow(number, risk, own, values, code, tuple(wrong), doubt))
    return Register(tuple(rows), (), notes)


def _names_columns(row: Sequence[str]) -> bool:
    """Whether a row is the head of a register: it names the titles, and is not a title alone."""
    found = {each.key for name in row for each in REGISTER if each.named(name)}
    return "title" in found and (len(found) > 1 or sum(1 for name in row if name.strip()) == 1)


def _there_already(values: Mapping[str, Any], titles: Mapping[tuple[RiskKind, str], str]) -> str:
    key = (values.get("kind", RiskKind.THREAT), str(values.get("title", "")).casefold())
    if key not in titles:
        return ""
    return f"{titles[key]} has the same title; write its code into the row to change that one."


def _columns(head: Sequence[str]) -> list[Column | None]:
    found: list[Column | None] = []
    for name in head:
        column = next((each for each in REGISTER if each.named(name)), None)
        found.append(None if column in found else column)
    return found


def _row(
    said: Mapping[Column, tuple[str, str]], risk: Risk | None, by_role: Risk | None, names: Names
) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for column, (cell, mark) in said.items():
        if column.key in _FIXED or (risk is None and not cell.strip()):
            continue
        if any(cell == written(column, getattr(each, column.key), names) for each in (risk, by_role) if each):
            # As it was written: text keeps its spaces, numbers all of their digits, names their places.
            continue
        try:
            value = _read(column, cell, mark, names)
            if risk is None or value != getattr(risk, column.key):
                values[column.key] = value
        except ValueError as problem:
            shown = whole_line(cell)
            wrong.append(f"{column.title}: '{shown[:40]}{'…' if len(shown) > 40 else ''}': {problem}")
    if risk is None and not str(values.get("title", "")).strip():
        wrong.append(f"{COLUMNS[Risk][0].title}: a new risk needs a title.")
    if not wrong:
        wrong += _treated_otherwise(values, risk)
    if not wrong:
        try:
            if risk is None:
                try_row(Risk, values)
            else:
                replace(risk, **values)
        except ValueError as problem:
            wrong.append(str(problem))
    return values, wrong


def _treated_otherwise(values: Mapping[str, Any], risk: Risk | None) -> list[str]:
    """What is wrong with a treatment that means nothing for this kind of risk."""
    if not {"kind", "treatment"} & set(values):
        return []
    kind = values.get("kind", risk.kind if risk else RiskKind.THREAT)
    treatment = values.get("treatment", risk.treatment if risk else Treatment.NONE)
    if treatment is Treatment.NONE or treatment in TREATMENTS[kind]:
        return []
    *some, last = [each.label for each in TREATMENTS[kind]]
    of = "a threat" if kind is RiskKind.THREAT else "an opportunity"
    return [f"Treatment: '{treatment.label}' is none of {of}; write {', '.join(some)} or {last}."]


def _read(column: Column, cell: str, mark: str, names: Names) -> Any:
    if column is CONTROLS:
        return _controls(cell, names)
    if column.kind is Kind.TEXT:
        return cell
    value = column.read(cell, mark)
    if column.key == "obstacles":
        unknown = [code for code in value if code not in names.obstacles]
        if unknown:
            raise ValueError(f"There is no obstacle '{unknown[0][:40]}'.")
        return tuple(names.obstacles[code] for code in value)
    return value


def _controls(cell: str, names: Names) -> tuple[Control, ...]:
    return read_controls(cell, names.actions)
