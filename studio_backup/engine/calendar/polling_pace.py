"""When a calendar is polled next. Pure."""

from __future__ import annotations

from typing import Final

EVERY_S: Final = 900.0
LONGEST_S: Final = 6 * 3_600.0
"""Between two polls of a calendar that fails again and again."""
JITTER: Final = 0.1
"""So that many calendars, and many studios, do not ask at the same second."""


def wait_s(failures: int, chance: float, after_s: float = 0.0) -> float:
    """Seconds from a poll to the next. `failures`: in a row; `chance`: of 0 up to 1; `after_s`: as the server wants."""
    base = min(EVERY_S * 2 ** min(failures, 10), LONGEST_S) if failures else EVERY_S
    return max(base * (1 + JITTER * (2 * chance - 1)), after_s)
