"""What is kept of pictures: sealed, bounded, dropped by collection, never trusted blindly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_backup.engine.previews import cache as module
from studio_backup.engine.previews.cache import PreviewCache
from studio_backup.engine.previews.reasons import Reason
from studio_backup.repository.keys import CollectionKeys, new_collection_keys
from studio_backup.repository.previews import PreviewSeal
from tests.support.fixed_clock import FixedClock
from tests.support.picture_files import jpeg

PICTURES = (jpeg(256, 170), jpeg(512, 341))


def _keys(collection: str = "a1" * 8) -> CollectionKeys:
    return new_collection_keys(collection, 1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def cache(tmp_path: Path, clock: FixedClock) -> PreviewCache:
    return PreviewCache(str(tmp_path / "previews"), clock)


def _files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_pictures_and_reasons_come_back(cache: PreviewCache) -> None:
    seal = PreviewSeal(_keys())
    assert cache.get(seal, "content") is None and not cache.has(seal, "content")
    cache.put(seal, "content", PICTURES)
    cache.put(seal, "other", Reason.DAMAGED)
    assert cache.get(seal, "content") == PICTURES and cache.has(seal, "content")
    assert cache.get(seal, "other") is Reason.DAMAGED


def test_what_may_pass_is_not_kept(cache: PreviewCache) -> None:
    seal = PreviewSeal(_keys())
    for reason in (Reason.AWAY, Reason.CANNOT_START, Reason.NO_CONTENTS):
        cache.put(seal, "content", reason)
        assert cache.get(seal, "content") is None


def test_what_a_busy_machine_may_have_given_is_tried_again_after_a_day(cache: PreviewCache, clock: FixedClock) -> None:
    seal = PreviewSeal(_keys())
    cache.put(seal, "content", Reason.SLOW)
    clock.sleep(20 * 3_600)
    assert cache.get(seal, "content") is Reason.SLOW
    clock.sleep(5 * 3_600)
    assert cache.get(seal, "content") is None


def test_at_rest_nothing_can_be_read(cache: PreviewCache, tmp_path: Path) -> None:
    """Neither a picture nor the content's digest; and two equal pictures look different."""
    seal = PreviewSeal(_keys())
    digest = "ab" * 32
    cache.put(seal, digest, PICTURES)
    cache.put(seal, "cd" * 32, PICTURES)
    one, two = _files(tmp_path)
    assert digest not in str(one) and digest[:16] not in str(two)
    assert PICTURES[0][:64] not in one.read_bytes() and b"JFIF" not in one.read_bytes()
    assert one.read_bytes()[32:] != two.read_bytes()[32:]
    if os.name != "nt":
        assert one.stat().st_mode & 0o077 == 0


def test_other_keys_open_nothing(cache: PreviewCache) -> None:
    """An erased wedding whose keys are made anew, say."""
    cache.put(PreviewSeal(_keys()), "content", PICTURES)
    assert cache.get(PreviewSeal(_keys()), "content") is None


def test_what_was_torn_or_exchanged_is_made_anew(cache: PreviewCache, tmp_path: Path) -> None:
    seal = PreviewSeal(_keys())
    for damage in (lambda d: d[:40], lambda d: d[:0], lambda d: d[:-1] + bytes([d[-1] ^ 1])):
        cache.put(seal, "content", PICTURES)
        (file,) = _files(tmp_path)
        file.write_bytes(damage(file.read_bytes()))
        assert cache.get(seal, "content") is None
        assert not file.exists()
    cache.put(seal, "one", PICTURES)
    (one,) = _files(tmp_path)
    name = seal.name("two")
    (one.parent.parent / name[:2]).mkdir(exist_ok=True)
    (one.parent.parent / name[:2] / name).write_bytes(one.read_bytes())
    assert cache.get(seal, "two") is None


def test_another_version_of_the_program_makes_its_own(cache: PreviewCache, monkeypatch: pytest.MonkeyPatch) -> None:
    seal = PreviewSeal(_keys())
    cache.put(seal, "content", PICTURES)
    monkeypatch.setattr(module, "MADE_BY", 2)
    assert cache.get(seal, "content") is None


def test_the_least_used_goes_first(tmp_path: Path, clock: FixedClock) -> None:
    size = sum(map(len, PICTURES)) + 60
    cache = PreviewCache(str(tmp_path / "previews"), clock, limit=10 * size)
    seal = PreviewSeal(_keys())
    for number in range(9):
        cache.put(seal, str(number), PICTURES)
        clock.sleep(7_200)
    assert cache.get(seal, "0") == PICTURES  # used again
    for number in range(9, 12):
        clock.sleep(7_200)
        cache.put(seal, str(number), PICTURES)
    assert sum(path.stat().st_size for path in _files(tmp_path)) <= 10 * size
    assert cache.get(seal, "0") == PICTURES
    assert cache.get(seal, "1") is None
    assert cache.get(seal, "11") == PICTURES


def test_a_cache_of_an_earlier_run_counts(tmp_path: Path, clock: FixedClock) -> None:
    size = sum(map(len, PICTURES)) + 60
    seal = PreviewSeal(_keys())
    folder = str(tmp_path / "previews")
    for number in range(8):
        PreviewCache(folder, clock, limit=10 * size).put(seal, str(number), PICTURES)
    later = PreviewCache(folder, clock, limit=4 * size)
    assert later.is_full
    later.put(seal, "new", PICTURES)
    assert sum(path.stat().st_size for path in _files(tmp_path)) <= 4 * size


def test_a_wedding_is_dropped_as_one(cache: PreviewCache, tmp_path: Path) -> None:
    kept, gone, lost = (PreviewSeal(_keys(f"{number:016x}")) for number in range(3))
    for seal in (kept, gone, lost):
        cache.put(seal, "content", PICTURES)
    cache.forget(gone.collection)
    assert cache.get(gone, "content") is None
    cache.keep_only(frozenset({kept.collection}))
    assert cache.get(kept, "content") == PICTURES
    assert len(_files(tmp_path)) == 1


def test_a_folder_that_cannot_be_written_only_keeps_nothing(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "previews").write_text("in the way")
    cache = PreviewCache(str(tmp_path / "previews"), clock)
    seal = PreviewSeal(_keys())
    cache.put(seal, "content", PICTURES)
    assert cache.get(seal, "content") is None
