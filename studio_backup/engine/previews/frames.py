"""What engine and worker say to each other: frames of a kind, a length and that many bytes, over two pipes.

The engine asks for one picture at a time, and gives the beginning of the file along: of many photos that is all. The
worker then asks for further ranges as it needs them, and ends with pictures or with a reason. It never learns a name,
and nothing it says is longer than `LARGEST`.
"""

from __future__ import annotations

import enum
import struct
from collections.abc import Callable
from typing import Final

HEAD: Final = struct.Struct("<BI")
RANGE: Final = struct.Struct("<QI")
SIZE: Final = struct.Struct("<Q")
LARGEST_RANGE: Final = 1 << 20
"""Bytes a range may have."""
LARGEST: Final = LARGEST_RANGE
BEGINNING: Final = 512 << 10
"""Bytes of a file which the worker is given with the question."""
EDGES: Final = (256, 512)
"""Long edges, in pixels, of the pictures that are made of each file; a smaller file is not enlarged."""
LARGEST_PICTURE: Final = 200_000
"""Bytes of one picture."""
MOST_READ: Final = 256 << 20
"""Bytes of one file that a worker may ask for."""


class Say(enum.IntEnum):
    """Kinds of frames. From the engine: ASK (size and beginning of the file), DATA (a range), GONE (it cannot be read).

    From the worker: READY (which limits hold, by name), WANT (a range), PICTURE (one of each of EDGES), DONE, NONE
    (a `Reason` as one byte).
    """

    ASK = 1
    DATA = 2
    GONE = 3
    READY = 16
    WANT = 17
    PICTURE = 18
    DONE = 19
    NONE = 20


class BrokenFrame(Exception):
    """The other end ended, or said what nobody says."""


def frame(kind: Say, body: bytes = b"") -> bytes:
    """One frame."""
    return HEAD.pack(kind, len(body)) + body


def read_frame(read: Callable[[int], bytes]) -> tuple[Say, bytes]:
    """The next frame. `read(n)`: at most n bytes, b"" at the end. Raises BrokenFrame."""
    kind, length = HEAD.unpack(_exactly(read, HEAD.size))
    if length > LARGEST:
        raise BrokenFrame("a frame is longer than any may be")
    try:
        known = Say(kind)
    except ValueError:
        raise BrokenFrame("a frame of no known kind") from None
    return known, _exactly(read, length)


def _exactly(read: Callable[[int], bytes], count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        part = read(count)
        if not part:
            raise BrokenFrame("the other end has ended")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
