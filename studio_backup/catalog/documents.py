"""Which sources ever held documents, by the names of their files: what the law wants kept is among those."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from studio_backup.catalog.database import Catalog
from studio_backup.catalog.presence import Root
from studio_backup.catalog.texts import read
from studio_backup.domain.file_kinds import file_kind


@dataclass(frozen=True, slots=True)
class KnownRoot:
    """A source of one device in one collection. `device`: its name; `source`: the folder's path there."""

    collection: str
    device: str
    source: str


class Documents:
    """Files of points are looked through once: what is remembered holds until new paths come."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._looked: dict[tuple[int, int], bool] = {}

    def roots(self) -> frozenset[KnownRoot]:
        """Those of whose points any holds a file that is neither media nor made by an editing program."""
        asked = "SELECT id, next_path, collection, device, source FROM file_root"
        with self._catalog.reading() as session:
            connection = session.connection()
            found = connection.exec_driver_sql(asked).all()
            before = self._looked
            self._looked = {
                (int(row[0]), int(row[1])): self._any(connection, before, int(row[0]), int(row[1])) for row in found
            }
            return frozenset(
                KnownRoot(read(row[2]), read(row[3]), read(row[4]))
                for row in found
                if self._looked[int(row[0]), int(row[1])]
            )

    def _any(self, connection: Connection, before: dict[tuple[int, int], bool], root_id: int, paths: int) -> bool:
        if (root_id, paths) in before:
            return before[root_id, paths]
        root = Root(root_id)
        rows = connection.exec_driver_sql(
            "SELECT path FROM file_path WHERE id BETWEEN ? AND ?", (root.lowest, root.highest)
        )
        return any(file_kind(read(row[0]).encode("utf-8", "surrogateescape")) == "other" for row in rows)
