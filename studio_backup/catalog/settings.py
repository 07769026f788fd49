"""What a person typed that has no table of its own, by name."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import SettingModel

OWN: Final = "."
"""Names that begin so are the program's own notes about this catalog: they are not part of what a person typed."""


class KeyValue:
    """Settings by name. Each call is one durable transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def get(self, name: str) -> str | None:
        """The value, None if it was never put."""
        with self._catalog.reading() as session:
            row = session.get(SettingModel, name)
            return None if row is None else row.value

    def put(self, name: str, value: str) -> None:
        """Put or replace it."""
        with self._catalog.writing() as session:
            session.merge(SettingModel(name=name, value=value))

    def remove(self, name: str) -> None:
        """As if it had never been put."""
        with self._catalog.writing() as session:
            row = session.get(SettingModel, name)
            if row is not None:
                session.delete(row)

    def all(self) -> list[tuple[str, str]]:
        """Names and values, by name."""
        with self._catalog.reading() as session:
            rows = session.scalars(select(SettingModel))
            return sorted((row.name, row.value) for row in rows)
