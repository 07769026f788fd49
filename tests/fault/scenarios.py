"""Situations, not cuts: a damaged source, an unmounted tier, two writers of one name. Each raises oracle.Broken."""

from __future__ import annotations

import hashlib
import shutil
import threading
from pathlib import Path

import oracle
from power_cuts import scratch
from rig import Rig, edit_source

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import AlreadyThere
from studio_backup.base.files import Writer
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.storage.local import LocalStorage

NAME = "devices/" + "ab" * 8 + "-"


def damaged_source(seed: int) -> None:
    """A pack of the vault is damaged: nothing damaged reaches the tier, what it held is withheld, the rest goes on."""
    with scratch() as base:
        rig = Rig.made(base / "rig", seed)
        rig.back_up()
        first = set(_packs(rig))
        edit_source(rig.source, seed)
        rig.back_up()
        flip(next(path for name, path in sorted(_packs(rig).items()) if name not in first))
        got = rig.call("replicate")
        oracle.objects_are_whole(_only(rig, "nas"))
        _expect(got.exit == 4, f"replicate of a damaged vault ended {got.exit}: {got.facts}")
        there = {name[-64:] for name, _ in oracle.objects(rig.place("nas")) if "/snapshots/" in name}
        _expect(there == {rig.promises[0].snapshot}, f"the tier holds the snapshots {there}")


def unmounted_tier(seed: int) -> None:
    """The drive is gone and left its empty mount point: refused, and nothing is made there."""
    with scratch() as base:
        rig = Rig.made(base / "rig", seed)
        rig.back_up()
        nas = rig.place("nas")
        nas.rename(rig.base / "taken away")
        nas.mkdir()
        got = rig.call("replicate")
        _expect(got.exit != 0, "an unmounted tier was taken for a good one")
        _expect(not list(nas.iterdir()), f"made in the wrong place: {list(nas.iterdir())}")


def foreign_tier(seed: int) -> None:
    """Another vault's drive under the same path: refused, nothing is written there."""
    with scratch() as base:
        rig, other = Rig.made(base / "rig", seed), Rig.made(base / "other", seed + 1)
        rig.back_up()
        nas = rig.place("nas")
        shutil.rmtree(nas)
        shutil.copytree(other.place("nas"), nas)
        before = oracle.objects(nas)
        got = rig.call("replicate")
        _expect(got.exit != 0, "a foreign tier was taken for ours")
        _expect(oracle.objects(nas) == before, "written to a foreign tier")


def two_writers(seed: int) -> None:
    """Two writers put other bytes under one name at once: the first stays, the second is told."""
    with scratch() as base:
        place = base / "place"
        place.mkdir()
        for number in range(20):
            _race(place, seed, number)


def _race(place: Path, seed: int, number: int) -> None:
    contents = [f"{seed} {number} {who}".encode() * 1000 for who in range(2)]
    name = NAME + hashlib.sha256(contents[0]).hexdigest()
    told: list[int] = []
    barrier = threading.Barrier(2)

    def put(who: int) -> None:
        storage = LocalStorage(
            str(place), writer=Writer(f"{who:08}", "0" * 8), clock=SystemClock(), marker_required=False
        )
        barrier.wait()
        try:
            storage.put(name, contents[who], sha256=hashlib.sha256(contents[who]).digest())
        except AlreadyThere:
            told.append(who)
        finally:
            storage.close()

    writers = [threading.Thread(target=put, args=(who,)) for who in range(2)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    _expect(len(told) == 1, f"{2 - len(told)} writers of one name were told it is theirs")
    _expect((place / name).read_bytes() == contents[1 - told[0]], "the second writer replaced the first one's bytes")


def flip(path: Path) -> None:
    """Change one byte in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _packs(rig: Rig) -> dict[str, Path]:
    """Packs of the vault by name."""
    return {
        name: path
        for name, path in oracle.objects(rig.place("vault"))
        if (parsed := parse_name(name)) and parsed.kind is Kind.PACK
    }


def _only(rig: Rig, place: str) -> Rig:
    """A rig whose other places are out of sight."""
    base = rig.base / "only"
    (base / "disk").mkdir(parents=True)
    shutil.copytree(rig.place(place), base / "disk" / place)
    return Rig(base)


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise oracle.Broken(otherwise)


ALL = (damaged_source, unmounted_tier, foreign_tier, two_writers)
