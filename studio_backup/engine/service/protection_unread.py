"""What came to a place and was never read back: counted by place, with the time until which it must be. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from studio_backup.catalog.points import PointRow
from studio_backup.domain.priorities import numbers_of
from studio_backup.engine.health.facts import UnreadFacts
from studio_backup.engine.health.limits import SECOND
from studio_backup.engine.service.protection_held import PlaceStock
from studio_backup.engine.service.reading import Urgency, owners_of


def read_within(rows: Iterable[PointRow], urgency: Urgency) -> dict[str, int]:
    """By collection, in how many ns what is new there must be read back. What has no point nobody reads by itself."""
    owners = owners_of(rows, urgency.level_of)
    return {
        collection: numbers_of(urgency.numbers, owner.level).read_within_s * SECOND
        for collection, owner in owners.items()
    }


def unread_facts(places: Iterable[PlaceStock], within_ns: Mapping[str, int]) -> tuple[UnreadFacts, ...]:
    """Places where something was never read back. `within_ns`: by collection, see `read_within`."""
    return tuple(_unread(places, within_ns))


def _unread(places: Iterable[PlaceStock], within_ns: Mapping[str, int]) -> Iterator[UnreadFacts]:
    for place in places:
        own = [
            (stock, within_ns[collection])
            for collection, stock in place.stocks.items()
            if stock.unread and collection in within_ns
        ]
        if own:
            known = [(stock.unread_since_ns, within) for stock, within in own if stock.unread_since_ns]
            yield UnreadFacts(
                place=place.tier,
                objects=sum(stock.unread for stock, _ in own),
                since_ns=min((since for since, _ in known), default=0),
                due_ns=min((since + within for since, within in known), default=0),
            )
