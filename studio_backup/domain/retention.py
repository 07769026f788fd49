"""Which recovery points retention keeps, which it would remove, and why: pure. Nothing is deleted here.

A point is kept as long as one reason holds. What a point may lose by age it loses for good: a point that goes at one
moment is never kept again by a later one, unless a person or a newer point changes what is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Literal

from studio_backup.domain.policy import Retention

DAY_NS: Final = 86_400 * 10**9
Rule = Literal[
    "hold",
    "undelivered",
    "unassigned",
    "legal",
    "paused",
    "newest",
    "nothing complete since",
    "only one with a file",
    "missing files not known",
    "every point",
    "daily",
    "weekly",
    "monthly",
    "outlived",
]
Period = tuple[Rule, date]
EVERYTHING: Final = Retention()
"""The numbers where nobody chose others."""


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What follows one another in time: the points of one source root of one device in one collection."""

    device: str
    source: str
    collection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A recovery point. `started_ns`: ns UTC; `number`: counts the points of its device, whatever its clock says.

    `lacks`: files (any names that are equal for equal files) whose contents are not in it, although they were there to
    be read; None: there are some, and which is not known. Only looked at in the newest complete points of a line.
    `gives`: those of these files which it does hold.
    """

    id: str
    line: Line
    started_ns: int
    number: int = 0
    partial: bool = False
    lacks: frozenset[str] | None = frozenset()
    gives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wished for one line. Times in ns UTC.

    `delivered_ns`: from when on its wedding is delivered, 0 for what is no wedding, None: not known to be. `legal_ns`:
    until when the law wants its points, 0: it does not. `hold`: why a person wants nothing removed, "" if nobody does.
    `paused`: a sudden loss, or media that changed, waits for a person. `assigned`: it is known what the files are of.
    """

    retention: Retention = EVERYTHING
    delivered_ns: int | None = None
    legal_ns: int = 0
    hold: str = ""
    paused: bool = False
    assigned: bool = True


@dataclass(frozen=True, slots=True)
class Wishes:
    """For each line; `otherwise` for those not named. `zone`: whose calendar days, weeks and months count."""

    zone: tzinfo = UTC
    lines: Mapping[Line, Wish] = field(default_factory=dict)
    otherwise: Wish = field(default_factory=Wish)

    def of(self, line: Line) -> Wish:
        """What is wished for a line."""
        return self.lines.get(line, self.otherwise)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a point stays, or goes ("outlived"). `until_ns`: when it ends by the clock, 0: not by the clock.

    `days`: how long its rule keeps; `day`: the first day of the day, week or month of which it is the newest.
    """

    rule: Rule
    until_ns: int = 0
    days: int = 0
    day: date | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a point. `goes_ns`: when the last of its reasons ends if nothing else changes; 0 where one has no
    end, and for those that go now."""

    point: Point
    keep: bool
    reasons: tuple[Reason, ...]
    goes_ns: int = 0


def plan(points: Iterable[Point], wishes: Wishes, now_ns: int) -> tuple[Verdict, ...]:
    """A verdict for every point, by line, oldest first."""
    lines: dict[Line, list[Point]] = {}
    for point in points:
        lines.setdefault(point.line, []).append(point)
    return tuple(
        verdict
        for line in sorted(lines)
        for verdict in _line(sorted(lines[line], key=by_age), wishes.of(line), wishes.zone, now_ns)
    )


def by_age(point: Point) -> tuple[int, int, str]:
    """Sort key, oldest first."""
    return point.started_ns, point.number, point.id


def legal_until(event: date, years: int, zone: tzinfo) -> int:
    """The end of the day so many years after the event's, ns UTC; 0 for no years."""
    if not years:
        return 0
    year = min(event.year + years, 9_998)
    leap = event.month == 2 and event.day == 29
    last = date(year, 3, 1) if leap else event.replace(year=year)
    return day_end_ns(last, zone)


def day_end_ns(day: date, zone: tzinfo) -> int:
    """The first moment after a calendar day, ns UTC."""
    following = min(day, date(9_998, 12, 31)) + timedelta(days=1)
    return int(datetime.combine(following, time(), zone).timestamp()) * 10**9


def day_of(at_ns: int, zone: tzinfo) -> date:
    """The calendar day of a moment."""
    return datetime.fromtimestamp(at_ns // 10**9, tz=UTC).astimezone(zone).date()


# One line ----------------------------------------------------------------------------------------------------------


def _line(points: Sequence[Point], wish: Wish, zone: tzinfo, now_ns: int) -> Iterator[Verdict]:
    wanted, unknown = _wanted(points, newest_complete(points))
    periods = _periods(points, zone)
    whole = tuple(_of_the_whole(wish, unknown, now_ns))
    for point in points:
        by_itself = (Reason(rule) for rule in wanted.get(point.id, ()))
        yield _verdict(point, (*whole, *by_itself, *_by_age(point, periods[point.id], wish.retention, now_ns)))


def _verdict(point: Point, reasons: Sequence[Reason]) -> Verdict:
    if not reasons:
        return Verdict(point, False, (Reason("outlived"),))
    goes = 0 if any(not one.until_ns for one in reasons) else max(one.until_ns for one in reasons)
    return Verdict(point, True, tuple(reasons), goes)


def newest_complete(points: Collection[Point]) -> frozenset[str]:
    """The newest complete point of a line: by its time, and by its number, should its clock have run ahead once."""
    complete = [one for one in points if not one.partial]
    if not complete:
        return frozenset()
    return frozenset({max(complete, key=by_age).id, max(complete, key=lambda one: (one.number, *by_age(one))).id})


def _wanted(points: Sequence[Point], newest: Collection[str]) -> tuple[dict[str, list[Rule]], bool]:
    """(by id what a point alone can give, whether it cannot be told which have what the newest complete one lacks)."""
    found: dict[str, list[Rule]] = {one: ["newest"] for one in newest}
    complete = [by_age(point) for point in points if point.id in newest]
    for point in points:
        if point.partial and (not complete or by_age(point) > min(complete)):
            found.setdefault(point.id, []).append("nothing complete since")
    lacks = [point.lacks for point in points if point.id in newest]
    lacking = set().union(*(one for one in lacks if one is not None))
    for point in reversed(points):
        if not lacking.isdisjoint(point.gives):
            found.setdefault(point.id, []).append("only one with a file")
            lacking -= point.gives
    return found, None in lacks


def _of_the_whole(wish: Wish, unknown: bool, now_ns: int) -> Iterator[Reason]:
    """Reasons to keep every point of the line."""
    if wish.hold:
        yield Reason("hold", told=wish.hold)
    if wish.delivered_ns is None:
        yield Reason("undelivered")
    elif now_ns < wish.delivered_ns:
        yield Reason("undelivered", wish.delivered_ns)
    if not wish.assigned:
        yield Reason("unassigned")
    if now_ns < wish.legal_ns:
        yield Reason("legal", wish.legal_ns)
    if wish.paused:
        yield Reason("paused")
    if unknown:
        yield Reason("missing files not known")


def _periods(points: Sequence[Point], zone: tzinfo) -> dict[str, list[Period]]:
    """Of which day, week and month each point is the newest: a partial one only where there is no complete one."""
    last: dict[Period, Point] = {}
    for point in points:
        for period in _around(day_of(point.started_ns, zone)):
            if period not in last or last[period].partial or not point.partial:
                last[period] = point
    found: dict[str, list[Period]] = {point.id: [] for point in points}
    for period, point in last.items():
        found[point.id].append(period)
    return found


def _around(day: date) -> tuple[Period, ...]:
    monday = day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    return ("daily", day), ("weekly", monday), ("monthly", day.replace(day=1))


def _by_age(point: Point, periods: Iterable[Period], kept: Retention, now_ns: int) -> Iterator[Reason]:
    until = point.started_ns + kept.every_point_days * DAY_NS
    if now_ns < until:
        yield Reason("every point", until, kept.every_point_days)
    spans: dict[Rule, int] = {"daily": kept.daily_days, "weekly": kept.weekly_days, "monthly": kept.monthly_days}
    for rule, first in periods:
        until = point.started_ns + spans[rule] * DAY_NS
        if now_ns < until:
            yield Reason(rule, until, spans[rule], first)
