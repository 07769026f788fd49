"""What lies where, what waits and why, and what was read back: from memory and the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

import msgspec

from studio_backup.api.copies import (
    CellView,
    GridQuery,
    GridView,
    ReplicasQuery,
    ReplicaView,
    VerificationsQuery,
    VerificationView,
)
from studio_backup.api.wire import Page
from studio_backup.domain.verification import Verification
from studio_backup.engine.health.facts import Facts
from studio_backup.engine.jobs.status import Copy, WeddingStatus
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.replicas import Replica, why_it_waits

_DRILLS: Final = 2_000
"""As many are looked through for the last one of each wedding and place."""
_NAMES: Final = tuple(field.name for field in msgspec.structs.fields(VerificationView))
_Drills: TypeAlias = Mapping[tuple[str, str], list[Verification]]


class Copies:
    """See `engine.server.ports.copies`."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._parts = engine, engine.parts

    def replicas(self, query: ReplicasQuery) -> Page[ReplicaView]:
        """By tier, then by date and name."""
        found = [one for one in self._engine.places.remembered.replicas if _is_asked(one, query)]
        facts = self._engine.facts()
        return page(found, query, _key, lambda one: self._replica(one, facts))

    def _replica(self, one: Replica, facts: Facts) -> ReplicaView:
        contact, jobs = self._engine.places.contact(one.tier), self._engine.runner.jobs()
        failed = next((job.error for job in facts.failed if job.kind == "replicate" and job.tier == one.tier), "")
        return ReplicaView(
            tier=one.tier,
            role=one.role,
            wedding=one.wedding,
            date=one.date,
            points=one.points,
            newest_ns=one.newest_ns,
            waiting_points=one.waiting_points,
            waiting_files=one.waiting_files,
            waiting_bytes=one.waiting_bytes,
            waiting_since_ns=one.waiting_since_ns,
            last_contact_ns=contact.last_contact_ns,
            why=why_it_waits(one, contact, jobs, failed, facts.paused),
        )

    def verifications(self, query: VerificationsQuery) -> Page[VerificationView]:
        """Newest first."""
        found = self._parts.verified.page(
            query.limit + 1, query.after, place=query.place, wedding=query.wedding, levels=query.level
        )
        items = found[: query.limit]
        return Page(items=tuple(map(_view, items)), next=items[-1].id if len(found) > len(items) else None)

    def grid(self, query: GridQuery) -> GridView:
        """Every wedding at every place."""
        weddings = [
            one
            for one in self._engine.places.weddings.weddings
            if query.wedding in ("", one.wedding) and query.date in ("", one.date)
        ]
        begun: dict[tuple[str, str], int] = {}
        for row in self._parts.index.rows():
            begun.setdefault((row.wedding, row.date), row.ended_ns)
        return grid_of(weddings, begun, self._parts.verified.page(_DRILLS, levels=["drill"]))


def grid_of(
    weddings: Iterable[WeddingStatus], begun: Mapping[tuple[str, str], int], drills: Iterable[Verification]
) -> GridView:
    """The three levels of each wedding at each place.

    `begun`: by wedding and date, when its first point was there: an earlier drill says nothing of it.
    """
    by_place: dict[tuple[str, str], list[Verification]] = {}
    for drill in drills:
        by_place.setdefault((drill.place, drill.wedding.casefold()), []).append(drill)
    cells = [
        _cell(wedding, copy, by_place, begun.get((wedding.wedding, wedding.date), 0))
        for wedding in weddings
        for copy in wedding.copies
    ]
    return GridView(places=tuple(dict.fromkeys(cell.place for cell in cells)), cells=tuple(cells))


def _cell(wedding: WeddingStatus, copy: Copy, drills: _Drills, begun_ns: int) -> CellView:
    known = [*drills.get((copy.place, wedding.wedding.casefold()), ()), *drills.get((copy.place, ""), ())]
    fitting = [one for one in known if one.date in ("", wedding.date) and one.begun_ns >= begun_ns]
    last = max(fitting, key=lambda one: one.ended_ns, default=None) if copy.points else None
    total = copy.points + copy.waiting
    return CellView(
        place=copy.place,
        role=copy.role,
        wedding=wedding.wedding,
        date=wedding.date,
        points=copy.points,
        present=round(100.0 * copy.points / total, 1) if total else 0.0,
        read=copy.read_percent,
        oldest_read_ns=copy.oldest_read_ns,
        damaged=len(copy.damaged),
        drilled_ns=last.ended_ns if last else 0,
        drill_files=last.files if last else 0,
        drill_seconds=last.seconds if last else 0.0,
        drill_failed=last.failed if last else 0,
    )


def _is_asked(one: Replica, query: ReplicasQuery) -> bool:
    return (
        query.tier in ("", one.tier)
        and query.wedding in ("", one.wedding)
        and query.date in ("", one.date)
        and (one.waiting_points > 0 or not query.waiting)
    )


def _key(one: Replica) -> str:
    return f"{one.tier}/{one.date}/{one.wedding}"[:200]


def _view(one: Verification) -> VerificationView:
    return VerificationView(**{name: getattr(one, name) for name in _NAMES})
