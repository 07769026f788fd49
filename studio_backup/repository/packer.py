"""Fills packs from many threads, and has full ones verified and stored behind their backs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

import msgspec

from studio_backup.base.errors import RefusedError
from studio_backup.base.room import PATIENCE_S, PROCESS, Room
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.buffers import BufferPool
from studio_backup.repository.crew import Crew
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.pack import ENTRY_BYTES, FOOTER_BYTES, MAX_PACK, MAX_PLAIN, TREE
from studio_backup.repository.sealing import PackBuilder, Piece, Slot

DATA_LANES = 2
"""Data packs open at once. Chunks go to either at random, so that a pack tells nothing of the order of files. A run
with a small share of the memory has one."""
WRITERS = 2
_LEAST = layout.HEADER_BYTES + MAX_PLAIN + ENTRY_BYTES + 2 * crypto.TAG_BYTES + FOOTER_BYTES


class SealedPack(msgspec.Struct, frozen=True):
    """A pack that was verified. `data` is valid only during the call it is handed to."""

    sha256: bytes
    data: memoryview
    directory: bytes


class _Lane:
    """A pack being filled, if any."""

    pack: PackBuilder | None = None


class Packer:
    """Seals pieces into open packs. `store` gets each full pack, verified, from one of the writers' threads.

    The first error of a writer, or of a sealing, ends the run: every later call raises it.
    """

    def __init__(
        self, epochs: Epochs, store: Callable[[SealedPack], None], *, pack_bytes: int, room: Room = PROCESS
    ) -> None:
        self._epochs = epochs
        self._store = store
        size = min(MAX_PACK, layout.padme(max(pack_bytes, _LEAST)))
        self._buffers = BufferPool(room, size, layout.padme(_LEAST), self._close_all)
        self._lanes = [_Lane() for _ in range(DATA_LANES + 1)]
        self._changed = room.changed  # held while a slot is found, not while sealing or storing
        self._in_flight: set[PackBuilder] = set()
        self._error: BaseException | None = None
        self._writers = Crew(1 if room.limit else WRITERS, "pack-writer")  # each holds a chunk, unpacked, besides

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
        patient = True
        with self._changed:
            while True:
                self.check()
                self._buffers.enter()
                lane = self._lane(piece.kind)
                if lane.pack is None and not self._open(lane, beyond=not patient):
                    patient = self._changed.wait(PATIENCE_S)
                    continue
                assert lane.pack is not None
                slot = lane.pack.reserve(piece)
                if slot is not None:
                    lane.pack.sealing += 1
                    return lane.pack, slot
                self._close(lane)

    def _lane(self, kind: int) -> _Lane:
        """Where a piece goes now. What is open beyond the run's share was closed when the share became smaller."""
        if kind == TREE:
            return self._lanes[DATA_LANES]
        return self._lanes[secrets.randbelow(DATA_LANES) if self._buffers.wide else 0]

    def _open(self, lane: _Lane, *, beyond: bool) -> bool:
        buffer = self._buffers.take(beyond=beyond)
        if buffer is None:
            return False
        lane.pack = pack = PackBuilder(self._epochs, buffer)
        pack.sealing = 1  # the lane's own hold: while it is open nobody stores it
        self._in_flight.add(pack)
        return True

    def _close(self, lane: _Lane) -> None:
        pack, lane.pack = lane.pack, None
        if pack is not None:
            self._sealed(pack)

    def _close_all(self) -> None:
        for lane in self._lanes:
            self._close(lane)

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
        with self._changed:
            self._buffers.give(pack.let_go())
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
        with self._changed:
            self._close_all()
            return frozenset(self._in_flight)

    def wait(self, packs: frozenset[PackBuilder]) -> None:
        """Wait until these packs are stored. Raises the run's error."""
        with self._changed:
            self._changed.wait_for(lambda: self._in_flight.isdisjoint(packs))
        self.check()

    def rest(self) -> None:
        """Close all open packs and leave the memory to other runs, until the next piece. Waits for nothing."""
        with self._changed:
            self._close_all()
            self._buffers.leave()

    def stop(self) -> None:
        """Drop what is not stored, end the threads, free the memory. Idempotent."""
        self.fail(RefusedError("The run has ended.", hint="Open a new one."))
        self.close_packs()
        self._writers.stop()
        with self._changed:
            self._buffers.leave()
