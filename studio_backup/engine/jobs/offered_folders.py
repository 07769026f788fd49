"""Folders worth watching: which of those on this machine hold photos and videos. Rules are pure; `look_around` walks.

It looks for some seconds only, and says where it did not come to an end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

FolderKind = Literal["pictures", "videos", "lightroom", "capture_one", "folder", "card"]
LEAST: Final = 20
"""Photos and videos which make a folder worth naming that is nobody's picture folder by name. Fewer are downloads."""
MOST_ENTRIES: Final = 400_000
MOST_FOLDERS: Final = 40
_LOOK_EVERY: Final = 256
_RAW: Final = frozenset(
    [".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dng", ".erf", ".fff", ".iiq", ".mef", ".mos", ".nef", ".nrw", ".orf"]
) | frozenset([".pef", ".raf", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f"])
_PHOTOS: Final = _RAW | {".jpg", ".jpeg", ".heic", ".heif", ".hif", ".tif", ".tiff", ".psd", ".psb"}
_VIDEOS: Final = frozenset([".mp4", ".mov", ".mxf", ".m4v", ".avi", ".mts", ".m2ts", ".braw", ".r3d", ".crm"])
_CATALOGS: Final[dict[str, FolderKind]] = {
    ".lrcat": "lightroom",
    ".cocatalogdb": "capture_one",
    ".cosessiondb": "capture_one",
    ".cocatalog": "capture_one",
}
_NOT_A_PERSONS: Final = frozenset(
    ["library", "appdata", "application data", "node_modules", "snap", "windows", "program files", "programdata"]
) | frozenset(
    ["program files (x86)", "$recycle.bin", "system volume information", "lost+found", "__pycache__", "site-packages"]
)


@dataclass(frozen=True, slots=True)
class Root:
    """A folder under which to look. `pictures`, `videos`: a person's folder of that kind; `drive`: an external one."""

    path: str
    what: Literal["home", "pictures", "videos", "drive"]


@dataclass(slots=True)
class Seen:
    """What lies in a folder, with all below it."""

    path: str
    what: Literal["home", "pictures", "videos", "drive"]
    files: int = 0
    photos: int = 0
    raws: int = 0
    videos: int = 0
    bytes: int = 0
    newest_ns: int = 0
    catalogs: set[FolderKind] = field(default_factory=set)
    camera: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFolder:
    """A folder worth watching, and why in words."""

    path: str
    kind: FolderKind
    why: str
    files: int
    photos: int
    videos: int
    bytes: int
    newest_ns: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """The most photos first. `cut_short`: why not everything was looked through, "" if it was."""

    folders: tuple[OfferedFolder, ...]
    cut_short: str


def look_around(roots: Sequence[Root], *, own: Iterable[str], now_s: Callable[[], float], seconds: float) -> Offered:
    """Look below these roots. `own`: folders which are left out, because they are watched or this program's."""
    walk = _Walk(frozenset(os.path.abspath(one) for one in own), now_s, now_s() + seconds)
    places = list(walk.candidates(roots))
    seen = []
    for left, (path, what) in zip(range(len(places), 0, -1), places, strict=True):
        seen.append(walk.look(path, what, share=left))
    offers = [offer for one in seen if (offer := offered(one))]
    offers.sort(key=lambda one: (-one.photos - one.videos, one.path))
    return Offered(tuple(offers[:MOST_FOLDERS]), _cut_short(seen, seconds, len(offers)))


def offered(seen: Seen) -> OfferedFolder | None:
    """What was seen as a suggestion; None for what is not worth one. Pure."""
    number = seen.photos + seen.videos
    named = seen.what in ("pictures", "videos") and number > 0
    if not (named or seen.catalogs or seen.raws or number >= LEAST):
        return None
    kind = _kind(seen)
    return OfferedFolder(
        path=seen.path,
        kind=kind,
        why=_why(seen, kind),
        files=seen.files,
        photos=seen.photos,
        videos=seen.videos,
        bytes=seen.bytes,
        newest_ns=seen.newest_ns,
        at_least=seen.at_least,
    )


def _kind(seen: Seen) -> FolderKind:
    if seen.what == "pictures":
        return "pictures"
    if seen.what == "videos":
        return "videos"
    if seen.camera and seen.what == "drive":
        return "card"
    return min(seen.catalogs, default="folder")


def _why(seen: Seen, kind: FolderKind) -> str:
    words = {
        "pictures": "Your pictures folder",
        "videos": "Your videos folder",
        "card": "A camera's card or a copy of one",
        "lightroom": "Holds a Lightroom catalog",
        "capture_one": "Holds a Capture One catalog",
        "folder": "On a drive, with photos or videos" if seen.what == "drive" else "Holds photos or videos",
    }
    names = {"lightroom": "Lightroom", "capture_one": "Capture One"}
    more = sorted(names[one] for one in seen.catalogs if one != kind)
    return words[kind] + (f", with a {' and a '.join(more)} catalog" if more else "")


def _cut_short(seen: Sequence[Seen], seconds: float, offers: int) -> str:
    cut = sum(one.at_least for one in seen)
    if cut:
        what = "1 folder was" if cut == 1 else f"{cut} folders were"
        return f"{what} not looked through to the end within {seconds:g} seconds: there is at least so much."
    return f"Only the first {MOST_FOLDERS} of {offers} folders are named." if offers > MOST_FOLDERS else ""


class _Walk:
    """Walks folders without following links; what cannot be read is left out, for it could not be backed up either."""

    def __init__(self, own: frozenset[str], now_s: Callable[[], float], end_s: float) -> None:
        self._own, self._now_s, self._end_s = own, now_s, end_s
        self._left = MOST_ENTRIES

    def candidates(self, roots: Sequence[Root]) -> Iterator[tuple[str, Literal["home", "pictures", "videos", "drive"]]]:
        """The folders of which each may become a suggestion: a person's picture folders, and what lies in a root."""
        named = {os.path.abspath(one.path): one.what for one in roots if one.what in ("pictures", "videos")}
        for path, what in named.items():
            if not self._is_own(path) and os.path.isdir(path):
                yield path, what
        seen = set(named)
        for root in (one for one in roots if one.what in ("home", "drive")):
            for entry in _entries(root.path):
                if (
                    entry.path not in seen
                    and not self._is_own(entry.path)
                    and _is_folder(entry)
                    and self._is_a_persons(entry)
                ):
                    seen.add(entry.path)
                    yield entry.path, root.what

    def look(self, path: str, what: Literal["home", "pictures", "videos", "drive"], *, share: int) -> Seen:
        """All below a folder, in its fair share of the time and entries that are left."""
        seen = Seen(path, what, camera=os.path.basename(path).upper() == "DCIM")
        now = self._now_s()
        end_s, most = now + (self._end_s - now) / share, self._left // share
        looked = 0
        folders = [path]
        while folders:
            for entry in _entries(folders.pop()):
                looked += 1
                if looked > most or (looked % _LOOK_EVERY == 0 and self._now_s() > end_s):
                    folders.clear()
                    seen.at_least = True
                    break
                if _is_folder(entry):
                    _note_catalog(seen, entry.name)
                    if self._is_a_persons(entry):
                        folders.append(entry.path)
                else:
                    _count(seen, entry)
        self._left -= looked
        return seen

    def _is_own(self, path: str) -> bool:
        return any(os.path.join(path, "").startswith(os.path.join(one, "")) for one in self._own)

    def _is_a_persons(self, entry: os.DirEntry[str]) -> bool:
        name = entry.name
        return not name.startswith(".") and name.lower() not in _NOT_A_PERSONS and entry.path not in self._own


def _entries(path: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            yield from entries
    except OSError:
        return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _note_catalog(seen: Seen, name: str) -> None:
    kind = _CATALOGS.get(os.path.splitext(name)[1].lower())
    if kind:
        seen.catalogs.add(kind)


def _count(seen: Seen, entry: os.DirEntry[str]) -> None:
    try:
        if not entry.is_file(follow_symlinks=False):
            return
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return
    ending = os.path.splitext(entry.name)[1].lower()
    seen.files += 1
    seen.bytes += found.st_size
    seen.photos += ending in _PHOTOS
    seen.raws += ending in _RAW
    seen.videos += ending in _VIDEOS
    _note_catalog(seen, entry.name)
    if ending in _PHOTOS or ending in _VIDEOS:
        seen.newest_ns = max(seen.newest_ns, found.st_mtime_ns)
