"""Durable files: a name exists only when all its bytes lie on the medium, and it is never half replaced.

Protocol: exclusive temporary file in the same folder, locked -> write -> fsync -> size -> close -> publish the name
-> fsync of the folder. Everything goes by folder descriptor where the platform has it (`Where` is an int), else by
path. Errors are OSError: each floor above says in its own words what failed.

Every call which reaches the disk is written `os.xxx(...)` here, and only here, so that the power-loss model of the
tests can stand between. What reads back is in base.medium.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import mmap
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from studio_backup.base.temporary import Name as Name
from studio_backup.base.temporary import Where as Where
from studio_backup.base.temporary import Writer as Writer
from studio_backup.base.temporary import at as at
from studio_backup.base.temporary import is_dead as is_dead
from studio_backup.base.temporary import lock as lock
from studio_backup.base.temporary import parse_temporary as parse_temporary

if sys.platform != "win32":
    import fcntl

Buffer: TypeAlias = bytes | bytearray | memoryview

PAGE = 4096
DIRECT_MIN = 1 << 20  # bytes; below this the page cache is no slower than direct writing
_BOUNCE = 4 << 20
_WINDOWS = sys.platform == "win32"
_O_DIRECT: int = getattr(os, "O_DIRECT", 0)
_FLAGS: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FOLDER_FLAGS: int = os.O_RDONLY | _FLAGS | getattr(os, "O_DIRECTORY", 0)
_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.EINVAL})
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS})
_numbers = itertools.count(1)


class SyncError(OSError):
    """fsync failed: nothing is known about what the file holds, nor will a second fsync tell."""


class TemporaryGoneError(OSError):
    """Somebody removed the temporary file while it was written (it looked dead to them)."""


class DurableFile:
    """A file under a temporary name until `commit`. Use as a context: leaving it uncommitted removes the temporary.

    `fd` may be written to directly (pwrite, truncate) if `write` is not used; then `size` must be set to the final
    size before `commit`. `direct`: large writes go past the page cache where the file system allows it.
    """

    def __init__(self, where: Where, name: Name, writer: Writer, *, mode: int = 0o600, direct: bool = False) -> None:
        self._where, self._name = where, name
        self.size = 0
        self._bounce: mmap.mmap | None = None
        self._direct = direct and bool(_O_DIRECT)
        self.temporary, self.fd = self._create(writer, mode)

    def _create(self, writer: Writer, mode: int) -> tuple[Name, int]:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS
        while True:
            name: Name = writer.temporary(next(_numbers))
            path, folder = at(self._where, name)
            try:
                fd = self._open(path, flags, mode, folder)
            except FileExistsError:
                continue
            if lock(fd) is not False:
                return name, fd
            os.close(fd)  # somebody who looks for dead files holds it this moment, and may remove it
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path, dir_fd=folder)

    def _open(self, path: Name, flags: int, mode: int, folder: int | None) -> int:
        if self._direct:
            try:
                return os.open(path, flags | _O_DIRECT, mode, dir_fd=folder)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
                # Some file systems make the name before they refuse O_DIRECT.
                self._direct = False
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(path, dir_fd=folder)
        return os.open(path, flags, mode, dir_fd=folder)

    def write(self, data: Buffer) -> None:
        """Append all of `data`."""
        view = memoryview(data).cast("B")
        done = self._write_direct(view) if self._direct else 0
        while done < len(view):
            done += os.write(self.fd, view[done:])
        self.size += len(view)

    def _write_direct(self, view: memoryview) -> int:
        """Write whole pages past the cache; returns how many bytes, and ends direct writing unless that was all."""
        whole = len(view) - len(view) % PAGE
        done = self._write_pages(view[:whole]) if whole >= DIRECT_MIN else 0
        if done != len(view):
            self._end_direct()
        return done

    def _write_pages(self, view: memoryview) -> int:
        try:
            return _write_while_aligned(self.fd, view)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
        try:
            return self._write_bounced(view)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
        return 0

    def _write_bounced(self, view: memoryview) -> int:
        """For bytes which do not start on a page: by way of a buffer which does."""
        self._bounce = self._bounce or mmap.mmap(-1, _BOUNCE)
        done = 0
        while done < len(view):
            part = view[done : done + _BOUNCE]
            self._bounce[: len(part)] = part
            with memoryview(self._bounce) as whole, whole[: len(part)] as aligned:
                wrote = os.write(self.fd, aligned)
            done += wrote
            if wrote % PAGE:
                break
        return done

    def _end_direct(self) -> None:
        self._direct = False
        if sys.platform == "linux":
            fcntl.fcntl(self.fd, fcntl.F_SETFL, fcntl.fcntl(self.fd, fcntl.F_GETFL) & ~_O_DIRECT)

    def sync(self) -> None:
        """Bytes to the medium, then see that all are there. SyncError is final for this file."""
        sync_file(self.fd)
        if os.fstat(self.fd).st_size != self.size:
            raise OSError(errno.EIO, "the file has another size than was written")

    def commit(self, *, check: Callable[[], None] | None = None, replace: bool = False) -> None:
        """Make bytes and name durable. FileExistsError if the name exists and `replace` is False.

        `check` is called when all bytes are on the medium and the name does not exist yet; it may raise to stop.
        """
        self.sync()
        held = self._close_locked()
        try:
            if check:
                check()
            publish(self._where, self.temporary, self._name, replace=replace)
        finally:
            if held is not None:
                os.close(held)
        fsync_directory(self._where)

    def _close_locked(self) -> int | None:
        """Close, whose errors matter (a NAS speaks of quota here), yet keep the lock by a second descriptor."""
        held = None if _WINDOWS else os.dup(self.fd)  # Windows renames no open file
        fd, self.fd = self.fd, -1
        try:
            os.close(fd)
        except OSError:
            if held is not None:
                os.close(held)
            raise
        return held

    def abort(self) -> None:
        """Remove the temporary file, if it is still there."""
        if self.fd >= 0:
            fd, self.fd = self.fd, -1
            with contextlib.suppress(OSError):
                os.close(fd)
        path, folder = at(self._where, self.temporary)
        with contextlib.suppress(OSError):
            os.unlink(path, dir_fd=folder)

    def __enter__(self) -> DurableFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None or self.fd >= 0:
            self.abort()


def durable_create(
    where: Where,
    name: Name,
    parts: Sequence[Buffer],
    *,
    writer: Writer,
    mode: int = 0o600,
    direct: bool = True,
    check: Callable[[], None] | None = None,
    replace: bool = False,
) -> None:
    """Create a file of these parts; when it returns, bytes and name are durable.

    FileExistsError if the name exists and `replace` is False. After a failed fsync (other than for want of
    space) it is written once more from memory into a new file, which is read back; a second failure is raised.
    """

    def once(*, readback: bool) -> None:
        with DurableFile(where, name, writer, mode=mode, direct=direct) as file:
            for part in parts:
                file.write(part)
            if readback:
                file.sync()
                _compare(file, parts)
            file.commit(check=check, replace=replace)

    try:
        once(readback=False)
    except (SyncError, TemporaryGoneError) as error:
        if error.errno in _FULL:
            raise
        once(readback=True)


def _write_while_aligned(fd: int, view: memoryview) -> int:
    done = 0
    while done < len(view) and done % PAGE == 0:
        done += os.write(fd, view[done:])
    return done


def _compare(file: DurableFile, parts: Sequence[Buffer]) -> None:
    path, folder = at(file._where, file.temporary)
    fd = os.open(path, os.O_RDONLY | _FLAGS, dir_fd=folder)
    try:
        if sys.platform == "linux":
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        for part in parts:
            _compare_part(fd, memoryview(part).cast("B"))
    finally:
        os.close(fd)


def _compare_part(fd: int, view: memoryview) -> None:
    while view:
        there = os.read(fd, min(len(view), _BOUNCE))
        if not there or there != view[: len(there)]:
            raise OSError(errno.EIO, "the medium gave back other bytes than were written")
        view = view[len(there) :]


def sync_file(fd: int) -> None:
    """All bytes of the file to the medium itself. Raises SyncError."""
    try:
        if sys.platform == "darwin":
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)
    except OSError as error:
        raise SyncError(error.errno, error.strerror) from error


def publish(where: Where, temporary: Name, name: Name, *, replace: bool = False) -> None:
    """Give the temporary file its name. FileExistsError if that exists and `replace` is False."""
    source, folder = at(where, temporary)
    target, _ = at(where, name)
    try:
        if replace:
            os.replace(source, target, src_dir_fd=folder, dst_dir_fd=folder)
        elif _WINDOWS:
            os.rename(source, target)  # refuses an existing target there
        else:
            _publish_new(source, target, folder)
    except FileNotFoundError as error:
        raise TemporaryGoneError(error.errno, error.strerror) from error


def _publish_new(source: Name, target: Name, folder: int | None) -> None:
    try:
        os.link(source, target, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # exFAT and many shares know no links: two writers of one name then race, but write equal bytes.
        if _exists(target, folder):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.rename(source, target, src_dir_fd=folder, dst_dir_fd=folder)
    else:
        os.unlink(source, dir_fd=folder)


def _exists(path: Name, folder: int | None) -> bool:
    try:
        os.stat(path, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def rename_durable(where: Where, name: Name, to: Where, new: Name) -> None:
    """Move a name, replacing, and make both folders durable."""
    source, source_folder = at(where, name)
    target, target_folder = at(to, new)
    os.replace(source, target, src_dir_fd=source_folder, dst_dir_fd=target_folder)
    fsync_directory(to)
    fsync_directory(where)


def remove_durable(where: Where, name: Name) -> None:
    """Remove a file's name durably. FileNotFoundError if there is none."""
    path, folder = at(where, name)
    os.unlink(path, dir_fd=folder)
    fsync_directory(where)


def fsync_directory(where: Where) -> bool:
    """Make the names in a folder durable. False where the file system has no such call (Windows, some shares)."""
    if _WINDOWS:
        return False
    fd = where if isinstance(where, int) else os.open(where, _FOLDER_FLAGS)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
        return False
    finally:
        if fd is not where:
            os.close(fd)
    return True


@contextlib.contextmanager
def folder(where: Where, parts: Sequence[Name] = (), *, create: bool = False) -> Iterator[Where]:
    """The folder `parts` below `where`, opened one component at a time, no link followed.

    `create`: missing ones are made, and the parent of each is made durable even if another writer was first.
    """
    here, opened = where, -1
    try:
        for part in parts:
            path, parent = at(here, part)
            if create:
                _make(path, parent, here)
            here = path if _WINDOWS else os.open(path, _FOLDER_FLAGS, dir_fd=parent)
            if opened >= 0:
                os.close(opened)
            opened = here if isinstance(here, int) else -1
        yield here
    finally:
        if opened >= 0:
            os.close(opened)


def _make(path: Name, parent: int | None, here: Where) -> None:
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, 0o700, dir_fd=parent)
    fsync_directory(here)


def make_folders(path: Name) -> None:
    """Make a folder and its missing parents, each durable."""
    missing: list[Name] = []
    while not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(os.path.abspath(path))
    for made in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(made, 0o700)
        fsync_directory(os.path.dirname(os.path.abspath(made)))
