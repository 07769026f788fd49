"""Page-aligned buffers for packs, used again and again: the bound of a backup's memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from studio_backup.base.pages import new_pages
from studio_backup.base.room import Room

MOST: Final = 5
"""Buffers of one run: open packs (two of data, one of trees) and those being verified and stored."""
WIDE: Final = 4
"""With so many, two packs of data may be open, and one is left to be stored meanwhile."""
FEWEST: Final = 2
"""A run can go on with them: a pack of data and one of trees, each stored before the next is begun."""


class BufferPool:
    """One run's buffers, a guest of the room. Every method is called while `room.changed` is held.

    `size`, `least`: bytes of a buffer, and of one which just takes the longest chunk: for shares too small for three
    of `size`. `close_packs`: called when the share becomes smaller; hands over what is open, and does not wait.
    """

    def __init__(self, room: Room, size: int, least: int, close_packs: Callable[[], None]) -> None:
        self._room = room
        self._size = size
        self._least = min(size, least)
        self._close_packs = close_packs
        self._idle: list[memoryview] = []
        self._out = 0
        self._had = (size, MOST)

    def share(self) -> tuple[int, int]:
        """(bytes of a buffer, how many) the run may have now."""
        fair = self._room.share
        if not self._room.limit:
            return self._size, MOST
        if fair >= (FEWEST + 1) * self._size:
            return self._size, min(MOST, fair // self._size)
        return self._least, max(FEWEST, min(MOST, fair // self._least))

    def enter(self) -> None:
        """Claim a share, before the first `take` and after each `leave`; the others' become smaller. Idempotent."""
        if not self._room.has(self):
            self._room.enter(self)
            self._had = self.share()

    @property
    def wide(self) -> bool:
        """Whether two packs of data may be open at once."""
        return self.share()[1] >= WIDE

    def take(self, *, beyond: bool = False) -> memoryview | None:
        """A buffer with arbitrary contents for a run which has entered, None if it has to wait for one.

        `beyond`: it has waited long enough for others to make room: the fewest it needs may exceed the limit.
        """
        size, count = self._had = self.share()
        if self._out >= count:
            return None
        self._keep_idle(count - self._out, size)
        if not self._idle and not self._room.fits(size) and not (beyond and self._out < FEWEST):
            return None
        self._out += 1
        if self._idle:
            return self._idle.pop()  # the last one given back: its pages are there already
        self._room.taken += size
        return new_pages(size)

    def give(self, buffer: memoryview) -> None:
        """Give a buffer back; the caller forgets it. What exceeds the share goes back to the system."""
        self._out -= 1
        self._idle.append(buffer)
        size, count = self.share()
        self._keep_idle(count - self._out if self._room.has(self) else 0, size)
        self._room.changed.notify_all()

    def leave(self) -> None:
        """Leave the room to others, until `enter`. Buffers which are out may be given back later."""
        self._room.leave(self)
        self._keep_idle(0, self._size)
        self._room.changed.notify_all()

    def reshare(self) -> None:
        """See Guest."""
        size, count = self.share()
        if (size, count) != self._had:
            self._had = size, count
            self._close_packs()
            self._keep_idle(count - self._out, size)

    def _keep_idle(self, most: int, size: int) -> None:
        fitting = [one for one in self._idle if len(one) == size]
        kept = fitting[-most:] if most > 0 else []
        self._room.taken -= sum(map(len, self._idle)) - sum(map(len, kept))
        self._idle = kept
