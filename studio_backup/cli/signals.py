"""Ctrl-C, SIGTERM and SIGHUP: the first asks the work to stop at its next safe point, the second ends at once."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

from studio_backup.base.control import CancelToken
from studio_backup.cli.exits import INTERRUPTED

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SHOW_CURSOR = "\x1b[?25h"


@contextlib.contextmanager
def stopping(cancel: CancelToken) -> Iterator[None]:
    """While this lasts, a signal cancels the token; a second one ends the program with exit code 130."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handler(_number: int, _frame: FrameType | None) -> None:
        if cancel.cancelled:
            _end_now()
        cancel.cancel()
        _say("\nStopping at the next safe point. Once more ends at once.")

    known = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, handler) for number in known if _heard(number)}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """While a person is asked something, Ctrl-C ends the waiting: KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _heard(number: int) -> bool:
    """A signal which our caller told us to ignore (nohup) stays ignored."""
    return signal.getsignal(number) is not signal.SIG_IGN


def _end_now() -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        _say(_SHOW_CURSOR)
    os._exit(INTERRUPTED)


def _say(text: str) -> None:
    """Straight to the descriptor: the stream's lock may be held by the very line we interrupted."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None and sys.stderr.isatty():
            os.write(sys.stderr.fileno(), text.encode("ascii") + b"\n")
