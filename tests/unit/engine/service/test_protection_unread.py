"""What came to a place and was never read back, and by when it must be."""

from __future__ import annotations

from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Level
from studio_backup.engine.health.facts import UnreadFacts
from studio_backup.engine.health.limits import DAY
from studio_backup.engine.service.protection_held import PlaceStock
from studio_backup.engine.service.protection_stock import Stock, stocks_of
from studio_backup.engine.service.protection_unread import read_within, unread_facts
from studio_backup.engine.service.reading import Urgency
from studio_backup.sync.ledger import Record

URGENT, CALM = "a" * 16, "b" * 16
WITHIN = {URGENT: DAY, CALM: 30 * DAY}
NEW, READ = Record(1, stored_ns=500), Record(1, stored_ns=100, read_ns=900)


def _place(tier: str, **stocks: list[Record]) -> PlaceStock:
    own = {{"urgent": URGENT, "calm": CALM}.get(name, name): Stock(records) for name, records in stocks.items()}
    return PlaceStock(tier=tier, place=tier, medium="nas", stocks=own)


def test_what_was_never_read_is_counted_by_place_with_the_first_deadline() -> None:
    nas = _place("nas", urgent=[NEW, READ], calm=[Record(1, stored_ns=200), Record(1, stored_ns=300)])
    told = unread_facts([_place("local", urgent=[READ]), nas], WITHIN)
    assert told == (UnreadFacts(place="nas", objects=3, since_ns=200, due_ns=500 + DAY),)


def test_what_is_damaged_has_its_own_word_and_what_has_no_point_is_read_by_nobody() -> None:
    bad = Record(1, stored_ns=5, state="damaged")
    assert unread_facts([_place("nas", urgent=[bad, READ], stranger=[NEW])], WITHIN) == ()
    mixed = Stock([bad, NEW, READ])
    assert (mixed.unread, mixed.unread_since_ns, mixed.damaged) == (1, 500, 1)


def test_since_when_may_be_unknown() -> None:
    (found,) = unread_facts([_place("nas", urgent=[Record(1)])], WITHIN)
    assert (found.objects, found.since_ns, found.due_ns) == (1, 0, 0)
    (found,) = unread_facts([_place("nas", urgent=[Record(1), NEW])], WITHIN)
    assert (found.objects, found.since_ns, found.due_ns) == (2, 500, 500 + DAY)


def test_only_what_a_wedding_is_made_of_is_waited_for() -> None:
    found = stocks_of({f"c/{URGENT}/pending/x": Record(1, stored_ns=1), f"c/{URGENT}/meta/x": READ})
    assert found[URGENT].unread == 0


def test_the_deadline_is_that_of_the_weddings_level() -> None:
    levels: dict[str, Level] = {"Kim": "critical", "Lee": "low"}
    rows = [
        PointRow(f"{n}", collection, wedding, "", "/w", "laptop", n, 1, 2, False, 1, 1, 0)
        for n, (collection, wedding) in enumerate([(URGENT, "Kim"), (CALM, "Lee")])
    ]
    assert read_within(rows, Urgency(lambda wedding, _: levels[wedding])) == {URGENT: DAY, CALM: 90 * DAY}
