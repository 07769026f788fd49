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
