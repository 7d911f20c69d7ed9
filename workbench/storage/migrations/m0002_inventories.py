"""Step 2: the inventories beyond obstacles, people, risks and actions, and more of what is known of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Make the new tables, and add what people and obstacles gained."""
    op.create_table(
        "advocacy",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("trust", sa.Integer(), nullable=True),
        sa.Column("next_move", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("capabilities", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("risks", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("actions", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("trust BETWEEN 1 AND 5", name=op.f("ck_advocacy_trust_scale")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_advocacy_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advocacy")),
    )
    op.create_index(op.f("ix_advocacy_assessment"), "advocacy", ["assessment"], unique=False)
    op.create_table(
        "discovery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("fired", sa.Integer(), nullable=True),
        sa.Column("acted_on", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("traits", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("runs", sa.Float(), nullable=True),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("people", sa.Float(), nullable=True),
        sa.Column("hour_cost", sa.Float(), nullable=True),
        sa.Column("hours_after", sa.Float(), nullable=True),
        sa.Column("upkeep_hours", sa.Float(), nullable=True),
        sa.Column("build_hours", sa.Float(), nullable=True),
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("capabilities", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("risks", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("actions", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_discovery_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discovery")),
    )
    op.create_index(op.f("ix_discovery_assessment"), "discovery", ["assessment"], unique=False)
    op.create_table(
        "need",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("horizon", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("kpi", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("lower_is_better", sa.Boolean(), nullable=False),
        sa.Column("current", sa.Float(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("sre_work", sa.String(), nullable=False),
        sa.Column("capabilities", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("risks", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("actions", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_need_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index(op.f("ix_need_assessment"), "need", ["assessment"], unique=False)
    op.create_table(
        "recognition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("made_known", sa.String(), nullable=False),
        sa.Column("criteria", sa.String(), nullable=False),
        sa.Column("approval", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("capabilities", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("risks", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("actions", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_recognition_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition")),
    )
    op.create_index(op.f("ix_recognition_assessment"), "recognition", ["assessment"], unique=False)
    op.create_table(
        "role_plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("engineers", sa.Integer(), nullable=True),
        sa.Column("teams", sa.Integer(), nullable=True),
        sa.Column("freedom", sa.Boolean(), nullable=True),
        sa.Column("needed", sa.JSON(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_role_plan_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_plan")),
        sa.UniqueConstraint("assessment", name=op.f("uq_role_plan_assessment")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("objective", sa.Float(), nullable=True),
        sa.Column("agreement", sa.Float(), nullable=True),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("elapsed", sa.Float(), nullable=True),
        sa.Column("good", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("downtime", sa.Float(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("policy_text", sa.String(), nullable=False),
        sa.Column("needs", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("capabilities", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("risks", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("actions", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_service_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_assessment"), "service", ["assessment"], unique=False)
    op.create_table(
        "subject",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_subject_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
    )
    op.create_index(op.f("ix_subject_assessment"), "subject", ["assessment"], unique=False)
    op.create_table(
        "practice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("capabilities", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("risks", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("actions", sa.JSON(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_practice_assessment")),
        sa.ForeignKeyConstraint(["subject"], ["subject.id"], name=op.f("fk_practice_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sa.UniqueConstraint("subject", "catalogue", "item", name=op.f("uq_practice_subject_catalogue_item")),
    )
    op.create_index(op.f("ix_practice_assessment"), "practice", ["assessment"], unique=False)
    op.create_index(op.f("ix_practice_subject"), "practice", ["subject"], unique=False)
    for table in ("answer", "consensus"):
        op.add_column(table, sa.Column("variant", sa.Integer(), server_default=sa.text("0"), nullable=False))
    for name in ("obstacles", "clauses"):
        op.add_column("risk", sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
    op.add_column("obstacle", sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("talent", sa.Column("awareness", sa.Integer(), nullable=True))
    op.add_column("talent", sa.Column("desire", sa.Integer(), nullable=True))
    op.add_column("talent", sa.Column("knowledge", sa.Integer(), nullable=True))
    op.add_column("talent", sa.Column("ability", sa.Integer(), nullable=True))
    op.add_column("talent", sa.Column("reinforcement", sa.Integer(), nullable=True))
    op.add_column("talent", sa.Column("competences", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("talent", sa.Column("award", sa.Boolean(), server_default=sa.text("0"), nullable=False))
    op.add_column(
        "talent", sa.Column("advocacy_area", sa.String(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("talent", sa.Column("offer", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("talent", sa.Column("wanted", sa.Integer(), nullable=True))
    op.add_column(
        "talent",
        sa.Column("goal_state", sa.String(), server_default=sa.text("'not started'"), nullable=False),
    )
    for name in ("capabilities", "clauses", "risks", "actions"):
        op.add_column("talent", sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
