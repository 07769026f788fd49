"""How deep a verification goes; how many files of a point could not be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """From 0002."""
    op.add_column("job", sa.Column("depth", sa.Text(), nullable=False, server_default="read"))
    op.add_column("job", sa.Column("sample", sa.Float(), nullable=False, server_default="100"))
    op.add_column("point", sa.Column("unreadable", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("point", sa.Column("unreadable_example", sa.Text(), nullable=False, server_default=""))
    # Which of the warnings were about unreadable files is not known of older points: rather one alert too many.
    op.execute("UPDATE point SET unreadable = flagged")
