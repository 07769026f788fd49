"""Folders, links and FIFOs: made around the files, folders first, links last."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Sequence

from studio_backup.base.files import sync_file
from studio_backup.base.temporary import Where, at
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.folders import native, split
from studio_backup.engine.restore.journal import Change
from studio_backup.engine.restore.metadata import apply_to_folder, apply_to_link
from studio_backup.engine.restore.os_errors import stops_all
from studio_backup.engine.restore.outcome import Outcome
from studio_backup.engine.restore.placing import Places
from studio_backup.engine.restore.plan import Item
from studio_backup.engine.restore.publisher import file_change

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EXDEV})
_BATCH = 256


class Maker:
    """Makes what has no contents of its own. One thread."""

    def __init__(self, items: Sequence[Item], places: Places, outcome: Outcome) -> None:
        self._items, self._places, self._outcome = items, places, outcome
        self._kept_names: dict[int, str] = {}

    def folders(self) -> None:
        """All folders that come back, empty for now and closed to others."""
        for batch in _batched([n for n, item in enumerate(self._items) if item.act == "folder"]):
            missing = [
                n for n in batch if self._replaces(n) or self._places.folders.look(self._items[n].target) is None
            ]
            self._announce(missing, lambda n: self._change("folder", n))
            for number in missing:
                self._one(number, self._items[number], _make_folder)
        self._places.settle()

    def links(self) -> None:
        """Hard links to files that came back, symbolic links, FIFOs."""
        for batch in _batched([n for n, item in enumerate(self._items) if item.act == "hardlink"]):
            alive = [n for n in batch if not self._orphaned(n)]
            self._announce(alive, self._hard_link_change)
            for number in alive:
                self._one(number, self._items[number], self._hard_link(number))
        for batch in _batched([n for n, item in enumerate(self._items) if item.act in ("link", "fifo")]):
            self._announce(batch, lambda n: self._change("link" if self._items[n].act == "link" else "fifo", n))
            for number in batch:
                self._one(number, self._items[number], _maker_of(self._items[number].entry))
        self._places.settle()

    def finish_folders(self) -> None:
        """Modes and times of the folders that were made, those deep down first; then they are durable."""
        for number in range(len(self._items) - 1, -1, -1):
            item = self._items[number]
            if item.act != "folder" or self._outcome.has_failed(number):
                continue
            try:
                with self._places.folders.folder(item.target) as where:
                    for refused in apply_to_folder(where, item.entry):
                        self._outcome.note(f"The target does not keep {refused}.")
                    if isinstance(where, int):
                        sync_file(where)
            except OSError as error:
                self._fail(number, error)

    def _announce(self, numbers: Sequence[int], change: Callable[[int], Change]) -> None:
        self._kept_names = {n: self._places.new_kept_name() for n in numbers if self._replaces(n)}
        self._places.announce([change(number) for number in numbers])

    def _kept(self, number: int) -> str:
        return self._kept_names.get(number, "")

    def _replaces(self, number: int) -> bool:
        return self._items[number].replaces

    def _change(self, kind: str, number: int) -> Change:
        item = self._items[number]
        if kind == "folder":
            return Change("folder", item.target, item.path, self._kept(number))
        return Change("link" if kind == "link" else "fifo", item.target, item.path, self._kept(number))

    def _one(self, number: int, item: Item, how: Callable[[Where, bytes], None]) -> None:
        try:
            if self._kept(number):
                self._places.keep(item.target, self._kept(number))
            self._places.make(item.target, how)
        except FileExistsError:
            if item.act != "folder":
                self._outcome.fail(number, "Something else appeared under its name during the restore.")
        except OSError as error:
            self._fail(number, error)

    def _fail(self, number: int, error: OSError) -> None:
        final = stops_all(error, self._places.folders.base)
        if final:
            raise final from error
        self._outcome.fail(number, f"It could not be made: {error.strerror}.")

    def _hard_link_change(self, number: int) -> Change:
        item = self._items[number]
        first = self._places.folders.look(self._outcome.targets[item.link_to])
        return file_change(item, item.target, self._kept(number), first.st_mtime_ns if first else 0)

    def _orphaned(self, number: int) -> bool:
        """Whether the file this is a link of did not come back."""
        if not self._outcome.has_failed(self._items[number].link_to):
            return False
        self._outcome.fail(number, self._outcome.failed[self._items[number].link_to])
        return True

    def _hard_link(self, number: int) -> Callable[[Where, bytes], None]:
        first = self._items[number].link_to

        def link(where: Where, name: bytes) -> None:
            folder, first_name = split(self._outcome.targets[first])
            with self._places.folders.folder(folder) as source:
                try:
                    _link(source, first_name, where, name)
                except OSError as error:
                    if error.errno not in _NO_LINKS:
                        raise
                    _copy(source, first_name, where, name)
            if first in self._outcome.verified:
                self._outcome.verify(number, self._outcome.medium)

        return link


def _batched(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[at : at + _BATCH] for at in range(0, len(numbers), _BATCH)]


def _make_folder(where: Where, name: bytes) -> None:
    path, folder = at(where, native(name))
    os.mkdir(path, 0o700, dir_fd=folder)


def _maker_of(entry: Entry) -> Callable[[Where, bytes], None]:
    def make(where: Where, name: bytes) -> None:
        path, folder = at(where, native(name))
        if entry.type == "link":
            os.symlink(native(entry.raw_target), path, dir_fd=folder)
        elif sys.platform != "win32":
            os.mkfifo(path, 0o600, dir_fd=folder)
        else:
            raise OSError(errno.ENOTSUP, "this platform knows no FIFOs")
        apply_to_link(where, name, entry)

    return make


def _link(source: Where, name: bytes, where: Where, new: bytes) -> None:
    path, folder = at(source, native(name))
    target, target_folder = at(where, native(new))
    os.link(path, target, src_dir_fd=folder, dst_dir_fd=target_folder, follow_symlinks=False)


def _copy(source: Where, name: bytes, where: Where, new: bytes) -> None:
    """Where the file system knows no links: a copy with the same metadata, durable."""
    path, folder = at(source, native(name))
    target, target_folder = at(where, native(new))
    flags = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with (
        open(os.open(path, os.O_RDONLY | flags, dir_fd=folder), "rb") as old,
        open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | flags, 0o600, dir_fd=target_folder), "wb") as made,
    ):
        shutil.copyfileobj(old, made, 1 << 20)
        made.flush()
        found = os.fstat(old.fileno())
        if os.utime in os.supports_fd:
            os.utime(made.fileno(), ns=(found.st_mtime_ns, found.st_mtime_ns))
        sync_file(made.fileno())
