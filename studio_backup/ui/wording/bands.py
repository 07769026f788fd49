"""Hours of days, as what is painted of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """From one minute of the day to another, or (both the same) a moment. `strong`: in the accent's colour."""

    begins: int
    ends: int
    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class BandRow:
    """A day. `label`: its name, or "" where there is only one."""

    label: str
    bands: tuple[Band, ...]
