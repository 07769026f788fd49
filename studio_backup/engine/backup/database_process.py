"""The parent's end of the database child: started when the first database is met, one for the whole run."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from studio_backup.base.program import child_command
from studio_backup.engine.backup.database_child import COPY_NAME
from studio_backup.engine.backup.opening import SourceFile
from studio_backup.engine.backup.request import Workspace

_MODULE = "studio_backup.engine.backup.database_child"
ANSWER_S = 60.0
"""Longest wait for an answer; a copy has more, by its size."""
SLOWEST_COPY = 4_000_000
"""Bytes a second; a copy, and its check, that is slower is given up."""
_RESERVE = 64 << 20


class NotCopiedError(Exception):
    """There is no consistent copy to be had. The text says why, as the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Held:
    """A database under a shared lock. `in_use`: rows of it may lie in a side file."""

    path: bytes
    in_use: bool
    device: int
    inode: int


class DatabaseProcess:
    """One database at a time, for all workers. Close it when the run is over."""

    def __init__(self, workspace: Workspace) -> None:
        self._folder = os.fsencode(workspace.folder)
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    @contextlib.contextmanager
    def held(self, path: bytes) -> Iterator[Held]:
        """Hold the database's shared lock. Raises NotCopiedError if its program keeps it, or left it open."""
        with self._turn:
            try:
                state = self._ask("prepare", path=_text(path))
                yield Held(path, state["state"] == "in_use", state["device"], state["inode"])
            finally:
                if self._child is not None:
                    with contextlib.suppress(NotCopiedError):
                        self._ask("release")

    def copy(self, size: int) -> SourceFile:
        """A consistent copy of the database that is held, of about `size` bytes, in a file without a name.

        Raises NotCopiedError.
        """
        self._check_space(size)
        created = self._ask("copy", folder=_text(self._folder))
        path = os.path.join(self._folder, created["name"].encode())
        try:
            fd = _opened(path)
        except OSError as error:
            raise NotCopiedError(f"the copy cannot be made: {error.strerror}") from error
        try:
            self._ask("go", seconds=ANSWER_S + size / SLOWEST_COPY)
        except BaseException:
            os.close(fd)
            raise
        return SourceFile(fd)

    def _check_space(self, size: int) -> None:
        free = _free(self._folder)
        if free is not None and free < size + _RESERVE:
            raise NotCopiedError(
                f"there is no room for a copy in {os.fsdecode(self._folder)}: "
                f"{size + _RESERVE} bytes are needed and {free} are free"
            )

    def _ask(self, act: str, *, seconds: float = ANSWER_S, **details: str) -> dict[str, Any]:
        child = self._running()
        assert child.stdin is not None
        try:
            child.stdin.write(json.dumps({"do": act, **details}).encode() + b"\n")
            child.stdin.flush()
            answer = json.loads(self._answers.get(timeout=seconds) or b"{}")
        except queue.Empty:
            self.close()
            raise NotCopiedError("copying it took too long") from None
        except (OSError, ValueError):
            answer = {}
        if not answer:
            self.close()
            raise NotCopiedError("the process that copies databases has ended")
        if answer["state"] == "cannot":
            raise NotCopiedError(str(answer["why"]))
        return dict(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = subprocess.Popen(
                child_command(_MODULE),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._answers = queue.SimpleQueue()
            threading.Thread(target=_listen, args=(self._child.stdout, self._answers), daemon=True).start()
        return self._child

    def close(self) -> None:
        """End the child; idempotent. A kill of this process ends it too: its stdin ends then."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            assert child.stdin is not None
            with contextlib.suppress(OSError):
                child.stdin.close()


def _listen(stdout: Any, answers: queue.SimpleQueue[bytes]) -> None:
    with stdout:
        for line in stdout:
            answers.put(line)
    answers.put(b"")


def _text(path: bytes) -> str:
    return base64.b64encode(path).decode("ascii")


def _opened(path: bytes) -> int:
    """The file, whose name is gone as soon as it is open (on Windows: when it is closed)."""
    if sys.platform == "win32":
        flags = os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT
        return os.open(path, flags)
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    os.unlink(path)
    return fd


def _free(folder: bytes) -> int | None:
    if sys.platform == "win32":
        return None
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def remove_leftovers(workspace: Workspace) -> None:
    """Remove copies that a killed run left under their names."""
    start, _, end = COPY_NAME.partition("{}")
    with contextlib.suppress(FileNotFoundError):
        for name in os.listdir(workspace.folder):
            if name.startswith(start) and name.endswith(end):
                with contextlib.suppress(OSError):  # on Windows another run may have it open
                    os.unlink(os.path.join(workspace.folder, name))
