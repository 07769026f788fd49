"""Points entering and leaving the search."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.presence import Root, enter, free_position, leave
from studio_backup.catalog.texts import stored

_ROOT_OF: Final = """
SELECT r.id FROM point p
JOIN file_root r ON r.collection = p.collection AND r.device = p.device AND r.source = p.source WHERE p.id = ?"""

_MAKE_ROOT: Final = """
INSERT INTO file_root (collection, device, source, next_path)
SELECT collection, device, source, 1 FROM point WHERE id = ?"""


def is_entered(connection: Connection, point_id: str) -> bool:
    """Whether the files of this point can be searched."""
    found = connection.exec_driver_sql("SELECT 1 FROM file_point WHERE point_id = ?", (stored(point_id),))
    return found.first() is not None


def root_of(connection: Connection, point_id: str) -> Root:
    """The root a point belongs to, made if it is its first. NotFoundError for a point the catalog does not know."""
    there = connection.exec_driver_sql(_ROOT_OF, (stored(point_id),)).scalar()
    if there is None:
        if not connection.exec_driver_sql(_MAKE_ROOT, (stored(point_id),)).rowcount:
            raise NotFoundError("The catalog does not know this recovery point.", hint="Enter the point first.")
        there = connection.exec_driver_sql(_ROOT_OF, (stored(point_id),)).scalar_one()
    return Root(int(there))


def enter_point(connection: Connection, point_id: str, root: Root) -> None:
    """The files in `temp.present` are those of this point. Within the caller's transaction."""
    started = connection.exec_driver_sql("SELECT started_ns FROM point WHERE id = ?", (stored(point_id),)).scalar()
    if started is None or is_entered(connection, point_id):
        return  # it was removed, or entered by another thread, while its files were read
    here = free_position(connection, root, int(started))
    enter(connection, root, here)
    connection.exec_driver_sql(
        "INSERT INTO file_point (point_id, root_id, position) VALUES (?, ?, ?)", (stored(point_id), root.id, here)
    )


def forget_point(connection: Connection, point_id: str) -> Root | None:
    """Take the files which only this point holds out of the search. Within the caller's transaction.

    The root whose unused paths may be dropped afterwards, None if the point was not entered.
    """
    row = connection.exec_driver_sql(
        "SELECT root_id, position FROM file_point WHERE point_id = ?", (stored(point_id),)
    ).first()
    if row is None:
        return None
    root = Root(int(row[0]))
    leave(connection, root, int(row[1]))
    connection.exec_driver_sql("DELETE FROM file_point WHERE point_id = ?", (stored(point_id),))
    return root
