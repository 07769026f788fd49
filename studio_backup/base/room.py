"""The memory which the large buffers of a process may take together.

Jobs of very different kinds run side by side in one process. Where the room is bounded, each has an equal share of it,
so none waits for another to end: who begins has the others give back what they hold beyond theirs.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Final, Protocol

PATIENCE_S: Final = 0.5
"""Seconds without any news after which a job waits no longer for others to give memory back, but takes the least it
needs: a place which hangs, or whose line is slow, must never hold up another job, a wedding's photos least of all."""


class Guest(Protocol):
    """A job with buffers in the room."""

    def reshare(self) -> None:
        """The share may have become smaller: give back what exceeds it, as soon as possible, waiting for nothing."""
        ...


class Room:
    """`limit` bytes for all guests together, 0 for as much as they like.

    `changed` is the one lock of all that is kept of buffers, here and by the guests; methods are called holding it.
    """

    def __init__(self, limit: int = 0) -> None:
        self.limit = limit
        self.changed = threading.Condition()
        self.taken = 0
        """Bytes of all buffers there are."""
        self._guests: list[Guest] = []

    @property
    def share(self) -> int:
        """Bytes for each guest, 0 where there is no limit."""
        return self.limit // max(1, len(self._guests))

    def enter(self, guest: Guest) -> None:
        """Claim a share; the others' become smaller. Idempotent."""
        if guest not in self._guests:
            self._guests.append(guest)
            for one in self._guests[:-1]:
                one.reshare()

    def leave(self, guest: Guest) -> None:
        """Leave its share to the others. Idempotent."""
        if guest in self._guests:
            self._guests.remove(guest)
            self.changed.notify_all()

    def has(self, guest: Guest) -> bool:
        """Whether it has a share."""
        return guest in self._guests

    def fits(self, size: int) -> bool:
        """Whether so many bytes more are within the limit."""
        return not self.limit or self.taken + size <= self.limit


PROCESS: Final = Room()
"""The room of this process; who runs many jobs in it sets its limit, before the first."""


class Turns:
    """A job whose threads each hold one object at a time: how many at once is what its share allows, one at least."""

    def __init__(self, room: Room = PROCESS) -> None:
        self._room = room
        self._held = 0

    @property
    def bounded(self) -> bool:
        """Whether what a thread holds has to be given back after each turn."""
        return self._room.limit > 0

    def reshare(self) -> None:
        """See Guest: turns are short."""

    @contextlib.contextmanager
    def turn(self, size: int) -> Iterator[None]:
        """Wait for a turn with a buffer of `size` bytes; it is over when the buffer is given back."""
        room, patient = self._room, True
        with room.changed:
            room.enter(self)
            while not self._may(size, beyond=not patient):
                patient = room.changed.wait(PATIENCE_S)
            self._take(size)
        try:
            yield
        finally:
            with room.changed:
                self._take(-size)
                room.changed.notify_all()

    def _may(self, size: int, *, beyond: bool) -> bool:
        if not self._room.limit:
            return True
        fits = self._room.fits(size) and self._held + size <= self._room.share
        return fits or (not self._held and (beyond or self._room.fits(size)))

    def _take(self, size: int) -> None:
        self._held += size
        self._room.taken += size

    def close(self) -> None:
        """The job is over."""
        with self._room.changed:
            self._room.leave(self)
