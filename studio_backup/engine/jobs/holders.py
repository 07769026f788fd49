"""Which places are known to hold an object, without asking any that may sleep.

The place this home reads (the vault's folder, or a tier) is listed; what the others hold is told by their ledgers.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio_backup.engine.jobs.places import all_tiers, ledger_of
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.sync.ledger import Record


def read_place(studio: Studio) -> str:
    """The name of the place this home reads: "local", or a tier's."""
    return LOCAL if studio.vault.folder else studio.tier(studio.vault.reads_from).name


class Holders:
    """Answers for many objects of few folders."""

    def __init__(self, studio: Studio) -> None:
        self._storage, self._own = studio.repository.storage, read_place(studio)
        self._here: dict[str, dict[str, int]] = {}
        self._ledgers: dict[str, Mapping[str, Record]] = {
            tier.name: ledger_of(studio, tier).known() for tier in all_tiers(studio) if tier.name != self._own
        }

    def of(self, name: str) -> tuple[str, ...]:
        """Names of the places, the one this home reads first. `name`: the object's, below a folder."""
        here = (self._own,) if name in self.listed(name.rpartition("/")[0] + "/") else ()
        return (*here, *(place for place in self._ledgers if self._is_there(place, name)))

    def below(self, place: str, prefix: str) -> dict[str, int]:
        """Objects which a place is known to hold below a prefix -> bytes."""
        if place == self._own:
            return self.listed(prefix)
        return {name: one.size for name, one in self._ledgers[place].items() if name.startswith(prefix)}

    def listed(self, folder: str) -> dict[str, int]:
        """What lies in a folder of the place this home reads -> bytes."""
        if folder not in self._here:
            self._here[folder] = {one.name: one.size for one in self._storage.list(folder)}
        return self._here[folder]

    def _is_there(self, place: str, name: str) -> bool:
        record = self._ledgers[place].get(name)
        return record is not None and record.state == "good"
