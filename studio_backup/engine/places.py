"""Opens the vault's folder and the tiers: once each, recognised before anything is written."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import replace

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, NoProgress, Progress
from studio_backup.base.files import Writer
from studio_backup.domain.job import Level
from studio_backup.domain.tier import Tier
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.pacing import Pacing
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.marker import check_marker, check_place
from studio_backup.storage.assemble import Limits, Patience, Place, Retrying, open_storage
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.interface import Storage
from studio_backup.storage.probe_report import settings_of
from studio_backup.storage.root import IdentityCheck

GLANCE = Patience(first=0.2, longest=1.0, total=5.0, attempts=3)
"""For looking whether a place answers: other places can serve, so nobody waits two minutes for this one."""
SOON_S = 15.0
"""Longest silence of a bucket that is only looked at: each backup asks every tier, and must not wait for one that
takes the call and never answers."""


class Places:
    """The places of one vault, opened by this process. `writer` is who writes, as temporary names tell it.

    `bucket_keys`: access keys that were typed for them. `progress` hears of waiting and retrying; `cancel` ends it. A
    closed one opens nothing any more.
    """

    def __init__(
        self, keys: VaultKeys, *, device: str, clock: Clock, pacing: Pacing, bucket_keys: KeptKeys | None = None
    ) -> None:
        self._keys, self._clock, self._pacing = keys, clock, pacing
        self._paced: Callable[[], Level] | None = None
        self.bucket_keys = bucket_keys or KeptKeys(clock)
        self.writer = Writer(device or secrets.token_hex(8), secrets.token_hex(8))
        self.progress: Progress = NoProgress()
        self.cancel = CancelToken()
        self._opened: dict[tuple[str, str, float | None], Storage] = {}

    def pace(self, level: Callable[[], Level]) -> None:
        """From now on work for the tiers keeps to what a person allows of the line, as work of the level it has then.

        What a person waits for is not paced: restoring, looking, trying out.
        """
        self._paced = level

    def vault(self, folder: str) -> Storage:
        """The vault's own folder; its marker must be there before anything is written."""
        return self._open("vault", Place(folder, "local", self.writer, identity=self._identity(None)))

    def tier(self, tier: Tier, *, limit: float | None = None) -> Storage:
        """A tier to write to; recognised at once. `limit`: bytes a second. Raises MarkerError, StorageError."""
        place = replace(self._place(tier), limits=Limits(put=limit, get=limit))
        storage = self._open("writing", place)
        check_place(storage, repository=self._keys.repository, tier=tier.id, keys=self._keys)
        return storage

    def reading(self, tier: Tier) -> Storage:
        """A tier to read from; a missing marker is no obstacle. Raises StorageError if it does not answer soon."""
        storage = self._open("reading", _at_a_glance(self._place(tier)))
        next(iter(storage.list("keys/slots/")), None)
        return storage

    def _place(self, tier: Tier) -> Place:
        return Place(
            tier.location,
            tier.role,
            self.writer,
            settings=settings_of(tier.settings),
            identity=self._identity(tier.id),
            keys=self.bucket_keys.of(tier),
            tolls=self._pacing.tolls(tier, self._paced, _Wish(self)) if self._paced else (),
        )

    def _identity(self, tier: str | None) -> IdentityCheck:
        def check(data: bytes) -> None:
            check_marker(data, repository=self._keys.repository, tier=tier, keys=self._keys)

        return check

    def _open(self, use: str, place: Place) -> Storage:
        key = (use, place.location, place.limits.put)
        if key not in self._opened:
            self._opened[key] = open_storage(
                place, clock=self._clock, chance=random.Random(), tell=self._tell, cancel=_Wish(self)
            )
        return self._opened[key]

    def _tell(self, retrying: Retrying) -> None:
        self.progress.warn(retrying.sentence)

    def close(self) -> None:
        """Let go of everything that was opened. Idempotent."""
        while self._opened:
            self._opened.popitem()[1].close()


class _Wish(CancelToken):
    """Whatever token the present work has: places are opened before the work begins."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._places = places

    @property
    def cancelled(self) -> bool:
        """See CancelToken."""
        return self._places.cancel.cancelled

    def check(self) -> None:
        """See CancelToken."""
        self._places.cancel.check()


def look_at(location: str, clock: Clock, *, role: str = "offsite", keys: BucketKeys | None = None) -> Storage:
    """A place about which nothing is known yet, for reading. `keys`: of a bucket, None for the AWS tools'."""
    place = _at_a_glance(Place(location, role, Writer("look", "look"), marker_required=False, keys=keys))
    return open_storage(place, clock=clock, chance=random.Random())


def _at_a_glance(place: Place) -> Place:
    """Asked with little patience."""
    told = place.settings
    waits = {name: min(getattr(told, name), SOON_S) for name in ("connect_timeout", "read_timeout")}
    return replace(place, patience=GLANCE, settings=msgspec.structs.replace(told, **waits))


def new_folder(folder: str, clock: Clock) -> Storage:
    """A folder that is to become a vault's own: it bears no marker yet."""
    place = Place(folder, "local", Writer(secrets.token_hex(8), secrets.token_hex(8)), marker_required=False)
    return open_storage(place, clock=clock, chance=random.Random())
