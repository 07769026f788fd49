"""Sizes, counts, ages and times in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")
_STEPS = ((365 * 86400, "year"), (30 * 86400, "month"), (86400, "day"), (3600, "hour"), (60, "minute"))
_IRREGULAR = {"copy": "copies", "entry": "entries"}


def size(count: int) -> str:
    """Bytes as a person reads them, in steps of 1,000: "384 MB", "1.2 GB", "1 byte"."""
    if count == 1:
        return "1 byte"
    value, unit = float(count), 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    digits = 1 if unit and value < 9.95 else 0
    return f"{value:.{digits}f} {_UNITS[unit]}"


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 file", "2,314 files"."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The noun for more than one."""
    return _IRREGULAR.get(noun, noun + "s")


def duration(seconds: float) -> str:
    """A length of time: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min"."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def age(then_ns: int, now_ns: int) -> str:
    """How long ago: "just now", "4 minutes ago", "in 2 hours" (a clock that ran ahead)."""
    seconds = (now_ns - then_ns) / 1e9
    for length, name in _STEPS:
        if abs(seconds) >= length:
            words = count(int(abs(seconds) // length), name)
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "just now"


def moment(ns: int) -> str:
    """A time on this machine's clock: "2026-06-20 21:10:04"."""
    return _local(ns).strftime("%Y-%m-%d %H:%M:%S")


def instant(ns: int) -> str:
    """A time for programs: ISO 8601, UTC, to the millisecond; "" for 0."""
    if not ns:
        return ""
    return datetime.fromtimestamp(ns // 1_000_000 / 1000, tz=UTC).isoformat(timespec="milliseconds")


def _local(ns: int) -> datetime:
    return datetime.fromtimestamp(ns / 1e9, tz=UTC).astimezone()


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence: "a, b and c", "a, b, c and 12 more"."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), indent: str = "  ") -> list[str]:
    """Rows as aligned columns; `right`: columns set flush right."""
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [indent + "  ".join(_cell(row[i], widths[i], i in right) for i in range(len(row))).rstrip() for row in rows]


def _cell(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
