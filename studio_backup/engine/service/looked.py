"""Sources that were looked at and found as their newest point has them; kept, for the age clock outlives the engine."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Final

import msgspec

from studio_backup.catalog.settings import KeyValue
from studio_backup.engine.watch.settle import Reason

WITHOUT_NEWS: Final[frozenset[Reason]] = frozenset({"start", "daily", "clock", "returned"})
"""A source is looked at for these although no change of it was seen: where there is none, no point is made."""
_NAME: Final = ".looked"


class Look(msgspec.Struct, frozen=True):
    """`point`: the newest point then; a look says nothing beside another one. `at_ns`: when it began."""

    point: str
    at_ns: int


class Looked:
    """The last such look of each source. Safe for many threads."""

    def __init__(self, settings: KeyValue) -> None:
        self._settings = settings
        self._mutex = threading.Lock()
        kept = settings.get(_NAME)
        self._looks: dict[str, Look] = msgspec.json.decode(kept, type=dict[str, Look]) if kept else {}

    def all(self) -> Mapping[str, Look]:
        """Source id → look."""
        return self._looks

    def note(self, source: str, look: Look) -> None:
        """It was looked at again."""
        self._change({**self._looks, source: look})

    def forget(self, source: str) -> None:
        """It is watched no more."""
        if source in self._looks:
            self._change({id: look for id, look in self._looks.items() if id != source})

    def _change(self, looks: dict[str, Look]) -> None:
        with self._mutex:
            self._looks = looks
            self._settings.put(_NAME, msgspec.json.encode(looks).decode())
