"""What is wished for the points of each folder: by its policy, its wedding, the law, holds, and undecided losses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from studio_backup.base.names import display
from studio_backup.catalog.documents import KnownRoot
from studio_backup.catalog.points import PointRow
from studio_backup.domain.collection import UNASSIGNED
from studio_backup.domain.policy import Policy, Retention
from studio_backup.domain.retention import Line, Wish, Wishes, day_end_ns, day_of, legal_until
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import key_of
from studio_backup.engine.health.facts import LossFacts
from studio_backup.engine.schedule.policy_conflicts import policy_of
from studio_backup.engine.schedule.zone_names import zone_of

_NUMBERS: Final = Retention.__struct_fields__


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known at one moment. `device`: what this laptop is called; `documents`: sources which ever held some.

    `dismissed`: paths of folders of which a person said that they belong to no wedding. `asked`: of which folders or
    files in them, as they are shown, an open alert asks a person.
    """

    zone: tzinfo
    device: str
    policies: Sequence[Policy]
    sources: Sequence[WatchedSource]
    weddings: Iterable[BookedWedding]
    losses: Sequence[LossFacts]
    documents: frozenset[KnownRoot]
    dismissed: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


def wishes(lines: Mapping[Line, Sequence[PointRow]], known: Known) -> Wishes:
    """A wish for every line."""
    rules = _Rules(known, lines)
    return Wishes(known.zone, {line: rules.of(rows[-1]) for line, rows in lines.items()})


class _Rules:
    """The same for all lines, looked up once."""

    def __init__(self, known: Known, lines: Mapping[Line, Sequence[PointRow]]) -> None:
        self._known = known
        self._longest = _longest(known.policies)
        self._policies = {policy.id: policy.retention for policy in known.policies}
        self._by_path = {source.path: policy_of(source) for source in known.sources}
        self._booked: dict[tuple[str, str], list[BookedWedding]] = {}
        for one in known.weddings:
            self._booked.setdefault(key_of(one.name, one.date), []).append(one)
        rows = {row.id: row for group in lines.values() for row in group}
        lost = [(rows.get(loss.point) or rows.get(loss.before), loss.path) for loss in known.losses]
        self._lost = {(row.device, row.source) for row, _ in lost if row is not None}
        self._lost_somewhere = {path for row, path in lost if row is None} | known.asked

    def of(self, row: PointRow) -> Wish:
        """For the line of this point, its newest one."""
        retention = self._retention(row)
        paused = self._is_paused(row)
        if row.wedding == UNASSIGNED:
            is_dismissed = row.device == self._known.device and row.source in self._known.dismissed
            return Wish(retention=retention, delivered_ns=0, paused=paused, assigned=is_dismissed)
        booked = self._booked.get(key_of(row.wedding, row.date), [])
        return Wish(
            retention=retention,
            delivered_ns=self._delivered(booked),
            legal_ns=self._legal(row, booked, retention),
            hold=next((one.hold for one in booked if one.hold), ""),
            paused=paused,
        )

    def _is_paused(self, row: PointRow) -> bool:
        """Whether a person is asked about its folder, or a file in it, and has not answered."""
        folder = display(row.source)
        below = f"{folder.rstrip('/')}/"
        asked = any(path == folder or path.startswith(below) for path in self._lost_somewhere)
        return asked or (row.device, row.source) in self._lost

    def _retention(self, row: PointRow) -> Retention:
        """Of the folder's policy; where none here is known, as of another laptop's folder, the longest there is."""
        policy = self._by_path.get(row.source, "") if row.device == self._known.device else ""
        return self._policies.get(policy, self._longest)

    def _delivered(self, booked: Sequence[BookedWedding]) -> int | None:
        days = [_day(one.delivered) for one in booked]
        if not booked or None in days:
            return None
        return max(day_end_ns(day, self._zone(one)) for one, day in zip(booked, days, strict=True) if day)

    def _legal(self, row: PointRow, booked: Sequence[BookedWedding], retention: Retention) -> int:
        if KnownRoot(row.collection, row.device, row.source) not in self._known.documents:
            return 0
        days = [(self._event(one), self._zone(one)) for one in booked] or [(_day(row.date), self._known.zone)]
        return max((legal_until(day, retention.legal_years, zone) for day, zone in days if day), default=0)

    def _event(self, one: BookedWedding) -> date | None:
        """The day on which it ends, in the venue's zone; before midnight, not at it."""
        if one.end_ns or one.start_ns:
            return day_of(max(one.start_ns, one.end_ns - 1), self._zone(one))
        return _day(one.date) or _day(one.delivered)

    def _zone(self, one: BookedWedding) -> tzinfo:
        return zone_of(one.zone) or self._known.zone


def _longest(policies: Sequence[Policy]) -> Retention:
    numbers = {name: max((getattr(one.retention, name) for one in policies), default=0) for name in _NUMBERS}
    return Retention(**numbers) if policies else Retention()


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
