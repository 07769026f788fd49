"""When a photo or video was taken, and by which camera, from the head of its file. Never raises for what is in a file.

JPEG, TIFF and the RAW made of it (CR2, NEF, ARW, DNG, ORF, RW2, PEF …), RAF, CR3, HEIC, MP4, MOV, XMP sidecars.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from studio_backup.domain.matching import Captured
from studio_backup.engine.matching.boxes import cr3_texts, heic_texts, is_boxes, video
from studio_backup.engine.matching.directories import NO_TEXTS, ExifTexts, exif_texts, is_tiff
from studio_backup.engine.matching.sidecars import LARGEST, sidecar_texts
from studio_backup.engine.matching.windows import ReadAt, Window

_EARLIEST_YEAR: Final = 1990
"""No camera that matters here is older; what shows less was never set: 1970, 1980, 0000."""
_AHEAD_S: Final = 26 * 3_600
"""So far the wall clocks of the world may be ahead of UTC, and a camera of them."""
_MOST_SEGMENTS: Final = 64
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_PICTURES: Final = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})
_TIME: Final = re.compile(
    r"(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_OFFSET: Final = re.compile(r"([+-])(\d{2}):?(\d{2})")


def read_captured(read: ReadAt, size: int) -> Captured | None:
    """What the file tells; None for what is no photo, video or sidecar that is known, or tells nothing at all."""
    if size < 8:
        return None
    read_at = Window(read)
    head = read_at(0, 16)
    if head.startswith(b"\xff\xd8"):
        return _captured(_jpeg_texts(read_at, 0))
    if is_tiff(head):
        return _captured(exif_texts(read_at))
    if head.startswith(b"FUJIFILMCCD-RAW "):
        return _captured(_jpeg_texts(read_at, int.from_bytes(read_at(84, 4), "big")))
    if is_boxes(head):
        return _of_boxes(read_at, head, size)
    start = read_at(0, 256).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<x:xmpmeta", b"<?xpacket", b"<?xml")):
        return _captured(sidecar_texts(read_at(0, min(size, LARGEST))))
    return None


def _of_boxes(read_at: ReadAt, head: bytes, size: int) -> Captured | None:
    if head[8:12] == b"crx ":
        return _captured(cr3_texts(read_at, size))
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURES:
        return _captured(heic_texts(read_at, size))
    found = video(read_at, size)
    told = _captured(found.texts)
    if found.made_s is None or (told is not None and told.wall_s is not None):
        return told
    return Captured(camera=told.camera if told else "", wall_s=found.made_s)


def is_set(wall_s: int, now_ns: int) -> bool:
    """Whether a camera that shows this had its clock set: not 1970, not the future."""
    return _EARLIEST_S <= wall_s <= now_ns // 10**9 + _AHEAD_S


_EARLIEST_S: Final = int(datetime(_EARLIEST_YEAR, 1, 1, tzinfo=UTC).timestamp())


def _jpeg_texts(read_at: ReadAt, at: int) -> ExifTexts:
    if read_at(at, 2) != b"\xff\xd8":
        return NO_TEXTS
    at += 2
    for _ in range(_MOST_SEGMENTS):
        head = read_at(at, 10)
        if len(head) < 4 or head[0] != 0xFF:
            break
        marker, length = head[1], int.from_bytes(head[2:4], "big")
        if marker == 0xE1 and head[4:10] == b"Exif\0\0":
            return exif_texts(read_at, at + 10)
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
        elif marker in (0xD9, 0xDA) or length < 2:
            break
        else:
            at += 2 + length
    return NO_TEXTS


def _captured(told: ExifTexts) -> Captured | None:
    if told == NO_TEXTS:
        return None
    wall, offset = parsed_time(told.taken)
    return Captured(camera=_camera(told), wall_s=wall, offset_s=_offset(told.offset) if offset is None else offset)


def parsed_time(text: str) -> tuple[int | None, int | None]:
    """(wall-clock seconds, zone's seconds ahead of UTC) of a time as Exif and XMP write it; None for what it lacks."""
    found = _TIME.match(text.strip())
    if found is None:
        return None, None
    numbers = [int(part or 0) for part in found.groups()[:6]]
    try:
        wall = datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type, misc]
    except ValueError:
        return None, None
    zone = found[7]
    return int(wall.timestamp()), 0 if zone == "Z" else _offset(zone or "")


def _offset(text: str) -> int | None:
    found = _OFFSET.match(text.strip())
    if found is None or int(found[2]) > 15 or int(found[3]) > 59:
        return None
    seconds = int(found[2]) * 3_600 + int(found[3]) * 60
    return -seconds if found[1] == "-" else seconds


def _camera(told: ExifTexts) -> str:
    """ "Canon EOS R5 (012345)": the make only where the model does not begin with it."""
    model = told.model or told.make
    words = told.make.split()
    if words and not model.casefold().startswith(words[0].casefold()):
        model = f"{words[0].title() if words[0].isupper() else words[0]} {model}"
    return f"{model} ({told.serial})" if model and told.serial else model
