"""One engine a home: a lock which the operating system drops when its holder dies, and who holds it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from studio_backup.base.clock import Clock
from studio_backup.base.errors import RefusedError, StorageDenied
from studio_backup.base.files import lock
from studio_backup.base.names import display
from studio_backup.engine.home import Home

_LOCK = "engine.lock"
_TRIES, _STEP_S = 10, 0.05


class AlreadyRunning(RefusedError):
    """Another engine serves this home."""


@contextlib.contextmanager
def only_engine(home: Home, clock: Clock) -> Iterator[None]:
    """Be the engine of this home. Raises AlreadyRunning, which says which process is."""
    fd = _opened(home, home.file(_LOCK))
    try:
        if not _locked(fd, clock):
            raise AlreadyRunning(
                f"An engine runs for this home already{_told(_holder(fd))}.",
                hint="`studio-backup engine status` shows it, `studio-backup engine stop` ends it.",
            )
        os.ftruncate(fd, 0)
        os.lseek(fd, 0, os.SEEK_SET)
        os.write(fd, str(os.getpid()).encode())
        yield
    finally:
        os.close(fd)


def _locked(fd: int, clock: Clock) -> bool:
    """Whether we hold it now. Somebody who only looks holds it for a moment too, so it is tried a few times."""
    for _ in range(_TRIES):
        if lock(fd) is not False:
            return True
        clock.sleep(_STEP_S)
    return False


def running_engine(home: Home) -> int | None:
    """The process id of the engine which holds the lock of this home; None if none does, 0 if it does not say."""
    try:
        fd = os.open(home.file(_LOCK), os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _denied(home, error) from error
    try:
        return None if lock(fd) is not False else _holder(fd) or 0
    finally:
        os.close(fd)


def _opened(home: Home, path: str) -> int:
    try:
        os.makedirs(home.path, 0o700, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise _denied(home, error) from error


def _denied(home: Home, error: OSError) -> StorageDenied:
    return StorageDenied(
        f"The program's own folder {display(home.path)} cannot be used: {error.strerror}.",
        hint="Mend its permissions, or choose another one with --home.",
    )


def _holder(fd: int) -> int:
    os.lseek(fd, 0, os.SEEK_SET)
    text = os.read(fd, 20)
    return int(text) if text.isdigit() else 0


def _told(pid: int) -> str:
    return f" (process {pid})" if pid else ""
