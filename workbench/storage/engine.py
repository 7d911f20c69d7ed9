"""How we speak to SQLite: one driver (sqlcipher3), a rollback journal, every transaction begun by us, a key first of all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, pool
from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from workbench.domain.key import Key
from workbench.storage.cipher import unlock
from workbench.storage.guard import tables_only

# EXTRA with a rollback journal lost nothing in power-cut replays; the driver's own default lost the last save.
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    # What does not fit into memory while it is sorted would lie readable in a temporary file.
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)
BUSY_MILLISECONDS = 3000


def make_engine(
    path: Path, *, writable: bool = True, key: Key | None = None, still: Callable[[], None] | None = None
) -> sa.Engine:
    """Make an engine for one workspace file, with its key where it is protected; nothing is opened yet.

    `still` raises where no connection may be made any more, since another file lies there now.
    """
    mode = "rw" if writable else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> Any:
        # The driver is written in C and says nothing of its types.
        driver: Any = dbapi2
        if still is not None:
            still()
        return driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    engine = sa.create_engine(
        "sqlite:///workspace",
        module=dbapi2,
        creator=connect,
        poolclass=pool.QueuePool,
        hide_parameters=True,  # client data stays out of logs and error texts
    )

    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        unlock(cursor, path, key)
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        for pragma in _PRAGMAS:
            if writable or not pragma.startswith("PRAGMA journal_mode"):
                cursor.execute(pragma)
        cursor.close()
        tables_only(connection)

    def begin(connection: sa.Connection) -> None:
        # The driver's own begin would commit before DDL, so a failed migration could not be rolled back.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writable_wanted(connection) else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def writable_wanted(connection: sa.Connection) -> bool:
    """Whether this connection announced that it is going to write."""
    return bool(connection.get_execution_options().get("writes", False))
