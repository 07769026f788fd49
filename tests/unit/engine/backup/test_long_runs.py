"""Runs that are cut up, stopped, killed, or lose packs under their feet."""

from __future__ import annotations

import dataclasses
import os

import pytest

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import Cancelled, StorageFull
from studio_backup.domain.objects import pack_name
from studio_backup.engine.backup.request import Limits
from studio_backup.repository.committing import PacksLost
from studio_backup.storage.interface import Buffer
from studio_backup.storage.memory import MemoryStorage
from tests.support.repositories import SteppingClock, new_vault
from tests.unit.engine.backup.conftest import Rig


def fill(rig: Rig, count: int = 40, size: int = 20_000) -> None:
    for number in range(count):
        rig.write(f"{number % 4}/{number % 3}/{number:03}", os.urandom(size))


def test_a_small_window_gives_the_same_tree(rig: Rig) -> None:
    fill(rig)
    rig.back_up()
    rig.vault = new_vault()
    rig.limits = Limits(window=3, workers=2)
    report = rig.back_up()
    assert report.read == 40
    stored = rig.stored()
    for number in range(40):
        with open(rig.path(f"{number % 4}/{number % 3}/{number:03}"), "rb") as file:
            assert stored.content(f"{number % 4}/{number % 3}/{number:03}") == file.read()


def test_partial_points_hold_what_was_done_and_are_gone_on_from(rig: Rig) -> None:
    fill(rig, 300, 3000)
    rig.limits = Limits(window=10, workers=2, partial_every_bytes=100_000)
    report = rig.back_up()
    assert len(report.partial_points) >= 3
    *partial, last = rig.snapshots()
    assert all(one.snapshot.partial for one in partial)
    assert not last.snapshot.partial
    counts = [one.snapshot.counts.files for one in partial]
    assert counts == sorted(counts)
    first = rig.stored(0)
    assert len(first.contents) == partial[0].snapshot.counts.files
    assert sum(map(len, first.contents.values())) >= 100_000
    assert len(rig.stored().contents) == 300


class StopAfter(NoProgress):
    """Cancels when so many bytes were read."""

    def __init__(self, cancel: CancelToken, size: int) -> None:
        self._cancel, self._left = cancel, size

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        self._left -= size
        if self._left < 0:
            self._cancel.cancel()


def test_a_stopped_run_says_what_is_safe_and_the_next_goes_on(rig: Rig) -> None:
    fill(rig, 60, 50_000)
    rig.progress = StopAfter(rig.cancel, 1_500_000)
    with pytest.raises(Cancelled) as caught:
        rig.back_up()
    assert "kept" in caught.value.message
    assert rig.snapshots() == ()
    kept = sum(one.size for one in rig.vault.storage.list(f"c/{rig.vault.collection}/packs/"))
    assert kept > 1_000_000

    rig.progress, rig.cancel = NoProgress(), CancelToken()
    rig.vault.repository.forget()
    report = rig.back_up()

    assert report.bytes_read == 3_000_000
    assert report.bytes_stored < 3_000_000 - kept + 500_000
    assert len(rig.stored().contents) == 60


def test_a_run_killed_after_a_partial_point_reads_only_the_rest(rig: Rig) -> None:
    fill(rig, 300, 3000)
    rig.progress = StopAfter(rig.cancel, 500_000)
    rig.limits = Limits(window=10, workers=2, partial_every_bytes=100_000)
    with pytest.raises(Cancelled):
        rig.back_up()
    done = rig.snapshots()[-1].snapshot.counts.files
    assert done > 0

    rig.progress, rig.cancel, rig.limits = NoProgress(), CancelToken(), Limits(workers=2)
    report = rig.back_up()

    assert report.unchanged >= done
    assert report.unchanged + report.read == 300
    assert len(rig.stored().contents) == 300


def test_a_newer_partial_point_and_an_older_complete_one_are_both_looked_at(rig: Rig) -> None:
    fill(rig, 100, 3000)
    rig.back_up()
    for number in range(100, 200):
        rig.write(f"new/{number % 5}/{number}", os.urandom(3000))
    rig.progress = StopAfter(rig.cancel, 200_000)
    rig.limits = Limits(window=5, workers=2, partial_every_bytes=50_000)
    with pytest.raises(Cancelled):
        rig.back_up()
    partial = rig.snapshots()[-1].snapshot
    assert partial.partial

    rig.progress, rig.cancel, rig.limits = NoProgress(), CancelToken(), Limits(workers=2)
    report = rig.back_up()

    assert report.unchanged > 100
    assert report.read < 100
    assert len(rig.stored().contents) == 200
    assert rig.back_up().unchanged == 200


def test_packs_that_go_away_under_the_run_are_stored_anew(rig: Rig) -> None:
    fill(rig)
    rig.back_up()
    rig.write("new", b"1")

    storage = rig.vault.storage
    packs = rig.vault.names("packs")
    original = storage.put

    def put(name: str, data: Buffer, *, sha256: bytes) -> None:
        if "/pending/" in name and packs:
            while packs:
                storage.delete(packs.pop())
        original(name, data, sha256=sha256)

    storage.put = put  # type: ignore[method-assign]
    report = rig.back_up()

    assert report.read == 41  # nothing stored before could be relied on
    stored = rig.stored()
    assert len(stored.contents) == 41
    with open(rig.path("0/0/000"), "rb") as file:
        assert stored.content("0/0/000") == file.read()


def test_packs_that_go_away_again_and_again_end_the_run(rig: Rig) -> None:
    fill(rig, 3)
    storage = rig.vault.storage
    original = storage.put

    def put(name: str, data: Buffer, *, sha256: bytes) -> None:
        original(name, data, sha256=sha256)
        if "/pending/" in name:
            for pack in rig.vault.names("packs"):
                storage.delete(pack)

    storage.put = put  # type: ignore[method-assign]
    with pytest.raises(PacksLost):
        rig.back_up()
    assert rig.snapshots() == ()


def test_chunks_the_vault_no_longer_knows_are_read_again(rig: Rig) -> None:
    rig.write("a", os.urandom(50_000))
    rig.back_up()
    for name in (*rig.vault.names("packs"), *rig.vault.names("index")):
        if name != pack_name(rig.vault.collection, ""):
            rig.vault.storage.delete(name)
    rig.vault.repository.forget()

    report = rig.back_up()

    assert (report.read, report.unchanged) == (1, 0)
    assert report.notices
    with open(rig.path("a"), "rb") as file:
        assert rig.stored().content("a") == file.read()


class NearlyFull(MemoryStorage):
    """Says how much room there is left."""

    free = 0

    def free_space(self) -> int | None:
        return self.free


def test_space_is_checked_before_anything_is_written(rig: Rig) -> None:
    storage = NearlyFull(clock=SteppingClock())
    rig.vault = new_vault(storage)
    storage.free = 30 << 20
    with open(rig.write("film"), "wb") as file:
        file.write(os.urandom(20 << 20))
    before = sorted(one.name for one in storage.list())
    with pytest.raises(StorageFull, match=r"31\.5 MB free; the new and changed files are 21\.0 MB"):
        rig.back_up()
    assert sorted(one.name for one in storage.list()) == before
    assert not rig.plan().fits
    storage.free = 60 << 20
    rig.back_up()

    # The folder moved to another path: all of it is in the vault already.
    storage.free = 20 << 20
    os.rename(rig.source, rig.source + "2")
    rig.source += "2"
    rig.back_up()


def test_space_counts_the_whole_source_even_behind_a_small_window(rig: Rig) -> None:
    storage = NearlyFull(clock=SteppingClock())
    rig.vault = new_vault(storage)
    storage.free = 17 << 20
    rig.limits = Limits(window=2, workers=2)
    fill(rig, 60, 50_000)
    with pytest.raises(StorageFull):
        rig.back_up()
    assert rig.vault.names("packs") == []


def test_an_error_of_the_vault_ends_the_run_without_a_point(rig: Rig) -> None:
    fill(rig)
    storage = rig.vault.storage
    original = storage.put

    def put(name: str, data: Buffer, *, sha256: bytes) -> None:
        if "/packs/" in name:
            raise StorageFull("No space left.")
        original(name, data, sha256=sha256)

    storage.put = put  # type: ignore[method-assign]
    with pytest.raises(StorageFull):
        rig.back_up()
    storage.put = original  # type: ignore[method-assign]
    assert rig.snapshots() == ()
    rig.vault.repository.forget()
    assert rig.back_up().read == 40


def test_two_roots_give_two_points(rig: Rig) -> None:
    rig.write("one/a", b"1")
    rig.write("two/b", b"22")
    report = rig.back_up(sources=(rig.path("one"), rig.path("two"), rig.path("one")))
    assert [point.source for point in report.points] == [rig.path("one"), rig.path("two")]
    assert [point.number for point in report.points] == [1, 2]
    assert report.files == 2
    again = rig.back_up(sources=(rig.path("two"), rig.path("one")))
    assert again.unchanged == 2


def test_another_laptops_points_are_no_parents(rig: Rig) -> None:
    rig.write("a", b"1" * 1000)
    rig.back_up()
    mine = rig.vault.identity
    rig.vault = dataclasses.replace(rig.vault, identity=rig.vault.another_laptop())
    rig.vault.repository.forget()
    report = rig.back_up()
    assert rig.vault.identity.id != mine.id
    assert report.read == 1
    assert rig.snapshots()[-1].snapshot.number == 1


def test_a_file_whose_chunks_were_lost_is_read_again_and_the_others_are_not(rig: Rig) -> None:
    rig.write("folder/a", os.urandom(50_000))
    rig.back_up()
    lost = rig.stored()["folder/a"].chunks[0]
    rig.write("folder/b", os.urandom(50_000))
    rig.back_up()
    at = rig.vault.reader().locate(lost)
    assert at is not None
    rig.vault.storage.delete(at.pack)
    rig.vault.repository.forget()

    report = rig.back_up()

    assert (report.read, report.unchanged) == (1, 1)
    with open(rig.path("folder", "a"), "rb") as file:
        assert rig.stored().content("folder/a") == file.read()
