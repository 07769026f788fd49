"""Fills packs from many threads, and has full ones verified and stored behind their backs."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from functools import partial

import msgspec

from studio_backup.base.errors import RefusedError
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.buffers import BufferPool
from studio_backup.repository.crew import Crew
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.pack import ENTRY_BYTES, FOOTER_BYTES, MAX_PACK, MAX_PLAIN, TREE
from studio_backup.repository.sealing import PackBuilder, Piece, Slot

DATA_LANES = 2
"""Data packs open at once. Chunks go to either at random, so that a pack tells nothing of the order of files."""
WRITERS = 2
BUFFERS = 5
"""Open packs (two of data, one of trees) and those being verified and stored."""
_LEAST = layout.HEADER_BYTES + MAX_PLAIN + ENTRY_BYTES + 2 * crypto.TAG_BYTES + FOOTER_BYTES


class SealedPack(msgspec.Struct, frozen=True):
    """A pack that was verified. `data` is valid only during the call it is handed to."""

    sha256: bytes
    data: memoryview
    directory: bytes


class _Lane:
    """A pack being filled. The lock is held while a slot is found, not while sealing."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pack: PackBuilder | None = None


class Packer:
    """Seals pieces into open packs. `store` gets each full pack, verified, from one of the writers' threads.

    The first error of a writer, or of a sealing, ends the run: every later call raises it.
    """

    def __init__(self, epochs: Epochs, store: Callable[[SealedPack], None], *, pack_bytes: int) -> None:
        self._epochs = epochs
        self._store = store
        self._buffers = BufferPool(min(MAX_PACK, layout.padme(max(pack_bytes, _LEAST))), BUFFERS)
        self._lanes = [_Lane() for _ in range(DATA_LANES + 1)]
        self._changed = threading.Condition()
        self._in_flight: set[PackBuilder] = set()
        self._error: BaseException | None = None
        self._writers = Crew(WRITERS, "pack-writer")

    def add(self, piece: Piece) -> None:
        """Seal the piece into an open pack. Waits while all buffers are in use."""
        if piece.plain > MAX_PLAIN:
            raise RefusedError(
                f"A piece of {piece.plain} bytes is larger than this format holds.",
                hint="This is a fault of the program: please report it.",
            )
        pack, slot = self._slot(piece)
        try:
            pack.seal(slot, piece)
        except BaseException as error:
            self.fail(error)
            raise
        finally:
            self._sealed(pack)

    def _slot(self, piece: Piece) -> tuple[PackBuilder, Slot]:
        lane = self._lanes[DATA_LANES if piece.kind == TREE else secrets.randbelow(DATA_LANES)]
        with lane.lock:
            while True:
                self.check()
                if lane.pack is None:
                    lane.pack = self._fresh()
                pack, slot = lane.pack, lane.pack.reserve(piece)
                if slot is not None:
                    with self._changed:
                        pack.sealing += 1
                    return pack, slot
                self._close(lane)

    def _fresh(self) -> PackBuilder:
        pack = PackBuilder(self._epochs, self._buffers.take(self.check))
        with self._changed:
            pack.sealing = 1  # the lane's own hold: while it is open nobody stores it
            self._in_flight.add(pack)
        return pack

    def _close(self, lane: _Lane) -> None:
        pack, lane.pack = lane.pack, None
        if pack is not None:
            self._sealed(pack)

    def _sealed(self, pack: PackBuilder) -> None:
        """One hold less; the last one hands a closed pack to the writers."""
        with self._changed:
            pack.sealing -= 1
            last = pack.sealing == 0
        if last and not self._writers.do(partial(self._finish, pack)):
            self._dropped(pack)

    def _finish(self, pack: PackBuilder) -> None:
        try:
            if self._error is None and len(pack):
                data = pack.close()
                directory = pack.verify(data)
                self._store(SealedPack(crypto.sha256(data), data, directory))
        except BaseException as error:  # carried to the caller's next call
            self.fail(error)
        finally:
            self._dropped(pack)

    def _dropped(self, pack: PackBuilder) -> None:
        self._buffers.give(pack.buffer)
        with self._changed:
            self._in_flight.discard(pack)
            self._changed.notify_all()

    def fail(self, error: BaseException) -> None:
        """End the run: nothing may be acknowledged any more."""
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()

    def check(self) -> None:
        """Raise the run's first error, if there was one."""
        if self._error is not None:
            raise self._error

    def close_packs(self) -> frozenset[PackBuilder]:
        """Close all open packs; returns what is still to be stored, for `wait`."""
        for lane in self._lanes:
            with lane.lock:
                self._close(lane)
        with self._changed:
            return frozenset(self._in_flight)

    def wait(self, packs: frozenset[PackBuilder]) -> None:
        """Wait until these packs are stored. Raises the run's error."""
        with self._changed:
            self._changed.wait_for(lambda: self._in_flight.isdisjoint(packs))
        self.check()

    def stop(self) -> None:
        """Drop what is not stored, end the threads, free the memory. Idempotent."""
        self.fail(RefusedError("The run has ended.", hint="Open a new one."))
        self.close_packs()
        self._writers.stop()
        self._buffers.clear()
