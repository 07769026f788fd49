"""The last thirty days, one word each: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from studio_backup.api.figures import DayView
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.times import short_day

Mark = Literal["good", "issue", "none", "before", "running"]
"""`none`: nothing was backed up that day; `before`: the program was not in use yet."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day (YYYY-MM-DD, UTC) and what to say of it."""

    day: str
    mark: Mark
    words: str


def last_days(days: Iterable[DayView], today: date, count: int = 30, *, running: bool = False) -> tuple[Day, ...]:
    """The last `count` days up to `today`, oldest first. `running`: work runs now."""
    seen: dict[str, list[DayView]] = {}
    for one in days:
        seen.setdefault(one.day, []).append(one)
    first = min(seen, default="9999-12-31")
    dates = [(today - timedelta(days=back)).isoformat() for back in range(count - 1, -1, -1)]
    found = [_day(day, seen.get(day, []), first) for day in dates]
    if running and found:
        last = found[-1]
        found[-1] = Day(last.day, "running", translate("Days", "{day}: running now").format(day=short_day(last.day)))
    return tuple(found)


def summary(days: Iterable[Day]) -> str:
    """ "27 backed up · 1 issue · 1 without a backup"."""
    marks = [one.mark for one in days]
    parts = []
    if marks.count("good") or "running" not in marks:
        parts.append(translate("Days", "%n backed up", "", marks.count("good")))
    if marks.count("issue"):
        parts.append(translate("Days", "%n with an issue", "", marks.count("issue")))
    if marks.count("none"):
        parts.append(translate("Days", "%n without a backup", "", marks.count("none")))
    if "running" in marks:
        parts.append(translate("Days", "running now"))
    return " · ".join(parts)


def _day(day: str, views: list[DayView], first: str) -> Day:
    name = short_day(day)
    if day < first:
        return Day(day, "before", translate("Days", "{day}: not in use yet").format(day=name))
    failed, stored = sum(one.failed for one in views), sum(one.bytes_stored for one in views)
    files = sum(one.files for one in views)
    if failed:
        return Day(day, "issue", translate("Days", "{day}: %n jobs failed", "", failed).format(day=name))
    if not any(one.jobs for one in views):
        return Day(day, "none", translate("Days", "{day}: nothing was backed up").format(day=name))
    text = translate("Days", "{day}: %n files backed up, {size} stored", "", files)
    return Day(day, "good", text.format(day=name, size=size(stored)))
