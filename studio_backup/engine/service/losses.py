"""Sudden losses on which nobody has decided yet; kept with the settings, for they must outlive the process."""

from __future__ import annotations

import threading

import msgspec

from studio_backup.catalog.settings import KeyValue
from studio_backup.engine.health.facts import LossFacts

_NAME = ".losses"


class Losses:
    """The undecided ones, one a source: the first loss names the state to go back to."""

    def __init__(self, settings: KeyValue) -> None:
        self._settings = settings
        self._mutex = threading.Lock()
        kept = settings.get(_NAME)
        self._losses: dict[str, LossFacts] = msgspec.json.decode(kept, type=dict[str, LossFacts]) if kept else {}

    def all(self) -> tuple[LossFacts, ...]:
        """Those which wait for a person."""
        return tuple(self._losses.values())

    def add(self, loss: LossFacts) -> None:
        """One more."""
        with self._mutex:
            self._losses.setdefault(loss.source, loss)
            self._keep()

    def decided(self, source: str) -> None:
        """A person has spoken."""
        with self._mutex:
            if self._losses.pop(source, None) is not None:
                self._keep()

    def _keep(self) -> None:
        self._settings.put(_NAME, msgspec.json.encode(self._losses).decode())
