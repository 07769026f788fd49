"""The places of the simulated studio, as the rules see them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_backup.catalog.points import PointRow
from studio_backup.domain.protection import HeldCopy
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.service.protection_held import PlaceStock
from studio_backup.engine.service.protection_places import HEARD_WITHIN
from studio_backup.sync.ledger import Record
from tests.simulate.stores import LOCAL
from tests.simulate.world import HOME, STUDIO_ZONE, TIERS

if TYPE_CHECKING:
    from tests.simulate.machine import Machine


def studio_facts() -> StudioFacts:
    """This machine and its tiers."""
    machine = HeldCopy(tier=LOCAL, place="studio", medium="machine", on_machine=True)
    tiers = (
        HeldCopy(tier=one.name, place=one.place, medium=one.medium, provider=one.provider, spot=one.spot)
        for one in TIERS
    )
    return StudioFacts(zone=STUDIO_ZONE, place="studio", spot=HOME, places=(machine, *tiers))


def stamp_of(machine: Machine, number: int, now_ns: int) -> object:
    """Another one where `places_now`, or a point, may be another."""
    stores = machine.stores
    return len(machine.rows.get(number, ())), [
        (
            stores.versions[place.tier, number],
            len(machine.held.get((place.tier, number), ())),
            _is_reachable(machine, place, now_ns),
        )
        for place in machine.facts.places
    ]


def places_now(machine: Machine, number: int, now_ns: int) -> list[PlaceStock]:
    """What is known to lie at each place of one wedding."""
    found = []
    for place in machine.facts.places:
        records = machine.stores.records[place.tier, number]
        stock = {machine.collection(number): machine.stores.stock((place.tier, number))} if records else {}
        found.append(
            PlaceStock(
                tier=place.tier,
                place=place.place,
                medium=place.medium,
                provider=place.provider,
                spot=place.spot,
                on_machine=place.on_machine,
                reachable=_is_reachable(machine, place, now_ns),
                points=frozenset(machine.held.get((place.tier, number), ())),
                stored_ns=partial(_stored_ns, records),
                stocks=stock,
            )
        )
    return found


def _is_reachable(machine: Machine, place: HeldCopy, now_ns: int) -> bool:
    heard = now_ns if place.on_machine else machine.contact.get(place.tier, 0)
    return now_ns - heard < HEARD_WITHIN


def _stored_ns(records: dict[str, Record], row: PointRow) -> int:
    record = records.get(f"c/{row.collection}/snapshots/{row.id}")
    return record.stored_ns if record is not None else 0
