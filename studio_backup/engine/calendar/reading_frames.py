"""What the engine and the process that reads a calendar say to each other; small, so that the engine loads no more."""

from __future__ import annotations

from msgspec import Struct

from studio_backup.engine.calendar.values import Reading


class Ask(Struct, frozen=True):
    """How to read. `zone`: the studio's, an IANA name; `seconds`: of CPU it may take."""

    zone: str
    now_ns: int
    seconds: int


class Refusal(Struct, frozen=True, tag=True):
    """As `values.NotACalendar`."""

    message: str
    hint: str


class Read(Struct, frozen=True, tag=True):
    """What was read."""

    reading: Reading
