"""Which version of which file was there from which point to which.

A root is one source of one device in one collection; its points stand on one time line. For each path the table
`file_entry` holds one row for as long as the file stayed the same from point to point: a point which changes ten files
of 200,000 writes ten rows. Points may be entered and removed in any order; the rows depend only on which are there.

The connection's own table `temp.present` (made by `catalog.arrivals`) holds the files of the point to be entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from studio_backup.catalog.columns import LARGEST

STILL: Final = LARGEST
"""`gone_ns` of a file that is in the newest point of its root."""

_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class Root:
    """A root by number. The ids of its paths lie in one range, so that a search can be narrowed to it."""

    id: int

    @property
    def lowest(self) -> int:
        """The lowest id a path of it can have."""
        return self.id << _BITS

    @property
    def highest(self) -> int:
        """The highest."""
        return self.lowest | ((1 << _BITS) - 1)


_SAME: Final = (
    "SELECT 1 FROM temp.present n WHERE n.path_id = file_entry.path_id AND n.digest = file_entry.digest "
    "AND n.size = file_entry.size AND n.mtime_ns = file_entry.mtime_ns"
)

_SPLIT: Final = f"""
INSERT INTO file_entry (path_id, first_ns, gone_ns, size, mtime_ns, digest)
SELECT path_id, :next, gone_ns, size, mtime_ns, digest FROM file_entry
WHERE path_id BETWEEN :lowest AND :highest AND first_ns < :here AND gone_ns > :next AND NOT EXISTS ({_SAME})"""

_CLOSE: Final = f"""
UPDATE file_entry SET gone_ns = :here
WHERE path_id BETWEEN :lowest AND :highest AND first_ns < :here AND gone_ns >= :next AND NOT EXISTS ({_SAME})"""

_EXTEND: Final = f"""
UPDATE file_entry SET first_ns = :here
WHERE path_id BETWEEN :lowest AND :highest AND first_ns = :next AND EXISTS ({_SAME})"""

_BEGIN: Final = """
INSERT INTO file_entry (path_id, first_ns, gone_ns, size, mtime_ns, digest)
SELECT path_id, :here, :next, size, mtime_ns, digest FROM temp.present n
WHERE NOT EXISTS (
    SELECT 1 FROM file_entry o WHERE o.path_id = n.path_id AND o.first_ns <= :here AND o.gone_ns > :here)"""

_DROP: Final = """
DELETE FROM file_entry
WHERE path_id BETWEEN :lowest AND :highest AND first_ns = :here AND gone_ns = :next"""

_LATER: Final = """
UPDATE file_entry SET first_ns = :next WHERE path_id BETWEEN :lowest AND :highest AND first_ns = :here"""

_JOIN: Final = """
UPDATE file_entry SET gone_ns = coalesce((
    SELECT n.gone_ns FROM file_entry n
    WHERE n.path_id = file_entry.path_id AND n.first_ns = :next AND n.digest = file_entry.digest
    AND n.size = file_entry.size AND n.mtime_ns = file_entry.mtime_ns), :next)
WHERE path_id BETWEEN :lowest AND :highest AND gone_ns = :here"""

_JOINED: Final = """
DELETE FROM file_entry
WHERE path_id BETWEEN :lowest AND :highest AND first_ns = :next AND EXISTS (
    SELECT 1 FROM file_entry o WHERE o.path_id = file_entry.path_id AND o.first_ns < :next AND o.gone_ns > :next)"""


def free_position(connection: Connection, root: Root, started_ns: int) -> int:
    """Where a point that began then stands: at that moment, or the next free one (clocks may stand still)."""
    position = started_ns
    while _one(connection, "SELECT 1 FROM file_point WHERE root_id = ? AND position = ?", root.id, position):
        position += 1
    return position


def enter(connection: Connection, root: Root, here: int) -> None:
    """The files in `temp.present` were there at the point `here`, which is not on the time line yet."""
    line = _line(connection, root, here)
    for statement in (_SPLIT, _CLOSE, _EXTEND, _BEGIN) if line["next"] != STILL else (_CLOSE, _BEGIN):
        connection.exec_driver_sql(statement, line)


def leave(connection: Connection, root: Root, here: int) -> None:
    """The point `here` never was."""
    line = _line(connection, root, here)
    for statement in (_DROP, _LATER, _JOIN, _JOINED):
        connection.exec_driver_sql(statement, line)


def _line(connection: Connection, root: Root, here: int) -> dict[str, int]:
    after = _one(connection, "SELECT min(position) FROM file_point WHERE root_id = ? AND position > ?", root.id, here)
    return {"here": here, "next": after or STILL, "lowest": root.lowest, "highest": root.highest}


def _one(connection: Connection, statement: str, *values: int) -> int:
    found = connection.exec_driver_sql(statement, values).scalar()
    return found if isinstance(found, int) else 0
