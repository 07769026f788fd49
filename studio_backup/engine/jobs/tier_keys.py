"""Another access key for a bucket that is a tier: tried out first, and only then in the place of the old one."""

from __future__ import annotations

import msgspec

from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.tiers import TierState, change_tier, check_takes_keys, probe_at, state_of
from studio_backup.engine.places import look_at
from studio_backup.engine.studio import Studio
from studio_backup.repository.marker import check_place
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.location import parse_location
from studio_backup.storage.probe_report import encode_report


def change_keys(studio: Studio, name: str, keys: BucketKeys) -> TierState:
    """Try the bucket out with these keys, then use them from now on. Until then, and after an error, the old ones are.

    Raises NotFoundError, UsageError (a folder), RefusedError (no keyring), MarkerError, StorageError.
    """
    tier, kept = studio.tier(name), studio.places.bucket_keys
    check_takes_keys(parse_location(tier.location))
    kept.check()
    _recognise(studio, tier, keys)
    settings = encode_report(probe_at(studio, tier.location, tier.role, tier.settings, keys=keys))
    with kept.keeping(keys) as account:
        changed = change_tier(
            studio,
            tier.id,
            lambda now: msgspec.structs.replace(now, settings=settings, keys=account, version=now.version + 1),
        )
    kept.forget(tier.keys)
    return state_of(changed)


def _recognise(studio: Studio, tier: Tier, keys: BucketKeys) -> None:
    """Nothing is written before the marker was seen: other keys may open another bucket of the same name."""
    storage = look_at(tier.location, studio.clock, role=tier.role, keys=keys)
    try:
        check_place(storage, repository=studio.keys.repository, tier=tier.id, keys=studio.keys)
    finally:
        storage.close()
