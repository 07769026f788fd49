"""The table of recovery points, rebuilt from the vault's snapshots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import Final

from sqlalchemy import Connection, select

from studio_backup.catalog.arrivals import drop_unused_paths
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.entering import forget_point
from studio_backup.catalog.models import PointModel
from studio_backup.catalog.presence import Root
from studio_backup.catalog.texts import read, stored


@dataclass(frozen=True, slots=True)
class PointRow:
    """A recovery point. `id`: of its snapshot; `source`: path of the folder on its device; times in ns UTC.

    `flagged`: entries with a warning; `unreadable`: those of them whose contents are not in it as they were, and the
    path of one.
    """

    id: str
    collection: str
    wedding: str
    date: str
    source: str
    device: str
    number: int
    started_ns: int
    ended_ns: int
    partial: bool
    files: int
    bytes: int
    flagged: int
    unreadable: int = 0
    unreadable_example: str = ""


_COLUMNS: Final = tuple(field.name for field in fields(PointRow))
_PUT: Final = (
    f"INSERT INTO point ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
)


class PointTable:
    """Recovery points by id. Each call is one transaction. A point that goes takes its files out of the search."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def all(self) -> list[PointRow]:
        """All, oldest first."""
        wanted = select(PointModel).order_by(PointModel.started_ns, PointModel.number, PointModel.id)
        with self._catalog.reading() as session:
            return [_to_point(row) for row in session.scalars(wanted)]

    def add(self, row: PointRow) -> None:
        """Put one, replacing what was known of it."""
        with self._catalog.writing() as session:
            _put(session.connection(), [row])

    def remove(self, point_id: str) -> None:
        """Forget one; nothing happens if it is not known."""
        with self._catalog.long_writing() as connection:
            with self._catalog.step(connection):
                roots = _forget(connection, {point_id})
            self._tidy(connection, roots)

    def replace_all(self, rows: Iterable[PointRow]) -> None:
        """These and no others. Files of those that stay remain searchable."""
        wanted = list(rows)
        with self._catalog.long_writing() as connection:
            with self._catalog.step(connection):
                roots = _forget(connection, _ids(connection) - {row.id for row in wanted})
                _put(connection, wanted)
            self._tidy(connection, roots)

    def _tidy(self, connection: Connection, roots: set[Root]) -> None:
        for root in roots:
            drop_unused_paths(connection, self._catalog.step, root)


def _ids(connection: Connection) -> set[str]:
    return {read(row[0]) for row in connection.exec_driver_sql("SELECT id FROM point")}


def _forget(connection: Connection, point_ids: set[str]) -> set[Root]:
    """The roots which may have unused paths now."""
    roots = {forget_point(connection, point_id) for point_id in point_ids}
    if point_ids:
        connection.exec_driver_sql("DELETE FROM point WHERE id = ?", [(stored(point_id),) for point_id in point_ids])
    return {root for root in roots if root is not None}


def _put(connection: Connection, rows: list[PointRow]) -> None:
    if rows:
        connection.exec_driver_sql(_PUT, [_values(row) for row in rows])


def _values(row: PointRow) -> tuple[str | bytes | int, ...]:
    return tuple(stored(value) if isinstance(value, str) else value for value in astuple(row))


def _to_point(row: PointModel) -> PointRow:
    return PointRow(
        id=row.id,
        collection=row.collection,
        wedding=row.wedding,
        date=row.date,
        source=row.source,
        device=row.device,
        number=row.number,
        started_ns=row.started_ns,
        ended_ns=row.ended_ns,
        partial=row.partial,
        files=row.files,
        bytes=row.bytes,
        flagged=row.flagged,
        unreadable=row.unreadable,
        unreadable_example=row.unreadable_example,
    )
