"""Step 4: what the plan and coming back to it need; deliverables become a checklist with dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

_LINKS = ("capabilities", "clauses", "risks", "actions")


def upgrade(op: Operations) -> None:
    """Make the new tables, add what actions and assessments gained, and turn deliverables into a checklist."""
    _settings(op)
    _suggestions(op)
    _agreements(op)
    _coming_back(op)
    _actions(op)
    op.add_column("assessment", _list("consents"))
    op.add_column("assessment", _list("reopened"))
    op.add_column("assessment", _added("carried_from", "''"))
    _checklists(op.get_bind())


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _maybe(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def _list(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), server_default="[]", nullable=False)


def _added(name: str, default: str, kind: Any = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.String(), server_default=sa.text(default), nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _table(op: Operations, name: str, *parts: Any, many: bool = True) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f(f"fk_{name}_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    if many:
        op.create_index(op.f(f"ix_{name}_assessment"), name, ["assessment"], unique=False)


def _settings(op: Operations) -> None:
    _table(
        op,
        "plan_settings",
        *_maybe(sa.String(), "start"),
        _whole("capacity"),
        _list("holidays"),
        _list("weights"),
        *_text("method"),
        _whole("review_months"),
        sa.UniqueConstraint("assessment", name=op.f("uq_plan_settings_assessment")),
        many=False,
    )


def _suggestions(op: Operations) -> None:
    _table(op, "dismissal", *_text("key", "title", "reason"), _whole("position"))
    _table(
        op,
        "variant",
        *_text("title"),
        _list("actions"),
        *_maybe(sa.Float(), "capacity_days"),
        *_text("note"),
        _whole("position"),
    )


def _agreements(op: Operations) -> None:
    _table(
        op,
        "agreement",
        *_text("code", "title", "partner", "purpose"),
        *map(_list, ("needs", "wanted", "offered")),
        *_text("workstream"),
        *map(_list, ("included", "excluded")),
        *_text("meetings"),
        *_maybe(sa.String(), "start", "finish"),
        *map(_list, ("acceptance", "actions", "consents")),
        *_text("note"),
        _whole("position"),
    )
    _table(
        op,
        "daily_update",
        *_text("day", "who", "last", "following", "blocker", "obstacle"),
        _whole("seconds"),
        _whole("position"),
    )


def _coming_back(op: Operations) -> None:
    _table(
        op,
        "snapshot",
        _whole("number"),
        *_text("name", "taken_on", "by", "note", "sha256", "pack"),
        _whole("position"),
        sa.ForeignKeyConstraint(["pack"], ["pack.id"], name=op.f("fk_snapshot_pack")),
        sa.UniqueConstraint("assessment", "number", name=op.f("uq_snapshot_assessment_number")),
    )
    op.create_index(op.f("ix_snapshot_pack"), "snapshot", ["pack"], unique=False)
    _table(
        op,
        "review",
        *_text("code", "title"),
        *_maybe(sa.String(), "day"),
        *_text("users", "view", "measure", "unit"),
        sa.Column("lower_is_better", sa.Boolean(), nullable=False),
        *_maybe(sa.Float(), "before", "now"),
        *_text("verdict", "change", "reason", "owner"),
        *_maybe(sa.String(), "due"),
        *map(_list, _LINKS),
        _whole("position"),
    )
    _table(
        op,
        "trade_off",
        *_text("code", "title", "context"),
        *map(_list, ("criteria", "options")),
        *_maybe(sa.Integer(), "choice"),
        *_text("reason", "consequences", "decided_by"),
        *_maybe(sa.String(), "day"),
        *map(_list, _LINKS),
        _whole("position"),
    )


def _actions(op: Operations) -> None:
    for column in (
        _list("questions"),
        _added("accountable", "''"),
        *map(_list, ("responsible", "consulted", "informed")),
        _added("urgency", "'normal'"),
        _added("confidence", "'medium'"),
        *_maybe(sa.Float(), "reach", "impact", "delay_cost"),
        *_maybe(sa.Integer(), "value_points", "time_points", "risk_points", "size_points"),
        *_maybe(sa.Float(), "actual"),
        *_maybe(sa.String(), "baseline_on", "actual_on"),
        _added("window", "''"),
        _added("source", "''"),
        _added("before_measured", "0", sa.Boolean()),
        _added("actual_measured", "0", sa.Boolean()),
        _added("project", "0", sa.Boolean()),
        _added("benefits", "''"),
        _list("tell"),
    ):
        op.add_column("action", column)


def _checklists(connection: sa.Connection) -> None:
    """Each line of deliverables becomes one that has a day and can be ticked; in the history too, or it could not be read."""
    rows = connection.exec_driver_sql("SELECT id, deliverables FROM action WHERE deliverables != '[]'").all()
    for row_id, words in rows:
        values = (json.dumps(_checklist(json.loads(words))), row_id)
        connection.exec_driver_sql("UPDATE action SET deliverables = ? WHERE id = ?", values)
    for side in ("before", "after"):
        lines = connection.exec_driver_sql(f"SELECT seq, {side} FROM history WHERE kind = 'action'").all()
        for seq, packed in lines:
            values = json.loads(packed) if packed else None
            if values and values.get("deliverables"):
                values["deliverables"] = _checklist(values["deliverables"])
                connection.exec_driver_sql(
                    f"UPDATE history SET {side} = ? WHERE seq = ?",
                    (json.dumps(values), seq),
                )


def _checklist(words: list[Any]) -> list[Any]:
    """An empty line was no deliverable."""
    made = ({"title": each, "due": None, "done": False} if isinstance(each, str) else each for each in words)
    return [each for each in made if str(each["title"]).strip()]
