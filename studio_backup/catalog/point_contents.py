"""The table of what points hold by class: told from their trees, and made anew from the vault like the points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from studio_backup.catalog.database import Catalog
from studio_backup.catalog.texts import read, stored
from studio_backup.domain.point_content import PointContent

_PUT: Final = (
    "INSERT INTO point_content (point_id, content, appeared_ns) VALUES (?, ?, 0) "
    "ON CONFLICT (point_id) DO UPDATE SET content = excluded.content"
)
_APPEARED: Final = (
    "INSERT INTO point_content (point_id, content, appeared_ns) VALUES (?, '', ?) "
    "ON CONFLICT (point_id) DO UPDATE SET appeared_ns = excluded.appeared_ns"
)


class PointContents:
    """By a point's id. Each call is one transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def all(self) -> dict[str, PointContent]:
        """Of every point of which it is known; what cannot be read is not known."""
        with self._catalog.reading() as session:
            rows = session.connection().exec_driver_sql("SELECT point_id, content FROM point_content").all()
        found = ((read(row[0]), _content(read(row[1]))) for row in rows)
        return {id: content for id, content in found if content is not None}

    def appeared(self) -> dict[str, int]:
        """When the oldest byte new in a point appeared in its source, ns UTC; of points of which it is known."""
        asked = "SELECT point_id, appeared_ns FROM point_content WHERE appeared_ns > 0"
        with self._catalog.reading() as session:
            rows = session.connection().exec_driver_sql(asked).all()
        return {read(row[0]): int(row[1]) for row in rows}

    def put(self, point: str, content: PointContent) -> None:
        """Keep what a point holds."""
        with self._catalog.writing() as session:
            told = msgspec.json.encode(content).decode("utf-8")
            session.connection().exec_driver_sql(_PUT, (stored(point), stored(told)))

    def put_appeared(self, points: Iterable[str], appeared_ns: int) -> None:
        """Keep when what is new in them appeared."""
        wanted = [(stored(point), appeared_ns) for point in points]
        if wanted:
            with self._catalog.writing() as session:
                session.connection().exec_driver_sql(_APPEARED, wanted)

    def remove(self, point: str) -> None:
        """Forget one; nothing happens if it is not known."""
        with self._catalog.writing() as session:
            session.connection().exec_driver_sql("DELETE FROM point_content WHERE point_id = ?", (stored(point),))


def _content(told: str) -> PointContent | None:
    try:
        return msgspec.json.decode(told, type=PointContent) if told else None
    except msgspec.MsgspecError:
        return None
