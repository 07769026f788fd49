"""The engine as the door sees it: one method a verb."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

import psutil
from msgspec import UNSET

from studio_backup import VERSION
from studio_backup.api.errors import EditConflict
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
    AnalyticsView,
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
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.catalog.search import FileSearch
from studio_backup.catalog.sources import Conflict
from studio_backup.domain.job import Job
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.bus import Bus
from studio_backup.engine.health.state import overall
from studio_backup.engine.jobs.weddings import all_weddings, find_wedding
from studio_backup.engine.service.analytics import analytics
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.previewing import preview
from studio_backup.engine.service.replication import copy_job
from studio_backup.engine.service.status import source_views, tier_views
from studio_backup.engine.service.views import alert_view, found_view, job_view, point_view, source_view, wedding_view
from studio_backup.engine.unlock import Options

T = TypeVar("T")
V = TypeVar("V")
_EDITABLE: Final = ("path", "wedding", "date", "excludes", "settle_s", "level")


class Service:
    """See `engine.server.port.ServicePort`. `stopping` is called when a client asks the engine to end."""

    def __init__(self, engine: Engine, search: FileSearch, stopping: Callable[[], None]) -> None:
        self._engine, self._parts, self._search, self._stopping = engine, engine.parts, search, stopping
        self._process = psutil.Process()

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
            paused=facts.paused,
            paused_until_ns=facts.paused_until_ns if facts.paused else 0,
            since_ns=engine.started_ns,
            pid=os.getpid(),
            version=VERSION,
            sources=source_views(facts, self._parts.sources.all(), engine.watcher.states()),
            tiers=tier_views(facts),
            alerts=tuple(map(alert_view, engine.register.open_alerts())),
            weddings=tuple(map(wedding_view, engine.weddings.weddings)),
            running=tuple(map(job_view, running)),
            queued=len(jobs) - len(running),
            problems=tuple(f"{one.object} is {one.problem}." for one in engine.weddings.problems),
        )

    def _state(self) -> StateView:
        facts = self._engine.facts()
        state = overall(facts)
        return StateView(
            state=state.state,
            reasons=state.reasons,
            unlocked=facts.unlocked,
            paused=facts.paused,
            paused_until_ns=facts.paused_until_ns if facts.paused else 0,
        )

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
        return _page(self._parts.sources.all(), query, lambda one: one.id, source_view)

    def source(self, source_id: str) -> SourceView:
        """One source."""
        return source_view(self._parts.sources.get(source_id))

    def add_source(self, source: NewSource) -> SourceView:
        """Watch a folder."""
        new = WatchedSource(
            id=secrets.token_hex(8),
            path=self._folder(source.path),
            wedding=source.wedding,
            date=source.date,
            excludes=source.excludes,
            settle_s=source.settle_s,
            level=source.level,
            added_ns=self._parts.clock.now_ns(),
        )
        self._check_wedding(new)
        self._parts.sources.add(new)
        self._engine.watch(new)
        return self._source_edited(new)

    def edit_source(self, source_id: str, patch: SourcePatch, version: int) -> SourceView:
        """Edit a source as it was at `version`."""
        told = {name: value for name in _EDITABLE if (value := getattr(patch, name)) is not UNSET}
        if "path" in told:
            told["path"] = self._folder(told["path"], besides=source_id)
        edited = replace(self._parts.sources.get(source_id), **told)
        self._check_wedding(edited)
        try:
            kept = self._parts.sources.replace(edited, version)
        except Conflict as conflict:
            raise _conflict(conflict, edited) from None
        self._engine.rewatch(kept)
        return self._source_edited(kept)

    def remove_source(self, source_id: str, version: int) -> None:
        """Watch it no more; its points stay."""
        found = self._parts.sources.get(source_id)
        if found.version != version:
            raise _conflict(Conflict(found), found)
        self._parts.sources.remove(source_id)
        self._engine.unwatch(source_id)

    def _source_edited(self, source: WatchedSource) -> SourceView:
        view = source_view(source)
        self._parts.bus.publish("source_edited", source.id, view)
        return view

    def _folder(self, told: str, besides: str = "") -> str:
        path = from_wire(told)
        if not os.path.isabs(path):
            raise UsageError(f"{display(path)} is no absolute path.", hint="Give the folder's whole path.")
        path = os.path.normpath(path)
        if not os.path.isdir(path):
            raise UsageError(f"There is no folder {display(path)}.", hint="Check the path, or plug in its drive.")
        own = (self._parts.home.path, getattr(self._parts.home.vault(), "folder", ""))
        if any(one and _is_within(path, one) for one in own):
            raise UsageError(
                f"{display(path)} belongs to Studio Backup itself.", hint="Choose a folder outside the vault and home."
            )
        if any(one.path == path and one.id != besides for one in self._parts.sources.all()):
            raise UsageError(f"{display(path)} is watched already.", hint="`source list` lists the sources.")
        return path

    def _check_wedding(self, source: WatchedSource) -> None:
        if source.date and not source.wedding:
            raise UsageError("A date needs the wedding it belongs to.", hint="Give --wedding too.")
        known = {(one.wedding, one.date) for one in self._engine.weddings.weddings}
        known |= {(one.wedding, one.date) for one in self._parts.sources.all() if one.id != source.id}
        if source.wedding and not source.date and not any(name == source.wedding for name, _ in known):
            raise UsageError(
                f"There is no wedding {display(source.wedding)} yet, and a new one needs its date.",
                hint="Add --date YYYY-MM-DD, the day of the wedding.",
            )

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
        return job_view(self._engine.runner.get(job_id) or self._parts.jobs.get(job_id))

    def start_job(self, request: NewJob) -> JobView:
        """Queue work."""
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
        return _page(found, query, lambda one: f"{one.id}-{one.since_ns}", alert_view)

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
        return _page(found, query, lambda one: f"{one.first_ns}-{to_wire(one.path)}"[:200], found_view)

    def points(self, query: PointsQuery) -> Page[PointView]:
        """Recovery points, newest first."""
        rows = [
            row
            for row in reversed(self._parts.index.rows())
            if (not query.wedding or row.wedding == query.wedding) and (not query.date or row.date == query.date)
        ]
        return _page(rows, query, lambda one: one.id, point_view)

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

    def rebuild_catalog(self, cancel: CancelToken | None = None) -> RebuiltView:
        """Make anew from the vault what the catalog knows of it; stopped by `cancel`, else by the engine's end."""
        points = self._engine.rebuild_catalog(cancel)
        return RebuiltView(points=points, files=self._search.count())

    def stop(self) -> DoneView:
        """Ask the engine to end; returns before it does."""
        self._stopping()
        return DoneView(message="The engine ends at its next safe point. Backups stop until it runs again.")


def _conflict(conflict: Conflict, wanted: WatchedSource) -> EditConflict:
    changed = tuple(name for name in _EDITABLE if getattr(conflict.current, name) != getattr(wanted, name))
    return EditConflict(conflict.message, hint=conflict.hint, changed=changed)


def _page(found: Sequence[T], query: PageQuery, key: Callable[[T], str], view: Callable[[T], V]) -> Page[V]:
    """The part behind the cursor; from the beginning, if what it names is gone."""
    keys = [key(one) for one in found]
    start = keys.index(query.after) + 1 if query.after in keys else 0
    items = found[start : start + query.limit]
    more = start + len(items) < len(found)
    return Page(items=tuple(map(view, items)), next=keys[start + len(items) - 1] if more and items else None)


def _is_within(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(os.path.abspath(folder), ""))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
