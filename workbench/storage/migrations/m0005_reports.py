"""Step 5: what reports need: the smallest group by assessment, how an answer came, the client's brand, reports made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Move the smallest group from the workspace to its assessments, and add the rest."""
    op.add_column(
        "assessment", sa.Column("smallest_group", sa.Integer(), server_default=sa.text("3"), nullable=False)
    )
    # Only 1, 3 and 5 can be chosen from now on; whatever else was there becomes the next stricter one.
    op.execute(
        "UPDATE assessment SET smallest_group = (SELECT CASE WHEN smallest_group <= 1 THEN 1 "
        "WHEN smallest_group <= 3 THEN 3 ELSE 5 END FROM workspace LIMIT 1) "
        "WHERE EXISTS (SELECT 1 FROM workspace)"
    )
    op.drop_column("workspace", "smallest_group")
    op.add_column("workspace", sa.Column("brand", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("answer", sa.Column("alone", sa.Boolean(), server_default=sa.text("0"), nullable=False))
    op.add_column("snapshot", sa.Column("report", sa.String(), server_default=sa.text("''"), nullable=False))
