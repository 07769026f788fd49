"""Which copies a look at the places asks for: over a real vault and home, an engine that is not started."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio_backup.api.tiers import NewTier
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.domain.job import Job
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.replication import FIRST_WAIT_S, LONGEST_WAIT_S, AskedBefore, copy_job
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation

LATER_NS = 600 * 10**9


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Service, Engine]]:
    """A vault with one point and the tier "nas", which has no copy yet."""
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
        door.tiers.add(NewTier(name="nas", location=str(tmp_path / "nas"), role="nas"))
        yield door, engine


def _asked(engine: Engine) -> list[Job]:
    """The copies in hand after a look."""
    engine.places.look_at_vault()
    return [job for job in engine.runner.jobs() if job.kind == "replicate"]


def _failing(engine: Engine, tier: str) -> Job:
    """A copy that failed, and waits for its next attempt."""
    job = copy_job(tier, "", "", "normal", engine.parts.clock.now_ns())
    return engine.runner.submit(replace(job, retry_ns=job.created_ns + LATER_NS, error="It does not answer."))


def test_a_copy_in_vain_is_not_asked_for_again_at_once(opened: tuple[Service, Engine]) -> None:
    door, engine = opened
    (job,) = _asked(engine)
    assert job.tier == "nas" and len(_asked(engine)) == 1
    engine.runner.cancel(job.id)  # however it ends without having brought anything
    assert _asked(engine) == [] == _asked(engine)
    door.tiers.probe("nas")  # somebody mended it
    assert len(_asked(engine)) == 1


def test_a_tier_which_comes_back_is_served_at_once(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    _, engine = opened
    (tmp_path / "nas").rename(tmp_path / "away")
    assert _asked(engine) == []
    failing = _failing(engine, "nas")
    assert _asked(engine)[0].retry_ns == failing.retry_ns
    (tmp_path / "away").rename(tmp_path / "nas")
    (job,) = _asked(engine)
    assert (job.id, job.retry_ns) == (failing.id, 0)


def test_a_copy_to_all_that_waits_for_one_holds_up_no_other(opened: tuple[Service, Engine]) -> None:
    _, engine = opened
    _failing(engine, "")
    assert sorted(job.tier for job in _asked(engine)) == ["", "nas"]


def test_the_same_is_asked_for_more_and_more_rarely() -> None:
    asked, now, begun = AskedBefore(), 0.0, []
    while now < 5 * LONGEST_WAIT_S:
        if asked.may("nas", ["a", "b"], now):
            begun.append(now)
        now += 30.0
    waits = [later - earlier for earlier, later in itertools.pairwise(begun)]
    assert waits[0] == FIRST_WAIT_S and waits == sorted(waits) and waits[-1] == LONGEST_WAIT_S
    assert asked.may("nas", ["a"], now) and asked.may("nas", ["a", "c"], now)  # it took some; something came
    assert asked.may("cloud", ["a", "c"], now) and not asked.may("nas", ["a", "c"], now)
    asked.forget(["nas"])
    assert asked.may("nas", ["a", "c"], now) and not asked.may("cloud", ["a", "c"], now)
    asked.forget_all()
    assert asked.may("cloud", ["a", "c"], now)


def test_a_point_which_cannot_be_opened_is_damage_at_once(opened: tuple[Service, Engine], tmp_path: Path) -> None:
    """It is in no list of points, so that nothing would come upon it when weddings are read back."""
    _, engine = opened
    (point,) = (tmp_path / "vault").glob("c/*/snapshots/*")
    point.chmod(0o600)
    point.write_bytes(point.read_bytes()[:-1] + b"?")
    engine.places.look_at_vault()
    assert [(one.place, one.objects) for one in engine.facts().damage] == [("local", 1)]
