"""What the door needs for what lies where, and what was read back."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.copies import (
    GridQuery,
    GridView,
    ReplicasQuery,
    ReplicaView,
    VerificationsQuery,
    VerificationView,
)
from studio_backup.api.wire import Page


class CopiesPort(Protocol):
    """Answered from memory and the catalog; no place is asked."""

    def replicas(self, query: ReplicasQuery) -> Page[ReplicaView]:
        """Of each tier and wedding what is there, what waits and why."""
        ...

    def verifications(self, query: VerificationsQuery) -> Page[VerificationView]:
        """What was read back where, newest first."""
        ...

    def grid(self, query: GridQuery) -> GridView:
        """Of each wedding and place how much is there, was read back, and was restored in a drill."""
        ...
