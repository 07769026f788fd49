"""Tiers: the places that hold a copy."""

from __future__ import annotations

from typing import Literal

import msgspec

from studio_backup.domain.bandwidth import Bandwidth
from studio_backup.domain.wedding import Spot

TierRole = Literal["local", "nas", "cloud", "cloud-secondary", "offsite"]
TIER_ROLES: tuple[TierRole, ...] = ("nas", "cloud", "cloud-secondary", "offsite")
"""Roles a person may give; `local` is the vault's own folder."""
Medium = Literal["", "disk", "nas", "cloud", "tape"]


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """A tier as this home knows it; id, name and role come from the marker at the place.

    `settings`: what the probe recorded, opaque JSON owned by storage.probe ("" until probed). `bandwidth`: how much of
    this machine's line work for it may take. `medium`, `place`, `spot`: what a person said of what it is and where it
    lies; "" and None where nobody did, and then it is told from role and location (`domain.tier_place`). `keys`: the
    account in this machine's keyring under which a bucket's access key lies, "" where nobody typed one here. `version`
    counts the edits of a person.
    """

    id: str
    name: str
    role: TierRole
    location: str
    settings: str = ""
    added_ns: int = 0
    bandwidth: Bandwidth = Bandwidth()
    medium: Medium = ""
    place: str = ""
    spot: Spot | None = None
    provider: str = ""
    keys: str = ""
    version: int = 1
