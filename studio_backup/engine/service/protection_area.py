"""What the calendar decides, as the door asks for it."""

from __future__ import annotations

from studio_backup.api.protection import CheckView, ReadinessView, ScheduleQuery, ScheduleView
from studio_backup.api.weddings import PriorityQuery, PriorityView
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.wedding_names import folded
from studio_backup.engine.health.readiness import readiness
from studio_backup.engine.schedule.policy_words import sentence
from studio_backup.engine.service.disks import restore_speeds, wedding_restores
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.first_look import first_look
from studio_backup.engine.service.next_runs import Planned, next_runs
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.protection_cover import ByCalendar, Measured
from studio_backup.engine.service.protection_values import Standing
from studio_backup.engine.service.protection_views import priority_view
from studio_backup.engine.service.ready import ReadyLook, Weekend, next_weekend, ready_facts, report_of


class ProtectionArea:
    """See `engine.server.ports.protection`."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._parts, self._deciding = engine, engine.parts, engine.deciding
        self._ready = ReadyLook(engine.parts, engine.places, engine.deciding, engine.kit)

    def priority(self, query: PriorityQuery) -> PriorityView:
        """Why a wedding is as urgent as it is, at any moment."""
        first_look(self._engine)
        one = self._named(query.wedding, query.date)
        at_ns = self._parts.clock.now_ns() if query.at_ns is None else query.at_ns
        found = one.protection if query.at_ns is None else self._deciding.protecting.at(one, at_ns)
        return priority_view(one, found, at_ns)

    def readiness(self) -> ReadinessView:
        """Whether the studio is ready for its Saturday."""
        first_look(self._engine)
        weekend, now = self._weekend(), self._parts.clock.now_ns()
        checks = readiness(ready_facts(self._ready.known(), weekend))
        return ReadinessView(
            ready=all(one.ok for one in checks),
            checks=tuple(CheckView(name=one.name, ok=one.ok, text=one.text, action=one.action) for one in checks),
            weddings=tuple(one.booked.name for one in weekend.weddings) if weekend else (),
            from_ns=weekend.from_ns if weekend else 0,
            until_ns=weekend.until_ns if weekend else 0,
            asked=weekend is not None and weekend.is_asked(now),
        )

    def schedule(self, query: ScheduleQuery) -> ScheduleView:
        """What runs next."""
        first_look(self._engine)
        policies = {one.id: sentence(one.schedule) for one in self._parts.policies.all()}
        sources = self._deciding.sources()
        planned = Planned(
            now_ns=self._parts.clock.now_ns(),
            sources=sources,
            states=self._engine.watcher.states(),
            due=self._engine.scheduling.next_due(),
            sentences={one.id: policies.get(one.policy, "By its policy.") for one in sources},
            jobs=self._engine.runner.jobs(),
            standings=self._deciding.protecting.standings.values(),
            weekend=self._weekend(),
            reading_ns=self._engine.places.reading_next_ns,
        )
        return ScheduleView(runs=tuple(next_runs(planned)[: query.limit]))

    # -------------------------------------------------------------------------------------------------------------

    def _named(self, wedding: str, date: str) -> Standing:
        standings = self._deciding.protecting.standings
        name = folded(wedding)
        found = [one for key, one in standings.items() if key[0] == name and date in ("", key[1])]
        if len(found) > 1:
            days = ", ".join(one.booked.date or "undated" for one in found)
            raise UsageError(
                f"{display(wedding)} is the name of {len(found)} weddings: {days}.", hint="Say which one with its date."
            )
        if not found:
            known = [display(one.booked.name) for one in standings.values()]
            listed = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
            hint = f"There are: {listed}" if known else "`wedding add` books one, `calendar add` brings all of them."
            raise NotFoundError(f"There is no wedding {display(wedding)}{f' on {date}' if date else ''}.", hint=hint)
        return found[0]

    def _weekend(self) -> Weekend | None:
        standings = self._deciding.protecting.standings.values()
        return next_weekend(standings, self._deciding.facts(), self._parts.clock.now_ns())


def by_calendar(engine: Engine) -> ByCalendar:
    """How weddings are protected, for their views."""
    parts = engine.parts
    measured = Measured(
        lambda days: _speeds(parts, days), parts.verified, lambda days: wedding_restores(parts.measured, days)
    )
    return ByCalendar(engine.deciding, measured, lambda: engine.places.weddings.weddings)


def _speeds(parts: Parts, days: int) -> dict[str, float]:
    """Bytes a second by place: of restores and drills, else as it was tried out."""
    reports = {tier.name: report_of(tier) for tier in parts.home.tiers()}
    tried = {name: report.get_speed for name, report in reports.items() if report is not None}
    return tried | restore_speeds(parts.measured, days)
