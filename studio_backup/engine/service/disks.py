"""The disk of the vault, measured once a day to foretell when it is full; and how fast drills restored."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.catalog.measurements import Measurements
from studio_backup.domain.job import Job
from studio_backup.engine.health.facts import DiskFacts
from studio_backup.engine.health.forecast import WINDOW_DAYS, days_until_full, season
from studio_backup.engine.health.objectives import CameBack
from studio_backup.engine.studio import LOCAL
from studio_backup.engine.verify.report import DrillResult

USED: Final = "disk_used_bytes"
FREE: Final = "disk_free_bytes"
RESTORE_SPEED: Final = "restore_bytes_per_s"
WEDDING_RESTORED: Final = "wedding_restored_s"


class Disks:
    """Remembers what was measured on past days; asks the catalog for it once a day."""

    def __init__(self, measured: Measurements, clock: Clock) -> None:
        self._measured, self._clock = measured, clock
        self._asked: tuple[date, str] | None = None
        self._used: dict[date, int] = {}

    def facts(self, folder: str, jobs: Iterable[Job]) -> tuple[DiskFacts, ...]:
        """The disk on which the vault's folder lies; nothing where this home has none, or its drive is away."""
        try:
            usage = shutil.disk_usage(folder)
        except OSError:
            return ()
        today = datetime.fromtimestamp(self._clock.now_ns() / 1e9, UTC).date()
        if self._asked != (today, folder):
            self._learn(today, folder, usage.used, usage.free)
        series = [(day.toordinal(), used) for day, used in self._used.items()]
        days = days_until_full(series, usage.free, season=season(today, list(self._used)))
        return (DiskFacts(place=LOCAL, free=usage.free, total=usage.total, needed=on_the_way(jobs), full_in_days=days),)

    def _learn(self, today: date, folder: str, used: int, free: int) -> None:
        labels = {"folder": folder}
        known = self._known(labels)
        if today not in known:
            now = self._clock.now_ns()
            self._measured.roll_up(now)
            self._measured.add(USED, now, used, labels)
            self._measured.add(FREE, now, free, labels)
            known[today] = used
        self._used, self._asked = known, (today, folder)

    def _known(self, labels: dict[str, str]) -> dict[date, int]:
        figures = self._measured.per_day(USED, WINDOW_DAYS)
        return {date.fromisoformat(one.day): round(one.last) for one in figures if dict(one.labels) == labels}

    def drilled(self, drill: DrillResult) -> None:
        """A drill restored from a place: that is how fast it really is."""
        if drill.bytes and drill.seconds > 0:
            speed = drill.bytes / drill.seconds
            self._measured.add(RESTORE_SPEED, self._clock.now_ns(), speed, {"place": drill.tier})

    def restored(self, place: str, size: int, seconds: float) -> None:
        """A person's restore read `size` bytes, most of them from this place."""
        if size and seconds > 0:
            self._measured.add(RESTORE_SPEED, self._clock.now_ns(), size / seconds, {"place": place})

    def wedding_restored(self, wedding: str, date: str, came: CameBack) -> None:
        """A person brought all of a wedding back."""
        labels = {
            "wedding": wedding,
            "date": date,
            "place": came.place,
            "bytes": str(came.bytes),
            "at_ns": str(came.at_ns),
        }
        self._measured.add(WEDDING_RESTORED, came.at_ns, came.seconds, labels)


def on_the_way(jobs: Iterable[Job]) -> int:
    """Bytes which running backups have still to read: at most so many will be stored."""
    return sum(_rest(job) for job in jobs if job.kind == "backup" and job.state == "in progress")


def _rest(job: Job) -> int:
    return max(0, (job.amount.bytes_total or 0) - job.amount.bytes)


def restore_speed(measured: Measurements, days: int) -> float:
    """Bytes a second of the drills of the last `days` days, in the mean; 0 where there was none."""
    figures = measured.per_day(RESTORE_SPEED, days)
    count = sum(one.count for one in figures)
    return sum(one.total for one in figures) / count if count else 0.0


def restore_speeds(measured: Measurements, days: int) -> dict[str, float]:
    """As `restore_speed`, by place; "" for all of them. Empty where nothing was measured."""
    sums: dict[str, tuple[int, float]] = {}
    for one in measured.per_day(RESTORE_SPEED, days):
        for place in ("", dict(one.labels).get("place", "")):
            count, total = sums.get(place, (0, 0.0))
            sums[place] = count + one.count, total + one.total
    return {place: total / count for place, (count, total) in sums.items()}


def wedding_restores(measured: Measurements, days: int) -> list[tuple[str, str, CameBack]]:
    """Restores of whole weddings in the last so many days, with the wedding's name and date, "" where none was said."""
    found = []
    for one in measured.per_day(WEDDING_RESTORED, days):
        told = dict(one.labels)
        came = CameBack(place=told["place"], bytes=int(told["bytes"]), seconds=one.last, at_ns=int(told["at_ns"]))
        found.append((told["wedding"], told["date"], came))
    return found
