"""Healing: good bytes come back, bad ones are kept aside, what cannot be healed is said."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import StorageFull, StorageUnavailable
from studio_backup.domain.objects import Kind
from studio_backup.domain.problem import Problem
from studio_backup.storage.wrapped import WrappedStorage
from studio_backup.sync.difference import plan_replication
from studio_backup.sync.healing import OLDER_VERSION, heal
from studio_backup.sync.place import Place
from studio_backup.sync.replicator import replicate

C = "00000000000000c1"


@pytest.fixture
def copied(world):
    world.foundation(world.local, C)
    world.snapshot(world.local, C)
    world.nas = world.place("nas")
    plan = plan_replication(world.freeze(world.local), world.freeze(world.nas), world.needs)
    replicate(
        plan, world.local, world.nas, ledger=world.ledger(world.nas), clock=world.clock, progress=world.progress,
        cancel=world.cancel,
    )  # fmt: skip
    world.pack = world.freeze(world.nas).names(Kind.PACK)[0]
    return world


def mend(world, place, donors, problems=None):
    return heal(
        problems or [Problem(world.pack, "damaged")], place, donors, ledger=world.ledger(place), clock=world.clock,
        progress=world.progress, cancel=world.cancel,
    )  # fmt: skip


def test_a_damaged_object_comes_back_from_another_place(copied):
    copied.damage(copied.nas, copied.pack)
    bad = copied.nas.storage.get(copied.pack)
    report = mend(copied, copied.nas, [copied.local])
    assert [(one.object, one.origin) for one in report.healed] == [(copied.pack, "local")]
    assert copied.nas.storage.get(copied.pack) == copied.local.storage.get(copied.pack)
    assert copied.nas.storage.quarantined == [(copied.pack, bad)]
    record = copied.ledger(copied.nas).record(copied.pack)
    assert record.state == "good"
    assert record.read_ns


def test_the_local_vault_is_healed_from_a_tier(copied):
    copied.local.storage.delete(copied.pack)
    assert mend(copied, copied.local, [copied.nas], [Problem(copied.pack, "missing")]).unhealed == ()
    assert copied.local.storage.get(copied.pack) == copied.nas.storage.get(copied.pack)


def test_a_damaged_donor_is_never_copied(copied):
    copied.damage(copied.nas, copied.pack)
    copied.damage(copied.local, copied.pack)
    bad = copied.nas.storage.get(copied.pack)
    report = mend(copied, copied.nas, [copied.local])
    assert [one.problem.object for one in report.unhealed] == [copied.pack]
    assert copied.nas.storage.get(copied.pack) == bad
    assert copied.nas.storage.quarantined == []


def test_what_was_healed_meanwhile_is_left_alone(copied):
    report = mend(copied, copied.nas, [])
    assert [one.origin for one in report.healed] == [""]
    assert copied.nas.storage.quarantined == []


@pytest.mark.parametrize("problem", [Problem("tier", "damaged"), Problem("c/x", "forged"), Problem("c/x", "wrong key")])
def test_the_marker_and_alarms_are_not_healed(copied, problem):
    assert mend(copied, copied.nas, [copied.local], [problem]).healed == ()


class Versioned(WrappedStorage):
    def __init__(self, inner, versions) -> None:
        super().__init__(inner)
        self._versions = versions

    def older_versions(self, name):
        yield from self._versions


def test_an_older_version_helps_where_no_place_does(copied):
    good = copied.nas.storage.get(copied.pack)
    copied.damage(copied.nas, copied.pack)
    place = Place(copied.nas.id, "nas", Versioned(copied.nas.storage, [b"no", good]))
    assert [one.origin for one in mend(copied, place, []).healed] == [OLDER_VERSION]
    assert copied.nas.storage.get(copied.pack) == good


class Silent(WrappedStorage):
    def get_into(self, name, buffer):
        raise StorageUnavailable("away")


class Full(WrappedStorage):
    def put(self, name, data, *, sha256):
        raise StorageFull("full")


def test_a_donor_which_is_away_is_passed_over(copied):
    copied.damage(copied.nas, copied.pack)
    away = Place("00", "away", Silent(copied.place("away").storage))
    assert mend(copied, copied.nas, [away, copied.local]).unhealed == ()


def test_a_place_which_takes_nothing_stays_unhealed_and_says_why(copied):
    copied.damage(copied.nas, copied.pack)
    report = mend(copied, Place(copied.nas.id, "nas", Full(copied.nas.storage)), [copied.local])
    assert [one.reason for one in report.unhealed] == ["full"]


class Failing(WrappedStorage):
    """A disk which takes bytes and gives others back."""

    def read_medium(self, name, *, block=1 << 20, into=None):
        yield memoryview(b"garbage")


def test_what_cannot_be_read_back_is_not_healed(copied):
    copied.nas.storage.delete(copied.pack)
    report = mend(copied, Place(copied.nas.id, "nas", Failing(copied.nas.storage)), [copied.local])
    assert report.healed == ()
    assert "does not give back" in report.unhealed[0].reason
