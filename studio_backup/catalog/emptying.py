"""Letting go of all that the catalog knows of the vault, before it is made anew from the vault alone."""

from __future__ import annotations

from typing import Final

from studio_backup.catalog.database import Catalog

_ALL: Final = (
    "DELETE FROM file_entry",
    "DELETE FROM file_point",
    "DELETE FROM file_path",
    "DELETE FROM file_root",
    "INSERT INTO file_text (file_text) VALUES ('delete-all')",
    "DELETE FROM point",
)


def forget_vault(catalog: Catalog) -> None:
    """No point and no file is known any more; what a person typed, jobs and measurements stay. All or nothing."""
    with catalog.writing() as session:
        for statement in _ALL:
            session.connection().exec_driver_sql(statement)
