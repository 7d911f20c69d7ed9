"""The numbered steps from an empty file to today's tables; each runs once, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from workbench.storage.header import APPLICATION_ID
from workbench.storage.migrations import (
    m0001_first,
    m0002_inventories,
    m0003_risk,
    m0004_plan,
    m0005_together,
    m0006_clock,
)

if TYPE_CHECKING:
    from alembic.operations import Operations

MIGRATIONS: tuple[Callable[[Operations], None], ...] = (
    m0001_first.upgrade,
    m0002_inventories.upgrade,
    m0003_risk.upgrade,
    m0004_plan.upgrade,
    m0005_together.upgrade,
    m0006_clock.upgrade,
)


def upgrade(engine: sa.Engine, steps: Sequence[Callable[[Operations], None]] = MIGRATIONS) -> None:
    """Take the steps a file still lacks, each in a transaction; one that fails leaves the file as it was."""
    with engine.connect().execution_options(writes=True) as connection:
        connection.rollback()
        current = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        connection.rollback()
        if current >= len(steps):
            return
        # Alembic is imported only when there is something to do: opening a file must stay quick.
        from alembic.operations import Operations
        from alembic.runtime.migration import MigrationContext

        for number in range(current, len(steps)):
            with connection.begin():
                context = MigrationContext.configure(connection)
                steps[number](Operations(context))
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={number + 1}")
