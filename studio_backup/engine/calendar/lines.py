"""From bytes to the few lines of each event that are looked at, in one pass, whatever the bytes are.

Nesting is a number here and no recursion; lines are cut, events counted; alarms, attendees, attachments and makers' own
properties are left behind before anything reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from studio_backup.engine.calendar.values import LARGEST, NotACalendar

MOST_EVENTS: Final = 30_000
LONGEST_LINE: Final = 16_384
"""Characters; of a longer one only the beginning is looked at."""
MOST_LINES: Final = 400
"""Of one event."""
_KEPT: Final = frozenset(
    ("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "STATUS",
     "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "COLOR", "LAST-MODIFIED")
)  # fmt: skip
_LINE: Final = re.compile(r"^[ \t]*([A-Za-z][A-Za-z0-9-]*)[^\n]*", re.MULTILINE)
_BEGIN_CALENDAR: Final = re.compile(r"^[ \t]*BEGIN:VCALENDAR[ \t]*$", re.MULTILINE | re.IGNORECASE)
_END_CALENDAR: Final = re.compile(r"^[ \t]*END:VCALENDAR[ \t]*$", re.MULTILINE | re.IGNORECASE)

Line: TypeAlias = tuple[str, str]
"""A property's name in capitals, and the whole line."""
Block: TypeAlias = list[Line]


def text_of(data: bytes) -> str:
    """The text of a calendar, its folded lines joined. NotACalendar says what came instead."""
    if len(data) > LARGEST:
        raise NotACalendar(
            f"The calendar has more than {LARGEST >> 20} MiB, which is more than is read.",
            hint="Share a calendar of the studio's weddings alone, or leave old years out.",
        )
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = text.replace("\n ", "").replace("\n\t", "")
    _check(text)
    return text


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _check(text: str) -> None:
    begins, ends = len(_BEGIN_CALENDAR.findall(text)), len(_END_CALENDAR.findall(text))
    if begins and ends >= begins:
        return
    if begins:
        raise NotACalendar(
            "The calendar ends in the middle: its end was cut off.",
            hint="It is asked for again by itself. If that stays so, see whether the calendar opens elsewhere.",
        )
    head = text[:2_000].lstrip().casefold()
    if not head:
        raise NotACalendar("The answer is empty.", hint="Look whether the calendar's address is still the right one.")
    if head.startswith("<") or "<html" in head:
        raise NotACalendar(
            "The answer is a web page and no calendar: a login page, perhaps.",
            hint="Copy the calendar's address for subscribing (it usually ends in .ics) once more from its settings.",
        )
    raise NotACalendar(
        "These bytes are no calendar.", hint="A calendar begins with BEGIN:VCALENDAR; the file is usually called .ics."
    )


def blocks(text: str) -> Iterator[Block]:
    """The events' lines, for each event those that are looked at. One that never ends is left out."""
    depth, opened = 0, 0
    block: Block = []
    for found in _LINE.finditer(text):
        name = found[1].upper()
        if name == "BEGIN":
            depth += 1
            if not opened and _component(found[0]) == "VEVENT":
                opened, block = depth, []
        elif name == "END":
            if opened and depth <= opened:
                opened = 0
                yield block
            depth = max(0, depth - 1)
        elif opened == depth and name in _KEPT and len(block) < MOST_LINES:
            block.append((name, found[0].strip()[:LONGEST_LINE]))


def _component(line: str) -> str:
    return line.partition(":")[2].strip().upper()
