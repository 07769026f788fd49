"""The child process which holds SQLite's locks and copies databases that are in use.

A process of its own, because closing any descriptor of a file drops all POSIX locks which a process has on it, SQLite's
as well. It reads requests from stdin and answers on stdout, a line of JSON each; it ends with its parent, whose end
closes stdin. Started as `python -m studio_backup.engine.backup.database_child`; imports little, to start quickly.

Nothing is ever created beside a database:

* A shared lock comes first. Under it no other program can end its write-ahead log (which takes an exclusive lock), turn
  another journal mode on, or write to a database that has none; so what was seen stays so.
* Without a write-ahead log, the file under that lock is what was last committed, even while a writer prepares its next
  transaction beside it in a `-journal`. Only a journal that nobody owns is a crash's: then the file is torn.
* SQLite would make a missing `-wal` or `-shm`. A database with a `-wal` is opened only if its `-shm` is there too, and
  with `readonly_shm`; one in WAL mode without a `-wal` is not opened at all.

Requests: `prepare` (path) → `rest`, `in_use` or `cannot`; then `copy` (folder) → `created` (name), `go` → `copied` or
`cannot`; `release` → `released`.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import queue
import secrets
import signal
import sqlite3
import sys
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

from studio_backup.base.clock import Clock, SystemClock
from studio_backup.engine.backup.shared_lock import SharedLock

COPY_NAME = "database-{}.copy"
LOCK_S = 20.0
"""How long a writer may hold the database exclusively before it counts as not to be opened."""
COPY_S = 600.0
_STEP_S = 0.001  # a writer without a pause leaves only moments
_WAL = b"\x02\x02"
_UNKNOWN = (
    "no such collation sequence", "no such module", "no such function", "no such tokenizer", "unknown tokenizer"
)  # fmt: skip


class CannotError(Exception):
    """SQLite cannot give a consistent copy. The text says why."""


class DatabaseServer:
    """Holds at most one database at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._path = b""
        self._identity = (0, 0)
        self._lock: SharedLock | None = None
        self._copy: tuple[sqlite3.Connection, int] | None = None

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """One request's answer."""
        acts: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "prepare": self._prepare, "copy": self._create, "go": self._fill, "release": self._release,
        }  # fmt: skip
        try:
            return acts[request["do"]](request)
        except (CannotError, sqlite3.Error, OSError) as error:
            self._release({})
            return {"state": "cannot", "why": str(error)}

    def _prepare(self, request: dict[str, Any]) -> dict[str, Any]:
        self._release({})
        self._path = base64.b64decode(request["path"])
        self._lock = SharedLock(self._path)
        end = self._clock.monotonic() + LOCK_S
        while not self._lock.take():
            if self._clock.monotonic() > end:
                raise CannotError("its program keeps it locked")
            self._clock.sleep(_STEP_S)
        self._identity = self._lock.identity
        return {"state": self._state(self._lock), "device": self._identity[0], "inode": self._identity[1]}

    def _state(self, lock: SharedLock) -> str:
        """Under the lock: whether all rows are in the file itself."""
        if _there(self._path + b"-wal"):
            if not _there(self._path + b"-shm"):
                raise CannotError("it was not closed cleanly")
            return "in_use"
        if not lock.has_writer() and _is_hot(self._path + b"-journal"):
            raise CannotError("it was not closed cleanly")
        return "rest"

    def _create(self, request: dict[str, Any]) -> dict[str, Any]:
        """Make the empty copy. The parent opens it and removes its name before the first page is written."""
        name = COPY_NAME.format(secrets.token_hex(8))
        path = os.path.join(base64.b64decode(request["folder"]), name.encode())
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        connection = sqlite3.connect(os.fsdecode(path), isolation_level=None, check_same_thread=False)
        self._copy = connection, fd
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return {"state": "created", "name": name}

    def _fill(self, _: dict[str, Any]) -> dict[str, Any]:
        assert self._copy is not None
        target, fd = self._copy
        source = sqlite3.connect(_uri(self._path), uri=True, isolation_level=None, timeout=LOCK_S)
        try:
            if self._identity != _identity(self._path):
                raise CannotError("another file has its name now")
            source.backup(target, pages=-1, progress=self._deadline())
        finally:
            source.close()
        with _without_wal(fd):
            _check(target)
        self._release({})
        return {"state": "copied"}

    def _deadline(self) -> Callable[[int, int, int], None]:
        end = self._clock.monotonic() + COPY_S

        def check(status: int, _remaining: int, _total: int) -> None:
            if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or self._clock.monotonic() > end:
                raise CannotError("its program keeps it locked")

        return check

    def _release(self, _: dict[str, Any]) -> dict[str, Any]:
        if self._copy is not None:
            self._copy[0].close()
            os.close(self._copy[1])
            self._copy = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        return {"state": "released"}


def _there(path: bytes) -> bool:
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def _is_hot(journal: bytes) -> bool:
    """Whether the journal would be rolled back by whoever opens the database: it exists and has a header."""
    try:
        with open(journal, "rb") as file:
            return any(file.read(28))
    except FileNotFoundError:
        return False


def _identity(path: bytes) -> tuple[int, int]:
    found = os.lstat(path)
    return found.st_dev, found.st_ino


def _uri(path: bytes) -> str:
    if os.name == "nt":
        path = b"/" + path.removeprefix(b"\\\\?\\").replace(b"\\", b"/")
    return f"file:{urllib.parse.quote(path)}?mode=ro&readonly_shm=1"


@contextlib.contextmanager
def _without_wal(fd: int) -> Iterator[None]:
    """For the check, the copy must not claim to have a write-ahead log: SQLite would make one by the removed name.

    The change counter moves too, or SQLite would go on with the first page that it remembers. After the check the copy
    is the database page for page again.
    """
    head = _read_at(fd, 28)
    if head[18:20] != _WAL:
        yield
        return
    counter = (int.from_bytes(head[24:28], "big") + 1) & 0xFFFFFFFF
    _write_at(fd, 18, b"\x01\x01" + head[20:24] + counter.to_bytes(4, "big"))
    try:
        yield
    finally:
        _write_at(fd, 18, head[18:28])


def _read_at(fd: int, count: int) -> bytes:
    os.lseek(fd, 0, os.SEEK_SET)
    return os.read(fd, count)


def _write_at(fd: int, offset: int, data: bytes) -> None:
    os.lseek(fd, offset, os.SEEK_SET)
    os.write(fd, data)


def _check(copy: sqlite3.Connection) -> None:
    try:
        found = copy.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.OperationalError as error:
        if not str(error).startswith(_UNKNOWN):
            raise
        # The program sorts by rules of its own, which SQLite alone does not know: everything else can be checked.
        found = copy.execute("PRAGMA quick_check(1)").fetchall()
    if found != [("ok",)]:
        raise CannotError(f"SQLite finds it damaged ({found[0][0] if found else 'no answer'})")


def main() -> None:
    """Serve until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the parent's to handle
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_serve, args=(requests,), daemon=True).start()
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)  # also out of the middle of a copy: nobody waits for it any more


def _serve(requests: queue.SimpleQueue[bytes]) -> None:
    server = DatabaseServer(SystemClock())
    while True:
        answer = server.answer(json.loads(requests.get()))
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()
