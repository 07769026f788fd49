"""The kernel's own queue of file events (Linux), read raw.

Read here and not through watchdog, because three of its words must not get lost: that the queue overflowed, that no
more folders can be watched, and that a drive was unmounted. It also asks for no event of opening or reading, which the
backup itself would cause for each file.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from dataclasses import dataclass

MODIFY, ATTRIB, CLOSE_WRITE = 0x2, 0x4, 0x8
MOVED_FROM, MOVED_TO, CREATE, DELETE = 0x40, 0x80, 0x100, 0x200
DELETE_SELF, MOVE_SELF = 0x400, 0x800
UNMOUNT, OVERFLOW, IGNORED, ISDIR = 0x2000, 0x4000, 0x8000, 0x40000000
_ONLYDIR, _EXCL_UNLINK = 0x01000000, 0x04000000
_MASK = (
    MODIFY | ATTRIB | CLOSE_WRITE | MOVED_FROM | MOVED_TO | CREATE | DELETE | DELETE_SELF | MOVE_SELF
    | _ONLYDIR | _EXCL_UNLINK
)  # fmt: skip
_HEAD = struct.Struct("iIII")
_BUFFER = 1 << 18
_NONBLOCK, _CLOEXEC = 0x800, 0x80000


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One event: of the watched folder `watch`, and the entry `name` in it ("" for the folder itself)."""

    watch: int
    mask: int
    name: str


class Inotify:
    """One queue of the kernel. Raises OSError: EMFILE: too many queues; ENOSPC (`add`): too many watched folders."""

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise OSError(errno.ENOSYS, "this system has another kind of events")
        self._libc: ctypes.CDLL = ctypes.CDLL(None, use_errno=True)
        self.fd: int = self._checked(self._libc.inotify_init1(_NONBLOCK | _CLOEXEC))

    @staticmethod
    def _checked(result: int) -> int:
        if result < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
        return result

    def add(self, path: str) -> int:
        """Watch a folder; the same folder gets the same number again."""
        return self._checked(self._libc.inotify_add_watch(self.fd, os.fsencode(path), ctypes.c_uint32(_MASK)))

    def remove(self, watch: int) -> None:
        """Watch it no longer; nothing happens if it is gone already."""
        self._libc.inotify_rm_watch(self.fd, watch)

    def read(self) -> list[RawEvent]:
        """What has come since; empty if nothing."""
        try:
            data = os.read(self.fd, _BUFFER)
        except BlockingIOError:
            return []
        return parse(data)

    def close(self) -> None:
        """End it; all its watches go with it."""
        os.close(self.fd)


def parse(data: bytes) -> list[RawEvent]:
    """The events in a buffer, each once where several in a row are the same."""
    found: list[RawEvent] = []
    at, before = 0, b""
    while at + _HEAD.size <= len(data):
        watch, mask, _, length = _HEAD.unpack_from(data, at)
        end = at + _HEAD.size + length
        this, at = data[at:end], end
        if this != before:
            found.append(RawEvent(watch, mask, os.fsdecode(this[_HEAD.size :].rstrip(b"\0"))))
        before = this
    return found
