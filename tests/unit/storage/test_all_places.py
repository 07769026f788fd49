"""All places as one: nothing is hidden because one place lost it."""

from __future__ import annotations

import hashlib

import pytest

from studio_backup.base.errors import ObjectDamaged, StorageUnavailable
from studio_backup.storage.all_places import AllPlaces
from studio_backup.storage.memory import MemoryStorage
from studio_backup.storage.wrapped import WrappedStorage
from tests.support.repositories import SteppingClock


def place(*contents):
    storage = MemoryStorage(clock=SteppingClock())
    for data in contents:
        digest = hashlib.sha256(data)
        storage.put(f"features/{digest.hexdigest()}", data, sha256=digest.digest())
    return storage


def name_of(data):
    return f"features/{hashlib.sha256(data).hexdigest()}"


def test_the_union_is_listed_and_the_whole_copy_is_read():
    first, second = place(b"one", b"two"), place(b"two", b"three")
    first.damage(name_of(b"two"), b"t")
    together = AllPlaces([first, second])
    listed = {one.name: one.size for one in together.list("features/")}
    assert listed == {name_of(b"one"): 3, name_of(b"two"): 3, name_of(b"three"): 5}
    assert together.get(name_of(b"two")) == b"two"


def test_damaged_everywhere_is_damaged():
    first = place(b"one")
    first.damage(name_of(b"one"), b"x")
    with pytest.raises(ObjectDamaged):
        AllPlaces([first]).get(name_of(b"one"))


class Silent(WrappedStorage):
    def list(self, prefix=""):
        raise StorageUnavailable("away")


def test_a_place_that_cannot_be_listed_is_no_empty_one():
    with pytest.raises(StorageUnavailable):
        list(AllPlaces([place(b"one"), Silent(place())]).list())
