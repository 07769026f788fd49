"""A small service behind a real door, for the tests of the door."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from studio_backup.api import figures, wire
from studio_backup.api import requests as ask
from studio_backup.api.endpoint import Endpoint
from studio_backup.api.errors import EditConflict
from studio_backup.base.clock import Clock, SystemClock
from studio_backup.base.errors import NotFoundError, WrongPassphrase
from studio_backup.engine.bus import Bus
from studio_backup.engine.server.app import Door, make_app
from studio_backup.engine.server.serve import Serving, serve
from tests.support.door_browse import FakeBrowse
from tests.support.door_calendars import FakeCalendars
from tests.support.door_matches import FakeMatches
from tests.support.door_policies import FakePolicies
from tests.support.door_previews import FakePreviews
from tests.support.door_protection import FakeProtection
from tests.support.door_restores import FakeRestores
from tests.support.door_retention import FakeRetention
from tests.support.door_settings import FakeSettings
from tests.support.door_tiers import FakeCopies, FakeTiers
from tests.support.door_tokens import FakeTokens
from tests.support.door_vault import FakeOffers, FakeVault
from tests.support.door_weddings import FakeWeddings
from tests.support.door_work import FakeWork

TOKEN = "0123456789abcdef" * 4
FOREIGN = "fedcba9876543210" * 4
PASSPHRASE = "the right passphrase"
STATE = wire.StateView(state="protected", unlocked=True)
JOB = wire.JobView(id="0" * 16, kind="backup", level="normal", state="scheduled", stage="queued")
ALERT = wire.AlertView(
    id="a1", kind="damage", severity="critical", cause="nas", message="Damaged.", mend="verify", since_ns=1
)


class FakeService:
    """Sources are real in memory; the rest answers fixed values. `calls` counts by name; `hold` lets calls wait."""

    def __init__(self, clock: Clock) -> None:
        self.bus = Bus(clock)
        self.tiers, self.copies = FakeTiers(), FakeCopies()
        self.work = FakeWork(JOB)
        self.weddings = FakeWeddings()
        self.previews = FakePreviews()
        self.tokens = FakeTokens()
        self.browse = FakeBrowse()
        self.restores = FakeRestores()
        self.policies = FakePolicies()
        self.protection = FakeProtection()
        self.matches = FakeMatches()
        self.calendars = FakeCalendars()
        self.browse = FakeBrowse()
        self.restores = FakeRestores()
        self.retention = FakeRetention()
        self.vault = FakeVault()
        self.offers = FakeOffers()
        self.settings = FakeSettings()
        self.browse = FakeBrowse()
        self.restores = FakeRestores()
        self.calls: dict[str, int] = {}
        self.held: dict[str, wire.SourceView] = {}
        self.hold: dict[str, threading.Event] = {}
        self.broken: Exception | None = None
        self._lock = threading.Lock()

    def _called(self, name: str) -> None:
        with self._lock:
            self.calls[name] = self.calls.get(name, 0) + 1
        if name in self.hold:
            self.hold[name].wait(20)
        if self.broken:
            raise self.broken

    def status(self) -> wire.StatusView:
        self._called("status")
        return wire.StatusView(state="protected", since_ns=1, sources=(), unlocked=True)

    def health(self) -> wire.HealthView:
        self._called("health")
        return wire.HealthView(state="protected")

    def sources(self, query: ask.PageQuery) -> wire.Page[wire.SourceView]:
        self._called("sources")
        behind = [one for one in self.held.values() if one.id > query.after]
        page = tuple(behind[: query.limit])
        return wire.Page(items=page, next=page[-1].id if len(behind) > query.limit else None)

    def source(self, source_id: str) -> wire.SourceView:
        self._called("source")
        try:
            return self.held[source_id]
        except KeyError:
            raise NotFoundError("There is no such source.", hint="List them.") from None

    def add_source(self, source: ask.NewSource) -> wire.SourceView:
        self._called("add_source")
        with self._lock:
            told = msgspec.structs.asdict(source) | {"level": source.level or "normal"}
            made = wire.SourceView(id=f"{len(self.held):016x}", **told)
            self.held[made.id] = made
        return made

    def edit_source(self, source_id: str, patch: ask.SourcePatch, version: int) -> wire.SourceView:
        self._called("edit_source")
        now = self.source(source_id)
        if now.version != version:
            raise EditConflict("Somebody else edited this source.", hint="Read it again.")
        told = {name: value for name, value in msgspec.structs.asdict(patch).items() if value is not msgspec.UNSET}
        if "level" in told:
            told["level"] = told["level"] or "normal"
        self.held[source_id] = msgspec.structs.replace(now, version=version + 1, **told)
        return self.held[source_id]

    def remove_source(self, source_id: str, version: int) -> None:
        self._called("remove_source")
        if self.source(source_id).version != version:
            raise EditConflict("Somebody else edited this source.", hint="Read it again.")
        del self.held[source_id]

    def preview(self, request: ask.PreviewRequest) -> wire.PreviewView:
        self._called("preview")
        return wire.PreviewView(path=request.path, files=1, bytes=2)

    def jobs(self, query: ask.JobsQuery) -> wire.Page[wire.JobView]:
        self._called("jobs")
        return wire.Page(items=(JOB,) * min(query.limit, 3))

    def job(self, job_id: str) -> wire.JobView:
        self._called("job")
        if job_id != JOB.id:
            raise NotFoundError("There is no such job.", hint="List them.")
        return JOB

    def start_job(self, request: ask.NewJob) -> wire.JobView:
        self._called("start_job")
        return msgspec.structs.replace(JOB, kind=request.kind, id=f"{self.calls['start_job']:016x}")

    def cancel_job(self, job_id: str) -> wire.JobView:
        return self.job(job_id)

    def pause_job(self, job_id: str) -> wire.JobView:
        return self.job(job_id)

    def resume_job(self, job_id: str) -> wire.JobView:
        return self.job(job_id)

    def alerts(self, query: ask.AlertsQuery) -> wire.Page[wire.AlertView]:
        self._called("alerts")
        return wire.Page(items=(ALERT,))

    def acknowledge_alert(self, alert_id: str, request: ask.AcknowledgeRequest) -> wire.AlertView:
        return msgspec.structs.replace(ALERT, id=alert_id, acknowledged_by=request.by)

    def snooze_alert(self, alert_id: str, request: ask.SnoozeRequest) -> wire.AlertView:
        return msgspec.structs.replace(ALERT, id=alert_id, snoozed_until_ns=request.until_ns)

    def decide_alert(self, alert_id: str, request: ask.DecideRequest) -> wire.AlertView:
        return msgspec.structs.replace(ALERT, id=alert_id, decision=request.decision)

    def search(self, query: ask.SearchQuery) -> wire.Page[wire.FoundView]:
        self._called("search")
        found = wire.FoundView(path=query.text, size=1, mtime_ns=1, wedding="", first_ns=1, last_ns=1, point="p")
        return wire.Page(items=(found,))

    def points(self, query: ask.PointsQuery) -> wire.Page[wire.PointView]:
        self._called("points")
        return wire.Page(items=())

    def unlock(self, request: ask.UnlockRequest) -> wire.StateView:
        self._called("unlock")
        if request.passphrase != PASSPHRASE:
            raise WrongPassphrase("The passphrase does not open this vault.", hint="Try again.")
        return STATE

    def lock(self) -> wire.StateView:
        return STATE

    def pause(self, request: ask.PauseRequest) -> wire.StateView:
        return STATE

    def resume(self) -> wire.StateView:
        return STATE

    def emergency(self, request: ask.EmergencyRequest) -> wire.StartedView:
        self._called("emergency")
        return wire.StartedView(jobs=(msgspec.structs.replace(JOB, level="emergency", wedding=request.wedding),))

    def estimate(self, request: figures.EstimateRequest) -> figures.EstimateView:
        self._called("estimate")
        return figures.EstimateView(
            files=1,
            bytes=2,
            files_new=1,
            bytes_new=2,
            bytes_stored=1,
            minutes=0.5,
            runs=0,
            off_percent=None,
            how="walk" if request.path else "history",
        )

    def analytics(self, query: ask.AnalyticsQuery) -> figures.AnalyticsView:
        self._called("analytics")
        return figures.AnalyticsView()

    def rebuild_catalog(self) -> wire.RebuiltView:
        self._called("rebuild_catalog")
        return wire.RebuiltView(points=2, files=3)

    def stop(self) -> wire.DoneView:
        self._called("stop")
        return wire.DoneView(message="It ends.")


class Opened:
    """A running door."""

    def __init__(self, service: FakeService, door: Door, serving: Serving) -> None:
        self.service, self.door, self.serving = service, door, serving
        self.port = serving.port
        self.endpoint = Endpoint(self.port, TOKEN, 1, 1)

    def ask(
        self, method: str, path: str, body: Any = None, *, token: str | None = TOKEN, **headers: str
    ) -> http.client.HTTPResponse:
        """One request on a connection of its own; `headers` with underscores for dashes."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            told.setdefault("Authorization", f"Bearer {token}")
        data = body if isinstance(body, bytes | None) else msgspec.json.encode(body)
        if data is not None:
            told.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, data, told)
        answer = connection.getresponse()
        answer.text = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def raw(self, data: bytes, *, wait_s: float = 5.0) -> bytes:
        """Bytes as they are; what comes back until the other end closes or is silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait_s) as made:
            parts = []
            try:
                made.sendall(data)
                made.shutdown(socket.SHUT_WR)
                while part := made.recv(65_536):
                    parts.append(part)
            except OSError:
                pass
        return b"".join(parts)


@contextmanager
def opened(foreign: dict[str, str] | None = None, clock: Clock | None = None) -> Iterator[Opened]:
    """A door that is open as long as the context."""
    clock = clock or SystemClock()
    service = FakeService(clock)
    door = make_app(service, TOKEN, clock, foreign or {})
    serving = serve(door, lambda _: None)
    try:
        yield Opened(service, door, serving)
    finally:
        for one in service.hold.values():
            one.set()
        serving.stop()
