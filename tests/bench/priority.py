#!/usr/bin/env python3
"""The levels of 2,000 weddings with copies at 5 places each: tests/bench/priority.py [--weddings N] [--rounds N].

Prints milliseconds of the processor: when every wedding is new (its moments are reckoned, by its zone), when all were
seen before and the clock has gone on, and when the copies of all have changed. The target is 50 ms.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from msgspec.structs import replace

from studio_backup.domain.protection import Held, HeldCopy
from studio_backup.domain.wedding import BookedWedding, Spot
from studio_backup.engine.schedule.priority import priority
from studio_backup.engine.schedule.priority_facts import StudioFacts

SECOND = 10**9
DAY = 86_400 * SECOND
NOW = 1_781_870_400 * SECOND  # Friday, 19 June 2026, noon in London
ZONES = ("Europe/London", "Europe/Paris", "America/New_York", "Pacific/Auckland")
MACHINE = HeldCopy(tier="local", place="studio", medium="machine", on_machine=True)
PLACES = (
    MACHINE,
    HeldCopy(tier="NAS", place="studio", medium="nas"),
    HeldCopy(tier="B2", place="Amsterdam", medium="cloud", provider="backblazeb2.com"),
    HeldCopy(tier="S3", place="Dublin", medium="cloud", provider="amazonaws.com"),
    HeldCopy(tier="Drive", place="home", medium="disk", spot=Spot(latitude=51.5, longitude=-0.1)),
)
Case = tuple[BookedWedding, Held, Held]


def made(number: int, chance: random.Random) -> Case:
    """A wedding of the two years around now; what lies behind has media, most of it where it should be."""
    start = NOW + int(chance.uniform(-400, 330) * DAY)
    spot = Spot(latitude=chance.uniform(50, 54), longitude=chance.uniform(-4, 1))
    delivered = time.strftime("%Y-%m-%d", time.gmtime((start + 40 * DAY) // SECOND)) if start < NOW - 50 * DAY else ""
    wedding = BookedWedding(
        id=str(number),
        name=f"Wedding {number}",
        date=time.strftime("%Y-%m-%d", time.gmtime(start // SECOND)),
        zone=chance.choice(ZONES),
        start_ns=start,
        end_ns=start + 11 * 3_600 * SECOND,
        spot=spot,
        delivered=delivered,
        cards_released_ns=start + 2 * DAY if start < NOW else 0,
    )
    return wedding, held(chance, 12), held(chance, 2_000 if start < NOW else 0)


def held(chance: random.Random, files: int) -> Held:
    """At all five places; one in ten copies is not whole, or was not read back."""
    copies = tuple(
        replace(place, complete=chance.random() > 0.1, read_ns=NOW - DAY if chance.random() > 0.1 else 0)
        for place in PLACES
    )
    return Held(files=files, first_ns=NOW - 300 * DAY if files else 0, copies=copies)


def measured(cases: list[Case], facts: StudioFacts, now_ns: int) -> float:
    """Milliseconds for all."""
    begun = time.process_time()
    for wedding, papers, media in cases:
        priority(wedding, papers, media, facts, now_ns)
    return (time.process_time() - begun) * 1_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weddings", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    chance, facts = random.Random(1), StudioFacts(zone="Europe/London", place="studio", places=PLACES)
    cases = [made(number, chance) for number in range(chosen.weddings)]
    first = measured(cases, facts, NOW)
    later = [measured(cases, facts, NOW + round * 60 * SECOND) for round in range(1, chosen.rounds + 1)]
    changed = [(one, held(chance, 12), held(chance, media.files)) for one, _, media in cases]
    copies = measured(changed, facts, NOW)
    print(f"{chosen.weddings:,} weddings, {len(PLACES)} places each")
    print(f"all new: {first:.1f} ms")
    print(f"seen before, median of {chosen.rounds}: {statistics.median(later):.1f} ms (least {min(later):.1f})")
    print(f"copies changed: {copies:.1f} ms")


if __name__ == "__main__":
    main()
