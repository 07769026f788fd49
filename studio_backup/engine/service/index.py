"""Keeping the catalog's points and files equal to what the vault holds."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from studio_backup.base.control import CancelToken
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileSearch
from studio_backup.engine.jobs.point_rows import (
    KnownPoint,
    KnownPoints,
    News,
    file_rows,
    known_points,
    news_of,
    row_of,
    unreadable_in,
)
from studio_backup.engine.studio import Studio


class Index:
    """Points and files in the catalog. One writer at a time; `rows` is answered from memory.

    A point's row and its files are two transactions: what an engine that died left without its files is read again.
    """

    def __init__(self, points: PointTable, search: FileSearch) -> None:
        self._points, self._search = points, search
        self._mutex = threading.Lock()
        self._rows: dict[str, PointRow] = {row.id: row for row in points.all()}
        searchable = search.points()
        self._unread = {row.id for row in self._rows.values() if not row.partial and row.id not in searchable}
        self._known: dict[str, KnownPoint] = {}
        self._news: dict[str, News] = {}
        self._settings: tuple[PointRow, ...] = ()

    def rows(self) -> list[PointRow]:
        """All recovery points known here, oldest first."""
        return sorted(self._rows.values(), key=lambda row: (row.started_ns, row.number, row.id))

    def settings_rows(self) -> tuple[PointRow, ...]:
        """The points of what people typed: no part of the catalog, but copied like all others."""
        return self._settings

    def row(self, point: str) -> PointRow | None:
        """One of them."""
        return self._rows.get(point)

    def news(self, studio: Studio, point: str, cancel: CancelToken) -> News:
        """What was new in a point; looked up in the vault once."""
        known = self._known.get(point)
        if point not in self._news and known is not None:
            self._news[point] = news_of(studio, known, cancel=cancel)
        return self._news.get(point, News(0, 0))

    def update(self, studio: Studio, cancel: CancelToken) -> list[KnownPoint]:
        """Take in what is new in the vault, and let go of what is gone; returns the new points, oldest first."""
        with self._mutex:
            known = known_points(studio)
            fresh = [one for one in known.points if one.point.id not in self._rows or one.point.id in self._unread]
            if not known.problems:  # a point that cannot be read now is not gone
                self._forget(set(self._rows) - {one.point.id for one in known.points})
            self._take(studio, known, fresh, cancel)
        return fresh

    def rebuild(self, studio: Studio, cancel: CancelToken) -> int:
        """Make it all anew from the vault alone; returns how many points there are. `rows` is answered meanwhile."""
        with self._mutex:
            known = known_points(studio)
            self._unread |= set(self._rows)  # a rebuild which is stopped is finished by the next update
            self._search.forget_all()
            self._forget(set(self._rows) - {one.point.id for one in known.points})
            self._take(studio, known, known.points, cancel)
            return len(self._rows)

    def _take(self, studio: Studio, known: KnownPoints, fresh: Iterable[KnownPoint], cancel: CancelToken) -> None:
        self._known = {one.point.id: one for one in (*known.points, *known.settings)}
        self._settings = tuple(row_of(one, known.devices) for one in known.settings)
        for one in fresh:
            cancel.check()
            row = row_of(one, known.devices, unreadable_in(studio, one, cancel=cancel))
            self._points.add(row)
            if not row.partial:
                self._search.add_point(row.id, file_rows(studio, one, cancel=cancel))
            self._rows[row.id] = row
            self._unread.discard(row.id)

    def _forget(self, gone: Iterable[str]) -> None:
        for point in gone:
            self._search.remove_point(point)
            self._points.remove(point)
            del self._rows[point]
            self._unread.discard(point)
            self._news.pop(point, None)
