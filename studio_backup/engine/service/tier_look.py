"""Looking at the tiers: does each answer, is it the right one, and what of the vault is not there yet."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import MarkerError, NotFoundError, StorageDenied, StorageFull, StudioBackupError
from studio_backup.catalog.points import PointRow
from studio_backup.domain.objects import collection_name
from studio_backup.domain.tier import Tier
from studio_backup.engine.health.facts import TierTrouble
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.ledgers import Records
from studio_backup.engine.studio import Studio
from studio_backup.sync.ledger import Record


@dataclass(frozen=True, slots=True)
class Contact:
    """How the last contact with a tier went. Times in ns UTC, 0 for never."""

    trouble: TierTrouble = ""
    why: str = ""
    hint: str = ""
    trouble_since_ns: int = 0
    last_contact_ns: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of the vault is not at a tier: points, the files new in them, and their bytes before compression.

    `since_ns`: when the oldest of it was backed up, 0 if nothing waits.
    """

    points: tuple[PointRow, ...] = ()
    files: int = 0
    bytes: int = 0

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
            studio.places.tier(tier)
        except StudioBackupError as error:
            self.failed(tier.name, error)
            return False
        self.answered(tier.name)
        return True

    def answered(self, name: str) -> None:
        """It was reached just now."""
        with self._mutex:
            self._contacts[name] = Contact(last_contact_ns=self._clock.now_ns())

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


def waiting_at(studio: Studio, records: Records, index: Index, cancel: CancelToken) -> Waiting:
    """The complete points which are not among what a tier is known to hold."""
    known = (*index.rows(), *index.settings_rows())
    points = tuple(row for row in known if not row.partial and not _held(records.get(_object(row))))
    news = [index.news(studio, point.id, cancel) for point in points]
    return Waiting(points, sum(one.files for one in news), sum(one.bytes for one in news))


def _object(row: PointRow) -> str:
    return collection_name(row.collection, "snapshots", row.id)


def _held(record: Record | None) -> bool:
    return record is not None and record.state == "good"
