"""Which calendars cannot be read, or are not believed, for the rules of health."""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.catalog.calendars import CalendarTable
from studio_backup.catalog.database import Catalog
from studio_backup.engine.health.feed_rules import FeedFacts


def feeds_in_trouble(catalog: Catalog) -> tuple[FeedFacts, ...]:
    """As their last polls left them."""
    return tuple(_troubled(CalendarTable(catalog)))


def _troubled(table: CalendarTable) -> Iterator[FeedFacts]:
    polls = table.polls()
    for one in table.all():
        poll = polls.get(one.id)
        if poll is not None and poll.trouble:
            yield FeedFacts(
                id=one.id,
                name=one.name,
                trouble=poll.trouble,
                hint=poll.hint,
                good_ns=poll.good_ns or one.added_ns,
                shrunk=not poll.failures,
            )
