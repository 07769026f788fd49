"""Opens the vault's folder and the tiers: once each, recognised before anything is written."""

from __future__ import annotations

import secrets
from functools import partial

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, NoProgress, Progress
from studio_backup.base.files import Writer
from studio_backup.domain.tier import Tier
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.marker import check_marker
from studio_backup.storage.interface import Storage


class Places:
    """The places of one vault, opened by this process. `writer` is who writes, as temporary names tell it."""

    def __init__(self, keys: VaultKeys, *, device: str, clock: Clock) -> None:
        self._keys, self._clock = keys, clock
        self.writer = Writer(device or secrets.token_hex(8), secrets.token_hex(8))
        self.progress: Progress = NoProgress()
        self.cancel = CancelToken()
        self._opened: dict[tuple[str, ...], Storage] = {}

    def _identity(self, data: bytes, tier: str | None) -> None:
        check_marker(data, repository=self._keys.repository, tier=tier, keys=self._keys)
