"""How much memory this process keeps of what it no longer uses: the C library's habits, where they can be changed."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from typing import Final

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # glibc's malloc.h
_ARENAS: Final = 2
_LARGE: Final = 1 << 20


def keep_little() -> None:
    """Before the first thread: threads share heaps, and what is large lies outside of them and goes when it is freed.

    Else each thread leaves a heap behind, and heaps grow by whole chunks of files.
    """
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            library = ctypes.CDLL(None)
            library.mallopt(_ARENA_MAX, _ARENAS)
            library.mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give the system what is free in the heaps; a few milliseconds. Does nothing where the C library cannot."""
    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)
