"""The engine at work: changes become backups, backups become copies, and what is wrong becomes an alert."""

from __future__ import annotations

import logging
import secrets
import threading
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.domain.alert import Alert
from studio_backup.domain.collection import UNASSIGNED
from studio_backup.domain.job import Job, Level
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.backup.report import BackupReport
from studio_backup.engine.health.facts import Facts, FailedJob
from studio_backup.engine.health.register import AlertRegister
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.health.source_rules import sudden_loss_alert
from studio_backup.engine.jobs.backup import BackedUp
from studio_backup.engine.jobs.replicate import TierReplicated
from studio_backup.engine.jobs.verify import Verified
from studio_backup.engine.runner.runner import Runner
from studio_backup.engine.runner.surroundings import Lookout, Wakefulness, quieten
from studio_backup.engine.service.asked_work import AskedWork
from studio_backup.engine.service.calendar_loop import calendar_loop
from studio_backup.engine.service.deciding import LEAST, Deciding
from studio_backup.engine.service.facts_now import FactsNow, Running
from studio_backup.engine.service.figures import Figures
from studio_backup.engine.service.gathering import failed_jobs
from studio_backup.engine.service.handlers import Handlers, Heard
from studio_backup.engine.service.joining import Joining
from studio_backup.engine.service.judging import Judging
from studio_backup.engine.service.keeping import SettingsKeeper
from studio_backup.engine.service.kit_reminder import KitReminder
from studio_backup.engine.service.looked import WITHOUT_NEWS, Look, Looked
from studio_backup.engine.service.looks import Looks
from studio_backup.engine.service.losses import Losses
from studio_backup.engine.service.made_anew import made_anew
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.places_known import PlacesKnown
from studio_backup.engine.service.preferences import PreferencesKept
from studio_backup.engine.service.preview_lane import lane_of
from studio_backup.engine.service.replication import copy_job
from studio_backup.engine.service.restoring import Restoring
from studio_backup.engine.service.scheduling import Scheduling
from studio_backup.engine.service.verified import Run, verifications
from studio_backup.engine.service.views import alert_view, job_view
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
        self.kit = KitReminder(parts.settings, parts.clock)
        self.preferences = PreferencesKept(parts.settings)
        self.looked = Looked(parts.settings)
        self.deciding = Deciding(
            parts, self.preferences, lambda: self.watcher.states(), lambda tier: self.places.contact(tier)
        )
        self.places = PlacesKnown(parts, self.losses, lambda: self.runner, self.deciding)
        self._facts = FactsNow(parts, self.places, self.deciding, self.looked, self.kit)
        self.register = AlertRegister(parts.alerts, parts.clock, self._alert_changed)
        self._judging = Judging(parts, self.losses, self.register)
        heard = Heard(self._begins, self._backed_up, self._copied, self._verified)
        self.keeper = SettingsKeeper(parts, lambda job: self.runner.submit(job), self._checked)
        self.restoring = Restoring(parts.home, parts.vault, parts.clock, self.places.disks)
        self.runner = self._made_runner(heard)
        self.lane = lane_of(parts, self.runner)
        self.watcher = Watcher(parts.clock, self._due, self._source_changed, own=parts.home.own_folders())
        self.scheduling = Scheduling(
            parts, self.watcher.states, lambda: self.runner.jobs(), lambda source: self.back_up(source, if_changed=True)
        )
        self._joining = Joining(parts, self.watcher, self.keeper, self._watch)
        self.figures = Figures(parts, self.watcher.states)
        self.calendars = calendar_loop(parts)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._ending = CancelToken()
        self._made_anew = made_anew(parts.settings, self.started_ns)
        self._identities: dict[str, str] = {}
        self._failed: tuple[FailedJob, ...] | None = None
        self._tidy_ns = 0
        self._looks = Looks(lambda: self.look(), parts.clock)
        self._thread = threading.Thread(target=self._look_again_and_again, name="look", daemon=True)

    def _made_runner(self, heard: Heard) -> Runner:
        parts = self.parts
        handlers = Handlers(
            parts.vault, self.source, heard, self.places.leaves_out, lambda source: self.watcher.lies_at(source)
        )
        asked = AskedWork(parts.vault, heard, self._asked_backed_up, self.places.leaves_out)
        return Runner(
            parts.clock,
            {**asked.over(handlers.table()), **self.restoring.table(), "settings": self.keeper.keep},
            parts.jobs,
            self._job_changed,
            look=Lookout(parts.clock, lambda: not parts.vault.unlocked, thresholds=self.preferences.thresholds).look,
            keep_awake=Wakefulness().keep,
            prepare=quieten,
        )

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
        self.scheduling.start()
        self.parts.weddings.listen(lambda _: self.reorder())
        self.calendars.start()
        self.lane.start()
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """End at the next safe point; what runs is taken up by the next start."""
        self._stopping.set()
        self._ending.cancel()
        self._wake.set()
        self.scheduling.stop()
        self.calendars.stop()
        self.watcher.stop()
        self.runner.stop(timeout_s)
        self.lane.stop(timeout_s)
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
        self.scheduling.changed()
        self.keeper.changed()
        self.wake()

    def rewatch(self, source: WatchedSource) -> None:
        """An edited source."""
        self.watcher.replace(source)
        self.scheduling.changed()
        self.keeper.changed()
        self.wake()

    def policies_changed(self) -> None:
        """A policy was added, edited or removed: when sources are due, how urgent they are, where copies go."""
        self.scheduling.changed()
        self.keeper.changed()
        self.places.news = True
        self.wake()

    def unwatch(self, source_id: str) -> None:
        """A source that was removed."""
        self.watcher.remove(source_id)
        self.scheduling.forget(source_id)
        self.looked.forget(source_id)
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

    def back_up(self, source: WatchedSource, level: Level | None = None, *, if_changed: bool = False) -> Job:
        """Queue a backup of a source; a waiting one is joined. `if_changed`: nobody asked, see `Job`."""
        self.reorder()  # what is at work for the same wedding may have become more urgent, too
        job = Job(
            id=secrets.token_hex(8),
            kind="backup",
            level=level or LEAST,
            source=source.id,
            wedding=source.wedding,
            date=source.date,
            created_ns=self.parts.clock.now_ns(),
            if_changed=if_changed,
            estimated_s=self.figures.seconds(source),
        )
        return self.runner.submit(self.deciding.urgent(job))

    def _due(self, due: Due) -> None:
        source = self.source(due.id)
        try:
            if source is not None and self.scheduling.by_changes(source):
                self.back_up(source, if_changed=due.reason in WITHOUT_NEWS)
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
        self.deciding.begins(source)
        self.watcher.taken(source.id, self.parts.clock.now_ns())
        self.scheduling.began(source)

    def _backed_up(self, job: Job, source: WatchedSource, report: BackupReport) -> None:
        self.watcher.settled(source.id, True)
        self.scheduling.backed_up(source.id)
        self.figures.stored(report)
        for one in report.as_before:
            self.looked.note(source.id, Look(one.point, one.at_ns))
        made, appeared_ns = tuple(point.id for point in report.points), self.deciding.appeared_ns(source)
        self._points_made(made, source.wedding or UNASSIGNED, source.date, job.level, appeared_ns)

    def _asked_backed_up(self, job: Job, done: BackedUp) -> None:
        """Of folders that a person named, watched or not."""
        self.figures.stored(done.report)
        wedding, date = (done.wedding, done.date) if job.wedding else ("", "")
        self._points_made(tuple(point.id for point in done.report.points), wedding, date, job.level)

    def _points_made(self, points: tuple[str, ...], wedding: str, date: str, level: Level, seen_ns: int = 0) -> None:
        with self.parts.vault.studio() as studio:
            self.parts.index.update(studio, CancelToken())
            self.parts.index.note_appeared(points, seen_ns)
            for point in points:
                self._judging.judge(studio, point)
            self.places.remembered.losses = self.losses.all()
            for tier in self.places.tiers_of(studio, wedding, date):
                job = copy_job(tier, wedding, date, level, self.parts.clock.now_ns())
                self.runner.submit(self.deciding.urgent(job))
        self.places.news = True
        self._wake.set()

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
        if found.healed:
            self.places.changed()
        self._checked()

    def _checked(self) -> None:
        self.places.news = True
        self._wake.set()

    def _job_changed(self, job: Job) -> None:
        running = job.state == "in progress"
        self.parts.bus.publish("progress" if running else "job", job.id, job_view(job))
        if job.kind == "backup" and job.source and job.state in ("failed", "cancelled"):
            self.watcher.settled(job.source, False)
            self.scheduling.failed(job.source, by_person=job.state == "cancelled")
        if job.kind == "settings" and job.state == "failed":
            self.keeper.failed()
        if not running:
            self._failed = None
            self.figures.ended(job)
            self._wake.set()

    def _alert_changed(self, alert: Alert) -> None:
        self.parts.bus.publish("alert", alert.id, alert_view(alert))

    # Looking ---------------------------------------------------------------------------------------------------

    def _look_again_and_again(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            self._looks.once()
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
        self.reorder()
        self._facts.look()
        self._note_alive()
        self.keeper.look()
        self.register.update(alerts(self.facts()))

    def reorder(self) -> None:
        """The calendar, the clock or what lies where may say something new: what waits is put in its order at once."""
        self.parts.weddings.look()
        if self.deciding.is_another_order():
            self.places.ask_apart()
            self.runner.reorder(self.deciding.reordered)
            self.watcher.look_every(self.deciding.looked_every_s())

    def take_up_vault(self) -> None:
        """Begin with a vault that was joined since the start: what came back with it is watched, and kept."""
        if self._joining.take_up():
            self.kit.read_again()
            self.preferences.read_again()
            self.parts.weddings.read_again()
            self.places.news = True

    def rebuild_catalog(self, cancel: CancelToken | None = None) -> int:
        """Make anew from the vault what the catalog knows of it; returns how many points there are."""
        with self.parts.vault.studio(cancel=cancel or self._ending) as studio:
            points = self.parts.index.rebuild(studio, cancel or self._ending)
        self._checked()
        return points

    def facts(self) -> Facts:
        """All that is known now, from memory."""
        return self._facts.of(
            Running(
                jobs=self.runner.jobs(),
                paused_until_ns=self.runner.paused_until_ns,
                states=self.watcher.states(),
                failed=self._failed_jobs(),
                undecided=self.register.undecided(),
                locked_since_ns=self.locked_since_ns,
                started_ns=self.started_ns,
                off_since_ns=self.off_since_ns,
                made_anew=self._made_anew,
                look_failing_since_ns=self._looks.failing_since_ns,
            )
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
