"""Standing between the program and the disk: the functions of `os` which change files are replaced while a test runs.

A *gate* sees each numbered call before it happens and may raise: an OSError (a full or failing disk) or `Crash`, after
which every further call raises `Crash` too, so that no `finally` of the program tidies up behind a kill.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol

REAL: dict[str, Callable[..., Any]] = {
    name: getattr(os, name)
    for name in (
        "open", "write", "pwrite", "writev", "pwritev", "ftruncate", "truncate", "posix_fallocate", "sendfile",
        "copy_file_range", "fsync", "fdatasync", "rename", "replace", "link", "symlink", "unlink", "remove", "mkdir",
        "rmdir", "close", "setxattr", "chmod", "fchmod", "utime",
    )
    if hasattr(os, name)
}  # fmt: skip
CHANGING = frozenset(REAL) - {"open", "close"}


class Crash(BaseException):
    """The process died here. No handler for Exception sees it."""


class Gate(Protocol):
    """Sees each call before it is made."""

    def __call__(self, call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """May raise OSError or Crash; may alter nothing."""


class Watcher(Protocol):
    """Makes the call and notes what it did."""

    def __call__(self, call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The call's result."""


_lock = threading.RLock()


@contextlib.contextmanager
def interposed(watcher: Watcher, gate: Gate | None = None, *, exclusive: bool = True) -> Iterator[None]:
    """Every call in REAL goes through gate and watcher, one at a time, in this process and all its threads.

    `exclusive=False`: calls of several threads run beside each other, for gates which block.
    """
    lock = _lock if exclusive else contextlib.nullcontext()

    def wrapper(call: str) -> Callable[..., Any]:
        def through(*args: Any, **kwargs: Any) -> Any:
            with lock:
                if gate:
                    gate(call, args, kwargs)
                return watcher(call, args, kwargs)

        return through

    try:
        for name in REAL:
            setattr(os, name, wrapper(name))
        yield
    finally:
        for name, function in REAL.items():
            setattr(os, name, function)


def plainly(call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A watcher which notes nothing."""
    return REAL[call](*args, **kwargs)
