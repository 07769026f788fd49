"""Pictures of files in points: kept ones at once, others made from what the vault holds.

They are made of the vault's own bytes and never of the file as it lies in its source: a picture is kept by its
contents, so it must surely be of these contents; and a card or a drive need not be read again, nor be there at all.
"""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Iterator
from typing import Final

from studio_backup.api.errors import NoPicture
from studio_backup.api.paths import from_wire
from studio_backup.api.previews import PictureView, PreviewQuery
from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.catalog.points import PointRow
from studio_backup.domain.tree import Entry
from studio_backup.engine.home import Home
from studio_backup.engine.previews.cache import Pictures, PreviewCache
from studio_backup.engine.previews.frames import EDGES
from studio_backup.engine.previews.kinds import reason_by_name
from studio_backup.engine.previews.process import Worker
from studio_backup.engine.previews.reasons import WORDS, Reason
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.preview_vault import OpenedVault, PreviewVault
from studio_backup.engine.service.vault import HeldVault

FOLDER: Final = "previews"
WORKERS: Final = 2
"""Processes that make pictures which somebody waits for."""
_LOWEST: Final = 19
_REST_S: Final = 60.0
_WANTED_S: Final = 3.0


class Previews:
    """See `engine.server.ports.previews.PreviewsPort`. `tidy` now and then, `close` at the end."""

    def __init__(self, home: Home, vault: HeldVault, index: Index, clock: Clock) -> None:
        self.vault = PreviewVault(vault, index, clock)
        self.cache = PreviewCache(home.file(FOLDER), clock)
        self.workers = Workers(clock)

    def picture(self, query: PreviewQuery) -> PictureView:
        """The picture of a file. NoPicture where there is none, NotFoundError where there is no file, Locked."""
        path = _raw(from_wire(query.path)).strip(b"/")
        with self.vault.opened() as opened:
            row = self.vault.row(query.point)
            entry = opened.entry(row, path)
            found = self.of(opened, row, entry)
        if isinstance(found, Reason):
            raise NoPicture(WORDS[found], hint="It can be restored like any other file.")
        number = next(number for number, edge in enumerate(EDGES) if edge >= query.size)
        return PictureView(data=found[number], etag=f"{entry.digest[:32]}-{EDGES[number]}")

    def of(self, opened: OpenedVault, row: PointRow, entry: Entry, *, ahead: bool = False) -> Pictures:
        """Kept or made now. `ahead`: nobody waits for it, so it is made at the lowest priority."""
        known = _known(entry)
        if known is not None:
            return known
        seal = opened.seal(row.collection)
        found = self.cache.get(seal, entry.digest)
        if found is None:
            found = self._made(opened, row, entry, ahead)
            self.cache.put(seal, entry.digest, found)
        return found

    def _made(self, opened: OpenedVault, row: PointRow, entry: Entry, ahead: bool) -> Pictures:
        try:
            file = opened.file(row, entry)
        except (StudioBackupError, OSError):
            return Reason.AWAY
        with self.workers.one(ahead) as worker:
            return worker.pictures(file.size, file.read)

    def tidy(self) -> None:
        """Close what nobody has used for a while."""
        self.vault.let_go()
        self.workers.rest()

    def close(self) -> None:
        """End the workers for good, and close the vault."""
        self.workers.stop()
        self.vault.let_go(ending=True)


class Workers:
    """The processes: some for those who wait, one for what is made ahead. They end when nobody has asked for long."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._all = [Worker(clock) for _ in range(WORKERS)]
        self._ahead = Worker(clock, niceness=_LOWEST)
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()  # the one used last is warm
        for one in self._all:
            self._free.put(one)
        self._used = clock.monotonic()
        self._wanted: float | None = None

    @property
    def wanted(self) -> bool:
        """Whether somebody waits for pictures, or did just now: nothing is made ahead meanwhile."""
        return self._wanted is not None and self._clock.monotonic() - self._wanted < _WANTED_S

    @contextlib.contextmanager
    def one(self, ahead: bool) -> Iterator[Worker]:
        """A worker of one's own; who waits for one waits in turn."""
        self._used = self._clock.monotonic()
        if ahead:
            yield self._ahead
            return
        self._wanted = self._used
        worker = self._free.get()
        try:
            yield worker
        finally:
            self._free.put(worker)

    def rest(self) -> None:
        """End them if nobody has asked for a minute."""
        if self._clock.monotonic() - self._used > _REST_S:
            for one in (*self._all, self._ahead):
                one.close()

    def stop(self) -> None:
        """End them for good."""
        for one in (*self._all, self._ahead):
            one.stop()


def _known(entry: Entry) -> Reason | None:
    """Why there is no picture, where the entry itself tells."""
    if entry.type != "file":
        raise NotFoundError("Only files have pictures; this is none.", hint="Ask for a file in it.")
    if not entry.has_contents or not entry.digest:
        return Reason.NO_CONTENTS
    return Reason.EMPTY if entry.size == 0 else reason_by_name(entry.raw_name)


def _raw(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate in a Windows name
        return path.encode("utf-8", "surrogatepass")
