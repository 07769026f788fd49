"""Walks a source by the rules of a backup, and reads from each folder's files when they were taken.

What was read of a folder is kept while nothing in it changes: to look again costs a listing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.domain.file_kinds import file_kind
from studio_backup.domain.matching import CameraShots, Captured
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.magic import HEAD_BYTES, is_camera_work
from studio_backup.engine.backup.opening import SourceFile, SourceReadError, open_file
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.placeholders import is_online_only
from studio_backup.engine.backup.scanner import Listing, Named, Scanner, ScanRules
from studio_backup.engine.matching.captured import is_set, read_captured

_SIDECAR: Final = ".xmp"
_JPEG: Final = b"\xff\xd8\xff"
_NEVER_MEDIA: Final = frozenset({"sidecar or catalog"})


@dataclass(slots=True)
class _Camera:
    walls: list[int] = field(default_factory=list)
    not_set: int = 0
    undated: int = 0
    footage: int = 0
    offsets: set[int | None] = field(default_factory=set)

    def shots(self, camera: str) -> CameraShots:
        offset = next(iter(self.offsets)) if len(self.offsets) == 1 else None
        return CameraShots(
            camera=camera,
            walls_s=tuple(sorted(self.walls)),
            not_set=self.not_set,
            undated=self.undated,
            offset_s=offset,
            footage=self.footage,
        )


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What lies directly in one folder. `parts`: names from below the source down to it, () for the source itself.

    `media`: photos and videos by what they begin with; `unread`: that could not be read, or lie online only and so may
    be media. `others`: all other files.
    """

    parts: tuple[str, ...]
    media: int = 0
    bytes: int = 0
    unread: int = 0
    others: int = 0
    newest_ns: int = 0
    cameras: tuple[CameraShots, ...] = ()


class SourceReader:
    """Reads one source, again and again. `now_ns`: tells which dates lie in the future. Not for several threads."""

    def __init__(self, now_ns: Callable[[], int]) -> None:
        self._now_ns = now_ns
        self._known: dict[tuple[str, ...], tuple[bytes, FolderRead]] = {}

    def folders(
        self, path: str, rules: ScanRules, *, cancel: CancelToken, rest: Callable[[], None]
    ) -> Iterator[FolderRead]:
        """Each folder of the source that holds files. `rest` is called between folders. Raises Cancelled.

        A folder below that cannot be listed is left out: the backup tells of it. Raises OSError if the source cannot.
        """
        seen: dict[tuple[str, ...], tuple[bytes, FolderRead]] = {}
        opened = OpenFolders(path)
        try:
            for listing in Scanner(Place(None, ""), path, opened, rules).walk(cancel=cancel):
                parts = tuple(listing.place.parts())
                if listing.error is not None and not parts:
                    raise listing.error
                if listing.error is not None and parts in self._known:
                    seen[parts] = self._known[parts]
                if listing.files:
                    seen[parts] = self._folder(parts, listing, opened, rules, cancel)
                    yield seen[parts][1]
                    rest()
        finally:
            opened.close()
        self._known = seen

    def _folder(
        self, parts: tuple[str, ...], listing: Listing, opened: OpenFolders, rules: ScanRules, cancel: CancelToken
    ) -> tuple[bytes, FolderRead]:
        mark = _mark(listing.files)
        known = self._known.get(parts)
        if known is not None and known[0] == mark:
            return known
        return mark, _Counting(parts, listing, opened, rules, self._now_ns()).counted(cancel)


class _Counting:
    def __init__(
        self, parts: tuple[str, ...], listing: Listing, opened: OpenFolders, rules: ScanRules, now_ns: int
    ) -> None:
        self._parts, self._listing, self._opened, self._rules, self._now_ns = parts, listing, opened, rules, now_ns
        self._sidecars = {name[: -len(_SIDECAR)].casefold(): name for name, _ in listing.files if _is_sidecar(name)}
        self._cameras: dict[str, _Camera] = {}

    def counted(self, cancel: CancelToken) -> FolderRead:
        media = size = unread = others = newest = 0
        for name, found in self._listing.files:
            cancel.check()
            judged = self._judge(name, found)
            if judged is None:
                unread += 1
            elif judged:
                media, size, newest = media + 1, size + found.st_size, max(newest, found.st_mtime_ns)
            else:
                others += 1
        cameras = tuple(one.shots(camera) for camera, one in sorted(self._cameras.items()))
        return FolderRead(self._parts, media, size, unread, others, newest, cameras)

    def _judge(self, name: str, found: os.stat_result) -> bool | None:
        """Whether it is media, then noted; None where that cannot be told."""
        if file_kind(os.fsencode(name)) in _NEVER_MEDIA:
            return False
        if is_online_only(name, found, self._rules.mounts):
            return None
        try:
            with self._opened.at(self._listing.place) as where, open_file(where, name) as file:
                head = _read(file, 0, HEAD_BYTES)
                if not is_camera_work(head):
                    return False
                told = read_captured(lambda at, count: _read(file, at, count), found.st_size)
                self._note(name, told, is_jpeg=head.startswith(_JPEG))
        except (OSError, SourceReadError):
            return None
        return True

    def _note(self, name: str, told: Captured | None, *, is_jpeg: bool) -> None:
        if told is None or told.wall_s is None:
            beside = self._beside(name)
            if beside is not None and beside.wall_s is not None:
                camera = told.camera if told and told.camera else beside.camera
                told = Captured(camera=camera, wall_s=beside.wall_s, offset_s=beside.offset_s)
        shots = self._cameras.setdefault(told.camera if told else "", _Camera())
        if told is None or told.wall_s is None:
            shots.undated += 1
            shots.footage += bool(told and told.camera) or not is_jpeg
        elif is_set(told.wall_s, self._now_ns):
            shots.walls.append(told.wall_s)
            shots.offsets.add(told.offset_s)
        else:
            shots.not_set += 1

    def _beside(self, name: str) -> Captured | None:
        """What its sidecar tells: "IMG_1.xmp" or "IMG_1.NEF.xmp"."""
        low = name.casefold()
        sidecar = self._sidecars.get(low) or self._sidecars.get(os.path.splitext(low)[0])
        if sidecar is None:
            return None
        with self._opened.at(self._listing.place) as where, open_file(where, sidecar) as file:
            return read_captured(lambda at, count: _read(file, at, count), file.found.st_size)


def _is_sidecar(name: str) -> bool:
    return name.casefold().endswith(_SIDECAR)


def _read(file: SourceFile, at: int, count: int) -> bytes:
    room = bytearray(count)
    return bytes(memoryview(room)[: file.read_at(at, memoryview(room))])


def _mark(files: list[Named]) -> bytes:
    """The same as long as no file there was changed, added or removed."""
    told = sorted(f"{found.st_size} {found.st_mtime_ns} {name}" for name, found in files)
    return hashlib.blake2b("\0".join(told).encode("utf-8", "surrogateescape"), digest_size=16).digest()
