"""The places of a studio as its copies are counted, and what is known to lie there. Nothing is asked here but the
vault's own folder, whose listing others share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from studio_backup.catalog.points import PointRow
from studio_backup.domain.objects import collection_name
from studio_backup.domain.protection import HeldCopy
from studio_backup.domain.tier import Tier
from studio_backup.domain.tier_place import STUDIO, medium_of, place_of, provider_of
from studio_backup.engine.health.limits import DAY
from studio_backup.engine.service.ledgers import Records
from studio_backup.engine.service.protection_held import PlaceStock
from studio_backup.engine.service.protection_stock import Stock, stocks_of
from studio_backup.engine.service.tier_look import Contact, is_held
from studio_backup.engine.studio import LOCAL

HEARD_WITHIN: Final = 30 * DAY
"""A place that did not answer for longer holds nothing anybody can count on."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A tier as the last look found it. `records`: of its ledger."""

    tier: Tier
    contact: Contact
    records: Records


@dataclass(frozen=True, slots=True)
class KnownVault:
    """The vault's own folder. `records`: of its ledger, None for a home without one; `trouble`: why it cannot be used
    now; `lying`: what lies there, with what the ledger knows of it."""

    records: Records | None
    trouble: str = ""
    lying: Callable[[], Records] = dict


class Stocks:
    """What lies where by collection, sorted again only where a ledger tells another story. From one thread."""

    def __init__(self) -> None:
        self._sorted: dict[str, tuple[Records, Mapping[str, Stock]]] = {}

    def of(self, place: str, records: Records) -> Mapping[str, Stock]:
        """By collection."""
        before = self._sorted.get(place)
        if before is None or before[0] is not records:
            before = self._sorted[place] = records, stocks_of(records)
        return before[1]


def places_of(
    vault: KnownVault, tiers: Sequence[KnownPlace], rows: Iterable[PointRow], stocks: Stocks, now_ns: int
) -> tuple[PlaceStock, ...]:
    """This machine first, then every tier. `rows`: complete points."""
    known, has_vault = list(rows), vault.records is not None
    lying = vault.lying() if has_vault else {}
    machine = PlaceStock(
        tier=LOCAL,
        place=STUDIO,
        medium="machine",
        on_machine=True,
        reachable=has_vault and not vault.trouble,
        points=frozenset(row.id for row in known) if has_vault else frozenset(),
        stored_ns=partial(_stored_ns, lying),
        stocks=stocks.of(LOCAL, lying),
    )
    return (machine, *(_place(one, known, stocks, now_ns) for one in tiers))


def _place(one: KnownPlace, rows: Iterable[PointRow], stocks: Stocks, now_ns: int) -> PlaceStock:
    held = holding_nothing(one.tier)
    return PlaceStock(
        tier=held.tier,
        place=held.place,
        medium=held.medium,
        provider=held.provider,
        spot=held.spot,
        reachable=is_reachable(one, now_ns),
        points=frozenset(row.id for row in rows if is_held(one.records, row)),
        stored_ns=partial(_stored_ns, one.records),
        stocks=stocks.of(one.tier.id, one.records),
    )


def is_reachable(one: KnownPlace, now_ns: int) -> bool:
    """Whether it answers, or did not long ago: this engine may have begun after that, but something was read or stored.
    Where something else lies at its place nothing counts."""
    contact = one.contact
    if not contact.trouble:
        return True
    if contact.trouble == "marker":
        return False
    heard = contact.last_contact_ns or max((max(r.read_ns, r.stored_ns) for r in one.records.values()), default=0)
    return now_ns - heard < HEARD_WITHIN


def holding_nothing(tier: Tier) -> HeldCopy:
    """The place as it is counted, before anything lies there."""
    return HeldCopy(
        tier=tier.name, place=place_of(tier), medium=medium_of(tier), provider=provider_of(tier), spot=tier.spot
    )


MACHINE: Final = HeldCopy(tier=LOCAL, place=STUDIO, medium="machine", on_machine=True)
"""This machine as a place, before anything lies there."""


def _stored_ns(records: Records, row: PointRow) -> int:
    record = records.get(collection_name(row.collection, "snapshots", row.id))
    return record.stored_ns if record else 0
