"""How fast a place takes data: measured by writing some, each part made durable, and taking it away again."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from dataclasses import dataclass
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, StorageDenied, StorageError, StorageFull, StorageUnavailable
from studio_backup.base.names import display

MOST_BYTES: Final = 64 << 20
MOST_S: Final = 3.0
_PART: Final = 4 << 20
_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Measured:
    """What was written, and how long that took."""

    folder: str
    bytes: int
    seconds: float


def measure_writing(path: str, clock: Clock) -> Measured:
    """Write to the disk of `path`, which may be a folder that is not there yet, for at most some seconds.

    Raises NotFoundError where there is no such place, StorageDenied, StorageFull, StorageUnavailable.
    """
    folder = _existing(os.path.abspath(path))
    file = os.path.join(folder, f".studio-backup-speed-{secrets.token_hex(6)}")
    try:
        return _written(folder, file, clock)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(file)


def _existing(path: str) -> str:
    """The folder, or the nearest above it that is there."""
    while not os.path.isdir(path):
        above = os.path.dirname(path)
        if above == path:
            raise NotFoundError(f"There is no place {display(path)}.", hint="Check the path, or plug in its drive.")
        path = above
    return path


def _written(folder: str, file: str, clock: Clock) -> Measured:
    part = secrets.token_bytes(_PART)  # what a disk cannot pack smaller
    done, begun = 0, clock.monotonic()
    fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        while done < MOST_BYTES and clock.monotonic() - begun < MOST_S:
            done += os.write(fd, part)
            os.fsync(fd)
    finally:
        os.close(fd)
    return Measured(folder, done, max(clock.monotonic() - begun, 1e-6))


def _refused(folder: str, error: OSError) -> StorageError:
    if error.errno in _NO_SPACE:
        return StorageFull(f"{display(folder)} is full.", hint="Free some space there, or choose another place.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageDenied(f"You may not write to {display(folder)}.", hint="Choose a folder you may write to.")
    return StorageUnavailable(
        f"{display(folder)} cannot be written: {error.strerror}.", hint="Check the drive or the share, then try again."
    )
