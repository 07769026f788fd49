"""Whether the studio is ready for its Saturday: what is known of places, folders and keys, from memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from statistics import median
from typing import Final

from studio_backup.domain.source import WatchedSource
from studio_backup.domain.tier import Tier
from studio_backup.engine.health.facts import DiskFacts
from studio_backup.engine.health.readiness import PlaceReady, ReadyFacts
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_windows import at_wall, local, windows_of
from studio_backup.engine.service.deciding import Deciding
from studio_backup.engine.service.kit_reminder import KitReminder
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.places_known import PlacesKnown
from studio_backup.engine.service.protection_held import wedding_key
from studio_backup.engine.service.protection_values import Standing
from studio_backup.engine.service.start_at_login import StartAtLogin
from studio_backup.engine.service.tier_look import Contact
from studio_backup.engine.studio import LOCAL
from studio_backup.storage.probe_report import ProbeReport, decode_report

_THURSDAY_NOON: Final = time(12)
_LEAST_WEDDINGS: Final = 3
"""From fewer nobody can tell what one brings."""


@dataclass(frozen=True, slots=True)
class Weekend:
    """The next Saturday window of this studio's weddings. The list is looked after from `from_ns` to `until_ns`."""

    weddings: tuple[Standing, ...]
    from_ns: int
    until_ns: int
    ends_ns: int

    def is_asked(self, now_ns: int) -> bool:
        """Whether that is now."""
        return self.from_ns <= now_ns < self.until_ns


@dataclass(frozen=True, slots=True)
class Known:
    """What is looked at. `tiers`: each with its last contact."""

    now_ns: int
    tiers: Sequence[tuple[Tier, Contact]]
    disks: Sequence[DiskFacts]
    sources: Sequence[WatchedSource]
    standings: Sequence[Standing]
    unlocked: bool
    login: StartAtLogin | None
    kit: KitReminder


class ReadyLook:
    """Puts together what is known."""

    def __init__(self, parts: Parts, places: PlacesKnown, deciding: Deciding, kit: KitReminder) -> None:
        self._parts, self._places, self._deciding, self._kit = parts, places, deciding, kit

    def known(self) -> Known:
        """At this moment."""
        return Known(
            now_ns=self._parts.clock.now_ns(),
            tiers=[(tier, self._places.contact(tier.name)) for tier in self._parts.home.tiers()],
            disks=self._places.remembered.disks,
            sources=self._parts.sources.all(),
            standings=list(self._deciding.protecting.standings.values()),
            unlocked=self._parts.vault.unlocked,
            login=self._parts.login,
            kit=self._kit,
        )


def next_weekend(standings: Iterable[Standing], facts: StudioFacts, now_ns: int) -> Weekend | None:
    """The Saturday window which is on, or comes next; None where no wedding ahead touches one."""
    found = []
    for one in standings:
        if one.booked.cancelled:
            continue
        windows = windows_of(one.booked, facts)
        found += [(span, windows, one) for span in windows.saturdays if span[1] > now_ns]
    if not found:
        return None
    (begin_ns, _), windows, _ = min(found, key=lambda each: (each[0], each[2].key))
    same = [each for each in found if abs(each[0][0] - begin_ns) < 86_400 * 10**9]  # venues of several zones
    friday = local(begin_ns, windows.zone).date()
    noon = datetime.combine(friday - timedelta(days=1), _THURSDAY_NOON)
    return Weekend(
        weddings=tuple(sorted({one.key: one for _, _, one in same}.values(), key=lambda one: one.key)),
        from_ns=at_wall(noon, windows.zone),
        until_ns=begin_ns,
        ends_ns=max(span[1] for span, _, _ in same),
    )


def ready_facts(known: Known, weekend: Weekend | None) -> ReadyFacts:
    """What the rules look at."""
    coming = weekend.weddings if weekend else ()
    free = next((disk.free for disk in known.disks if disk.place == LOCAL), None)
    return ReadyFacts(
        now_ns=known.now_ns,
        places=tuple(_place(tier, contact) for tier, contact in known.tiers),
        local_free=free,
        expected=len(coming) * usual_bytes(known.standings, known.now_ns),
        unlocked=known.unlocked,
        starts_at_login=known.login.on if known.login else None,
        folders=sum(not one.wedding or _is_of(one, coming) for one in known.sources),
        lacking_folders=_lacking(known.sources, coming),
        kit_unsaved=known.kit.unsaved_since_ns > 0,
        kit_tried_ns=known.kit.tried_ns,
    )


def usual_bytes(standings: Iterable[Standing], now_ns: int) -> int:
    """What a wedding of this studio brings, in the middle; 0 if nobody can tell yet."""
    sizes = [one.holding.media.bytes for one in standings if one.holding.media.bytes and one.booked.end_ns < now_ns]
    return round(median(sizes)) if len(sizes) >= _LEAST_WEDDINGS else 0


def _place(tier: Tier, contact: Contact) -> PlaceReady:
    return PlaceReady(
        name=tier.name,
        answers=bool(contact.last_contact_ns) and not contact.trouble,
        why=contact.why,
        free=contact.free,
        clock_s=_clock_s(tier),
    )


def report_of(tier: Tier) -> ProbeReport | None:
    """What was found when the place was tried out; None where it never was, or nobody can read that any more."""
    with contextlib.suppress(ValueError):
        return decode_report(tier.settings) if tier.settings else None
    return None


def _clock_s(tier: Tier) -> float | None:
    report = report_of(tier)
    return report.clock_offset if report else None


def _is_of(source: WatchedSource, coming: Iterable[Standing]) -> bool:
    return any(_belongs(source, one) for one in coming)


def _belongs(source: WatchedSource, one: Standing) -> bool:
    key = wedding_key(source.wedding, source.date)
    return key[0] == one.key[0] and key[1] in ("", one.key[1])


def _lacking(sources: Sequence[WatchedSource], coming: Iterable[Standing]) -> tuple[str, ...]:
    """Weddings into none of whose folders cards go; into a folder of no wedding all do."""
    if any(not one.wedding for one in sources):
        return ()
    return tuple(one.booked.name for one in coming if not any(_belongs(source, one) for source in sources))
