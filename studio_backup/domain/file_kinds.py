"""What kind of file a name tells of: for figures only, never for a decision."""

from __future__ import annotations

import os
from typing import Final, Literal, get_args

FileKind = Literal["raw", "jpeg", "video", "sidecar or catalog", "other"]
FILE_KINDS: Final[tuple[FileKind, ...]] = get_args(FileKind)

_ENDINGS: Final[dict[FileKind, str]] = {
    "raw": "3fr arw cr2 cr3 crw dcr dng erf fff iiq kdc mef mos mrw nef nrw orf pef raf raw rw2 rwl sr2 srf srw x3f",
    "jpeg": "jpg jpeg jpe jfif",
    "video": "mov mp4 m4v avi mts m2ts mxf mkv mpg mpeg wmv webm 3gp braw r3d crm",
    "sidecar or catalog": "xmp thm dop cos cot pp3 aae on1 lrcat lrcat-data lrdata cocatalog cosessiondb db sqlite",
}
_BY_ENDING: Final[dict[str, FileKind]] = {end: kind for kind, ends in _ENDINGS.items() for end in ends.split()}


def file_kind(name: bytes) -> FileKind:
    """By the ending of the name, in any case."""
    ending = os.path.splitext(name)[1][1:].decode("ascii", "replace").lower()
    return _BY_ENDING.get(ending, "other")
