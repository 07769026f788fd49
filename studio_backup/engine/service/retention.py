"""What would go by age, point by point, and why. A plan only: nothing here can delete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio_backup.api.requests import PageQuery
from studio_backup.api.retention import (
    PointRetentionView,
    RetentionPlanView,
    RetentionPointsQuery,
    RetentionQuery,
    WeddingRetentionView,
)
from studio_backup.api.wire import Page
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import StudioBackupError
from studio_backup.catalog.documents import Documents
from studio_backup.catalog.points import PointRow
from studio_backup.domain.collection import UNASSIGNED, Wedding
from studio_backup.domain.retention import Line, Point, Verdict, Wishes, newest_complete, plan
from studio_backup.domain.wedding_names import key_of
from studio_backup.engine.jobs.weddings import find_wedding
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.missing_files import Missing, MissingFiles
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.point_lines import PointLines, point_lines
from studio_backup.engine.service.retention_views import plan_view, point_view, wedding_view
from studio_backup.engine.service.retention_wishes import Known, wishes


@dataclass(frozen=True, slots=True)
class _Planned:
    """All verdicts by wedding, and what they were made with."""

    at_ns: int
    wishes: Wishes
    rows: dict[str, PointRow]
    verdicts: dict[tuple[str, str], list[Verdict]]


class RetentionPlans:
    """See `engine.server.ports.retention.RetentionPort`."""

    def __init__(self, engine: Engine, opened: OpenedVault) -> None:
        self._engine, self._parts, self._opened = engine, engine.parts, opened
        self._documents = Documents(engine.parts.catalog)
        self._missing = MissingFiles(opened)

    def plan(self, query: RetentionQuery) -> RetentionPlanView:
        """Per wedding what would go, when the next would go, and why."""
        planned = self._plan(query.wedding, query.date, query.at_ns)
        return plan_view(planned.at_ns, [self._wedding(planned, verdicts) for verdicts in planned.verdicts.values()])

    def points(self, query: RetentionPointsQuery) -> Page[PointRetentionView]:
        """Point by point whether it stays, and all reasons."""
        planned = self._plan(query.wedding, query.date, query.at_ns)
        verdicts = [one for group in planned.verdicts.values() for one in group if not (query.going and one.keep)]
        verdicts.sort(key=lambda one: (one.point.started_ns, one.point.number, one.point.id))
        return _points(verdicts, query, planned)

    def _wedding(self, planned: _Planned, verdicts: Sequence[Verdict]) -> WeddingRetentionView:
        return wedding_view(planned.rows[verdicts[0].point.id], verdicts, planned.wishes.zone)

    def _plan(self, wedding: str, date: str, at_ns: int | None) -> _Planned:
        self._learn()
        now = self._parts.clock.now_ns()
        at = now if at_ns is None else at_ns
        rows = [row for row in self._parts.index.rows() if at >= now or row.started_ns <= at]
        lines = point_lines(_only(rows, wedding, date), self._opened)
        wanted = wishes(lines.rows, self._known())
        verdicts = plan(self._points(lines), wanted, at)
        if not (wedding or date) and at >= now:
            self._missing.keep_only([row.id for row in group] for group in lines.rows.values())
        return _Planned(at, wanted, {row.id: row for row in rows}, _by_wedding(verdicts, lines))

    def _learn(self) -> None:
        """Take in points which the catalog does not know yet, as where no engine runs. What it knows is told even while
        the vault is locked."""
        if not self._engine.places.news:
            return
        try:
            with self._parts.vault.studio() as studio:
                self._parts.index.update(studio, CancelToken())
        except StudioBackupError:
            if not self._parts.index.rows():
                raise

    def _known(self) -> Known:
        parts = self._parts
        device, sources = parts.home.device(), parts.sources.all()
        return Known(
            zone=parts.zone(),
            device=device.name if device else "",
            policies=parts.policies.all(),
            sources=sources,
            dismissed=frozenset(one.path for one in sources if self._engine.deciding.dismissed(one)),
            weddings=parts.weddings.all(),
            losses=self._engine.losses.all(),
            asked=frozenset(one.cause for one in self._engine.register.undecided()),
            documents=self._documents.roots(),
        )

    def _points(self, lines: PointLines) -> list[Point]:
        return [point for line, rows in lines.rows.items() for point in self._line(line, rows, line in lines.doubtful)]

    def _line(self, line: Line, rows: Sequence[PointRow], doubtful: bool) -> list[Point]:
        plain = {row.id: _point(line, row) for row in rows}
        if doubtful:
            return [_point(line, row, Missing()) for row in rows]
        flagged = {row.id for row in rows if row.flagged} & newest_complete(plain.values())
        found = {one: self._missing.of(one, plain, line.collection) for one in flagged}
        if not found:
            return list(plain.values())
        return [_point(line, row, found.get(row.id, _WHOLE), found.values()) for row in rows]


_WHOLE = Missing(frozenset())


def _point(line: Line, row: PointRow, missing: Missing = _WHOLE, all_missing: Iterable[Missing] = ()) -> Point:
    return Point(
        id=row.id,
        line=line,
        started_ns=row.started_ns,
        number=row.number,
        partial=row.partial,
        lacks=missing.lacks,
        gives=frozenset().union(*(one.gives.get(row.id, frozenset()) for one in all_missing)),
    )


def _only(rows: Sequence[PointRow], wedding: str, date: str) -> list[PointRow]:
    """The points of the wedding that is meant, or all."""
    if not wedding:
        return [row for row in rows if date in ("", row.date)]
    groups = {(row.wedding, row.date): row for row in rows}
    known = [Wedding(label, label, day, "wedding", ()) for label, day in sorted(groups)]
    one_each = {key_of(one.label, one.date): one for one in known}
    found = find_wedding(list(one_each.values()), wedding, date)
    key = key_of(found.label, found.date)
    return [row for row in rows if key_of(row.wedding, row.date) == key]


def _by_wedding(verdicts: Iterable[Verdict], lines: PointLines) -> dict[tuple[str, str], list[Verdict]]:
    """By date and name; what belongs to no wedding last."""
    keys = {line: key_of(rows[0].wedding, rows[0].date) for line, rows in lines.rows.items()}
    found: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(keys[verdict.point.line], []).append(verdict)
    return {key: found[key] for key in sorted(found, key=lambda key: (key[0] == UNASSIGNED, key[1], key[0]))}


def _points(verdicts: Sequence[Verdict], query: PageQuery, planned: _Planned) -> Page[PointRetentionView]:
    def view(verdict: Verdict) -> PointRetentionView:
        return point_view(planned.rows[verdict.point.id], verdict, planned.wishes.zone)

    return page(verdicts, query, lambda one: one.point.id, view)
