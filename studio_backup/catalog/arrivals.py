"""Files on their way into the search: their paths registered, their versions laid ready for `catalog.presence`.

Both are done in steps, so that a first point of a million files never keeps others from writing for long. A path
without a version is never found; a run that died is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from studio_backup.catalog.folding import fold, initials
from studio_backup.catalog.presence import Root
from studio_backup.catalog.texts import read, stored

STEP: Final = 5_000
"""Files in one transaction: some 0.1 s."""

Begin = Callable[[Connection], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a point. `path`: as the point names it; `digest`: of its contents, hex ("" if there is none)."""

    path: str
    size: int
    mtime_ns: int
    digest: str


_MAKE: Final = (
    "CREATE TEMP TABLE IF NOT EXISTS arriving (path PRIMARY KEY, size INTEGER, mtime_ns INTEGER, digest) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS present (path_id INTEGER PRIMARY KEY, size INTEGER, mtime_ns INTEGER, digest)",
    "DELETE FROM temp.arriving",
    "DELETE FROM temp.present",
)
_DROP: Final = ("DROP TABLE IF EXISTS temp.arriving", "DROP TABLE IF EXISTS temp.present")

_NEW: Final = """
SELECT a.path FROM temp.arriving a
WHERE NOT EXISTS (SELECT 1 FROM file_path f WHERE f.root_id = ? AND f.path = a.path)"""

_READY: Final = """
INSERT OR REPLACE INTO temp.present (path_id, size, mtime_ns, digest)
SELECT f.id, a.size, a.mtime_ns, a.digest
FROM temp.arriving a CROSS JOIN file_path f WHERE f.root_id = ? AND f.path = a.path"""


def receive(connection: Connection, begin: Begin, root: Root, files: Iterable[FileRow]) -> None:
    """Fill `temp.present` with these files of `root`, each step within `begin`."""
    with begin(connection):
        _run(connection, _MAKE)
    for batch in _batches(files):
        with begin(connection):
            _take(connection, root, batch)


def clear(connection: Connection) -> None:
    """Remove the connection's own tables."""
    _run(connection, _DROP)


def drop_unused_paths(connection: Connection, begin: Begin, root: Root) -> None:
    """Forget the paths of a root of which no version is left, each step within `begin`.

    Nobody finds such a path; its number is never used again.
    """
    last = root.lowest
    while last:
        with begin(connection):
            last = _drop_some(connection, root, last)


_UNUSED: Final = """
SELECT id, path FROM file_path WHERE id BETWEEN ? AND ? AND NOT EXISTS (
    SELECT 1 FROM file_entry e WHERE e.path_id = id) ORDER BY id LIMIT ?"""


def _drop_some(connection: Connection, root: Root, first: int) -> int:
    """The last id that was dropped, 0 if there was none any more."""
    rows = connection.exec_driver_sql(_UNUSED, (first, root.highest, STEP)).fetchall()
    if not rows:
        return 0
    texts = [(int(row[0]), fold(read(row[1]))) for row in rows]
    connection.exec_driver_sql("INSERT INTO file_text (file_text, rowid, folded) VALUES ('delete', ?, ?)", texts)
    connection.exec_driver_sql("DELETE FROM file_path WHERE id = ?", [(number,) for number, _ in texts])
    return texts[-1][0]


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def _batches(files: Iterable[FileRow]) -> Iterator[list[tuple[str | bytes, int, int, str]]]:
    rows = ((stored(file.path), file.size, file.mtime_ns, file.digest) for file in files)
    while batch := list(islice(rows, STEP)):
        yield batch


def _take(connection: Connection, root: Root, batch: list[tuple[str | bytes, int, int, str]]) -> None:
    connection.exec_driver_sql("DELETE FROM temp.arriving")
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO temp.arriving (path, size, mtime_ns, digest) VALUES (?, ?, ?, ?)", batch
    )
    new = [row[0] for row in connection.exec_driver_sql(_NEW, (root.id,))]
    if new:
        _register(connection, root, new)
    connection.exec_driver_sql(_READY, (root.id,))


def _register(connection: Connection, root: Root, paths: list[str | bytes]) -> None:
    first = connection.exec_driver_sql("SELECT next_path FROM file_root WHERE id = ?", (root.id,)).scalar_one()
    numbers = range(root.lowest + first, root.lowest + first + len(paths))
    texts = [read(path) for path in paths]
    connection.exec_driver_sql(
        "INSERT INTO file_path (id, root_id, path, initials) VALUES (?, ?, ?, ?)",
        [(i, root.id, path, initials(text)) for i, path, text in zip(numbers, paths, texts, strict=True)],
    )
    connection.exec_driver_sql(
        "INSERT INTO file_text (rowid, folded) VALUES (?, ?)",
        [(i, fold(text)) for i, text in zip(numbers, texts, strict=True)],
    )
    connection.exec_driver_sql("UPDATE file_root SET next_path = ? WHERE id = ?", (first + len(paths), root.id))
