"""When a place will be full: pure, from what was used on past days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

LEAST_DAYS: Final = 3
"""From fewer days of history nothing is foretold: the first backup of a studio is no habit."""
WINDOW_DAYS: Final = 60
"""Older days tell of another season."""
FARTHEST_DAYS: Final = 3650.0
SEASON_MONTHS: Final = range(5, 11)
"""May to October: most weddings of the year."""
SEASON_GROWTH: Final = 2.5
"""How much faster a studio grows in the season than in the months before it."""


def season(today: date, measured: Sequence[date]) -> float:
    """How much faster than on the measured days it grows now: what was measured in the season knows of it already."""
    days = sorted(measured)
    knows = bool(days) and days[len(days) // 2].month in SEASON_MONTHS
    return SEASON_GROWTH if today.month in SEASON_MONTHS and not knows else 1.0


def growth_per_day(series: Iterable[tuple[int, int]]) -> float | None:
    """Bytes a day, from (day number, bytes used) in any order; None where too little is known.

    The median of the slopes between all pairs of days (Theil-Sen): one large import or one prune does not bend it.
    """
    newest = dict(sorted(series))
    days = [day for day in newest if day > max(newest, default=0) - WINDOW_DAYS]
    if len(days) < LEAST_DAYS:
        return None
    slopes = sorted((newest[b] - newest[a]) / (b - a) for at, a in enumerate(days) for b in days[at + 1 :])
    middle = len(slopes) // 2
    return slopes[middle] if len(slopes) % 2 else (slopes[middle - 1] + slopes[middle]) / 2


def days_until_full(series: Iterable[tuple[int, int]], free: int, *, season: float = 1.0) -> float | None:
    """Days from now, None where the place does not grow, is full in more than ten years, or too little is known.

    `free`: bytes left now. `season`: how much faster than on the past days it is expected to grow.
    """
    growth = growth_per_day(series)
    if growth is None or growth * season <= 0:
        return None
    days = max(0, free) / (growth * season)
    return days if days <= FARTHEST_DAYS else None
