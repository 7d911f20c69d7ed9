"""Step 6: a session keeps its clock apart from its agenda, so that one can be undone while the other runs, and a workspace
knows of what it is a part that went to another room."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Add the clock and the timebox, and move the seconds used out of the agenda; in the history too."""
    op.add_column("meeting", sa.Column("clock", sa.JSON(), server_default="{}", nullable=False))
    op.add_column(
        "meeting", sa.Column("timebox", sa.Integer(), server_default=sa.text("120"), nullable=False)
    )
    op.add_column("workspace", sa.Column("origin", sa.JSON(), server_default="{}", nullable=False))
    connection = op.get_bind()
    for row_id, agenda in connection.exec_driver_sql("SELECT id, agenda FROM meeting").all():
        items, clock = _apart(json.loads(agenda))
        connection.exec_driver_sql(
            "UPDATE meeting SET agenda = ?, clock = ? WHERE id = ?",
            (json.dumps(items), json.dumps(clock), row_id),
        )
    for side in ("before", "after"):
        lines = connection.exec_driver_sql(f"SELECT seq, {side} FROM history WHERE kind = 'meeting'").all()
        for seq, packed in lines:
            values = json.loads(packed) if packed else None
            if values:
                values["agenda"], values["clock"] = _apart(values["agenda"])
                connection.exec_driver_sql(
                    f"UPDATE history SET {side} = ? WHERE seq = ?", (json.dumps(values), seq)
                )


def _apart(agenda: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    clock: dict[str, int] = {}
    for item in agenda:
        used = item.pop("seconds", 0)
        if used:
            clock[f"{item['kind']}/{item['what']}"] = used
    return agenda, clock
