"""The restores this home knows, at one look: their journals may be large, so only what ends are told by is read."""

from __future__ import annotations

import json
import os
import re
import threading
from dataclasses import dataclass
from typing import Literal, get_args

from studio_backup.base.files import lock
from studio_backup.engine.restore.area import area_path
from studio_backup.engine.restore.expiry import KEPT_DAYS
from studio_backup.engine.restore.journal import FILE, Act, Begun

Standing = Literal["working", "stopped", "done", "undone", "kept as it is"]
_DAY_NS = 86_400 * 10**9
_ACT = re.compile(rb'^\{"act": "(?:%s)"[^\n]*\}$' % "|".join(get_args(Act)).encode(), re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PastRestore:
    """One restore. `undo_until_ns`: until when all it changed can be put back; 0 if it cannot be undone any more.

    `failed`: files that did not come back; `kept_bytes`: what is kept of what it replaced.
    """

    begun: Begun
    standing: Standing
    undo_until_ns: int
    failed: int = 0
    kept_bytes: int = 0


@dataclass(frozen=True, slots=True)
class _Ends:
    """The first line and the last act of a journal; "" while there is none."""

    begun: Begun
    last: str
    failed: int = 0
    kept: int = 0


class RestoreHistory:
    """Remembers what it has read of each journal until the file changes. Safe for many threads."""

    def __init__(self, restores: str) -> None:
        self._restores = restores
        self._read: dict[str, tuple[tuple[int, int], _Ends | None]] = {}
        self._mutex = threading.Lock()

    def all(self) -> list[PastRestore]:
        """All restores, newest first."""
        try:
            names = os.listdir(self._restores)
        except FileNotFoundError:
            return []
        found = [(name, ends) for name in names if (ends := self._ends(name))]
        found.sort(key=lambda one: (-one[1].begun.started_ns, one[0]))
        return [self._past(name, ends) for name, ends in found]

    def _ends(self, name: str) -> _Ends | None:
        path = os.path.join(self._restores, name, FILE)
        try:
            stat = os.stat(path)
        except OSError:
            return None
        stamp = (stat.st_size, stat.st_mtime_ns)
        with self._mutex:
            known = self._read.get(name)
        if known is None or known[0] != stamp:
            known = stamp, _read_ends(path)
            with self._mutex:
                self._read[name] = known
        return known[1]

    def _past(self, name: str, ends: _Ends) -> PastRestore:
        standing = self._standing(name, ends)
        kept = ends.kept if standing == "done" and os.path.isdir(area_path(ends.begun.to, ends.begun.id)) else 0
        gone = standing == "kept as it is" or standing == "undone"
        until = 0 if gone else ends.begun.started_ns + KEPT_DAYS * _DAY_NS
        return PastRestore(ends.begun, standing, until, ends.failed, kept)

    def _standing(self, name: str, ends: _Ends) -> Standing:
        if ends.last == "undone":
            return "undone"
        if ends.last == "dropped":
            return "kept as it is"
        if ends.last == "end":
            return "done"
        return "working" if _is_held(os.path.join(self._restores, name, FILE)) else "stopped"


def _read_ends(path: str) -> _Ends | None:
    """None for what is no journal."""
    try:
        with open(path, "rb") as file:
            told = json.loads(file.readline())
            if told.pop("act") != "begin":
                return None
            acts = [json.loads(line) for line in _ACT.findall(file.read())]
        last = acts[-1] if acts else {"act": ""}
        return _Ends(Begun(**told), str(last["act"]), int(last.get("failed", 0)), int(last.get("kept", 0)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _is_held(path: str) -> bool:
    """Whether somebody works on it now."""
    try:
        fd = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return lock(fd) is False
    finally:
        os.close(fd)
