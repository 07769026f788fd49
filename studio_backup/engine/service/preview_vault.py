"""The vault as previews see it: held open for a while, so that a grid of pictures does not open it for each."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError
from studio_backup.base.names import display
from studio_backup.catalog.points import PointRow
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.previews.contents import StoredFile
from studio_backup.engine.restore.walk import entry_at, folder_entries
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.vault import HeldVault
from studio_backup.engine.studio import Studio
from studio_backup.repository.previews import PreviewSeal
from studio_backup.repository.reading import CollectionReader

IDLE_S: Final = 60.0
"""After so long without a question the vault's places are closed."""
_MOST_ENTRIES: Final = 40_000
"""Of folders which are remembered, in memory."""


class OpenedVault:
    """One opening. Methods may be called from many threads; what two of them look up at once is looked up twice."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self._lock = threading.Lock()
        self._seals: dict[str, PreviewSeal] = {}
        self._points: dict[str, StoredSnapshot] = {}
        self._folders: OrderedDict[tuple[str, bytes], Mapping[bytes, Entry]] = OrderedDict()

    def seal(self, collection: str) -> PreviewSeal:
        """What seals a collection's pictures."""
        found = self._seals.get(collection)
        if found is None:
            found = self._seals[collection] = PreviewSeal(self.studio.repository.epochs(collection).newest)
        return found

    def reader(self, collection: str) -> CollectionReader:
        """The collection as the vault's own folder has it, else the tier that is read from."""
        return self.studio.repository.reader(collection)

    def root(self, row: PointRow) -> Entry:
        """The root of a point. NotFoundError where it is no more."""
        if row.id not in self._points:
            listing = self.studio.repository.snapshots(row.collection)
            self._points.update({point.id: point for point in listing.snapshots})
        if row.id not in self._points:
            raise NotFoundError("This recovery point is no longer in the vault.", hint="`points` lists them.")
        return self._points[row.id].snapshot.root

    def entry(self, row: PointRow, path: bytes) -> Entry:
        """What a point has at a path. NotFoundError."""
        parent, _, name = path.rpartition(b"/")
        found = self.root(row) if not path else self._folder(row, parent).get(name)
        if found is None:
            raise NotFoundError(f"This point holds no {display(path)}.", hint="`files POINT` lists what it holds.")
        return found

    def file(self, row: PointRow, entry: Entry) -> StoredFile:
        """A file's bytes. What was written since the index was read is found by reading it anew."""
        try:
            return StoredFile(self.reader(row.collection), entry)
        except NotFoundError:
            self.studio.repository.forget()
            return StoredFile(self.reader(row.collection), entry)

    def _folder(self, row: PointRow, path: bytes) -> Mapping[bytes, Entry]:
        key = (row.id, path)
        with self._lock:
            if key in self._folders:
                self._folders.move_to_end(key)
                return self._folders[key]
        found = self._read_folder(row, path)
        with self._lock:
            self._folders[key] = found
            while len(self._folders) > 1 and sum(map(len, self._folders.values())) > _MOST_ENTRIES:
                self._folders.popitem(last=False)
        return found

    def _read_folder(self, row: PointRow, path: bytes) -> Mapping[bytes, Entry]:
        try:
            return self._read_folder_once(row, path)
        except NotFoundError:
            self.studio.repository.forget()
            return self._read_folder_once(row, path)

    def _read_folder_once(self, row: PointRow, path: bytes) -> Mapping[bytes, Entry]:
        reader = self.reader(row.collection)
        folder = entry_at(reader, self.root(row), path)
        return {entry.raw_name: entry for entry in folder_entries(reader, folder)} if folder else {}


class PreviewVault:
    """Opens the vault when it is asked, and closes it when it was not for a while, or was locked."""

    def __init__(self, vault: HeldVault, index: Index, clock: Clock) -> None:
        self._vault, self._index, self._clock = vault, index, clock
        self._lock = threading.Lock()
        self._held: _Held | None = None

    @contextlib.contextmanager
    def opened(self) -> Iterator[OpenedVault]:
        """The vault. Raises Locked, NotFoundError where this home has none."""
        held = self._taken()
        try:
            yield held.opened
        finally:
            with self._lock:
                held.users -= 1
                held.used = self._clock.monotonic()
            self.let_go()

    def row(self, point: str) -> PointRow:
        """A recovery point by its whole id. NotFoundError."""
        found = self._index.row(point)
        if found is None:
            raise NotFoundError("There is no such recovery point.", hint="`points` lists them.")
        return found

    def let_go(self, *, ending: bool = False) -> None:
        """Close what is not needed: after a while, after a lock, or now."""
        with self._lock:
            held = self._held
            if held is None or held.users:
                return
            idle = self._clock.monotonic() - held.used > IDLE_S
            if not (ending or idle or held.since_ns != self._vault.since_ns):
                return
            self._held = None
        held.close()

    def _taken(self) -> _Held:
        with self._lock:
            old = self._held
            if old is None or old.since_ns != self._vault.since_ns:
                self._held = _Held(self._vault, self._clock.monotonic())
                if old is not None and not old.users:
                    old.close()
            assert self._held is not None
            self._held.users += 1
            return self._held


class _Held:
    def __init__(self, vault: HeldVault, now: float) -> None:
        self.since_ns = vault.since_ns
        self.users, self.used = 0, now
        self._context = vault.studio()
        self.opened = OpenedVault(self._context.__enter__())

    def close(self) -> None:
        self._context.__exit__(None, None, None)
