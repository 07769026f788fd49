"""What the operating system says about a folder, in the words of base.errors."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from studio_backup.base.errors import ObjectMissing, StorageDenied, StorageError, StorageFull, StorageUnavailable

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NAMES_OF_GONE = (
    "EIO ESTALE ETIMEDOUT ENOTCONN EHOSTDOWN EHOSTUNREACH ENETDOWN ENETUNREACH ECONNRESET ECONNREFUSED ECONNABORTED "
    "EPIPE ENXIO ENODEV EREMOTEIO ESHUTDOWN ENOMEDIUM EMFILE ENFILE ENOMEM EAGAIN EINTR EBUSY EDEADLK"
)
GONE = frozenset(getattr(errno, name) for name in _NAMES_OF_GONE.split() if hasattr(errno, name))
_WINDOWS_GONE = frozenset({21, 51, 53, 54, 55, 59, 64, 67, 121, 1231})  # device not ready, network path or name gone
_WINDOWS_FULL = frozenset({39, 112, 1295})


def storage_error(error: OSError, label: str, doing: str) -> StorageError:
    """The storage's error for what the operating system said while `doing` ("writing", "listing") at `label`."""
    why = error.strerror or type(error).__name__
    windows: int | None = getattr(error, "winerror", None)
    if error.errno in _FULL or windows in _WINDOWS_FULL:
        return StorageFull(f"No space or quota is left at {label} ({why}).", hint="Make room there, then try again.")
    if error.errno in GONE or windows in _WINDOWS_GONE or isinstance(error, TimeoutError):
        return StorageUnavailable(
            f"{label} does not answer while {doing} ({why}).",
            hint="Check that the drive or the network share is connected and switched on.",
        )
    if error.errno in _DENIED:
        return StorageDenied(f"{label} refuses {doing} ({why}).", hint="Check the permissions of that folder.")
    return StorageError(f"{label} failed while {doing} ({why}).", hint="Check the drive for errors.")


def object_missing(name: str, label: str) -> ObjectMissing:
    """The error of a read which found nothing."""
    return ObjectMissing(f"{name} is not at {label}.", hint="Run verify to heal it from another copy.")


@contextlib.contextmanager
def translated(label: str, doing: str, name: str = "") -> Iterator[None]:
    """Within it, an OSError becomes a StorageError; a missing file is ObjectMissing if `name` says which object."""
    try:
        yield
    except FileNotFoundError as error:
        if name:
            raise object_missing(name, label) from error
        raise storage_error(error, label, doing) from error
    except OSError as error:
        raise storage_error(error, label, doing) from error
