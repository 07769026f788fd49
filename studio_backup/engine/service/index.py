"""Keeping the catalog's points and files equal to what the vault holds."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.catalog.point_contents import PointContents
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileRow, FileSearch
from studio_backup.domain.point_content import PointContent, Tally
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

LEARNED_AT_ONCE: Final = 100_000
"""Files whose trees are read in one go to learn what older points hold: a few seconds."""


class Index:
    """Points and files in the catalog. One writer at a time; `rows` is answered from memory.

    A point's row and its files are two transactions: what an engine that died left without its files is read again.
    `changes` counts what came, went or was learnt: who remembers what was told from the points looks at it.
    """

    def __init__(self, points: PointTable, search: FileSearch, contents: PointContents) -> None:
        self._points, self._search, self._contents = points, search, contents
        self._mutex = threading.Lock()
        self._rows: dict[str, PointRow] = {row.id: row for row in points.all()}
        searchable = search.points()
        self._unread = {row.id for row in self._rows.values() if not row.partial and row.id not in searchable}
        self._known: dict[str, KnownPoint] = {}
        self._news: dict[str, News] = {}
        self._held = contents.all()
        self._appeared = contents.appeared()
        self._settings: tuple[PointRow, ...] = ()
        self.changes = 0

    def rows(self) -> list[PointRow]:
        """All recovery points known here, oldest first."""
        return sorted(self._rows.values(), key=lambda row: (row.started_ns, row.number, row.id))

    def settings_rows(self) -> tuple[PointRow, ...]:
        """The points of what people typed: no part of the catalog, but copied like all others."""
        return self._settings

    def row(self, point: str) -> PointRow | None:
        """One of them."""
        return self._rows.get(point)

    def content(self, point: str) -> PointContent | None:
        """What a point holds by class; None for a partial one, and while its trees were not read."""
        return self._held.get(point)

    def appeared_ns(self, row: PointRow) -> int:
        """When the oldest byte that was new in a point appeared in its source, as far as is known, ns UTC."""
        return min(self._appeared.get(row.id, row.started_ns), row.started_ns)

    def note_appeared(self, points: Iterable[str], appeared_ns: int) -> None:
        """What is new in these points was there since then; nothing is noted for 0."""
        known = [point for point in points if point in self._rows] if appeared_ns else []
        self._contents.put_appeared(known, appeared_ns)
        self._appeared |= dict.fromkeys(known, appeared_ns)
        self.changes += bool(known)

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

    def learn(self, studio: Studio, cancel: CancelToken) -> bool:
        """Read the trees of points of which it was never noted what they hold, the newest first, some at a time;
        returns whether there are more."""
        with self._mutex:
            rows = (row for row in reversed(self.rows()) if not row.partial and row.id not in self._held)
            missing = [row for row in rows if row.id in self._known]
            budget = LEARNED_AT_ONCE
            while missing and budget > 0:
                row = missing.pop(0)
                budget -= row.files + 1
                tally = Tally()
                for _ in _counted(file_rows(studio, self._known[row.id], cancel=cancel), tally):
                    pass
                self._hold(row.id, tally.content())
        return bool(missing)

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
                self._enter(studio, one, row, cancel)
            self._rows[row.id] = row
            self._unread.discard(row.id)
            self.changes += 1

    def _enter(self, studio: Studio, one: KnownPoint, row: PointRow, cancel: CancelToken) -> None:
        """Its files into the search, counted on their way."""
        tally = Tally()
        self._search.add_point(row.id, _counted(file_rows(studio, one, cancel=cancel), tally))
        if tally.files or not row.files:  # else they were entered before, and not read again
            self._hold(row.id, tally.content())

    def _hold(self, point: str, content: PointContent) -> None:
        self._contents.put(point, content)
        self._held[point] = content
        self.changes += 1

    def _forget(self, gone: Iterable[str]) -> None:
        for point in gone:
            self._search.remove_point(point)
            self._points.remove(point)
            self._contents.remove(point)
            del self._rows[point]
            self._unread.discard(point)
            for known in (self._news, self._held, self._appeared):
                known.pop(point, None)
            self.changes += 1


def _counted(rows: Iterable[FileRow], tally: Tally) -> Iterator[FileRow]:
    for row in rows:
        tally.add(row.path, row.size, row.mtime_ns, row.digest)
        yield row
