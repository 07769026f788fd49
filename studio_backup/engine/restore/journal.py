"""The journal of one restore, in the home: what it changed, told before it is changed.

`restores/<id>/journal.jsonl`, JSON lines, appended. A resumed restore and `undo` read it. A torn last line is one that
was not yet acted on. Losing the journal loses `undo`, no data.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from studio_backup.base.errors import NotFoundError, RefusedError, UsageError
from studio_backup.base.files import lock, make_folders, sync_file
from studio_backup.engine.restore.os_errors import explained

FILE = "journal.jsonl"
Kind = Literal["folder", "file", "link", "fifo", "aside", "none"]
Act = Literal["end", "undoing", "undone", "dropped"]
_FLAGS: int = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Begun:
    """The first line. `key`: equal for restores of the same points to the same place; `to`: absolute path.

    `wedding`, `date`: whose files ("" of several, or of an older program); `files`, `bytes`: what was planned. `job`:
    id of the engine's job, "" where none did it.
    """

    id: str
    key: str
    to: str
    started_ns: int
    wedding: str = ""
    date: str = ""
    files: int = 0
    bytes: int = 0
    job: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change below the target folder, in raw bytes. `kept`: name in the kept folder of what stood there, or "".

    `none` takes back what was told of the path before: it was not done. `path`: what was restored, as stored. Of a
    file also its entry's size, digest and extents, and the mtime which the target made of its time.
    """

    kind: Kind
    target: bytes
    path: bytes = b""
    kept: str = ""
    size: int = 0
    mtime_ns: int = 0
    digest: str = ""
    extents: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A journal as read back. `last`: the last act, "" while unfinished, "end", "undoing", "undone", "dropped"."""

    begun: Begun
    changes: tuple[Change, ...] = ()
    last: str = ""
    folder: str = ""


@dataclass(slots=True)
class _Reading:
    begun: Begun | None = None
    changes: list[Change] = field(default_factory=list)
    last: str = ""


class Journal:
    """Appends to a journal and holds its lock, so that no two processes work on one restore."""

    def __init__(self, folder: str) -> None:
        make_folders(folder)
        self._folder = folder
        self._fd = os.open(os.path.join(folder, FILE), _FLAGS, 0o600)
        if lock(self._fd) is False:
            os.close(self._fd)
            raise RefusedError("Another process works on this restore.", hint="Wait until it has ended.")

    def begin(self, begun: Begun) -> None:
        """Write the first line."""
        self._append([{"act": "begin", **asdict(begun)}])
        self.sync()

    def record(self, changes: Iterable[Change]) -> None:
        """Tell changes which are about to be made; durable only after `sync`."""
        self._append([_encoded(change) for change in changes])

    def mark(self, act: Act, **told: int) -> None:
        """Tell that a stage is over, durably, and with `told` what came of it."""
        self._append([{"act": act, **told}])
        self.sync()

    def sync(self) -> None:
        """Make all lines durable."""
        with explained(self._folder):
            sync_file(self._fd)

    def close(self) -> None:
        """Let go of the lock."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _append(self, lines: list[dict[str, Any]]) -> None:
        data = b"".join(json.dumps(line, ensure_ascii=True).encode("ascii") + b"\n" for line in lines)
        with explained(self._folder):
            view = memoryview(b"\n" + data if self._torn() else data)
            while view:
                view = view[os.write(self._fd, view) :]

    def _torn(self) -> bool:
        size = os.lseek(self._fd, 0, os.SEEK_END)
        if not size:
            return False
        os.lseek(self._fd, size - 1, os.SEEK_SET)
        return os.read(self._fd, 1) != b"\n"


def _encoded(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {
        "act": "change",
        "kind": change.kind,
        "target": _text(change.target),
        "path": _text(change.path),
        "kept": change.kept,
        "size": change.size,
        "mtime_ns": change.mtime_ns,
        "digest": change.digest,
    }
    return told if change.extents is None else told | {"extents": change.extents}


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def read_journal(folder: str) -> Recorded | None:
    """The journal in a folder of the home; None if there is none that can be read."""
    try:
        with open(os.path.join(folder, FILE), "rb") as file:
            lines = file.read().split(b"\n")
    except OSError:
        return None
    reading = _Reading()
    for line in lines:
        _take(reading, line)
    if reading.begun is None:
        return None
    return Recorded(reading.begun, tuple(reading.changes), reading.last, folder)


def _take(reading: _Reading, line: bytes) -> None:
    """One line; a torn one tells nothing."""
    try:
        told = json.loads(line)
        act = told.pop("act")
        if act == "begin":
            reading.begun = Begun(**told)
        elif act == "change":
            told["target"], told["path"] = _raw(told["target"]), _raw(told["path"])
            told["extents"] = _extents(told.get("extents"))
            reading.changes.append(Change(**told))
        else:
            reading.last = act
    except (ValueError, TypeError, KeyError, AttributeError):
        return


def _extents(told: list[list[int]] | None) -> tuple[tuple[int, int], ...] | None:
    return None if told is None else tuple((start, length) for start, length in told)


def all_journals(restores: str) -> list[Recorded]:
    """All restores this home knows, oldest first."""
    try:
        names = os.listdir(restores)
    except FileNotFoundError:
        return []
    found = [read_journal(os.path.join(restores, name)) for name in names]
    return sorted((one for one in found if one), key=lambda one: one.begun.started_ns)


def find_journal(restores: str, wanted: str) -> Recorded:
    """The restore whose id begins with `wanted`. Raises NotFoundError, UsageError."""
    found = [one for one in all_journals(restores) if wanted and one.begun.id.startswith(wanted.lower())]
    if not found:
        raise NotFoundError(f"This home knows no restore {wanted}.", hint="`restore` prints its id at the end.")
    if len(found) > 1:
        raise UsageError(f"{len(found)} restores begin with {wanted}.", hint="Type more digits of its id.")
    return found[0]
