"""One simulated year of a studio: 40 weddings, two laptops, four tiers, feeds that change, faults, the season.

The program's own rules decide all of it; the simulator alone knows what is true, and looks that nothing is ever shown
better than it is. Everything follows from the seed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from dataclasses import dataclass

from tests.simulate.machine import Machine
from tests.simulate.oracle import Oracle
from tests.simulate.reading import ReadingBack
from tests.simulate.tally import Tally
from tests.simulate.watching import Watching
from tests.simulate.world import BEGIN, DAY, HOUR, LAPTOPS, TICK, TICKS, WEDDINGS, Arrival, World, month, weekday


@dataclass
class Laptop:
    """What runs on one of them, and who watches it. `month`: of the last look at retention.

    `arrivals`: files still to come, the next one last.
    """

    machine: Machine
    reading: ReadingBack
    watching: Watching
    oracle: Oracle
    arrivals: list[Arrival]
    was_on: bool = False
    month: int = 0


def simulate(seed: int, weddings: int = WEDDINGS, days: int = 365) -> Tally:
    """The whole year, or the beginning of it."""
    return laptops_after(seed, weddings, days)[0].machine.tally


def laptops_after(seed: int, weddings: int, days: int) -> list[Laptop]:
    """As they are when so much of the year is over; both have one tally."""
    world, tally = World(seed, weddings), Tally()
    laptops = [_laptop(world, name, tally) for name in LAPTOPS]
    breakages = list(world.breakages)
    for number in range(days * TICKS // 365):
        now = BEGIN + number * TICK
        while breakages and breakages[0].at_ns <= now:
            broken = breakages.pop(0)
            next(one for one in laptops if one.machine.laptop == broken.laptop).machine.stores.break_one(broken)
        for one in laptops:
            if number % 96 == 0:
                one.reading.daily(now)
            if world.is_on(one.machine.laptop, now):
                _quarter(one, now)
            elif one.was_on:
                one.was_on = False
                one.reading.sleep()
    for one in laptops:
        one.machine.settle(BEGIN + days * DAY)
        one.reading.settle(BEGIN + days * DAY)
    return laptops


def _laptop(world: World, name: str, tally: Tally) -> Laptop:
    machine = Machine(world, name, tally)
    arrivals = [one for one in world.arrivals if one.laptop == name]
    return Laptop(machine, ReadingBack(machine), Watching(machine), Oracle(machine), arrivals[::-1])


def _quarter(one: Laptop, now_ns: int) -> None:
    machine, one.was_on = one.machine, True
    arrivals = []
    while one.arrivals and one.arrivals[-1].at_ns <= now_ns:
        arrivals.append(one.arrivals.pop())
    machine.tick(now_ns, arrivals)
    one.reading.run(now_ns, machine.news())
    end_ns = now_ns + TICK - 1
    machine.refresh(end_ns)
    if now_ns % HOUR == 0 and machine.shown:  # also at what nothing happens to, in turn; and where the clock decides
        machine.reckoned.add(sorted(machine.shown)[now_ns // HOUR % len(machine.shown)])
        machine.reckoned |= machine.world.near(now_ns) & machine.shown.keys()
    for number in sorted(machine.reckoned):
        machine.tally.checks += 1
        machine.tally.untrue += one.oracle.lies(number, end_ns)
    machine.reckoned.clear()
    _now_and_then(one, now_ns)


def _now_and_then(one: Laptop, now_ns: int) -> None:
    if now_ns % (2 * HOUR) == 0:
        one.watching.look(now_ns)
    hour = now_ns % DAY // HOUR
    if now_ns % HOUR == 0 and hour == 15 and weekday(now_ns) == 4 and one.machine.laptop == "studio":
        one.watching.friday(now_ns)
    if now_ns % HOUR == 0 and hour == 10 and weekday(now_ns) < 5:
        one.watching.heal(now_ns)
    if month(now_ns) != one.month:
        one.month = month(now_ns)
        one.watching.retention(now_ns)


def _timed(seed: int) -> tuple[int, Tally, float]:
    """With seconds of a processor: those of the clock on the wall depend on what runs beside."""
    begun = time.process_time()
    tally = simulate(seed)
    return seed, tally, time.process_time() - begun


def main() -> int:
    """Print a table, and what was untrue; 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=1, help="so many years")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--side", type=int, default=os.cpu_count() or 1, help="so many years side by side")
    parser.add_argument("--each", action="store_true", help="a table of each year, not only of all together")
    chosen = parser.parse_args()
    whole, begun = Tally(), time.monotonic()
    with multiprocessing.Pool(min(chosen.side, chosen.seeds)) as pool:
        for seed, tally, seconds in pool.imap(_timed, range(chosen.first, chosen.first + chosen.seeds)):
            print(
                f"seed {seed}: {tally.checks:,} looks, {len(tally.untrue)} untrue, {seconds:.1f} s of processor",
                flush=True,
            )
            for line in (*tally.untrue[:20], *(tally.lines() if chosen.each else ())):
                print(line, flush=True)
            whole.join(tally)
    print(f"\n{chosen.seeds} years of {WEDDINGS} weddings in {time.monotonic() - begun:.0f} s of real time\n")
    print(*whole.lines(), sep="\n")
    print(f"\n{whole.checks:,} looks at weddings; shown better than the truth: {len(whole.untrue)}")
    return 1 if whole.untrue else 0


if __name__ == "__main__":
    sys.exit(main())
