"""What a file's first bytes look like: sense or noise. Pure; used where much of a source changed at once."""

from __future__ import annotations

import zlib
from typing import Final

from studio_backup.engine.health.sudden_loss import Look

HEAD_BYTES: Final = 32 << 10
"""As many tell noise from sense, and cost a millisecond."""
_LEAST_BYTES: Final = 64
"""In fewer bytes nobody can tell."""
_NOISE_ABOVE: Final = 0.97
"""What does not shrink below this share of its length is noise."""
_TEXT_CONTROLS: Final = frozenset(b"\t\n\r\f\x1b")

_MAGICS: Final = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG", b"GIF8", b"BM", b"8BPS", b"8BPB", b"RIFF", b"FORM",
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd",
    b"\x04\x22\x4d\x18", b"MSCF", b"%PDF", b"%!PS", b"{\\rtf", b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00", b"ID3", b"fLaC", b"OggS", b"caff", b"wvpk",
    b"\x00\x00\x00\x0cjP  ", b"\xff\x4f\xff\x51", b"\xff\x0a", b"\x00\x00\x00\x0cJXL ", b"v/1\x01", b"SIMPLE",
    b"wOFF", b"wOF2", b"OTTO", b"\x00\x01\x00\x00", b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"bplist", b"AFFD",
    b"\x00\xffKA",
)  # fmt: skip


def look_of(head: bytes, *, camera_work: bool) -> Look:
    """What a file that begins with these bytes looks like. `camera_work`: they bear the magic of a picture or video."""
    if camera_work or head.startswith(_MAGICS) or _is_text(head):
        return "sense"
    if len(head) < _LEAST_BYTES:
        return ""
    return "noise" if len(zlib.compress(head[:HEAD_BYTES], 1)) > _NOISE_ABOVE * len(head[:HEAD_BYTES]) else "sense"


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters; a character cut in half at the end counts."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(head) or error.start < len(head) - 3 or not error.start:
            return False
    return all(byte >= 32 or byte in _TEXT_CONTROLS for byte in head)
