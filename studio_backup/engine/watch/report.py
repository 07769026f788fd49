"""What a lookout and its eyes have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.engine.backup.scanner import ScanRules
from studio_backup.engine.watch.values import How


class Report(Protocol):
    """What eyes tell. Called from their thread; quick."""

    def changed(self, paths: Iterable[str], *, at_least: bool = False) -> None:
        """These files changed (relative, "/"-joined); none: a folder did. `at_least`: and others, not known which."""
        ...

    def lost(self) -> None:
        """Events were lost, anything may have changed. Eyes ask for `Eyes.refresh` by it."""
        ...

    def alive(self) -> None:
        """The drive answers: told now and then during long work, so that a dead drive is noticed."""
        ...

    def gone(self) -> None:
        """The root itself was moved, removed or unmounted: look at once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What eyes look at, and by what rules. `since`: gives the start of its last backup, ns UTC; 0 for none.

    `cancel` ends long work of theirs. `settle_s`: the source is taken when it has rested so long.
    """

    path: str
    rules: ScanRules
    report: Report
    clock: Clock
    cancel: CancelToken
    since: Callable[[], int] = lambda: 0
    settle_s: float = 10.0


class Eyes(Protocol):
    """A way to notice changes below one root. All but `wake` are called from one thread."""

    how: How

    def open(self) -> None:
        """From now on nothing is missed. Raises BlindError where this way cannot work here."""
        ...

    def watch(self, seconds: float) -> None:
        """Notice and report for so long, or until woken. Raises BlindError if it cannot go on."""
        ...

    def refresh(self) -> None:
        """Bring in step what is watched with what is there. Raises BlindError."""
        ...

    def wake(self) -> None:
        """End `watch` early; from any thread."""
        ...

    def close(self) -> None:
        """Let go of everything; the drive can be unmounted."""
        ...


class BlindError(Exception):
    """These eyes cannot see here; the text says why, for people."""
