"""Weddings as the studio knows them: what a person typed of one, and what calendars say of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """From 0004."""
    _weddings()
    _point_contents()
    _calendars()
    _matching()


def _weddings() -> None:
    """Booked weddings, and the events of calendars which are one."""
    op.create_table(
        "wedding",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "date", "zone", "made", "typed")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("added_ns", "version")),
    )
    op.create_index("wedding_by_date", "wedding", ["date", "id"])
    op.create_table(
        "wedding_event",
        sa.Column("calendar", sa.Text(), primary_key=True, nullable=False),
        sa.Column("event", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("wedding", "says", "decision")),
        sa.Column("gone_ns", sa.Integer(), nullable=False),
    )
    op.create_index("wedding_event_of", "wedding_event", ["wedding"])


def _point_contents() -> None:
    """What points hold by class, and when the oldest byte new in them appeared."""
    op.create_table(
        "point_content",
        sa.Column("point_id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("appeared_ns", sa.Integer(), nullable=False),
    )


def _matching() -> None:
    """What was decided of folders, and which wait to be assigned."""
    op.create_table(
        "folder_decision",
        sa.Column("path", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("state", "by", "wedding", "date", "source", "made")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("why", "clocks")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("at_ns", "settled_ns", "version")),
        sa.Column("loose", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "found_folder",
        sa.Column("path", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("source", "cameras")),
        sa.Column("loose", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("media", "bytes", "unread", "others", "newest_ns", "found_ns")
        ),
    )


def _calendars() -> None:
    """Calendars, how their polls went, and what the last good one told."""
    op.create_table(
        "calendar",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("name", "kind", "path", "shown", "zone", "rules", "chosen")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("added_ns", "version")),
    )
    times = ("read_ns", "polled_ns", "good_ns", "next_ns")
    op.create_table(
        "calendar_poll",
        sa.Column("calendar", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("etag", "modified", "digest")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*times, "failures")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("trouble", "hint", "skipped")),
    )
    op.create_table(
        "calendar_event",
        sa.Column("calendar", sa.Text(), primary_key=True, nullable=False),
        sa.Column("uid", sa.Text(), primary_key=True, nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("wedding", sa.Boolean(), nullable=False),
    )
