"""Any bytes as a calendar, in a process of its own: it ends in time, and the engine's memory stays as it was."""

from __future__ import annotations

import subprocess
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from studio_backup.base.program import child_command
from studio_backup.engine.calendar.reading_frames import Ask, Read, Refusal
from studio_backup.engine.calendar.values import NotACalendar, Reading

SECONDS: Final = 60
"""Of one calendar; the largest that is read takes a fraction."""
_CHILD: Final = "studio_backup.engine.calendar.reading_child"


def read_apart(data: bytes, zone: ZoneInfo, now_ns: int, *, seconds: int = SECONDS) -> Reading:
    """As `parsing.read_calendar`. NotACalendar also for one which takes longer than `seconds`, or all memory."""
    ask = msgspec.json.encode(Ask(zone.key, now_ns, seconds)) + b"\n"
    try:
        done = subprocess.run(
            child_command(_CHILD), input=ask + data, capture_output=True, timeout=seconds + 5, check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    except OSError as error:
        raise NotACalendar(
            f"The calendar cannot be read: no process can be started ({error.strerror}).",
            hint="Close what takes this machine's memory; it is tried again by itself.",
        ) from error
    if done.returncode:
        raise _too_much()
    answer = msgspec.msgpack.decode(done.stdout, type=Read | Refusal)
    if isinstance(answer, Refusal):
        raise NotACalendar(answer.message, hint=answer.hint)
    return answer.reading


def _too_much() -> NotACalendar:
    return NotACalendar(
        "The calendar cannot be read within a minute: one of its events recurs without an end, perhaps.",
        hint="What it told before still counts. Remove that event from the calendar.",
    )
