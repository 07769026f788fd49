"""A lock among the processes of one home. The operating system drops it when its holder dies."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StorageUnavailable
from studio_backup.base.files import lock

WAIT_SECONDS = 600.0
_STEP_SECONDS = 0.05


@contextlib.contextmanager
def held(path: str, clock: Clock) -> Iterator[None]:
    """Hold the lock file, waiting for another process at most WAIT_SECONDS. Raises StorageUnavailable."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        _wait(fd, clock)
        yield
    finally:
        os.close(fd)


def _wait(fd: int, clock: Clock) -> None:
    end = clock.monotonic() + WAIT_SECONDS
    while lock(fd) is False:
        if clock.monotonic() > end:
            raise StorageUnavailable(
                "Another backup of this home has been finishing for ten minutes.", hint="Wait for it, or end it."
            )
        clock.sleep(_STEP_SECONDS)
