"""What a protected file says of itself, read once it is open: whose it is and how old."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from workbench.storage.header import check


def version_within(connection: sa.Connection, path: Path) -> int:
    """The schema version of an open workspace.

    Raises:
        StorageError: when it is another program's, or newer than this program.
    """
    application = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    check(path, application, version)
    return version
