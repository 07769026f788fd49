"""To which places policies want no copies of a wedding: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

import msgspec

from studio_backup.domain.protection import Held
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.service.protection_held import Key

NOWHERE: Final[frozenset[str]] = frozenset()


class Names(Protocol):
    """Finds weddings by name where no date is told."""

    def key(self, wedding: str, date: str) -> Key:
        """Of a wedding."""
        ...


def left_out_of(
    sources: Iterable[WatchedSource], left_out: Mapping[str, frozenset[str]], names: Names
) -> dict[Key, frozenset[str]]:
    """By wedding, the tiers which the policies of all its sources leave out. `left_out`: by source id."""
    found: dict[Key, frozenset[str]] = {}
    for source in sources if left_out else ():
        if source.wedding:
            key, own = names.key(source.wedding, source.date), left_out.get(source.id, NOWHERE)
            found[key] = found.get(key, own) & own
    return {key: tiers for key, tiers in found.items() if tiers}


def without(held: Held, left_out: frozenset[str]) -> Held:
    """With what its policies leave out."""
    return msgspec.structs.replace(held, left_out=left_out) if left_out else held
