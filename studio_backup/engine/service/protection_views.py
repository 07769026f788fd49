"""How weddings stand, as the door shows it."""

from __future__ import annotations

import msgspec

from studio_backup.api.weddings import ObjectivesView, PriorityView, ProtectionView
from studio_backup.api.wire import AtRiskView
from studio_backup.domain.protection import Protection, WeddingProtection
from studio_backup.engine.health.limits import SECOND
from studio_backup.engine.health.objectives import Recovery
from studio_backup.engine.service.protection_values import Standing

_FIELDS = tuple(field.name for field in msgspec.structs.fields(ProtectionView))


def protection_view(found: Protection | None) -> ProtectionView | None:
    """Of papers, or of media."""
    return ProtectionView(**{name: getattr(found, name) for name in _FIELDS}) if found is not None else None


def priority_view(one: Standing, found: WeddingProtection, at_ns: int) -> PriorityView:
    """Why a wedding is as urgent as it is, at a moment."""
    return PriorityView(
        wedding=one.booked.name,
        date=one.booked.date,
        at_ns=at_ns,
        papers=protection_view(found.papers),
        media=protection_view(found.media),
    )


def at_risk_view(one: Standing | None) -> AtRiskView | None:
    """The wedding most at risk."""
    if one is None:
        return None
    return AtRiskView(
        wedding=one.booked.name,
        date=one.booked.date,
        level=one.level,
        files=max(1, one.exposure.files),
        places=one.waited_for,
        since_ns=one.exposure.since_ns,
        overdue=one.overdue,
        why=one.why,
    )


def objectives_view(one: Standing, recovery: Recovery, now_ns: int) -> ObjectivesView:
    """How much of a wedding could be lost now, and how long it would take to get it back."""
    exposure = one.exposure
    return ObjectivesView(
        rpo_s=_since_s(exposure.media_since_ns, now_ns),
        rpo_offsite_s=_since_s(exposure.offsite_since_ns, now_ns),
        rpo_allowed_s=one.allowed_s,
        rpo_offsite_allowed_s=one.allowed_s,
        waiting_files=exposure.files,
        waiting_since_ns=exposure.since_ns,
        rto_s=round(recovery.seconds, 1) if recovery.seconds is not None else None,
        rto_measured=recovery.measured,
        rto_from=recovery.place,
        rto_at_ns=recovery.at_ns,
    )


def _since_s(since_ns: int, now_ns: int) -> int:
    """At least a second where something lacks, so that it is never taken for nothing."""
    return max(1, (now_ns - since_ns) // SECOND) if since_ns else 0
