"""One thread a source: looks whether it is there, and keeps eyes on it while it is.

A thread of its own, because a dead network drive holds whoever touches it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Protocol

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import Cancelled
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.watch.events import event_eyes
from studio_backup.engine.watch.identity import Identity, Look, look_everywhere
from studio_backup.engine.watch.polling import PollingEyes
from studio_backup.engine.watch.report import BlindError, Eyes, View
from studio_backup.engine.watch.settle import DAILY_S, Reason
from studio_backup.engine.watch.taking import rules_of
from studio_backup.engine.watch.values import How

LOOK_S = 5.0
"""A source's root is looked at so often."""
REFRESH_S = 2.0
"""After events were lost, what comes at once is let pass so long before everything is looked at anew."""
_POLLED = "Its folders are looked at in turns."


class Notes(Protocol):
    """Where a lookout tells what it sees; one for each source."""

    def alive(self) -> None:
        """The source's drive answers, and its lookout is at work."""
        ...

    def looked(self, found: Look) -> None:
        """What was found at its path."""
        ...

    def opened(self, how: How, why: str, reason: Reason | None) -> None:
        """From now on nothing is missed. `reason`: to take all of it; None: as it was added, or has returned."""
        ...

    def changed(self, paths: Iterable[str], *, at_least: bool = False) -> None:
        """These files changed."""
        ...

    def lost(self) -> None:
        """Anything may have changed."""
        ...

    def since_ns(self) -> int:
        """When its last backup began, ns UTC."""
        ...


class Lookout:
    """Watches one source in a thread of its own."""

    def __init__(
        self, source: WatchedSource, own: tuple[str, ...], known: Identity | None, notes: Notes, clock: Clock
    ) -> None:
        self._source = source
        self._place = source.path  # or where its drive is mounted now
        self._own = own
        self._known = known
        self._notes = notes
        self._clock = clock
        self._away = known is not None  # not seen by this process yet
        self._cancel = CancelToken()
        self._woken = threading.Event()
        self._eyes: Eyes | None = None
        self._polled_why = ""
        self._network = False
        self._inside: frozenset[str] = frozenset()
        self._next_look = 0.0
        self._refresh_at = float("inf")
        self._lost = False
        self._thread = threading.Thread(target=self._run, name=f"watch {source.id}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """It ends soon, or when its drive answers."""
        self._cancel.cancel()
        self.look_now()

    def join(self, seconds: float) -> None:
        """Wait for its end, at most so long."""
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def look_now(self) -> None:
        """Look whether it is there, without waiting for the next time; from any thread."""
        self._next_look = 0.0
        self._woken.set()
        eyes = self._eyes
        if eyes is not None:
            eyes.wake()

    # Report, for the eyes

    def changed(self, paths: Iterable[str], *, at_least: bool = False) -> None:
        """See Report."""
        self._notes.changed(paths, at_least=at_least)

    def lost(self) -> None:
        """See Report."""
        self._notes.lost()
        self._lost = True
        self._refresh_at = min(self._refresh_at, self._clock.monotonic() + REFRESH_S)

    def alive(self) -> None:
        """See Report."""
        self._notes.alive()

    def gone(self) -> None:
        """See Report."""
        self._next_look = 0.0

    # The thread

    def _run(self) -> None:
        try:
            while not self._cancel.cancelled:
                self._round()
        except Cancelled:
            pass
        finally:
            self._shut()

    def _round(self) -> None:
        self._notes.alive()
        try:
            if self._clock.monotonic() >= self._next_look:
                self._next_look = self._clock.monotonic() + LOOK_S
                self._look()
            self._watch()
        except BlindError as error:
            self._shut()
            self._polled_why = f"{error}. {_POLLED}"
            self._notes.lost()
            self._open("overflow")
        except OSError:
            self._shut()  # whatever it is, the next look will say; and eyes that are opened anew miss nothing
            self._woken.wait(1.0)

    def _watch(self) -> None:
        rest = max(0.0, self._next_look - self._clock.monotonic())
        if self._eyes is None:
            self._woken.wait(rest)
            self._woken.clear()
            return
        self._eyes.watch(max(0.0, min(rest, self._refresh_at - self._clock.monotonic())))
        if self._clock.monotonic() >= self._refresh_at:
            self._refresh(self._eyes)

    def _refresh(self, eyes: Eyes) -> None:
        """After events were lost, and once a day in any case."""
        lost, self._lost = self._lost, False
        self._refresh_at = self._clock.monotonic() + DAILY_S
        if self._polled_why and not self._network:
            self._shut()  # what was in the way of events may be gone
            self._polled_why = ""
            self._open("daily")
            return
        eyes.refresh()
        if lost:
            self._notes.opened(eyes.how, self._polled_why, "overflow")

    def _look(self) -> None:
        before, self._known = self._known, None
        found = look_everywhere(self._source.path, before, away=self._away)
        place = found.found_at or self._source.path
        self._known = found.identity
        self._away = found.present != "present"
        if self._away or place != self._place or not _is_same(before, found.identity):
            self._shut()
        self._place = place
        self._notes.looked(found)
        if self._away:
            return
        if self._eyes is None:
            self._network = found.volume.is_network
            self._polled_why = f"It lies on a network drive. {_POLLED}" if self._network else ""
            self._open()
        elif found.inside != self._inside:
            self._notes.lost()  # a drive in it was mounted or unmounted: no event tells that
            self._lost, self._refresh_at = True, 0.0
        self._inside = found.inside

    def _open(self, reason: Reason | None = None) -> None:
        view = View(
            path=self._place,
            rules=rules_of(self._source, self._own),
            report=self,
            clock=self._clock,
            cancel=self._cancel,
            since=self._notes.since_ns,
            settle_s=max(1.0, self._source.settle_s),
        )
        if self._polled_why or not self._opened(event_eyes(view), reason):
            self._opened(PollingEyes(view), reason)

    def _opened(self, eyes: Eyes, reason: Reason | None) -> bool:
        """Whether these eyes see. If not, the reason why it must be polled is kept."""
        self._eyes = eyes
        try:
            eyes.open()
        except BlindError as error:
            self._polled_why = f"{error}. {_POLLED}"
            self._shut()
            return False
        self._lost = False
        self._refresh_at = self._clock.monotonic() + DAILY_S
        self._notes.opened(eyes.how, self._polled_why, reason)
        return True

    def _shut(self) -> None:
        eyes, self._eyes = self._eyes, None
        if eyes is not None:
            eyes.close()


def _is_same(before: Identity | None, now: Identity | None) -> bool:
    """Whether eyes which were opened for the one see the other."""
    return before is not None and now is not None and (before.device, before.inode) == (now.device, now.inode)
