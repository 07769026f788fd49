"""Where a file is cut into chunks. Knows no file, policy or clock: bytes in, lengths out.

FastCDC with the library's default normalisation and no seed; the cuts are no secret (docs/format.md, "Packs").
"""

from __future__ import annotations

from typing import TypeAlias

import pyfastcdc

from studio_backup.repository.config import Chunking, ChunkSizes
from studio_backup.repository.crypto import Buffer

Sizes: TypeAlias = ChunkSizes


class Cutter:
    """Cuts streams. One per thread: the library's object is not safe to share."""

    def __init__(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._cutter = pyfastcdc.FastCDC(avg_size=sizes.average, min_size=sizes.minimum, max_size=sizes.maximum)

    def cut(self, buffer: memoryview, final: bool) -> list[int]:
        """Lengths of the chunks at the buffer's start whose ends are certain.

        The bytes behind them are carried over: the next buffer begins with them. `final`: the buffer ends where the
        file ends, so every end is certain. With a buffer of at least `maximum` bytes at least one chunk comes back.
        """
        lengths = [chunk.length for chunk in self._cutter.cut_buf(buffer)]
        # The last cut may be there only because the buffer ended; at the maximum, more bytes cannot move it.
        if lengths and not final and lengths[-1] < self._sizes.maximum:
            lengths.pop()
        return lengths


def sizes_for(head: Buffer, size: int, chunking: Chunking) -> Sizes:
    """How to cut a file of `size` bytes that begins with `head` (its first 4 KiB will do).

    By magic, not by name: a renamed copy must get the same cuts.
    """
    media = size >= chunking.media.from_bytes and is_camera_media(bytes(head[:1024]))
    return chunking.media if media else chunking.other


def is_camera_media(head: bytes) -> bool:
    """Whether the first bytes are those of a video container or of a camera's raw picture."""
    if head.startswith(_STARTS):
        return True
    if head[:4] == b"RIFF":
        return head[8:12] in (b"AVI ", b"AVIX")
    return head[4:8] in _ATOMS or _is_transport_stream(head) or _is_mxf(head)


_STARTS = (
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"RED1", b"RED2",  # R3D before its length was put first
    b"FUJIFILMCCD-RAW",
    b"II*\x00", b"MM\x00*",  # TIFF: NEF, CR2, ARW, DNG, PEF, 3FR, IIQ, SRW
    b"II+\x00", b"MM\x00+",  # BigTIFF
    b"IIRO", b"IIRS", b"MMOR", b"IIU\x00",  # ORF, RW2
    b"FOVb", b"\x00MRM", b"HEAPCCDR", b"II\x1a\x00\x00\x00HEAPCCDR",  # X3F, MRW, CRW
    b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3",  # MPEG program and video streams
    b"ARRI", b"SDPX", b"XPDS",  # ARRIRAW, DPX
    b"0&\xb2u\x8ef\xcf\x11",  # ASF, WMV
)  # fmt: skip
# MP4, MOV, CR3, HEIF, BRAW (a QuickTime file; old ones begin with `wide` or `mdat`), R3D.
_ATOMS = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"skip", b"free", b"RED1", b"RED2"})


def _is_transport_stream(head: bytes) -> bool:
    """MPEG transport streams: a sync byte every 188 bytes, or every 192 behind a time code (AVCHD)."""
    return any(
        len(head) > start + 2 * step and all(head[start + i * step] == 0x47 for i in range(3))
        for start, step in ((0, 188), (4, 192))
    )


def _is_mxf(head: bytes) -> bool:
    return b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02" in head


def chunker_report() -> str:
    """Which cutter is in use, for `vault info`: built without a compiler, the library falls back to slow Python."""
    way = "compiled" if not is_slow() else "pure Python: backups will be slow; reinstall pyfastcdc from a wheel"
    return f"FastCDC (pyfastcdc {pyfastcdc.__version__}, {way})"


def is_slow() -> bool:
    """Whether the cutter runs as pure Python."""
    return bool(pyfastcdc.FastCDC.__module__.startswith("pyfastcdc.py"))
