"""Walks a source. Knows no repository, and nothing of what was stored before.

Folder by folder, depth first, without recursion: what is held is one folder's names and the folders still to visit.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from studio_backup.base.control import CancelToken
from studio_backup.base.files import Where
from studio_backup.domain.tree import EntryType
from studio_backup.engine.backup.attributes import read_attributes
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.mounts import MountTable
from studio_backup.engine.backup.own_places import OwnPlaces
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.selection import Rule, Selection

Named = tuple[str, os.stat_result]
_WINDOWS = sys.platform == "win32"


@dataclass(slots=True)
class LeftOut:
    """An entry which a line of the selection leaves out. `found` is None for a folder."""

    name: str
    rule: Rule
    found: os.stat_result | None


@dataclass(slots=True)
class Listing:
    """One folder as it was found. Names as os gives them.

    `error`: it could not be listed; the rest is then empty. `is_own`: a home or vault of this program: not listed.
    `expected_mount`: /etc/fstab names it, and nothing is mounted there. `failed`: entries which stat refused.
    """

    place: Place
    found: os.stat_result | None = None
    xattrs: dict[str, str] = field(default_factory=dict)
    files: list[Named] = field(default_factory=list)
    folders: list[tuple[Place, os.stat_result]] = field(default_factory=list)
    mounts: list[Named] = field(default_factory=list)
    links: list[tuple[str, os.stat_result, bytes]] = field(default_factory=list)
    specials: list[Named] = field(default_factory=list)
    failed: list[tuple[str, EntryType, OSError]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    error: OSError | None = None
    is_own: bool = False
    expected_mount: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is to be stored of it."""
        return not (self.files or self.folders or self.mounts or self.links or self.specials or self.failed)


@dataclass(frozen=True, slots=True)
class ScanRules:
    """What the walk takes, and where it stops."""

    selection: Selection
    mounts: MountTable
    own: OwnPlaces
    one_file_system: bool = False


class Scanner:
    """Walks one source root that is a folder."""

    def __init__(self, root: Place, root_path: str, folders: OpenFolders, rules: ScanRules) -> None:
        self._root = root
        self._folders = folders
        self._rules = rules
        self._expected = _below(root_path, rules.mounts.expected)

    def walk(self, *, cancel: CancelToken) -> Iterator[Listing]:
        """Every folder, each before those in it. A folder that cannot be listed is told, and the walk goes on."""
        waiting = [self._root]
        while waiting:
            cancel.check()
            listing = self.listing(waiting.pop())
            yield listing
            waiting.extend(place for place, _ in reversed(listing.folders))

    def listing(self, place: Place) -> Listing:
        """One folder."""
        result = Listing(place)
        try:
            with self._folders.at(place) as where:
                self._fill(result, where)
        except OSError as error:
            return Listing(place, found=result.found, error=error)
        if result.found and self._rules.own.is_own(
            result.found, [name for name, _ in result.files], [below.name for below, _ in result.folders]
        ):
            return Listing(place, found=result.found, is_own=True)
        self._judge_mounts(result)
        return result

    def _fill(self, result: Listing, where: Where) -> None:
        found = result.found = os.stat(where)
        result.place.device, result.place.inode = found.st_dev, found.st_ino
        if isinstance(where, int):
            result.xattrs = read_attributes(where)
        may_match = self._rules.selection.may_match
        with scan(where) as items:
            for item in items:
                name = item.name
                if may_match(name) and self._leave_out(result, item):
                    continue
                try:
                    here = os.lstat(item.path) if _WINDOWS else item.stat(follow_symlinks=False)
                    kind = here.st_mode & 0o170000
                    if kind == stat.S_IFREG:
                        result.files.append((name, here))
                    else:
                        _sort_in(result, where, item, here)
                except OSError as error:
                    result.failed.append((name, _type_of(item), error))
        result.folders.sort(key=lambda one: one[0].name)

    def _leave_out(self, result: Listing, item: os.DirEntry[str]) -> bool:
        is_folder = item.is_dir(follow_symlinks=False)
        rule = self._rules.selection.left_out_by(result.place, item.name, is_folder)
        if rule is None:
            return False
        try:
            found = None if is_folder else item.stat(follow_symlinks=False)
        except OSError:
            return True  # gone, and not wanted
        result.left_out.append(LeftOut(item.name, rule, found))
        return True

    def _judge_mounts(self, result: Listing) -> None:
        device = result.place.device
        if self._rules.one_file_system:
            result.mounts = [(below.name, found) for below, found in result.folders if found.st_dev != device]
            result.folders = [one for one in result.folders if one[1].st_dev == device]
        parent = result.place.parent
        if self._expected and parent is not None and parent.device == device:
            result.expected_mount = result.place.raw_path() in self._expected


def scan(where: Where) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
    """os.scandir with names as text (undecodable bytes as surrogates)."""
    return os.scandir(where if isinstance(where, int) else os.fsdecode(where))


def _sort_in(result: Listing, where: Where, item: os.DirEntry[str], here: os.stat_result) -> None:
    name, kind = item.name, here.st_mode & 0o170000
    if kind == stat.S_IFDIR and not _is_junction(here):
        result.folders.append((Place(result.place, name, here.st_dev, here.st_ino), here))
    elif kind in (stat.S_IFLNK, stat.S_IFDIR):
        target = os.readlink(name, dir_fd=where) if isinstance(where, int) else os.readlink(item.path)
        result.links.append((name, here, os.fsencode(target)))
    else:
        result.specials.append((name, here))


def _is_junction(found: os.stat_result) -> bool:
    """A junction of Windows is a link that looks like a folder, and may lead in a circle."""
    return sys.platform == "win32" and found.st_reparse_tag == stat.IO_REPARSE_TAG_MOUNT_POINT


def _type_of(item: os.DirEntry[str]) -> EntryType:
    try:
        if item.is_dir(follow_symlinks=False):
            return "folder"
        return "link" if item.is_symlink() else "file"
    except OSError:
        return "file"


def _below(root_path: str, expected: frozenset[bytes]) -> frozenset[bytes]:
    """Those of the expected mount points that lie below the root, relative to it."""
    start = os.fsencode(root_path).rstrip(b"/") + b"/"
    return frozenset(path[len(start) :] for path in expected if path.startswith(start))


def count_below(place: Place, folders: OpenFolders, *, cancel: CancelToken) -> int:
    """How many files lie in a folder that is left out. Names only: their sizes would cost a stat each."""
    count, waiting = 0, [place]
    while waiting:
        cancel.check()
        here = waiting.pop()
        try:
            with folders.at(here) as where, scan(where) as items:
                for item in items:
                    if item.is_dir(follow_symlinks=False):
                        waiting.append(Place(here, item.name))
                    else:
                        count += 1
        except OSError:
            continue  # it is not wanted anyway
    return count
