"""Measurements: series of numbers by hour, later by day."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

import msgspec

from studio_backup.base.errors import UsageError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.texts import Raw, from_json, to_json

HOUR_NS: Final = 3_600_000_000_000
DAY_NS: Final = 24 * HOUR_NS


@dataclass(frozen=True, slots=True)
class DayFigure:
    """What was measured of one series and its labels on one day (UTC, YYYY-MM-DD). `last`: the latest value."""

    day: str
    labels: tuple[tuple[str, str], ...]
    count: int
    total: float
    least: float
    most: float
    last: float


_MERGE: Final = """
ON CONFLICT (series, labels, start_ns, span_ns) DO UPDATE SET
count = count + excluded.count, total = total + excluded.total, least = min(least, excluded.least),
most = max(most, excluded.most), last = iif(excluded.last_ns >= last_ns, excluded.last, last),
last_ns = max(last_ns, excluded.last_ns)"""

_ADD: Final = f"""
INSERT INTO measurement (series, labels, start_ns, span_ns, count, total, least, most, last, last_ns)
VALUES (:series, :labels, :start, :span, 1, :value, :value, :value, :value, :at) {_MERGE}"""

_ROLL_UP: Final = f"""
INSERT INTO measurement (series, labels, start_ns, span_ns, count, total, least, most, last, last_ns)
SELECT series, labels, start_ns / :day * :day, :day, count, total, least, most, last, last_ns
FROM measurement WHERE span_ns = :hour AND start_ns < :before ORDER BY start_ns
{_MERGE}"""

_SINCE: Final = """
SELECT start_ns / :day, labels, count, total, least, most, last FROM measurement
WHERE series = :series AND start_ns >= :since ORDER BY start_ns / :day, labels, last_ns"""


class Measurements:
    """Series of numbers with labels. Each call is one transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def add(self, series: str, at_ns: int, value: float, labels: Mapping[str, str] | None = None) -> None:
        """Count a value in its hour. UsageError for what is no number."""
        if not math.isfinite(value):
            raise UsageError("Only numbers can be measured.", hint="Leave out what is not known.")
        values = {
            "series": series,
            "labels": _packed(labels or {}),
            "start": at_ns // HOUR_NS * HOUR_NS,
            "span": HOUR_NS,
            "value": float(value),
            "at": at_ns,
        }
        with self._catalog.writing() as session:
            session.connection().exec_driver_sql(_ADD, values)

    def per_day(self, series: str, days: int) -> list[DayFigure]:
        """The last so many days, today included; oldest first, then by labels. Days without a value are left out."""
        today = self._catalog.clock.now_ns() // DAY_NS
        values = {"series": series, "since": (today - days + 1) * DAY_NS, "day": DAY_NS}
        with self._catalog.reading() as session:
            rows = session.connection().exec_driver_sql(_SINCE, values)
            by_day = groupby(rows, key=lambda row: (int(row[0]), str(row[1])))
            figures = [_figure(day, labels, list(parts)) for (day, labels), parts in by_day]
        return sorted(figures, key=lambda one: (one.day, one.labels))

    def roll_up(self, before_ns: int) -> None:
        """Join the hours of each day that was over before that moment; no figure of a day changes."""
        values = {"day": DAY_NS, "hour": HOUR_NS, "before": before_ns // DAY_NS * DAY_NS}
        with self._catalog.writing() as session:
            connection = session.connection()
            connection.exec_driver_sql(_ROLL_UP, values)
            connection.exec_driver_sql("DELETE FROM measurement WHERE span_ns = :hour AND start_ns < :before", values)


def _figure(day: int, labels: str, parts: Sequence[Sequence[float]]) -> DayFigure:
    """From the parts of one day, the latest last: day, labels, count, total, least, most, last of each."""
    return DayFigure(
        day=datetime.fromtimestamp(day * DAY_NS // 1_000_000_000, UTC).date().isoformat(),
        labels=_unpacked(labels),
        count=sum(int(part[2]) for part in parts),
        total=sum(part[3] for part in parts),
        least=min(part[4] for part in parts),
        most=max(part[5] for part in parts),
        last=parts[-1][6],
    )


def _packed(labels: Mapping[str, str]) -> str:
    return msgspec.json.encode([(to_json(name), to_json(labels[name])) for name in sorted(labels)]).decode()


def _unpacked(labels: str) -> tuple[tuple[str, str], ...]:
    pairs = msgspec.json.decode(labels, type=list[tuple[str | Raw, str | Raw]])
    return tuple((from_json(name), from_json(value)) for name, value in pairs)
