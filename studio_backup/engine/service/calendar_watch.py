"""What the calendar has to say of weddings, looked at again and again: remembered between two looks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.protection import Held, Protection
from studio_backup.engine.health.footage import EXPECTED_AFTER, Arrived, Gap, footage_gap, of_event, usual
from studio_backup.engine.health.limits import HOUR, SECOND
from studio_backup.engine.health.readiness import readiness
from studio_backup.engine.health.wedding_facts import CalendarFacts, SaturdayFacts, WeddingFacts
from studio_backup.engine.health.wording import shown
from studio_backup.engine.jobs.other_laptops import Elsewhere
from studio_backup.engine.schedule.priority_windows import local, windows_of
from studio_backup.engine.service.deciding import Deciding
from studio_backup.engine.service.protection_trouble import Troubled
from studio_backup.engine.service.protection_values import Standing
from studio_backup.engine.service.ready import Known, Weekend, next_weekend, ready_facts

_LOG = logging.getLogger("studio_backup.engine")
_LAST: Final = "last readable copy"
Others: TypeAlias = Callable[[Standing], Elsewhere | None]
"""Tells what other laptops stored of a wedding, None if nobody could look."""


def _nobody(_one: Standing) -> Elsewhere:
    """There is no other laptop."""
    return Elsewhere()


class CalendarWatch:
    """`known`: what readiness looks at, asked for only while it is asked for. Used from the thread that looks; `facts`
    may be read from any."""

    def __init__(self, deciding: Deciding, known: Callable[[], Known], others: Others) -> None:
        self._deciding, self._known, self._others = deciding, known, others
        self.facts = CalendarFacts()
        self._troubled = Troubled()

    def look(self) -> None:
        """At everything, once."""
        now = self._deciding.now_ns()
        standings = list(self._deciding.protecting.standings.values())
        usual_files = usual(_brought(standings, now))
        weddings = (self._told(one, usual_files, now) for one in standings)
        weekend = next_weekend(standings, self._deciding.facts(), now)
        asked = weekend is not None and weekend.is_asked(now)
        self.facts = CalendarFacts(
            weddings=tuple(one for one in weddings if one is not None),
            saturday=self._saturday(weekend) if weekend is not None and asked else None,
        )
        self._end_emergencies(standings)

    def _told(self, one: Standing, usual_files: int, now_ns: int) -> WeddingFacts | None:
        """One wedding of which nothing can be told holds up no other."""
        try:
            found = wedding_facts(one, usual_files, now_ns, self._others)
        except Exception as error:  # whatever it met
            return in_trouble(one, self._troubled.met(one.key, one.booked.name, error))
        self._troubled.over(one.key)
        return found

    def _saturday(self, weekend: Weekend) -> SaturdayFacts:
        first = min(weekend.weddings, key=lambda one: one.booked.start_ns or 0)
        friday = local(weekend.until_ns, windows_of(first.booked, self._deciding.facts()).zone).date()
        return SaturdayFacts(
            friday=friday.isoformat(),
            weddings=tuple(one.booked.name for one in weekend.weddings),
            checks=readiness(ready_facts(self._known(), weekend)),
            since_ns=weekend.from_ns,
        )

    def _end_emergencies(self, standings: Iterable[Standing]) -> None:
        """What somebody pressed Emergency for is over when it is safe."""
        for one in standings:
            if one.booked.emergency and is_safe(one):
                try:
                    self._deciding.press_emergency(one.booked, on=False)
                except StudioBackupError as error:  # it is tried again at the next look
                    _LOG.warning("The emergency of %s could not be ended: %s", one.booked.id, error.message)


def is_safe(one: Standing) -> bool:
    """Whether all demanded copies there can be of all of it were reached, and nothing waits."""
    stored = bool(one.holding.points) and not one.waiting.since_ns and not one.exposure.since_ns
    return stored and bool(one.protections) and all(each.reached for each in one.protections)


def wedding_facts(one: Standing, usual_files: int, now_ns: int, others: Others = _nobody) -> WeddingFacts | None:
    """What may have to be said of one wedding; None for nothing. `others`: tells what other laptops stored of it."""
    if one.booked.trouble:
        return in_trouble(one, one.booked.trouble)
    gap = _gap(one, usual_files, now_ns, others)
    last_copy = next((r.text for each in one.protections for r in each.reasons if r.rule == _LAST), "")
    lacks, short = _lacks(one), _short(one, now_ns)
    if not (gap or last_copy or lacks or short):
        return None
    return WeddingFacts(
        key=_key(one),
        name=one.booked.name,
        date=one.booked.date,
        level=one.level,
        last_copy=last_copy,
        lacks=lacks,
        lacks_since_ns=one.exposure.since_ns,
        allowed_s=one.allowed_s,
        short=short,
        short_since_ns=one.holding.newest.ended_ns if one.holding.newest else 0,
        places=_waited_for(one),
        gap=gap,
    )


def _gap(one: Standing, usual_files: int, now_ns: int, others: Others) -> Gap | None:
    """What did not come to the studio: what lies at its places from another laptop has come."""
    own = _arrived(one)
    gap = footage_gap(one.booked, own, usual_files, now_ns)
    if gap is None:
        return None
    found = others(one)
    stored = found.contents if found is not None else ()
    came = [Arrived(f"{path}/{g.folder}", g.day, g.files) for path, content in stored for g in content.groups]
    gap = footage_gap(one.booked, [*own, *came], usual_files, now_ns) if came else gap
    return replace(gap, sentence=f"{gap.sentence}{_unasked(found)}") if gap is not None else None


def _unasked(found: Elsewhere | None) -> str:
    """What nobody knows of other laptops."""
    if found is None:
        return " What another laptop of the studio stored of it is not known now."
    where = " and ".join(map(shown, found.silent))
    return f" What another laptop stored at {where} is not known: no answer from there." if where else ""


def in_trouble(one: Standing, trouble: str) -> WeddingFacts:
    """Of one of which nobody can tell more."""
    return WeddingFacts(key=_key(one), name=one.booked.name, date=one.booked.date, level=one.level, trouble=trouble)


def _key(one: Standing) -> str:
    return f"wedding {one.key[0]} {one.key[1]}"


def _lacks(one: Standing) -> str:
    """What waits too long to leave this machine. What is not even backed up has the alert of its folder."""
    own = one.waiting.since_ns
    only_unsaved = own > 0 and own == one.exposure.since_ns
    return one.lacks if one.overdue and not only_unsaved else ""


def _short(one: Standing, now_ns: int) -> str:
    """Why copies that are there, or should be, do not count long after the newest point."""
    for kind, each in (("media", one.protection.media), ("papers", one.protection.papers)):
        held = one.media if kind == "media" else one.papers
        if each is None or each.reached or not held.files or one.holding.newest is None:
            continue
        within = max(each.offsite_within_s, each.read_within_s) * SECOND
        if now_ns - one.holding.newest.ended_ns > within and _has_cause(each, held):
            return each.shortfall
    return ""


def _has_cause(each: Protection, held: Held) -> bool:
    """Whether more than damage is wrong, which has its own alert."""
    return each.have != each.copies and any(
        copy.readable and not _is_read(copy.complete, copy.read_ns) for copy in held.copies
    )


def _is_read(complete: bool, read_ns: int) -> bool:
    return complete and read_ns > 0


def _waited_for(one: Standing) -> tuple[str, ...]:
    lacking = {copy.tier for held in (one.papers, one.media) for copy in held.copies if not copy.complete}
    return tuple(sorted(lacking)) if one.holding.points else ()


def _arrived(one: Standing) -> Sequence[Arrived]:
    """What has come, and what waits in a folder: nobody knows more of that than that it is there."""
    found = [Arrived(f"{source}/{group.folder}", group.day, group.files) for source, group in one.holding.groups]
    if one.waiting.media_ns:
        found.append(Arrived("", one.waiting.media_ns // (24 * HOUR), max(1, one.waiting.files)))
    return found


def _brought(standings: Iterable[Standing], now_ns: int) -> Iterable[int]:
    """What each wedding that is over brought."""
    for one in standings:
        if not one.booked.trouble and 0 < one.booked.end_ns < now_ns - EXPECTED_AFTER * HOUR:
            yield sum(each.files for each in of_event(one.booked, _arrived(one)))
