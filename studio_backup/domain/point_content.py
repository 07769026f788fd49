"""What a recovery point holds, by class: media and papers. Pure: told from the names of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated, Final

from msgspec import Meta, Struct

from studio_backup.domain.file_kinds import file_kind

MOST_GROUPS: Final = 400
"""Folders and days told apart; what is beyond is counted together."""
_DAY_NS: Final = 86_400 * 10**9
_MARK_BITS: Final = 64


class Group(Struct, frozen=True, array_like=True):
    """Media of one folder whose files were written on one day. `day`: days since 1970, UTC; `folder`: below the source,
    "" for the source itself, or where many are counted together."""

    folder: str
    day: int
    files: int


class PointContent(Struct, frozen=True, kw_only=True):
    """What one point holds. Bytes as they are in the files; times in ns UTC, 0 for "none".

    `media_ns`, `papers_ns`: the newest file's own time. `media_mark`, `papers_mark`: equal for points with the same
    files of that class, "" for none of them. `groups`: media by folder and day.
    """

    photos: int = 0
    videos: int = 0
    papers: int = 0
    media_bytes: int = 0
    papers_bytes: int = 0
    media_ns: int = 0
    papers_ns: int = 0
    media_mark: str = ""
    papers_mark: str = ""
    groups: Annotated[tuple[Group, ...], Meta(max_length=MOST_GROUPS + 1)] = ()

    @property
    def media(self) -> int:
        """Photos and videos."""
        return self.photos + self.videos


class Tally:
    """Counts the files of one point, in whichever order they come."""

    def __init__(self) -> None:
        self._photos = self._videos = self._papers = 0
        self._bytes = {True: 0, False: 0}
        self._newest = {True: 0, False: 0}
        self._marks = {True: 0, False: 0}
        self._groups: dict[tuple[str, int], int] = {}
        self._beyond = 0

    def add(self, path: str, size: int, mtime_ns: int, digest: str) -> None:
        """One file. `path`: below the source; `digest`: of its contents."""
        kind = file_kind(path.encode("utf-8", "surrogateescape"))
        is_media = kind in ("raw", "jpeg", "video")
        self._photos += kind in ("raw", "jpeg")
        self._videos += kind == "video"
        self._papers += not is_media
        self._bytes[is_media] += size
        self._newest[is_media] = max(self._newest[is_media], mtime_ns)
        self._marks[is_media] = (self._marks[is_media] + _mark(path, digest)) % (1 << _MARK_BITS)
        if is_media:
            self._group(_shown(path.rpartition("/")[0]), mtime_ns // _DAY_NS)

    @property
    def files(self) -> int:
        """How many were added."""
        return self._photos + self._videos + self._papers

    def _group(self, folder: str, day: int) -> None:
        key = folder, day
        if key in self._groups or len(self._groups) < MOST_GROUPS:
            self._groups[key] = self._groups.get(key, 0) + 1
        else:
            self._beyond += 1

    def content(self) -> PointContent:
        """All that was added."""
        groups = [Group(folder, day, files) for (folder, day), files in sorted(self._groups.items())]
        if self._beyond:
            groups.append(Group("", max(day for _, day in self._groups), self._beyond))
        media = self._photos + self._videos
        return PointContent(
            photos=self._photos,
            videos=self._videos,
            papers=self._papers,
            media_bytes=self._bytes[True],
            papers_bytes=self._bytes[False],
            media_ns=self._newest[True],
            papers_ns=self._newest[False],
            media_mark=f"{self._marks[True]:016x}" if media else "",
            papers_mark=f"{self._marks[False]:016x}" if self._papers else "",
            groups=tuple(groups),
        )


def is_media(paths: Iterable[str]) -> bool:
    """Whether any of these files is a photo or a video, by its name."""
    return any(file_kind(path.encode("utf-8", "surrogateescape")) in ("raw", "jpeg", "video") for path in paths)


def _shown(folder: str) -> str:
    """Without bytes that are no Unicode: it is kept as JSON, and only compared with what people typed."""
    return folder.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _mark(path: str, digest: str) -> int:
    """Of one file; marks are added up, so that their order does not matter."""
    data = f"{digest}\0{path}".encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(data, digest_size=_MARK_BITS // 8).digest(), "big")
