"""Sources, jobs, alerts and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """From an empty file."""
    _source()
    _job()
    _alert()
    op.create_table("setting", _key("name"), _text("value"))


def _source() -> None:
    op.create_table(
        "source",
        _key("id"),
        *map(_text, ("path", "wedding", "date", "excludes")),
        sa.Column("settle_s", sa.Float(), nullable=False),
        _text("level"),
        *map(_whole, ("added_ns", "version")),
    )


def _job() -> None:
    op.create_table(
        "job",
        _key("id"),
        *map(_text, ("kind", "level", "state", "stage", "wedding", "date", "source", "tier")),
        *map(_whole, ("created_ns", "started_ns", "ended_ns", "deadline_ns", "captured_ns", "size")),
        _text("needs"),
        sa.Column("paused", sa.Boolean(), nullable=False),
        _text("waits_for"),
        *map(_whole, ("attempts", "retry_ns")),
        *map(_text, ("error", "hint", "warnings", "points")),
        *map(_whole, ("done_files", "done_bytes")),
        sa.Column("total_files", sa.Integer()),
        sa.Column("total_bytes", sa.Integer()),
        _text("item"),
        sa.Column("cpu_s", sa.Float(), nullable=False),
        *map(_whole, ("peak_bytes", "bytes_read", "bytes_stored", "bytes_sent")),
    )
    op.create_index("job_by_age", "job", ["created_ns", "id"])
    op.create_index("job_by_state", "job", ["state"])


def _alert() -> None:
    op.create_table(
        "alert",
        _key("id"),
        sa.Column("since_ns", sa.Integer(), primary_key=True, nullable=False),
        *map(_text, ("kind", "severity", "cause", "message", "mend")),
        *map(_whole, ("cleared_ns", "acknowledged_ns")),
        _text("acknowledged_by"),
        _whole("snoozed_until_ns"),
        _text("decision"),
    )
    op.create_index("alert_open", "alert", ["id"], unique=True, sqlite_where=sa.text("cleared_ns = 0"))
    op.create_index("alert_by_age", "alert", ["cleared_ns"])


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)
