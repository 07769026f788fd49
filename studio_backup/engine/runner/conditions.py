"""What a job waits for, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.domain.job import Job, rank

BATTERY_LOW_PERCENT: Final = 30.0
"""Unless a person set another one."""
UNTIL_RESUMED: Final = 2**63 - 1
"""A pause without an end, in ns UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What a person set: below which charge, without mains, and whether in a metered network, work is held back."""

    battery_low_percent: float = BATTERY_LOW_PERCENT
    metered_allowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is around the machine and the engine now; None: not known, which holds nothing back.

    `paused_until_ns`: a person's pause of everything, ns UTC, 0 for none. `locked`: the vault is not open.
    `on_mains`: whether mains feed the machine (one without a battery is on mains). `metered`: the network costs money.
    """

    locked: bool = False
    paused_until_ns: int = 0
    battery_percent: float | None = None
    on_mains: bool | None = None
    metered: bool | None = None
    thresholds: Thresholds = Thresholds()


def waits_for(job: Job, around: Surroundings, now_ns: int) -> str:
    """Why the job may not run now, for a person; "" if it may.

    A low battery and a metered network hold back all but critical and emergency, a person's pause of everything all
    but emergency; a locked vault and a person's pause of this job hold it back at any level. Nothing of that but the
    pause of this very job holds back who takes a restore back, which needs no key; and files are brought back whatever
    the battery says: a person waits for them.
    """
    if job.paused:
        return "you, to resume it"
    if job.kind == "undo":
        return ""
    if around.locked:
        return "the vault to be unlocked"
    if job.kind == "restore":
        return ""
    if around.paused_until_ns > now_ns and job.level != "emergency":
        return "the end of the pause"
    if rank(job.level) >= rank("critical"):
        return ""
    return _machine(around)


def _machine(around: Surroundings) -> str:
    battery = around.battery_percent
    if battery is not None and battery < around.thresholds.battery_low_percent and not around.on_mains:
        return f"mains power: the battery is at {battery:.0f} %"
    if around.metered and not around.thresholds.metered_allowed:
        return "a network that is not metered"
    return ""
