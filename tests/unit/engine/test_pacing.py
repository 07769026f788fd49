"""The limits of the line as work meets them: shared by all jobs of a tier and of all tiers, read anew as it runs."""

from __future__ import annotations

import msgspec
import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import Cancelled
from studio_backup.domain.bandwidth import Bandwidth
from studio_backup.domain.tier import Tier
from studio_backup.engine.home import Home, Line
from studio_backup.engine.pacing import Pacing
from tests.unit.storage.virtual_clock import VirtualClock

NAS = Tier(id="1", name="nas", role="nas", location="/nas", bandwidth=Bandwidth(otherwise=1_000))


@pytest.fixture
def home(tmp_path) -> Home:  # type: ignore[no-untyped-def]
    made = Home(str(tmp_path / "home"))
    made.keep_tiers((NAS, Tier(id="2", name="cloud", role="cloud", location="s3://cloud")))
    return made


def _paid(home: Home, level: str, sizes: tuple[int, ...], tiers: tuple[int, ...] = (0,)) -> float:
    """Seconds that these pieces take, each of them to each of the tiers."""
    clock = VirtualClock()
    pacing = Pacing(home, clock)
    begun = clock.now
    for size in sizes:
        for number in tiers:
            for toll in pacing.tolls(home.tiers()[number], lambda: level, CancelToken()):  # type: ignore[arg-type]
                toll(size)
    return clock.now - begun


def test_two_jobs_for_one_tier_share_its_limit(home: Home) -> None:
    """Each toll is asked for anew, as by another job."""
    assert _paid(home, "normal", (1_000,) * 11) == pytest.approx(10, abs=0.3)
    assert _paid(home, "normal", (1_000_000,), tiers=(1,)) == 0


def test_all_tiers_share_the_line(home: Home) -> None:
    home.change_line(lambda now: Line(bandwidth=Bandwidth(otherwise=2_000), version=now.version + 1))
    assert _paid(home, "normal", (1_000,) * 6, tiers=(1,)) == pytest.approx(2, abs=0.3)
    home.change_tiers(lambda known: tuple(msgspec.structs.replace(one, bandwidth=Bandwidth()) for one in known))
    assert _paid(home, "normal", (1_000,) * 6, tiers=(0, 1)) == pytest.approx(5, abs=0.3)


def test_urgent_work_is_held_back_only_where_the_studio_wants_it(home: Home) -> None:
    assert _paid(home, "emergency", (50_000,)) == _paid(home, "critical", (50_000,)) == 0
    strict = msgspec.structs.replace(NAS.bandwidth, urgent_free=False)
    home.change_tiers(lambda known: (msgspec.structs.replace(known[0], bandwidth=strict), known[1]))
    assert _paid(home, "emergency", (50_000,)) == pytest.approx(49, abs=0.3)


def test_a_limit_taken_away_counts_for_what_waits_already(home: Home) -> None:
    clock = VirtualClock()
    asleep = clock.sleep

    def sleep(seconds: float) -> None:
        asleep(seconds)
        if clock.now > 1_000_005:
            home.change_tiers(lambda known: known[1:])

    clock.sleep = sleep  # type: ignore[method-assign]
    for toll in Pacing(home, clock).tolls(NAS, lambda: "normal", CancelToken()):
        toll(1_000_000)
    assert clock.now - 1_000_000 < 8


def test_work_that_becomes_urgent_on_its_way_waits_no_longer(home: Home) -> None:
    """Neither for what comes, nor for the piece that waits already."""
    clock, levels = VirtualClock(), ["normal"]
    asleep = clock.sleep

    def sleep(seconds: float) -> None:
        asleep(seconds)
        if clock.now > 1_000_005:
            levels[0] = "critical"

    clock.sleep = sleep  # type: ignore[method-assign]
    for toll in Pacing(home, clock).tolls(NAS, lambda: levels[0], CancelToken()):  # type: ignore[arg-type,return-value]
        toll(1_000_000)
        toll(1_000_000)
    assert clock.now - 1_000_000 < 8


def test_what_waits_can_be_stopped(home: Home) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        Pacing(home, VirtualClock()).tolls(NAS, lambda: "normal", cancel)[0](1_000_000)
