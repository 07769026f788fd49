"""Looking at the tiers: does each answer, is it the right one, and what of the vault is not there yet."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import MarkerError, NotFoundError, StorageDenied, StorageFull, StudioBackupError
from studio_backup.catalog.points import PointRow
from studio_backup.domain.objects import collection_name
from studio_backup.domain.tier import Tier
from studio_backup.engine.health.facts import TierTrouble
from studio_backup.engine.jobs.point_rows import News
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.ledgers import Records
from studio_backup.engine.studio import Studio


@dataclass(frozen=True, slots=True)
class Contact:
    """How the last contact with a tier went. Times in ns UTC, 0 for never.

    `latency_s`: what it took to recognise the place at the last look, 0 if unknown. `free`: bytes, None where it does
    not tell.
    """

    trouble: TierTrouble = ""
    why: str = ""
    hint: str = ""
    trouble_since_ns: int = 0
    last_contact_ns: int = 0
    latency_s: float = 0.0
    free: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of the vault is not at a tier: points, the files new in them, and their bytes before compression.

    `news`: the same point by point. `since_ns`: when the oldest of it was backed up, 0 if nothing waits.
    """

    points: tuple[PointRow, ...] = ()
    news: tuple[News, ...] = ()

    @property
    def files(self) -> int:
        """See the class."""
        return sum(one.files for one in self.news)

    @property
    def bytes(self) -> int:
        """See the class."""
        return sum(one.bytes for one in self.news)

    @property
    def since_ns(self) -> int:
        """See the class."""
        return min((point.ended_ns for point in self.points), default=0)


class TierLook:
    """Remembers contacts by tier name. Safe for many threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._contacts: dict[str, Contact] = {}
        self._mutex = threading.Lock()

    def contact(self, name: str) -> Contact:
        """The last contact with a tier."""
        return self._contacts.get(name, Contact())

    def look(self, studio: Studio, tier: Tier) -> bool:
        """Ask a tier whether it is there and the right one; returns whether it is."""
        try:
            studio.places.reading(tier)
            began = self._clock.monotonic()
            storage = studio.places.tier(tier)
            latency_s = self._clock.monotonic() - began
            free = storage.free_space()
        except StudioBackupError as error:
            self.failed(tier.name, error)
            return False
        with self._mutex:
            self._contacts[tier.name] = Contact(last_contact_ns=self._clock.now_ns(), latency_s=latency_s, free=free)
        return True

    def answered(self, name: str) -> None:
        """It was reached just now."""
        with self._mutex:
            before = self._contacts.get(name, Contact())
            self._contacts[name] = Contact(
                last_contact_ns=self._clock.now_ns(), latency_s=before.latency_s, free=before.free
            )

    def forget(self, name: str) -> None:
        """The tier of this name was removed, or is called otherwise now."""
        with self._mutex:
            self._contacts.pop(name, None)

    def failed(self, name: str, error: StudioBackupError) -> None:
        """It was not."""
        with self._mutex:
            before = self._contacts.get(name, Contact())
            since = before.trouble_since_ns or self._clock.now_ns()
            self._contacts[name] = replace(
                before, trouble=trouble_of(error), why=error.message, hint=error.hint, trouble_since_ns=since
            )


def trouble_of(error: StudioBackupError) -> TierTrouble:
    """What kind of trouble an error of a place tells."""
    if isinstance(error, MarkerError | NotFoundError):
        return "marker"
    if isinstance(error, StorageDenied):
        return "denied"
    return "full" if isinstance(error, StorageFull) else "unreachable"


def waiting_at(
    studio: Studio,
    records: Records,
    index: Index,
    cancel: CancelToken,
    wanted: Callable[[PointRow], bool] = lambda _: True,
) -> Waiting:
    """The complete points which a tier should hold, and which are not among what it is known to hold."""
    known = (*(row for row in index.rows() if wanted(row)), *index.settings_rows())
    points = tuple(row for row in known if not row.partial and not is_held(records, row))
    return Waiting(points, tuple(index.news(studio, point.id, cancel) for point in points))


def is_held(records: Records, row: PointRow) -> bool:
    """Whether a tier with these records is known to hold a point, undamaged."""
    record = records.get(collection_name(row.collection, "snapshots", row.id))
    return record is not None and record.state == "good"
