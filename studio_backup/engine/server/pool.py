"""Threads in which the service is called: it may block, the door may not.

They are daemons, as those of `concurrent.futures` are not: a call that hangs on a dead NAS must not hold up the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeAlias, TypeVar

from studio_backup.api.errors import TooMany

_T = TypeVar("_T")
_Work: TypeAlias = "tuple[Callable[[], Any], asyncio.AbstractEventLoop, asyncio.Future[Any]]"


class Pool:
    """So many threads; at most `waiting` calls wait for one. Used from one event loop."""

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._threads, self._most, self._open = threads, threads + waiting, 0
        for number in range(threads):
            threading.Thread(target=self._work, name=f"door-{name}-{number}", daemon=True).start()

    async def run(self, call: Callable[[], _T]) -> _T:
        """Call it in a thread. TooMany if too many wait."""
        if self._open >= self._most:
            raise TooMany("The engine has more questions than it can answer at once.", hint="Ask again.", after_s=1.0)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()
        self._open += 1
        self._queue.put((call, loop, future))
        try:
            return await future
        finally:
            self._open -= 1

    def close(self) -> None:
        """End the threads; calls which run are left to themselves."""
        for _ in range(self._threads):
            self._queue.put(None)

    def _work(self) -> None:
        while work := self._queue.get():
            call, loop, future = work
            try:
                value, error = call(), None
            except Exception as raised:
                value, error = None, raised
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(_settle, future, value, error)
            del work, call, future, value, error


def _settle(future: asyncio.Future[Any], value: Any, error: Exception | None) -> None:
    if future.done():
        return
    if error:
        future.set_exception(error)
    else:
        future.set_result(value)
