"""What lies where, and what was read back, over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import copies, wire
from studio_backup.engine.server.operation import Operation

COPIES: Final = (
    Operation(
        method="GET",
        path="/v1/replicas",
        name="replicas",
        about="Of each tier and wedding what is there, what waits, since when and why.",
        call=lambda service, asked: service.copies.replicas(asked.query),
        answer=wire.Page[copies.ReplicaView],
        query=copies.ReplicasQuery,
    ),
    Operation(
        method="GET",
        path="/v1/verifications",
        name="verifications",
        about="What was read back where and when, and how much of the whole; newest first.",
        call=lambda service, asked: service.copies.verifications(asked.query),
        answer=wire.Page[copies.VerificationView],
        query=copies.VerificationsQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/verifications/grid",
        name="verification_grid",
        about="Of each wedding and place how much is there, was read back, and was restored in a drill.",
        call=lambda service, asked: service.copies.grid(asked.query),
        answer=copies.GridView,
        query=copies.GridQuery,
        slow=True,
    ),
)
