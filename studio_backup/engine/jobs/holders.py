"""Which places are known to hold an object, without asking any that may sleep: the vault is listed, tiers by ledger."""

from __future__ import annotations

from collections.abc import Mapping

from studio_backup.engine.jobs.places import ledger_of
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.sync.ledger import Record


class Holders:
    """Answers for many objects of few collections."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._here: dict[str, frozenset[str]] = {}
        self._ledgers: dict[str, Mapping[str, Record]] = {t.name: ledger_of(studio, t).known() for t in studio.tiers}

    def of(self, name: str) -> tuple[str, ...]:
        """Names of the places, the vault first. `name`: the object's, below a folder."""
        here = (LOCAL,) if name in self._local(name.rpartition("/")[0] + "/") else ()
        return (*here, *(tier for tier in self._ledgers if self._is_there(tier, name)))

    def _is_there(self, tier: str, name: str) -> bool:
        record = self._ledgers[tier].get(name)
        return record is not None and record.state == "good"

    def _local(self, folder: str) -> frozenset[str]:
        if folder not in self._here:
            local = self._studio.local
            self._here[folder] = frozenset(one.name for one in local.list(folder)) if local else frozenset()
        return self._here[folder]
