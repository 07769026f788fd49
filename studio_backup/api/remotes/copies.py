"""What lies where, and what was read back, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.copies import (
    GridQuery,
    GridView,
    ReplicasQuery,
    ReplicaView,
    VerificationsQuery,
    VerificationView,
)
from studio_backup.api.requests import Request
from studio_backup.api.wire import Page


@dataclass(frozen=True)
class RemoteCopies:
    """As the service's own."""

    client: EngineClient

    def replicas(self, query: ReplicasQuery) -> Page[ReplicaView]:
        """Of each tier and wedding what is there, what waits and why."""
        told = _told(query) | {"waiting": "true" if query.waiting else "false"}
        return self.client.get("/v1/replicas", Page[ReplicaView], **told)

    def verifications(self, query: VerificationsQuery) -> Page[VerificationView]:
        """What was read back where, newest first."""
        return self.client.get("/v1/verifications", Page[VerificationView], **_told(query))

    def grid(self, query: GridQuery) -> GridView:
        """Of each wedding and place how much is there, was read back, and was restored in a drill."""
        return self.client.get("/v1/verifications/grid", GridView, **_told(query))


def _told(query: Request) -> dict[str, object]:
    return {name: getattr(query, name) for name in query.__struct_fields__}
