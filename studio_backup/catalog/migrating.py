"""Bringing the tables to the newest revision, in one transaction."""

from __future__ import annotations

import os

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "migrations")


def revisions() -> tuple[str, ...]:
    """All revisions this program knows, oldest first."""
    walked = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in walked]))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the missing migrations; the caller's transaction is committed or rolled back by the caller."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", _FOLDER.replace("%", "%%"))
    return config
