"""The process which decodes: it gives up what it does not need, then serves one picture after another until its end.

It has no file, no key and no name: bytes of a file come by ranges over stdin, pictures go out over stdout. It ends with
its parent, whose end closes stdin; caught in a decoder it ends by its limit of CPU.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from typing import Final, TypeAlias

from studio_backup.engine.previews.confinement import confine, one_picture
from studio_backup.engine.previews.containers import cr3, crw, is_cr3, is_crw, is_raf, raf
from studio_backup.engine.previews.distant import DistantFile, Part, TooMuch
from studio_backup.engine.previews.embedded import Container, Embedded, ReadAt, in_order, judged, scan
from studio_backup.engine.previews.frames import EDGES, RANGE, SIZE, BrokenFrame, Say, frame, read_frame
from studio_backup.engine.previews.photoshop import is_photoshop, photoshop
from studio_backup.engine.previews.pictures import TooLarge, load_decoders, small_pictures
from studio_backup.engine.previews.reasons import Reason
from studio_backup.engine.previews.tiff import is_tiff, tiff

_ATTEMPTS: Final = 4
"""JPEGs of one file that are tried before it counts as damaged."""
_Kind: TypeAlias = tuple[Callable[[bytes], bool], Callable[[ReadAt, int], Container]]
_CONTAINERS: Final[tuple[_Kind, ...]] = (
    (is_tiff, tiff), (is_cr3, cr3), (is_raf, raf), (is_crw, crw), (is_photoshop, photoshop)
)  # fmt: skip
_RAW_OF_OLD: Final = (b"\0MRM", b"FOVb", b"\0IIQ", b"MMMMRaw", b"IIIITRaw")
_VIDEO_BRANDS: Final = (b"qt  ", b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"3gp", b"XAVC", b"MSNV")
_VIDEO_BOXES: Final = (b"moov", b"mdat", b"wide", b"free", b"pnot")


class _Gone(Exception):
    """The engine cannot read the file."""


def main() -> None:
    """Serve until stdin ends."""
    warnings.simplefilter("ignore")
    load_decoders()
    _say(Say.READY, "\n".join(confine()).encode())
    while True:
        try:
            kind, body = _heard()
            if kind is Say.ASK:
                one_picture()
                _answer(DistantFile(SIZE.unpack_from(body)[0], _fetch, body[SIZE.size :]))
        except BrokenFrame:
            os._exit(0)


def _answer(file: DistantFile) -> None:
    pictures: list[bytes] | Reason
    try:
        pictures = _pictures(file)
    except _Gone:
        pictures = Reason.AWAY
    except (TooLarge, TooMuch, MemoryError):
        pictures = Reason.TOO_LARGE
    if isinstance(pictures, Reason):
        _say(Say.NONE, bytes([pictures]))
        return
    for picture in pictures:
        _say(Say.PICTURE, picture)
    _say(Say.DONE)


def _pictures(file: DistantFile) -> list[bytes] | Reason:
    head = file.read_at(0, 64)
    read = next((read for fits, read in _CONTAINERS if fits(head)), None)
    if read is None:
        return _plain(file, head)
    container = read(file.read_at, file.size)
    found = in_order(judged(file.read_at, file.size, container.spots), max(EDGES))
    if container.whole and not (found and found[0].head.edge >= max(EDGES)):
        made = _tried(lambda: small_pictures(file, 1), file)
        if made:
            return made
    found = found or judged(file.read_at, file.size, scan(file.read_at, file.size))
    return _of_embedded(file, in_order(found, max(EDGES)), container.orientation) or (
        Reason.DAMAGED if container.whole or found else Reason.NO_EMBEDDED
    )


def _plain(file: DistantFile, head: bytes) -> list[bytes] | Reason:
    if head.startswith(_RAW_OF_OLD):
        found = judged(file.read_at, file.size, scan(file.read_at, file.size))
        return _of_embedded(file, in_order(found, max(EDGES)), 1) or Reason.NO_EMBEDDED
    if _is_video(head):
        return Reason.VIDEO
    if not _is_picture(head):
        return Reason.UNKNOWN
    return _tried(lambda: small_pictures(file, 1), file) or Reason.DAMAGED


def _of_embedded(file: DistantFile, found: list[Embedded], orientation: int) -> list[bytes] | None:
    for one in found[:_ATTEMPTS]:
        made = _tried(lambda one=one: small_pictures(Part(file, one.offset, one.size), orientation), file)  # type: ignore[misc]
        if made:
            return made
    return None


def _tried(make: Callable[[], list[bytes]], file: DistantFile) -> list[bytes] | None:
    """What a decoder makes of it; None where it raises any of the many errors that decoders raise."""
    file.seek(0)
    try:
        return make()
    except (_Gone, BrokenFrame, TooMuch, TooLarge, MemoryError):
        raise
    except Exception:
        return None


def _is_picture(head: bytes) -> bool:
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM")
    if head.startswith(starts) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return True
    return head[4:8] == b"ftyp" and not _is_video(head)


def _is_video(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return head[8:12].startswith(_VIDEO_BRANDS)
    return (
        (head.startswith(b"RIFF") and head[8:12] == b"AVI ")
        or head[4:8] in _VIDEO_BOXES
        or head.startswith((b"\x1aE\xdf\xa3", b"\0\0\x01\xba", b"0&\xb2u"))
    )


def _fetch(offset: int, count: int) -> bytes:
    _say(Say.WANT, RANGE.pack(offset, count))
    kind, body = _heard()
    if kind is Say.GONE:
        raise _Gone
    if kind is not Say.DATA or len(body) != count:
        raise BrokenFrame("an answer to another question")
    return body


def _heard() -> tuple[Say, bytes]:
    return read_frame(lambda count: os.read(0, count))


def _say(kind: Say, body: bytes = b"") -> None:
    left = memoryview(frame(kind, body))
    while left:
        left = left[os.write(1, left) :]
