"""All places as one, for reading: what any of them lists is listed, what any of them has whole is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from studio_backup.base.errors import StorageError
from studio_backup.storage.fallback import FallbackStorage
from studio_backup.storage.interface import Listed, Storage


class AllPlaces(FallbackStorage):
    """A fallback whose listing is the union: what one place lost is still known.

    `strict`: a place which cannot be listed is an error; else it is left out while another can be listed, and its error
    is kept in `unlisted`, for whoever must say so.
    """

    def __init__(
        self, places: Sequence[Storage], *, served: Callable[[str, str], None] | None = None, strict: bool = True
    ) -> None:
        super().__init__(places, served=served)
        self._all = tuple(places)
        self._strict = strict
        self.unlisted: list[StorageError] = []

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage. Where sizes differ the larger counts: copies lose bytes more often than they gain some."""
        found: dict[str, Listed] = {}
        failed: list[StorageError] = []
        for place in self._all:
            try:
                _add(found, place.list(prefix))
            except StorageError as error:
                failed.append(error)
        if failed and (self._strict or len(failed) == len(self._all)):
            raise failed[0]
        self.unlisted += failed
        return iter(found.values())


def _add(found: dict[str, Listed], listed: Iterator[Listed]) -> None:
    for one in listed:
        known = found.get(one.name)
        if known is None or known.size < one.size:
            found[one.name] = one
