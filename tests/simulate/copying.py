"""One laptop copies to its tiers: the program's order says what goes first, the lines of the model carry it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from studio_backup.domain.job import Job
from studio_backup.domain.priorities import NUMBERS, numbers_of
from studio_backup.engine.runner.order import Lanes, choose
from tests.simulate.world import SECOND, TICK, TIERS

if TYPE_CHECKING:
    from tests.simulate.machine import Machine

NEAR: Final = frozenset({"studio"})


@dataclass
class Waits:
    """What one tier lacks of one wedding. `objects`: name, size, and the point that is whole with it ("" for none)."""

    since_ns: int
    objects: deque[tuple[str, int, str]] = field(default_factory=deque)
    left: float = 0.0
    begun: bool = False


class Copying:
    """Two jobs side by side; a lower level yields at the next border of a pack."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._done: dict[str, set[str]] = {"two media": set(), "off-site": set()}

    def run(self, now_ns: int) -> None:
        """For a quarter of an hour."""
        machine = self._machine
        rates = {tier.name: machine.world.rate(tier, machine.laptop, now_ns) for tier in TIERS}
        clock, end = float(now_ns), float(now_ns + TICK)
        while clock < end:
            jobs = [self._job(tier, number, waits) for (tier, number), waits in machine.lacks.items() if rates[tier]]
            running = [job for job in jobs if self._waits(job).begun]
            ready = [job for job in jobs if not self._waits(job).begun]
            choice = choose(ready, running, Lanes(), int(clock))
            go = [job for job in jobs if job.id in choice.begin or (job in running and job.id not in choice.hold)]
            if not go:
                return
            clock = self._send(go, rates, clock, end)

    def _job(self, tier: str, number: int, waits: Waits) -> Job:
        machine = self._machine
        shown = machine.shown[number]
        within = min((one.offsite_within_s for _, one in shown.both), default=7 * 86_400)
        return Job(
            id=f"{tier}/{number}",
            kind="replicate",
            level=machine.level_of(number),
            tier=tier,
            wedding=str(number),
            date=machine.world.couples[number].date,
            created_ns=waits.since_ns,
            deadline_ns=waits.since_ns + within * SECOND,
            captured_ns=shown.standing.media.newest_ns,
            size=sum(size for _, size, _ in waits.objects),
        )

    def _send(self, go: list[Job], rates: dict[str, int], clock: float, end: float) -> float:
        """To the next border of a pack, or the end; returns when that is."""
        share = {tier: sum(job.tier == tier for job in go) for tier in rates}
        speeds = {job.id: rates[job.tier] / share[job.tier] / SECOND for job in go}
        for job in go:
            waits = self._waits(job)
            waits.begun = True
            waits.left = waits.left or waits.objects[0][1]
        step = min(self._waits(job).left / speeds[job.id] for job in go)
        step = min(step + 1, end - clock)
        for job in go:
            waits = self._waits(job)
            waits.left -= speeds[job.id] * step
            if waits.left <= 0:
                self._arrives(job.tier, int(job.wedding), waits, int(clock + step))
        return clock + step

    def _arrives(self, tier: str, number: int, waits: Waits, now_ns: int) -> None:
        name, size, point = waits.objects.popleft()
        waits.left = 0.0
        machine = self._machine
        machine.stores.store(tier, number, name, size, now_ns)
        machine.tally.add("bytes copied", now_ns, size)
        machine.arrives(tier, number, point)
        if point:
            self._on_time(tier, point, now_ns)
        if not waits.objects:
            del machine.lacks[tier, number]

    def _on_time(self, tier: str, point: str, now_ns: int) -> None:
        """Whether a point reached its second medium, and a place off-site, in time."""
        place = next(one for one in TIERS if one.name == tier)
        for what in ("two media", "off-site"):
            if (what == "two media" or place.place not in NEAR) and point not in self._done[what]:
                self._done[what].add(point)
                self._told(what, point, now_ns)

    def _told(self, what: str, point: str, now_ns: int) -> None:
        for one, level in self._machine.arrived[point]:
            within = numbers_of(NUMBERS, level).offsite_within_s * SECOND
            self._machine.tally.promise(what, level, one.at_ns, kept=now_ns - one.at_ns <= within)

    def settle(self, now_ns: int) -> None:
        """What never came there, and should have."""
        for what, done in self._done.items():
            for point, arrivals in self._machine.arrived.items():
                within = numbers_of(NUMBERS, arrivals[0][1]).offsite_within_s * SECOND
                if point not in done and now_ns - arrivals[0][0].at_ns > within:
                    self._told(what, point, now_ns)

    def _waits(self, job: Job) -> Waits:
        return self._machine.lacks[job.tier, int(job.wedding)]
