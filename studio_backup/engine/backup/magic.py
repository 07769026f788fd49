"""What a file is, by its first bytes."""

from __future__ import annotations

from studio_backup.repository.chunker import is_camera_media

HEAD_BYTES = 1024
_SQLITE = b"SQLite format 3\0"
_JPEG = b"\xff\xd8\xff"


def is_sqlite(head: bytes) -> bool:
    """Whether a file that begins with `head` is an SQLite database (Lightroom and Capture One catalogs are)."""
    return head.startswith(_SQLITE)


def is_camera_work(head: bytes) -> bool:
    """Whether the first bytes are those of a JPEG, a raw picture or a video: what a photographer must not lose."""
    return head.startswith(_JPEG) or is_camera_media(head)
