"""How well a tier is, 0 to 100, with its reasons: pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studio_backup.engine.health.facts import TierFacts
from studio_backup.engine.health.limits import FREE_CRITICAL, FREE_LOW, READ_BACK
from studio_backup.engine.health.place_rules import silent_too_long, too_late, unread_too_long
from studio_backup.engine.health.wording import files, length, many, size, wait

SLOW_S: Final = 2.0
"""Seconds for one small question: beyond it every object costs more to ask for than to send."""
_LACK_POINTS: Final = 3
_MOST_LACK_POINTS: Final = 12
_TROUBLES: Final = {"marker": 80, "denied": 70, "full": 60, "unreachable": 50}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is known of a place beside its facts.

    `probed`: whether it was ever tried out; `lacks`: sentences of the probe. `latency_s`: of the last look, 0 if
    unknown. `free_bytes`: None where it does not tell. `damaged`: objects. `failed`: why the last copy failed, or "".
    """

    probed: bool = True
    lacks: tuple[str, ...] = ()
    latency_s: float = 0.0
    free_bytes: int | None = None
    damaged: int = 0
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """So many points of 100, and why."""

    points: int
    text: str


@dataclass(frozen=True, slots=True)
class TierHealth:
    """`score`: 100 less the points of the `reasons`, at least 0; the gravest first."""

    score: int
    reasons: tuple[Reason, ...]


def tier_health(tier: TierFacts, found: Findings, now_ns: int) -> TierHealth:
    """How well a tier is. What nobody looked at yet is not well: nothing shows that it is."""
    reasons = sorted(
        [*_reached(tier, now_ns), *_held(tier, found, now_ns), *_room(found), *_abilities(found)],
        key=lambda one: -one.points,
    )
    return TierHealth(max(0, 100 - sum(one.points for one in reasons)), tuple(reasons))


def _reached(tier: TierFacts, now_ns: int) -> Iterator[Reason]:
    if tier.trouble:
        yield Reason(_TROUBLES[tier.trouble], tier.why or "It does not answer.")
        if silent_too_long(tier, now_ns):
            yield Reason(20, "It has been so for more than a day: nobody knows what is left of the copies.")
    elif not tier.last_contact_ns:
        yield Reason(10, "It was not looked at yet.")


def _held(tier: TierFacts, found: Findings, now_ns: int) -> Iterator[Reason]:
    if found.damaged:
        verb = "is" if found.damaged == 1 else "are"
        yield Reason(50, f"{many(found.damaged, 'stored piece')} there {verb} damaged or missing.")
    if too_late(tier, now_ns):
        number = tier.waiting_files
        yield Reason(25, f"{files(number)} {wait(number)} for it longer than promised.")
    if unread_too_long(tier, now_ns):
        yield Reason(20, f"Part of it was not read back for more than {length(READ_BACK)}.")
    if found.failed:
        yield Reason(15, f"The last copy to it failed: {found.failed}")


def _room(found: Findings) -> Iterator[Reason]:
    free = found.free_bytes
    if free is not None and free < FREE_LOW:
        yield Reason(30 if free < FREE_CRITICAL else 15, f"Only {size(free)} are free there.")


def _abilities(found: Findings) -> Iterator[Reason]:
    if not found.probed:
        yield Reason(5, "It was never tried out what it does.")
    if found.latency_s > SLOW_S:
        yield Reason(10, f"It took {found.latency_s:.1f} s to answer one small question.")
    left = _MOST_LACK_POINTS
    for lack in found.lacks:
        points = min(_LACK_POINTS, left)
        left -= points
        yield Reason(points, lack)
