"""The search for files over all weddings and all times."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from studio_backup.catalog.arrivals import FileRow as FileRow
from studio_backup.catalog.arrivals import clear, drop_unused_paths, receive
from studio_backup.catalog.asking import Question, Span, answers, question
from studio_backup.catalog.columns import LARGEST
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.emptying import forget_vault
from studio_backup.catalog.entering import enter_point, forget_point, is_entered, root_of
from studio_backup.catalog.presence import Root
from studio_backup.catalog.texts import read, stored

VERSIONS: Final = 10
"""Of one path a search shows so many versions, the newest; `versions` shows all."""

_ALL: Final = Span(0, LARGEST)


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was from one point to another.

    `first_ns`, `last_ns`: start of the first and the last of these points, ns UTC. `point`: id of the last one.
    """

    path: str
    size: int
    mtime_ns: int
    wedding: str
    first_ns: int
    last_ns: int
    point: str


_ROOTS: Final = """
SELECT r.id FROM file_root r WHERE EXISTS (
    SELECT 1 FROM file_point fp JOIN point p ON p.id = fp.point_id
    WHERE fp.root_id = r.id AND fp.position <= ? AND (? = '' OR p.wedding = ?))
ORDER BY r.id DESC"""

_VERSIONS: Final = """
SELECT j.key, e.path_id, e.size, e.mtime_ns, e.first_ns, e.gone_ns FROM json_each(?) j JOIN file_entry e
ON e.path_id = j.value AND e.first_ns IN (
    SELECT o.first_ns FROM file_entry o WHERE o.path_id = j.value AND o.first_ns <= ?
    ORDER BY o.first_ns DESC LIMIT ?)
WHERE e.gone_ns > ? ORDER BY j.key, e.first_ns DESC"""

_HOLDER: Final = """
SELECT p.wedding, p.started_ns, p.id FROM file_point fp JOIN point p ON p.id = fp.point_id
WHERE fp.root_id = ? AND fp.position < ? ORDER BY fp.position DESC LIMIT 1"""

_FIRST: Final = """
SELECT p.started_ns FROM file_point fp JOIN point p ON p.id = fp.point_id WHERE fp.root_id = ? AND fp.position = ?"""


class FileSearch:
    """Files of all points whose rows are in the table of points."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def add_point(self, point_id: str, files: Iterable[FileRow]) -> None:
        """Make the files of a point searchable, all at once at the end; `files` is read only if they are not yet.

        The point must be in the table of points: else NotFoundError. Others may write meanwhile.
        """
        with self._catalog.long_writing() as connection:
            with self._catalog.step(connection):
                if is_entered(connection, point_id):
                    return
                root = root_of(connection, point_id)
            try:
                receive(connection, self._catalog.step, root, files)
                with self._catalog.step(connection):
                    enter_point(connection, point_id, root)
            finally:
                with self._catalog.step(connection):
                    clear(connection)

    def remove_point(self, point_id: str) -> None:
        """Take what only this point holds out of the search; nothing happens if it is not in it."""
        with self._catalog.long_writing() as connection:
            with self._catalog.step(connection):
                root = forget_point(connection, point_id)
            if root is not None:
                drop_unused_paths(connection, self._catalog.step, root)

    def count(self) -> int:
        """How many versions of files there are."""
        with self._catalog.reading() as session:
            return int(session.connection().exec_driver_sql("SELECT count(*) FROM file_entry").scalar_one())

    def forget_all(self) -> None:
        """Let go of all points and their files, to make them anew: see `catalog.emptying`."""
        forget_vault(self._catalog)

    def points(self) -> set[str]:
        """Ids of the points whose files can be searched."""
        with self._catalog.reading() as session:
            rows = session.connection().exec_driver_sql("SELECT point_id FROM file_point")
            return {read(row[0]) for row in rows}

    def search(
        self, text: str, limit: int, wedding: str = "", at_ns: int | None = None, versions: int = VERSIONS
    ) -> list[Found]:
        """Files in whose path each word of `text` stands, whatever its case and accents; newest folders first.

        One or two characters alone ask for file names that begin so. `wedding`: only its files. `at_ns`: only what the
        newest point at that moment held. Of one path at most `versions` versions, newest first.
        """
        asked = question(text)
        if asked is None or limit <= 0:
            return []
        with self._catalog.reading() as session:
            return _found(session.connection(), asked, limit, wedding, at_ns, versions)

    def versions(self, path: str, wedding: str = "") -> list[Found]:
        """All versions of exactly this path, newest first within each source."""
        with self._catalog.reading() as session:
            connection = session.connection()
            rows = connection.exec_driver_sql(
                "SELECT id FROM file_path WHERE path = ? ORDER BY id DESC", (stored(path),)
            )
            paths = [(int(row[0]), path) for row in rows]
            return [one for one in _versions(connection, paths, None, LARGEST) if wedding in ("", one.wedding)]


def _found(
    connection: Connection, asked: Question, limit: int, wedding: str, at_ns: int | None, versions: int
) -> list[Found]:
    found: list[Found] = []
    for span in _spans(connection, wedding, at_ns):
        for paths in answers(connection, asked, span):
            found += islice(_versions(connection, paths, at_ns, versions), limit - len(found))
            if len(found) == limit:
                return found
    return found


def _spans(connection: Connection, wedding: str, at_ns: int | None) -> list[Span]:
    """The ranges of ids in which there can be answers, roots side by side joined."""
    if not wedding and at_ns is None:
        return [_ALL]
    values = (LARGEST if at_ns is None else at_ns, stored(wedding), stored(wedding))
    spans: list[Span] = []
    for row in connection.exec_driver_sql(_ROOTS, values):
        root = Root(int(row[0]))
        if spans and spans[-1].lowest == root.highest + 1:
            spans[-1] = Span(root.lowest, spans[-1].highest)
        else:
            spans.append(Span(root.lowest, root.highest))
    return spans


def _versions(
    connection: Connection, paths: list[tuple[int, str]], at_ns: int | None, versions: int
) -> Iterator[Found]:
    numbers = json.dumps([number for number, _ in paths])
    values = (numbers, LARGEST, versions, 0) if at_ns is None else (numbers, at_ns, 1, at_ns)
    for row in connection.exec_driver_sql(_VERSIONS, values).fetchall():
        index, number, size, mtime_ns, first, gone = map(int, row)
        root, end = number >> 32, gone if at_ns is None else min(gone, at_ns + 1)
        wedding, last_ns, point = connection.exec_driver_sql(_HOLDER, (root, end)).one()
        first_ns = connection.exec_driver_sql(_FIRST, (root, first)).scalar_one()
        yield Found(paths[index][1], size, mtime_ns, read(wedding), int(first_ns), int(last_ns), read(point))
