"""Work asked for by name, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.wire import JobView
from studio_backup.api.work import BackupAsked, ReplicateAsked, VerifyAsked


@dataclass(frozen=True)
class RemoteWork:
    """As the service's own."""

    client: EngineClient

    def backup(self, request: BackupAsked) -> JobView:
        """Back up folders or files."""
        return self.client.post("/v1/work/backup", request, JobView)

    def replicate(self, request: ReplicateAsked) -> JobView:
        """Copy to the tiers."""
        return self.client.post("/v1/work/replicate", request, JobView)

    def verify(self, request: VerifyAsked) -> JobView:
        """Read places back."""
        return self.client.post("/v1/work/verify", request, JobView)
