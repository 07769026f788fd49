"""What a person decides: what a job was asked, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """From 0003."""
    op.add_column("job", sa.Column("asked", sa.Text(), nullable=False, server_default=""))
    op.add_column("job", sa.Column("told", sa.Text(), nullable=False, server_default=""))
    op.add_column("job", sa.Column("if_changed", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("job", sa.Column("estimated_s", sa.Float(), nullable=False, server_default="0"))
    _tokens()
    _answered()
    _policies()
    _verifications()


def _verifications() -> None:
    """What was read back, where and when."""
    texts = ("job", "level", "place", "wedding", "date", "how")
    times = ("begun_ns", "ended_ns")
    counts = ("objects", "read", "bytes_read", "damaged", "healed", "files", "bytes", "failed")
    op.create_table(
        "verification",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*times, *counts)),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("sample", "coverage", "seconds")),
    )
    op.create_index("verification_by_age", "verification", ["ended_ns", "id"])


def _tokens() -> None:
    """Foreign clients that may come in."""
    op.create_table(
        "token",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("added_ns", sa.Integer(), nullable=False),
    )


def _answered() -> None:
    """Answers to requests that bear a key."""
    op.create_table(
        "answered",
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("at_ns", sa.Integer(), nullable=False),
    )
    op.create_index("answered_by_age", "answered", ["at_ns"])


def _policies() -> None:
    """Policies, and sources which have one. Who set a level wanted another than normal."""
    texts = ("name", "template", "schedule", "retention", "tiers", "level")
    op.create_table(
        "policy",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("copies", "media", "places", "added_ns", "version")
        ),
    )
    op.add_column("source", sa.Column("policy", sa.Text(), nullable=False, server_default=""))
    op.add_column("source", sa.Column("level_of_policy", sa.Boolean(), nullable=False, server_default="0"))
    op.execute("UPDATE source SET level_of_policy = 1 WHERE level = 'normal'")
