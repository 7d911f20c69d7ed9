"""The plan as a table: every field of every action, and what became of each when the table comes back, by its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.analysis.veil import without_names
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.text import whole_line
from workbench.exchange.columns import Column, Kind, column_mark, date, flag, line, listed, number
from workbench.exchange.inventories import COLUMNS
from workbench.exchange.sheets import Value, head_of, read_sheet, write_sheet

ID, CODE = line("id", "Id"), line("code", "Code")
DROPPED = line("drop_reason", "Why it was dropped", "drop reason")
NOW, NOW_ON = number("actual", "Now"), date("actual_on", "Now measured on")
NOW_MEASURED = flag("actual_measured", "Now is measured")
PLAN: tuple[Column, ...] = (
    ID,
    CODE,
    *COLUMNS[Action],
    DROPPED,
    NOW,
    NOW_ON,
    NOW_MEASURED,
    line("accountable", "Accountable"),
    listed("responsible", "Responsible"),
    listed("consulted", "Consulted"),
    listed("informed", "Informed"),
    line("capability", "Capability"),
    listed("after", "Needs first"),
)
"""Every column that is written, in order; what is needed first is named by code."""
COMES_BACK = ("state", "drop_reason", "actual", "actual_on", "actual_measured", "deliverables")
"""What is read again: how far each action is. The rest is changed in the program."""
_SHEET = "Plan"


@dataclass(frozen=True, slots=True)
class Progress:
    """One row that says something new of an action: its number in the file and the fields with their values."""

    number: int
    action: Action
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A table of a plan as it would be taken in: with any problem, nothing is.

    `same` are the rows that say nothing new, `refused` those with problems: number, what is meant, and the sentences;
    `faults` are what is wrong with the table as a whole.
    """

    rows: tuple[Progress, ...] = ()
    same: tuple[tuple[int, Action], ...] = ()
    refused: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that is wrong, in sentences that name row and column."""
        return (*self.faults, *(each for _, _, wrong in self.refused for each in wrong))


def export_plan(book: Book, path: Path, *, names: bool = False) -> int:
    """Write all actions to a .csv or .xlsx file, in the plan's order, and give their number.

    Raises:
        SheetError: when it cannot be written; what was there is then as it was.
    """
    shown = book if names else without_names(book)
    codes = {each.id: each.code for each in shown.actions}
    rows = [[_cell(column, action, codes) for column in PLAN] for action in shown.actions]
    write_sheet(path, _SHEET, [column.title for column in PLAN], rows)
    return len(rows)


def _cell(column: Column, action: Action, codes: Mapping[str, str]) -> Value:
    value: Any = getattr(action, column.key)
    if column.key == "after":
        value = tuple(codes[each] for each in value if each in codes)
    if value is None or column.kind not in (Kind.NUMBER, Kind.WHOLE, Kind.STEP, Kind.DATE):
        return column.write(value)
    number_or_day: Value = value
    return number_or_day


def read_progress(book: Book, path: Path) -> PlanRead:
    """Read how far each action is from a table this program wrote, changing nothing.

    A row means the action with its id; without an id, the one with its code. Columns that are missing leave their
    fields as they are. A text that was written with roles in the place of names means the one with the names.

    Raises:
        SheetError: when the file is no such table.
    """
    table = read_sheet(path, _is_head)
    top = head_of(table, _is_head) or 0
    head = table[top]
    columns = [next((each for each in PLAN if each.named(name)), None) for name in head]
    known = {each.key for each in columns if each}
    if "id" not in known and "code" not in known:
        return PlanRead(
            faults=("The first row must name the columns; neither 'Id' nor 'Code' is among them.",)
        )
    if not known & set(COMES_BACK):
        said = "None of the columns says how far an action is, such as 'State' or 'Now'."
        return PlanRead(faults=(said,))
    by_id = {each.id: each for each in book.actions}
    by_code = {each.code: each for each in book.actions}
    by_role = {each.id: each for each in without_names(book).actions}
    body = table[top + 1 :]
    marks = {
        at: column_mark(body, at) for at, each in enumerate(columns) if each and each.kind is Kind.NUMBER
    }
    rows: list[Progress] = []
    refused: list[tuple[int, str, tuple[str, ...]]] = []
    seen: dict[str, int] = {}
    same: list[tuple[int, Action]] = []
    for row_number, cells in enumerate(body, top + 2):
        if not cells:
            continue
        said = {
            column.key: (column, cells[at] if at < len(cells) else "", marks.get(at, ""))
            for at, column in enumerate(columns)
            if column is not None
        }
        entry, code = (whole_line(said[key][1]) if key in said else "" for key in ("id", "code"))
        action = by_id.get(entry) if entry else by_code.get(code)
        if action is None:
            missing = f"Row {row_number}: no action here has the {_called(entry, code)}."
            refused.append((row_number, code or entry[:40], (missing,)))
            continue
        if action.id in seen:
            twice = f"Row {row_number} is the same action as row {seen[action.id]}; keep one of them."
            refused.append((row_number, action.code, (twice,)))
            continue
        seen[action.id] = row_number
        values, wrong = _values(said, action, by_role[action.id])
        if wrong:
            refused.append((row_number, action.code, tuple(f"Row {row_number}, {each}" for each in wrong)))
        elif values:
            rows.append(Progress(row_number, action, values))
        else:
            same.append((row_number, action))
    return PlanRead(tuple(rows), tuple(same), tuple(refused))


def _called(entry: str, code: str) -> str:
    return (
        f"id '{entry[:40]}'"
        if entry
        else f"code '{code[:40]}'"
        if code
        else "id or code: both cells are empty"
    )


def _is_head(row: Sequence[str]) -> bool:
    found = {each.key for name in row for each in PLAN if each.named(name)}
    return bool(found & {"id", "code"}) and len(found) > 1


def _values(
    said: Mapping[str, tuple[Column, str, str]], action: Action, by_role: Action
) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for key in COMES_BACK:
        if key not in said:
            continue
        column, cell, mark = said[key]
        if any(cell == column.write(getattr(each, key)) for each in (action, by_role)):
            continue
        try:
            value = column.read(cell, mark)
        except ValueError as problem:
            shown = whole_line(cell)
            wrong.append(f"{column.title}: '{shown[:40]}{'…' if len(shown) > 40 else ''}': {problem}")
            continue
        if value != getattr(action, key):
            values[key] = value
    if values and not wrong:
        try:
            made = replace(action, **values)
            if "state" in values and made.state is ActionState.DROPPED and not made.drop_reason.strip():
                wrong.append(f"{DROPPED.title}: say why, others will ask.")
        except ValueError as problem:
            wrong.append(str(problem))
    return ({} if wrong else values), wrong
