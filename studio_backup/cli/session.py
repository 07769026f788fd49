"""What every verb gets: the global options, and the surroundings of long work."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TypeAlias

import click
import msgspec

from studio_backup.base.clock import Clock, SystemClock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import Cancelled, StudioBackupError
from studio_backup.cli.output import complain
from studio_backup.cli.progress import PlainProgress, TerminalProgress
from studio_backup.cli.signals import interruptible, stopping
from studio_backup.engine.studio import Studio
from studio_backup.engine.unlock import Options
from studio_backup.engine.wiring import open_studio

Logged: TypeAlias = Callable[[PlainProgress | TerminalProgress], Progress]
SAFE = "Everything that was acknowledged before is safe. Run it again to go on."


class Work(msgspec.Struct, frozen=True):
    """The two handles of long work, and the clock."""

    progress: Progress
    cancel: CancelToken
    clock: Clock


class Session:
    """One call of the program. `shown`: warnings a person has seen already. `logged`: writes progress down too."""

    def __init__(self, options: Options, *, json: bool, shown: set[str], logged: Logged | None = None) -> None:
        self.options, self.json, self.shown = options, json, shown
        self._logged = logged
        self.clock: Clock = SystemClock()
        self._shown_progress: PlainProgress | TerminalProgress | None = None

    @contextlib.contextmanager
    def work(self, safe: str = SAFE) -> Iterator[Work]:
        """Progress on the terminal, signals that stop cleanly. `safe`: what to say when somebody did stop it."""
        with self._stoppable(safe, self._progress()) as work:
            yield work

    @contextlib.contextmanager
    def quiet_work(self, safe: str = SAFE) -> Iterator[Work]:
        """Work which prints lines of its own: no bar between them."""
        with self._stoppable(safe, PlainProgress(self.shown, quiet=True)) as work:
            yield work

    @contextlib.contextmanager
    def _stoppable(self, safe: str, progress: PlainProgress | TerminalProgress) -> Iterator[Work]:
        cancel = CancelToken()
        self._shown_progress = progress
        try:
            with stopping(cancel):
                yield Work(self._logged(progress) if self._logged else progress, cancel, self.clock)
        except (StudioBackupError, KeyboardInterrupt) as error:
            # A child process which Ctrl-C ended as well fails in its own words: what happened is still the stop.
            if cancel.cancelled or isinstance(error, Cancelled | KeyboardInterrupt):
                raise Cancelled("Stopped.", hint=safe) from error
            raise
        finally:
            progress.close()

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        """While a person is asked something: no bar in the way, and Ctrl-C ends the waiting."""
        progress = self._shown_progress
        if progress:
            progress.pause()
        try:
            with interruptible():
                yield
        finally:
            if progress:
                progress.resume()

    def _progress(self) -> PlainProgress | TerminalProgress:
        if sys.stderr is not None and sys.stderr.isatty():
            return TerminalProgress(self.shown)
        return PlainProgress(self.shown, quiet=self.json)

    @contextlib.contextmanager
    def studio(self, work: Work) -> Iterator[Studio]:
        """The opened vault with its tiers; what its unlocking has to tell goes to stderr once."""
        with open_studio(self.options, self.clock) as studio:
            studio.watch(work.progress, work.cancel)
            if not self.json:
                for notice in studio.notices:
                    complain(notice)
            yield studio


pass_session = click.make_pass_decorator(Session)
