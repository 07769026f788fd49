"""Restores, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from msgspec.structs import asdict

from studio_backup.api.client import EngineClient, segment
from studio_backup.api.requests import PageQuery
from studio_backup.api.restores import (
    NewRestore,
    PlanRestore,
    RestorePlanView,
    RestoreView,
    UndoDone,
    UndoPlanView,
)
from studio_backup.api.wire import JobView, Page

PATIENCE_S: Final = 3_600.0
"""Seconds after which a plan is given up: what stands at the target may have to be read, to be compared."""


@dataclass(frozen=True)
class RemoteRestores:
    """As the service's own."""

    client: EngineClient

    def plan(self, request: PlanRestore) -> RestorePlanView:
        """What would be done; nothing is written."""
        with EngineClient(self.client.endpoint, timeout_s=PATIENCE_S) as patient:
            return patient.post("/v1/restores/plan", request, RestorePlanView)

    def run(self, request: NewRestore) -> JobView:
        """Queue it."""
        return self.client.post("/v1/restores", request, JobView)

    def list(self, query: PageQuery) -> Page[RestoreView]:
        """All restores of this home, newest first."""
        return self.client.get("/v1/restores", Page[RestoreView], **asdict(query))

    def get(self, restore_id: str) -> RestoreView:
        """One of them, by its id or its job's."""
        return self.client.get(f"/v1/restores/{segment(restore_id)}", RestoreView)

    def plan_undo(self, restore_id: str) -> UndoPlanView:
        """What taking it back would do."""
        with EngineClient(self.client.endpoint, timeout_s=PATIENCE_S) as patient:
            return patient.post(f"/v1/restores/{segment(restore_id)}/undo/plan", None, UndoPlanView)

    def undo(self, restore_id: str) -> JobView:
        """Queue taking it back."""
        return self.client.post(f"/v1/restores/{segment(restore_id)}/undo", None, JobView)

    def forget(self, restore_id: str) -> UndoDone:
        """Keep all as it is, and drop what was kept for undo."""
        return self.client.post(f"/v1/restores/{segment(restore_id)}/forget", None, UndoDone)
