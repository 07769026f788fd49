"""What the calendar decides of the work: levels of sources and of their jobs, deadlines, and who is first.

A level that a person set by hand, or a policy above normal, raises; nothing here is ever lowered by it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import msgspec

from studio_backup.domain.job import Job, Level, rank
from studio_backup.domain.protection import Protection
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.tier_place import STUDIO
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.health.limits import SECOND
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.service.demanded import Demanded
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.preferences import PreferencesKept
from studio_backup.engine.service.protection import Protecting, Surroundings
from studio_backup.engine.service.protection_held import Key
from studio_backup.engine.service.protection_places import MACHINE, holding_nothing
from studio_backup.engine.service.reading import Urgency
from studio_backup.engine.service.tier_look import Contact
from studio_backup.engine.watch.settle import DAILY_S
from studio_backup.engine.watch.values import SourceState

_Alone = tuple[str, Key]
"""A tier, and a wedding which has a copy job of its own for it."""
LEAST: Final[Level] = "low"
OFTEN_S: Final = 5 * 3600
"""Folders that are watched are looked through no more often than this."""
CRITICAL_OFTEN_S: Final = 3600
"""As `OFTEN_S`, of those that hold what is critical. After a start, a sleep and lost events the watcher has all looked
through at once; this bounds what neither told."""
_LOG = logging.getLogger("studio_backup.engine")


def _never(_source: WatchedSource) -> bool:
    return False


class Deciding:
    """Safe for many threads. `booked`: the weddings the studio knows. `dismissed`: set by who knows what a person said
    belongs to none; `carried`: by who looks at the tiers: by tier, the weddings whose copies wait for it. `moving`:
    whether a source was given to its wedding and that does not hold it whole yet: until then it is as urgent as it was.

    `contact`: the last contact with a tier, by name; `states`: of all sources.
    """

    def __init__(
        self,
        parts: Parts,
        preferences: PreferencesKept,
        states: Callable[[], Sequence[SourceState]],
        contact: Callable[[str], Contact],
    ) -> None:
        self._parts, self._preferences, self._states, self._contact = parts, preferences, states, contact
        self.booked: Callable[[], Sequence[BookedWedding]] = parts.weddings.all
        self.dismissed: Callable[[WatchedSource], bool] = _never
        self.moving: Callable[[WatchedSource], bool] = _never
        self.carried: Mapping[str, Collection[tuple[str, str]]] = {}
        self._levels: Mapping[str, Level] = {}
        self._weddings: Mapping[Key, Level] = {}
        self._holds_media: frozenset[str] = frozenset()
        self._given: dict[str, Level] = {}
        self._sources: Sequence[WatchedSource] = ()  # as of the last look, like the next two
        self._waiting_media: frozenset[str] = frozenset()
        self._of_none_at: dict[tuple[bool, bool], Protection] = {}
        self._changes = self._ordered = 0
        self._newest: tuple[int, Mapping[str, str]] = (-1, {})  # of each folder its newest complete point
        self._appeared: dict[str, int] = {}
        self.protecting = Protecting(
            Surroundings(
                weddings=self.booked,
                sources=lambda: self._sources,
                states=states,
                facts=self.facts,
                left_out=self._left_out,
                cause=self._cause,
                now_ns=parts.clock.now_ns,
            )
        )

    def facts(self) -> StudioFacts:
        """The studio as copies are counted."""
        kept = self._preferences.now
        return StudioFacts(
            zone=kept.zone or getattr(self._parts.zone(), "key", "UTC"),
            place=STUDIO,
            spot=kept.spot,
            places=(MACHINE, *map(holding_nothing, self._parts.home.tiers())),
            numbers=kept.numbers,
        )

    def now_ns(self) -> int:
        """This moment."""
        return self._parts.clock.now_ns()

    def _cause(self, tier: str) -> str:
        contact = self._contact(tier)
        return contact.why if contact.trouble else ""

    # Levels

    def refresh(self) -> None:
        """Look at weddings, calendar and clock again."""
        sources = self._sources = self._parts.sources.all()
        self._waiting_media, self._of_none_at = self._media_waiting(), {}
        changed, before = self.protecting.refresh(), (self._levels, self._weddings)
        self._holds_media = holds_media = self._holding_media(sources)
        self._levels = {one.id: self._level(one, one.id in holds_media) for one in sources}
        self._weddings = self._of_weddings(sources)
        self._changes += changed or before != (self._levels, self._weddings)

    def is_another_order(self) -> bool:
        """Whether a level may be another than at the last such question, whoever looked meanwhile."""
        self.refresh()
        before, self._ordered = self._ordered, self._changes
        return before != self._changes

    def looked_every_s(self) -> dict[str, float]:
        """By source id, how often all of it is to be looked at. Its changes are noticed at once; this is for what no
        event ever told of, so it is not done more often than the season wants of normal ones."""
        return {one.id: self._looked_every_s(one) for one in self._parts.sources.all()}

    def _looked_every_s(self, source: WatchedSource) -> float:
        often_s = CRITICAL_OFTEN_S if rank(self.level(source)) >= rank("critical") else OFTEN_S
        return float(max(often_s, min(self._wanted_every_s(source), default=DAILY_S)))

    def _wanted_every_s(self, source: WatchedSource) -> Sequence[int]:
        if not source.wedding:
            one = self._needs_of_none(source, source.id in self._holds_media)
            return [one.looked_every_s] if one else []
        standing = self.protecting.of(source.wedding, source.date)
        return [each.looked_every_s for each in standing.protections] if standing else []

    def sources(self) -> list[WatchedSource]:
        """All sources, each with the level that counts now."""
        return [replace(one, level=self.level(one)) for one in self._parts.sources.all()]

    def level(self, source: WatchedSource) -> Level:
        """How urgent a source is now; of one that was added just now nobody knows what it holds."""
        return self._levels.get(source.id) or self._level(source, True)

    def level_of(self, wedding: str, date: str) -> Level:
        """How urgent a wedding is now, whether or not a source of it is watched; "normal" for what is none."""
        return self._weddings.get(self.protecting.key(wedding, date), "normal")

    def is_emergency(self, wedding: str, date: str) -> bool:
        """Whether a wedding is one by the calendar's rules: then it goes to every place there is, see `Demanded`."""
        one = self.protecting.of(wedding, date)
        return one is not None and one.level == "emergency"

    def _left_out(self) -> Mapping[str, frozenset[str]]:
        """By source id, the tiers which its policy leaves out."""
        policies = self._parts.policies.all()
        if not any(policy.tiers for policy in policies):
            return {}
        return Demanded(policies, self._sources, [tier.name for tier in self._parts.home.tiers()]).left_out_by_policy()

    def urgency(self) -> Urgency:
        """How urgent readings are: quiet in a Saturday window, and on the day of an event, by each venue's clock."""
        quiet, changes = self.protecting.quiet() is not None, self.protecting.changes
        return Urgency(self.level_of, quiet=quiet, changes=changes, numbers=self._preferences.now.numbers)

    def _of_weddings(self, sources: Iterable[WatchedSource]) -> dict[Key, Level]:
        found: dict[Key, Level] = {key: one.level for key, one in self.protecting.standings.items()}
        for source in sources:
            key = self.protecting.key(source.wedding, source.date)
            found[key] = max(found.get(key, LEAST), self._levels[source.id], key=rank)
        return found

    def _level(self, source: WatchedSource, may_be_media: bool) -> Level:
        return max(self._reckoned(source, may_be_media), wished(source), key=rank)

    def _reckoned(self, source: WatchedSource, may_be_media: bool) -> Level:
        if source.wedding:
            one = self.protecting.of(source.wedding, source.date)
            level: Level = one.level if one else "normal"
            is_unknown = self.moving(source) or source.path not in self._newest_points()
            return max(level, self._of_none(source, True), key=rank) if is_unknown else level
        return self._of_none(source, may_be_media)

    def _of_none(self, source: WatchedSource, may_be_media: bool) -> Level:
        one = self._needs_of_none(source, may_be_media)
        return one.level if one else LEAST

    def _needs_of_none(self, source: WatchedSource, may_be_media: bool) -> Protection | None:
        if not source.level_of_policy or source.policy:
            return None  # a person decided what it is
        dismissed = source.id not in self._waiting_media and self.dismissed(source)  # nobody has seen what came now
        known = self._of_none_at.get((may_be_media, dismissed))
        if known is None:
            known = self.protecting.of_no_wedding(media=may_be_media, dismissed=dismissed)
            self._of_none_at[may_be_media, dismissed] = known
        return known

    def _holding_media(self, sources: Iterable[WatchedSource]) -> frozenset[str]:
        """Ids of those of no wedding which hold photos or videos, or may: what was never backed up nobody knows."""
        asked = [one for one in sources if not one.wedding]
        if not asked:
            return frozenset()
        index, newest, waiting = self._parts.index, self._newest_points(), self._waiting_media
        contents = {one.id: index.content(newest.get(one.path, "")) for one in asked}
        return frozenset(id for id, content in contents.items() if id in waiting or content is None or content.media)

    def _newest_points(self) -> Mapping[str, str]:
        """Of each folder its newest complete point."""
        index = self._parts.index
        if self._newest[0] != index.changes:
            self._newest = index.changes, {row.source: row.id for row in index.rows() if not row.partial}
        return self._newest[1]

    def _media_waiting(self) -> frozenset[str]:
        """Ids of those with photos or videos that no point holds yet."""
        return frozenset(state.id for state in self._states() if state.waiting_media_since_ns)

    # When bytes appeared

    def begins(self, source: WatchedSource) -> None:
        """It is read now: what it will store was seen since then, or since the folder was added."""
        state = next((one for one in self._states() if one.id == source.id), None)
        is_first = not any(row.source == source.path for row in self._parts.index.rows())
        known = (state.waiting_since_ns if state else 0, source.added_ns if is_first else 0)
        self._appeared[source.id] = min(filter(None, known), default=0)

    def appeared_ns(self, source: WatchedSource) -> int:
        """When the oldest byte of the backup that began last appeared, ns UTC; 0 if nobody knows."""
        return self._appeared.pop(source.id, 0)

    def press(self, wedding: str, date: str) -> None:
        """Somebody pressed Emergency: it goes before all else until it is safe, also after a restart."""
        one = self.protecting.of(wedding, date)
        if one is not None and one.booked.id:
            self.press_emergency(one.booked, on=True)

    def press_emergency(self, booked: BookedWedding, *, on: bool) -> None:
        """Somebody pressed Emergency for a wedding, or it is safe again. Raises what the catalog raises."""
        record = self._parts.weddings.record(booked.id)
        if record.typed.emergency != on:
            typed = msgspec.structs.replace(record.typed, emergency=on)
            self._parts.weddings.replace(msgspec.structs.replace(record, typed=typed), record.version)

    # Jobs

    def urgent(self, job: Job) -> Job:
        """The job with its level, its deadline off-site and its newest capture, as the calendar decides them."""
        level = self._level_of_job(job) if job.kind != "replicate" or job.wedding else job.level
        self._given[job.id] = level
        return self._dated(replace(job, level=max(level, job.level, key=rank)))

    def reordered(self, jobs: Sequence[Job]) -> dict[str, Job]:
        """By id, the jobs which are more or less urgent now than when they were made. What a person asked for at a
        level is never lowered. What has become an emergency waits for nobody: see `priority`."""
        found = {}
        mine, alone = dict(self._given), self._alone(jobs)
        for job in jobs:
            level = (
                self._level_of_job(job, alone) if job.kind in ("backup", "replicate") and not job.asked else job.level
            )
            is_mine = mine.get(job.id) == job.level
            if level != job.level and (is_mine or rank(level) > rank(job.level)):
                self._given[job.id] = level
                found[job.id] = self._dated(_at_once(replace(job, level=level)))
        for gone in mine.keys() - {job.id for job in jobs}:
            self._given.pop(gone, None)
        return found

    def _level_of_job(self, job: Job, alone: frozenset[_Alone] = frozenset()) -> Level:
        if job.kind == "backup" and job.source:
            source = next((one for one in self._sources if one.id == job.source), None)
            return self.level(source) if source else job.level
        if job.kind == "replicate" and not job.wedding:
            return self._level_of_several(job, alone)
        return self.level_of(job.wedding, job.date) if job.wedding else job.level

    def _level_of_several(self, job: Job, alone: frozenset[_Alone]) -> Level:
        """As the most urgent wedding which a copy of several brings. What has a job of its own, or is to get one since
        it is urgent (`copies_apart`), does not count: it must not draw all the others before itself."""
        tiers = [job.tier] if job.tier else list(self.carried)
        brought = [(tier, one) for tier in tiers for one in self.carried.get(tier, ())]
        levels = [self.level_of(*one) for tier, one in brought if (tier, self.protecting.key(*one)) not in alone]
        if len({one for _, one in brought}) > 1:
            levels = [level for level in levels if rank(level) < rank("high")]
        return max(levels, key=rank, default=job.level)

    def _alone(self, jobs: Iterable[Job]) -> frozenset[_Alone]:
        own = (job for job in jobs if job.kind == "replicate" and job.wedding)
        return frozenset((job.tier, self.protecting.key(job.wedding, job.date)) for job in own)

    def _dated(self, job: Job) -> Job:
        one = self.protecting.of(job.wedding, job.date) if job.wedding else None
        if one is None or not one.protections:
            return job
        since = one.exposure.since_ns or job.created_ns
        media = one.media.newest_ns if one.protection.media and one.protection.media.level == one.level else 0
        return replace(job, deadline_ns=since + one.allowed_s * SECOND, captured_ns=media)


def wished(source: WatchedSource) -> Level:
    """What a person set by hand, or a policy above normal: the default of all policies wishes nothing."""
    if source.level_of_policy and rank(source.level) <= rank("normal") and not source.policy:
        return LEAST
    return source.level


def _at_once(job: Job) -> Job:
    """An emergency lifts a pause, and waits for no next attempt."""
    return replace(job, paused=False, retry_ns=0) if job.level == "emergency" else job
