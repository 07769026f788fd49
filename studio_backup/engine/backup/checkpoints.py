"""When a long run commits what it has."""

from __future__ import annotations

from studio_backup.base.clock import Clock
from studio_backup.engine.backup.request import Limits


class Checkpoints:
    """Counts time and bytes since the last commit."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._at = clock.monotonic()
        self._bytes = 0

    def due(self, bytes_read: int) -> bool:
        """Whether a partial snapshot is to be committed now."""
        return (
            bytes_read - self._bytes >= self._limits.partial_every_bytes
            or self._clock.monotonic() - self._at >= self._limits.partial_every_s
        )

    def passed(self, bytes_read: int) -> None:
        """One was committed."""
        self._at = self._clock.monotonic()
        self._bytes = bytes_read
