"""The engine as the door sees it: one method a verb."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

import psutil

from studio_backup import VERSION
from studio_backup.api.figures import AnalyticsView, EstimateRequest, EstimateView
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.requests import (
    AcknowledgeRequest,
    AlertsQuery,
    AnalyticsQuery,
    DecideRequest,
    EmergencyRequest,
    JobsQuery,
    NewJob,
    NewSource,
    PageQuery,
    PauseRequest,
    PointsQuery,
    PreviewRequest,
    SearchQuery,
    SnoozeRequest,
    SourcePatch,
    UnlockRequest,
)
from studio_backup.api.wire import (
    AlertView,
    DoneView,
    FoundView,
    HealthView,
    JobView,
    Page,
    PointView,
    PreviewView,
    RebuiltView,
    SourceView,
    StartedView,
    StateView,
    StatusView,
)
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.catalog.answered import AnsweredTable
from studio_backup.catalog.search import FileSearch
from studio_backup.catalog.tokens import TokenTable
from studio_backup.domain.job import Job
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.bus import Bus
from studio_backup.engine.health.state import overall
from studio_backup.engine.jobs.backup import Wish, plan
from studio_backup.engine.jobs.weddings import all_weddings, find_wedding
from studio_backup.engine.service.analytics import analytics
from studio_backup.engine.service.asked import AskedJobs
from studio_backup.engine.service.browse import Browse
from studio_backup.engine.service.calendars import Calendars
from studio_backup.engine.service.copies import Copies
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.matches import Matches
from studio_backup.engine.service.offers import Offers
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.policies import Policies
from studio_backup.engine.service.previewing import preview
from studio_backup.engine.service.protection_area import ProtectionArea, by_calendar
from studio_backup.engine.service.protection_views import at_risk_view
from studio_backup.engine.service.replication import copy_job
from studio_backup.engine.service.restores import Folder, Restores
from studio_backup.engine.service.retention import RetentionPlans
from studio_backup.engine.service.settings import Settings
from studio_backup.engine.service.source_rereading import rereading_of
from studio_backup.engine.service.status import source_views, tier_views, unread_views, vault_state
from studio_backup.engine.service.tiers import Tiers
from studio_backup.engine.service.tokens import Tokens
from studio_backup.engine.service.vault_verbs import VaultVerbs
from studio_backup.engine.service.views import alert_view, found_view, job_view, point_view, source_view, wedding_view
from studio_backup.engine.service.watched_folders import WatchedFolders
from studio_backup.engine.service.weddings import Weddings
from studio_backup.engine.unlock import Options

T = TypeVar("T")
V = TypeVar("V")
_EDITABLE: Final = ("path", "wedding", "date", "excludes", "settle_s", "level")


class Service:
    """See `engine.server.port.ServicePort`. `stopping` is called when a client asks the engine to end.

    `opened`: the vault held open for looking; `documents`: where a person keeps documents.
    """

    def __init__(
        self, engine: Engine, search: FileSearch, stopping: Callable[[], None], opened: OpenedVault, documents: Folder
    ) -> None:
        self._engine, self._parts, self._search, self._stopping = engine, engine.parts, search, stopping
        self._folders = WatchedFolders(engine)
        self._process = psutil.Process()
        self.tiers, self.copies = Tiers(engine), Copies(engine)
        self.work = AskedJobs(engine.parts.vault, engine.runner.submit, engine.parts.clock)
        self.vault = VaultVerbs(engine, self._joined)
        self.offers = Offers(engine.parts)
        self.settings = Settings(engine)
        self.policies = Policies(engine)
        self.weddings = Weddings(engine, engine.parts.weddings, by_calendar(engine))
        self.protection = ProtectionArea(engine)
        self.matches = Matches(engine, self._folders, lambda: engine.deciding.booked())
        self.rereading = rereading_of(engine, lambda: engine.deciding.booked())
        self.calendars = Calendars(engine)
        self.tokens = Tokens(TokenTable(self._parts.catalog), self._parts.clock)
        self.previews = engine.lane.previews
        self.browse = Browse(engine, opened)
        self.restores = Restores(engine, documents)
        self.retention = RetentionPlans(engine, opened)
        self.answered = AnsweredTable(self._parts.catalog)

    @property
    def bus(self) -> Bus:
        """Where events are published."""
        return self._parts.bus

    # State -----------------------------------------------------------------------------------------------------

    def status(self) -> StatusView:
        """All at one look."""
        engine, facts = self._engine, self._engine.facts()
        state, jobs = overall(facts), engine.runner.jobs()
        running = [job for job in jobs if job.state == "in progress"]
        return StatusView(
            state=state.state,
            reasons=state.reasons,
            unlocked=facts.unlocked,
            vault=vault_state(facts),
            paused=facts.paused,
            paused_until_ns=facts.paused_until_ns if facts.paused else 0,
            since_ns=engine.started_ns,
            pid=os.getpid(),
            version=VERSION,
            sources=source_views(
                facts, self._parts.sources.all(), engine.watcher.states(), engine.scheduling.next_due()
            ),
            tiers=tier_views(facts),
            alerts=tuple(map(alert_view, engine.register.open_alerts())),
            weddings=tuple(map(wedding_view, engine.places.weddings.weddings)),
            running=tuple(map(job_view, running)),
            queued=len(jobs) - len(running),
            problems=tuple(f"{one.object} is {one.problem}." for one in engine.places.weddings.problems),
            at_risk=at_risk_view(engine.deciding.protecting.most_at_risk),
            unread=unread_views(facts),
        )

    def _state(self) -> StateView:
        facts = self._engine.facts()
        state = overall(facts)
        return StateView(
            state=state.state,
            reasons=state.reasons,
            unlocked=facts.unlocked,
            vault=vault_state(facts),
            paused=facts.paused,
            paused_until_ns=facts.paused_until_ns if facts.paused else 0,
        )

    def _joined(self) -> None:
        self._engine.look()
        self._changed_state()

    def _changed_state(self) -> StateView:
        state = self._state()
        self._parts.bus.publish("state", "", state)
        self._engine.wake()
        return state

    def health(self) -> HealthView:
        """How the engine itself is."""
        state, jobs = self._state(), self._engine.runner.jobs()
        hows = [one.how for one in self._engine.watcher.states()]
        cpu = self._process.cpu_times()
        return HealthView(
            state=state.state,
            reasons=state.reasons,
            uptime_s=(self._parts.clock.now_ns() - self._engine.started_ns) / 1e9,
            memory_bytes=self._process.memory_info().rss,
            cpu_s=cpu.user + cpu.system,
            threads=self._process.num_threads(),
            jobs_running=sum(job.state == "in progress" for job in jobs),
            jobs_ready=sum(job.state == "scheduled" and not job.waits_for for job in jobs),
            jobs_waiting=sum(job.state == "scheduled" and bool(job.waits_for) for job in jobs),
            watched_by_events=hows.count("events"),
            watched_by_polling=hows.count("polling"),
            catalog_bytes=_size(self._parts.home.file("catalog.db")),
            version=VERSION,
        )

    # Sources ---------------------------------------------------------------------------------------------------

    def sources(self, query: PageQuery) -> Page[SourceView]:
        """The sources, in the order they were added."""
        return page(self._parts.sources.all(), query, lambda one: one.id, source_view)

    def source(self, source_id: str) -> SourceView:
        """One source."""
        return source_view(self._parts.sources.get(source_id))

    def add_source(self, source: NewSource) -> SourceView:
        """Watch a folder."""
        return self._folders.add(source)

    def edit_source(self, source_id: str, patch: SourcePatch, version: int) -> SourceView:
        """Edit a source as it was at `version`."""
        return self._folders.edit(source_id, patch, version)

    def remove_source(self, source_id: str, version: int) -> None:
        """Watch it no more; its points stay."""
        self._folders.remove(source_id, version)

    def preview(self, request: PreviewRequest) -> PreviewView:
        """What a backup of a folder would take, and what it would leave out and why."""
        with self._parts.vault.studio() as studio:
            past = self._parts.jobs.page(100, kinds=["backup"], states=["completed"])
            return preview(studio, from_wire(request.path), request.excludes, past)

    # Jobs ------------------------------------------------------------------------------------------------------

    def jobs(self, query: JobsQuery) -> Page[JobView]:
        """Jobs, newest first; those in hand as they are this moment."""
        found = self._parts.jobs.page(query.limit + 1, query.after or None, query.kind, query.state)
        more = len(found) > query.limit
        items = [self._engine.runner.get(job.id) or job for job in found[: query.limit]]
        return Page(items=tuple(map(job_view, items)), next=items[-1].id if more and items else None)

    def job(self, job_id: str) -> JobView:
        """One job."""
        return job_view(self._engine.runner.get(job_id) or self._parts.jobs.get(job_id), whole=True)

    def start_job(self, request: NewJob) -> JobView:
        """Queue work."""
        self._parts.vault.check_joined()
        if request.kind == "backup":
            return job_view(self._engine.back_up(self._parts.sources.get(request.source), request.level))
        if request.tier and request.tier != "local" and request.tier not in self._tier_names():
            raise NotFoundError(f"There is no tier {display(request.tier)}.", hint="`tier list` lists them.")
        if request.kind == "replicate" and not self._tier_names():
            raise NotFoundError("There is no tier to copy to yet.", hint="`tier add` adds one.")
        job = copy_job(request.tier, request.wedding, request.date, request.level, self._parts.clock.now_ns())
        return job_view(self._engine.runner.submit(replace(job, kind=request.kind, check=request.check)))

    def _tier_names(self) -> set[str]:
        return {tier.name for tier in self._parts.home.tiers()}

    def cancel_job(self, job_id: str) -> JobView:
        """Stop it at the next safe point, for good."""
        return job_view(self._engine.runner.cancel(job_id))

    def pause_job(self, job_id: str) -> JobView:
        """Hold it until it is resumed."""
        return job_view(self._engine.runner.pause(job_id))

    def resume_job(self, job_id: str) -> JobView:
        """Let it go on."""
        return job_view(self._engine.runner.resume(job_id))

    def pause(self, request: PauseRequest) -> StateView:
        """Pause all work."""
        self._engine.runner.pause_all(request.until_ns)
        return self._changed_state()

    def resume(self) -> StateView:
        """Go on with all work."""
        self._engine.runner.resume_all()
        return self._changed_state()

    def emergency(self, request: EmergencyRequest) -> StartedView:
        """Put a wedding before all else, on all tiers."""
        with self._parts.vault.studio() as studio:
            sources = self._of_wedding(request.wedding, request.date)
            if not sources:
                find_wedding(all_weddings(studio)[0], request.wedding, request.date)
            self._engine.reorder()
            self._engine.deciding.press(request.wedding, request.date)
            jobs: list[Job] = [self._engine.back_up(one, "emergency") for one in sources]
            now = self._parts.clock.now_ns()
            for tier in studio.tiers:
                job = copy_job(tier.name, request.wedding, request.date, "emergency", now)
                jobs.append(self._engine.runner.submit(job))  # what is new is asked for again once it is backed up
        self._engine.wake()
        return StartedView(jobs=tuple(map(job_view, jobs)))

    def _of_wedding(self, wedding: str, date: str) -> list[WatchedSource]:
        found = [one for one in self._parts.sources.all() if one.wedding.casefold() == wedding.casefold()]
        return [one for one in found if not date or not one.date or one.date == date]

    # Alerts ----------------------------------------------------------------------------------------------------

    def alerts(self, query: AlertsQuery) -> Page[AlertView]:
        """Alerts, the worst first; with history also those whose cause is gone."""
        found = self._engine.register.open_alerts()
        if query.history:
            found = [*found, *self._parts.alerts.history(5_000)]
        return page(found, query, lambda one: f"{one.id}-{one.since_ns}", alert_view)

    def acknowledge_alert(self, alert_id: str, request: AcknowledgeRequest) -> AlertView:
        """A person has seen it."""
        found = self._engine.register.acknowledge(alert_id, request.by)
        self._engine.keeper.changed()
        return alert_view(found)

    def snooze_alert(self, alert_id: str, request: SnoozeRequest) -> AlertView:
        """Say nothing of it for a while."""
        found = self._engine.register.snooze(alert_id, request.until_ns)
        self._engine.keeper.changed()
        return alert_view(found)

    def decide_alert(self, alert_id: str, request: DecideRequest) -> AlertView:
        """What a person said to an alert that asks."""
        return alert_view(self._engine.decide(alert_id, request.decision, request.by))

    # Points and files ------------------------------------------------------------------------------------------

    def search(self, query: SearchQuery) -> Page[FoundView]:
        """Files by part of their path, over all weddings and times."""
        found = self._search.search(query.text, 500, query.wedding, query.at_ns)
        return page(found, query, lambda one: f"{one.first_ns}-{to_wire(one.path)}"[:200], found_view)

    def points(self, query: PointsQuery) -> Page[PointView]:
        """Recovery points, newest first."""
        rows = [
            row
            for row in reversed(self._parts.index.rows())
            if (not query.wedding or row.wedding == query.wedding) and (not query.date or row.date == query.date)
        ]
        return page(rows, query, lambda one: one.id, point_view)

    # The vault -------------------------------------------------------------------------------------------------

    def unlock(self, request: UnlockRequest) -> StateView:
        """Open the vault."""
        self._parts.vault.unlock(Options(home=self._parts.home.path, ask=lambda _: request.passphrase))
        self._engine.look()
        return self._changed_state()

    def lock(self) -> StateView:
        """Forget the keys; work waits."""
        self._parts.vault.lock()
        return self._changed_state()

    def analytics(self, query: AnalyticsQuery) -> AnalyticsView:
        """What was done, and when places will be full."""
        return analytics(self._parts, self._engine.facts(), query.days)

    def estimate(self, request: EstimateRequest) -> EstimateView:
        """What a backup will take: of a source from its history, of a folder by looking through it."""
        if bool(request.source) == bool(request.path):
            raise UsageError("An estimate is of one source, or of one folder.", hint="Name just one of both.")
        source = self._parts.sources.get(request.source) if request.source else None
        told = self._engine.figures.of_source(source) if source else None
        if told is not None:
            return told
        wish = Wish((source.path,), source.wedding, source.date, source.excludes) if source else _folder_of(request)
        with self._parts.vault.studio() as studio:
            return self._engine.figures.of_plan(plan(studio, wish, progress=NoProgress(), cancel=CancelToken()))

    def rebuild_catalog(self, cancel: CancelToken | None = None) -> RebuiltView:
        """Make anew from the vault what the catalog knows of it; stopped by `cancel`, else by the engine's end."""
        points = self._engine.rebuild_catalog(cancel)
        return RebuiltView(points=points, files=self._search.count())

    def stop(self) -> DoneView:
        """Ask the engine to end; returns before it does."""
        self._stopping()
        return DoneView(message="The engine ends at its next safe point. Backups stop until it runs again.")


def _folder_of(request: EstimateRequest) -> Wish:
    return Wish((from_wire(request.path),), excludes=request.excludes)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
