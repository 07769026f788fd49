"""A clock which stands still."""

from __future__ import annotations


class FixedClock:
    """Always the same moment; `now` may be set."""

    def __init__(self, now: int = 1_750_000_000_000_000_000) -> None:
        self.now = now

    def now_ns(self) -> int:
        """See Clock."""
        return self.now

    def monotonic(self) -> float:
        """See Clock."""
        return self.now / 1e9

    def sleep(self, seconds: float) -> None:
        """See Clock."""
        self.now += int(seconds * 1e9)
