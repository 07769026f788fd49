"""Work asked for by name over HTTP. It names any folder of this machine, and may mend: not for foreign clients."""

from __future__ import annotations

from typing import Final

from studio_backup.api import wire
from studio_backup.api import work as ask
from studio_backup.engine.server.operation import Operation

WORK: Final = (
    Operation(
        method="POST",
        path="/v1/work/backup",
        name="ask_backup",
        about="Back up folders or files, watched or not.",
        call=lambda service, asked: service.work.backup(asked.body),
        answer=wire.JobView,
        body=ask.BackupAsked,
        status=201,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/work/replicate",
        name="ask_replicate",
        about="Copy to the tiers what they lack.",
        call=lambda service, asked: service.work.replicate(asked.body),
        answer=wire.JobView,
        body=ask.ReplicateAsked,
        status=201,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/work/verify",
        name="ask_verify",
        about="Read stored copies back, and mend them where asked.",
        call=lambda service, asked: service.work.verify(asked.body),
        answer=wire.JobView,
        body=ask.VerifyAsked,
        status=201,
        once=True,
        ours=True,
    ),
)
