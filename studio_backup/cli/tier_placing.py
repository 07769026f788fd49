"""Editing a tier through the door: by the engine where one runs, else on this home's catalog."""

from __future__ import annotations

from typing import Any

import msgspec

from studio_backup.api.tiers import TierPatch
from studio_backup.base.errors import UsageError
from studio_backup.cli.door import door
from studio_backup.cli.session import Session
from studio_backup.cli.tiers_asked import named
from studio_backup.cli.tiers_shown import TierPlaced
from studio_backup.domain.tier import TierRole
from studio_backup.engine.jobs.tier_lying import Lying


def keep_edit(session: Session, name: str, new_name: str | None, role: TierRole | None, lying: Lying) -> TierPlaced:
    """Keep what was said; returns the tier as it is then."""
    told: dict[str, Any] = {
        "name": new_name, "role": role, "medium": lying.medium, "place": lying.place, "spot": lying.spot
    }  # fmt: skip
    known = {field: value for field, value in told.items() if value is not None} | (
        {"spot": None} if lying.no_spot else {}
    )
    try:
        patch = msgspec.convert(msgspec.to_builtins(known), TierPatch)
    except msgspec.ValidationError as error:
        raise UsageError(f"That cannot be said of a tier: {error}.", hint="See `tier edit --help`.") from None
    with door(session) as engine:
        card = named(engine.service.tiers, name)
        kept = engine.service.tiers.edit(card.id, patch, card.version)
    return TierPlaced(
        id=kept.id,
        name=kept.name,
        role=kept.role,
        medium=kept.medium,
        place=kept.place,
        provider=kept.provider,
        spot=kept.spot,
    )
