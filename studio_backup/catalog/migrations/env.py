"""How Alembic runs a migration here: on the connection it is given, inside that connection's transaction."""

from __future__ import annotations

from alembic import context

from studio_backup.catalog.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
