"""The table of recovery points, rebuilt from the vault's snapshots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from studio_backup.catalog.database import Catalog
from studio_backup.catalog.entering import forget_point
from studio_backup.catalog.models import PointModel
from studio_backup.catalog.texts import stored


@dataclass(frozen=True, slots=True)
class PointRow:
    """A recovery point. `id`: of its snapshot; `source`: path of the folder on its device; times in ns UTC."""

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
        with self._catalog.writing() as session:
            _forget(session.connection(), point_id)

    def replace_all(self, rows: Iterable[PointRow]) -> None:
        """These and no others. Files of those that stay remain searchable."""
        wanted = list(rows)
        with self._catalog.writing() as session:
            for gone in _ids(session) - {row.id for row in wanted}:
                _forget(session.connection(), gone)
            _put(session.connection(), wanted)


def _ids(session: Session) -> set[str]:
    return set(session.scalars(select(PointModel.id)))


def _put(connection: Connection, rows: list[PointRow]) -> None:
    if rows:
        connection.exec_driver_sql(_PUT, [_values(row) for row in rows])


def _values(row: PointRow) -> tuple[str | bytes | int, ...]:
    return tuple(stored(value) if isinstance(value, str) else value for value in astuple(row))


def _forget(connection: Connection, point_id: str) -> None:
    forget_point(connection, point_id)
    connection.exec_driver_sql("DELETE FROM point WHERE id = ?", (stored(point_id),))


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
    )
