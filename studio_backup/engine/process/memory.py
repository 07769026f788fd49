"""What the engine allows itself: it runs all day beside programs that need the machine."""

from __future__ import annotations

from typing import Final

from studio_backup.base import room
from studio_backup.base.footprint import keep_little
from studio_backup.engine.backup import long_buffers

ROOM_BYTES: Final = 96 << 20
"""For the large buffers of all jobs together: three packs of the usual size."""
LONG_BUFFERS: Final = 2


def be_small() -> None:
    """Bound this process, before its first job. A verb of its own needs no bound: it ends with its work."""
    keep_little()
    room.PROCESS.limit = ROOM_BYTES
    long_buffers.PROCESS.most = LONG_BUFFERS
