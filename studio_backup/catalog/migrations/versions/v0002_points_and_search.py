"""Recovery points, the search over their files, and measurements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """From 0001."""
    _point()
    _measurement()
    _file_root()
    _file_point()
    _file_path()
    _file_entry()
    # Three characters in any place; which path they stand in, not where. Texts are folded before they come here.
    op.execute(
        "CREATE VIRTUAL TABLE file_text USING fts5(folded, content='', columnsize=0, detail=none, "
        "tokenize='trigram case_sensitive 1')"
    )


def _point() -> None:
    op.create_table(
        "point",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *map(_text, ("collection", "wedding", "date", "source", "device")),
        *map(_whole, ("number", "started_ns", "ended_ns")),
        sa.Column("partial", sa.Boolean(), nullable=False),
        *map(_whole, ("files", "bytes", "flagged")),
    )
    op.create_index("point_by_wedding", "point", ["wedding"])
    op.create_index("point_by_age", "point", ["started_ns", "number", "id"])


def _measurement() -> None:
    op.create_table(
        "measurement",
        *map(_text, ("series", "labels")),
        *map(_whole, ("start_ns", "span_ns", "count")),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("total", "least", "most", "last")),
        _whole("last_ns"),
        sa.PrimaryKeyConstraint("series", "labels", "start_ns", "span_ns"),
        sqlite_with_rowid=False,
    )


def _file_root() -> None:
    op.create_table(
        "file_root",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        *map(_text, ("collection", "device", "source")),
        _whole("next_path"),
    )
    op.create_index("file_root_of", "file_root", ["collection", "device", "source"], unique=True)


def _file_point() -> None:
    op.create_table(
        "file_point",
        sa.Column("point_id", sa.Text(), sa.ForeignKey("point.id"), primary_key=True, nullable=False),
        sa.Column("root_id", sa.Integer(), sa.ForeignKey("file_root.id"), nullable=False),
        _whole("position"),
    )
    op.create_index("file_point_on", "file_point", ["root_id", "position"], unique=True)


def _file_path() -> None:
    op.create_table(
        "file_path",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("root_id", sa.Integer(), sa.ForeignKey("file_root.id"), nullable=False),
        *map(_text, ("path", "initials")),
    )
    op.create_index("file_path_of", "file_path", ["root_id", "path"], unique=True)
    op.create_index("file_path_initials", "file_path", ["initials", "id"])
    op.create_index("file_path_initial", "file_path", [sa.text("substr(initials, 1, 1)"), "id"])


def _file_entry() -> None:
    op.create_table(
        "file_entry",
        sa.Column("path_id", sa.Integer(), sa.ForeignKey("file_path.id"), nullable=False),
        *map(_whole, ("first_ns", "gone_ns", "size", "mtime_ns")),
        _text("digest"),
        sa.PrimaryKeyConstraint("path_id", "first_ns"),
        sqlite_with_rowid=False,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)
