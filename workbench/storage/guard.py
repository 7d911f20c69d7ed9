"""A database that somebody prepared runs nothing by itself: what is no table cannot be read, and no trigger writes.

A view in the place of a table can hold a query without end. Our own files have neither views nor triggers, and our own
queries no named subquery ('WITH'), which SQLite cannot tell from a view.
"""

from __future__ import annotations

from typing import Any

_OK, _DENY = 0, 1


def tables_only(connection: Any) -> None:
    """Let a connection of the driver read and write by what it is asked itself, not by what the file's schema says.

    Whatever goes by a view or a trigger raises the driver's DatabaseError when it is asked for.
    """
    connection.set_authorizer(_authorise)


def _authorise(_action: int, _one: str | None, _two: str | None, _schema: str | None, by: str | None) -> int:
    return _OK if by is None else _DENY
