"""What the operating system refuses, in words for people."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator

from studio_backup.base.errors import StorageDenied, StorageError, StorageFull
from studio_backup.base.names import display

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FINAL = frozenset({errno.EROFS, errno.ENODEV, errno.ENXIO})


def stops_all(error: OSError, to: str) -> StorageError | None:
    """The error which ends the whole restore, where going on with the next file would only fail again."""
    if error.errno in _FULL:
        return StorageFull(
            f"{display(to)} is full; what was restored so far is whole.",
            hint="Free some space and run the same restore again: it goes on from here.",
        )
    if error.errno in _FINAL:
        return StorageDenied(
            f"{display(to)} can no longer be written: {error.strerror}.", hint="Connect it, then run it again."
        )
    return None


@contextlib.contextmanager
def explained(to: str) -> Iterator[None]:
    """Turns an OSError which no single file is to blame for into one that speaks to a person."""
    try:
        yield
    except OSError as error:
        raise stops_all(error, to) or _stopped(error, to) from error


def _stopped(error: OSError, to: str) -> StorageError:
    named = error.filename if isinstance(error.filename, str | bytes) else ""
    where = f" ({display(os.fsencode(named))})" if named else ""
    return StorageError(
        f"Working in {display(to)} failed: {error.strerror or error}{where}. What was done so far is whole.",
        hint="Look at this disk and the one your home folder lies on, then run the same again: it goes on from here.",
    )
