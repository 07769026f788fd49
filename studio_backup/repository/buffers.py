"""Page-aligned buffers for packs, used again and again: the bound of a backup's memory."""

from __future__ import annotations

import threading
from collections.abc import Callable

from studio_backup.base.pages import new_pages


class BufferPool:
    """At most `count` buffers of `size` bytes each, mapped when first needed; pages cost nothing until touched."""

    def __init__(self, size: int, count: int) -> None:
        self._size = size
        self._left = count
        self._idle: list[memoryview] = []
        self._free = threading.Condition()

    def take(self, check: Callable[[], None]) -> memoryview:
        """A buffer, waited for; its contents are arbitrary. `check` is called after each wait, and may raise."""
        with self._free:
            while not self._idle and not self._left:
                self._free.wait()
                check()
            if self._idle:
                return self._idle.pop()  # the last one given back: its pages are there already
            self._left -= 1
        return new_pages(self._size)

    def give(self, buffer: memoryview) -> None:
        """Give a buffer back."""
        with self._free:
            self._idle.append(buffer)
            self._free.notify()

    def clear(self) -> None:
        """Let go of the idle buffers' memory; those still out may be given back later."""
        with self._free:
            self._left += len(self._idle)
            self._idle.clear()
            self._free.notify_all()
