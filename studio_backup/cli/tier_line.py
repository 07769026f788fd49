"""Keeping limits of the line: by the engine's door, else in this home."""

from __future__ import annotations

from collections.abc import Callable

from studio_backup.api.tiers import BandwidthRequest, LinePatch, TierPatch, WindowRequest
from studio_backup.cli.door import door
from studio_backup.cli.session import Session
from studio_backup.cli.tiers_asked import named
from studio_backup.domain.bandwidth import Bandwidth


def keep_limits(session: Session, name: str, change: Callable[[Bandwidth], Bandwidth]) -> Bandwidth:
    """What `change` makes of the limits of a tier ("": of all together) is kept; returned as it is then."""
    with door(session) as reached:
        tiers = reached.service.tiers
        if not name:
            line = tiers.line()
            wanted = change(line.bandwidth)
            if wanted == line.bandwidth:
                return wanted
            return tiers.edit_line(LinePatch(bandwidth=_asked(wanted)), line.version).bandwidth
        card = named(tiers, name)
        wanted = change(card.bandwidth)
        if wanted == card.bandwidth:
            return wanted
        return tiers.edit(card.id, TierPatch(bandwidth=_asked(wanted)), card.version).bandwidth


def _asked(wanted: Bandwidth) -> BandwidthRequest:
    windows = tuple(WindowRequest(begins=one.begins, ends=one.ends, rate=one.rate) for one in wanted.windows)
    return BandwidthRequest(windows=windows, otherwise=wanted.otherwise, urgent_free=wanted.urgent_free)
