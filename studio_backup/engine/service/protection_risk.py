"""What a wedding lacks now, since when and why; and which wedding is most at risk. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from studio_backup.domain.distance import is_near
from studio_backup.domain.job import rank
from studio_backup.domain.wedding import Spot
from studio_backup.domain.wedding_names import folded
from studio_backup.engine.health.limits import SECOND
from studio_backup.engine.health.objectives import Exposure, Lack, exposure
from studio_backup.engine.health.wording import files, shown, wait
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.service.protection_held import Holding
from studio_backup.engine.service.protection_values import Standing, Waiting

Cause = Callable[[str], str]
"""Why a tier, by its name, does not have it, in a sentence; "" where nothing is known to be wrong there."""


@dataclass(frozen=True, slots=True)
class Away:
    """The places away from this machine, as copies of one wedding are counted: names of tiers. `offsite`: neither where
    the machine is at home nor near the venue."""

    other_media: frozenset[str]
    offsite: frozenset[str]


@lru_cache(maxsize=4_096)
def away_from(facts: StudioFacts, venue: Spot | None) -> Away:
    """As seen from a venue."""
    places = [one for one in facts.places if not one.on_machine]
    near = facts.numbers.near_km
    offsite = (
        one.tier
        for one in places
        if folded(one.place) != folded(facts.place) and not (venue and one.spot and is_near(venue, one.spot, near))
    )
    return Away(frozenset(one.tier for one in places), frozenset(offsite))


def exposed(holding: Holding, waiting: Waiting, away: Away) -> Exposure:
    """What is not on a second medium, and not off-site. Where the studio has no such place at all that is said of the
    studio, not of each wedding."""
    lacking = [Lack(one.appeared_ns, one.files, one.tiers) for one in holding.lacking]
    if waiting.since_ns:
        lacking.append(Lack(waiting.since_ns, waiting.files))
    found = exposure(lacking, away.other_media, away.offsite)
    return Exposure(
        media_since_ns=found.media_since_ns if away.other_media else 0,
        offsite_since_ns=found.offsite_since_ns if away.offsite else 0,
        files=found.files if away.other_media else 0,
    )


def judged(one: Standing, away: Away, cause: Cause, now_ns: int) -> Standing:
    """With what it lacks, and whether for too long."""
    lacking = one.exposure
    if not lacking.since_ns:
        return replace(one, waited_for=(), why="", lacks="", overdue=False)
    left_out = one.papers.left_out if one.level != "emergency" else frozenset[str]()
    wanted = away.offsite if lacking.offsite_since_ns == lacking.since_ns else away.other_media
    places = tuple(sorted(wanted - left_out or wanted))
    number = max(1, lacking.files)
    is_left_out = places and left_out.issuperset(places)
    why = _left_out_text(places) if is_left_out else next(filter(None, map(cause, places)), "")
    where = " or ".join(map(shown, places)) or "a place away from this machine"
    sentence = f"{files(number)} {wait(number)} for {where}." + (f" {why}" if why else "")
    is_late = now_ns - lacking.since_ns > one.allowed_s * SECOND
    return replace(one, waited_for=places, why=why, lacks=sentence, overdue=is_late)


def most_at_risk(standings: Iterable[Standing]) -> Standing | None:
    """What is overdue first, then the higher level, then what waits longest; None where nothing lacks anything."""
    return min((one for one in standings if one.lacks), key=_pressing, default=None)


def _pressing(one: Standing) -> tuple[bool, int, int, str]:
    return not one.overdue, -rank(one.level), one.exposure.since_ns, one.booked.date


def _left_out_text(places: Iterable[str]) -> str:
    return f"Its policies leave out {' and '.join(map(shown, places))}."
