"""The engine's end of a worker: started when the first picture is asked for, used for many, replaced when it dies."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Final

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.program import child_command
from studio_backup.engine.previews.frames import (
    BEGINNING,
    EDGES,
    LARGEST_PICTURE,
    LARGEST_RANGE,
    MOST_READ,
    RANGE,
    SIZE,
    BrokenFrame,
    Say,
    frame,
    read_frame,
)
from studio_backup.engine.previews.jpeg import is_sound
from studio_backup.engine.previews.reasons import Reason

ReadRange = Callable[[int, int], bytes]
"""`read(offset, count)`: exactly that range of the file. OSError or StudioBackupError if it cannot be had."""

PICTURE_S: Final = 15.0
"""Seconds a worker may take for one picture, without what reading the file takes."""
START_S: Final = 60.0
MOST_SERVED: Final = 500
"""Pictures after which a worker is replaced: what a decoder leaks, or keeps, goes with it."""
_CHILD: Final = "studio_backup.engine.previews.worker"
_LOG = logging.getLogger("studio_backup.engine")


def worker_command() -> list[str]:
    """What starts a worker."""
    return child_command(_CHILD)


class Worker:
    """One picture at a time: who comes meanwhile waits. `close` at the end, or whenever it has been idle.

    `niceness`: how low its priority is, 0 to 19.
    """

    def __init__(
        self, clock: Clock, command: Sequence[str] | None = None, *, picture_s: float = PICTURE_S, niceness: int = 5
    ) -> None:
        self._clock, self._command, self._picture_s, self._niceness = clock, command, picture_s, niceness
        self._turn = threading.Lock()
        self._stopped = False
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        child = self._child
        return child.pid if child else None

    def pictures(self, size: int, read: ReadRange) -> tuple[bytes, ...] | Reason:
        """A JPEG for each of EDGES, or why there is none; if `read` fails, it is AWAY."""
        with self._turn:
            used_before = self._child is not None
            found = self._once(size, read)
            if found is Reason.ENDED and used_before and not self._stopped:  # it may have died of an earlier picture
                found = self._once(size, read)
            return Reason.CANNOT_START if self._stopped else found

    def stop(self) -> None:
        """End the process for good, also out of the middle of a picture, which then has none for now."""
        self._stopped = True
        child = self._child
        if child is not None:
            child.kill()
        self.close()

    def close(self) -> None:
        """End the process; the next picture starts another."""
        with self._turn:
            self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _once(self, size: int, read: ReadRange) -> tuple[bytes, ...] | Reason:
        try:
            if self._stopped:
                return Reason.CANNOT_START
            if self._child is None:
                child = self._child = _Child(self._command or worker_command(), self._niceness)
                _LOG.info("Process %d makes pictures, limited in: %s.", child.pid, ", ".join((*child.limits, "time")))
            found = self._child.ask(size, read, self._picture_s, self._clock)
        except _CannotStart:
            return Reason.CANNOT_START
        except TimeoutError:
            self._end()
            return Reason.SLOW
        except (BrokenFrame, OSError):
            self._end()
            return Reason.ENDED
        except BaseException:
            self._end()  # it still waits for a range
            raise
        if self._child.served >= MOST_SERVED:
            self._end()
        return found


class _CannotStart(Exception):
    """There is no worker to be had."""


class _Child:
    """A running worker."""

    def __init__(self, command: Sequence[str], niceness: int) -> None:
        self.served = 0
        self._heard: queue.Queue[tuple[Say, bytes] | None] = queue.Queue(4)  # one that floods us waits
        environment: dict[str, str] | None = None if sys.platform == "win32" else {}
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
                | getattr(subprocess, "IDLE_PRIORITY_CLASS", 0),
                bufsize=0,
            )
        except OSError as error:
            raise _CannotStart from error
        assert self._process.stdin is not None and self._process.stdout is not None
        self._stdin = self._process.stdin
        if sys.platform != "win32":
            os.set_blocking(self._stdin.fileno(), False)
        _lower(self._process.pid, niceness)
        threading.Thread(target=_listen, args=(self._process.stdout, self._heard), daemon=True).start()
        self.limits = self._ready()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def _ready(self) -> tuple[str, ...]:
        try:
            kind, body = self._next(START_S)
        except (BrokenFrame, TimeoutError) as error:
            self.end()
            raise _CannotStart from error
        if kind is not Say.READY:
            self.end()
            raise _CannotStart
        return tuple(body.decode("ascii", "replace").splitlines())

    def ask(self, size: int, read: ReadRange, seconds: float, clock: Clock) -> tuple[bytes, ...] | Reason:
        """One picture. TimeoutError after so many seconds of its own; BrokenFrame if it ends or is not sane."""
        self.served += 1
        beginning = _read(read, 0, min(size, BEGINNING))
        if beginning is None:
            return Reason.AWAY
        left = self._say(Say.ASK, SIZE.pack(size) + beginning, seconds, clock)
        found: list[bytes] = []
        given = len(beginning)
        while True:
            begun = clock.monotonic()
            kind, body = self._next(left)
            left -= clock.monotonic() - begun
            if kind is Say.WANT:
                data = _wanted(size, read, body)
                given += len(data or b"")
                if given > 2 * MOST_READ:
                    raise BrokenFrame("it asks for more than it may")
                left = self._say(Say.GONE if data is None else Say.DATA, data or b"", left, clock)
            elif kind is Say.PICTURE and len(found) < len(EDGES) and is_sound(body, EDGES[len(found)], LARGEST_PICTURE):
                found.append(body)
            elif kind is Say.DONE and len(found) == len(EDGES):
                return tuple(found)
            elif kind is Say.NONE and len(body) == 1:
                return _reason(body[0])
            else:
                raise BrokenFrame("an answer that is none")

    def _next(self, seconds: float) -> tuple[Say, bytes]:
        try:
            heard = self._heard.get(timeout=max(0.0, seconds))
        except queue.Empty:
            raise TimeoutError from None
        if heard is None:
            raise BrokenFrame("it has ended")
        return heard

    def _say(self, kind: Say, body: bytes, seconds: float, clock: Clock) -> float:
        """Returns what is left of the seconds. TimeoutError where it does not take all of it in them."""
        begun = clock.monotonic()
        left = memoryview(frame(kind, body))
        while left:
            if not _takes_more(self._stdin, seconds - (clock.monotonic() - begun)):
                raise TimeoutError
            left = left[self._stdin.write(left) or 0 :]
        return seconds - (clock.monotonic() - begun)

    def kill(self) -> None:
        """Kill it: it has nothing to lose. Whoever waits for it hears of it."""
        self._process.kill()

    def end(self) -> None:
        """Kill it, and let go of it."""
        self.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._stdin.close()
        with contextlib.suppress(queue.Empty):
            while True:  # so that a listener which waits for room sees the end
                self._heard.get_nowait()


def _wanted(size: int, read: ReadRange, wish: bytes) -> bytes | None:
    """The range it wishes for; None where that cannot be read."""
    if len(wish) != RANGE.size:
        raise BrokenFrame("a wish that is none")
    offset, count = RANGE.unpack(wish)
    if count > LARGEST_RANGE or offset + count > size:
        raise BrokenFrame("a wish for what is not there")
    return _read(read, offset, count)


def _read(read: ReadRange, offset: int, count: int) -> bytes | None:
    try:
        return read(offset, count)
    except (StudioBackupError, OSError) as error:
        _LOG.info("A file whose preview is wanted cannot be read: %s", error)
        return None


def _takes_more(pipe: IO[bytes], seconds: float) -> bool:
    """Whether it has room within so many seconds; Windows cannot tell, and waits."""
    if sys.platform == "win32":
        return True
    room = select.poll()
    room.register(pipe, select.POLLOUT)
    return bool(room.poll(max(0.0, seconds) * 1_000))


def _lower(pid: int, niceness: int) -> None:
    if sys.platform != "win32":  # there it is said at the start
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, niceness)


def _listen(stdout: IO[bytes], heard: queue.Queue[tuple[Say, bytes] | None]) -> None:
    with stdout:
        try:
            while True:
                heard.put(read_frame(stdout.read))
        except (BrokenFrame, OSError, ValueError):
            heard.put(None)


def _reason(number: int) -> Reason:
    try:
        return Reason(number)
    except ValueError:
        raise BrokenFrame("a reason that is none") from None
