"""All that is known now, from memory: what the rules of health look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio_backup.domain.alert import Alert
from studio_backup.domain.job import Job
from studio_backup.engine.health.facts import Facts, FailedJob
from studio_backup.engine.health.feed_rules import FeedFacts
from studio_backup.engine.service.calendar_trouble import feeds_in_trouble
from studio_backup.engine.service.calendar_watch import CalendarWatch
from studio_backup.engine.service.deciding import Deciding
from studio_backup.engine.service.demanded import Demanded
from studio_backup.engine.service.gathering import Seen, running_jobs, source_facts
from studio_backup.engine.service.kit_reminder import KitReminder
from studio_backup.engine.service.looked import Looked
from studio_backup.engine.service.made_anew import MadeAnew
from studio_backup.engine.service.other_laptops import OtherLaptops
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.places_known import PlacesKnown
from studio_backup.engine.service.ready import ReadyLook
from studio_backup.engine.watch.values import SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The engine itself at this moment; times in ns UTC."""

    jobs: Sequence[Job]
    paused_until_ns: int
    states: Sequence[SourceState]
    failed: tuple[FailedJob, ...]
    undecided: tuple[Alert, ...]
    locked_since_ns: int
    started_ns: int
    off_since_ns: int
    made_anew: MadeAnew
    look_failing_since_ns: int = 0


class FactsNow:
    """Puts together what the parts of the engine remember."""

    def __init__(self, parts: Parts, places: PlacesKnown, deciding: Deciding, looked: Looked, kit: KitReminder) -> None:
        self._parts, self._places, self._deciding = parts, places, deciding
        self._looked, self._kit = looked, kit
        known, others = ReadyLook(parts, places, deciding, kit).known, OtherLaptops(parts).of
        self._watch = CalendarWatch(deciding, known, others)
        self._feeds: tuple[FeedFacts, ...] = ()

    def look(self) -> None:
        """Look again at what the calendar has to say."""
        self._watch.look()
        self._feeds = feeds_in_trouble(self._parts.catalog)

    def of(self, running: Running) -> Facts:
        """At this moment."""
        now = self._parts.clock.now_ns()
        rows, known = self._parts.index.rows(), self._places.remembered
        until, sources = running.paused_until_ns, self._deciding.sources()
        demanded = Demanded(self._parts.policies.all(), sources, [tier.name for tier in known.tiers])
        return Facts(
            now_ns=now,
            joined=self._parts.vault.joined,
            unlocked=self._parts.vault.unlocked,
            locked_since_ns=running.locked_since_ns,
            kit_unsaved_since_ns=self._kit.unsaved_since_ns,
            paused=until > now,
            paused_until_ns=until,
            sources=demanded.of(
                source_facts(sources, running.states, Seen(rows, self._looked.all()), known.absent_since, now)
            ),
            tiers=known.tiers,
            running=running_jobs(running.jobs),
            failed=running.failed,
            damage=known.damage,
            unread=known.unread,
            disks=known.disks,
            losses=known.losses,
            undecided=running.undecided,
            engine_started_ns=running.started_ns,
            engine_off_since_ns=running.off_since_ns,
            outdated=self._places.outdated,
            look_failing_since_ns=running.look_failing_since_ns,
            vault_trouble=known.vault_trouble,
            vault_trouble_since_ns=known.vault_trouble_since_ns,
            catalog_set_aside=running.made_anew.set_aside,
            catalog_set_aside_ns=running.made_anew.at_ns,
            calendar=self._watch.facts,
            feeds=self._feeds,
        )
