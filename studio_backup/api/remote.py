"""The engine's verbs as plain calls: the same methods as the service itself has, by way of its door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient, segment
from studio_backup.api.figures import AnalyticsView, EstimateRequest, EstimateView
from studio_backup.api.remotes.browse import RemoteBrowse
from studio_backup.api.remotes.calendars import RemoteCalendars
from studio_backup.api.remotes.copies import RemoteCopies
from studio_backup.api.remotes.matches import RemoteMatches
from studio_backup.api.remotes.offers import RemoteOffers
from studio_backup.api.remotes.policies import RemotePolicies
from studio_backup.api.remotes.previews import RemotePreviews
from studio_backup.api.remotes.protection import RemoteProtection
from studio_backup.api.remotes.restores import RemoteRestores
from studio_backup.api.remotes.retention import RemoteRetention
from studio_backup.api.remotes.settings import RemoteSettings
from studio_backup.api.remotes.tiers import RemoteTiers
from studio_backup.api.remotes.tokens import RemoteTokens
from studio_backup.api.remotes.vault import RemoteVault
from studio_backup.api.remotes.weddings import RemoteWeddings
from studio_backup.api.remotes.work import RemoteWork
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
    Request,
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

REBUILD_S = 3600.0
"""Seconds after which a rebuild of the catalog is given up: a vault of millions of files takes minutes."""


@dataclass(frozen=True)
class RemoteService:
    """Calls one engine; for one thread, like its client. Each method raises what the service raises, and EngineGone."""

    client: EngineClient

    @property
    def policies(self) -> RemotePolicies:
        """When sources are backed up, where their copies go."""
        return RemotePolicies(self.client)

    @property
    def calendars(self) -> RemoteCalendars:
        """Calendars that say when a couple marries."""
        return RemoteCalendars(self.client)

    @property
    def matches(self) -> RemoteMatches:
        """Folders without a wedding."""
        return RemoteMatches(self.client)

    @property
    def weddings(self) -> RemoteWeddings:
        """Who marries where and when."""
        return RemoteWeddings(self.client)

    @property
    def work(self) -> RemoteWork:
        """Work that a person asks for by name."""
        return RemoteWork(self.client)

    @property
    def protection(self) -> RemoteProtection:
        """What the calendar decides."""
        return RemoteProtection(self.client)

    @property
    def previews(self) -> RemotePreviews:
        """Pictures of files in points."""
        return RemotePreviews(self.client)

    @property
    def browse(self) -> RemoteBrowse:
        """Looking into recovery points."""
        return RemoteBrowse(self.client)

    @property
    def restores(self) -> RemoteRestores:
        """Bringing files back, and taking that back."""
        return RemoteRestores(self.client)

    @property
    def retention(self) -> RemoteRetention:
        """What would go by age, and why."""
        return RemoteRetention(self.client)

    @property
    def vault(self) -> RemoteVault:
        """The vault itself and its recovery kit."""
        return RemoteVault(self.client)

    @property
    def settings(self) -> RemoteSettings:
        """What a person set of the program itself."""
        return RemoteSettings(self.client)

    @property
    def offers(self) -> RemoteOffers:
        """What the first-run window offers."""
        return RemoteOffers(self.client)

    @property
    def tokens(self) -> RemoteTokens:
        """Foreign clients that may come in."""
        return RemoteTokens(self.client)

    @property
    def tiers(self) -> RemoteTiers:
        """The places that hold a copy."""
        return RemoteTiers(self.client)

    @property
    def copies(self) -> RemoteCopies:
        """What lies where, and what was read back."""
        return RemoteCopies(self.client)

    def status(self) -> StatusView:
        """All at one look."""
        return self.client.get("/v1/status", StatusView)

    def health(self) -> HealthView:
        """How the engine itself is."""
        return self.client.get("/v1/health", HealthView)

    def sources(self, query: PageQuery) -> Page[SourceView]:
        """The sources, in the order they were added."""
        return self.client.get("/v1/sources", Page[SourceView], **_told(query))

    def source(self, source_id: str) -> SourceView:
        """One source."""
        return self.client.get(f"/v1/sources/{segment(source_id)}", SourceView)

    def add_source(self, source: NewSource) -> SourceView:
        """Watch a folder."""
        return self.client.post("/v1/sources", source, SourceView)

    def edit_source(self, source_id: str, patch: SourcePatch, version: int) -> SourceView:
        """Edit a source as it was at `version`."""
        return self.client.patch(f"/v1/sources/{segment(source_id)}", patch, SourceView, version=version)

    def remove_source(self, source_id: str, version: int) -> None:
        """Watch it no more."""
        self.client.delete(f"/v1/sources/{segment(source_id)}", version=version)

    def preview(self, request: PreviewRequest) -> PreviewView:
        """What a backup of a folder would take."""
        return self.client.post("/v1/sources/preview", request, PreviewView)

    def jobs(self, query: JobsQuery) -> Page[JobView]:
        """Jobs, newest first."""
        return self.client.get("/v1/jobs", Page[JobView], **_told(query))

    def job(self, job_id: str) -> JobView:
        """One job."""
        return self.client.get(f"/v1/jobs/{segment(job_id)}", JobView)

    def start_job(self, request: NewJob) -> JobView:
        """Queue work."""
        return self.client.post("/v1/jobs", request, JobView)

    def cancel_job(self, job_id: str) -> JobView:
        """Stop it for good."""
        return self._job(job_id, "cancel")

    def pause_job(self, job_id: str) -> JobView:
        """Hold it."""
        return self._job(job_id, "pause")

    def resume_job(self, job_id: str) -> JobView:
        """Let it go on."""
        return self._job(job_id, "resume")

    def _job(self, job_id: str, act: str) -> JobView:
        return self.client.post(f"/v1/jobs/{segment(job_id)}/{act}", None, JobView)

    def alerts(self, query: AlertsQuery) -> Page[AlertView]:
        """Alerts, the worst first."""
        return self.client.get("/v1/alerts", Page[AlertView], **_told(query))

    def acknowledge_alert(self, alert_id: str, request: AcknowledgeRequest) -> AlertView:
        """A person has seen it."""
        return self.client.post(f"/v1/alerts/{segment(alert_id)}/acknowledge", request, AlertView)

    def snooze_alert(self, alert_id: str, request: SnoozeRequest) -> AlertView:
        """Say nothing of it for a while."""
        return self.client.post(f"/v1/alerts/{segment(alert_id)}/snooze", request, AlertView)

    def decide_alert(self, alert_id: str, request: DecideRequest) -> AlertView:
        """A person's answer."""
        return self.client.post(f"/v1/alerts/{segment(alert_id)}/decide", request, AlertView)

    def search(self, query: SearchQuery) -> Page[FoundView]:
        """Files by part of their path."""
        return self.client.get("/v1/search", Page[FoundView], **_told(query))

    def points(self, query: PointsQuery) -> Page[PointView]:
        """Recovery points, newest first."""
        return self.client.get("/v1/points", Page[PointView], **_told(query))

    def unlock(self, request: UnlockRequest) -> StateView:
        """Open the vault."""
        return self.client.post("/v1/unlock", request, StateView)

    def lock(self) -> StateView:
        """Forget the keys."""
        return self.client.post("/v1/lock", None, StateView)

    def pause(self, request: PauseRequest) -> StateView:
        """Pause all work."""
        return self.client.post("/v1/pause", request, StateView)

    def resume(self) -> StateView:
        """Go on with all work."""
        return self.client.post("/v1/resume", None, StateView)

    def emergency(self, request: EmergencyRequest) -> StartedView:
        """Put a wedding before all else."""
        return self.client.post("/v1/emergency", request, StartedView)

    def analytics(self, query: AnalyticsQuery) -> AnalyticsView:
        """What was done."""
        return self.client.get("/v1/analytics", AnalyticsView, **_told(query))

    def estimate(self, request: EstimateRequest) -> EstimateView:
        """What a backup will take."""
        return self.client.post("/v1/estimates", request, EstimateView)

    def rebuild_catalog(self) -> RebuiltView:
        """Make anew from the vault what the catalog knows of it."""
        with EngineClient(self.client.endpoint, timeout_s=REBUILD_S) as patient:
            return patient.post("/v1/catalog/rebuild", None, RebuiltView)

    def stop(self) -> DoneView:
        """Ask the engine to end."""
        return self.client.post("/v1/stop", None, DoneView)


def _told(query: Request) -> dict[str, object]:
    """The query's fields."""
    return {name: getattr(query, name) for name in query.__struct_fields__}
