"""Changing what was written for good, its history included: the one exception to a history that is only added to.

Somebody's right to be forgotten is stronger than our wish to know what was there. Rows and the lines of history that
wrote them are changed alike, so that a check still finds one to be what the other says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from workbench.domain.entity import Entity
from workbench.storage import statements
from workbench.storage.codec import from_values, names_of, reader_of, to_values
from workbench.storage.errors import DamagedWorkspace, StorageError
from workbench.storage.kinds import BY_NAME, KINDS, TABLES
from workbench.storage.unit import Unit

Values = dict[str, Any]
Rewrite = Callable[[type[Entity], Values], Values]
_HISTORY = SQLModel.metadata.tables["history"]
_WRONG = (ValueError, TypeError, LookupError, AttributeError)


def lines_of(unit: Unit, *kinds: type[Entity]) -> Iterator[tuple[type[Entity], Values]]:
    """Everything the history ever said of some kinds, as plain values, the oldest first."""
    names = [TABLES[each].name for each in kinds]
    query = (
        sa.select(_HISTORY.c.kind, _HISTORY.c.before, _HISTORY.c.after)
        .where(_HISTORY.c.kind.in_(names))
        .order_by(_HISTORY.c.seq)
    )
    for line in unit.connection.execute(query).mappings():
        for values in (line["before"], line["after"]):
            if values is not None:
                yield BY_NAME[line["kind"]], values


def labels_of(unit: Unit) -> Iterator[str]:
    """What every change was called, and who made it."""
    query = sa.select(_HISTORY.c.label, _HISTORY.c.who).distinct()
    for line in unit.connection.execute(query):
        yield from line


def rows_of(unit: Unit, *kinds: type[Entity]) -> Iterator[tuple[type[Entity], Values]]:
    """Every row there is, or every one of some kinds, as plain values.

    Raises:
        DamagedWorkspace: when one cannot be read.
    """
    for kind in kinds or KINDS:
        listed = ", ".join(f'"{name}"' for name in names_of(kind))
        query = f'SELECT {listed} FROM "{TABLES[kind].name}"'
        for row in unit.connection.exec_driver_sql(query).all():
            try:
                values = to_values(reader_of(kind)(row))
            except _WRONG as error:
                raise DamagedWorkspace(
                    f"This workspace holds a damaged {TABLES[kind].name}, so nothing in it was changed. "
                    "Open a copy or a backup of it."
                ) from error
            yield kind, values


def rewrite(unit: Unit, change: Rewrite, words: Callable[[str], str]) -> None:
    """Give every row and every line of history what `change` makes of it, and every label what `words` does.

    Ids must stay. A row of which nothing is left goes; only kinds without a history may. No line of history tells of it, and no undo takes it back.

    Raises:
        StorageError: when what came of a row or a line could not be read any more; the transaction is to be given up.
    """
    for kind, values in list(rows_of(unit)):
        changed = change(kind, values)
        if not changed:
            table = TABLES[kind]
            unit.connection.execute(sa.delete(table).where(table.c.id == values["id"]))
        elif changed != values:
            _still_read(kind, values, changed)
            unit.connection.execute(statements.update(kind), {**changed, "row_id": values["id"]})
    for line in unit.connection.execute(sa.select(_HISTORY)).mappings().all():
        moved: Values = {name: words(line[name]) for name in ("label", "who")}
        for name in ("before", "after"):
            if line[name] is not None:
                kind = BY_NAME[line["kind"]]
                moved[name] = change(kind, line[name])
                if moved[name] != line[name]:
                    _still_read(kind, line[name], moved[name])
        moved = {name: value for name, value in moved.items() if value != line[name]}
        if moved:
            unit.connection.execute(sa.update(_HISTORY).where(_HISTORY.c.seq == line["seq"]).values(**moved))


def _still_read(kind: type[Entity], before: Values, after: Values) -> None:
    """Refuse what the program could read before and could not any more.

    Raises:
        StorageError: when it could not.
    """
    try:
        from_values(kind, after)
    except _WRONG as error:
        if _reads(kind, before):
            raise StorageError(
                f"Without the name this {TABLES[kind].name} could not be read any more ({error}) Nothing was changed; "
                "change that text by hand first, then try again."
            ) from error


def _reads(kind: type[Entity], values: Values) -> bool:
    try:
        from_values(kind, values)
    except _WRONG:
        # What nobody could read before is no reason to keep the name in it.
        return False
    return True
