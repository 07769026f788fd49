"""What lay in a folder when it was dismissed, and whose it was before it was assigned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """From 0005. Of earlier dismissals nobody knows what they covered: those folders are asked for once more."""
    for name in ("covered", "was_wedding", "was_date"):
        op.add_column("folder_decision", sa.Column(name, sa.Text(), nullable=False, server_default=""))
