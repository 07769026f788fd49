"""Replicas: what is at a tier, what waits for it and why; the grid of what was read back and restored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job
from studio_backup.domain.tier import Tier
from studio_backup.domain.verification import Verification
from studio_backup.engine.jobs.point_rows import News
from studio_backup.engine.jobs.status import Copy, WeddingStatus
from studio_backup.engine.service.copies import grid_of
from studio_backup.engine.service.replicas import Replica, replicas_of, why_it_waits
from studio_backup.engine.service.tier_look import Contact, Waiting

NAS = Tier(id="1", name="nas", role="nas", location="/nas")


def _row(id: str, wedding: str = "Rose", at: int = 1, partial: bool = False) -> PointRow:
    return PointRow(
        id=id, collection="c", wedding=wedding, date="2026-06-20", source="/s", device="d", number=at,
        started_ns=at, ended_ns=at + 1, partial=partial, files=1, bytes=1, flagged=0,
    )  # fmt: skip


def test_what_is_there_and_what_waits_of_each_wedding() -> None:
    rows = [_row("a", at=1), _row("b", at=5), _row("c", at=7), _row("p", at=8, partial=True), _row("o", "Oak")]
    waiting = {"nas": Waiting((rows[1], rows[2]), (News(2, 20), News(3, 30)))}
    (found,) = replicas_of([(NAS, {"a"})], rows, waiting)  # Oak is neither there nor wanted there
    assert (found.tier, found.wedding, found.points, found.newest_ns) == ("nas", "Rose", 1, 1)
    assert (found.waiting_points, found.waiting_files, found.waiting_bytes, found.waiting_since_ns) == (2, 5, 50, 6)


WAITS = Replica(tier="nas", role="nas", wedding="Rose", date="2026-06-20", waiting_points=1)
JOB = Job(id="1", kind="replicate", tier="nas")


@pytest.mark.parametrize(
    ("replica", "contact", "jobs", "failed", "paused", "why"),
    [
        (replace(WAITS, waiting_points=0), Contact(trouble="unreachable", why="Gone."), [], "", True, ""),
        (WAITS, Contact(trouble="unreachable", why="Gone."), [JOB], "", False, "Gone."),
        (WAITS, Contact(), [replace(JOB, state="in progress")], "", True, "It is being copied now."),
        (WAITS, Contact(), [replace(JOB, state="in progress", wedding="Oak")], "", False, "It is asked for soon."),
        (WAITS, Contact(), [JOB], "", True, "All work is paused."),
        (WAITS, Contact(), [replace(JOB, waits_for="Mains.")], "", False, "Mains."),
        (WAITS, Contact(), [replace(JOB, error="Full.")], "", False, "It is tried again: Full."),
        (WAITS, Contact(), [replace(JOB, paused=True)], "", False, "Its job is paused."),
        (WAITS, Contact(), [JOB], "", False, "Its turn comes soon."),
        (WAITS, Contact(), [], "Full.", False, "The last copy failed: Full."),
    ],
)
def test_why_it_waits(replica: Replica, contact: Contact, jobs: list[Job], failed: str, paused: bool, why: str) -> None:
    assert why_it_waits(replica, contact, jobs, failed, paused) == why


def test_the_grid_tells_the_last_drill_that_could_know_the_wedding() -> None:
    copies = tuple(Copy(place, "nas", points, 1, 9, 33.3, 4, ()) for place, points in (("local", 3), ("nas", 0)))
    wedding = WeddingStatus("Rose", "2026-06-20", "good", (), 3, None, copies)
    drill = Verification(id="1", level="drill", place="local", begun_ns=10, ended_ns=11, files=7, seconds=0.5)
    later = replace(drill, id="2", begun_ns=20, ended_ns=21, wedding="rose", date="2026-06-20", failed=1)
    other = replace(drill, id="3", begun_ns=30, ended_ns=31, wedding="Oak")
    key = ("Rose", "2026-06-20")
    grid = grid_of([wedding], {key: 5}, [other, later, drill])
    local, nas = grid.cells
    assert (local.present, local.read, local.oldest_read_ns) == (75.0, 33.3, 4)
    assert (local.drilled_ns, local.drill_files, local.drill_failed) == (21, 7, 1)
    assert (nas.present, nas.drilled_ns) == (0.0, 0)
    assert grid_of([wedding], {key: 15}, [other, drill]).cells[0].drilled_ns == 0  # it did not exist at that drill
