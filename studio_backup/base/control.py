"""The two handles of long work: Progress (facts come up) and CancelToken (a wish goes down)."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from studio_backup.base.errors import Cancelled


class Progress(Protocol):
    """What long work tells while it runs. Methods are cheap and may be called from any thread."""

    def stage(self, name: str, *, files: int | None = None, total_bytes: int | None = None) -> None:
        """A new stage begins ("scanning", "reading", ...), with its totals where known."""
        ...

    def item(self, name: str) -> None:
        """What is being worked on now: a path or an object's name, already escaped for display."""
        ...

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        """That many more files and bytes are done."""
        ...

    def warn(self, text: str) -> None:
        """Something a person should know; the work goes on."""
        ...


class NoProgress:
    """Tells nobody."""

    def stage(self, name: str, *, files: int | None = None, total_bytes: int | None = None) -> None:
        """See Progress."""

    def item(self, name: str) -> None:
        """See Progress."""

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        """See Progress."""

    def warn(self, text: str) -> None:
        """See Progress."""


class CancelToken:
    """A wish to stop, set once by a person or signal, looked at between files and chunks."""

    def __init__(self) -> None:
        self._wish = threading.Event()
        self._before_waiting: tuple[Callable[[], None], ...] = ()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point."""
        self._wish.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._wish.is_set()

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop."""
        if self._wish.is_set():
            raise Cancelled("Stopped.", hint="Everything already acknowledged is safe. Run it again to go on.")

    @contextlib.contextmanager
    def before_waiting(self, let_go: Callable[[], None]) -> Iterator[None]:
        """Meanwhile each thread which has to let other work go first calls `let_go` before it waits at its check."""
        self._before_waiting += (let_go,)
        try:
            yield
        finally:
            self._before_waiting = tuple(one for one in self._before_waiting if one is not let_go)
