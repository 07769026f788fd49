"""Several threads on one queue of work, with the first failure stopping all of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_WAKE = 0.2  # seconds; so that a signal is noticed while waiting, on every platform


class _Queue(Generic[T]):
    def __init__(self, items: Iterable[T]) -> None:
        self._items: Iterator[T] = iter(items)
        self._lock = threading.Lock()
        self.failure: BaseException | None = None

    def work(self, act: Callable[[T], None]) -> None:
        while self.failure is None:
            with self._lock:
                try:
                    item = next(self._items)
                except StopIteration:
                    return
            try:
                act(item)
            except BaseException as error:
                self.failure = self.failure or error


def each(items: Iterable[T], act: Callable[[T], None], *, threads: int) -> None:
    """Call `act` for each item on `threads` threads; return when all are done, or raise the first failure."""
    queue = _Queue(items)
    workers = [threading.Thread(target=queue.work, args=(act,), daemon=True) for _ in range(max(1, threads))]
    for one in workers:
        one.start()
    for one in workers:
        while one.is_alive():
            one.join(_WAKE)
    if queue.failure is not None:
        raise queue.failure
