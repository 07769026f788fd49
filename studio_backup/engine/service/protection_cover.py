"""How weddings are protected, as their views show it: told from memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.api.wire import CopyView
from studio_backup.catalog.verifications import VerificationTable
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import folded, key_of
from studio_backup.engine.health.objectives import CameBack, Recovery, of_drill, recovery
from studio_backup.engine.jobs.status import WeddingStatus
from studio_backup.engine.schedule.priority import cards_wait_for, is_media_safe, state_of
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.service.deciding import Deciding
from studio_backup.engine.service.protection_held import Key
from studio_backup.engine.service.protection_values import Standing
from studio_backup.engine.service.protection_views import objectives_view, protection_view
from studio_backup.engine.service.views import wedding_view
from studio_backup.engine.service.wedding_cover import Cover

SPEED_DAYS: Final = 90
"""Older measurements tell of another disk, or another line."""
_DRILLS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured. `speeds`: bytes a second by place, over so many days; `verified`: drills;
    `restored`: whole weddings, by name and date, in the last so many days."""

    speeds: Callable[[int], Mapping[str, float]]
    verified: VerificationTable
    restored: Callable[[int], Iterable[tuple[str, str, CameBack]]]


class ByCalendar:
    """See `wedding_cover.ProtectionOf`. `stored`: what the last look at the places found of each wedding."""

    def __init__(self, deciding: Deciding, measured: Measured, stored: Callable[[], Sequence[WeddingStatus]]) -> None:
        self._deciding, self._measured, self._stored = deciding, measured, stored

    def of(self, weddings: Sequence[BookedWedding]) -> Sequence[Cover]:
        """One cover for each, in the same order."""
        self._deciding.refresh()
        copies = {key_of(one.wedding, one.date): wedding_view(one).copies for one in self._stored()}
        recoveries, facts = Recoveries(self._measured), self._deciding.facts()
        return [self._cover(one, copies, recoveries, facts) for one in weddings]

    def _cover(
        self,
        wedding: BookedWedding,
        copies: Mapping[Key, tuple[CopyView, ...]],
        recoveries: Recoveries,
        facts: StudioFacts,
    ) -> Cover:
        now = self._deciding.now_ns()
        one = self._deciding.protecting.standings.get(key_of(wedding.name, wedding.date))
        if one is None:
            return Cover(state=state_of(wedding, facts, now, media_safe=False))
        if one.booked.trouble:
            return Cover(level=one.level, sentence=one.sentence, at_risk=True, risk=one.booked.trouble)
        safe = is_media_safe(wedding, one.media, facts, now)
        return Cover(
            state=state_of(wedding, facts, now, media_safe=safe),
            level=one.level,
            sentence=one.sentence,
            at_risk=one.overdue,
            risk=one.lacks if one.overdue else "",
            papers_protection=protection_view(one.protection.papers),
            media_protection=protection_view(one.protection.media),
            objectives=objectives_view(one, recoveries.of(one), now),
            copies=copies.get(one.key, ()),
            photos=one.holding.photos,
            videos=one.holding.videos,
            papers=one.holding.papers.files,
            bytes=one.holding.papers.bytes + one.holding.media.bytes,
            newest_photo_ns=one.holding.media.newest_ns,
            cards_wait_for=cards_wait_for(wedding, one.media, facts),
        )


class Recoveries:
    """How long each wedding takes to come back; what was measured is asked for once."""

    def __init__(self, measured: Measured) -> None:
        self._speeds = measured.speeds(SPEED_DAYS)
        self._past: dict[str, list[tuple[str, CameBack]]] = {}
        for wedding, date, came in (*_drilled(measured.verified), *measured.restored(SPEED_DAYS)):
            self._past.setdefault(folded(wedding), []).append((date, came))

    def of(self, one: Standing) -> Recovery:
        """Of one wedding."""
        past = [came for date, came in self._past.get(one.key[0], ()) if date in ("", one.key[1])]
        size = one.holding.papers.bytes + one.holding.media.bytes
        return recovery(size, _holders(one), self._speeds, past)


def _drilled(verified: VerificationTable) -> Iterator[tuple[str, str, CameBack]]:
    for drill in verified.page(_DRILLS, levels=["drill"]):
        came = of_drill(drill)
        if drill.wedding and came is not None:
            yield drill.wedding, drill.date, came


def _holders(one: Standing) -> Iterable[str]:
    """Places that hold all of it and can be read."""
    classes = [held for held in (one.holding.papers, one.holding.media) if held.files]
    whole = [{copy.tier for copy in held.copies if copy.complete and copy.readable} for held in classes]
    return sorted(set.intersection(*whole)) if whole else ()
