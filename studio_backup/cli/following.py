"""Following a job of the engine to its end: its progress on the terminal, Ctrl-C, and what came of it.

A short job is looked at a few times; of a longer one events tell. Where they fail, looking goes on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from studio_backup.api.client import find_engine
from studio_backup.api.errors import EngineGone
from studio_backup.api.remote import RemoteService
from studio_backup.api.remotes.work import RemoteWork
from studio_backup.api.wire import JobView
from studio_backup.base.errors import Cancelled, StudioBackupError, UnlockError, UsageError
from studio_backup.cli.job_progress import JobProgress
from studio_backup.cli.session import Session, Work
from studio_backup.cli.told import Told, read_told
from studio_backup.domain.job import ENDED
from studio_backup.engine.wiring import open_home

if TYPE_CHECKING:
    from studio_backup.cli.job_events import JobEvents

SHORT_S: Final = 0.6
"""A job that lasts longer is followed by its events."""
FIRST_LOOK_S: Final = 0.03
SIGNALS_S: Final = 0.2
"""At most between two looks at whether somebody pressed Ctrl-C."""
DEAF_S: Final = 0.5
HEARING_S: Final = 5.0
"""Between two looks at the job while its events are not heard, and while they are: its end is noticed either way."""


def asked_of_engine(session: Session, ask: Callable[[RemoteWork], JobView], safe: str) -> Told | None:
    """See `cli.by_engine.by_engine`."""
    client = find_engine(open_home(session.options).path)
    if client is None:
        return None
    with client:
        engine = RemoteService(client)
        try:
            job = ask(engine.work)
        except UnicodeEncodeError as error:
            raise UsageError(
                "A name holds bytes which are no text.", hint="Check what stands behind the verb."
            ) from error
        except UnlockError as error:
            if session.options.passphrase_file or session.options.kit_file:
                return None
            without = "With --passphrase-file FILE or --kit FILE.txt before the verb it is done without the engine."
            raise UnlockError(error.message, hint=f"{error.hint} {without}") from error
        return _followed(session, engine, job, safe)


def _followed(session: Session, engine: RemoteService, job: JobView, safe: str) -> Told:
    with session.work(safe) as work:
        following = Following(engine, job, work)
        ended = following.to_the_end()
    if ended is None:
        raise EngineGone(
            f"The engine ended before this was done. Its job {job.id} goes on when the engine starts again.",
            hint=f"`studio-backup engine start` starts it; `studio-backup job log {job.id}` tells what came of it.",
        )
    if ended.state == "cancelled":
        raise Cancelled("Stopped." if following.stopped else "It was stopped from elsewhere.", hint=safe)
    if not ended.told:
        raise StudioBackupError(ended.error or f"The engine's job is {ended.state}.", hint=ended.hint)
    return read_told(ended.told)


class Following:
    """One job. `stopped`: this process asked the engine to stop it."""

    def __init__(self, engine: RemoteService, job: JobView, work: Work) -> None:
        self._engine, self._id, self._work = engine, job.id, work
        self._shown = JobProgress(work.progress, work.clock)
        self._events: JobEvents | None = None
        self.stopped = False

    def to_the_end(self) -> JobView | None:
        """The ended job as a whole; None where the engine ended first."""
        try:
            if not self._is_short():
                self._hear()
            return self._engine.job(self._id)
        except EngineGone:
            return None
        finally:
            if self._events:
                self._events.end()

    def _is_short(self) -> bool:
        """Whether it ended within SHORT_S."""
        wait_s, end = FIRST_LOOK_S, self._work.clock.monotonic() + SHORT_S
        while self._work.clock.monotonic() < end:
            if self._saw_end(self._engine.job(self._id)):
                return True
            self._work.clock.sleep(wait_s)
            wait_s = min(2 * wait_s, SIGNALS_S)
        return False

    def _hear(self) -> None:
        """Until it has ended."""
        # WebSockets cost 95 ms of start-up: only who waits anyway pays them.
        from studio_backup.cli.job_events import JobEvents  # noqa: PLC0415

        events = self._events = JobEvents(self._engine.client.endpoint, self._id)
        events.begin()
        due = self._work.clock.monotonic()
        while True:
            found = events.next(SIGNALS_S)
            now = self._work.clock.monotonic()
            if found is None and (events.stale or now >= due):
                events.stale = False
                found = self._engine.job(self._id)
                due = now + (DEAF_S if events.deaf else HEARING_S)
            if found is not None and self._saw_end(found):
                return
            self._stop_if_wanted()

    def _saw_end(self, job: JobView) -> bool:
        self._stop_if_wanted()
        self._shown.show(job)
        return job.state in ENDED

    def _stop_if_wanted(self) -> None:
        if self._work.cancel.cancelled and not self.stopped:
            with contextlib.suppress(UsageError):  # it has ended meanwhile: then it is done
                self._engine.cancel_job(self._id)
            self.stopped = True
