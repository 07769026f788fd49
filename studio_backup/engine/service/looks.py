"""The engine's looks: each may fail, the engine goes on, and how long none came to its end is remembered."""

from __future__ import annotations

import logging
from collections.abc import Callable

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError

_LOG = logging.getLogger("studio_backup.engine")


class Looks:
    """`failing_since_ns`: since when no look came to its end, ns UTC; 0 if the last one did."""

    def __init__(self, look: Callable[[], None], clock: Clock) -> None:
        self._look, self._clock = look, clock
        self.failing_since_ns = 0

    def once(self) -> None:
        """Look once."""
        try:
            self._look()
        except StudioBackupError as error:
            self._failed()
            _LOG.warning("A look at the places failed: %s", error.message)
        except Exception:  # the engine goes on whatever one look met
            self._failed()
            _LOG.exception("A look failed.")
        else:
            self.failing_since_ns = 0

    def _failed(self) -> None:
        self.failing_since_ns = self.failing_since_ns or self._clock.now_ns()
