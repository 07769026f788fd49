"""From temporary files to names, many at a time: metadata, fsync, journal, name, fsync of the folders."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from studio_backup.base.errors import Cancelled
from studio_backup.base.files import sync_file
from studio_backup.engine.restore.conflicts import Resolver
from studio_backup.engine.restore.databases import MAGIC, side_files
from studio_backup.engine.restore.folders import split
from studio_backup.engine.restore.journal import Change
from studio_backup.engine.restore.metadata import OWNER_READS, apply_to_file, is_root
from studio_backup.engine.restore.os_errors import stops_all
from studio_backup.engine.restore.outcome import Outcome
from studio_backup.engine.restore.placing import Places
from studio_backup.engine.restore.plan import Item
from studio_backup.engine.restore.writer import Writer

_SYNCS = 12  # files fsynced at once
_ANOTHER = "Its folder lies on another file system than the target: restore it with --to there."


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file whose bytes and metadata are in its temporary file. `asides`: old side files to move away first."""

    number: int
    change: Change
    asides: tuple[Change, ...]


def temporary_name(number: int) -> bytes:
    """The temporary file of an item."""
    return b"%d" % number


class Publisher:
    """Publishes finished temporary files. One thread at a time."""

    def __init__(
        self, items: Sequence[Item], writer: Writer, places: Places, resolver: Resolver, outcome: Outcome, scratch: str
    ) -> None:
        self._items, self._writer, self._places = items, writer, places
        self._resolver, self._outcome, self._scratch = resolver, outcome, scratch
        self._shared = {item.target for item in items if item.act == "enter"} | {b""}
        self._syncing = ThreadPoolExecutor(_SYNCS, thread_name_prefix="sync")
        self._right = {item.target for item in items if item.act in ("same", "done")}

    def close(self) -> None:
        """End its threads."""
        self._syncing.shutdown()

    @property
    def base(self) -> str:
        """The target folder."""
        return self._places.folders.base

    def publish(self, numbers: Sequence[int]) -> list[int]:
        """Publish these items; returns those which have their names, durably. Raises what ends the whole restore."""
        opened = [(number, fd) for number in numbers if (fd := self._prepared(number)) is not None]
        # A disk that is busy with other writing answers many waiting fsyncs with few flushes.
        synced = list(self._syncing.map(_sync, [fd for _, fd in opened]))
        ready = [
            one
            for (number, fd), error in zip(opened, synced, strict=True)
            if (one := self._ready(number, fd, error)) is not None
        ]
        self._places.announce([change for one in ready for change in (*one.asides, one.change)])
        placed = [one.number for one in ready if self._placed(one)]
        self._places.settle()
        self._right.update(self._outcome.targets[number] for number in placed)
        return placed

    def _failed(self, number: int, error: OSError) -> None:
        final = stops_all(error, self.base)
        if final:
            raise final from error
        self._writer.discard(temporary_name(number))
        reason = _ANOTHER if error.errno == errno.EXDEV else f"It could not be written: {error.strerror}."
        self._outcome.fail(number, reason)

    def _prepared(self, number: int) -> int | None:
        """The temporary file with its final length and metadata, its bytes on their way to the disk."""
        entry, fd = self._items[number].entry, -1
        try:
            fd = self._writer.open(temporary_name(number))
            if entry.extents is not None:
                os.ftruncate(fd, entry.size)
            if os.fstat(fd).st_size != entry.size:
                raise OSError(errno.EIO, "it has another size than was written")
            readable = is_root() or bool(entry.mode & OWNER_READS)
            path = os.path.join(self._scratch, str(number))
            for refused in apply_to_file(fd, path, entry, with_mode=readable):
                self._outcome.note(f"The target does not keep {refused}.")
            if sys.platform == "linux":
                os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)  # begins writing: the fsyncs then wait together
        except OSError as error:
            if fd >= 0:
                os.close(fd)
            self._failed(number, error)
            return None
        return fd

    def _ready(self, number: int, fd: int, unsynced: OSError | None) -> _Ready | None:
        item = self._items[number]
        try:
            if unsynced:
                raise unsynced
            asides = self._asides(number, fd)
            mtime_ns = os.fstat(fd).st_mtime_ns  # as the target keeps it: some know but even seconds
        except OSError as error:
            self._failed(number, error)
            return None
        finally:
            os.close(fd)
        kept = self._places.new_kept_name() if item.replaces else ""
        change = file_change(item, self._outcome.targets[number], kept, mtime_ns)
        self._outcome.moved[number] = (*asides, change) if asides or kept else ()
        return _Ready(number, change, asides)

    def _asides(self, number: int, fd: int) -> tuple[Change, ...]:
        """Side files of another moment beside the place of a database, to be moved away."""
        target = self._outcome.targets[number]
        if split(target)[0] not in self._shared or not _is_database(fd):
            return ()
        found = (s for s in side_files(target) if s not in self._right and self._places.folders.look(s) is not None)
        return tuple(Change("aside", side, kept=self._places.new_kept_name()) for side in found)

    def _placed(self, one: _Ready) -> bool:
        try:
            for aside in one.asides:
                if self._places.keep(aside.target, aside.kept):
                    self._outcome.set_aside.append(aside.target)
            if one.change.kept:
                self._places.keep(one.change.target, one.change.kept)
            self._named(one)
        except OSError as error:
            self._put_back(one)
            self._failed(one.number, error)
            return False
        return True

    def _put_back(self, one: _Ready) -> None:
        """What was moved away for a file that did not come stands in its place again."""
        with contextlib.suppress(OSError):
            self._places.put_all_back((*one.asides, one.change))

    def _named(self, one: _Ready) -> None:
        """Give the name; somebody may have taken it since the plan was made."""
        entry, target = self._items[one.number].entry, one.change.target
        while True:
            try:
                self._places.name_file(os.path.join(self._scratch, str(one.number)), target)
                break
            except FileExistsError:
                target, already = self._resolver.beside(one.change.target, entry)
            if already:
                self._writer.discard(temporary_name(one.number))
                break
            self._places.announce([_not_done(one.change), replace(one.change, target=target, kept="")])
        self._outcome.targets[one.number] = target


def file_change(item: Item, target: bytes, kept: str, mtime_ns: int) -> Change:
    """The journal's line for a file. `mtime_ns`: what the target made of its time."""
    entry = item.entry
    return Change("file", target, item.path, kept, entry.size, mtime_ns, entry.digest, entry.extents)


def _not_done(change: Change) -> Change:
    """Something else stands there; yet what stood there before may have been moved away already."""
    return Change("aside", change.target, kept=change.kept) if change.kept else Change("none", change.target)


def _sync(fd: int) -> OSError | None:
    try:
        sync_file(fd)
    except OSError as error:
        return error
    return None


def _is_database(fd: int) -> bool:
    os.lseek(fd, 0, os.SEEK_SET)
    return os.read(fd, len(MAGIC)) == MAGIC


def cancelled() -> Cancelled:
    """What a stopped restore says."""
    return Cancelled(
        "The restore was stopped; what it restored so far is whole.",
        hint="Run the same restore again to go on, or undo it with `studio-backup undo`.",
    )
