"""The stream of events in a thread of its own: found again when it is lost, gone on with behind what was seen."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable
from typing import Final

from studio_backup.api.client import find_engine
from studio_backup.api.errors import EngineGone
from studio_backup.api.wire import EventView
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Post

_LOOK_AGAIN_S: Final = 0.5
_log = logging.getLogger(__name__)


class StreamThread(threading.Thread):
    """Tells `heard` of each event and `lost` of each failed attempt, both in the main thread by way of `post`."""

    def __init__(
        self,
        home: str,
        post: Post,
        heard: Callable[[EventView], None],
        lost: Callable[[StudioBackupError], None],
    ) -> None:
        super().__init__(name="events", daemon=True)
        self.cancel = CancelToken()
        self._home, self._post, self._heard, self._lost = home, post, heard, lost
        self._ended = threading.Event()
        self._seq: int | None = None
        self._life = ""

    def end(self) -> None:
        """Listen no more."""
        self.cancel.cancel()
        self._ended.set()

    def run(self) -> None:
        """See Thread."""
        while not self.cancel.cancelled:
            try:
                self._listen()
            except StudioBackupError as error:
                self._post(functools.partial(self._lost, error))
            except Exception:
                _log.exception("The stream of events broke")
                self._post(functools.partial(self._lost, EngineGone("The engine is not understood.")))
            self._ended.wait(_LOOK_AGAIN_S)

    def _listen(self) -> None:
        client = find_engine(self._home)
        if client is None:
            raise EngineGone("The engine does not run.", hint="Start it: nothing is backed up without it.")
        with client:
            for event in client.events(self._seq, self._life, self.cancel):
                self._remember(event)
                self._post(functools.partial(self._heard, event))

    def _remember(self, event: EventView) -> None:
        """A `hello` tells the newest number there is, which is not yet heard where a replay follows."""
        if event.kind != "hello":
            self._seq = event.seq
        elif event.life != self._life:
            self._seq, self._life = event.seq, event.life
