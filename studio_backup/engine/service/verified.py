"""From what a verification found to what is kept of it: one entry a place."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from studio_backup.domain.verification import Verification
from studio_backup.engine.jobs.verify import Verified
from studio_backup.engine.verify.report import DrillResult, PlaceCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was asked, and when it ran (ns UTC). `job`: its id, "" where no engine ran."""

    begun_ns: int
    ended_ns: int
    job: str = ""
    wedding: str = ""
    date: str = ""
    sample: float = 100.0


def verifications(found: Verified, run: Run) -> tuple[Verification, ...]:
    """One of each place which was checked. A place that did not answer was not verified, and has none."""
    drills = {drill.tier: drill for drill in found.drills}
    return tuple(_of(place, drills.get(place.tier), found, run) for place in found.places)


def _of(place: PlaceCheck, drill: DrillResult | None, found: Verified, run: Run) -> Verification:
    return Verification(
        id=secrets.token_hex(8),
        level=found.level,
        place=place.tier,
        begun_ns=run.begun_ns,
        ended_ns=run.ended_ns,
        job=run.job,
        wedding=run.wedding,
        date=run.date,
        sample=run.sample,
        objects=place.checked,
        read=place.read,
        bytes_read=place.bytes_read,
        coverage=round(100.0 * place.read / place.checked, 1) if place.checked else 0.0,
        how=place.how,
        damaged=sum(one.tier == place.tier for one in found.damaged),
        healed=sum(one.tier == place.tier for one in found.healed),
        files=drill.files if drill else 0,
        bytes=drill.bytes if drill else 0,
        seconds=drill.seconds if drill else 0.0,
        failed=len(drill.failed) if drill else 0,
    )
