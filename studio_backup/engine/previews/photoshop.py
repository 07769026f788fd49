"""The thumbnail which Photoshop keeps in PSD and PSB files, for those whose composite cannot be decoded."""

from __future__ import annotations

import struct
from typing import Final

from studio_backup.engine.previews.embedded import Container, ReadAt

_THUMBNAIL: Final = 0x040C
_BEFORE_JPEG: Final = 28
_MOST_RESOURCES: Final = 500


def is_photoshop(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head.startswith(b"8BPS")


def photoshop(read_at: ReadAt, size: int) -> Container:
    """Where its thumbnail lies."""
    modes = int.from_bytes(read_at(26, 4), "big")
    at = 30 + modes
    end = min(size, at + 4 + int.from_bytes(read_at(at, 4), "big"))
    at += 4
    for _ in range(_MOST_RESOURCES):
        head = read_at(at, 7)
        if at >= end or len(head) < 7 or not head.startswith(b"8BIM"):
            break
        kind = struct.unpack_from(">H", head, 4)[0]
        at += 6 + (head[6] + 2) // 2 * 2
        length = int.from_bytes(read_at(at, 4), "big")
        if kind == _THUMBNAIL:
            return Container(((at + 4 + _BEFORE_JPEG, max(0, length - _BEFORE_JPEG)),), whole=True)
        at += 4 + (length + 1) // 2 * 2
    return Container(whole=True)
