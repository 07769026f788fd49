"""Keeping work for the tiers within what a person allows of the line: read anew while the work runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.domain.bandwidth import Bandwidth, minute_of_day
from studio_backup.domain.job import Level
from studio_backup.domain.tier import Tier
from studio_backup.engine.home import Home
from studio_backup.storage.bucket import Bucket, Toll

FRESH_S: Final = 0.25
"""Seconds for which what was read of the limits counts."""
_ALL: Final = ""


class Pacing:
    """One for all work of a process: two jobs for one tier share its limit. Safe for many threads."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self._home, self._clock = home, clock
        self._mutex, self._known_mutex = threading.Lock(), threading.Lock()
        self._buckets: dict[str, Bucket] = {}
        self._known: dict[str, Bandwidth] = {}
        self._read_s = float("-inf")

    def tolls(self, tier: Tier, level: Callable[[], Level], cancel: CancelToken) -> tuple[Toll, ...]:
        """What bytes from and to a tier have to wait for: the tier's limit, and that of all. `level`: of the work now;
        where it becomes more urgent on its way, what waits need not wait any longer."""
        return tuple(self._toll(key, level, cancel) for key in (tier.id, _ALL))

    def _toll(self, key: str, level: Callable[[], Level], cancel: CancelToken) -> Toll:
        bucket = self._bucket(key)

        def is_free() -> bool:
            return self._bandwidth(key).rate_for(level(), self._minute()) is None

        def toll(size: int) -> None:
            if not is_free():
                bucket.take(size, cancel, is_free)

        return toll

    def _bucket(self, key: str) -> Bucket:
        with self._mutex:
            if key not in self._buckets:
                self._buckets[key] = Bucket(lambda: self._bandwidth_now(key), clock=self._clock)
            return self._buckets[key]

    def _bandwidth_now(self, key: str) -> float | None:
        return self._bandwidth(key).rate_at(self._minute())

    def _minute(self) -> int:
        return minute_of_day(self._clock.now_ns())

    def _bandwidth(self, key: str) -> Bandwidth:
        """Of a tier, or of all together. A tier which was removed meanwhile has no limit of its own."""
        now = self._clock.monotonic()
        with self._known_mutex:
            if now - self._read_s >= FRESH_S:
                self._known = {tier.id: tier.bandwidth for tier in self._home.tiers()}
                self._known[_ALL] = self._home.line().bandwidth
                self._read_s = now
            return self._known.get(key, Bandwidth())
