"""When work that can wait is silent: the Saturday window, and the days of one's own weddings. Pure.

All times are by the clock at the venue, so that a window over a clock change is an hour longer or shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_windows import Windows, windows_of


@dataclass(frozen=True, slots=True)
class QuietSpan:
    """From and before when full scrubs and maintenance do not run, ns UTC. `reason`: what they wait for."""

    begin_ns: int
    until_ns: int
    reason: str


def quiet_for(weddings: Iterable[BookedWedding], facts: StudioFacts, now_ns: int) -> QuietSpan | None:
    """What keeps it quiet at that moment, the one that lasts longest; None if nothing does.

    Quiet are the Saturday windows which an event touches, and the days of each event. A wedding whose hours are not
    known takes its whole day; a cancelled one keeps nothing quiet.
    """
    known = (windows_of(one, facts) for one in weddings if not one.cancelled)
    found = [quiet for windows in known for quiet in _quiet(windows) if quiet.begin_ns <= now_ns < quiet.until_ns]
    return max(found, key=lambda one: (one.until_ns, one.reason), default=None)


def _quiet(windows: Windows) -> Iterator[QuietSpan]:
    if windows.has_event:
        yield QuietSpan(*windows.days, "the end of a wedding's day")
    for window in windows.saturdays:
        yield QuietSpan(*window, "the end of the Saturday window")
