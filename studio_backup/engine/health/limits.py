"""How long is too long: promises by level, and the grace before a person is bothered. Lengths in ns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from studio_backup.domain.job import Level

SECOND: Final = 10**9
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

RPO: Final[Mapping[Level, int]] = {
    "emergency": 15 * MINUTE,
    "critical": 15 * MINUTE,
    "high": HOUR,
    "normal": 24 * HOUR,
    "low": 7 * DAY,
}
"""From a change to the point that holds it, in the vault on this machine: the promise. An emergency is promised no
more than critical: its lane is faster, its limit the same."""

AWAY: Final[Mapping[Level, int]] = {
    "emergency": 4 * HOUR,
    "critical": 4 * HOUR,
    "high": 24 * HOUR,
    "normal": 7 * DAY,
    "low": 30 * DAY,
}
"""From a change to its copies away from this machine."""

OVERDUE: Final[Mapping[Level, int]] = {
    "emergency": 26 * HOUR,
    "critical": 26 * HOUR,
    "high": 26 * HOUR,
    "normal": 50 * HOUR,
    "low": 9 * DAY,
}
"""Without any good backup, though nothing is known to wait. Every folder is looked through daily: more than a day, and
two hours for a laptop that has just woken, is too quiet. Normal ones may miss one day, low ones (weekly) two."""

READ_BACK: Final = 60 * DAY
"""A copy that was not read back in twice its month does not count as one."""

SOURCE_AWAY_GRACE: Final = 30 * SECOND
"""Drives vanish for some seconds while a laptop wakes; longer is worth a word."""
TIER_AWAY_GRACE: Final = 2 * MINUTE
"""Tiers are looked at every 30 s; a router restarts in less than two minutes."""
TIER_AWAY_LONG: Final = DAY
"""Silent for a day though nothing waits there: nobody knows what is left of the copies."""
LOOK_FAILING_GRACE: Final = 2 * MINUTE
"""The engine looks every 30 s; one look may fail."""
LOCK_GRACE: Final = MINUTE
"""After a login the keyring opens some seconds late."""
KIT_GRACE: Final = DAY
"""A kit may be printed tomorrow; later it is forgotten, and with the passphrase everything is lost."""
OFF_SHORT: Final = HOUR
"""A laptop that was shut for less is no news, whatever its level."""
OFF_LONG: Final = DAY
"""Not running for a day: something keeps the engine from starting."""

FREE_LOW: Final = 2 << 30
"""Bytes: a card's worth of a short evening. Absolute, since a share of a large disk would cry without need."""
FREE_CRITICAL: Final = 256 << 20
"""Bytes: the next packs may not fit."""
FULL_SOON: Final = 14.0
"""Days: enough to buy a disk."""
FULL_NOW: Final = 3.0
"""Days: a wedding weekend."""
