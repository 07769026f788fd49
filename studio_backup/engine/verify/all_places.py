"""All places as one, for reading: what any of them lists is listed, what any of them has whole is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio_backup.storage.fallback import FallbackStorage
from studio_backup.storage.interface import Listed, Storage


class AllPlaces(FallbackStorage):
    """A fallback whose listing is the union: what one place lost is still known. Raises if a place cannot be listed."""

    def __init__(self, places: Sequence[Storage]) -> None:
        super().__init__(places)
        self._all = tuple(places)

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage. Where sizes differ the larger counts: copies lose bytes more often than they gain some."""
        found: dict[str, Listed] = {}
        for place in self._all:
            for one in place.list(prefix):
                known = found.get(one.name)
                if known is None or known.size < one.size:
                    found[one.name] = one
        return iter(found.values())
