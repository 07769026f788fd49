"""What the ledgers of the places say, read again only when their files have changed: a look must cost nothing."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import TypeAlias

from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.places import ledger_of
from studio_backup.engine.studio import Studio
from studio_backup.sync.ledger import Record

Records: TypeAlias = Mapping[str, Record]
_Stamp: TypeAlias = tuple[int, int, int]


class Ledgers:
    """By tier id. Safe for many threads."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[_Stamp, Records]] = {}
        self._mutex = threading.Lock()

    def known(self, studio: Studio, tier: Tier) -> Records:
        """Everything that should be at the tier: object name → what is known of it."""
        stamp = _stamp(studio.home.file("ledger", f"{tier.id}.jsonl"))
        with self._mutex:
            before = self._read.get(tier.id)
        if before is not None and before[0] == stamp:
            return before[1]
        records = ledger_of(studio, tier).known()
        with self._mutex:
            self._read[tier.id] = stamp, records
        return records


def _stamp(path: str) -> _Stamp:
    """Which state of the file this is. Looked at before it is read: a later change is then seen the next time."""
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns
