"""What a backup tells a program, and what is made of it again."""

from __future__ import annotations

from typing import Any

import msgspec

from studio_backup.base.exits import DONE, WARNINGS
from studio_backup.base.plain import plain
from studio_backup.engine.backup.report import BackupReport
from studio_backup.engine.jobs.backup import BackedUp


def backup_facts(done: BackedUp) -> dict[str, Any]:
    """The report, and into which wedding it went."""
    facts: dict[str, Any] = plain(done.report)
    added = {"wedding": done.wedding, "date": done.date, "collection": done.collection, "wedding_made": done.made}
    return facts | added | {"bytes_stored": done.stored}


def backed_up_of(facts: dict[str, Any]) -> BackedUp:
    """What `backup_facts` was made of. Raises msgspec.ValidationError for anything else."""
    report = msgspec.convert(facts, BackupReport)
    return BackedUp(
        report, facts["wedding"], facts["date"], facts["collection"], facts["wedding_made"], facts["bytes_stored"]
    )


def backup_exit(done: BackedUp) -> int:
    """The exit code of a backup which was done."""
    return WARNINGS if done.report.warnings else DONE
