"""Noting what a program does to the files below one folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any

from power_loss.disk import Disk
from power_loss.events import Add, Event, Mark, Remove, Rename, Sync, Truncate, Write
from power_loss.interpose import REAL, Gate, interposed

ROOT = 0
_FOLDER = object()


class Recording:
    """The events below `root`, and what lay there when it began (all of it on the medium)."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.events: list[Event] = []
        self.initial = Disk()
        self._next = ROOT + 1
        self._live: dict[tuple[int, int], int] = {}  # (device, inode) -> our number
        self._links: dict[int, int] = {}
        self._adopt(os.fsencode(root), ROOT)

    def mark(self, what: object) -> None:
        """Note that something happened (a promise was given) at this moment."""
        self.events.append(Mark(what))

    def _adopt(self, path: bytes, number: int) -> None:
        self._know(os.lstat(path), number)
        self.initial.folders[number] = {}
        for entry in sorted(os.scandir(path), key=lambda e: e.name):
            child = self._number()
            self.initial.folders[number][entry.name] = child
            if entry.is_dir(follow_symlinks=False):
                self._adopt(entry.path, child)
            elif entry.is_symlink():
                self.initial.targets[child] = os.readlink(entry.path)
            else:
                self._know(entry.stat(follow_symlinks=False), child)
                with open(entry.path, "rb") as file:
                    self.initial.contents[child] = file.read()

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _know(self, status: os.stat_result, number: int) -> None:
        self._live[status.st_dev, status.st_ino] = number
        self._links[number] = self._links.get(number, 0) + 1

    def _of(self, status: os.stat_result) -> int | None:
        return self._live.get((status.st_dev, status.st_ino))

    def _place(self, path: Any, folder: int | None) -> tuple[int, bytes] | None:
        """(folder, name) of a path, or None if it is not below the root."""
        raw = os.fsencode(path)
        head, name = os.path.split(raw.rstrip(b"/"))
        try:
            status = os.stat(head or b".", dir_fd=folder)
        except OSError:
            return None  # the call itself will say so
        number = self._of(status)
        return None if number is None or name in (b"", b".", b"..") else (number, name)

    def _node(self, path: Any, folder: int | None) -> int | None:
        try:
            return self._of(os.stat(path, dir_fd=folder, follow_symlinks=False))
        except OSError:
            return None

    # One method for each call; each makes the call first and notes it only if it succeeded.

    def __call__(self, call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Make the call and note it."""
        method = getattr(self, f"_do_{call}", None)
        return method(*args, **kwargs) if method else REAL[call](*args, **kwargs)

    def _do_open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        place = self._place(path, dir_fd) if flags & os.O_CREAT else None
        known = self._node(path, dir_fd) is not None
        fd: int = REAL["open"](path, flags, mode, dir_fd=dir_fd)
        if place and not known:
            number = self._number()
            self._know(os.fstat(fd), number)
            self.initial.contents.setdefault(number, b"")
            self.events.append(Add(*place, number))
        elif flags & os.O_TRUNC and (number := self._of(os.fstat(fd))) is not None:
            self.events.append(Truncate(number, 0))
        return fd

    def _do_write(self, fd: int, data: Any) -> int:
        number = self._of(os.fstat(fd))
        offset = self._position(fd) if number is not None else 0
        count: int = REAL["write"](fd, data)
        self._wrote(number, offset, data, count)
        return count

    def _position(self, fd: int) -> int:
        import fcntl

        if fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND:
            return os.fstat(fd).st_size
        return os.lseek(fd, 0, os.SEEK_CUR)

    def _wrote(self, number: int | None, offset: int, data: Any, count: int) -> None:
        if number is not None:
            self.events.append(Write(number, offset, bytes(memoryview(data).cast("B")[:count])))

    def _do_pwrite(self, fd: int, data: Any, offset: int) -> int:
        count: int = REAL["pwrite"](fd, data, offset)
        self._wrote(self._of(os.fstat(fd)), offset, data, count)
        return count

    def _do_writev(self, fd: int, buffers: Any) -> int:
        return self._do_write(fd, b"".join(bytes(b) for b in buffers))

    def _do_pwritev(self, fd: int, buffers: Any, offset: int, flags: int = 0) -> int:
        return self._do_pwrite(fd, b"".join(bytes(b) for b in buffers), offset)

    def _do_ftruncate(self, fd: int, size: int) -> None:
        REAL["ftruncate"](fd, size)
        if (number := self._of(os.fstat(fd))) is not None:
            self.events.append(Truncate(number, size))

    def _do_truncate(self, path: Any, size: int) -> None:
        if isinstance(path, int):
            self._do_ftruncate(path, size)
            return
        fd = REAL["open"](path, os.O_WRONLY)
        try:
            self._do_ftruncate(fd, size)
        finally:
            REAL["close"](fd)

    def _do_posix_fallocate(self, fd: int, offset: int, length: int) -> None:
        REAL["posix_fallocate"](fd, offset, length)
        if (number := self._of(os.fstat(fd))) is not None:
            self.events.append(Truncate(number, os.fstat(fd).st_size))

    def _do_sendfile(self, *_: Any, **__: Any) -> int:
        raise OSError(22, "not modelled: the program then falls back to read and write")

    _do_copy_file_range = _do_sendfile

    def _do_fsync(self, fd: Any) -> None:
        fd = fd if isinstance(fd, int) else fd.fileno()
        REAL["fsync"](fd)
        if (number := self._of(os.fstat(fd))) is not None:
            self.events.append(Sync(number))

    _do_fdatasync = _do_fsync

    def _do_mkdir(self, path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        place = self._place(path, dir_fd)
        REAL["mkdir"](path, mode, dir_fd=dir_fd)
        if place:
            number = self._number()
            self._know(os.stat(path, dir_fd=dir_fd, follow_symlinks=False), number)
            self.initial.folders.setdefault(number, {})
            self.events.append(Add(*place, number))

    def _do_symlink(self, source: Any, target: Any, *, dir_fd: int | None = None, **_: Any) -> None:
        place = self._place(target, dir_fd)
        REAL["symlink"](source, target, dir_fd=dir_fd)
        if place:
            number = self._number()
            self.initial.targets[number] = os.fsencode(source)
            self.events.append(Add(*place, number))
            self._know(os.stat(target, dir_fd=dir_fd, follow_symlinks=False), number)

    def _do_link(self, source: Any, target: Any, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True) -> None:
        number, place = self._node(source, src_dir_fd), self._place(target, dst_dir_fd)
        REAL["link"](source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd, follow_symlinks=follow_symlinks)
        if place and number is not None:
            self._links[number] += 1
            self.events.append(Add(*place, number))

    def _do_unlink(self, path: Any, *, dir_fd: int | None = None) -> None:
        number, place = self._node(path, dir_fd), self._place(path, dir_fd)
        REAL["unlink"](path, dir_fd=dir_fd)
        if place:
            self._drop(number)
            self.events.append(Remove(*place))

    _do_remove = _do_unlink

    def _do_rmdir(self, path: Any, *, dir_fd: int | None = None) -> None:
        number, place = self._node(path, dir_fd), self._place(path, dir_fd)
        REAL["rmdir"](path, dir_fd=dir_fd)
        if place:
            self._drop(number)
            self.events.append(Remove(*place))

    def _drop(self, number: int | None) -> None:
        """A name is gone; when it was the last, the inode may come back as another file's."""
        if number is None:
            return
        self._links[number] -= 1
        if not self._links[number]:
            self._live = {inode: n for inode, n in self._live.items() if n != number}

    def _do_rename(self, source: Any, target: Any, *, src_dir_fd=None, dst_dir_fd=None) -> None:
        number, old = self._node(source, src_dir_fd), self._place(source, src_dir_fd)
        replaced, new = self._node(target, dst_dir_fd), self._place(target, dst_dir_fd)
        REAL["replace"](source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        if old and new and number is not None:
            self._drop(replaced)
            self.events.append(Rename(*old, *new, number))
        elif old or new:
            raise AssertionError(f"a rename across the border of the model: {source!r} -> {target!r}")

    _do_replace = _do_rename


@contextlib.contextmanager
def recording(root: str | os.PathLike[str], gate: Gate | None = None) -> Iterator[Recording]:
    """Record everything this process does below `root`; at the end, prove that nothing was missed."""
    record = Recording(os.fspath(root))
    with interposed(record, gate):
        yield record
    missed = Disk.after(record.initial, record.events).differences(os.fsencode(record.root))
    assert not missed, f"the model missed what was done to {missed[:5]}"
