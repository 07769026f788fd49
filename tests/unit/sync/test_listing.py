"""Frozen listings: what a listed snapshot needs is listed too."""

from __future__ import annotations

import pytest

from studio_backup.base.control import CancelToken
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.storage.memory import MemoryStorage
from studio_backup.storage.wrapped import WrappedStorage
from studio_backup.sync.listing import freeze, listing_of

C = "00000000000000c1"


class BusyStorage(WrappedStorage):
    """Somebody commits a snapshot after every listing call."""

    def __init__(self, world) -> None:
        super().__init__(world.local.storage)
        self._world = world

    def list(self, prefix=""):
        yield from self.inner.list(prefix)
        self._world.snapshot(self._world.local, C)


class SlowStorage(WrappedStorage):
    """Lists snapshots last, and somebody commits one while it lists."""

    def __init__(self, world) -> None:
        super().__init__(world.local.storage)
        self._world = world

    def list(self, prefix=""):
        yield from [one for one in self.inner.list(prefix) if "/snapshots/" not in one.name]
        self._world.snapshot(self._world.local, C)
        yield from [one for one in self.inner.list(prefix) if "/snapshots/" in one.name]


@pytest.mark.parametrize("keys", [True, False])
def test_a_snapshot_committed_while_packs_are_listed_is_left_for_the_next_time(world, keys):
    if keys:
        world.foundation(world.local, C)
    old = world.snapshot(world.local, C)
    listing = freeze(SlowStorage(world), cancel=CancelToken())
    assert old in listing.objects
    for name in listing.names(Kind.SNAPSHOT):
        assert world.needs[name[-64:]].objects <= listing.objects.keys()


def test_a_listed_snapshot_has_its_needs_listed_while_others_write(world):
    world.foundation(world.local, C)
    world.snapshot(world.local, C)
    listing = freeze(BusyStorage(world), cancel=CancelToken())
    snapshots = listing.names(Kind.SNAPSHOT)
    assert snapshots
    for name in snapshots:
        assert world.needs[name[-64:]].objects <= listing.objects.keys()


def test_a_collection_without_its_key_object_is_listed_and_whole(world):
    for _ in range(3):
        world.snapshot(world.local, C)
    listing = freeze(BusyStorage(world), cancel=CancelToken())
    assert len(listing.names(Kind.SNAPSHOT)) >= 3
    for name in listing.names(Kind.SNAPSHOT):
        assert world.needs[name[-64:]].objects <= listing.objects.keys()


def test_foreign_files_are_no_objects(world):
    name = world.snapshot(world.local, C)
    listed = [*world.local.storage.list(), type(next(world.local.storage.list()))("photos/a.jpg", 3, 0)]
    listing = listing_of(listed)
    assert name in listing.objects
    assert "photos/a.jpg" not in listing.objects
    assert all(parse_name(text) for text in listing.objects)


def test_names_are_in_law_order(world):
    world.foundation(world.local, C)
    world.snapshot(world.local, C)
    listing = world.freeze(world.local)
    kinds = [parse_name(name).kind for name in listing.names(*Kind)]
    assert kinds == sorted(kinds)
    assert listing.total_bytes == sum(one.size for one in MemoryStorage.list(world.local.storage))
