"""What a person is told on one laptop: the program's own rules of alerts, footage and retention, once an hour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studio_backup.base.errors import NotFoundError
from studio_backup.domain.alert import Alert
from studio_backup.domain.job import rank
from studio_backup.domain.retention import Line, Point, Verdict, Wish, Wishes, day_end_ns, legal_until, plan
from studio_backup.engine.health.facts import DamageFacts, Facts, SourceFacts, TierFacts
from studio_backup.engine.health.footage import usual
from studio_backup.engine.health.readiness import PlaceReady, ReadyFacts, readiness
from studio_backup.engine.health.register import AlertRegister
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.health.wedding_facts import CalendarFacts, WeddingFacts
from studio_backup.engine.service.calendar_watch import wedding_facts
from studio_backup.engine.service.protection_risk import away_from, judged
from tests.simulate.machine import Machine
from tests.simulate.world import DAY, GB, HOUR, SECOND, TIERS, local

_LATE: Final = ("wedding_at_risk", "last_copy", "tier_unreachable", "rpo_missed")
_NAMED: Final = {"footage_missing": "footage"}


class _Store:
    """Alerts in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, Alert] = {}

    def open(self) -> list[Alert]:
        return []

    def get(self, alert_id: str) -> Alert:
        try:
            return self._kept[alert_id]
        except KeyError:
            raise NotFoundError("There is no such alert.") from None

    def put(self, alert: Alert) -> None:
        self._kept[alert.id] = alert


class _Clock:
    """The simulated one."""

    def __init__(self) -> None:
        self.now = 0

    def now_ns(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / 1e9

    def sleep(self, seconds: float) -> None:
        raise NotImplementedError(seconds)


class Watching:
    """Raises and clears; a person heals on working days what was found damaged."""

    def __init__(self, machine: Machine) -> None:
        self._machine, self._clock = machine, _Clock()
        self._trouble: dict[str, int] = {}
        self._open: set[str] = set()
        self._register = AlertRegister(_Store(), self._clock, self._heard)  # type: ignore[arg-type]

    def look(self, now_ns: int) -> None:
        """The rules, now."""
        self._clock.now = now_ns
        self._register.update(alerts(self._facts(now_ns)))
        self._machine.tally.untrue += self._unsaid(now_ns)

    def _heard(self, alert: Alert) -> None:
        now = self._clock.now
        if alert.open and alert.id not in self._open:
            self._open.add(alert.id)
            self._machine.tally.add(f"{_NAMED.get(alert.kind, 'alerts')} raised", now)
        elif not alert.open and alert.id in self._open:
            self._open.discard(alert.id)
            self._machine.tally.add(f"{_NAMED.get(alert.kind, 'alerts')} cleared", now)

    def _facts(self, now_ns: int) -> Facts:
        machine = self._machine
        damaged = machine.stores.damaged
        damage = tuple(
            DamageFacts(place=place, objects=sum(one[0] == place for one in damaged), since_ns=now_ns)
            for place in {one[0] for one in damaged}
        )
        return Facts(
            now_ns=now_ns,
            sources=tuple(self._sources()),
            tiers=tuple(self._tier(place.name, now_ns) for place in TIERS),
            damage=damage,
            calendar=CalendarFacts(weddings=tuple(self._weddings(now_ns))),
        )

    def _weddings(self, now_ns: int) -> Iterator[WeddingFacts]:
        machine = self._machine
        standings = [one.standing for one in machine.shown.values()]
        brought = usual(one.holding.photos for one in standings)
        for one in standings:
            if one.exposure.since_ns:
                one = judged(one, away_from(machine.facts, one.booked.spot), lambda _: "", now_ns)
            found = wedding_facts(one, brought, now_ns)
            if found is not None:
                yield found

    def _sources(self) -> Iterator[SourceFacts]:
        machine = self._machine
        for (number, kind), waits in machine.waiting.items():
            yield SourceFacts(
                id=f"{number}-{kind}",
                path=f"/weddings/{number}/{kind}",
                level=machine.level_of(number),
                waiting_files=sum(one.files for one in waits),
                waiting_since_ns=min(one.at_ns for one in waits),
            )

    def _tier(self, name: str, now_ns: int) -> TierFacts:
        machine = self._machine
        answers = machine.contact.get(name) == now_ns
        since = 0 if answers else self._trouble.setdefault(name, now_ns)
        if answers:
            self._trouble.pop(name, None)
        waits = {number: one for (tier, number), one in machine.lacks.items() if tier == name}
        return TierFacts(
            name=name,
            trouble="" if answers else "unreachable",
            trouble_since_ns=since,
            last_contact_ns=machine.contact.get(name, 0),
            waiting_files=len(waits),
            waiting_bytes=sum(size for one in waits.values() for _, size, _ in one.objects),
            waiting_since_ns=min((one.since_ns for one in waits.values()), default=0),
            level=max((machine.level_of(number) for number in waits), key=rank, default="normal"),
        )

    # Footage, Fridays ------------------------------------------------------------------------------------------------

    def _unsaid(self, now_ns: int) -> Iterator[str]:
        """Weddings none of whose photos came, or whose bytes are late off-site, and no alert says so."""
        machine, heard = (
            self._machine,
            {one.message.split(":")[0].split(" on ")[0] for one in self._register.open_alerts()},
        )
        for number, shown in machine.shown.items():
            couple, booked = machine.world.couples[number], shown.standing.booked
            days_after = booked.end_ns + 3 * DAY <= now_ns < booked.end_ns + 20 * DAY
            told = booked.cancelled or booked.delivered or booked.nothing_to_come
            if days_after and booked.end_ns and not (shown.standing.media.files or told) and couple.name not in heard:
                yield f"Nobody is told at {now_ns} that no photo of wedding {number} came."
            since, allowed = shown.standing.exposure.offsite_since_ns, shown.standing.allowed_s * SECOND
            if since and now_ns - since > allowed + 3 * HOUR and not self._said_late():
                yield f"Nobody is told at {now_ns} that wedding {number} is late off-site."

    def _said_late(self) -> bool:
        """One cause, one alert: of the wedding, or of the place for which it waits."""
        return any(one.kind in _LATE for one in self._register.open_alerts())

    def friday(self, now_ns: int) -> None:
        """Is the studio ready for its Saturday?"""
        machine = self._machine
        coming = [
            one for one in machine.calendar.values() if now_ns < one.start_ns < now_ns + 3 * DAY and not one.cancelled
        ]
        if not coming:
            return
        places = tuple(
            PlaceReady(name=place.name, answers=machine.contact.get(place.name) == now_ns, free=500 * GB)
            for place in TIERS
        )
        facts = ReadyFacts(now_ns=now_ns, places=places, expected=50 * GB, folders=1, kit_tried_ns=now_ns)
        amber = not all(one.ok for one in readiness(facts))
        machine.tally.add("amber Fridays", now_ns, amber)
        if not amber and not all(one.answers for one in places):
            machine.tally.untrue.append(f"Readiness is green at {now_ns}, and a place does not answer.")

    # People, and retention -------------------------------------------------------------------------------------------

    def heal(self, now_ns: int) -> None:
        """On a working day, from a place that has it whole, where the damaged one answers."""
        machine = self._machine
        for place, number, name in sorted(machine.stores.damaged):
            answers = place == "local" or machine.contact.get(place) == now_ns
            if answers and machine.stores.heal(place, number, name, now_ns):
                machine.tally.add("healed", now_ns)
                machine.touched(number)

    def retention(self, now_ns: int) -> None:
        """What would go, and whether that is right."""
        machine = self._machine
        points = [
            Point(
                id=row.id,
                line=Line(row.device, row.source, row.collection),
                started_ns=row.started_ns,
                number=row.number,
            )
            for rows in machine.rows.values()
            for row in rows
        ]
        wishes = Wishes(lines={point.line: self._wish(point.line) for point in points})
        verdicts = plan(points, wishes, now_ns)
        machine.tally.add("would go", now_ns, sum(not one.keep for one in verdicts))
        machine.tally.untrue += list(self._wrong(verdicts, now_ns))
        left = [one.point for one in verdicts if one.keep]
        if not all(one.keep for one in plan(left, wishes, now_ns)):
            machine.tally.untrue.append("Planned again, retention removes more.")

    def _number(self, line: Line) -> int:
        return int(line.source.split("/")[2])

    def _wish(self, line: Line) -> Wish:
        number = self._number(line)
        booked, couple = self._machine.calendar.get(number), self._machine.world.couples[number]
        if booked is None or not booked.delivered:
            return Wish(delivered_ns=None)
        day = local(couple.delivered_ns, couple.zone).date()
        zone = local(0, couple.zone).tzinfo
        assert zone is not None
        legal = legal_until(day, 7, zone) if line.source.endswith("papers") else 0
        return Wish(delivered_ns=day_end_ns(day, zone), legal_ns=legal)

    def _wrong(self, verdicts: tuple[Verdict, ...], now_ns: int) -> Iterator[str]:
        kept: dict[Line, int] = {}
        newest: dict[Line, Point] = {}
        for one in verdicts:
            kept[one.point.line] = kept.get(one.point.line, 0) + one.keep
            newest[one.point.line] = one.point
            couple = self._machine.world.couples[self._number(one.point.line)]
            undelivered = not couple.delivered_ns or now_ns < couple.delivered_ns
            papers = one.point.line.source.endswith("papers")
            if not one.keep and (undelivered or papers or now_ns - one.point.started_ns < 90 * DAY):
                yield f"Retention would remove {one.point.id}."
        gone = {one.point.id for one in verdicts if not one.keep}
        yield from (f"The newest point of {line} would go." for line, point in newest.items() if point.id in gone)
