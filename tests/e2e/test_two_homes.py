"""Two laptops, one vault, one S3 tier, at once: both make the same new wedding, and both come back whole from there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, contents
from tests.servers.fixtures import S3Server, seaweed

__all__ = ["seaweed"]

ROUNDS = 10


@pytest.fixture
def two(desk: Desk, seaweed: S3Server) -> Iterator[tuple[Desk, Path, str]]:
    """A desk, the second laptop's home, and the bucket's address; both homes know the tier."""
    endpoint = seaweed.endpoint
    desk.more |= {"AWS_ACCESS_KEY_ID": endpoint.access_key, "AWS_SECRET_ACCESS_KEY": endpoint.secret_key}
    location = seaweed.location().text
    second = desk.base / "home-second"
    desk.must("vault", "open", desk.vault, home=second)
    desk.must("tier", "add", "cloud", location, "--role", "cloud")
    assert desk.must("tier", "add", "cloud", location, "--role", "cloud", home=second)["attached"]
    yield desk, second, location


def test_ten_rounds(two: tuple[Desk, Path, str]) -> None:
    desk, second, location = two
    sources = {desk.home: desk.base / "raws", second: desk.base / "cards"}
    dice = random.Random(7)
    for number in range(ROUNDS):
        for source in sources.values():
            source.mkdir(exist_ok=True)
            (source / f"DSC_{number}.CR2").write_bytes(dice.randbytes(60_000))
        with ThreadPoolExecutor(2) as pool:
            running = [pool.submit(_round, desk, home, source, number) for home, source in sources.items()]
            for one in running:
                one.result()
    shutil.rmtree(desk.vault)
    fresh = desk.base / "fresh"
    weddings = desk.must("vault", "open", location, home=fresh)["weddings"]
    assert sorted(w["label"] for w in weddings) == sorted(f"Wedding {n}" for n in range(ROUNDS)), "one each"
    for number in (0, ROUNDS - 1):
        to = desk.base / f"back-{number}"
        back = desk.must("restore", "--wedding", f"wedding {number}", "--to", to, home=fresh)
        assert sorted(back["roots"]) == ["cards", "raws"] and not back["failed"]
    last = desk.base / f"back-{ROUNDS - 1}"
    assert all(contents(last / source.name) == contents(source) for source in sources.values())


def _round(desk: Desk, home: Path, source: Path, number: int) -> None:
    """Both make the wedding of this round, and both replicate while the other still writes."""
    desk.must("backup", source, "--wedding", f"Wedding {number}", "--date", "2026-06-20", home=home)
    desk.must("replicate", home=home)
