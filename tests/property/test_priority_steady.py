"""Until when a wedding stands as it does is never told too late; what is kept is what would be reckoned anew."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from studio_backup.domain.protection import Held
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.schedule.priority import priority
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_steady import EVER_NS, steady_until
from tests.property.test_priority import facts, held, moments, weddings

MOST = settings(max_examples=200, deadline=None)


@MOST
@given(weddings(), held(), held(), facts, moments, some.floats(0, 1))
def test_nothing_changes_before_the_moment_that_is_told(
    wedding: BookedWedding, papers: Held, media: Held, studio: StudioFacts, now: int, part: float
) -> None:
    found = priority(wedding, papers, media, studio, now)
    until = steady_until(wedding, papers, media, found, studio, now)
    assert until > now
    between = now + int((min(until, now + 10**17) - now - 1) * part)
    for later in (until - 1, min(until - 1, between)):  # a float's share of so many ns may be some of them too many
        assert priority(wedding, papers, media, studio, later) == found
    assert until == EVER_NS or until < now + 400 * 366 * 86_400 * 10**9
