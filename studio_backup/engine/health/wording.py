"""Numbers and names in the sentences of alerts."""

from __future__ import annotations

from studio_backup.base.names import display
from studio_backup.engine.health.limits import DAY, HOUR, MINUTE

_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")


def files(number: int) -> str:
    """So many files: "1 file", "2,314 files"."""
    return many(number, "file")


def wait(number: int) -> str:
    """The verb to so many: "waits", "wait"."""
    return "waits" if number == 1 else "wait"


def many(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, in the plural where there are more."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def size(count: int) -> str:
    """Bytes as a person reads them, in steps of 1,000: "384 MB"."""
    value, unit = float(count), 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.{1 if unit and value < 9.95 else 0}f} {_UNITS[unit]}"


def length(ns: int) -> str:
    """A length of time in its largest whole unit: "15 minutes", "7 days", "26 hours"."""
    if ns >= 3 * DAY or (ns >= DAY and ns % DAY == 0):
        return many(ns // DAY, "day")
    return many(ns // HOUR, "hour") if ns >= HOUR else many(max(1, ns // MINUTE), "minute")


def shown(path: str) -> str:
    """A path or name safe to print."""
    return display(path)
