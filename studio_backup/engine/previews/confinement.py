"""Giving up, once and for good, what decoding a picture does not need.

Everything decoders need must be loaded before. What holds is told by the names returned: on Linux all of it, on macOS
what its limits can do, on Windows nothing; there the engine's own limit of time, and what it believes, are all.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
from typing import Final

from studio_backup.engine.previews.system_calls import forbid_new_privileges, forbid_system_calls

MEMORY: Final = 768 << 20
"""Bytes of address space, libraries included."""
CPU_S: Final = 900
"""Seconds of CPU in the whole life of a worker; one picture's are bounded by `one_picture`."""
PICTURE_CPU_S: Final = 20.0
_ARENA_MAX: Final = -8


def confine() -> tuple[str, ...]:
    """Give it all up; returns the names of the limits which hold now."""
    if sys.platform == "win32":
        return ()
    if sys.platform == "linux":
        _share_one_heap()
    held = [*_limits()]
    if sys.platform == "linux":
        held += [name for name, hold in _LINUX.items() if hold()]
    return tuple(held)


_LINUX: Final = {"no new privileges": forbid_new_privileges, "system calls": forbid_system_calls}


def _share_one_heap() -> None:
    """Else each thread of a decoder reserves 64 MiB of addresses, of which `MEMORY` knows only that they are taken."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def _limits() -> list[str]:
    if sys.platform == "win32":
        return []
    import resource  # noqa: PLC0415  (there is none on Windows)

    wanted = {
        "memory": (resource.RLIMIT_AS, MEMORY),
        "cpu": (resource.RLIMIT_CPU, CPU_S),
        "files": (resource.RLIMIT_NOFILE, 3),
        "writing": (resource.RLIMIT_FSIZE, 0),
        "core": (resource.RLIMIT_CORE, 0),
    }
    if sys.platform != "linux":  # there it counts threads too, and processes are forbidden by system calls
        wanted["processes"] = (resource.RLIMIT_NPROC, 0)
    held = []
    for name, (limit, value) in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
            held.append(name)
    return held


def one_picture() -> None:
    """From now on this process may use `PICTURE_CPU_S` of CPU; it dies beyond, whatever it is in the middle of."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, PICTURE_CPU_S)
