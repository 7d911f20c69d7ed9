"""Step 3: risks in numbers, with controls and what an opportunity may bring, and the criteria they are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

_NUMBERS = (
    "frequency_number",
    "impact_number",
    "residual_frequency_number",
    "residual_impact_number",
    "impact_low",
    "impact_high",
    "residual_impact_low",
    "residual_impact_high",
)
_THRESHOLDS = ("appetite", "tolerance", "least", "most")
_LISTS = ("frequency_edges", "impact_edges", "frequency_words", "impact_words", "benefit_words", "colours")


def upgrade(op: Operations) -> None:
    """Make the table of criteria, and add what risks gained."""
    op.create_table(
        "criteria",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("scale", sa.Float(), nullable=False),
        *(sa.Column(name, sa.JSON(), server_default="{}", nullable=False) for name in _THRESHOLDS),
        *(sa.Column(name, sa.JSON(), server_default="[]", nullable=False) for name in _LISTS),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_criteria_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
        sa.UniqueConstraint("assessment", name=op.f("uq_criteria_assessment")),
    )
    for name in _NUMBERS:
        op.add_column("risk", sa.Column(name, sa.Float(), nullable=True))
    op.add_column("risk", sa.Column("simulated", sa.Boolean(), server_default=sa.text("0"), nullable=False))
    op.add_column("risk", sa.Column("controls", sa.JSON(), server_default="[]", nullable=False))
    for name in ("treatment_cost", "chance", "benefit"):
        op.add_column("risk", sa.Column(name, sa.Float(), nullable=True))
    for name in ("downside_frequency", "downside_impact"):
        op.add_column("risk", sa.Column(name, sa.Integer(), nullable=True))
    for name in ("downside_frequency_number", "downside_impact_number"):
        op.add_column("risk", sa.Column(name, sa.Float(), nullable=True))
