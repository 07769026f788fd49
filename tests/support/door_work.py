"""Work asked for by name, behind the door of the tests."""

from __future__ import annotations

from studio_backup.api import wire
from studio_backup.api import work as ask


class FakeWork:
    """Takes everything, and remembers the last request."""

    def __init__(self, job: wire.JobView) -> None:
        self._job = job
        self.asked: object = None

    def backup(self, request: ask.BackupAsked) -> wire.JobView:
        return self._taken(request)

    def replicate(self, request: ask.ReplicateAsked) -> wire.JobView:
        return self._taken(request)

    def verify(self, request: ask.VerifyAsked) -> wire.JobView:
        return self._taken(request)

    def _taken(self, request: object) -> wire.JobView:
        self.asked = request
        return self._job
