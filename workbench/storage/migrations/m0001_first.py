"""The first schema: everything an assessment is made of, and the history of every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Make all tables."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_assessment"), "history", ["assessment"], unique=False)
    op.create_index(op.f("ix_history_row"), "history", ["row"], unique=False)
    op.create_table(
        "pack",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.String(), nullable=False),
        sa.Column("pack_version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("smallest_group", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("questions", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("roles", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("prepared_for", sa.String(), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=False),
        sa.Column("target_date", sa.String(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["pack"], ["pack.id"], name=op.f("fk_assessment_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_pack"), "assessment", ["pack"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("workstream", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("finish", sa.String(), nullable=True),
        sa.Column("effort_days", sa.Float(), nullable=True),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column("cost", sa.Float(), nullable=True),
        sa.Column("after", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("deliverables", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("acceptance", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("obstacles", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("risks", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("drop_reason", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("lower_is_better", sa.Boolean(), nullable=False),
        sa.Column("before", sa.Float(), nullable=True),
        sa.Column("expected", sa.Float(), nullable=True),
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 2 AND 5", name=op.f("ck_action_level_scale")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_action_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_assessment"), "action", ["assessment"], unique=False)
    op.create_table(
        "consensus",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("agreed_by", sa.String(), nullable=False),
        sa.Column("dissent", sa.String(), nullable=False),
        sa.CheckConstraint("value IS NULL OR value BETWEEN 1 AND 5", name=op.f("ck_consensus_value_scale")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_consensus_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consensus")),
        sa.UniqueConstraint("assessment", "question", name=op.f("uq_consensus_assessment_question")),
    )
    op.create_index(op.f("ix_consensus_assessment"), "consensus", ["assessment"], unique=False)
    op.create_table(
        "obstacle",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("spread", sa.Integer(), nullable=True),
        sa.Column("tractability", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("countermeasure", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("capabilities", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("impact BETWEEN 1 AND 5", name=op.f("ck_obstacle_impact_scale")),
        sa.CheckConstraint("spread BETWEEN 1 AND 5", name=op.f("ck_obstacle_spread_scale")),
        sa.CheckConstraint("tractability BETWEEN 1 AND 5", name=op.f("ck_obstacle_tractability_scale")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_obstacle_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle")),
    )
    op.create_index(op.f("ix_obstacle_assessment"), "obstacle", ["assessment"], unique=False)
    op.create_table(
        "respondent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("role_title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_respondent_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondent")),
    )
    op.create_index(op.f("ix_respondent_assessment"), "respondent", ["assessment"], unique=False)
    op.create_table(
        "risk",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("consequence", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=True),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("residual_frequency", sa.Integer(), nullable=True),
        sa.Column("residual_impact", sa.Integer(), nullable=True),
        sa.Column("treatment", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("review", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("frequency BETWEEN 1 AND 5", name=op.f("ck_risk_frequency_scale")),
        sa.CheckConstraint("impact BETWEEN 1 AND 5", name=op.f("ck_risk_impact_scale")),
        sa.CheckConstraint(
            "residual_frequency BETWEEN 1 AND 5", name=op.f("ck_risk_residual_frequency_scale")
        ),
        sa.CheckConstraint("residual_impact BETWEEN 1 AND 5", name=op.f("ck_risk_residual_impact_scale")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_risk_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
    )
    op.create_index(op.f("ix_risk_assessment"), "risk", ["assessment"], unique=False)
    op.create_table(
        "summary",
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_summary_assessment")),
        sa.PrimaryKeyConstraint("assessment", name=op.f("pk_summary")),
    )
    op.create_table(
        "talent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("role_title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("influence", sa.Integer(), nullable=True),
        sa.Column("stance", sa.Integer(), nullable=True),
        sa.Column("strengths", sa.String(), nullable=False),
        sa.Column("advocate_for", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("training", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("influence BETWEEN 1 AND 5", name=op.f("ck_talent_influence_scale")),
        sa.CheckConstraint("stance BETWEEN -2 AND 2", name=op.f("ck_talent_stance_scale")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_talent_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talent")),
    )
    op.create_index(op.f("ix_talent_assessment"), "talent", ["assessment"], unique=False)
    op.create_table(
        "target",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_target_level_scale")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_target_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("assessment", "capability", name=op.f("uq_target_assessment_capability")),
    )
    op.create_index(op.f("ix_target_assessment"), "target", ["assessment"], unique=False)
    op.create_table(
        "answer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("strength", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), server_default="{}", nullable=False),
        sa.CheckConstraint("(state = 'rated') = (value IS NOT NULL)", name=op.f("ck_answer_value_state")),
        sa.CheckConstraint("value IS NULL OR value BETWEEN 1 AND 5", name=op.f("ck_answer_value_scale")),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.id"], name=op.f("fk_answer_respondent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("respondent", "question", name=op.f("uq_answer_respondent_question")),
    )
    op.create_index(op.f("ix_answer_respondent"), "answer", ["respondent"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.id"], name=op.f("fk_evidence_respondent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_respondent"), "evidence", ["respondent"], unique=False)
