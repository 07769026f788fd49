"""Alerts on calendars: one that is not read any more says nothing of the weddings that came since. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from studio_backup.domain.alert import Alert
from studio_backup.engine.health.making import Cause, make
from studio_backup.engine.health.wording import length, shown

PATIENCE_NS: Final = 24 * 3_600 * 10**9
"""A provider may be away for a night and a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """A calendar in trouble. `good_ns`: when it was last read well, or added; `shrunk`: it was read, and lost so many
    weddings at once that nobody believes it."""

    id: str
    name: str
    trouble: str
    hint: str
    good_ns: int
    shrunk: bool = False


def feed_alerts(feeds: Iterable[FeedFacts], now_ns: int) -> Iterator[Alert]:
    """One for each that was not read for a day, and at once for one that shrank."""
    for one in feeds:
        if one.shrunk or now_ns - one.good_ns >= PATIENCE_NS:
            cause = Cause(one.id, shown(one.name))
            yield make("calendar_trouble", "warning", cause, _said(one, now_ns), one.hint, one.good_ns)


def _said(one: FeedFacts, now_ns: int) -> str:
    if one.shrunk:
        return f"The calendar {shown(one.name)}: {one.trouble} None of its weddings was taken away."
    since = f" for {length(now_ns - one.good_ns)}" if one.good_ns else ""
    return (
        f"The calendar {shown(one.name)} could not be read{since}: new and moved weddings are not seen. {one.trouble}"
    )
