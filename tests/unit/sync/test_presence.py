"""What should be at a place, when the ledger is lost too."""

from __future__ import annotations

import pytest

from studio_backup.domain.objects import Kind
from studio_backup.sync.difference import plan_replication
from studio_backup.sync.presence import Evidence, missing
from studio_backup.sync.replicator import replicate

C = "00000000000000c1"
EARLY = [kind for kind in Kind if Kind.CONFIG <= kind <= Kind.INDEX]


@pytest.fixture
def copied(world):
    world.foundation(world.local, C)
    world.put(world.local, "features/{sha}")
    world.snapshot(world.local, C)
    world.snapshot(world.local, C)
    for sequence in (1, 2):
        world.put(world.local, f"audit/00000000000000ee/{sequence:010}-{{sha}}")
    world.nas = world.place("nas")
    plan = plan_replication(world.freeze(world.local), world.freeze(world.nas), world.needs)
    replicate(
        plan, world.local, world.nas, ledger=world.ledger(world.nas), clock=world.clock, progress=world.progress,
        cancel=world.cancel,
    )  # fmt: skip
    return world


def names(problems):
    return [one.object for one in problems]


@pytest.mark.parametrize("kind", EARLY, ids=lambda kind: kind.name.lower())
def test_what_lay_upstream_before_a_copied_snapshot_must_be_here(copied, kind):
    name = copied.freeze(copied.local).names(kind)[0]
    copied.nas.storage.delete(name)
    evidence = Evidence(upstream=copied.freeze(copied.local))
    assert names(missing(copied.freeze(copied.nas), evidence)) == [name]


def test_what_came_later_upstream_is_only_not_copied_yet(copied):
    copied.snapshot(copied.local, C)
    copied.put(copied.local, "keys/slots/00000000000000ab-{sha}")
    copied.put(copied.local, "audit/00000000000000ee/0000000003-{sha}")
    evidence = Evidence(needs=copied.needs, upstream=copied.freeze(copied.local))
    assert missing(copied.freeze(copied.nas), evidence) == ()


def test_a_removed_snapshot_is_missed_but_a_withheld_one_is_not(copied):
    objects = copied.freeze(copied.local).objects
    snapshots = sorted((name for name in objects if "/snapshots/" in name), key=lambda name: objects[name].modified_ns)
    copied.nas.storage.delete(snapshots[0])
    upstream = copied.freeze(copied.local)
    evidence = Evidence(needs=copied.needs, upstream=upstream)
    assert names(missing(copied.freeze(copied.nas), evidence)) == [snapshots[0]]
    told = copied.needs[snapshots[0][-64:]]
    withheld = {**copied.needs, snapshots[0][-64:]: type(told)(told.snapshot, C, told.objects, complete=False)}
    assert missing(copied.freeze(copied.nas), Evidence(needs=withheld, upstream=upstream)) == ()


def test_an_audit_entry_before_the_last_is_missed(copied):
    entry = copied.freeze(copied.nas).names(Kind.AUDIT)[0]
    copied.nas.storage.delete(entry)
    assert names(missing(copied.freeze(copied.nas), Evidence(others=(copied.freeze(copied.local),)))) == [entry]


def test_needs_of_snapshots_here_are_missed(copied):
    pack = copied.freeze(copied.local).names(Kind.PACK)[0]
    copied.local.storage.delete(pack)
    assert names(missing(copied.freeze(copied.local), Evidence(needs=copied.needs))) == [pack]
    assert missing(copied.freeze(copied.local), Evidence(needs=copied.needs, ignored=frozenset({pack}))) == ()
    assert missing(copied.freeze(copied.local), Evidence(needs=copied.needs), {"00000000000000ff"}) == ()


def test_what_was_copied_from_here_is_missed(copied):
    slot = copied.freeze(copied.local).names(Kind.SLOT)[0]
    copied.local.storage.delete(slot)
    sent = copied.ledger(copied.nas).known()
    assert names(missing(copied.freeze(copied.local), Evidence(sent=sent))) == [slot]


@pytest.mark.parametrize("kind", [Kind.CONFIG, Kind.IDENTITY, Kind.MASTER, Kind.COLLECTION_KEY, Kind.META])
def test_keys_which_another_place_has_are_missed(copied, kind):
    name = copied.freeze(copied.local).names(kind)[0]
    copied.local.storage.delete(name)
    assert names(missing(copied.freeze(copied.local), Evidence(others=(copied.freeze(copied.nas),)))) == [name]


def test_a_new_vault_beside_a_full_tier_misses_nothing(copied):
    fresh = copied.place("fresh")
    assert missing(copied.freeze(fresh), Evidence(needs=copied.needs, others=(copied.freeze(copied.nas),))) == ()
