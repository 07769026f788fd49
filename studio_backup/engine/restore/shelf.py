"""Packs in memory while they are needed: fetched ahead in the order of the route, in a bounded number of buffers.

Of a pack of which little is needed, only the parts are read. A pack is fetched whole at most once; a part that is
needed after its pack had to make room is read by itself. So no order of chunks, however odd, can make this wait for
itself or read without end.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studio_backup.base.errors import (
    DamageError,
    NotFoundError,
    ShortRead,
    StorageError,
    StudioBackupError,
    UnsupportedFormat,
)
from studio_backup.base.pages import new_pages
from studio_backup.engine.restore.parts import PartReader
from studio_backup.engine.restore.ports import OpenedPack, PackSource, PointReader
from studio_backup.repository.pack import Location

LARGEST_PACK = 64 << 20
SHELF_BYTES = 144 << 20
USUAL_PACK = 32 << 20
_KEPT_BUFFER = 40 << 20  # a buffer of which more was touched is given back to the system
WHOLE_FROM = 4 << 20  # bytes needed of a pack from which it is read whole
_LOST = (DamageError, NotFoundError, ShortRead, UnsupportedFormat)


@dataclass(frozen=True, slots=True)
class Shelves:
    """How one collection is read: by its index, and part by part."""

    reader: PointReader
    parts: PartReader


@dataclass(slots=True)
class _Slot:
    """One pack on its way. `uses`: chunks still to be read from it. `state`: waiting, loading, ready, gone, failed."""

    name: str
    reader: PointReader
    uses: int
    state: str = "waiting"
    pack: OpenedPack | None = None
    buffer: memoryview | None = None
    size: int = 0
    pinned: int = 0
    touched: int = 0
    error: StudioBackupError | None = None
    checked: bool = False
    mending: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class PackNeed:
    """A pack that segments need: its object name, the reader of its collection, how many chunks and stored bytes."""

    name: str
    reader: PointReader
    uses: int
    stored: int


class Shelf:
    """Reads chunks for many threads. Use as a context: leaving it ends the fetching threads."""

    def __init__(self, source: PackSource, needs: Sequence[PackNeed], streams: int) -> None:
        """`needs` in the order of the route. `streams`: packs fetched at once, as far as memory allows."""
        self._source = source
        self._slots = {n.name: _Slot(n.name, n.reader, n.uses) for n in needs if n.stored >= WHOLE_FROM}
        self._queue = [n.name for n in needs if n.name in self._slots]
        self._changed = threading.Condition()
        self._free: list[memoryview] = []
        self._used = self._touch = 0
        self._closing = False
        self._streams = max(1, min(streams, SHELF_BYTES // USUAL_PACK))
        self._threads: list[threading.Thread] = []
        self.packs_read = 0

    def __enter__(self) -> Shelf:
        for number in range(min(self._streams, len(self._queue))):
            thread = threading.Thread(target=self._load_all, name=f"fetch-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def read_into(self, of: Shelves, chunk: str, at: Location, out: memoryview) -> int:
        """One plain chunk into `out`; returns its length. Raises DamageError where no place has it whole."""
        slot = self._slots.get(at.pack)
        if slot is None or not self._wait(slot):
            return self._by_itself(of, chunk, at, out)
        try:
            return self._from_pack(slot, chunk, at, out)
        finally:
            self._release(slot)

    def _by_itself(self, of: Shelves, chunk: str, at: Location, out: memoryview) -> int:
        try:
            return of.parts.read_into(at, out)
        except _LOST:
            pass
        try:  # the rare way: a sound copy of the whole pack, from any place
            buffer = new_pages(LARGEST_PACK)
            size, _ = self._source.fetch_sound(at.pack, buffer)
            return of.reader.open_pack(at.pack, buffer[:size]).read_into(at, out)
        except _LOST as error:
            return _elsewhere(of.reader, chunk, out, error)

    def _from_pack(self, slot: _Slot, chunk: str, at: Location, out: memoryview) -> int:
        pack = slot.pack
        try:
            if pack is not None:
                return pack.read_into(at, out)
        except _LOST:
            pass
        with slot.mending:
            self._mend(slot)
        if slot.error is None and slot.pack is not None:
            return slot.pack.read_into(at, out)
        lost = slot.error or DamageError(f"{slot.name} is damaged.", hint="Run verify with --heal.")
        return _elsewhere(slot.reader, chunk, out, lost)

    def _mend(self, slot: _Slot) -> None:
        """Read the pack once more, from the first place whose bytes fit the name."""
        if slot.checked:
            return
        slot.checked = True
        buffer = new_pages(LARGEST_PACK)
        try:
            size, _ = self._source.fetch_sound(slot.name, buffer)
            slot.pack, slot.error = slot.reader.open_pack(slot.name, buffer[:size]), None
        except _LOST as error:
            slot.pack, slot.error = None, error

    def _wait(self, slot: _Slot) -> bool:
        """Pin the pack once it is there. False if its chunks are to be read one by one."""
        with self._changed:
            self._promote(slot)
            while slot.state == "loading" or (slot.state == "waiting" and self._has_room()):
                self._changed.wait()
            if slot.state == "failed" and slot.error is not None:
                raise slot.error
            if slot.state != "ready":
                slot.uses -= 1
                return False
            slot.pinned += 1
            self._touch += 1
            slot.touched = self._touch
            return True

    def _promote(self, slot: _Slot) -> None:
        """Somebody waits for it: it goes first, and the pack longest unused makes room."""
        if slot.state != "waiting":
            return
        if slot.name in self._queue[:64]:
            self._queue.remove(slot.name)
            self._queue.insert(0, slot.name)
        if not self._has_room():
            self._evict()
        self._changed.notify_all()

    def _has_room(self) -> bool:
        return self._used + USUAL_PACK <= SHELF_BYTES and not self._closing

    def _evict(self) -> None:
        ready = [s for s in self._slots.values() if s.state == "ready" and not s.pinned and s.buffer is not None]
        if ready:
            self._let_go(min(ready, key=lambda s: s.touched))

    def _let_go(self, slot: _Slot) -> None:
        slot.state, slot.pack = "gone", None
        if slot.buffer is not None:
            if slot.size <= _KEPT_BUFFER:
                self._free.append(slot.buffer)
            slot.buffer = None
            self._used -= max(slot.size, USUAL_PACK)
        self._changed.notify_all()

    def _release(self, slot: _Slot) -> None:
        with self._changed:
            slot.pinned -= 1
            slot.uses -= 1
            if slot.uses <= 0 and not slot.pinned:
                self._let_go(slot)

    def _load_all(self) -> None:
        while (slot := self._next()) is not None:
            self._load(slot)

    def _next(self) -> _Slot | None:
        with self._changed:
            while not self._closing:
                if not self._queue:
                    return None
                if self._has_room():
                    slot = self._slots[self._queue.pop(0)]
                    slot.state = "loading"
                    slot.buffer = self._free.pop() if self._free else new_pages(LARGEST_PACK)
                    self._used += USUAL_PACK
                    return slot
                self._changed.wait()
        return None

    def _load(self, slot: _Slot) -> None:
        failed: StudioBackupError | None = None
        try:
            self._fill(slot)
        except StudioBackupError as error:
            failed = error
        except Exception as error:  # nobody may wait for this pack for ever
            failed = StorageError(f"{slot.name} could not be read: {error}", hint="Run the restore again.")
        with self._changed:
            self.packs_read += 1
            self._used += max(0, slot.size - USUAL_PACK)
            slot.error = failed
            self._touch += 1
            slot.touched = self._touch
            slot.state = "ready"
            if failed is not None and not isinstance(failed, _LOST):
                self._let_go(slot)
                slot.state = "failed"
            self._changed.notify_all()

    def _fill(self, slot: _Slot) -> None:
        if slot.buffer is None:
            return
        slot.size, _ = self._source.fetch(slot.name, slot.buffer)
        with contextlib.suppress(*_LOST):  # then `_mend` looks at other places
            slot.pack = slot.reader.open_pack(slot.name, slot.buffer[: slot.size])


def _elsewhere(reader: PointReader, chunk: str, out: memoryview, lost: StudioBackupError) -> int:
    """No place has the pack whole; another pack may hold the same chunk."""
    try:
        data = reader.read_chunk(chunk)
    except _LOST:
        raise lost from None
    out[: len(data)] = data
    return len(data)


def read_all(shelf: Shelf, of: Shelves, chunks: Iterator[tuple[str, Location]], out: memoryview) -> int:
    """Chunks one after the other into `out`; returns their length."""
    done = 0
    for chunk, at in chunks:
        done += shelf.read_into(of, chunk, at, out[done : done + at.plain])
    return done
