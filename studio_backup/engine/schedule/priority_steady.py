"""Until when what `priority` says of a wedding stays as it is, if nothing but the clock changes. Pure.

So what is known to stay need not be reckoned again: of thousands of weddings there are few to which anything happens
within an hour.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from studio_backup.domain.job import Level
from studio_backup.domain.priorities import numbers_of
from studio_backup.domain.protection import Held, Protection, WeddingProtection
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_windows import SECOND, Windows, next_season, windows_of

EVER_NS: Final = 1 << 62
"""A moment after all there is, ns UTC."""


def steady_until(
    wedding: BookedWedding, papers: Held, media: Held, found: WeddingProtection, facts: StudioFacts, now_ns: int
) -> int:
    """The first moment after `now_ns` at which `priority`, which found that now, may say something else, ns UTC: a
    rule begins or ends, a copy was last read back too long ago, or the season of weddings begins or ends."""
    windows = windows_of(wedding, facts)
    moments = [*_edges(windows, now_ns), EVER_NS]
    for held, one in ((papers, found.papers), (media, found.media)):
        if one is not None:
            moments += _aged(held, one, facts, now_ns)
            moments += [next_season(now_ns, windows.zone)] if one.level == "normal" else []
    return min(moments)


def _edges(windows: Windows, now_ns: int) -> tuple[int, ...]:
    coming = bisect_right(windows.edges, now_ns)
    return windows.edges[coming : coming + 1]


def _aged(held: Held, one: Protection, facts: StudioFacts, now_ns: int) -> Iterator[int]:
    """When each copy does not count any more, unless it is read back before."""
    level: Level = "critical" if one.level == "emergency" else one.level
    period_ns = facts.numbers.unread_periods * numbers_of(facts.numbers, level).read_within_s * SECOND
    for copy in held.copies:
        if copy.read_ns and copy.read_ns + period_ns >= now_ns:
            yield copy.read_ns + period_ns + 1
