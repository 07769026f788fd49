"""Whether and when a failed job is tried again, by the kind of its error. Pure.

What a person must mend first is never tried again by itself: a wrong request, a refusal, a missing thing, a key that
does not open, damage, denied access.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from studio_backup.base.errors import (
    AlreadyThere,
    Cancelled,
    DamageError,
    NotFoundError,
    RefusedError,
    ShortRead,
    SourceError,
    StorageDenied,
    StorageFull,
    StorageUnavailable,
    StudioBackupError,
    UnlockError,
    UsageError,
)


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits before new attempts, in seconds: the first, doubled each time up to the longest; so many `attempts`."""

    first: float
    longest: float
    attempts: int


NEVER: Final = (
    UsageError, RefusedError, NotFoundError, UnlockError, DamageError, StorageDenied, AlreadyThere, Cancelled
)  # fmt: skip
_BY_KIND: Final[tuple[tuple[type[StudioBackupError], Patience], ...]] = (
    (ShortRead, Patience(first=2.0, longest=30.0, attempts=4)),
    (StorageUnavailable, Patience(first=5.0, longest=900.0, attempts=10)),
    (StorageFull, Patience(first=60.0, longest=1_800.0, attempts=6)),  # a person makes room, and need not say so
    (SourceError, Patience(first=5.0, longest=60.0, attempts=6)),  # a drive which comes back is seen by the watcher
)
_OTHERS: Final = Patience(first=10.0, longest=600.0, attempts=6)
LONGEST_S: Final = 1_800.0
"""No wait is longer."""


def retry_after(error: BaseException, attempt: int, chance: random.Random) -> float | None:
    """Seconds until the next attempt, after the `attempt`-th failed one (from 1); None: it is over.

    Half of each wait is chance, so that jobs which failed together do not come back together.
    """
    patience = _patience(error)
    if patience is None or attempt >= patience.attempts:
        return None
    ceiling = min(patience.longest, patience.first * 2.0 ** (attempt - 1))
    return chance.uniform(ceiling / 2, ceiling)


def _patience(error: BaseException) -> Patience | None:
    if not isinstance(error, StudioBackupError) or (isinstance(error, NEVER) and not error.retryable):
        return None
    for kind, patience in _BY_KIND:
        if isinstance(error, kind):
            return patience
    return _OTHERS if error.retryable else None
