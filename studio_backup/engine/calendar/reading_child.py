"""The process that reads one calendar and ends: what a hostile rule eats, in time or memory, goes with it.

stdin: a line of JSON (`Ask`), then the calendar's bytes. stdout: the `Reading` as MessagePack, or a `Refusal`.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Final

import msgspec

from studio_backup.engine.calendar.parsing import read_calendar
from studio_backup.engine.calendar.reading_frames import Ask, Read, Refusal
from studio_backup.engine.calendar.values import NotACalendar
from studio_backup.engine.calendar.zones import zone_named

if sys.platform != "win32":
    import resource

MEMORY: Final = 1 << 30
"""Bytes of address space it may have, where the system can hold it to that."""


def main() -> None:
    """Read, answer, end."""
    ask = msgspec.json.decode(sys.stdin.buffer.readline(), type=Ask)
    _confine(ask.seconds)
    answer: Read | Refusal
    try:
        answer = Read(read_calendar(sys.stdin.buffer.read(), zone_named(ask.zone), ask.now_ns))
    except NotACalendar as error:
        answer = Refusal(error.message, error.hint)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _confine(seconds: int) -> None:
    """Where the system knows no such limits, the engine's own limit of time ends it."""
    if sys.platform != "win32":
        for what, limit in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY)):
            hard = resource.getrlimit(what)[1]
            with contextlib.suppress(OSError, ValueError):  # macOS knows no limit of address space
                resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
