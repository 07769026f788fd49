"""Small pictures kept in the home: sealed, bounded, the least used one goes first. All of it can be lost.

One folder a collection, so that a wedding's pictures can be dropped as one. A file holds both pictures of one content,
or why there are none; its name and its bytes tell nothing without the collection's key.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from studio_backup.base.clock import Clock
from studio_backup.base.errors import DamageError
from studio_backup.base.files import make_folders
from studio_backup.engine.previews.frames import EDGES, LARGEST_PICTURE
from studio_backup.engine.previews.reasons import PASSING, TRIED_AGAIN, Reason

LIMIT: Final = 2 << 30
"""Bytes of all that is kept."""
MADE_BY: Final = 1
"""Goes up when pictures are made otherwise: what was made before is made anew."""
_LEAST_FREE: Final = 1 << 30
_ROOM: Final = 0.9
_USED_AGAIN_S: Final = 3_600.0
_TRIED_AGAIN_S: Final = 86_400.0
_HEAD: Final = struct.Struct("<BB")
_LENGTH: Final = struct.Struct("<I")
_LARGEST_FILE: Final = len(EDGES) * (LARGEST_PICTURE + _LENGTH.size) + 1_024
_LOG = logging.getLogger("studio_backup.engine")

Pictures = tuple[bytes, ...] | Reason
"""A JPEG for each of EDGES, or why there is none."""


class Seal(Protocol):
    """Seals for one collection."""

    collection: str

    def name(self, content: str) -> str: ...
    def seal(self, name: str, plain: bytes) -> bytes: ...
    def open(self, name: str, sealed: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Kept:
    path: str
    size: int
    used: float


class PreviewCache:
    """Safe for many threads. A disk that fails or is full only means that less is kept."""

    def __init__(self, folder: str, clock: Clock, *, limit: int = LIMIT) -> None:
        self._folder, self._clock, self._limit = folder, clock, limit
        self._lock = threading.Lock()
        self._size: int | None = None

    def get(self, seal: Seal, content: str) -> Pictures | None:
        """What is kept of a content; None if nothing is."""
        name = seal.name(content)
        path = self._path(seal.collection, name)
        try:
            with open(path, "rb") as file:
                sealed, used = file.read(_LARGEST_FILE), os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        try:
            found = _opened(seal.open(name, sealed))
        except DamageError:
            found = None
        age = self._now() - used
        if found is None or (found in TRIED_AGAIN and age > _TRIED_AGAIN_S):
            self._remove(path, len(sealed))
            return None
        if found not in TRIED_AGAIN and age > _USED_AGAIN_S:
            with contextlib.suppress(OSError):
                os.utime(path, (self._now(), self._now()))
        return found

    def has(self, seal: Seal, content: str) -> bool:
        """Whether anything is kept of it, by its name alone."""
        return os.path.exists(self._path(seal.collection, seal.name(content)))

    def put(self, seal: Seal, content: str, found: Pictures) -> None:
        """Keep it, unless the reason may be gone the next time."""
        if isinstance(found, Reason) and found in PASSING:
            return
        name = seal.name(content)
        try:
            self._write(self._path(seal.collection, name), seal.seal(name, _closed(found)))
        except OSError as error:
            _LOG.info("A preview is not kept: %s", error.strerror)

    def forget(self, collection: str) -> None:
        """Let go of all that is kept of a collection, at once."""
        with self._lock:
            shutil.rmtree(os.path.join(self._folder, collection), ignore_errors=True)
            self._size = None

    def keep_only(self, collections: frozenset[str]) -> None:
        """Let go of collections which the vault no longer has."""
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._folder):
                if entry.is_dir(follow_symlinks=False) and entry.name not in collections:
                    self.forget(entry.name)

    @property
    def is_full(self) -> bool:
        """Whether keeping more means letting go of something."""
        with self._lock:
            return self._total() > self._limit * _ROOM

    def _now(self) -> float:
        return self._clock.now_ns() / 1e9

    def _path(self, collection: str, name: str) -> str:
        return os.path.join(self._folder, collection, name[:2], name)

    def _write(self, path: str, data: bytes) -> None:
        make_folders(os.path.dirname(path))
        with self._lock:
            if shutil.disk_usage(self._folder).free < _LEAST_FREE:
                return
            before = _size_of(path)
            temporary = f"{path}.{secrets.token_hex(4)}.tmp"
            with open(os.open(temporary, _NEW, 0o600), "wb") as file:
                file.write(data)
            os.utime(temporary, (self._now(), self._now()))
            os.replace(temporary, path)
            self._size = self._total() + len(data) - before
            if self._size > self._limit:
                self._make_room()

    def _remove(self, path: str, size: int) -> None:
        with self._lock, contextlib.suppress(OSError):
            os.unlink(path)
            self._size = max(0, self._total() - size)

    def _total(self) -> int:
        if self._size is None:
            self._size = sum(one.size for one in self._all())
        return self._size

    def _make_room(self) -> None:
        kept = sorted(self._all(), key=lambda one: one.used)
        total = sum(one.size for one in kept)
        for one in kept:
            if total <= self._limit * _ROOM:
                break
            with contextlib.suppress(OSError):
                os.unlink(one.path)
                total -= one.size
        self._size = total

    def _all(self) -> Iterator[_Kept]:
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = os.path.join(folder, name)
                with contextlib.suppress(OSError):
                    found = os.stat(path)
                    yield _Kept(path, found.st_size, found.st_mtime)


_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _closed(found: Pictures) -> bytes:
    if isinstance(found, Reason):
        return _HEAD.pack(MADE_BY, found)
    return _HEAD.pack(MADE_BY, 0) + b"".join(_LENGTH.pack(len(one)) + one for one in found)


def _opened(plain: bytes) -> Pictures | None:
    """None for what another version of the program made."""
    version, reason = _HEAD.unpack_from(plain)
    if version != MADE_BY:
        return None
    if reason:
        return Reason(reason)
    pictures, at = [], _HEAD.size
    for _ in EDGES:
        length = _LENGTH.unpack_from(plain, at)[0]
        pictures.append(plain[at + _LENGTH.size : at + _LENGTH.size + length])
        at += _LENGTH.size + length
    return tuple(pictures)
