"""Single chunks of packs of which little is needed: by ranges, from the asked tier first."""

from __future__ import annotations

import threading

from studio_backup.engine.restore.ports import KeyRing, PackSource
from studio_backup.repository.epochs import Opened
from studio_backup.repository.format import HEADER_BYTES, Type
from studio_backup.repository.pack import FOOTER_BYTES, Location, bounded, open_frame


class PartReader:
    """Reads frames of one collection's packs. Safe for many threads. Errors are those of the place, or DamageError."""

    def __init__(self, source: PackSource, keys: KeyRing) -> None:
        self._source, self._keys = source, keys
        self._headers: dict[str, Opened] = {}
        self._lock = threading.Lock()

    def read_into(self, at: Location, out: memoryview) -> int:
        """One plain chunk into `out`; returns its length."""
        bounded(at, at.offset + at.stored + FOOTER_BYTES)
        frame = self._source.fetch_part(at.pack, at.offset, at.stored)
        return open_frame(self._opened(at.pack), at, frame, out)

    def _opened(self, name: str) -> Opened:
        with self._lock:
            known = self._headers.get(name)
        if known is None:
            known = self._keys.open_header(self._source.fetch_part(name, 0, HEADER_BYTES), Type.PACK)
            with self._lock:
                self._headers[name] = known
        return known
