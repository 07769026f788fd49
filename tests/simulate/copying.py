"""One laptop copies to its tiers: the program's order says what goes first, the lines of the model carry it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from studio_backup.domain.job import Job
from studio_backup.domain.priorities import NUMBERS, numbers_of
from studio_backup.engine.health.limits import RPO
from studio_backup.engine.runner.order import Lanes, choose
from tests.simulate.stores import Key
from tests.simulate.world import SECOND, TICK, TIERS

if TYPE_CHECKING:
    from tests.simulate.machine import Machine

ENOUGH: Final = {
    "two media": tuple(one.name for one in TIERS),
    "off-site": tuple(one.name for one in TIERS if one.place != "studio"),
}
"""The places one of which must have a point in time."""


@dataclass
class Waits:
    """What one tier lacks of one wedding. `objects`: name, size, and the point that is whole with it ("" for none)."""

    since_ns: int
    objects: deque[tuple[str, int, str]] = field(default_factory=deque)
    size: int = 0
    left: float = 0.0
    begun: bool = False

    def add(self, objects: Iterable[tuple[str, int, str]]) -> None:
        """More came."""
        for one in objects:
            self.objects.append(one)
            self.size += one[1]

    def first(self) -> tuple[str, int, str]:
        """What is there now, and waits no more."""
        self.left = 0.0
        self.size -= self.objects[0][1]
        return self.objects.popleft()


class Copying:
    """Two jobs side by side; a lower level yields at the next border of a pack."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._done: dict[str, set[str]] = {what: set() for what in ENOUGH}

    def run(self, now_ns: int) -> None:
        """For a quarter of an hour."""
        machine = self._machine
        rates, lacks = machine.rates(now_ns), machine.lacks
        jobs = {key: self._job(key, waits) for key, waits in lacks.items() if rates[key[0]]}
        clock, end = float(now_ns), float(now_ns + TICK)
        while jobs and clock < end:
            running = [job for key, job in jobs.items() if lacks[key].begun]
            ready = [job for key, job in jobs.items() if not lacks[key].begun]
            choice = choose(ready, running, Lanes(), int(clock))
            going = {job.id for job in running} - choice.hold | set(choice.begin)
            go = [key for key, job in jobs.items() if job.id in going]
            clock = self._send(go, rates, clock, end)
            for key in go:
                if key in lacks:
                    jobs[key] = self._job(key, lacks[key])
                else:
                    del jobs[key]

    def _job(self, key: Key, waits: Waits) -> Job:
        machine, (tier, number) = self._machine, key
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
            size=waits.size,
        )

    def _send(self, go: list[Key], rates: dict[str, int], clock: float, end: float) -> float:
        """To the next border of a pack, or the end; returns when that is."""
        machine = self._machine
        share = {tier: sum(one == tier for one, _ in go) for tier, _ in go}
        speeds = {key: rates[key[0]] / share[key[0]] / SECOND for key in go}
        for key in go:
            waits = machine.lacks[key]
            waits.begun = True
            waits.left = waits.left or waits.objects[0][1]
        step = min(machine.lacks[key].left / speed for key, speed in speeds.items())
        step = min(step + 1, end - clock)
        for key, speed in speeds.items():
            waits = machine.lacks[key]
            waits.left -= speed * step
            machine.causes.sends(key[0], machine.level_of(key[1]), clock, speed * step)
            if waits.left <= 0:
                self._arrives(key, waits, int(clock + step))
        return clock + step

    def _arrives(self, key: Key, waits: Waits, now_ns: int) -> None:
        name, size, point = waits.first()
        machine, (tier, number) = self._machine, key
        machine.stores.store(tier, number, name, size, now_ns)
        machine.tally.copied(tier, machine.level_of(number), now_ns, size)
        machine.arrives(tier, number, point)
        if point:
            self._on_time(tier, point, now_ns)
        if not waits.objects:
            del machine.lacks[key]

    def _on_time(self, tier: str, point: str, now_ns: int) -> None:
        """Whether a point reached its second medium, and a place off-site, in time."""
        for what, places in ENOUGH.items():
            if tier in places and point not in self._done[what]:
                self._done[what].add(point)
                self._told(what, point, now_ns)

    def _told(self, what: str, point: str, now_ns: int) -> None:
        for one, level in self._machine.arrived[point]:
            due = max(one.at_ns, self._machine.promised[point]) + numbers_of(NUMBERS, level).offsite_within_s * SECOND
            kept = now_ns <= due
            why = "" if kept else self._machine.causes.of_copying(ENOUGH[what], level, one.at_ns + RPO[level], due)
            self._machine.tally.promise(what, level, one.at_ns, kept=kept, why=why)

    def settle(self, now_ns: int) -> None:
        """What never came there, and should have."""
        for what, done in self._done.items():
            for point, arrivals in self._machine.arrived.items():
                within = numbers_of(NUMBERS, arrivals[0][1]).offsite_within_s * SECOND
                if point not in done and now_ns - arrivals[0][0].at_ns > within:
                    self._told(what, point, now_ns)
