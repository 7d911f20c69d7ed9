"""Step 5: what reports and answering together need: brand, smallest group, invitations, files taken in, sessions, votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    op.add_column("workspace", _added("code"))
    op.add_column("respondent", _added("set_aside"))
    op.add_column("snapshot", _added("report"))
    _answering(op)
    _meeting(op)


def _added(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False)


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _maybe(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def _list(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.JSON(), server_default="[]", nullable=False) for name in names]


def _whole(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _table(op: Operations, name: str, *parts: Any) -> None:
    op.create_table(
        name,
        *_text("id"),
        *_whole("version"),
        *_text("assessment"),
        *parts,
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f(f"fk_{name}_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_assessment"), name, ["assessment"], unique=False)


def _answering(op: Operations) -> None:
    _table(
        op,
        "invitation",
        *_text("respondent"),
        *_list("questions"),
        *_maybe("sent_on"),
        *_text("sent_as"),
        *_maybe("due", "returned_on", "reminded_on"),
        *_text("note"),
        *_whole("position"),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.id"], name=op.f("fk_invitation_respondent")),
        sa.UniqueConstraint("respondent", name=op.f("uq_invitation_respondent")),
    )
    _table(
        op,
        "intake",
        *_text("at", "file", "kind", "sha256", "respondent"),
        *_whole("added", "same", "changed", "left"),
        *_text("by"),
        *_whole("position"),
    )


def _meeting(op: Operations) -> None:
    _table(
        op,
        "meeting",
        *_text("code", "title"),
        *_maybe("day"),
        *_text("place"),
        *_list("present", "agenda", "parked", "decisions"),
        *_whole("current"),
        *_text("question", "started", "ended", "note"),
        *_whole("position"),
    )
    _table(
        op,
        "vote",
        *_text("meeting", "question"),
        *_list("rounds"),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        *_whole("seconds", "position"),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_vote_meeting")),
        sa.UniqueConstraint("meeting", "question", name=op.f("uq_vote_meeting_question")),
    )
