"""A token bucket of bytes whose rate may change at any moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken

STEP_S: Final = 0.25
"""Seconds between two looks at the rate, and at the wish to stop."""
LEAST_S: Final = 0.001
"""The shortest wait worth a sleep."""
SAVED_S: Final = 1.0
"""As many seconds' worth may be saved up."""

Rate: TypeAlias = Callable[[], float | None]
"""Bytes a second now, above 0; None for no limit."""
Toll: TypeAlias = Callable[[int], None]
"""Waits until so many bytes may pass."""


class Bucket:
    """Lets bytes pass at a rate, first come first served; shared by all threads and all work on a line.

    In any span of time not more passes than its length times the rate, and beside it what was saved up (one second's
    worth) or one piece, whichever is more: a piece passes whole, once it is paid for.
    """

    def __init__(self, rate: float | Rate, *, clock: Clock, cancel: CancelToken | None = None) -> None:
        if not callable(rate) and rate <= 0:
            raise ValueError("a rate is above zero")
        self._rate: Rate = rate if callable(rate) else lambda: rate
        self._clock = clock
        self._cancel = cancel or CancelToken()
        self._mutex = threading.Lock()
        self._asked = 0.0
        self._paid = self._rate() or 0.0
        self._when = clock.monotonic()

    def take(self, size: int, cancel: CancelToken | None = None, excused: Callable[[], bool] = lambda: False) -> None:
        """Wait until `size` bytes may pass, or who asks is `excused`. Raises Cancelled. What was asked for is in both
        cases taken all the same."""
        with self._mutex:
            self._earn()
            self._asked += size
            mark = self._asked
        while (wait := self._wait(mark)) > 0 and not excused():
            (cancel or self._cancel).check()
            self._clock.sleep(min(STEP_S, max(LEAST_S, wait)))

    def _wait(self, mark: float) -> float:
        """Seconds until so much is paid for, at the present rate."""
        with self._mutex:
            rate = self._earn()
            return (mark - self._paid) / rate if rate is not None else 0.0

    def _earn(self) -> float | None:
        """Take in what the time since the last look has paid for; returns the present rate."""
        rate, now = self._rate(), self._clock.monotonic()
        if rate is None:
            self._paid = max(self._paid, self._asked)
        else:
            earned = (now - self._when) * rate
            self._paid = min(self._asked + SAVED_S * rate, self._paid + earned)
        self._when = now
        return rate
