"""Writing a workspace anew under another key, or none: beside the old one, row by row, and compared with it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from workbench.domain.key import Key
from workbench.storage import errors
from workbench.storage.checking import check_file
from workbench.storage.cipher import key_literal, unlock
from workbench.storage.files import draft_of

# The driver is written in C and says nothing of its types.
_DRIVER: Any = dbapi2


@contextmanager
def rewritten(path: Path, old: Key | None, new: Key | None) -> Generator[Path]:
    """A copy of a workspace beside it, under another key, on disk and proved equal; what is not moved away is removed.

    Raises:
        DamagedWorkspace: when the copy is not sound, which it is only of a sound workspace.
        OSError, DBAPIError: when it cannot be read or written.
    """
    # The ending that a sweep knows, should it be left behind.
    draft = draft_of(path)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            equal = _export(path, old, draft, new)
        except _DRIVER.Error as error:
            raise DatabaseError(None, None, error, hide_parameters=True) from error
        health = check_file(draft, new)
        if not equal or not health.sound:
            why = health.findings[0] if health.findings else "What was written anew differs from it."
            raise errors.DamagedWorkspace(
                f"'{path.name}' was left as it is, since it is not sound: {why} Put a backup back first."
            )
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _export(path: Path, old: Key | None, draft: Path, new: Key | None) -> bool:
    """Copy everything, and say whether everything is there."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(_DRIVER.connect(uri, uri=True, isolation_level=None)) as connection:
        unlock(connection, path, old)
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA temp_store=MEMORY")
        secret = key_literal(new, new=True) if new is not None else ""
        connection.execute("ATTACH DATABASE ? AS made KEY ?", (str(draft), secret))
        # Nobody reads it before it is whole and synced, so a journal beside it would be of no use.
        connection.execute("PRAGMA made.journal_mode=OFF")
        connection.execute("SELECT sqlcipher_export('made')")
        for name in ("application_id", "user_version"):
            value = int(connection.execute(f"PRAGMA main.{name}").fetchone()[0])
            connection.execute(f"PRAGMA made.{name}={value}")
        return _content(connection, "main") == _content(connection, "made")


def _content(connection: Any, schema: str) -> list[tuple[Any, ...]]:
    """Everything there is: what each table, index and trigger is made by, and how many rows with which content."""
    listed = connection.execute(
        f"SELECT type, name, tbl_name, sql FROM {schema}.sqlite_master ORDER BY type, name"
    ).fetchall()
    found: list[tuple[Any, ...]] = list(map(tuple, listed))
    for name in (each[1] for each in listed if each[0] == "table"):
        count, digest = 0, sha256()
        for row in connection.execute(f'SELECT * FROM {schema}."{name}" ORDER BY rowid'):
            count += 1
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        found.append((name, count, digest.hexdigest()))
    for name in ("application_id", "user_version"):
        found.append(tuple(connection.execute(f"PRAGMA {schema}.{name}").fetchone()))
    return found


def newest_line(connection: sa.Connection) -> str:
    """The newest line of history, by which a file is known to be as it was left."""
    last = connection.exec_driver_sql("SELECT seq, batch FROM history ORDER BY seq DESC LIMIT 1").first()
    return f"{last[0]}/{last[1]}" if last else ""
