"""Tiers by the engine's door: added while it works, copied to by themselves, held to a limit, removed with a plan."""

from __future__ import annotations

import os
import shutil

import pytest

from studio_backup.api.client import find_engine
from studio_backup.api.copies import ReplicasQuery, VerificationsQuery
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery, NewJob, PageQuery, PointsQuery
from studio_backup.api.tiers import BandwidthRequest, TierCard, TierPatch, WindowRequest
from studio_backup.api.wire import JobView
from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.verifications import VerificationTable
from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine, wait_for

RATE = 1_000_000
BURST = 1_100_000  # one second's worth may be saved up; a piece is paid for before it is sent
ALL_DAY = BandwidthRequest(windows=(WindowRequest(begins=0, ends=0, rate=RATE),), urgent_free=False)
CRAWLING = BandwidthRequest(otherwise=1_000, urgent_free=False)


def _drop(desk: Desk, name: str, size: int) -> None:
    (desk.source / name).write_bytes(b"II*\0" + os.urandom(size))


def _copies(engine: RemoteService, state: str) -> list[JobView]:
    return list(engine.jobs(JobsQuery(kind=("replicate",), state=(state,))).items)  # type: ignore[arg-type]


def _all_copied(engine: RemoteService, points: int) -> TierCard | None:
    """The tier, once so many points are there and nothing waits or runs."""
    found, (card,) = engine.status(), engine.tiers.list(PageQuery()).items
    done = len(engine.points(PointsQuery()).items) >= points and not found.running and not found.queued
    return card if done and card.state == "good" and not card.waiting_files else None


def _limited(engine: RemoteService, asked: BandwidthRequest) -> TierCard:
    (card,) = engine.tiers.list(PageQuery()).items
    return engine.tiers.edit(card.id, TierPatch(bandwidth=asked), card.version)


def test_a_tier_added_to_a_running_engine(desk: Desk) -> None:
    shutil.rmtree(desk.source)
    desk.source.mkdir()
    _drop(desk, "one.CR2", 100_000)
    with running_engine(desk):
        client = find_engine(str(desk.home))
        assert client
        with client:
            desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "0.5")
            added = desk.must("tier", "add", "nas", "nas", "--role", "nas")  # a path as a person types it
            assert added["probe"]["report"]["readback"] and added["location"] == str(desk.base / "nas")
            _work(desk, RemoteService(client))
        _removal(desk)
    desk.must("verify", "--tier", "nas", "--level", "present")  # no engine now: it is kept all the same
    assert _levels_kept(desk) == ["present", "drill"]


def _levels_kept(desk: Desk) -> list[str]:
    catalog = open_catalog(str(desk.home / "catalog.db"), SystemClock())
    try:
        return [one.level for one in VerificationTable(catalog).page(9, place="nas") if one.level != "read"]
    finally:
        catalog.close()


def _work(desk: Desk, engine: RemoteService) -> None:
    card = wait_for("the first copies, by themselves", lambda: _all_copied(engine, 1))
    assert (card.health, card.bandwidth_told) == (100, "no limit"), card.reasons

    assert _limited(engine, ALL_DAY).bandwidth_told == "1.0 MB/s all day, else no limit; urgent work too"
    _drop(desk, "two.CR2", 2_500_000)
    wait_for("the copies within the limit", lambda: _all_copied(engine, 2))
    slow = max(_copies(engine, "completed"), key=lambda one: one.used.bytes_sent)
    seconds = (slow.ended_ns - slow.started_ns) / 1e9
    assert 2_500_000 < slow.used.bytes_sent <= RATE * seconds + BURST, slow

    _limited(engine, CRAWLING)
    _drop(desk, "three.CR2", 900_000)
    wait_for("copying that would take a quarter of an hour", lambda: _copies(engine, "in progress"))
    (waits,) = wait_for("what waits", lambda: engine.copies.replicas(ReplicasQuery(waiting=True)).items)
    assert (waits.wedding, waits.waiting_points, waits.why) == (WEDDING, 1, "It is being copied now.")
    _limited(engine, BandwidthRequest())
    card = wait_for("its end, as soon as the limit is gone", lambda: _all_copied(engine, 3))
    assert card.used_bytes > 3_400_000

    engine.start_job(NewJob(kind="verify", tier="nas", check="drill"))
    query = VerificationsQuery(level=("drill",))
    (drill,) = wait_for("the drill to be noted", lambda: engine.copies.verifications(query).items)
    assert (drill.place, drill.coverage, drill.failed) == ("nas", 100.0, 0) and drill.files >= 3


def _removal(desk: Desk) -> None:
    plan = desk.must("tier", "remove", "nas", "--dry-run")
    assert plan["loses"][0]["wedding"] == WEDDING and plan["loses"][0]["away_left"] == 0
    assert "1 would have none off this laptop" in plan["sentences"][0]
    assert desk.must("tier", "remove", "nas")["name"] == "nas"
    assert desk.must("tier", "list")["tiers"] == [] and (desk.base / "nas" / "tier").exists()
    assert desk.must("tier", "add", "again", desk.base / "nas", "--role", "nas")["attached"]
    client = find_engine(str(desk.home))
    assert client
    with client, pytest.raises(NotFoundError, match="no tier"):
        RemoteService(client).tiers.probe("again")


def test_limits_and_health_without_an_engine(desk: Desk) -> None:
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    assert desk.must("tier", "limit", "none", "--rate", "1MB", exit=1)["error"]
    night = desk.must("tier", "limit", "nas", "--from", "22:00", "--to", "06:00", "--rate", "500kB", "--urgent-too")
    assert night["windows"] == [{"begins": 1320, "ends": 360, "rate": 500_000}] and not night["urgent_free"]
    assert desk.must("tier", "limit", "--all", "--rate", "3MB")["otherwise"] == 3_000_000
    assert desk.must("tier", "list")["tiers"][0]["limit"].startswith("0.5 MB/s from 22:00 to 06:00")
    (desk.base / "nas" / "tier").unlink()
    (lost,) = desk.must("tier", "health", "nas")["tiers"]
    assert lost["state"] == "refused" and lost["health"] <= 20 and "marker" in lost["reasons"][0]["text"]
