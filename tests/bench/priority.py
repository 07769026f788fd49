#!/usr/bin/env python3
"""The levels of 2,000 weddings with copies at 5 places each: tests/bench/priority.py [--weddings N] [--rounds N].

Prints milliseconds of the processor: when every wedding is new (its moments are reckoned, by its zone), when all were
seen before and the clock has gone on, and when the copies of all have changed. The target is 50 ms.

Then the same as the engine does it, with a point of each wedding at each of the places: when it begins, a minute later,
when a photo has appeared in one folder, when a ledger tells of a copy, and when every place is away.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from msgspec.structs import replace

from studio_backup.catalog.points import PointRow
from studio_backup.domain.objects import collection_name
from studio_backup.domain.point_content import PointContent
from studio_backup.domain.protection import Held, HeldCopy
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.tier import Tier
from studio_backup.domain.wedding import BookedWedding, Spot
from studio_backup.engine.schedule.priority import priority
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.service.protection import Protecting, Surroundings
from studio_backup.engine.service.protection_held import Known
from studio_backup.engine.service.protection_places import KnownPlace, KnownVault
from studio_backup.engine.service.tier_look import Contact
from studio_backup.engine.watch.values import SourceState
from studio_backup.sync.ledger import Record

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


class Studio:
    """What the engine knows of these weddings: each has a folder that is watched, and one point with ten packs at every
    place."""

    def __init__(self, cases: list[Case], facts: StudioFacts) -> None:
        self.weddings = tuple(one for one, _, _ in cases)
        self.rows = [
            PointRow(f"{n:064x}", f"{n:016x}", one.name, one.date, f"/{n}", "laptop", 1, 5, 6, False, 12, 9, 0)
            for n, one in enumerate(self.weddings)
        ]
        self.contents = {
            row.id: PointContent(photos=2_000, papers=12, media_mark=row.id, papers_mark=row.id, media_bytes=10**9)
            for row, (_, _, media) in zip(self.rows, cases, strict=True)
            if media.files
        }
        self.now, self.waits, self.records, self.contact = NOW, SourceState("none"), _records(self.rows), Contact()
        self.tiers = [Tier(id=one.tier, name=one.tier, role="nas", location=one.tier) for one in PLACES[1:]]
        self.sources = tuple(
            WatchedSource(id=str(number), path=f"/{number}", wedding=one.name, date=one.date)
            for number, one in enumerate(self.weddings)
        )
        self.protecting = Protecting(
            Surroundings(
                weddings=lambda: self.weddings,
                sources=lambda: self.sources,
                states=lambda: [self.waits, *(SourceState(one.id) for one in self.sources[1:])],
                facts=lambda: facts,
                left_out=dict,
                cause=lambda _: "",
                now_ns=lambda: self.now,
            )
        )

    def gathered(self) -> float:
        """Milliseconds to take in what lies where."""
        begun = time.process_time()
        places = [KnownPlace(one, self.contact, self.records) for one in self.tiers]
        known = Known(lambda id: self.contents.get(id, PointContent(papers=12, papers_mark=id)), lambda _: NOW - DAY)
        vault = KnownVault(self.records, "", lambda: self.records)
        self.protecting.gather(vault, places, lambda: self.rows, known, 1)
        return (time.process_time() - begun) * 1_000

    def refreshed(self) -> float:
        """Milliseconds to reckon what changed."""
        begun = time.process_time()
        self.protecting.refresh()
        return (time.process_time() - begun) * 1_000


def _records(rows: list[PointRow]) -> dict[str, Record]:
    found = {}
    for row in rows:
        found[collection_name(row.collection, "snapshots", row.id)] = Record(100, NOW - DAY, NOW - DAY, "direct")
        for number in range(10):
            found[f"c/{row.collection}/packs/aa/{number:064x}"] = Record(1 << 25, NOW - DAY, NOW - DAY, "direct")
    return found


def in_the_engine(cases: list[Case], facts: StudioFacts, rounds: int) -> None:
    """All rows of it, printed."""
    studio = Studio(cases, facts)
    print(f"in the engine, at its begin: {studio.gathered():.0f} ms to gather, {studio.refreshed():.0f} ms to reckon")
    later = []
    for _ in range(rounds):
        studio.now += 60 * SECOND
        later.append(studio.refreshed())
    print(f"in the engine, a minute later, median of {rounds}: {statistics.median(later):.1f} ms")
    studio.waits = SourceState("0", waiting_files=1, waiting_since_ns=studio.now, waiting_media_since_ns=studio.now)
    print(f"in the engine, a photo appeared: {studio.refreshed():.1f} ms")
    studio.records = {**studio.records}
    print(f"in the engine, a copy came: {studio.gathered():.0f} ms to gather, {studio.refreshed():.1f} ms to reckon")
    studio.contact = Contact(trouble="unreachable", last_contact_ns=NOW - 40 * DAY)
    print(
        f"in the engine, all places away: {studio.gathered():.0f} ms to gather, {studio.refreshed():.1f} ms to reckon"
    )


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
    in_the_engine(cases, facts, chosen.rounds)


if __name__ == "__main__":
    main()
