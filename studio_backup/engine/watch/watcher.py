"""Watches all sources at once, and says which is due."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from studio_backup.base.clock import Clock
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.watch.desk import Desk
from studio_backup.engine.watch.identity import Look, read
from studio_backup.engine.watch.lookout import Lookout
from studio_backup.engine.watch.settle import Moment, Reason
from studio_backup.engine.watch.values import Due, How, SourceState

TICK_S = 5.0
"""The desk is asked at least so often: that is how sleep and a changed clock are noticed."""
_PAUSE_S = 0.2
_STOP_S = 2.0
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class Watcher:
    """Watches sources while it is started. All methods may be called from any thread, and return at once.

    `on_due` and `on_state` are called from the watcher's own thread, never at the same time; what they raise is logged.
    `own`: homes and vaults of this program, which never count as changed.
    """

    def __init__(
        self,
        clock: Clock,
        on_due: Callable[[Due], None],
        on_state: Callable[[SourceState], None],
        *,
        own: Iterable[str] = (),
    ) -> None:
        self._clock = clock
        self._on_due = on_due
        self._on_state = on_state
        self._own = tuple(own)
        self._lock = threading.Condition()
        self._desk = Desk(self._now())
        self._lookouts: dict[str, tuple[Lookout, _Notes]] = {}
        self._news = False
        self._running = False
        self._thread: threading.Thread | None = None

    def add(self, source: WatchedSource, *, identity: str = "", reason: Reason = "added") -> None:
        """Watch a source, and have it taken once nothing in it can be missed any more.

        `identity`: from the `SourceState` last told of it, so that an exchanged drive is noticed across restarts.
        `reason`: of its first `Due`: "start" for a source that was watched before.
        """
        with self._lock:
            self._leave(source.id)
            self._desk.add(source, read(identity), reason, self._now())
            notes = _Notes(source.id, self._desk, self._lock, self._now, self._wake)
            lookout = Lookout(source, self._own, read(identity), notes, self._clock)
            self._lookouts[source.id] = lookout, notes
            if self._running:
                lookout.start()

    def leave_out(self, own: Iterable[str]) -> None:
        """These are homes and vaults of this program now: for sources which are added, or watched anew, from now on."""
        with self._lock:
            self._own = tuple(own)

    def remove(self, source_id: str) -> None:
        """Watch it no longer; nothing if it is not watched."""
        with self._lock:
            self._leave(source_id)
            self._desk.remove(source_id)

    def replace(self, source: WatchedSource) -> None:
        """A person edited it. Where it lies elsewhere, or other files of it are taken, it is watched anew."""
        with self._lock:
            before = self._desk.source(source.id)
            if before and (before.path, before.excludes) == (source.path, source.excludes):
                self._desk.edit(source)
                self._wake()
                return
        self.add(source)

    def look_every(self, seconds: Mapping[str, float]) -> None:
        """By source id, how often all of it is looked at, whatever was or was not seen. Those not named stay as they
        are."""
        with self._lock:
            for source_id, every in seconds.items():
                self._desk.look_every(source_id, every)
            self._wake()

    def look_now(self) -> None:
        """Look at once whether each source is there, as after a drive was plugged in or the machine woke."""
        with self._lock:
            for lookout, _ in self._lookouts.values():
                lookout.look_now()

    def states(self) -> list[SourceState]:
        """How all sources stand now."""
        with self._lock:
            return self._desk.states(self._now())

    def lies_at(self, source_id: str) -> str:
        """Where a source lies whose drive is mounted elsewhere now; "" for its own path."""
        with self._lock:
            return self._desk.lies_at(source_id)

    def taken(self, source_id: str, started_ns: int) -> None:
        """A backup of it began (ns UTC): it takes what changed before."""
        with self._lock:
            self._desk.taken(source_id, started_ns, self._now())
            self._wake()

    def settled(self, source_id: str, ok: bool) -> None:
        """The backup ended. Not `ok`: what it should have taken goes on waiting, and is asked for again."""
        with self._lock:
            self._desk.settled(source_id, ok, self._now())
            self._wake()

    def start(self) -> None:
        """Begin to watch."""
        with self._lock:
            self._running = True
            self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
            self._thread.start()
            for lookout, _ in self._lookouts.values():
                lookout.start()

    def stop(self) -> None:
        """End it, within some two seconds; a lookout held by a dead drive is left to its fate."""
        with self._lock:
            self._running = False
            lookouts = [lookout for lookout, _ in self._lookouts.values()]
            for source_id in list(self._lookouts):
                self._leave(source_id)
            self._wake()
        end = self._clock.monotonic() + _STOP_S
        for lookout in lookouts:
            lookout.join(max(0.0, end - self._clock.monotonic()))
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_STOP_S)

    def _leave(self, source_id: str) -> None:
        if source_id in self._lookouts:
            lookout, notes = self._lookouts.pop(source_id)
            notes.left = True
            lookout.ask_to_stop()

    def _now(self) -> Moment:
        return Moment(self._clock.now_ns(), self._clock.monotonic())

    def _wake(self) -> None:
        self._news = True
        self._lock.notify_all()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._running:
                    return
                due, states = self._desk.step(self._now())
            for state in states:
                self._call(self._on_state, state)
            for one in due:
                self._call(self._on_due, one)
            self._rest()

    @staticmethod
    def _call(listener: Callable[[_T], None], news: _T) -> None:
        try:
            listener(news)
        except Exception:
            _LOG.exception("What was told of a source could not be handled; watching goes on.")

    def _rest(self) -> None:
        self._clock.sleep(_PAUSE_S)  # so that a storm of events causes five steps a second, not thousands
        with self._lock:
            now = self._now()
            rest = self._desk.wake(now, now.seconds + TICK_S) - now.seconds
            if self._running and not self._news and rest > 0:
                self._lock.wait(rest)
            self._news = False


class _Notes:
    """What one lookout tells, put on the desk. Of a source that was left, nothing any more."""

    def __init__(
        self, source_id: str, desk: Desk, lock: threading.Condition, now: Callable[[], Moment], wake: Callable[[], None]
    ) -> None:
        self._id = source_id
        self._desk = desk
        self._lock = lock
        self._tick = now
        self._wake = wake
        self.left = False

    def _tell(self, fact: Callable[[Moment], None], *, news: bool = True) -> None:
        with self._lock:
            if self.left:
                return
            fact(self._tick())
            if news:
                self._wake()

    def alive(self) -> None:
        """See Notes."""
        self._tell(lambda now: self._desk.alive(self._id, now), news=False)

    def looked(self, found: Look) -> None:
        """See Notes."""
        self._tell(lambda _: self._desk.looked(self._id, found))

    def opened(self, how: How, why: str, reason: Reason | None) -> None:
        """See Notes."""
        self._tell(lambda now: self._desk.opened(self._id, how, why, reason, now))

    def changed(self, paths: Iterable[str], *, at_least: bool = False) -> None:
        """See Notes."""
        self._tell(lambda now: self._desk.changed(self._id, paths, now, at_least=at_least))

    def lost(self) -> None:
        """See Notes."""
        self._tell(lambda now: self._desk.lost(self._id, now))

    def since_ns(self) -> int:
        """See Notes."""
        with self._lock:
            return self._desk.since_ns(self._id)
