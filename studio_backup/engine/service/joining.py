"""An engine that runs before there is a vault: what begins when one is joined, by its door or beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from studio_backup.domain.source import WatchedSource
from studio_backup.engine.service.keeping import SettingsKeeper
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.watch.settle import Reason
from studio_backup.engine.watch.watcher import Watcher


class Joining:
    """Remembers whether a vault was there. Safe for many threads."""

    def __init__(
        self,
        parts: Parts,
        watcher: Watcher,
        keeper: SettingsKeeper,
        watch: Callable[[WatchedSource, Reason], None],
    ) -> None:
        self._parts, self._watcher, self._keeper, self._watch = parts, watcher, keeper, watch
        self._joined = parts.vault.joined
        self._mutex = threading.Lock()

    def take_up(self) -> bool:
        """Begin with a vault that was joined since; returns whether one was."""
        with self._mutex:
            if self._joined or not self._parts.vault.joined:
                return False
            self._joined = True
        self._watcher.leave_out(self._parts.home.own_folders())
        known = {state.id for state in self._watcher.states()}
        for source in self._parts.sources.all():
            if source.id not in known:
                self._watch(source, "start")
        self._keeper.begin()
        return True
