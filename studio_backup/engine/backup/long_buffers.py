"""Buffers which take the longest chunk: few in a process that has to be small."""

from __future__ import annotations

import threading
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.base.pages import new_pages

READ_BYTES: Final = 1 << 20
"""Read and digested at once: what was just read is still in the processor's cache."""
LONG_BYTES: Final = (16 << 20) + READ_BYTES
"""The longest chunk (docs/format.md), and a read."""
_LOOK_S: Final = 0.1


class Supply:
    """How many long buffers all runs of a process have out; `most`: at once, 0 for as many as there are readers."""

    def __init__(self, most: int = 0) -> None:
        self.most = most
        self.changed = threading.Condition()
        self.out = 0


PROCESS: Final = Supply()
"""Of this process; who runs many backups in it sets `most`, before the first."""


class LongBuffers:
    """Those of one run. It may always have one, so that no run waits for another, which may be paused."""

    def __init__(self, supply: Supply = PROCESS) -> None:
        self._supply = supply
        self._idle: list[memoryview] = []
        self._out = 0

    def take(self, cancel: CancelToken) -> memoryview:
        """A buffer of LONG_BYTES with arbitrary contents, waited for. Raises Cancelled."""
        while (buffer := self._next()) is None:
            cancel.check()
        return buffer

    def _next(self) -> memoryview | None:
        supply = self._supply
        with supply.changed:
            if supply.most and self._out and supply.out >= supply.most:
                supply.changed.wait(_LOOK_S)
                return None
            supply.out += 1
            self._out += 1
            return self._idle.pop() if self._idle else new_pages(LONG_BYTES)

    def give(self, buffer: memoryview) -> None:
        """Give it back; the caller forgets it."""
        with self._supply.changed:
            self._supply.out -= 1
            self._out -= 1
            if not self._supply.most:  # else its memory goes back to the system: another run may need it next
                self._idle.append(buffer)
            self._supply.changed.notify_all()

    def close(self) -> None:
        """The run is over: what is idle goes."""
        with self._supply.changed:
            self._idle.clear()
