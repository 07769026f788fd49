"""A folder on a disk of this machine or on an external drive.

Objects are files under their own names; temporaries lie beside them and bear the writer's device and run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence

from studio_backup.base.clock import Clock
from studio_backup.base.errors import ObjectMissing, ShortRead, StorageUnavailable
from studio_backup.base.files import (
    Where,
    Writer,
    at,
    durable_create,
    folder,
    fsync_directory,
    is_dead,
    parse_temporary,
    remove_durable,
    rename_durable,
)
from studio_backup.base.medium import MediumFile
from studio_backup.base.os_errors import translated
from studio_backup.domain.objects import TIER_MARKER, parse_name
from studio_backup.storage.interface import Buffer, Leftover, Listed
from studio_backup.storage.naming import QUARANTINE, already_there, check_name, check_prefix, matches, may_hold_objects
from studio_backup.storage.root import IdentityCheck, OpenRoot, Root

_READ_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_LOCKLESS_GRACE_NS = 24 * 3600 * 10**9  # where files cannot be locked, only their age tells that a writer died


class LocalStorage:
    """A folder as a storage. The root must exist: nothing is made where it is missing.

    `identity` gets the marker's bytes before the first write, and again after an error, and raises MarkerError if
    they are not those of this place. `marker_required=False` lets a new place be written before it has a marker.
    """

    def __init__(
        self,
        path: str,
        *,
        writer: Writer,
        clock: Clock,
        identity: IdentityCheck | None = None,
        marker_required: bool = True,
    ) -> None:
        self.path = os.path.abspath(path)
        self._writer = writer
        self._clock = clock
        self._required = marker_required
        self._root = Root(self.path, identity=identity, marker_required=marker_required)
        self._known: set[str] = set()
        self._known_generation = 0
        self._medium = ""

    @property
    def label(self) -> str:
        """See Storage."""
        return self.path

    @property
    def needs_readback(self) -> bool:
        """See Storage: the durable write is trusted."""
        return False

    @property
    def reads_medium(self) -> str:
        """See Storage; tried out on the marker before the first real reading."""
        if not self._medium:
            with contextlib.suppress(OSError), MediumFile(self._root.reading().where, TIER_MARKER) as file:
                self._medium = file.how
        return self._medium or "cache"

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage."""
        *parents, last = check_name(name).split("/")
        with self._calling("writing"):
            root = self._root.writing(name)
            with self._made_folder(root, parents) as here:
                if self._there_already(here, last, name, len(data), sha256):
                    return
                self._create(root, here, last, name, data, sha256)

    def _create(self, root: OpenRoot, here: Where, last: str, name: str, data: Buffer, sha256: bytes) -> None:
        try:
            durable_create(here, last, [data], writer=self._writer, check=lambda: self._before_publish(root, name))
        except FileExistsError:  # another writer was first
            self._there_already(here, last, name, len(data), sha256)

    def _before_publish(self, root: OpenRoot, name: str) -> None:
        """The bytes are on the medium; is this still the place which was checked?"""
        if self._root.writing(name) is not root:
            raise StorageUnavailable(f"{self.label} was exchanged while writing.", hint="Check the drive, try again.")

    def _there_already(self, here: Where, last: str, name: str, size: int, sha256: bytes) -> bool:
        try:
            fd = self._open_in(here, last)
        except FileNotFoundError:
            return False
        try:
            if os.fstat(fd).st_size != size or _digest(fd) != sha256:
                raise already_there(name, self.label)
        finally:
            os.close(fd)
        fsync_directory(here)  # its writer may not have got so far
        return True

    def get(self, name: str) -> bytes:
        """See Storage."""
        with self._opened(name) as fd:
            return self._read(fd, name, os.fstat(fd).st_size)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage."""
        with self._opened(name) as fd:
            os.lseek(fd, offset, os.SEEK_SET)
            return self._read(fd, name, length)

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage. ValueError if the buffer is too small."""
        with self._opened(name) as fd:
            size = os.fstat(fd).st_size
            if size > len(buffer):
                raise ValueError(f"{name} has {size} bytes, the buffer {len(buffer)}")
            done = 0
            while done < size:
                count = _read_into(fd, buffer[done:size])
                if not count:
                    raise self._short(name, done, size)
                done += count
            return size

    def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None) -> Iterator[memoryview]:
        """See Storage."""
        check_name(name)
        with self._calling("reading", name), MediumFile(self._root.reading().where, name) as file:
            self._medium = file.how
            done = 0
            for part in file.blocks(block, into=into):
                done += len(part)
                yield part
            self._medium = file.how
            if done < file.size:
                raise self._short(name, done, file.size)

    def stat(self, name: str) -> Listed:
        """See Storage."""
        check_name(name)
        with self._calling("looking", name):
            path, root = at(self._root.reading().where, name)
            found = os.stat(path, dir_fd=root, follow_symlinks=False)
        return Listed(name, found.st_size, found.st_mtime_ns)

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage."""
        check_prefix(prefix)
        with self._calling("listing"):
            for name, found in self._walk(prefix):
                if matches(name, prefix) and parse_name(name) is not None:
                    yield Listed(name, found.st_size, found.st_mtime_ns)

    def delete(self, name: str) -> None:
        """See Storage."""
        *parents, last = check_name(name).split("/")
        with self._calling("deleting"):
            root = self._root.writing(name)
            with contextlib.suppress(FileNotFoundError), folder(root.where, parents) as here:
                self._before_publish(root, name)
                remove_durable(here, last)

    def quarantine(self, name: str) -> None:
        """See Storage: moved to `.studio-backup-quarantine` in the root, under its time and flattened name."""
        *parents, last = check_name(name).split("/")
        with self._calling("setting a damaged object aside"):
            root = self._root.writing(name)
            with contextlib.suppress(FileNotFoundError), folder(root.where, parents) as here:
                os.stat(at(here, last)[0], dir_fd=at(here, last)[1], follow_symlinks=False)
                with folder(root.where, [QUARANTINE], create=True) as aside:
                    self._before_publish(root, name)
                    rename_durable(here, last, aside, f"{self._clock.now_ns()}-{name.replace('/', '_')}")

    def leftovers(self) -> Iterator[Leftover]:
        """See Storage."""
        with self._calling("looking for interrupted writes"):
            for name, found in self._walk(""):
                writer = parse_temporary(name.rpartition("/")[2])
                if writer and self._dead(name, found):
                    yield Leftover(name, found.st_size, found.st_mtime_ns, *writer)

    def remove_leftover(self, leftover: Leftover) -> None:
        """See Storage: only if it is a temporary, and still dead."""
        *parents, last = leftover.name.split("/")
        if parse_temporary(last) is None:
            raise ValueError(f"no temporary file: {leftover.name!r}")
        with self._calling("removing an interrupted write"), contextlib.suppress(FileNotFoundError):
            root = self._root.writing(leftover.name)
            with folder(root.where, parents) as here:
                if is_dead(here, last) is not False:
                    remove_durable(here, last)

    def free_space(self) -> int | None:
        """See Storage."""
        with self._calling("asking for its free space"):
            return shutil.disk_usage(self._root.reading().where).free

    def close(self) -> None:
        """See Storage. A later call opens the folder again."""
        self._root.let_go()

    @contextlib.contextmanager
    def _calling(self, doing: str, name: str = "") -> Iterator[None]:
        try:
            with translated(self.label, doing, name):
                yield
        except StorageUnavailable:
            self._root.suspect()
            raise
        except ObjectMissing:
            self._root.listing()  # an empty mount point misses everything: say that instead
            raise

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        check_name(name)
        with self._calling("reading", name):
            fd = self._open_in(self._root.reading().where, name)
            try:
                yield fd
            finally:
                os.close(fd)

    @staticmethod
    def _open_in(where: Where, name: str) -> int:
        path, root = at(where, name)
        return os.open(path, _READ_FLAGS, dir_fd=root)

    def _read(self, fd: int, name: str, length: int) -> bytes:
        data = os.read(fd, length)
        if len(data) == length:
            return data
        parts, done = [data], len(data)
        while done < length:
            parts.append(os.read(fd, length - done))
            if not parts[-1]:
                raise self._short(name, done, length)
            done += len(parts[-1])
        return b"".join(parts)

    def _short(self, name: str, got: int, wanted: int) -> ShortRead:
        return ShortRead(f"{self.label} gave {got} of {wanted} bytes of {name}.", hint="Run verify on this place.")

    @contextlib.contextmanager
    def _made_folder(self, root: OpenRoot, parents: Sequence[str]) -> Iterator[Where]:
        """The folder for an object, made durably unless it is known to have been."""
        if self._root.generation != self._known_generation:
            self._known, self._known_generation = set(), self._root.generation
        known, path = self._known, "/".join(parents)
        with contextlib.ExitStack() as stack:
            try:
                here = stack.enter_context(folder(root.where, parents, create=path not in known))
            except FileNotFoundError:
                here = stack.enter_context(folder(root.where, parents, create=True))
            known.add(path)
            yield here

    def _walk(self, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
        """Every plain file in folders which can hold objects, under the prefix's folder."""
        root = self._root.listing()
        pending = [prefix.rpartition("/")[0]]
        while pending:
            path = pending.pop()
            for name, found in _entries(root.where, path):
                if stat.S_ISREG(found.st_mode):
                    yield name, found
                elif stat.S_ISDIR(found.st_mode) and may_hold_objects(name) and f"{name}/".startswith(prefix):
                    pending.append(name)

    def _dead(self, name: str, found: os.stat_result) -> bool:
        try:
            dead = is_dead(self._root.reading().where, name)
        except FileNotFoundError:
            return False
        return found.st_mtime_ns < self._clock.now_ns() - _LOCKLESS_GRACE_NS if dead is None else dead


def _entries(where: Where, path: str) -> Iterator[tuple[str, os.stat_result]]:
    """What lies in one folder, which may be missing; an unreadable one raises."""
    try:
        with folder(where, path.split("/") if path else []) as here, os.scandir(here) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    name = os.fsdecode(entry.name)
                    yield f"{path}/{name}" if path else name, entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return


def _read_into(fd: int, view: memoryview) -> int:
    if sys.platform == "win32":
        data = os.read(fd, len(view))
        view[: len(data)] = data
        return len(data)
    return os.readv(fd, [view])


def _digest(fd: int) -> bytes:
    digest = hashlib.sha256()
    while part := os.read(fd, 1 << 20):
        digest.update(part)
    return digest.digest()
