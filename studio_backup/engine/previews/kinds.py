"""What a name already tells: files that never have a picture are not read at all."""

from __future__ import annotations

from typing import Final

from studio_backup.engine.previews.reasons import Reason

_VIDEO: Final = "mov mp4 m4v avi mts m2ts mxf mkv mpg mpeg wmv webm 3gp braw r3d crm lrv insv"
_SIDECAR: Final = "xmp thm dop cos cot comask pp3 aae on1 vrd nksc dpp ini log txt json xml html csv md yaml yml"
_CATALOG: Final = "lrcat lrcat-data lrdata lrprev cocatalog cosessiondb db sqlite sqlite3 aplibrary photoslibrary"
_DOCUMENT: Final = "pdf doc docx xls xlsx ppt pptx odt ods pages numbers key rtf ai indd eps svg"
_OTHER: Final = "zip 7z rar gz tar dmg iso exe dll wav mp3 aac m4a flac icc icm cube lut ttf otf"
_BY_SUFFIX: Final[dict[str, Reason]] = {
    suffix: reason
    for suffixes, reason in (
        (_VIDEO, Reason.VIDEO), (_SIDECAR, Reason.SIDECAR), (_CATALOG, Reason.CATALOG), (_DOCUMENT, Reason.DOCUMENT),
        (_OTHER, Reason.UNKNOWN),
    )
    for suffix in suffixes.split()
}  # fmt: skip
_PICTURES: Final = frozenset(
    {
        *("jpg", "jpeg", "jpe", "jfif", "png", "tif", "tiff", "psd", "psb", "webp", "gif", "bmp", "heic", "heif"),
        *("hif", "avif", "cr2", "cr3", "crw", "nef", "nrw", "arw", "srf", "sr2", "dng", "gpr", "raf", "orf", "rw2"),
        *("rwl", "pef", "srw", "3fr", "fff", "iiq", "mos", "mef", "mrw", "erf", "kdc", "dcr", "dcs", "x3f"),
    }
)


def reason_by_name(name: bytes) -> Reason | None:
    """Why a file of this name has no picture; None where only its contents can tell."""
    return _BY_SUFFIX.get(_suffix(name))


def is_picture(name: bytes) -> bool:
    """Whether a picture is made ahead of being asked for: its name says that it is a photo."""
    return _suffix(name) in _PICTURES


def _suffix(name: bytes) -> str:
    return name.rpartition(b".")[2].decode("ascii", "replace").lower() if b"." in name else ""
