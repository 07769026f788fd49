"""Copies of a wedding which has become urgent: they leave the job for several, and an emergency waits for nobody."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace

from studio_backup.api.requests import NewSource
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job
from studio_backup.domain.policy import Policy
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.service.replication import FIRST_WAIT_S, AskedBefore, copies_apart, copy_job
from studio_backup.engine.service.tier_look import Waiting
from tests.unit.engine.jobs.conftest import bench
from tests.unit.engine.service.test_calendar_decides import ROLES, Studio, studio

__all__ = ["bench", "studio"]
ANNA, BEN = ("Anna", "2026-06-20"), ("Ben", "2026-12-20")


def _stored(studio: Studio, name: str, date: str) -> None:
    """In the vault, and nowhere else."""
    studio.book(name, f"{date}T13:00")
    folder = studio.bench.base / name
    folder.mkdir()
    (folder / "contract.txt").write_text(name)
    with studio.engine.parts.vault.studio() as opened:
        wish = Wish((str(folder),), name, date)
        run_backup(opened, wish, progress=NoProgress(), cancel=CancelToken())
    studio.engine.places.news = True


def _queued(studio: Studio, tier: str = "NAS") -> dict[str, Job]:
    """Copies for one place by wedding, "" for several."""
    return {one.wedding: one for one in studio.engine.runner.jobs() if one.kind == "replicate" and one.tier == tier}


def test_a_wedding_in_a_copy_of_several_goes_first_on_its_own_when_it_becomes_urgent(studio: Studio) -> None:
    studio.engine.runner.pause_all()
    _stored(studio, *ANNA)
    _stored(studio, *BEN)
    studio.now("2026-05-01 09:00")
    assert {name: job.level for name, job in _queued(studio).items()} == {"": "normal"}
    studio.now("2026-06-14 12:00")
    assert {name: job.level for name, job in _queued(studio).items()} == {"": "normal", "Anna": "critical"}
    studio.now("2026-06-14 12:01")
    assert len(_queued(studio)) == 2, "asked for once"


def test_a_copy_without_a_name_is_as_urgent_as_what_it_brings(studio: Studio) -> None:
    studio.engine.runner.pause_all()
    _stored(studio, *ANNA)
    studio.now("2026-05-01 09:00")
    (job,) = _queued(studio).values()
    assert (job.wedding, job.level) == ("", "normal")
    studio.now("2026-06-14 12:00")
    assert [(one.id, one.level) for one in _queued(studio).values()] == [(job.id, "critical")]
    studio.now("2026-06-21 12:00")
    assert [one.level for one in _queued(studio).values()] == ["normal"], "and as little"


def test_an_emergency_ends_the_pause_of_its_copy_and_its_wait_for_the_next_attempt(studio: Studio) -> None:
    runner, now = studio.engine.runner, studio.engine.parts.clock.now_ns()
    runner.pause_all()
    _stored(studio, *ANNA)
    studio.now("2026-05-01 09:00")
    waits = copy_job("NAS", *ANNA, "normal", now)
    runner.submit(studio.engine.deciding.urgent(replace(waits, retry_ns=now + 10**15)))
    runner.pause(waits.id)
    studio.engine.reorder()
    assert (_queued(studio)["Anna"].paused, _queued(studio)["Anna"].retry_ns) == (True, now + 10**15)
    studio.engine.deciding.press(*ANNA)
    studio.engine.reorder()
    found = _queued(studio)["Anna"]
    assert (found.level, found.paused, found.retry_ns) == ("emergency", False, 0)


def _row(id: str, wedding: str, date: str) -> PointRow:
    return PointRow(id, "c" * 16, wedding, date, "/w", "laptop", 1, 5, 6, False, 1, 1, 0)


def _wants(level: str, *jobs: Job) -> list[tuple[str, str]]:
    """Tier and wedding of what is asked for apart, where Anna is as urgent as said, and Ben is not."""
    waiting = {"NAS": Waiting((_row("a", *ANNA), _row("b", *BEN)))}
    found = copies_apart(waiting, jobs, lambda name, _date: level if name == "Anna" else "low", 1)
    return [(job.tier, job.wedding) for job in found]


def test_what_is_on_its_way_or_paused_by_a_person_is_not_asked_for_beside_it() -> None:
    several = copy_job("NAS", "", "", "normal", 1)
    assert _wants("critical") == [] == _wants("normal", several)
    assert _wants("critical", several) == [("NAS", "Anna")] == _wants("high", replace(several, tier=""))
    assert _wants("critical", replace(several, tier="cloud")) == []
    assert _wants("critical", replace(several, level="critical", state="in progress")) == []
    assert _wants("critical", replace(several, state="in progress")) == [("NAS", "Anna")], "that one gives way"
    assert _wants("critical", several, copy_job("NAS", *ANNA, "low", 1)) == []
    assert _wants("critical", several, replace(copy_job("NAS", *ANNA, "low", 1), asked="{}")) == [("NAS", "Anna")]
    assert _wants("critical", replace(several, paused=True)) == []
    assert _wants("emergency", replace(several, paused=True)) == [("NAS", "Anna")]


def test_an_emergency_is_asked_for_at_once_and_then_at_each_minute() -> None:
    asked, ids = AskedBefore(), ["a", "b"]
    assert asked.may("NAS", ids, 0.0) and not asked.may("NAS", ids, 1.0)
    assert asked.may("NAS", ids, 1.0, [ANNA]) and not asked.may("NAS", ids, 2.0, [ANNA])
    begun = [second for second in range(2, 1_000) if asked.may("NAS", ids, second, [ANNA])]
    assert {later - earlier for earlier, later in itertools.pairwise(begun)} == {FIRST_WAIT_S}


def test_policies_leave_places_out_but_not_in_an_emergency(studio: Studio) -> None:
    """Where what they leave out is lacking, that is said; an emergency goes to every place there is."""
    parts, wedding = studio.engine.parts, studio.book()
    parts.policies.add(Policy(id="p", name="At home", tiers=("NAS", "Drive")))
    folder = studio.bench.base / "Rose Hall"
    folder.mkdir()
    (folder / "DSC_0001.CR2").write_bytes(b"II*\0" + os.urandom(30_000))
    new = NewSource(path=str(folder), wedding=wedding.name, date=wedding.date, policy="p")
    source = studio.made.add_source(new).id
    studio.back_up(source)
    studio.read_back()
    media = studio.media()
    assert media is not None and (media.level, media.have.tiers) == ("critical", 3)
    assert "Its policies leave out Amsterdam and Dublin: the other places are enough for 3 copies" in media.shortfall
    held = {copy.place for one in studio.engine.places.weddings.weddings for copy in one.copies if copy.points}
    assert held == {"local", "NAS", "Drive"}
    studio.engine.deciding.press("Rose Hall", wedding.date)
    studio.work()
    studio.work()
    held = {copy.place for one in studio.engine.places.weddings.weddings for copy in one.copies if copy.points}
    assert held == {"local", *ROLES}


def test_a_folder_of_a_wedding_that_nobody_has_looked_into_may_hold_photos(studio: Studio) -> None:
    """As one of no wedding: once its first backup has told what is in it, the calendar decides."""
    source = studio.watch(studio.book())
    deciding, known = studio.engine.deciding, studio.engine.parts.sources.get(source)
    deciding.refresh()
    assert (deciding.level(known), deciding.level_of("Rose Hall", "2026-06-20")) == ("critical", "critical")
    studio.back_up(source)
    assert (deciding.level(known), deciding.level_of("Rose Hall", "2026-06-20")) == ("normal", "normal")
