"""What the door needs of the engine: one method a route. The service implements it; tests pass a small fake.

Methods are called from several threads at once and may block. They raise the program's own errors, which become
`problem+json`; `NotFoundError` for an unknown id. Pages: at most `limit` items behind the cursor `after` ("" at first).
"""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.figures import AnalyticsView, EstimateRequest, EstimateView
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
from studio_backup.engine.bus import Bus
from studio_backup.engine.server.ports.browse import BrowsePort
from studio_backup.engine.server.ports.calendars import CalendarsPort
from studio_backup.engine.server.ports.copies import CopiesPort
from studio_backup.engine.server.ports.matches import MatchesPort
from studio_backup.engine.server.ports.offers import OffersPort
from studio_backup.engine.server.ports.policies import PoliciesPort
from studio_backup.engine.server.ports.previews import PreviewsPort
from studio_backup.engine.server.ports.protection import ProtectionPort
from studio_backup.engine.server.ports.restores import RestoresPort
from studio_backup.engine.server.ports.retention import RetentionPort
from studio_backup.engine.server.ports.settings import SettingsPort
from studio_backup.engine.server.ports.tiers import TiersPort
from studio_backup.engine.server.ports.tokens import TokensPort
from studio_backup.engine.server.ports.vault import VaultPort
from studio_backup.engine.server.ports.weddings import WeddingsPort
from studio_backup.engine.server.ports.work import WorkPort


class ServicePort(Protocol):
    """The engine as the door sees it."""

    @property
    def bus(self) -> Bus:
        """Where events are published."""
        ...

    @property
    def policies(self) -> PoliciesPort:
        """When sources are backed up, where their copies go."""
        ...

    @property
    def calendars(self) -> CalendarsPort:
        """Calendars that say when a couple marries."""
        ...

    @property
    def matches(self) -> MatchesPort:
        """Folders without a wedding."""
        ...

    @property
    def protection(self) -> ProtectionPort:
        """What the calendar decides."""
        ...

    @property
    def weddings(self) -> WeddingsPort:
        """Who marries where and when."""
        ...

    @property
    def work(self) -> WorkPort:
        """Work that a person asks for by name."""
        ...

    @property
    def previews(self) -> PreviewsPort:
        """Pictures of files in points."""
        ...

    @property
    def browse(self) -> BrowsePort:
        """Looking into recovery points."""
        ...

    @property
    def restores(self) -> RestoresPort:
        """Bringing files back, and taking that back."""
        ...

    @property
    def retention(self) -> RetentionPort:
        """What would go by age, and why."""
        ...

    @property
    def vault(self) -> VaultPort:
        """The vault itself and its recovery kit."""
        ...

    @property
    def settings(self) -> SettingsPort:
        """What a person set of the program itself."""
        ...

    @property
    def offers(self) -> OffersPort:
        """What the first-run window offers."""
        ...

    @property
    def tokens(self) -> TokensPort:
        """Foreign clients that may come in."""
        ...

    @property
    def tiers(self) -> TiersPort:
        """The places that hold a copy."""
        ...

    @property
    def copies(self) -> CopiesPort:
        """What lies where, and what was read back."""
        ...

    def status(self) -> StatusView:
        """All at one look; answered from memory, in milliseconds."""
        ...

    def health(self) -> HealthView:
        """How the engine itself is."""
        ...

    def sources(self, query: PageQuery) -> Page[SourceView]:
        """The sources, in the order they were added."""
        ...

    def source(self, source_id: str) -> SourceView:
        """One source."""
        ...

    def add_source(self, source: NewSource) -> SourceView:
        """Watch a folder. UsageError if it cannot be one."""
        ...

    def edit_source(self, source_id: str, patch: SourcePatch, version: int) -> SourceView:
        """Edit a source as it was at `version`. `api.errors.EditConflict` if it has another one now."""
        ...

    def remove_source(self, source_id: str, version: int) -> None:
        """Watch it no more; its points stay. `api.errors.EditConflict` as above."""
        ...

    def preview(self, request: PreviewRequest) -> PreviewView:
        """What a backup of a folder would take, and what it would leave out and why."""
        ...

    def jobs(self, query: JobsQuery) -> Page[JobView]:
        """Jobs, newest first."""
        ...

    def job(self, job_id: str) -> JobView:
        """One job."""
        ...

    def start_job(self, request: NewJob) -> JobView:
        """Queue work; an equal waiting job is returned instead of a second."""
        ...

    def cancel_job(self, job_id: str) -> JobView:
        """Stop it at the next safe point, for good. RefusedError if it has ended."""
        ...

    def pause_job(self, job_id: str) -> JobView:
        """Hold it until it is resumed."""
        ...

    def resume_job(self, job_id: str) -> JobView:
        """Let it go on."""
        ...

    def alerts(self, query: AlertsQuery) -> Page[AlertView]:
        """Alerts, the worst first; with history the newest first."""
        ...

    def acknowledge_alert(self, alert_id: str, request: AcknowledgeRequest) -> AlertView:
        """A person has seen it."""
        ...

    def snooze_alert(self, alert_id: str, request: SnoozeRequest) -> AlertView:
        """Say nothing of it for a while."""
        ...

    def decide_alert(self, alert_id: str, request: DecideRequest) -> AlertView:
        """What a person said to an alert that asks. RefusedError if it does not ask."""
        ...

    def search(self, query: SearchQuery) -> Page[FoundView]:
        """Files by part of their path, over all weddings and times."""
        ...

    def points(self, query: PointsQuery) -> Page[PointView]:
        """Recovery points, newest first."""
        ...

    def unlock(self, request: UnlockRequest) -> StateView:
        """Open the vault. UnlockError if the passphrase does not."""
        ...

    def lock(self) -> StateView:
        """Forget the keys; work waits."""
        ...

    def pause(self, request: PauseRequest) -> StateView:
        """Pause all work."""
        ...

    def resume(self) -> StateView:
        """Go on with all work."""
        ...

    def emergency(self, request: EmergencyRequest) -> StartedView:
        """Put a wedding before all else, on all tiers."""
        ...

    def analytics(self, query: AnalyticsQuery) -> AnalyticsView:
        """What was done, and when places will be full."""
        ...

    def estimate(self, request: EstimateRequest) -> EstimateView:
        """What a backup will take. UsageError unless just one of source and folder is named."""
        ...

    def rebuild_catalog(self) -> RebuiltView:
        """Make anew from the vault what the catalog knows of it. May take minutes; Locked while the vault is."""
        ...

    def stop(self) -> DoneView:
        """Ask the engine to end; returns before it does."""
        ...
