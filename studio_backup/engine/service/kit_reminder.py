"""Whether a person has taken care of the recovery kit: asked until it was confirmed, remembered with what was typed."""

from __future__ import annotations

import threading
from typing import Final

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.catalog.settings import OWN, KeyValue

_NAME: Final = "kit"
_FILE: Final = f"{OWN}kit_file"
"""On this machine only: where the kit's text was written."""


class _Kit(msgspec.Struct, frozen=True, kw_only=True):
    """Times in ns UTC, 0 for never. `made_ns` 0: the kit was made elsewhere, so nobody is asked for it."""

    made_ns: int = 0
    confirmed_ns: int = 0
    tried_ns: int = 0


class KitReminder:
    """Answers from memory; safe for many threads."""

    def __init__(self, settings: KeyValue, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._mutex = threading.Lock()
        self._kit = _Kit()
        self.read_again()

    def read_again(self) -> None:
        """After what was typed came back with a vault."""
        kept = self._settings.get(_NAME)
        self._kit = msgspec.json.decode(kept, type=_Kit) if kept else _Kit()

    @property
    def unsaved_since_ns(self) -> int:
        """Since when a kit waits to be saved, 0 if none does."""
        return 0 if self._kit.confirmed_ns else self._kit.made_ns

    @property
    def tried_ns(self) -> int:
        """When a kit last opened this vault, or its groups were typed back; 0 for never."""
        return self._kit.tried_ns

    @property
    def file(self) -> str:
        """Where the text of the kit made here was written, "" if none was."""
        return self._settings.get(_FILE) or ""

    def made(self, file: str) -> None:
        """A new kit, whose text was written to `file`: nobody has confirmed yet that it is kept safe."""
        self._settings.put(_FILE, file)
        self._keep(_Kit(made_ns=self._clock.now_ns()))

    def tried(self) -> None:
        """Somebody holds the kit in hand."""
        now = self._clock.now_ns()
        self._keep(_Kit(made_ns=self._kit.made_ns, confirmed_ns=self._kit.confirmed_ns or now, tried_ns=now))

    def _keep(self, kit: _Kit) -> None:
        with self._mutex:
            self._settings.put(_NAME, msgspec.json.encode(kit).decode())
            self._kit = kit
