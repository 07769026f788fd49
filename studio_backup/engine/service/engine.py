"""The engine at work: changes become backups, backups become copies, and what is wrong becomes an alert."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import threading
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.alert import Alert
from studio_backup.domain.job import Job, Level
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.health.facts import Facts, FailedJob, LossFacts
from studio_backup.engine.health.register import AlertRegister
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.health.source_rules import sudden_loss_alert
from studio_backup.engine.jobs.backup import BackedUp
from studio_backup.engine.jobs.loss import judge_point
from studio_backup.engine.jobs.replicate import TierReplicated
from studio_backup.engine.jobs.verify import Verified
from studio_backup.engine.runner.runner import Runner
from studio_backup.engine.runner.surroundings import Lookout, Wakefulness, quieten
from studio_backup.engine.service.asked_work import AskedWork
from studio_backup.engine.service.gathering import (
    failed_jobs,
    running_jobs,
    source_facts,
)
from studio_backup.engine.service.handlers import Handlers, Heard
from studio_backup.engine.service.joining import Joining
from studio_backup.engine.service.keeping import SettingsKeeper
from studio_backup.engine.service.losses import Losses
from studio_backup.engine.service.made_anew import made_anew
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.places_known import PlacesKnown
from studio_backup.engine.service.preview_lane import lane_of
from studio_backup.engine.service.previews import Previews
from studio_backup.engine.service.replication import copy_job
from studio_backup.engine.service.verified import Run, verifications
from studio_backup.engine.service.views import alert_view, job_view
from studio_backup.engine.studio import Studio
from studio_backup.engine.watch.settle import Reason
from studio_backup.engine.watch.values import Due, SourceState
from studio_backup.engine.watch.watcher import Watcher

LOOK_S: Final = 30.0
"""Between two looks at the tiers and the rules."""
_ALIVE: Final = ".alive"
_IDENTITY: Final = ".identity/"
_RECENT_JOBS: Final = 200
_DAY_NS: Final = 86_400 * 10**9
_KEPT_NS: Final = 800 * _DAY_NS  # history of jobs: what analytics can be asked for, and some more
_LOG = logging.getLogger("studio_backup.engine")


class Engine:
    """Watches, queues and looks after all of it. `start` once, `stop` once."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.started_ns = parts.clock.now_ns()
        self.off_since_ns = 0
        self.locked_since_ns = self.started_ns
        self.losses = Losses(parts.settings)
        self.places = PlacesKnown(parts, self.losses, lambda: self.runner.jobs(), lambda job: self.runner.submit(job))
        self.register = AlertRegister(parts.alerts, parts.clock, self._alert_changed)
        heard = Heard(self._begins, self._backed_up, self._copied, self._verified)
        handlers = Handlers(parts.vault, self.source, heard)
        asked = AskedWork(parts.vault, heard, self._asked_backed_up)
        self.keeper = SettingsKeeper(parts, lambda job: self.runner.submit(job), self._checked)
        self.runner = Runner(
            parts.clock,
            {**asked.over(handlers.table()), "settings": self.keeper.keep},
            parts.jobs,
            self._job_changed,
            look=Lookout(parts.clock, lambda: not parts.vault.unlocked).look,
            keep_awake=Wakefulness().keep,
            prepare=quieten,
        )
        self.previews = Previews(parts.home, parts.vault, parts.index, parts.clock)
        self._lane = lane_of(self.previews, parts, self.runner)
        self.watcher = Watcher(parts.clock, self._due, self._source_changed, own=parts.home.own_folders())
        self._joining = Joining(parts, self.watcher, self.keeper, self._watch)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._ending = CancelToken()
        self._made_anew = made_anew(parts.settings, self.started_ns)
        self._identities: dict[str, str] = {}
        self._failed: tuple[FailedJob, ...] | None = None
        self._tidy_ns = 0
        self._thread = threading.Thread(target=self._look_again_and_again, name="look", daemon=True)

    # Beginning and ending --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Take up what an earlier engine left, and begin."""
        alive = self.parts.settings.get(_ALIVE)
        self.off_since_ns = int(alive) if alive else 0
        self.runner.recover(self.parts.jobs.unfinished())
        self.keeper.begin()
        for source in self.parts.sources.all():
            self._watch(source, "start")  # so that what changed while no engine ran is taken
        self.runner.start()
        self.watcher.start()
        self._lane.start()
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """End at the next safe point; what runs is taken up by the next start."""
        self._stopping.set()
        self._ending.cancel()
        self._wake.set()
        self.watcher.stop()
        self.runner.stop(timeout_s)
        self._lane.stop(timeout_s)
        self._note_alive()

    def wake(self) -> None:
        """Look at everything now."""
        self._wake.set()
        self.runner.wake()

    # Sources ---------------------------------------------------------------------------------------------------

    def source(self, source_id: str) -> WatchedSource | None:
        """A source by its id; None where it was removed."""
        try:
            return self.parts.sources.get(source_id)
        except NotFoundError:
            return None

    def watch(self, source: WatchedSource) -> None:
        """A new source: watched, and backed up as soon as nothing in it can be missed."""
        self._watch(source, "added")
        self.keeper.changed()
        self.wake()

    def rewatch(self, source: WatchedSource) -> None:
        """An edited source."""
        self.watcher.replace(source)
        self.keeper.changed()
        self.wake()

    def unwatch(self, source_id: str) -> None:
        """A source that was removed."""
        self.watcher.remove(source_id)
        self.parts.settings.remove(f"{_IDENTITY}{source_id}")
        for loss in self.losses.all():
            if loss.source == source_id:
                self.losses.decided(source_id)
                self.register.withdraw(sudden_loss_alert(loss).id)
        self.places.remembered.losses = self.losses.all()
        self.keeper.changed()
        self.wake()

    def _watch(self, source: WatchedSource, reason: Reason) -> None:
        identity = self.parts.settings.get(f"{_IDENTITY}{source.id}") or ""
        self._identities[source.id] = identity
        self.watcher.add(source, identity=identity, reason=reason)

    def back_up(self, source: WatchedSource, level: Level | None = None) -> Job:
        """Queue a backup of a source; a waiting one is joined."""
        return self.runner.submit(
            Job(
                id=secrets.token_hex(8),
                kind="backup",
                level=level or source.level,
                source=source.id,
                wedding=source.wedding,
                date=source.date,
                created_ns=self.parts.clock.now_ns(),
            )
        )

    def _due(self, due: Due) -> None:
        source = self.source(due.id)
        try:
            if source is not None:
                self.back_up(source)
        except StudioBackupError as error:  # the queue is full, say: it is asked for again
            _LOG.warning("A backup of %s could not be queued: %s", source and source.path, error.message)
            self.watcher.settled(due.id, False)

    def _source_changed(self, state: SourceState) -> None:
        if state.identity and self._identities.get(state.id) != state.identity and self.source(state.id):
            self._identities[state.id] = state.identity
            self.parts.settings.put(f"{_IDENTITY}{state.id}", state.identity)
        if state.present != "present":
            self._wake.set()

    # What work tells -------------------------------------------------------------------------------------------

    def _begins(self, source: WatchedSource) -> None:
        self.watcher.taken(source.id, self.parts.clock.now_ns())

    def _backed_up(self, job: Job, source: WatchedSource, points: tuple[str, ...]) -> None:
        self.watcher.settled(source.id, True)
        self._points_made(points, source.wedding, source.date, job.level)

    def _asked_backed_up(self, job: Job, done: BackedUp) -> None:
        """Of folders that a person named, watched or not."""
        wedding, date = (done.wedding, done.date) if job.wedding else ("", "")
        self._points_made(tuple(point.id for point in done.report.points), wedding, date, job.level)

    def _points_made(self, points: tuple[str, ...], wedding: str, date: str, level: Level) -> None:
        with self.parts.vault.studio() as studio:
            self.parts.index.update(studio, CancelToken())
            for point in points:
                self._judge(studio, point)
            for tier in studio.tiers:
                self.runner.submit(copy_job(tier.name, wedding, date, level, self.parts.clock.now_ns()))
        self.places.news = True
        self._wake.set()

    def _judge(self, studio: Studio, point: str) -> None:
        """Look whether much of its source is suddenly gone."""
        found = self._loss_of(studio, point)
        if found is not None:
            self.losses.add(found)
            self.places.remembered.losses = self.losses.all()
            self.register.raise_now(sudden_loss_alert(found))

    def _loss_of(self, studio: Studio, point: str) -> LossFacts | None:
        row = self.parts.index.row(point)
        found = judge_point(studio, point, row.collection, cancel=CancelToken()) if row else None
        if row is None or found is None or not found.verdict.loss:
            return None
        path = display(row.source)
        return LossFacts(
            source=self._source_at(row.source),
            path=path,
            point=found.point,
            before=found.before,
            verdict=found.verdict.sentence(path),
            wedding=row.wedding,
            at_ns=found.at_ns,
        )

    def _source_at(self, path: str) -> str:
        """The id of the source of this folder; of one that is not watched a name which is always the same."""
        watched = (source.id for source in self.parts.sources.all() if source.path == path)
        return next(watched, "") or hashlib.sha256(os.fsencode(path)).hexdigest()[:16]

    def _copied(self, tiers: tuple[TierReplicated, ...]) -> None:
        self.places.copied(tiers)
        self._wake.set()

    def _verified(self, job: Job, found: Verified) -> None:
        run = Run(
            begun_ns=job.started_ns,
            ended_ns=self.parts.clock.now_ns(),
            job=job.id,
            wedding=job.wedding,
            date=job.date,
            sample=job.sample,
        )
        self.parts.verified.add(verifications(found, run))
        for drill in found.drills:
            self.places.disks.drilled(drill)
        self._checked()

    def _checked(self) -> None:
        self.places.news = True
        self._wake.set()

    def _job_changed(self, job: Job) -> None:
        running = job.state == "in progress"
        self.parts.bus.publish("progress" if running else "job", job.id, job_view(job))
        if job.kind == "backup" and job.source and job.state in ("failed", "cancelled"):
            self.watcher.settled(job.source, False)
        if job.kind == "settings" and job.state == "failed":
            self.keeper.failed()
        if not running:
            self._failed = None
            self._wake.set()

    def _alert_changed(self, alert: Alert) -> None:
        self.parts.bus.publish("alert", alert.id, alert_view(alert))

    # Looking ---------------------------------------------------------------------------------------------------

    def _look_again_and_again(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.look()
            except StudioBackupError as error:
                _LOG.warning("A look at the places failed: %s", error.message)
            except Exception:  # the engine goes on whatever one look met
                _LOG.exception("A look failed.")
            self._wake.wait(LOOK_S)

    def look(self) -> None:
        """Look at tiers and rules once; asks for copies which are due."""
        self.take_up_vault()
        if self.parts.vault.unlock_by_itself():
            self.locked_since_ns = 0
            self.places.look_at_vault()
        elif not self.parts.vault.joined:
            self.locked_since_ns = 0
        elif not self.locked_since_ns:
            self.locked_since_ns = self.parts.clock.now_ns()
        self._note_alive()
        self.keeper.look()
        self.register.update(alerts(self.facts()))

    def take_up_vault(self) -> None:
        """Begin with a vault that was joined since the start: what came back with it is watched, and kept."""
        if self._joining.take_up():
            self.places.news = True

    def rebuild_catalog(self, cancel: CancelToken | None = None) -> int:
        """Make anew from the vault what the catalog knows of it; returns how many points there are."""
        with self.parts.vault.studio(cancel=cancel or self._ending) as studio:
            points = self.parts.index.rebuild(studio, cancel or self._ending)
        self._checked()
        return points

    def facts(self) -> Facts:
        """All that is known now, from memory."""
        now = self.parts.clock.now_ns()
        rows, known = self.parts.index.rows(), self.places.remembered
        until = self.runner.paused_until_ns
        return Facts(
            now_ns=now,
            joined=self.parts.vault.joined,
            unlocked=self.parts.vault.unlocked,
            locked_since_ns=self.locked_since_ns,
            paused=until > now,
            paused_until_ns=until,
            sources=source_facts(self.parts.sources.all(), self.watcher.states(), rows, known.absent_since, now),
            tiers=known.tiers,
            running=running_jobs(self.runner.jobs()),
            failed=self._failed_jobs(),
            damage=known.damage,
            disks=known.disks,
            losses=known.losses,
            undecided=self.register.undecided(),
            engine_started_ns=self.started_ns,
            engine_off_since_ns=self.off_since_ns,
            vault_trouble=known.vault_trouble,
            vault_trouble_since_ns=known.vault_trouble_since_ns,
            catalog_set_aside=self._made_anew.set_aside,
            catalog_set_aside_ns=self._made_anew.at_ns,
        )

    def decide(self, alert_id: str, decision: str, by: str) -> Alert:
        """A person's answer to an alert that asks; a loss is decided by "I did that" and remembered else."""
        found = self.register.decide(alert_id, decision, by)
        if not found.open:
            for loss in self.losses.all():
                if sudden_loss_alert(loss).id == alert_id:
                    self.losses.decided(loss.source)
            self.places.remembered.losses = self.losses.all()
        self.keeper.changed()
        return found

    def _failed_jobs(self) -> tuple[FailedJob, ...]:
        """Read anew only after a job has ended: the status is asked for often."""
        if self._failed is None:
            self._failed = failed_jobs(self.parts.jobs.page(_RECENT_JOBS))
        return self._failed

    def _note_alive(self) -> None:
        now = self.parts.clock.now_ns()
        self.parts.settings.put(_ALIVE, str(now))
        if now >= self._tidy_ns:
            self._tidy_ns = now + _DAY_NS
            self.parts.jobs.delete_older(now - _KEPT_NS)
            self.parts.verified.delete_older(now - _KEPT_NS)
