"""Whether what a point holds can be given now: from what this home knows, without asking places that may sleep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.tree import Entry
from studio_backup.engine.health.facts import TierFacts
from studio_backup.engine.jobs.places import vault_tier
from studio_backup.engine.restore.older import lacks_contents
from studio_backup.engine.service.ledgers import Ledgers
from studio_backup.engine.service.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Packs of one collection which no place within reach is known to have. `silent`: places out of reach now."""

    packs: frozenset[str] = frozenset()
    silent: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """A sentence."""
        away = f" Not within reach: {', '.join(self.silent)}." if self.silent else ""
        return f"No place within reach has its data whole.{away}"


class Reach:
    """Answers for the files of opened collections. `tiers`: how the places stand."""

    def __init__(self, opened: OpenedVault, tiers: Callable[[], Iterable[TierFacts]]) -> None:
        self._opened, self._tiers = opened, tiers
        self._ledgers = Ledgers()

    def out_of(self, collection: str) -> OutOfReach:
        """What of a collection is out of reach: nothing, as long as all is well."""
        lost = self._opened.reading(collection, lambda reader: reader.lost)
        with self._opened.studio() as studio:
            own = vault_tier(studio)
            if own is not None:
                records = self._ledgers.known(studio, own)
                folder = f"c/{collection}/packs/"
                lost |= {n for n, one in records.items() if one.state == "damaged" and n.startswith(folder)}
            if not lost:
                return OutOfReach()
            troubled = {one.name for one in self._tiers() if one.trouble}
            for tier in studio.tiers:
                if tier.name not in troubled:
                    records = self._ledgers.known(studio, tier)
                    lost -= {name for name in lost if name in records and records[name].state == "good"}
        return OutOfReach(frozenset(lost), tuple(sorted(troubled)))

    def lacking(self, collection: str, entry: Entry, out: OutOfReach) -> str:
        """Why a file cannot be given, "" if it can."""
        if entry.type != "file" or lacks_contents(entry):
            return ""
        try:
            needed = self._opened.reading(
                collection,
                lambda reader: [at.pack if at else "" for at in map(reader.locate, reader.chunk_ids(entry))],
            )
        except StudioBackupError as error:
            return error.message
        return out.why if "" in needed or out.packs.intersection(needed) else ""
