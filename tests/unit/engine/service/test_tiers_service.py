"""Tiers as the door asks for them, over a real vault and home: an engine that is not started."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.api.copies import GridQuery, ReplicasQuery
from studio_backup.api.errors import EditConflict
from studio_backup.api.requests import PageQuery
from studio_backup.api.tiers import BandwidthRequest, LinePatch, NewTier, TierPatch, TryPlace, WindowRequest
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, RefusedError, UsageError
from studio_backup.domain.bandwidth import Bandwidth, Window
from studio_backup.domain.policy import Policy
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.replicate import run_replicate
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.replication import copy_job
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.unlock import Locked
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation

DAYTIME = BandwidthRequest(windows=(WindowRequest(begins=480, ends=1_080, rate=2_000_000),))


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Service, Engine]]:
    """A vault with one point of a wedding, unlocked."""
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    (tmp_path / "passphrase").write_text("seldom granite walrus tango 58")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.txt").write_text("a" * 5000)
    home, clock = str(tmp_path / "home"), SystemClock()
    first = Options(home=home, passphrase_file=str(tmp_path / "passphrase"))
    made = {"folder": str(tmp_path / "vault"), "studio_name": "Rose", "kit_pdf": str(tmp_path / "kit.pdf")}
    create_vault(first, home=open_home(first), clock=clock, **made)
    options = Options(home=home, kit_file=str(tmp_path / "kit.txt"))
    with open_studio(options, clock) as studio:
        wish = Wish(sources=(str(tmp_path / "source"),), wedding="Kim", date="2026-06-20")
        run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())
    with service(open_home(options), lambda given: open_studio(given, clock), clock, lambda: None) as (door, engine):
        engine.parts.vault.unlock(options)
        yield door, engine


def _add(door: Service, tmp_path: Path, name: str = "nas") -> str:
    return door.tiers.add(NewTier(name=name, location=str(tmp_path / name), role="nas")).id


def _look(engine: Engine, *, copy: bool = False) -> None:
    """As the engine's own thread would."""
    with engine.parts.vault.studio() as studio:
        if copy:
            run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
        engine.places.ask_tiers(studio)
        engine.places.remember(studio)


def test_a_place_is_tried_out_added_and_known_from_memory(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    door, engine = opened
    added = door.tiers.add(NewTier(name="nas", location=str(tmp_path / "nas"), role="nas"))
    assert added.probe and added.probe.report.readback and not added.attached and added.version == 1
    assert any("not looked at" in one.text for one in added.reasons)
    _look(engine)
    (card,) = door.tiers.list(PageQuery()).items
    assert (card.state, card.health) == ("waiting", 100 - sum(one.points for one in card.reasons))
    assert card.free_bytes and card.latency_s > 0 and card.last_contact_ns and card.waiting_files == 1
    (replica,) = door.copies.replicas(ReplicasQuery(waiting=True)).items
    assert (replica.wedding, replica.points, replica.waiting_points) == ("Kim", 0, 1) and replica.why
    _look(engine, copy=True)
    card = door.tiers.get("nas")
    assert card.state == "good" and card.used_bytes > 5000 and card.objects > 3
    assert door.copies.replicas(ReplicasQuery(waiting=True)).items == ()
    assert door.copies.replicas(ReplicasQuery()).items[0].points == 1
    assert {cell.place: cell.present for cell in door.copies.grid(GridQuery()).cells} == {"local": 100, "nas": 100}


def test_one_that_bears_the_marker_is_attached(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    door, _ = opened
    _add(door, tmp_path)
    plan = door.tiers.removal("nas")
    door.tiers.remove("nas", plan.confirm)
    assert door.tiers.list(PageQuery()).items == ()
    again = door.tiers.add(NewTier(name="other", location=str(tmp_path / "nas"), role="cloud"))
    assert again.attached and (again.name, again.role) == ("nas", "nas")


def test_limits_are_edited_by_version_and_kept(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    door, engine = opened
    tier = _add(door, tmp_path)
    heard = door.bus.newest
    edited = door.tiers.edit(tier, TierPatch(bandwidth=DAYTIME), 1)
    assert door.bus.newest == heard + 1
    assert edited.version == 2 and edited.bandwidth_told == "2.0 MB/s from 08:00 to 18:00, else no limit"
    with pytest.raises(EditConflict):
        door.tiers.edit(tier, TierPatch(bandwidth=BandwidthRequest()), 1)
    kept = Bandwidth(windows=(Window(begins=480, ends=1_080, rate=2_000_000),))
    assert engine.parts.home.tiers()[0].bandwidth == kept
    door.tiers.probe(tier)
    with engine.parts.vault.studio() as studio:
        run_replicate(studio, level=lambda: "critical", progress=NoProgress(), cancel=CancelToken())
    assert engine.parts.home.tiers()[0].bandwidth == kept  # whoever writes the tiers keeps what a person typed
    assert door.tiers.edit_line(LinePatch(bandwidth=DAYTIME), 1).version == 2
    with pytest.raises(EditConflict):
        door.tiers.edit_line(LinePatch(bandwidth=BandwidthRequest()), 1)
    assert door.tiers.line().bandwidth == kept


def test_another_name_and_role_are_written_at_the_place_too(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    door, engine = opened
    tier = _add(door, tmp_path)
    _add(door, tmp_path, "usb")
    engine.parts.policies.add(Policy(id="p", name="Papers", tiers=("usb", "nas")))
    job = engine.runner.submit(copy_job("nas", "", "", "normal", 1))
    edited = door.tiers.edit(tier, TierPatch(name="the box", role="offsite"), 1)
    assert (edited.name, edited.role, edited.version) == ("the box", "offsite", 2)
    marker = json.loads((tmp_path / "nas" / "tier").read_text().split("\n")[0])
    assert (marker["id"], marker["name"], marker["role"]) == (tier, "the box", "offsite")
    assert engine.parts.policies.get("p").tiers == ("usb", "the box")
    assert all(one.id != job.id or one.state == "cancelled" for one in engine.runner.jobs())
    _look(engine, copy=True)
    assert door.tiers.get(tier).state == "good"
    for name in ("usb", "local"):
        with pytest.raises(UsageError):
            door.tiers.edit(tier, TierPatch(name=name), 2)
    (tmp_path / "nas").rename(tmp_path / "away")
    (tmp_path / "nas").mkdir()
    with pytest.raises(Exception, match="marker"):
        door.tiers.edit(tier, TierPatch(name="again"), 2)
    assert not list((tmp_path / "nas").iterdir()) and door.tiers.get(tier).name == "the box"


def test_a_removal_says_who_loses_cover_and_is_done_as_planned(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    door, engine = opened
    tier = _add(door, tmp_path)
    early = door.tiers.removal(tier)
    assert early.loses == ()
    _look(engine, copy=True)
    with pytest.raises(RefusedError, match="changed meanwhile"):
        door.tiers.remove(tier, early.confirm)
    plan = door.tiers.removal(tier)
    assert [(one.wedding, one.copies_left, one.away_left) for one in plan.loses] == [("Kim", 1, 0)]
    assert plan.sentences[0] == "1 wedding would have one copy fewer, 1 would have none off this laptop."
    engine.parts.vault.lock()
    assert not door.tiers.removal(tier).known
    with pytest.raises(Locked):
        door.tiers.probe(tier)
    locked = door.tiers.removal(tier)
    assert door.tiers.remove(tier, locked.confirm).id == tier  # as without an engine: forgetting needs no passphrase
    assert (tmp_path / "nas" / "tier").exists()
    with pytest.raises(NotFoundError):
        door.tiers.get(tier)


def test_a_lost_marker_is_written_anew(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    door, engine = opened
    tier = _add(door, tmp_path)
    _look(engine, copy=True)
    (tmp_path / "nas" / "tier").unlink()
    _look(engine)
    assert door.tiers.get(tier).state == "refused" and door.tiers.get(tier).health <= 20
    assert door.tiers.repair(tier).repaired and not door.tiers.repair("local").repaired
    _look(engine)
    assert door.tiers.get(tier).state == "good"


def test_trying_a_place_out_adds_nothing(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    door, _ = opened
    found = door.tiers.try_out(TryPlace(location=str(tmp_path / "nas"), role="nas"))
    assert found.probe and found.probe.report.readback and not found.name
    assert not (tmp_path / "nas").exists() and door.tiers.list(PageQuery()).items == ()
