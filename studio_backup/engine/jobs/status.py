"""How each wedding is protected, as far as this home knows without asking places that may sleep."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from studio_backup.domain.collection import Wedding
from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.holders import Holders
from studio_backup.engine.jobs.places import all_tiers, ledger_of
from studio_backup.engine.jobs.points import Point, describe, device_names, object_name
from studio_backup.engine.jobs.weddings import all_weddings
from studio_backup.engine.restore.points import load_points
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.sync.ledger import Ledger

READ_WITHIN_NS = 30 * 86_400 * 10**9
"""A copy which was not read back within 30 days is stale."""
State = Literal["damaged", "stale", "good"]
_WORST_FIRST = ("damaged", "stale", "good")


@dataclass(frozen=True, slots=True)
class Copy:
    """One wedding at one place. `points`: how many of its recovery points are there, `waiting`: how many are not.

    `read_percent`: of the stored bytes, read back and matched at some time; `oldest_read_ns`: the oldest last reading,
    0 while something was never read. `damaged`: objects found damaged or missing, and not healed since. `demanded`:
    its copies are wanted there; where they are not, nothing waits.
    """

    place: str
    role: str
    points: int
    waiting: int
    bytes: int
    read_percent: float
    oldest_read_ns: int
    damaged: tuple[str, ...]
    demanded: bool = True


@dataclass(frozen=True, slots=True)
class WeddingStatus:
    """One wedding. `reasons`: why it is damaged or stale, in sentences. `newest`: its newest complete point."""

    wedding: str
    date: str
    state: State
    reasons: tuple[str, ...]
    points: int
    newest: Point | None
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """All weddings, what is damaged or stale first. `problems`: points and names which cannot be read."""

    weddings: tuple[WeddingStatus, ...]
    tiers: tuple[str, ...]
    problems: tuple[Problem, ...]


def run_status(studio: Studio, leaves_out: Callable[[str, Wedding], bool] = lambda _tier, _wedding: False) -> Status:
    """The state of every wedding. `leaves_out`: whether a tier, by its name, shall not hold a wedding."""
    weddings, problems = all_weddings(studio)
    looking = _Looking(studio, leaves_out)
    found = []
    for wedding in weddings:
        loaded = load_points(studio.repository, wedding.collections)
        problems += loaded.problems
        if loaded.points or wedding.kind == "wedding":
            found.append(looking.at(wedding, loaded.points, loaded.problems))
    ordered = sorted(found, key=lambda one: (_WORST_FIRST.index(one.state), one.newest.started_ns if one.newest else 0))
    return Status(tuple(ordered), tuple(tier.name for tier in studio.tiers), tuple(problems))


class _Looking:
    def __init__(self, studio: Studio, leaves_out: Callable[[str, Wedding], bool]) -> None:
        self._now, self._leaves_out = studio.clock.now_ns(), leaves_out
        self._holders = Holders(studio)
        self._devices = device_names(studio)
        self._places: list[tuple[Tier, Ledger]] = [(tier, ledger_of(studio, tier)) for tier in all_tiers(studio)]

    def at(self, wedding: Wedding, points: Sequence[StoredSnapshot], problems: Sequence[Problem]) -> WeddingStatus:
        """One wedding."""
        complete = [point for point in points if not point.snapshot.partial]
        newest = describe(complete[-1], wedding, self._devices, self._holders) if complete else None
        copies = tuple(self._copy(wedding, points, tier, ledger) for tier, ledger in self._places)
        damage = [one.object for one in problems] + [name for copy in copies for name in copy.damaged]
        reasons = tuple(self._reasons(newest, copies, problems))
        state: State = "damaged" if damage else "stale" if reasons else "good"
        return WeddingStatus(wedding.label, wedding.date, state, reasons, len(points), newest, copies)

    def _copy(self, wedding: Wedding, points: Sequence[StoredSnapshot], tier: Tier, ledger: Ledger) -> Copy:
        sizes: dict[str, int] = {}
        for collection in wedding.collections:
            sizes |= self._holders.below(tier.name, f"c/{collection}/")
        held = sum(object_name(point) in sizes for point in points)
        coverage = ledger.coverage(sizes)
        damaged = (name for name in sizes if (record := ledger.record(name)) and record.state == "damaged")
        demanded = tier.name == LOCAL or not self._leaves_out(tier.name, wedding)
        return Copy(
            place=tier.name,
            role=tier.role,
            demanded=demanded,
            points=held,
            waiting=len(points) - held if demanded else 0,
            bytes=coverage.total_bytes,
            read_percent=round(coverage.percent, 1),
            oldest_read_ns=coverage.oldest_ns,
            damaged=tuple(sorted(damaged)),
        )

    def _reasons(self, newest: Point | None, copies: Sequence[Copy], problems: Sequence[Problem]) -> list[str]:
        reasons = [f"{one.object} is {one.problem}." for one in problems]
        reasons += [f"{len(one.damaged)} damaged or missing at {one.place}." for one in copies if one.damaged]
        if newest is None:
            reasons.append("No complete backup yet.")
        if not any(one.place != LOCAL and one.points for one in copies):
            reasons.append("No copy away from this laptop yet.")
        for one in copies:
            if one.place != LOCAL and one.waiting:
                reasons.append(f"{one.waiting} of its points wait for {one.place}.")
            if one.points and one.read_percent < 100:
                reasons.append(f"{one.place}: {math.floor(one.read_percent)} % was ever read back.")
            elif one.points and self._now - one.oldest_read_ns > READ_WITHIN_NS:
                reasons.append(f"{one.place}: part of it was not read back for more than 30 days.")
        return reasons
