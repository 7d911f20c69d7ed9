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
from workbench.storage.codec import names_of, reader_of, to_values
from workbench.storage.kinds import BY_NAME, KINDS, TABLES
from workbench.storage.unit import Unit

Values = dict[str, Any]
Rewrite = Callable[[type[Entity], Values], Values]
_HISTORY = SQLModel.metadata.tables["history"]


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


def rows_of(unit: Unit, *kinds: type[Entity]) -> Iterator[tuple[type[Entity], Values]]:
    """Every row there is, or every one of some kinds, as plain values."""
    for kind in kinds or KINDS:
        listed = ", ".join(f'"{name}"' for name in names_of(kind))
        query = f'SELECT {listed} FROM "{TABLES[kind].name}"'
        for row in unit.connection.exec_driver_sql(query).all():
            yield kind, to_values(reader_of(kind)(row))


def rewrite(unit: Unit, change: Rewrite, words: Callable[[str], str]) -> None:
    """Give every row and every line of history what `change` makes of it, and every label what `words` does.

    Ids must stay. A row of which nothing is left goes; only kinds without a history may. No line of history tells of it, and no undo takes it back.
    """
    for kind, values in list(rows_of(unit)):
        changed = change(kind, values)
        if not changed:
            table = TABLES[kind]
            unit.connection.execute(sa.delete(table).where(table.c.id == values["id"]))
        elif changed != values:
            unit.connection.execute(statements.update(kind), {**changed, "row_id": values["id"]})
    for line in unit.connection.execute(sa.select(_HISTORY)).mappings().all():
        moved: Values = {name: words(line[name]) for name in ("label", "who")}
        for name in ("before", "after"):
            if line[name] is not None:
                moved[name] = change(BY_NAME[line["kind"]], line[name])
        moved = {name: value for name, value in moved.items() if value != line[name]}
        if moved:
            unit.connection.execute(sa.update(_HISTORY).where(_HISTORY.c.seq == line["seq"]).values(**moved))
