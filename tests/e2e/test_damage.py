"""Damage: found by reading, named with its files, healed; withheld where it cannot be."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desk import WEDDING, Desk, contents

KINDS = (
    "config-", "keys/slots/", "keys/identity/", "keys/master/", "keys/c/", "devices/",
    "/meta/", "/packs/", "/index/", "/snapshots/",
)  # fmt: skip


@pytest.fixture
def copied(desk: Desk) -> Desk:
    """Two points in the vault and on a NAS, all read back once."""
    desk.back_up()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    (desk.source / "Timeline.txt").write_text("15:00 Vows\n")
    desk.back_up()
    desk.must("replicate")
    desk.must("verify")
    return desk


def _objects(place: Path) -> dict[str, Path]:
    found = (path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): path for path in found if ".studio-backup" not in path.as_posix()}


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    _write(path, bytes(data))


def _write(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


def _cut(path: Path) -> None:
    _write(path, path.read_bytes()[:-1])


def _empty(path: Path) -> None:
    _write(path, b"")


HARMS: tuple[Callable[[Path], Any], ...] = (_flip, _cut, _empty, Path.unlink)


@pytest.mark.parametrize("harm", HARMS, ids=["flipped", "cut", "emptied", "removed"])
def test_every_kind_of_object_is_found_named_and_healed(copied: Desk, harm: Callable[[Path], Any]) -> None:
    nas = copied.base / "nas"
    names = [max(n for n in _objects(nas) if kind in n) for kind in KINDS]
    before = {name: path.read_bytes() for name, path in _objects(nas).items()}
    for name in names:
        harm(nas / name)
    found = copied.must("verify", "--tier", "nas", exit=4)
    assert {one["object"] for one in found["damaged"]} == set(names)
    named = {one["object"]: one for one in found["damaged"]}
    assert {one["tier"] for one in found["damaged"]} == {"nas"}
    assert all(one["problem"] == ("missing" if harm is Path.unlink else "damaged") for one in found["damaged"])
    pack = next(name for name in names if "/packs/" in name)
    assert named[pack]["files"] and named[pack]["weddings"] == [WEDDING]
    healed = copied.must("verify", "--tier", "nas", "--heal", exit=3)
    assert {one["object"] for one in healed["healed"]} == set(names) and not healed["remaining"]
    assert copied.must("verify")["damaged"] == []
    assert {name: path.read_bytes() for name, path in _objects(nas).items() if name in before} == before


def test_swapped_neighbours_are_found(copied: Desk) -> None:
    packs = sorted(n for n in _objects(copied.base / "nas") if "/packs/" in n)[:2]
    one, two = (copied.base / "nas" / name for name in packs)
    first, second = one.read_bytes(), two.read_bytes()
    _write(one, second)
    _write(two, first)
    assert {d["object"] for d in copied.must("verify", exit=4)["damaged"]} == set(packs)
    assert len(copied.must("verify", "--heal", exit=3)["healed"]) == 2
    copied.must("verify")


def test_present_finds_what_is_gone_without_reading(copied: Desk) -> None:
    pack = next(n for n in _objects(copied.base / "nas") if "/packs/" in n)
    (copied.base / "nas" / pack).unlink()
    found = copied.must("verify", "--level", "present", exit=4)
    assert [d["object"] for d in found["damaged"]] == [pack] and found["bytes_read"] == 0


def test_a_damaged_local_pack_is_withheld_and_all_else_is_sent(desk: Desk) -> None:
    first = desk.back_up()["points"][0]["id"]
    packs = {n for n in _objects(desk.vault) if "/packs/" in n}
    (desk.source / "new.CR2").write_bytes(b"II*\0" + random.Random(5).randbytes(300_000))
    second = desk.back_up()["points"][0]["id"]
    lost = max((n for n in _objects(desk.vault) if "/packs/" in n and n not in packs), key=lambda n: _size(desk, n))
    _flip(desk.vault / lost)
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    said = desk.must("replicate", exit=4)["tiers"][0]
    assert [w["point"] for w in said["withheld"]] == [second] and said["points"] == [first]
    assert said["withheld"][0]["wedding"].startswith(WEDDING)
    assert lost not in _objects(desk.base / "nas")
    sent = {n[-64:] for n in _objects(desk.base / "nas") if "/snapshots/" in n}
    assert sent == {first}
    healed = desk.must("verify", "--heal", exit=3)
    assert [h["object"] for h in healed["healed"]] == [lost], "sealed anew from the live source"
    assert desk.must("replicate")["tiers"][0]["withheld"] == []
    desk.must("verify")
    back = desk.must("restore", "--wedding", WEDDING, "--tier", "nas", "--to", desk.base / "back")
    assert not back["failed"] and contents(desk.base / "back" / "anna-and-ben") == contents(desk.source)


def _size(desk: Desk, name: str) -> int:
    return (desk.vault / name).stat().st_size


def test_a_pack_lost_everywhere_comes_from_the_source_or_stays_named(desk: Desk) -> None:
    desk.back_up()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    desk.must("replicate")
    lost = max((n for n in _objects(desk.vault) if "/packs/" in n), key=lambda n: _size(desk, n))
    for place in (desk.vault, desk.base / "nas"):
        (place / lost).unlink()
    away = desk.base / "away"
    desk.source.rename(away)
    named = desk.must("verify", "--heal", exit=4)
    assert {one["object"] for one in named["remaining"]} == {lost} and named["damaged"][0]["files"]
    back = desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "partly", exit=4)
    assert back["failed"] and back["restored"] > 0
    away.rename(desk.source)
    assert desk.must("verify", "--heal", exit=3)["healed"]
    desk.must("verify")
    desk.must("replicate")
    desk.must("restore", "--wedding", WEDDING, "--tier", "nas", "--to", desk.base / "whole")
    assert contents(desk.base / "whole" / "anna-and-ben") == contents(desk.source)


def test_a_restore_goes_round_damage_and_says_so(copied: Desk) -> None:
    for name, path in _objects(copied.vault).items():
        if "/packs/" in name:
            _flip(path)
    back = copied.must("restore", "--wedding", WEDDING, "--to", copied.base / "back", exit=3)
    assert back["other_tier"] and back["verified"] == 13 and not back["failed"]
    assert contents(copied.base / "back" / "anna-and-ben") == contents(copied.source)


def test_a_drill_restores_and_compares(copied: Desk) -> None:
    done = copied.must("verify", "--tier", "nas", "--level", "drill")
    assert done["drills"][0]["files"] == 13 and not done["drills"][0]["failed"]
    assert not list((copied.home / "workspace").iterdir())
    for path in (p for n, p in _objects(copied.base / "nas").items() if "/packs/" in n):
        _flip(path)
    assert copied.must("verify", "--tier", "nas", "--level", "drill", exit=4)["drills"][0]["failed"]


def test_a_sample_reads_less_and_in_the_end_everything(copied: Desk) -> None:
    (copied.source / "second.mp4").write_bytes(os.urandom(8 << 20))
    copied.back_up()
    copied.must("replicate")
    whole = copied.must("verify", "--tier", "nas")["bytes_read"]
    parts = [copied.must("verify", "--tier", "nas", "--sample", "1")["bytes_read"] for _ in range(2)]
    assert all(0 < part < whole for part in parts)


def test_status_tells_what_was_found(copied: Desk) -> None:
    good = copied.must("status")["weddings"][0]
    assert good["state"] == "good" and {c["read_percent"] for c in good["copies"]} == {100.0}
    pack = next(n for n in _objects(copied.base / "nas") if "/packs/" in n)
    _flip(copied.base / "nas" / pack)
    copied.must("verify", exit=4)
    bad = copied.must("status", exit=4)["weddings"][0]
    assert bad["state"] == "damaged" and bad["reasons"]
    copied.must("verify", "--heal", exit=3)
    assert copied.must("status")["weddings"][0]["state"] == "good"


def test_two_laptops_make_one_wedding_in_one_vault(desk: Desk) -> None:
    other = desk.base / "home-second"
    desk.must("vault", "open", desk.vault, home=other)
    cards = desk.base / "cards"
    shutil.copytree(desk.source, cards, symlinks=True)
    (cards / "Timeline.txt").write_text("other")
    here, there = _both(desk, other, cards)
    assert here == 0 and there == 0
    points = desk.must("points")["points"]
    assert len(points) == 2 and {p["wedding"] for p in points} == {WEDDING}
    assert len(desk.must("vault", "info")["weddings"]) == 1
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    desk.must("replicate")
    back = desk.must("restore", "--wedding", WEDDING, "--tier", "nas", "--to", desk.base / "back")
    assert sorted(back["roots"]) == ["anna-and-ben", "cards"]
    assert desk.must("backup", cards, "--wedding", WEDDING, home=other)["unchanged"] == 13


def _both(desk: Desk, other: Path, cards: Path) -> tuple[int, int]:
    words = ("--wedding", WEDDING, "--date", "2026-06-20")
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(desk.call, "backup", desk.source, *words)
        two = pool.submit(desk.call, "backup", cards, *words, home=other)
        return one.result().exit, two.result().exit
