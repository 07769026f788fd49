"""The vault as the engine holds it: locked, or with its keys in memory, opened anew for each run of work."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, NoProgress, Progress
from studio_backup.base.errors import NotFoundError, StorageError, UnlockError
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.home import Home
from studio_backup.engine.pacing import Pacing
from studio_backup.engine.studio import Studio, studio_of
from studio_backup.engine.unlock import Locked, Options, no_vault
from studio_backup.repository.keys import VaultKeys

Unlock = Callable[[Options], Studio]
"""Opens the vault of the home with the factors the options name. Raises UnlockError, NotFoundError, StorageError."""


@dataclass(frozen=True, slots=True)
class _Held:
    keys: VaultKeys
    since_ns: int


class HeldVault:
    """Safe for many threads. Nothing of a passphrase is kept: only the keys it opened, until `lock`.

    `bucket_keys`: access keys that were typed for its places, shared by all work.
    """

    def __init__(self, home: Home, unlock: Unlock, clock: Clock) -> None:
        self._home, self._unlock, self._clock = home, unlock, clock
        self._pacing = Pacing(home, clock)
        self.bucket_keys = KeptKeys(clock)
        self._held: _Held | None = None
        self._wanted_locked = False
        self._mutex = threading.Lock()

    @property
    def joined(self) -> bool:
        """Whether this home has a vault at all."""
        return self._held is not None or self._home.has_vault

    def check_joined(self) -> None:
        """Raise NotFoundError where this home has no vault."""
        if not self.joined:
            raise no_vault()

    @property
    def unlocked(self) -> bool:
        """Whether work can be done."""
        return self._held is not None

    @property
    def since_ns(self) -> int:
        """Since when, 0 while it is locked."""
        return self._held.since_ns if self._held else 0

    def unlock(self, options: Options) -> tuple[str, ...]:
        """Take the keys; returns what a person should know. Raises UnlockError, NotFoundError, StorageError."""
        with self._mutex, self._unlock(options) as studio:
            self._held = _Held(studio.keys, self._clock.now_ns())
            self._wanted_locked = False
            return studio.notices

    def unlock_by_itself(self) -> bool:
        """Try this device's own secret once more: after a login the keyring opens late. Not after `lock`."""
        if self._wanted_locked or self.unlocked or not self.joined:
            return self.unlocked
        try:
            self.unlock(Options(self._home.path))
        except (UnlockError, NotFoundError, StorageError):
            return False
        return True

    def lock(self) -> None:
        """Let go of the keys, until a person opens it again; work that runs ends with what it opened."""
        self._wanted_locked = True
        self._held = None
        self.bucket_keys.let_go()

    @contextlib.contextmanager
    def studio(self, progress: Progress | None = None, cancel: CancelToken | None = None) -> Iterator[Studio]:
        """The vault with its places, opened for one run of work. Raises Locked, NotFoundError where there is none."""
        held, vault = self._held, self._home.vault()
        if vault is None:
            raise no_vault()
        if held is None:
            raise Locked("The vault is locked.", hint="Run `studio-backup engine unlock`, or type it into the window.")
        with studio_of(
            self._home, vault, held.keys, self._clock, pacing=self._pacing, bucket_keys=self.bucket_keys
        ) as studio:
            studio.watch(progress or NoProgress(), cancel or CancelToken())
            yield studio
