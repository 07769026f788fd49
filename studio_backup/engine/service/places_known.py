"""What the engine knows of the vault and its tiers, and what it asks for when it looks at them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import MarkerError, NotFoundError, StorageError, StudioBackupError
from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job
from studio_backup.domain.tier import Tier
from studio_backup.engine.health.facts import UnreadFacts
from studio_backup.engine.jobs.places import vault_tier
from studio_backup.engine.jobs.replicate import LeavesOut, TierReplicated
from studio_backup.engine.jobs.status import Status, run_status
from studio_backup.engine.runner.runner import Runner
from studio_backup.engine.service.deciding import Deciding
from studio_backup.engine.service.demanded import Demanded
from studio_backup.engine.service.disks import Disks
from studio_backup.engine.service.gathering import Remembered, damage_facts, held_at, tier_facts
from studio_backup.engine.service.ledgers import Ledgers
from studio_backup.engine.service.losses import Losses
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.protection_held import Known
from studio_backup.engine.service.protection_places import KnownPlace, KnownVault
from studio_backup.engine.service.protection_unread import read_within, unread_facts
from studio_backup.engine.service.reading import ReadingBack
from studio_backup.engine.service.replicas import replicas_of
from studio_backup.engine.service.replication import AskedBefore, copies_apart, copies_wanted, is_of, weddings_in
from studio_backup.engine.service.tier_look import Contact, TierLook, Waiting, is_held, waiting_at
from studio_backup.engine.studio import Studio


class PlacesKnown:
    """Remembers between two looks. `news`: what is remembered of points and checks is older than the vault."""

    def __init__(self, parts: Parts, losses: Losses, runner: Callable[[], Runner], deciding: Deciding) -> None:
        self._parts, self._runner, self._deciding = parts, runner, deciding
        self._asked, self._asked_apart = AskedBefore(), AskedBefore()
        self._lacking: Mapping[str, Waiting] = {}  # what the last look found to wait, by tier
        self._answered: frozenset[str] = frozenset()
        self._tiers = TierLook(parts.clock)
        self._ledgers = Ledgers()
        self._reading = ReadingBack(parts.clock, self._ledgers)
        self.disks = Disks(parts.measured, parts.clock)
        self.remembered = Remembered(losses=losses.all())
        self.weddings = Status((), (), ())
        self.news = True
        self._learning = self._counting = False

    @property
    def outdated(self) -> bool:
        """Whether something was stored or read back which is not counted yet in what is remembered."""
        return self.news or self._counting

    def contact(self, tier: str) -> Contact:
        """The last contact with a tier, by its name."""
        return self._tiers.contact(tier)

    def changed(self, *names: str) -> None:
        """Tiers were added, removed, edited or mended; those once called `names` are forgotten."""
        for name in names:
            self._tiers.forget(name)
        self._asked.forget_all()
        self._asked_apart.forget_all()
        self.news = True

    def copied(self, tiers: tuple[TierReplicated, ...]) -> None:
        """A copy has ended."""
        for tier in tiers:
            if tier.error:
                self._tiers.failed(tier.tier, StudioBackupError(tier.error))
            else:
                self._tiers.answered(tier.tier)
        self.news = True

    def demanded(self, studio: Studio) -> Demanded:
        """At which tiers the policies want the copies of a wedding."""
        names = (tier.name for tier in studio.tiers)
        return Demanded(self._parts.policies.all(), self._parts.sources.all(), names, self._deciding.is_emergency)

    def leaves_out(self, studio: Studio) -> LeavesOut:
        """What the policies do not want at a tier."""
        return self.demanded(studio).left_out

    def tiers_of(self, studio: Studio, wedding: str, date: str) -> tuple[str, ...]:
        """Names of the tiers to which a wedding is copied; "" stands for all of the vault."""
        wanted = self.demanded(studio).tiers_of(wedding, date)
        return tuple(tier.name for tier in studio.tiers if not wedding or tier.name in wanted)

    def look_at_vault(self) -> None:
        """Look at the vault and its tiers once; asks for copies and readings which are due."""
        known = self.remembered
        try:
            with self._parts.vault.studio() as studio:
                if studio.local is None:
                    self._look_at_what_is_read(studio)
                    return
                next(iter(studio.writable().list("config-")), None)
                self._look_at_places(studio)
        except (StorageError, MarkerError, NotFoundError) as error:
            known.vault_trouble = error.message
            known.vault_trouble_since_ns = known.vault_trouble_since_ns or self._parts.clock.now_ns()
        else:
            known.vault_trouble, known.vault_trouble_since_ns = "", 0

    def ask_tiers(self, studio: Studio) -> list[str]:
        """Look at each tier now; names of those which answer and are the right ones."""
        return [tier.name for tier in studio.tiers if self._tiers.look(studio, tier)]

    def _look_at_what_is_read(self, studio: Studio) -> None:
        """This home only reads from a tier: where that is away the tier's own alert says so, not the vault's."""
        self.ask_tiers(studio)
        with contextlib.suppress(StorageError, NotFoundError):
            self.remember(studio)

    def _look_at_places(self, studio: Studio) -> None:
        answering = self.ask_tiers(studio)
        waiting = self.remember(studio)
        self._came_back(frozenset(answering) - self._answered)
        self._answered = frozenset(answering)
        self.ask_apart()
        free = [name for name in self._free(answering) if self._may_ask(name, waiting[name])]
        for job in copies_wanted(waiting, free, self._deciding.level_of, self._parts.clock.now_ns()):
            self._runner().submit(self._deciding.urgent(job))
        self._read_back(studio, answering)

    def ask_apart(self) -> None:
        """Weddings which have become urgent while their copies wait inside of a job for several go on their own, and
        first. From any thread."""
        level_of, now = self._deciding.level_of, self._parts.clock.now_ns()
        apart = [job for job in copies_apart(self._lacking, self._runner().jobs(), level_of, now) if self._may_go(job)]
        for job in apart:
            self._runner().submit(self._deciding.urgent(job))
        if apart:
            self._runner().reorder(self._deciding.reordered)

    def _may_go(self, job: Job) -> bool:
        waits = self._lacking[job.tier]
        own = Waiting(tuple(point for point in waits.points if is_of(job, (point.wedding, point.date))))
        return self._asked_apart.may(f"{job.tier}\0{job.wedding}\0{job.date}", *self._pressing(own))

    def _pressing(self, waits: Waiting) -> tuple[list[str], float, list[tuple[str, str]]]:
        """The points which wait, this moment, and the weddings of them which are an emergency."""
        ids, now = [point.id for point in waits.points], self._parts.clock.monotonic()
        return ids, now, [one for one in weddings_in(waits) if self._deciding.level_of(*one) == "emergency"]

    def _came_back(self, tiers: frozenset[str]) -> None:
        """They did not answer at the last look, and do: what waits for its next attempt there is tried now."""
        self._asked.forget(tiers)
        if tiers:
            self._asked_apart.forget_all()
        for job in self._runner().jobs():
            if job.kind == "replicate" and job.tier in tiers and job.retry_ns and not job.paused:
                with contextlib.suppress(StudioBackupError):  # it has ended just now
                    self._runner().resume(job.id)

    def _free(self, answering: list[str]) -> list[str]:
        """Those for which no copy is being made or waits. One for all tiers which waits for its next attempt, since
        one of them is away, holds up no other."""
        jobs = [job for job in self._runner().jobs() if job.kind == "replicate"]
        busy = {job.tier for job in jobs if job.tier or job.paused or not job.retry_ns}
        return [name for name in answering if name not in busy and "" not in busy]

    def _may_ask(self, tier: str, waits: Waiting) -> bool:
        """Whether something waits that it was not asked for in vain just now."""
        if not waits.points:
            self._asked.forget([tier])
            return False
        return self._asked.may(tier, *self._pressing(waits))

    def _read_back(self, studio: Studio, answering: list[str]) -> None:
        """Ask for the reading of what was not read back for long, or never."""
        rows = self._all_rows()
        urgency = self._deciding.urgency()
        job = self._reading.wanted(studio, answering, rows, urgency, self._runner().jobs())
        if job is not None:
            self._runner().submit(job)

    def remember(self, studio: Studio) -> dict[str, Waiting]:
        """Take in what the vault and this home know of every place, without asking the tiers."""
        demanded = self.demanded(studio)
        is_working = any(job.state == "in progress" for job in self._runner().jobs())
        self.news |= self._reading.has_news(studio) and not is_working
        if self.news or self._learning:
            self.news = self._learning = False
            self._counting = True
            self._reading.changed()
            try:
                self._parts.index.update(studio, CancelToken())
                self.weddings = run_status(studio, demanded.left_out)
            except StudioBackupError:
                self.news = True
                raise
        self._gather(studio)  # first: an emergency that is seen now is to go to every place
        waiting = {tier.name: self._waiting(studio, tier, demanded) for tier in studio.tiers}
        self._lacking, self._deciding.carried = waiting, {name: weddings_in(one) for name, one in waiting.items()}
        contacts = {tier.name: self._tiers.contact(tier.name) for tier in studio.tiers}
        self.remembered.tiers = tier_facts(studio, contacts, waiting, self._deciding.level_of, self._ledgers)
        self.remembered.unread = self._unread()
        self.remembered.replicas = replicas_of(self._held(studio), self._parts.index.rows(), waiting)
        self.remembered.held = held_at(studio.tiers, studio, self._ledgers)
        met, now = self.weddings.problems, self._parts.clock.now_ns()
        self.remembered.damage = damage_facts(studio, vault_tier(studio), self._ledgers, met, now)
        self.remembered.disks = self.disks.facts(studio.vault.folder, self._runner().jobs())
        self._counting = False
        return waiting

    def _gather(self, studio: Studio) -> None:
        """What lies where, for the weddings: nothing is done while all of it is as it was."""
        index = self._parts.index
        self._learning = index.learn(studio, CancelToken())
        own = vault_tier(studio)
        tiers = [KnownPlace(one, self.contact(one.name), self._ledgers.known(studio, one)) for one in studio.tiers]
        ledger = self._ledgers.known(studio, own) if own else None
        vault = KnownVault(
            ledger, self.remembered.vault_trouble, lambda: self._reading.lying_here(studio, self._all_rows())
        )
        known = Known(index.content, index.appeared_ns)
        self._deciding.protecting.gather(vault, tiers, index.rows, known, index.changes)
        self._deciding.refresh()

    def remember_locked(self) -> None:
        """While the vault is locked only the catalog tells what there is, and nobody knows where it lies."""
        index = self._parts.index
        known = Known(index.content, index.appeared_ns)
        self._deciding.protecting.gather(KnownVault(None), (), index.rows, known, index.changes)

    @property
    def reading_next_ns(self) -> int:
        """When it is looked again what must be read back, ns UTC; 0 for as soon as something changes."""
        return self._reading.next_ns

    def _unread(self) -> tuple[UnreadFacts, ...]:
        """What lies somewhere and was never read back."""
        within = read_within(self._all_rows(), self._deciding.urgency())
        return unread_facts(self._deciding.protecting.places, within)

    def _all_rows(self) -> list[PointRow]:
        return [*self._parts.index.rows(), *self._parts.index.settings_rows()]

    def _held(self, studio: Studio) -> list[tuple[Tier, frozenset[str]]]:
        """Of each tier, the points it is known to hold."""
        rows = self._parts.index.rows()
        known = [(tier, self._ledgers.known(studio, tier)) for tier in studio.tiers]
        return [(tier, frozenset(row.id for row in rows if is_held(records, row))) for tier, records in known]

    def _waiting(self, studio: Studio, tier: Tier, demanded: Demanded) -> Waiting:
        def wanted(row: PointRow) -> bool:
            return demanded.at(tier.name, row.wedding, row.date)

        return waiting_at(studio, self._ledgers.known(studio, tier), self._parts.index, CancelToken(), wanted)
