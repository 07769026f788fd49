"""Counts and sizes as a person reads them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale

_UNITS: Final = ("kB", "MB", "GB", "TB", "PB")


def number(count: int) -> str:
    """With separators as the language has them: "2,314"."""
    return QLocale().toString(count)


def size(count: int) -> str:
    """Bytes, in steps of 1,000: "384 MB", "1.2 GB"."""
    if count < 1000:
        return f"{count} B"
    value, unit = float(count), -1
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{QLocale().toString(value, 'f', 1 if value < 9.95 else 0)} {_UNITS[unit]}"


def percent(share: float) -> str:
    """A part of the whole, 0 to 100: never 100 % before it is all."""
    return f"{min(99, int(share)) if share < 100 else 100} %"
